import type { Blocker, Expression, ImportFlow, SourceLanguage, TranslationOptions } from '../../expression/index.js'
import { attributesOf, compose } from '../../expression/index.js'
import { accountDisabled } from './account-status.js'
import type { CompositionSide } from './composition-side.js'
import { directValue } from './direct-values.js'
import { composeName } from './distinguished-name.js'
import { entraNameFor } from './entra-names.js'
import { reasonOfTranslation } from './expression-reasons.js'
import { copiedSource, flowText, readFlow } from './flow-expression.js'
import type { ExportEdge } from './flow-graph.js'
import { sameText } from './flow-graph.js'
import { lineOf, mappingOf } from './lines.js'
import type { EntraMapping, MappingLine, MappingReason } from './model.js'
import { isInitialOnly, todaysPath } from './path.js'
import { mappingReason } from './reasons.js'
import { sourcesOf } from './sources.js'

/** What the export flows of one target attribute say, read and ordered. */
export interface TargetRule {
  readonly edges: readonly ExportEdge[]
  readonly target: string
  readonly language: SourceLanguage
  readonly expression: Expression
  readonly flowType: EntraMapping['flowType']
  readonly reasons: readonly MappingReason[]
  readonly options: TranslationOptions
}

/** The lines of one target attribute: two for a distinguished name, one for any other. */
export function composeTarget(edges: readonly ExportEdge[], side: CompositionSide): readonly MappingLine[] {
  const lasting = edges.filter((edge) => !isInitialOnly(edge))
  const initial = edges.filter(isInitialOnly)
  const chosen = lasting[0] ?? initial[0]
  if (chosen === undefined) return []
  const target = chosen.flow.targetAttribute
  if (sameText(target, 'unicodePwd'))
    return [lineOf(target, todaysPath(side.graph, edges, []), undefined, [mappingReason('password')])]
  const owner = {
    estate: side.estate,
    connector: side.target,
    connectorName: side.target.name,
    direction: 'export-flow',
  } as const
  const read = readFlow(chosen.flow.mapping, owner)
  const reasons = orderReasons(target, lasting, initial)
  if (read.kind === 'blocked') {
    const { mapping } = chosen.flow
    const sources = mapping.kind === 'scripted' ? mapping.sources.map((source) => source.name) : []
    return [lineOf(target, todaysPath(side.graph, edges, sources), undefined, [read.reason, ...reasons])]
  }
  const rule: TargetRule = {
    edges,
    target,
    language: read.language,
    expression: read.expression,
    flowType: lasting.length > 0 ? 'Always' : 'ObjectAddOnly',
    reasons,
    options: {
      place: side.place,
      attributes: side.facts,
      rename: side.rename,
      nullMeans: chosen.flow.suppressDeletions === false ? 'clear' : 'skip',
    },
  }
  if (isDirectory(side) && sameText(target, 'dn')) return composeName(rule, side)
  if (isDirectory(side) && sameText(target, 'userAccountControl')) return [composeStatus(rule, side)]
  return [composeRule(rule, side, isTenant(side) ? (entraNameFor(target) ?? target) : target)]
}

function isTenant({ target }: CompositionSide): boolean {
  return target.kind === 'entra-id' || target.kind === 'microsoft-graph'
}

function isDirectory({ target }: CompositionSide): boolean {
  return target.kind === 'active-directory' || target.kind === 'active-directory-gal'
}

function orderReasons(
  target: string,
  lasting: readonly ExportEdge[],
  initial: readonly ExportEdge[],
): readonly MappingReason[] {
  const [first, second] = lasting
  const [start] = initial
  const reasons: MappingReason[] = []
  if (first !== undefined && second !== undefined)
    reasons.push(
      mappingReason('rule-order', { target, count: String(lasting.length), rule: flowText(first.flow.mapping) }),
    )
  if (first !== undefined && start !== undefined && flowText(first.flow.mapping) !== flowText(start.flow.mapping))
    reasons.push(mappingReason('initial-replaced', { initial: flowText(start.flow.mapping) }))
  return reasons
}

function composeStatus(rule: TargetRule, side: CompositionSide): MappingLine {
  const expression = accountDisabled(rule.expression)
  if (expression === undefined) return composeRule(rule, side, 'userAccountControl')
  const reasons = [...rule.reasons, mappingReason('account-status')]
  return composeRule({ ...rule, expression, reasons }, side, 'accountDisabled')
}

