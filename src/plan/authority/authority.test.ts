import { describe, expect, it } from 'vitest'
import { messageText } from '../../../analyzers/finding.js'
import {
  connector,
  estate,
  exportFlowSet,
  feeds,
  flow,
  joinProfile,
  metaverse,
  place,
  projection,
  server,
  syncRule,
} from '../../../analyzers/testing/estate-builder.js'
import type { MappingTable } from '../../entra/index.js'
import type { Connector, Estate, SyncServer } from '../../model/index.js'
import type { ScenarioResult } from '../assessment.js'
import { planMessages } from '../messages.js'
import { result, table, wavesOf } from '../testing.js'
import { guardAuthority } from './authority.js'

const forest = (target: string): Partial<Connector> => ({
  kind: 'active-directory',
  connection: { kind: 'directory', target, account: '', anchor: [], settings: [], at: place('connection') },
})
const hr = connector({ name: 'HR', projections: [projection('person', 'person')] })
const ad = connector({
  name: 'AD',
  ...forest('corp.de'),
  exportFlows: [exportFlowSet('user', 'person', ['mail', 'title'])],
})
const app = connector({ name: 'App', exportFlows: [exportFlowSet('person', 'person', ['mail', 'title'])] })
const fed = { metaverse: metaverse({ importFlows: feeds(hr, 'person', 'mail', 'title') }) }
const alone = estate({ servers: [server({ name: 'SYNC', connectors: [hr, ad], ...fed })] })
const toAd = table('hr-onprem', hr, ad, 'user', ['mail', 'title'])
const found = (id: string, subject: Connector, verdict: 'assisted' | 'keep' | 'retire', ...tables: MappingTable[]) =>
  result(id, subject, verdict, tables)

function guard(given: Estate, results: readonly ScenarioResult[], tables: readonly MappingTable[]) {
  const report = guardAuthority(given, results, tables, wavesOf(given, results, tables))
  for (const text of [
    ...report.conflicts.map((item) => item.text),
    ...report.gaps.map((item) => item.text),
    ...report.traps.map((item) => item.text),
    ...report.contradictions,
  ]) {
    expect(messageText(planMessages, text)).not.toMatch(/\{\w+\}|undefined|M2E-/)
    expect(text.at.length).toBeGreaterThan(0)
  }
  return report
}

const ids = (items: readonly { readonly text: { readonly id: string } }[]) => items.map((item) => item.text.id)

describe('a scenario alone', () => {
  const report = guard(alone, [found('hr-onprem', hr, 'assisted', toAd)], [toAd])

  it('has one writer an attribute through every stage', () => {
    expect(report.conflicts).toEqual([])
    expect(report.gaps).toEqual([])
    expect(report.contradictions).toEqual([])
  })

  it('changes hands for the pilot first, then for all', () => {
    expect(
      report.rows.map((row) => [row.stage, row.population, row.attribute, row.before?.name, row.after?.name]),
    ).toEqual([
      ['pilot', 'pilot', 'mail', 'AD (SYNC)', 'HR → AD'],
      ['cutover', 'all', 'mail', 'AD (SYNC)', 'HR → AD'],
      ['pilot', 'pilot', 'title', 'AD (SYNC)', 'HR → AD'],
      ['cutover', 'all', 'title', 'AD (SYNC)', 'HR → AD'],
    ])
  })
})

