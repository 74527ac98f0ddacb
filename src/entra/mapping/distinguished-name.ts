import { rewrite } from '../../expression/ast.js'
import type { Expression, Translation } from '../../expression/index.js'
import { attributesOf, namePartsOf, translate, translateContainer } from '../../expression/index.js'
import type { TargetRule } from './compose-target.js'
import type { CompositionSide } from './composition-side.js'
import { reasonOfTranslation } from './expression-reasons.js'
import { lineOf, mappingOf } from './lines.js'
import type { MappingLine } from './model.js'
import { todaysPath } from './path.js'
import { mappingReason } from './reasons.js'
import { type AttributeSources, sourcesOf } from './sources.js'

const halves = [
  ['name', 'cn'],
  ['parent', 'parentDistinguishedName'],
] as const

/** The two mappings a distinguished name becomes: each stands or falls with the attributes it reads itself. */
export function composeName(rule: TargetRule, side: CompositionSide): readonly MappingLine[] {
  const { language, target, edges, options, expression } = rule
  const all = attributesOf(expression)
  const found = new Map(all.map((name) => [name, sourcesOf(name, target, side)]))
  const own = namePartsOf(language, expression)
  // A container may come whole out of the metaverse: what feeds it then shows where the name ends.
  const parts = own ?? namePartsOf(language, fill(expression, rule, found))
  if (parts === undefined)
    return [lineOf(target, todaysPath(side.graph, edges, all), undefined, [mappingReason('dn-not-split')])]
  return halves.map(([half, entraTarget]) => {
    const reads = own === undefined ? all : attributesOf(own[half])
    const filled = own === undefined ? parts[half] : fill(own[half], rule, found)
    const translated =
      half === 'parent' ? translateContainer(language, filled, options) : translate(language, filled, options)
    return halfLine(rule, side, entraTarget, found, reads, translated)
  })
}

function halfLine(
  rule: TargetRule,
  side: CompositionSide,
  entraTarget: string,
  found: ReadonlyMap<string, AttributeSources>,
  reads: readonly string[],
  translation: Translation,
): MappingLine {
  const today = todaysPath(side.graph, rule.edges, reads)
  const reasons = [...rule.reasons, ...reads.flatMap((name) => found.get(name)?.reasons ?? [])]
  const missing = reads.filter((name) => !stands(rule, found.get(name)))
  if (missing.length > 0) {
    const unknown = reasons.some((reason) => reason.result === 'impossible') ? [] : [mappingReason('dn-not-split')]
    return lineOf(rule.target, today, undefined, [...reasons, ...unknown])
  }
  const { expression, text = '' } = translation
  const mapping =
    expression === undefined ? undefined : mappingOf({ target: entraTarget, expression, text, flowType: rule.flowType })
  return lineOf(rule.target, today, mapping, [...reasons, ...translation.reasons.map(reasonOfTranslation)])
}

/** Only one flow of the same language can stand in for an attribute inside the expression. */
function stands({ language }: TargetRule, sources: AttributeSources | undefined): boolean {
  const [flow, further] = sources?.flows ?? []
  if (flow === undefined || further !== undefined) return false
  return flow.language === language || flow.expression.kind === 'attribute' || flow.expression.kind === 'string'
}

function fill(expression: Expression, rule: TargetRule, found: ReadonlyMap<string, AttributeSources>): Expression {
  return rewrite(expression, (node) => {
    if (node.kind !== 'attribute') return node
    const sources = found.get(node.name)
    return stands(rule, sources) ? (sources?.flows?.[0]?.expression ?? node) : node
  })
}
