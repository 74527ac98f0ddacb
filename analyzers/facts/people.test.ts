import { describe, expect, it } from 'vitest'
import {
  connector,
  estate,
  exportFlowSet,
  feeds,
  flow,
  guid,
  importFlows,
  metaverse,
  projection,
  runProfile,
  server,
  service,
  syncRule,
} from '../testing/estate-builder.js'
import { connectorsOf } from './connectors.js'
import { contributesFirstRank, directionOf, isImportOnly, provisionsInto, resolveSyncRuleFlows } from './flows.js'
import { isPersonType, personProjections } from './people.js'

const syncFlow = (attribute: string, initialOnly = false) =>
  flow(attribute, {
    kind: 'sync-rule',
    form: 'direct',
    ruleId: guid(7),
    mappingId: 'm',
    initialOnly,
    existenceTest: false,
    sources: [],
  })

describe('direction', () => {
  it('counts an attribute once although an initial and a lasting flow fill it', () => {
    const target = connector({
      name: 'LDS',
      exportFlows: [exportFlowSet('user', 'person', [syncFlow('cn', true), syncFlow('cn'), syncFlow('dn', true)])],
      runProfiles: [runProfile('export', 'delta-import'), runProfile('full-import-delta-sync')],
    })
    const one = server({ connectors: [target] })

    expect(directionOf(target, one)).toEqual({
      importFlows: 0,
      exportFlows: 2,
      projections: 0,
      joins: 0,
      importSteps: 2,
      exportSteps: 1,
    })
    expect(isImportOnly(target, one)).toBe(false)
  })

  it('reads the rules of Entra Connect, where the connector itself holds no flows', () => {
    const ad = connector({ name: 'forest', kind: 'active-directory' })
    const inbound = syncRule('In from AD', {
      product: 'connect-sync',
      direction: 'inbound',
      connectorId: ad.id,
      linkType: 'provision',
      mappings: [
        {
          direction: 'inbound',
          target: 'sn',
          kind: 'direct',
          sources: ['sn'],
          initialOnly: false,
          existenceTest: false,
          mergeType: 'update',
          at: ad.at,
        },
      ],
    })
    const one = server({ product: 'connect-sync', connectors: [ad], syncRules: [inbound] })

    expect(directionOf(ad, one)).toMatchObject({ importFlows: 1, projections: 1, exportFlows: 0 })
    expect(personProjections(one, ad)).toHaveLength(1)
  })
})

describe('rank', () => {
  it('is first where it stands first, or where precedence is equal', () => {
    const hr = connector({ name: 'HR' })
    const portal = connector({ name: 'Portal' })
    const flows = [
      importFlows('person', 'sn', hr, portal),
      importFlows('person', 'mobile', portal, hr),
      { ...importFlows('person', 'title', portal, hr), precedence: 'equal' as const },
    ]
    const one = server({ connectors: [hr, portal], metaverse: metaverse({ importFlows: flows }) })

    expect(contributesFirstRank(one, hr, 'Person').map((item) => item.attribute)).toEqual(['sn', 'title'])
  })
})

describe('people', () => {
  it('knows them by what flows in, whatever the type is called', () => {
    const hr = connector({ name: 'HR', projections: [projection('row', 'SyncObject', 'sync-rule')] })
    const one = server({
      connectors: [hr],
      metaverse: metaverse({ importFlows: feeds(hr, 'SyncObject', 'FirstName', 'LastName') }),
    })

    expect(isPersonType(one, 'SyncObject')).toBe(true)
    expect(isPersonType(one, 'organization')).toBe(false)
    expect(personProjections(one, hr).map((item) => item.kind)).toEqual(['sync-rule'])
  })
})

describe('provisioning', () => {
  it('is certain by a rule that creates, possible by an extension, and absent otherwise', () => {
    const app = connector({ name: 'App', id: guid(1), exportFlows: [exportFlowSet('row', 'person', ['id'])] })
    const rule = syncRule('App out', {
      connectorId: guid(1),
      metaverseObjectId: guid(7),
      creates: { connectorObject: true, metaverseObject: false, disconnects: false },
    })
    const extension = { assembly: 'MVExtension.dll', separateProcess: false, at: app.at }
    const withRule = estate({ servers: [server({ connectors: [app] })], services: [service({ syncRules: [rule] })] })
    const withCode = estate({
      servers: [server({ connectors: [app], metaverse: metaverse({ provisioning: 'scripted', extension }) })],
    })
    const first = (given: typeof withRule) => connectorsOf(given).flatMap((placed) => provisionsInto(given, placed))

    expect(first(withRule)).toMatchObject([{ by: 'sync-rule', name: 'App out', certain: true }])
    expect(first(withCode)).toMatchObject([{ by: 'extension', name: 'MVExtension.dll', certain: false }])
    expect(first(estate({ servers: [server({ connectors: [app] })] }))).toEqual([])
  })

  it('names a rule once, however many flows it has', () => {
    const app = connector({ exportFlows: [exportFlowSet('user', 'person', [syncFlow('cn'), syncFlow('sn')])] })
    const rule = syncRule('App out', { metaverseObjectId: guid(7) })

    expect(resolveSyncRuleFlows(estate({ services: [service({ syncRules: [rule] })] }), app)).toEqual(['App out'])
  })
})