describe('two writers', () => {
  const twin = connector({ ...ad, name: 'corp.de', id: 'twin' })
  const connect = (overrides: Partial<SyncServer> = {}) =>
    server({ id: 'aadc', name: 'AADC', product: 'mim-sync', connectors: [twin], ...overrides })

  it('of two products are named today, once for all attributes they share', () => {
    const both = estate({ servers: [...alone.servers, connect()] })
    const { conflicts } = guard(both, [], [])

    expect(conflicts).toMatchObject([
      { wave: 0, stage: 'today', objectType: 'user', attributes: ['mail', 'title'], text: { id: 'M2E-AUTH-201' } },
    ])
  })

  it('stay two when a job takes over from one of them', () => {
    const both = estate({ servers: [...alone.servers, connect()] })

    expect(ids(guard(both, [found('hr-onprem', hr, 'assisted', toAd)], [toAd]).conflicts)).toEqual([
      'M2E-AUTH-201',
      'M2E-AUTH-203',
    ])
  })

  it('are one when the other server is in staging, in another forest, or unused', () => {
    const staging = connect({
      metaverse: metaverse({
        parameters: [
          { name: 'Microsoft.Synchronize.StagingMode', value: { value: 'True', redacted: false }, at: place() },
        ],
      }),
    })
    const elsewhere = connect({ connectors: [connector({ ...twin, ...forest('dest.de') })] })

    for (const other of [staging, elsewhere])
      expect(guard(estate({ servers: [...alone.servers, other] }), [], []).conflicts).toEqual([])
    expect(
      guard(estate({ servers: [...alone.servers, connect()] }), [found('app-onprem', twin, 'retire')], []).conflicts,
    ).toEqual([])
  })

  it('are two jobs on one attribute, unless each source has people of its own', () => {
    const pay = connector({ name: 'Pay', joins: [joinProfile('person', 'person', 'id')] })
    const own = connector({ name: 'Pay', projections: [projection('person', 'person')] })
    const jobs = (second: Connector) => {
      const other = table('hr-onprem', second, ad, 'user', ['mail'])
      const given = estate({ servers: [server({ connectors: [hr, second, ad], ...fed })] })
      const source = { ...toAd.source, objectType: 'person' }
      const tables = [
        { ...toAd, source },
        { ...other, source: { ...other.source, objectType: 'person' } },
      ]
      const results = [result('hr-onprem', hr, 'assisted', tables)]
      return guard(given, results, tables).conflicts
    }

    expect(jobs(pay)).toMatchObject([{ attributes: ['mail'], text: { id: 'M2E-AUTH-202' } }])
    expect(jobs(own)).toEqual([])
  })
})

describe('no writer', () => {
  const both = estate({ servers: [server({ connectors: [hr, ad, app], ...fed })] })
  const toApp = table('app-onprem', undefined, app, 'person', ['mail', 'title'])

  it('is what a system is left with that is still fed by a source taken off', () => {
    expect(guard(both, [found('hr-onprem', hr, 'assisted', toAd)], [toAd]).gaps).toMatchObject([
      { wave: 1, stage: 'decommission', system: 'App', attributes: ['mail', 'title'], text: { id: 'M2E-AUTH-211' } },
    ])
  })

  it('is also named when the system follows in a later wave', () => {
    const results = [found('hr-onprem', hr, 'assisted', toAd), found('app-onprem', app, 'assisted', toApp)]

    expect(guard(both, results, [toAd, toApp]).gaps).toMatchObject([{ wave: 1, system: 'App' }])
  })

  it('is no matter where the source stays, another one feeds it, or the system is unused', () => {
    const second = connector({ name: 'Phone' })
    const twice = metaverse({
      importFlows: [...feeds(hr, 'person', 'mail', 'title'), ...feeds(second, 'person', 'mail', 'title')],
    })
    const given = estate({ servers: [server({ connectors: [hr, second, ad, app], metaverse: twice })] })

    expect(guard(both, [found('hr-onprem', hr, 'keep', toAd)], [toAd]).gaps).toEqual([])
    expect(guard(given, [found('hr-onprem', hr, 'assisted', toAd)], [toAd]).gaps).toEqual([])
    expect(
      guard(both, [found('hr-onprem', hr, 'assisted', toAd), found('app-onprem', app, 'retire')], [toAd]).gaps,
    ).toEqual([])
  })
})

