import { describe, expect, it } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  group,
  place,
  server,
  service,
  syncRule,
  syncRuleFlow,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const ad = connector({
  name: 'Corp AD',
  kind: 'active-directory',
  exportFlows: [exportFlowSet('group', 'group', ['member'])],
})
const onMim = server({ connectors: [ad] })

const forest = connector({ name: 'contoso.com', kind: 'active-directory' })
const tenant = connector({ name: 'contoso.onmicrosoft.com', kind: 'entra-id' })
const rule = (name: string, direction: 'inbound' | 'outbound', connectorId: string, target: string) =>
  syncRule(name, {
    product: 'connect-sync',
    direction,
    connectorId,
    connectorObjectType: target,
    metaverseObjectType: 'group',
    linkType: 'provision',
    mappings: [syncRuleFlow('member', direction)],
  })
const brings = [rule('In', 'inbound', forest.id, 'group'), rule('Out', 'outbound', tenant.id, 'group')]

describe('soa-groups', () => {
  it('finds groups a MIM connector keeps and judges those of the portal', () => {
    const given = estate({
      servers: [onMim],
      services: [service({ groups: [group('Ready', { owners: ['x'] }), group('List', { type: 'Distribution' })] })],
    })

    const found = expectDetection(analyzer, given, { subject: 'Corp AD', confidence: 85, level: 'certain' })
    const design = analyzer.map(found, given)

    expect(design.verdict).toBe('keep')
    expect(design.parts.map(({ part, verdict }) => [part, verdict])).toEqual([
      ['ready groups', 'automated'],
      ['mail-enabled groups', 'keep'],
    ])
  })

  it('finds groups Connect brings to the tenant, and an old Connect', () => {
    const version = {
      name: 'Microsoft.Synchronize.ServerConfigurationVersion',
      value: { value: '2.4.21.0', redacted: false },
      at: place('version'),
    }
    const connect = server({ product: 'connect-sync', connectors: [forest, tenant], syncRules: brings })
    const given = estate({
      servers: [{ ...connect, metaverse: connect.metaverse && { ...connect.metaverse, parameters: [version] } }],
    })

    const found = expectDetection(analyzer, given, { subject: 'contoso.com', level: 'likely' })

    expect(analyzer.map(found, given).blockers.map((item) => item.id)).toContain('M2E-SOAG-204')
  })

  it('speaks once of a forest both servers read, and not of one Connect does not read', () => {
    const at = (target: string) => ({ ...connector().connection, target })
    const twin = { ...forest, connection: at('corp.example') }
    const connect = server({ id: 'c', product: 'connect-sync', connectors: [twin, tenant], syncRules: brings })
    const mim = (target: string) => server({ id: 'm', connectors: [{ ...ad, connection: at(target) }] })

    expectDetection(analyzer, estate({ servers: [mim('corp.example'), connect] }), {
      evidence: ['M2E-SOAG-001', 'M2E-SOAG-002'],
    })
    expectDetection(analyzer, estate({ servers: [mim('lab.example'), connect] }), { subject: 'contoso.com' })
    expect(analyzer.detect(estate({ servers: [mim('lab.example'), connect] }))).toHaveLength(1)
  })

  it('finds nothing without group members', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ servers: [server({ connectors: [connector({ kind: 'active-directory' })] })] }))
  })

  it('does not take members of other classes or directories, or a disabled rule, for AD groups', () => {
    const other = { ...ad, exportFlows: [exportFlowSet('room', 'room', ['member'])] }
    const ldap = { ...ad, kind: 'generic-ldap' as const }
    const disabled = brings.map((item) => ({ ...item, disabled: true }))

    expectClean(analyzer, estate({ servers: [server({ connectors: [other, ldap] })] }))
    expectClean(
      analyzer,
      estate({ servers: [server({ product: 'connect-sync', connectors: [forest, tenant], syncRules: disabled })] }),
    )
  })

  it('asks for the groups the export does not name', () => {
    const given = estate({
      servers: [server({ product: 'connect-sync', connectors: [forest, tenant], syncRules: brings })],
    })

    const { artefacts } = analyzer.map(expectDetection(analyzer, given), given)

    expect(artefacts.map(artefactKey)).toEqual(['hand-step/groups-of-contoso-com-that-can-be-switched'])
  })
})
