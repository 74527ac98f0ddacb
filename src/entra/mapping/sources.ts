import type { ImportFlow } from '../../expression/index.js'
import type { FactTable } from './attribute-facts.js'
import type { CompositionSide } from './composition-side.js'
import type { ReadFlow } from './flow-expression.js'
import { copiedSource, readFlow } from './flow-expression.js'
import type { Feed, FeedFlow } from './flow-graph.js'
import { sameText, scopeOf } from './flow-graph.js'
import type { MappingReason } from './model.js'
import { mappingReason } from './reasons.js'

/** The flows of one source into a metaverse attribute, and what stands beside them. */
export interface AttributeSources {
  /** Undefined: nothing of the source can be used. */
  readonly flows: readonly ImportFlow[] | undefined
  readonly reasons: readonly MappingReason[]
  /** The target is the one that decides the attribute. */
  readonly isTargets: boolean
}

const none: AttributeSources = { flows: undefined, reasons: [], isTargets: false }

/** Sorts out who feeds a metaverse attribute, as seen by a job that reads `side.source` and writes `side.target`. */
export function sourcesOf(attribute: string, targetAttribute: string, side: CompositionSide): AttributeSources {
  const { graph, source, target } = side
  const feed = graph.feed(side.metaverseObjectType, attribute)
  if (feed === undefined || feed.flows.length === 0)
    return { ...none, reasons: [mappingReason(graph.isComplete ? 'no-import' : 'feed-unknown', { attribute })] }
  const own = feed.flows.filter((flow) => flow.connectorId === source.id)
  const others = feed.flows.filter((flow) => flow.connectorId !== source.id)
  const namesOf = (flows: readonly FeedFlow[]): string =>
    [...new Set(flows.map((flow) => graph.connectorName(flow.connectorId)))].join(', ')
  if (own.length === 0) {
    const isTargets = others.every((flow) => flow.connectorId === target.id)
    const reason = isTargets
      ? mappingReason('target-own', { attribute, target: target.name })
      : mappingReason(isAccountName(targetAttribute) ? 'account-name' : 'other-source', {
          attribute,
          source: source.name,
          sources: namesOf(others),
        })
    return { flows: undefined, reasons: [reason], isTargets }
  }
  const read = readOwn(attribute, own, side)
  return {
    flows: read.flows,
    reasons: [
      ...(graph.isComplete ? [] : [mappingReason('feed-incomplete')]),
      ...read.reasons,
      ...reasonsOfOthers(feed, own, targetAttribute, side, namesOf),
    ],
    isTargets: false,
  }
}

/** Names an AD job can make up itself, unique in the forest, when it creates an account. */
function isAccountName(attribute: string): boolean {
  return /^(samaccountname|userprincipalname|dn|mailnickname)$/i.test(attribute)
}

function readOwn(
  attribute: string,
  own: readonly FeedFlow[],
  { estate, graph, source }: CompositionSide,
): { readonly flows: readonly ImportFlow[] | undefined; readonly reasons: readonly MappingReason[] } {
  const reasons: MappingReason[] = []
  const flows: ImportFlow[] = []
  for (const [index, flow] of own.entries()) {
    const owner = { estate, connector: source, connectorName: source.name, direction: 'import-flow' } as const
    const read: ReadFlow = readFlow(flow.mapping, owner)
    if (read.kind === 'blocked') return { flows: undefined, reasons: [read.reason] }
    flows.push({ source: source.id, precedence: index + 1, language: read.language, expression: read.expression })
    const scope = scopeOf(graph, flow.mapping)
    if (scope.length > 0 && flow.mapping.kind === 'sync-rule') {
      const rule = graph.rule(flow.mapping.ruleId)?.name ?? flow.mapping.ruleId
      const text = scope
        .map((group) => group.map((item) => `${item.attribute} ${item.operator} ${item.value}`.trim()).join(' and '))
        .join(', or ')
      reasons.push(mappingReason('rule-scope', { rule, scope: text, attribute }))
    }
  }
  return { flows, reasons: reasons.map((reason) => ({ ...reason, params: omitAttribute(reason.params) })) }
}

/** One rule scopes many attributes: the reason is the same for all of them. */
function omitAttribute({ attribute: _, ...rest }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return rest
}

function reasonsOfOthers(
  feed: Feed,
  own: readonly FeedFlow[],
  targetAttribute: string,
  side: CompositionSide,
  namesOf: (flows: readonly FeedFlow[]) => string,
): readonly MappingReason[] {
  const { source, target } = side
  const last = own.at(-1)
  const rankOf = (flow: FeedFlow | undefined): number => (flow === undefined ? -1 : feed.flows.indexOf(flow))
  const rivals = feed.flows.filter((flow) => flow.connectorId !== source.id)
  if (rivals.length === 0)
    return feed.precedence === 'manual'
      ? [mappingReason('equal-precedence', { attribute: feed.attribute, sources: source.name, precedence: 'manual' })]
      : []
  if (feed.precedence !== 'ranked') {
    const params = { attribute: feed.attribute, sources: namesOf(feed.flows), precedence: feed.precedence }
    return [mappingReason('equal-precedence', params)]
  }
  if (isAlwaysFilled(own, side.facts) && rivals.every((flow) => rankOf(flow) > rankOf(last))) return []
  const reasons: MappingReason[] = []
  const real: FeedFlow[] = []
  for (const rival of rivals) {
    const behind = rankOf(rival) > rankOf(last)
    if (behind && rival.connectorId === target.id && readsOnly(rival, targetAttribute))
      reasons.push(mappingReason('target-keeps-own', { source: source.name, target: target.name }))
    else if (behind && isMirror(rival, feed.attribute, side)) {
      const mirror = side.graph.connectorName(rival.connectorId)
      reasons.push(mappingReason('mirror-source', { mirror, source: source.name, attribute: feed.attribute }))
    } else real.push(rival)
  }
  if (real.length === 0) return reasons
  const sources = namesOf(feed.flows.filter((flow) => own.includes(flow) || real.includes(flow)))
  const count = String(sources.split(', ').length)
  return [...reasons, mappingReason('several-sources', { attribute: feed.attribute, count, sources })]
}

/** The first flow copies an attribute that every object has: what stands behind it never counts. */
function isAlwaysFilled(own: readonly FeedFlow[], facts: FactTable): boolean {
  const mapping = own[0]?.mapping
  if (mapping?.kind === 'constant') return true
  const name = mapping === undefined ? undefined : copiedSource(mapping)
  return name !== undefined && facts.get(name)?.alwaysPresent === true
}

function readsOnly(flow: FeedFlow, attribute: string): boolean {
  const source = copiedSource(flow.mapping)
  return source !== undefined && sameText(source, attribute)
}

/**
 * A connector that receives an attribute unchanged and gives the same attribute back, as the portal does: what it gives is
 * what it got, unless somebody edits it there.
 */
function isMirror(rival: FeedFlow, attribute: string, { graph }: CompositionSide): boolean {
  const given = copiedSource(rival.mapping)
  return (
    given !== undefined &&
    graph
      .exportsTo(rival.connectorId)
      .some(
        ({ flow }) => sameText(flow.targetAttribute, given) && sameText(copiedSource(flow.mapping) ?? '', attribute),
      )
  )
}
