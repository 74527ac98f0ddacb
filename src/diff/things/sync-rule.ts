import { expressionText, type SyncRule, type SyncRuleFlow } from '../../model/index.js'
import { noise, said, term, version, yesNo } from '../facet.js'
import type { Names } from '../names.js'
import type { Facet, Thing } from '../thing.js'
import { scopeThings, subjectsOf } from './conditions.js'
import { constantText } from './mapping.js'

export function syncRuleThing(rule: SyncRule, names: Names): Thing {
  const id = names.canonical(rule.id)
  return {
    kind: 'sync-rule',
    name: rule.name,
    keys: [id],
    id,
    ...(rule.standard ? { isShipped: true as const } : {}),
    uses: [
      names.canonical(rule.connectorId),
      ...(rule.dependsOn === undefined ? [] : [names.canonical(rule.dependsOn)]),
    ],
    facets: [
      said('name', rule.name),
      said('description', rule.description),
      term('direction', 'direction', rule.direction),
      yesNo('disabled', rule.disabled),
      said('connector', names.label(rule.connectorId), names.canonical(rule.connectorId)),
      said('connector-type', rule.connectorObjectType),
      said('metaverse-type', rule.metaverseObjectType),
      term('link', 'link', rule.linkType),
      yesNo('password-sync', rule.passwordSync),
      said('soft-delete-expiry', rule.softDeleteExpiry),
      yesNo('creates-connected', rule.creates.connectorObject),
      yesNo('creates-metaverse', rule.creates.metaverseObject),
      yesNo('disconnects', rule.creates.disconnects),
      yesNo('filter-based', rule.outboundIsFilterBased),
      said('depends-on', names.label(rule.dependsOn ?? ''), names.canonical(rule.dependsOn ?? '')),
      noise('placement', 'ids', `${rule.placement?.after ?? ''} ${rule.placement?.before ?? ''}`),
      ...versionFacets(rule),
    ],
    children: [
      ...scopeThings('scope-group', rule.scope, rule.at),
      ...scopeThings('outbound-scope-group', rule.outboundScope ?? [], rule.at),
      ...joinGroups(rule),
      ...rule.mappings.map(flowThing),
      ...rule.parameters.map(
        ({ name, type }): Thing => ({
          kind: 'rule-parameter',
          name,
          keys: [name.toLowerCase()],
          facets: [said('type', type)],
          children: [],
          at: rule.at,
        }),
      ),
    ],
    at: rule.at,
  }
}

/** The tag of a shipped rule says which build it came with; its version counts every change, also the customer's. */
function versionFacets({ immutableTag, version: counter, standard }: SyncRule): Facet[] {
  const tag = standard ? version('immutable-tag', immutableTag) : said('immutable-tag', immutableTag)
  return [tag, noise('rule-version', 'counters', counter ?? '')]
}

/** Groups are tried in order; conditions inside one all hold. */
function joinGroups(rule: SyncRule): Thing[] {
  return rule.joins.map((group) => {
    const texts = group.map(
      ({ connectorAttribute, metaverseAttribute, caseSensitive }) =>
        `${connectorAttribute} = ${metaverseAttribute}${caseSensitive ? ' (Aa)' : ''}`,
    )
    const text = texts.join(' ∧ ')
    return {
      kind: 'join-group',
      name: text,
      keys: [text, subjectsOf(group.map(({ metaverseAttribute }) => metaverseAttribute))],
      isRanked: true,
      facets: [said('join', text)],
      children: [],
      at: group[0]?.at ?? rule.at,
    }
  })
}

function flowThing(flow: SyncRuleFlow): Thing {
  const text = flowText(flow)
  return {
    kind: 'rule-flow',
    name: flow.target,
    keys: [
      `${flow.direction}\n${flow.target}\n${flow.existenceTest}\n${flow.initialOnly}\n${text}`,
      `${flow.direction}\n${flow.target}`,
    ],
    uses: [`${flow.direction === 'inbound' ? 'mv' : 'cs'}:${flow.target.toLowerCase()}`],
    facets: [
      said('flow-target', flow.target),
      said('mapping', text),
      yesNo('initial-only', flow.initialOnly),
      yesNo('existence-test', flow.existenceTest),
      said('merge', flow.mergeType),
      yesNo('allows-null', flow.allowsNull ?? false),
    ],
    children: [],
    at: flow.at,
  }
}

export function flowText(flow: SyncRuleFlow): string {
  if (flow.expression !== undefined) return expressionText(flow.expression)
  return flow.constant === undefined ? flow.sources.join(', ') : constantText(flow.constant)
}