function composeRule(rule: TargetRule, side: CompositionSide, entraTarget: string): MappingLine {
  const { target, expression, edges, flowType } = rule
  const names = attributesOf(expression)
  const today = todaysPath(side.graph, edges, names)
  const found = names.map((name) => ({ name, ...sourcesOf(name, target, side) }))
  const [only] = found
  if (expression.kind === 'attribute' && only?.isTargets === true && givesBack(only.name, target, side))
    return lineOf(target, today, undefined, [
      mappingReason('target-is-master', { target: side.target.name, attribute: target }),
    ])
  if (expression.kind === 'attribute' && only !== undefined && isDead(only.name, side))
    return lineOf(target, today, undefined, [mappingReason('dead-flow', { attribute: only.name })])
  const reasons = [...rule.reasons, ...found.flatMap((item) => item.reasons)]
  if (found.some((item) => item.flows === undefined)) return lineOf(target, today, undefined, reasons)
  const flows = new Map(found.map((item) => [item.name, item.flows ?? []]))
  const drafted = plainCopy(rule, flows, side) ?? composed(rule, flows)
  if (drafted.expression === undefined) return lineOf(target, today, undefined, [...reasons, ...drafted.reasons])
  const mapping = mappingOf({ target: entraTarget, flowType, expression: drafted.expression, text: drafted.text })
  const nulls = nullReasons(rule, flows, side)
  return lineOf(target, today, mapping, [...reasons, ...drafted.reasons, ...nulls])
}

function isDead(attribute: string, { graph, metaverseObjectType }: CompositionSide): boolean {
  return graph.isComplete && (graph.feed(metaverseObjectType, attribute)?.flows ?? []).length === 0
}

interface Draft {
  readonly expression: Expression | undefined
  readonly text: string
  readonly reasons: readonly MappingReason[]
}

type Flows = ReadonlyMap<string, readonly ImportFlow[]>

/** The one attribute a chain of plain copies ends at. */
function copiedAttribute(rule: TargetRule, flows: Flows): string | undefined {
  if (rule.expression.kind !== 'attribute') return undefined
  const [first, further] = flows.get(rule.expression.name) ?? []
  return further === undefined && first?.expression.kind === 'attribute' ? first.expression.name : undefined
}

function plainCopy(rule: TargetRule, flows: Flows, side: CompositionSide): Draft | undefined {
  const name = copiedAttribute(rule, flows)
  if (name === undefined) return undefined
  const { expression, reasons } = directValue(name, side.facts.get(name) ?? {}, rule.target, side.place, side.rename)
  return { expression, text: `[${side.rename(name) ?? name}]`, reasons }
}

function composed(rule: TargetRule, flows: Flows): Draft {
  const result = compose({ language: rule.language, expression: rule.expression }, flows, rule.options)
  if (result.kind === 'blocked')
    return { expression: undefined, text: '', reasons: result.blockers.flatMap(reasonsOfBlocker) }
  const { expression, text = '', reasons } = result.translation
  return { expression, text, reasons: reasons.map(reasonOfTranslation) }
}

export function reasonsOfBlocker(blocker: Blocker): readonly MappingReason[] {
  switch (blocker.kind) {
    case 'untranslatable':
      return blocker.reasons.map(reasonOfTranslation)
    case 'no-import':
      return [mappingReason('no-import', { attribute: blocker.attribute })]
    case 'several-sources': {
      const sources = blocker.sources.join(', ')
      return [
        mappingReason('several-sources', {
          attribute: blocker.attribute,
          count: String(blocker.sources.length),
          sources,
        }),
      ]
    }
    case 'mixed-sources': {
      const attribute = blocker.attributes.map((item) => item.name).join(', ')
      const sources = [...new Set(blocker.attributes.map((item) => item.source))].join(', ')
      return [mappingReason('several-sources', { attribute, count: String(blocker.attributes.length), sources })]
    }
  }
}

/** An emptied value clears the target today; the job would have to be told to send empty values. */
function nullReasons(rule: TargetRule, flows: Flows, side: CompositionSide): readonly MappingReason[] {
  const name = copiedAttribute(rule, flows)
  if (rule.options.nullMeans !== 'clear' || rule.flowType !== 'Always' || name === undefined) return []
  if (side.facts.get(name)?.alwaysPresent === true || side.place === 'cloud-sync') return []
  return [mappingReason('null-not-sent', { attribute: name, target: rule.target })]
}

/** The target's own flow into the metaverse reads the very attribute that is written. */
function givesBack(attribute: string, target: string, { graph, metaverseObjectType }: CompositionSide): boolean {
  const flows = graph.feed(metaverseObjectType, attribute)?.flows ?? []
  return flows.every(({ mapping }) => {
    const source = copiedSource(mapping)
    return source !== undefined && sameText(source, target)
  })
}
