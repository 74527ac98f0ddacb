import type { Expression } from '../../../expression/index.js'
import { attributesOf, translate } from '../../../expression/index.js'
import type { Connector, ScopeCondition, SyncRule } from '../../../model/index.js'
import type { FactTable } from '../attribute-facts.js'
import { directValue } from '../direct-values.js'
import { reasonOfTranslation } from '../expression-reasons.js'
import { ruleFlowText } from '../flow-expression.js'
import { sameText } from '../flow-graph.js'
import { lineOf, mappingOf } from '../lines.js'
import type { MappingLine, MappingReason, PathStep, TodaysPath } from '../model.js'
import { mappingReason } from '../reasons.js'
import { chainOf, tooManyRules } from './chain.js'
import { nothing } from './fallback.js'
import { plainCopyOf } from './plain-copy.js'
import { fills, type ScopedFlow, scopedFlows } from './rules.js'
import { largestExpression, sizeOf } from './size.js'
import { substitute, tidiedList } from './substitute.js'

/** One forest against the tenant, one object type. */
export interface CloudSide {
  readonly forest: Connector
  readonly tenant: Connector
  readonly objectType: string
  readonly metaverseObjectType: string
  readonly inbound: readonly SyncRule[]
  readonly outbound: readonly SyncRule[]
  readonly fromTenant: readonly SyncRule[]
  /** Other forests, each a configuration of its own. */
  readonly others: readonly Connector[]
  inboundOf(connectorId: string): readonly SyncRule[]
  /** The metaverse attribute comes from the tenant alone. */
  isReadBack(attribute: string): boolean
  isGrantedIn(condition: ScopeCondition): boolean
  isGrantedOut(condition: ScopeCondition): boolean
  readonly facts: FactTable
  readonly parameters: ReadonlyMap<string, string>
}

/** One attribute of the tenant: outbound rules over inbound rules, as one expression. */
export function cloudLine(target: string, side: CloudSide): MappingLine {
  const making = side.outbound.find((rule) => rule.linkType === 'provision')
  const flows = scopedFlows(side.outbound, target, side.isGrantedOut).map((item) =>
    item.rule === making ? { ...item, scope: [] } : item,
  )
  const chain = chainOf(target, flows, noFacts)
  const names = chain.expression === undefined ? [] : attributesOf(chain.expression)
  const today: TodaysPath = { deliveries: flows.map(deliveryOf), steps: names.map((name) => stepOf(name, side)) }
  if (sameText(target, 'sourceAnchor')) return anchorLine(target, today)
  if (sameText(target, 'dn')) return lineOf(target, today, undefined, [mappingReason('dn-made-by-connector')])
  if (chain.expression === undefined) return lineOf(target, today, undefined, chain.reasons)
  const [only] = names
  if (chain.expression.kind === 'attribute' && only !== undefined && isDead(only, side))
    return lineOf(target, today, undefined, [mappingReason('dead-flow', { attribute: only })])
  const found = names.map((name) => ({ name, ...contributionOf(name, side) }))
  const reasons = [...chain.reasons, ...found.flatMap((item) => item.reasons)]
  const values = new Map<string, Expression>()
  for (const { name, expression } of found) {
    if (expression === undefined) return lineOf(target, today, undefined, reasons)
    values.set(name, expression)
  }
  const initialOnly = chain.initialOnly || (found.length > 0 && found.every((item) => item.initialOnly))
  const weights = new Map([...values].map(([name, value]) => [name, sizeOf(value)]))
  if (sizeOf(chain.expression, (name) => weights.get(name) ?? 1) > largestExpression) {
    const rules = flows.length + today.steps.reduce((sum, step) => sum + step.contributions.length, 0)
    return lineOf(target, today, undefined, [...reasons, tooManyRules(target, rules)])
  }
  const whole = substitute(chain.expression, values)
  if (givesNothing(whole)) return lineOf(target, today, undefined, reasons)
  const drafted = draft(target, whole, flows, side)
  if (drafted.expression === undefined) return lineOf(target, today, undefined, [...reasons, ...drafted.reasons])
  const mapping = mappingOf({
    target,
    expression: drafted.expression,
    text: drafted.text,
    // Jobs from AD to Entra do not respect any other flow type.
    flowType: 'Always',
  })
  const once = initialOnly ? [mappingReason('once-not-kept')] : []
  return lineOf(target, today, mapping, [...reasons, ...drafted.reasons, ...once])
}

function isDead(attribute: string, side: CloudSide): boolean {
  return scopedFlows(side.inbound, attribute, side.isGrantedIn).length === 0 && !side.isReadBack(attribute)
}

/** All that is left is what the tenant gave in the first place. */
function givesNothing(whole: Expression): boolean {
  return whole.kind === 'null' || (whole.kind === 'constant' && whole.name !== 'CRLF')
}

const noFacts: FactTable = { get: () => undefined }

