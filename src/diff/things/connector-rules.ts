import type { Connector, ConnectorFilter, FilterCondition, JoinCriterion, JoinMapping } from '../../model/index.js'
import { bag, said, term, yesNo } from '../facet.js'
import type { Names } from '../names.js'
import type { Thing } from '../thing.js'
import { conditionText, conditionThing, subjectsOf } from './conditions.js'
import { mappingText, sourcesOf, sourceText } from './mapping.js'

export function filterThing(filter: ConnectorFilter): Thing {
  const alternatives = filter.alternatives.map((alternative): Thing => {
    const texts = alternative.conditions.map(filterConditionText)
    return {
      kind: 'filter-alternative',
      name: texts.join(' ∧ '),
      keys: [[...texts].sort().join('\n'), subjectsOf(alternative.conditions.map(({ attribute }) => attribute))],
      facets: [],
      children: alternative.conditions.map((condition) =>
        conditionThing(filterConditionText(condition), condition.attribute, condition.at),
      ),
      at: alternative.at,
    }
  })
  return {
    kind: 'filter',
    name: filter.objectType,
    keys: [filter.objectType.toLowerCase()],
    facets: [term('filter-kind', 'filter-kind', filter.kind), yesNo('import-filter', filter.importFilter ?? false)],
    children: alternatives,
    at: filter.at,
  }
}

function filterConditionText({ attribute, intrinsic, operator, value }: FilterCondition): string {
  const name = intrinsic ? `<${attribute}>` : attribute
  return value === undefined || value === '' ? `${name} ${operator}` : `${name} ${operator} ${value}`
}

export function joinThing(criterion: JoinCriterion, objectType: string, names: Names): Thing {
  const text = criterion.mappings.map(joinText).join(' ∧ ')
  return {
    kind: 'join',
    name: `${objectType}: ${text}`,
    keys: [criterion.id === '' ? '' : names.canonical(criterion.id), `${objectType}\n${text}`],
    isRanked: true,
    ...(criterion.syncRuleId === undefined ? {} : { madeBy: names.canonical(criterion.syncRuleId) }),
    facets: [
      said('object-type', objectType),
      said('join', text),
      said('metaverse-type', criterion.metaverseObjectType ?? ''),
      said(
        'resolution',
        criterion.resolution.kind === 'none' ? '' : `${criterion.resolution.kind} ${criterion.resolution.ruleName}`,
      ),
      bag('scope', criterion.scope.map(conditionText)),
    ],
    children: [],
    at: criterion.at,
  }
}

function joinText({ metaverseAttribute, metaverseIntrinsic, source }: JoinMapping): string {
  const left =
    source.kind === 'direct'
      ? sourceText(source.attribute)
      : source.kind === 'scripted'
        ? `${source.ruleName}(${source.attributes.map(sourceText).join(', ')})`
        : source.raw
  return `${left} = ${metaverseIntrinsic ? `<${metaverseAttribute}>` : metaverseAttribute}`
}

export function projectionThings(connector: Connector, names: Names): Thing[] {
  return connector.projections.map((projection) => ({
    kind: 'projection',
    name: projection.objectType,
    keys: [
      projection.id === '' ? '' : names.canonical(projection.id),
      `${projection.objectType}\n${projection.kind}\n${projection.metaverseObjectType ?? ''}`,
      projection.objectType,
    ],
    ...(projection.syncRuleId === undefined ? {} : { madeBy: names.canonical(projection.syncRuleId) }),
    facets: [
      term('projection-kind', 'projection', projection.kind),
      said('metaverse-type', projection.metaverseObjectType ?? ''),
      bag('scope', projection.scope.map(conditionText)),
    ],
    children: [],
    at: projection.at,
  }))
}

export function exportFlowThings(connector: Connector, names: Names): Thing[] {
  return connector.exportFlows.flatMap((set) =>
    set.flows.map((flow): Thing => {
      const { mapping } = flow
      const types = `${set.metaverseObjectType} → ${set.connectorObjectType}`
      return {
        kind: 'export-flow',
        name: `${flow.targetAttribute} (${types})`,
        keys: [
          flow.id === '' ? '' : names.canonical(flow.id),
          `${types}\n${flow.targetAttribute}\n${mappingText(mapping)}`,
          `${types}\n${flow.targetAttribute}`,
        ],
        ...(mapping.kind === 'sync-rule' ? { madeBy: names.canonical(mapping.ruleId) } : {}),
        uses: [
          ...sourcesOf(mapping).map((name) => `mv:${name.toLowerCase()}`),
          `cs:${flow.targetAttribute.toLowerCase()}`,
        ],
        facets: [
          said('flow-target', flow.targetAttribute),
          said('flow-types', types),
          said('mapping', mappingText(mapping)),
          yesNo('suppress-deletions', flow.suppressDeletions),
          yesNo('initial-only', mapping.kind === 'sync-rule' && mapping.initialOnly),
          yesNo('existence-test', mapping.kind === 'sync-rule' && mapping.existenceTest),
        ],
        children: [],
        at: flow.at,
      }
    }),
  )
}
