import { describe, expect, it } from 'vitest'
import {
  connector,
  place,
  schemaAttribute,
  server,
  syncRule,
  syncRuleFlow,
} from '../../../../analyzers/testing/estate-builder.js'
import type { ScopeCondition, SyncRule, SyncRuleFlow } from '../../../model/index.js'
import type { MappingLine } from '../model.js'
import { cloudTables } from './cloud-table.js'

const ad = connector({
  name: 'kb.de',
  kind: 'active-directory',
  schema: {
    objectTypes: [],
    attributes: [
      schemaAttribute('title'),
      schemaAttribute('thumbnailPhoto', { type: 'binary' }),
      schemaAttribute('proxyAddresses', { multivalued: true }),
    ],
    at: place('schema'),
  },
})
const second = connector({ name: 'other.de', kind: 'active-directory' })
const tenant = connector({ name: 'tenant', kind: 'entra-id' })

function when(attribute: string, operator: string, value = ''): ScopeCondition {
  return { attribute, operator, value, at: place('scope') }
}

function says(target: string, text: string, overrides: Partial<SyncRuleFlow> = {}): SyncRuleFlow {
  return { ...syncRuleFlow(target), kind: 'expression', expression: { language: 'connect', text }, ...overrides }
}

let order = 0
function rule(from: 'in' | 'out', mappings: readonly SyncRuleFlow[], overrides: Partial<SyncRule> = {}): SyncRule {
  order += 1
  return syncRule(`Rule ${order}`, {
    product: 'connect-sync',
    direction: from === 'in' ? 'inbound' : 'outbound',
    connectorId: from === 'in' ? ad.id : tenant.id,
    connectorObjectType: 'user',
    metaverseObjectType: 'person',
    linkType: 'join',
    precedence: order,
    scope: [],
    joins: [],
    mappings,
    ...overrides,
  })
}

function lineOf(...rules: readonly SyncRule[]): MappingLine {
  const [table] = cloudTables(server({ product: 'connect-sync', connectors: [ad, second, tenant], syncRules: rules }))
  const [line] = table?.lines ?? []
  if (line === undefined) throw new Error('no line')
  return line
}

const ids = (line: MappingLine): readonly string[] => line.reasons.map((reason) => reason.id)
const out = (target: string, text = `[${target}]`): SyncRule => rule('out', [says(target, text)])

describe('rules of Connect as mappings of Cloud Sync', () => {
  it('take the scope all rules share for granted', () => {
    const common = [when('adminDescription', 'NOTSTARTSWITH', 'User_')]
    const making = rule('in', [], { linkType: 'provision', scope: [common] })

    expect(lineOf(making, rule('in', [says('title', '[title]')], { scope: [common] }), out('title'))).toMatchObject({
      result: 'exact',
      mapping: { text: '[title]' },
    })
  })

  it('make a rule’s own scope a condition, and the next rule what stands behind it', () => {
    const first = rule('in', [says('title', '"KB"')], { scope: [[when('company', 'ISNOTNULL')]] })

    expect(lineOf(first, rule('in', [says('title', '[title]')]), out('title')).mapping?.text).toBe(
      'Switch([company], "KB", "", [title])',
    )
  })

  it('let the next rule contribute where one gives nothing', () => {
    const first = rule('in', [says('title', 'IIF(IsPresent([info]),[info],NULL)')])

    expect(lineOf(first, rule('in', [says('title', '[title]')]), out('title')).mapping?.text).toBe(
      'Switch([info], [info], "", [title])',
    )
  })

  it('copy values no expression can choose, and say so', () => {
    const picture = rule('in', [says('photo', '[thumbnailPhoto]')], { scope: [[when('company', 'ISNOTNULL')]] })

    expect(lineOf(picture, out('photo'))).toMatchObject({
      result: 'approximate',
      mapping: { text: '[thumbnailPhoto]' },
    })
    expect(ids(lineOf(picture, out('photo')))).toEqual(['scope-dropped'])
  })

  it('take lists as they are', () => {
    const list = rule('in', [says('proxyAddresses', 'RemoveDuplicates(Trim(ImportedValue("proxyAddresses")))')])

    expect(lineOf(list, out('proxyAddresses'))).toMatchObject({
      result: 'conditional',
      mapping: { text: '[proxyAddresses]' },
    })
  })

  it('refuse to merge values of several rules', () => {
    const merge = { mergeType: 'merge' } as const
    const rules = ['a', 'b'].map((name) => rule('in', [says('mail', `[${name}]`, merge)]))

    expect(ids(lineOf(...rules, out('mail')))).toContain('merged-values')
  })

  it('know what the tenant gives itself, and what nobody gives', () => {
    const back = rule('in', [says('usageLocation', '[usageLocation]')], { connectorId: tenant.id })
    const kept = out('usageLocation', 'IIF(IsNullOrEmpty([usageLocation]),IgnoreThisFlow,[usageLocation])')
    const some = rule('in', [says('title', '[title]')])

    expect(ids(lineOf(some, back, kept))).toEqual(['target-readback'])
    expect(ids(lineOf(some, out('nowhere')))).toEqual(['dead-flow'])
  })

  it('leave name and anchor to the service', () => {
    const anchor = rule('in', [says('sourceAnchor', 'ConvertToBase64([objectGUID])')])
    const number = rule('in', [says('sourceAnchor', '[employeeID]')])

    expect(ids(lineOf(anchor, out('sourceAnchor')))).toEqual(['source-anchor'])
    expect(ids(lineOf(number, out('sourceAnchor')))).toEqual(['other-anchor'])
    expect(ids(lineOf(anchor, out('dn', '"CN={" & [sourceAnchor] & "}"')))).toEqual(['dn-made-by-connector'])
  })

  it('say that a value set once is set always, and that another forest feeds it too', () => {
    const once = rule('in', [says('title', '"New"', { initialOnly: true })])
    const foreign = rule('in', [says('title', '[title]')], { connectorId: second.id })

    expect(ids(lineOf(once, out('title')))).toEqual(['once-not-kept'])
    expect(ids(lineOf(rule('in', [says('title', '[title]')]), foreign, out('title')))).toEqual(['several-forests'])
  })
})