interface Value {
  readonly expression: Expression | undefined
  readonly initialOnly: boolean
  readonly reasons: readonly MappingReason[]
}

/** What the forest puts into a metaverse attribute. */
function contributionOf(attribute: string, side: CloudSide): Value {
  const flows = scopedFlows(side.inbound, attribute, side.isGrantedIn)
  if (flows.length === 0) {
    if (side.isReadBack(attribute))
      return {
        expression: nothing,
        initialOnly: false,
        reasons: [mappingReason('target-readback', { attribute, target: side.tenant.name })],
      }
    const reason = mappingReason('no-import', { attribute })
    return { expression: undefined, initialOnly: false, reasons: [reason] }
  }
  const chain = chainOf(attribute, flows, side.facts)
  const rivals = side.others.filter((other) => fills(side.inboundOf(other.id), attribute))
  if (rivals.length === 0) return chain
  const named = rivals.slice(0, MOST_FORESTS).map((rival) => rival.name)
  const connectors = `${named.join(', ')}${rivals.length > named.length ? ` (+${rivals.length - named.length})` : ''}`
  const reason = mappingReason('several-forests', { attribute, connectors, source: side.forest.name })
  return { ...chain, reasons: [...chain.reasons, reason] }
}

interface Draft {
  readonly expression: Expression | undefined
  readonly text: string
  readonly reasons: readonly MappingReason[]
}

/** The service chooses the anchor itself, the way the shipped rules do; any other choice has no counterpart. */
function anchorLine(target: string, today: TodaysPath): MappingLine {
  const rules = today.steps.flatMap((step) => step.contributions).map((item) => item.rule)
  const isShipped = rules.some((rule) => /objectGUID/i.test(rule))
  return lineOf(target, today, undefined, [mappingReason(isShipped ? 'source-anchor' : 'other-anchor')])
}

/** The choice as an expression; where the kind of value allows none, the value as it is. */
function draft(target: string, whole: Expression, outbound: readonly ScopedFlow[], side: CloudSide): Draft {
  const chosen = translated(target, whole, side)
  if (chosen.expression !== undefined) return chosen
  const outer = plainCopyOf(outbound)
  const inner =
    outer === undefined ? undefined : plainCopyOf(scopedFlows(side.inbound, outer.attribute, side.isGrantedIn))
  if (outer === undefined || inner === undefined) return chosen
  const value = directValue(
    inner.attribute,
    side.facts.get(inner.attribute) ?? {},
    target,
    'cloud-sync',
    () => undefined,
  )
  return {
    expression: value.expression,
    text: `[${inner.attribute}]`,
    reasons: [...value.reasons, ...outer.reasons, ...inner.reasons],
  }
}

function translated(target: string, whole: Expression, side: CloudSide): Draft {
  const listed = tidiedList(whole)
  const facts = listed === undefined ? undefined : side.facts.get(listed)
  if (listed !== undefined && (whole.kind === 'attribute' || facts?.multiValued === true)) {
    const tidied = whole.kind === 'attribute' ? [] : [mappingReason('list-tidied', { attribute: listed })]
    const value = directValue(listed, facts ?? {}, target, 'cloud-sync', () => undefined)
    return { expression: value.expression, text: `[${listed}]`, reasons: [...value.reasons, ...tidied] }
  }
  const {
    expression,
    text = '',
    reasons,
  } = translate('connect', whole, {
    place: 'cloud-sync',
    attributes: side.facts,
    parameters: side.parameters,
    nullMeans: 'clear',
  })
  return { expression, text, reasons: reasons.map(reasonOfTranslation) }
}

function deliveryOf({ rule, flow }: ScopedFlow): TodaysPath['deliveries'][number] {
  return {
    rule: ruleFlowText(flow),
    ruleName: rule.name,
    initialOnly: flow.initialOnly,
    allowsNull: true,
    at: flow.at,
  }
}

/** Forests told by name where others feed the same attribute. */
const MOST_FORESTS = 5

/**
 * What feeds the metaverse attribute. Where many forests do, each line would repeat them all: what other forests bring
 * stands in their own tables only, and the reason counts them.
 */
function stepOf(attribute: string, side: CloudSide): PathStep {
  const others = side.others.length > MOST_FORESTS ? [] : side.others
  const connectors = [side.forest, ...others, side.tenant]
  const contributions = connectors.flatMap((connector) =>
    scopedFlows(side.inboundOf(connector.id), attribute, () => true).map(({ rule, flow }) => ({
      connectorId: connector.id,
      connector: connector.name,
      objectType: rule.connectorObjectType,
      precedence: rule.precedence ?? Number.MAX_SAFE_INTEGER,
      rule: ruleFlowText(flow),
      at: flow.at,
    })),
  )
  return {
    attribute,
    precedence: 'ranked',
    contributions: contributions
      .sort((a, b) => a.precedence - b.precedence)
      .map(({ precedence: _, ...item }, index) => ({ ...item, rank: index + 1 })),
  }
}