describe('traps', () => {
  const trapped = (
    source: Partial<Connector>,
    target: Partial<Connector>,
    mv: Parameters<typeof metaverse>[0] = {},
  ) => {
    const given = estate({
      servers: [
        server({
          connectors: [connector({ ...hr, ...source }), connector({ ...ad, ...target })],
          metaverse: metaverse({ importFlows: feeds(hr, 'person', 'mail', 'title'), ...mv }),
        }),
      ],
    })
    return ids(guard(given, [found('hr-onprem', hr, 'assisted', toAd)], [toAd]).traps)
  }
  const rule = { id: 'r', objectType: 'person', connectorIds: [hr.id], at: place('rule') }

  it('are none where nothing deletes', () => {
    expect(trapped({}, {})).toEqual([])
  })

  it.each([
    [
      'a deletion rule that starts with the source',
      {},
      {},
      { deletionRules: [{ ...rule, kind: 'declared-any' as const }] },
      'M2E-AUTH-311',
    ],
    [
      'deletion by code',
      {},
      {},
      { deletionRules: [{ ...rule, kind: 'scripted' as const, connectorIds: [] }] },
      'M2E-AUTH-312',
    ],
    ['recall', {}, {}, { recall: [{ connectorId: hr.id, enabled: true, at: place() }] }, 'M2E-AUTH-313'],
    [
      'a target that deletes',
      {},
      { deprovisioning: { kind: 'declared' as const, action: 'delete-object' as const, raw: '', at: place() } },
      {},
      'M2E-AUTH-321',
    ],
    ['a target that asks code', {}, { deprovisioning: { kind: 'scripted' as const, at: place() } }, {}, 'M2E-AUTH-322'],
    [
      'a target that does what is not known',
      {},
      { deprovisioning: { kind: 'unknown' as const, raw: 'burn', at: place() } },
      {},
      'M2E-AUTH-323',
    ],
    [
      'an anchor that follows the name',
      {},
      { connection: { ...ad.connection, anchor: ['sAMAccountName', 'id'] } },
      {},
      'M2E-AUTH-325',
    ],
    [
      'an anchor that does not move',
      {},
      {},
      {
        parameters: [
          {
            name: 'Microsoft.SynchronizationOption.AnchorAttribute',
            value: { value: 'objectGUID', redacted: false },
            at: place('anchor'),
          },
        ],
      },
      'M2E-AUTH-303',
    ],
    ['provisioning by code', {}, {}, { provisioning: 'scripted' as const }, 'M2E-AUTH-324'],
  ])('are found: %s', (_, source, target, mv, id) => {
    expect(trapped(source, target, mv)).toEqual([id])
  })
})

describe('rules that speak against each other', () => {
  const outbound = (name: string, precedence: number, targets: readonly string[]) =>
    syncRule(name, {
      product: 'connect-sync',
      direction: 'outbound',
      connectorId: ad.id,
      connectorObjectType: 'user',
      metaverseObjectType: 'person',
      precedence,
      mappings: targets.map((target) => ({
        direction: 'outbound',
        target,
        kind: 'direct',
        sources: [target],
        initialOnly: false,
        existenceTest: false,
        mergeType: 'update',
        at: place(`${name}/${target}`),
      })),
    })
  const against = (overrides: Partial<SyncServer>) =>
    guard(estate({ servers: [server({ connectors: [ad], ...overrides })] }), [], []).contradictions.map(
      (item) => item.id,
    )
  const condition = (operator: string, value = '') => ({ attribute: 'c', operator, value, at: place(operator + value) })

  it('have one precedence for one attribute', () => {
    expect(against({ syncRules: [outbound('a', 100, ['mail']), outbound('b', 100, ['mail'])] })).toEqual([
      'M2E-AUTH-221',
    ])
    expect(against({ syncRules: [outbound('a', 100, ['mail']), outbound('b', 101, ['mail'])] })).toEqual([])
    expect(against({ syncRules: [outbound('a', 100, ['mail']), outbound('b', 100, ['title'])] })).toEqual([])
  })

  it('write one attribute twice, delete in two ways, or do not say what counts', () => {
    const twice = { ...ad, exportFlows: [exportFlowSet('user', 'person', [flow('mail'), flow('mail')])] }
    const kinds = ['declared-any', 'declared-last'] as const
    const [group] = feeds(hr, 'person', 'mail')
    const deletionRules = kinds.map((kind) => ({
      id: kind,
      objectType: 'person',
      kind,
      connectorIds: [],
      at: place(kind),
    }))

    expect(against({ connectors: [twice] })).toEqual(['M2E-AUTH-224'])
    expect(against({ metaverse: metaverse({ deletionRules }) })).toEqual(['M2E-AUTH-222'])
    if (group === undefined) throw new Error('one attribute, one group')
    const importFlows = [{ ...group, precedence: 'unknown' as const, flows: [...group.flows, ...group.flows] }]
    expect(against({ metaverse: metaverse({ importFlows }) })).toEqual(['M2E-AUTH-223'])
  })

  it.each([
    [['EQUAL', 'a'], ['EQUAL', 'b'], 1],
    [['ISNULL', ''], ['ISNOTNULL', ''], 1],
    [['EQUAL', 'a'], ['EQUAL', 'A'], 0],
    [['EQUAL', 'a'], ['NOTEQUAL', 'b'], 0],
  ])('have a scope nobody can be in: %j and %j', ([a = '', av], [b = '', bv], count) => {
    const scope = [[condition(a, av), condition(b, bv)]]

    expect(against({ syncRules: [{ ...outbound('a', 1, []), scope }] })).toHaveLength(count)
  })
})
