import { describe, expect, it } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import type { Decided } from '../analyzer.js'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  feeds,
  metaverse,
  projection,
  server,
  syncRule,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const hr = connector({ name: 'People', projections: [projection('row', 'person')] })
const ad = connector({
  name: 'Corp AD',
  kind: 'active-directory',
  exportFlows: [exportFlowSet('user', 'person', ['sn', 'givenName'])],
})
const forest = connector({ name: 'contoso.com', kind: 'active-directory' })
const tenant = connector({ name: 'contoso.onmicrosoft.com', kind: 'entra-id' })
const rule = (name: string, direction: 'inbound' | 'outbound', connectorId: string) =>
  syncRule(name, {
    product: 'connect-sync',
    direction,
    connectorId,
    connectorObjectType: 'user',
    linkType: 'provision',
  })
const brings = [rule('In', 'inbound', forest.id), rule('Out', 'outbound', tenant.id)]

describe('soa-users', () => {
  it('finds people Connect brings to the tenant, and keeps them until readiness is known', () => {
    const given = estate({
      servers: [server({ product: 'connect-sync', connectors: [forest, tenant], syncRules: brings })],
    })

    const found = expectDetection(analyzer, given, { subject: 'contoso.com', confidence: 60, level: 'likely' })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'keep', effort: { size: 'M' } })
  })

  it('finds people HR feeds into AD, and asks for HR to feed Entra first', () => {
    const importFlows = feeds(hr, 'person', 'sn', 'givenName')
    const given = estate({ servers: [server({ connectors: [hr, ad], metaverse: metaverse({ importFlows }) })] })

    const found = expectDetection(analyzer, given, { subject: 'Corp AD', level: 'likely' })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'keep', effort: { size: 'L' } })
    expect(design.target.id).toBe('M2E-SOAU-101')
  })

  it('finds nothing without people in AD', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ servers: [server({ connectors: [hr] })] }))
  })

  it('does not take groups, or a Connect that sends nobody, for people', () => {
    const groups = { ...ad, exportFlows: [exportFlowSet('group', 'group', ['member'])] }

    expectClean(analyzer, estate({ servers: [server({ connectors: [groups] })] }))
    expectClean(
      analyzer,
      estate({
        servers: [server({ product: 'connect-sync', connectors: [forest, tenant], syncRules: brings.slice(0, 1) })],
      }),
    )
  })

  it('asks for the first person where nothing binds people to AD, and switches nobody where HR does', () => {
    const free = estate({
      servers: [
        server({
          product: 'connect-sync',
          connectors: [forest, tenant],
          syncRules: [rule('In', 'inbound', forest.id), rule('Out', 'outbound', tenant.id)],
        }),
      ],
    })
    const found = expectDetection(analyzer, free)
    const keys = (decided?: Decided) => analyzer.map(found, free, decided).artefacts.map(artefactKey)

    expect(keys()).toEqual([
      'hand-step/people-of-contoso-com-that-can-be-switched',
      'hand-step/hard-match-for-the-way-back',
      'source-of-authority-switch/user-ask-firstpersontoswitch',
    ])
    expect(keys(() => 'stay')).toEqual([])
  })
})
