import type { ImportFlowGroup, Metaverse, Setting } from '../../model/index.js'
import { bag, count, noise, said, term, yesNo } from '../facet.js'
import type { Names } from '../names.js'
import type { Facet, Thing } from '../thing.js'
import { mappingText, sourcesOf } from './mapping.js'
import { schemaThings } from './schema.js'
import { settingThing } from './settings.js'

/** What of a server's metaverse is said of the server itself. */
export function metaverseFacets(metaverse: Metaverse): Facet[] {
  return [
    term('provisioning', 'provisioning', metaverse.provisioning),
    said('metaverse-extension', metaverse.extension?.assembly ?? ''),
    yesNo('metaverse-extension-process', metaverse.extension?.separateProcess ?? false),
    count('metaverse-extension-timeout', metaverse.extension?.timeoutSeconds),
    yesNo('password-sync', metaverse.passwordSyncEnabled),
    count('password-history', metaverse.passwordHistorySize),
    noise('version-counter', 'counters', metaverse.version),
  ]
}

export function metaverseThings(metaverse: Metaverse, names: Names): Thing[] {
  return [
    ...schemaThings(metaverse.schema),
    ...metaverse.importFlows.map((group) => attributeFlowThing(group, names)),
    ...metaverse.deletionRules.map(
      (rule): Thing => ({
        kind: 'deletion-rule',
        name: rule.objectType,
        keys: [rule.objectType.toLowerCase()],
        uses: rule.connectorIds.map(names.canonical),
        facets: [
          term('deletion', 'deletion', rule.kind),
          bag('connectors', rule.connectorIds.map(names.label), rule.connectorIds.map(names.canonical)),
        ],
        children: [],
        at: rule.at,
      }),
    ),
    ...metaverse.recall.map(
      (recall): Thing => ({
        kind: 'recall',
        name: names.label(recall.connectorId),
        keys: [names.canonical(recall.connectorId)],
        uses: [names.canonical(recall.connectorId)],
        facets: [yesNo('recall', recall.enabled)],
        children: [],
        at: recall.at,
      }),
    ),
    ...metaverse.parameters.map(globalSetting),
  ]
}

/** Moves with every run, or is the build itself. */
const clockSettings = /NextStartTime|LastRun|LastStart|SchedulerSuspended/
const versionSettings = /ConfigurationVersion|\.Version\./

function globalSetting(setting: Setting): Thing {
  const thing = settingThing(setting)
  if (clockSettings.test(setting.name))
    return { ...thing, facets: thing.facets.map((facet) => ({ ...facet, noise: 'dates' as const })) }
  if (versionSettings.test(setting.name))
    return { ...thing, facets: thing.facets.map((facet) => ({ ...facet, isVersion: true as const })) }
  return thing
}

/** All flows into one attribute, in order of precedence. */
function attributeFlowThing(group: ImportFlowGroup, names: Names): Thing {
  return {
    kind: 'attribute-flow',
    name: `${group.attribute} (${group.objectType})`,
    keys: [`${group.objectType}\n${group.attribute}`.toLowerCase()],
    isFrame: true,
    uses: [`mv:${group.attribute.toLowerCase()}`],
    facets: [term('precedence-mode', 'precedence', group.precedence)],
    children: group.flows.map((flow): Thing => {
      const { mapping } = flow
      // A connector that is gone has no id that could be the same.
      const connector = names.isKnown(flow.connectorId) ? names.canonical(flow.connectorId) : 'missing'
      return {
        kind: 'import-flow',
        name: `${names.label(flow.connectorId)}.${flow.sourceObjectType}: ${mappingText(mapping)}`,
        keys: [
          flow.id === '' ? '' : names.canonical(flow.id),
          `${connector}\n${flow.sourceObjectType}\n${mappingText(mapping)}`,
          `${connector}\n${flow.sourceObjectType}`,
        ],
        ...(group.precedence === 'equal' ? {} : { isRanked: true as const }),
        ...(mapping.kind === 'sync-rule' ? { madeBy: names.canonical(mapping.ruleId) } : {}),
        uses: [
          connector,
          `mv:${group.attribute.toLowerCase()}`,
          ...sourcesOf(mapping).map((name) => `cs:${connector}:${name.toLowerCase()}`),
        ],
        facets: [
          said('connector', names.label(flow.connectorId), connector),
          said('source-type', flow.sourceObjectType),
          said('mapping', mappingText(mapping)),
        ],
        children: [],
        at: flow.at,
      }
    }),
    at: group.at,
  }
}
