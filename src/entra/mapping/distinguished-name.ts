import { rewrite, stringLiteral } from '../../expression/ast.js'
import type { Expression, Translation } from '../../expression/index.js'
import { attributesOf, splitDistinguishedName } from '../../expression/index.js'
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
  const { language, target, edges, options } = rule
  const expression = separateCommas(rule.expression)
  const whole = splitDistinguishedName(language, expression)
  if (whole === undefined)
    return [
      lineOf(target, todaysPath(side.graph, edges, attributesOf(expression)), undefined, [
        mappingReason('dn-not-split'),
      ]),
    ]
  const found = new Map(attributesOf(expression).map((name) => [name, sourcesOf(name, target, side)]))
  const filled = splitDistinguishedName(language, fill(expression, rule, found), options)
  return halves.map(([half, entraTarget]) =>
    halfLine(rule, side, entraTarget, found, readsOf(whole[half], expression), filled?.[half]),
  )
}

function halfLine(
  rule: TargetRule,
  side: CompositionSide,
  entraTarget: string,
  found: ReadonlyMap<string, AttributeSources>,
  reads: readonly string[],
  translation: Translation | undefined,
): MappingLine {
  const today = todaysPath(side.graph, rule.edges, reads)
  const reasons = [...rule.reasons, ...reads.flatMap((name) => found.get(name)?.reasons ?? [])]
  const missing = reads.filter((name) => !stands(rule, found.get(name)))
  if (missing.length > 0 || translation === undefined) {
    const unknown = reasons.some((reason) => reason.result === 'impossible') ? [] : [mappingReason('dn-not-split')]
    return lineOf(rule.target, today, undefined, [...reasons, ...unknown])
  }
  const { expression, text = '' } = translation
  const mapping =
    expression === undefined ? undefined : mappingOf({ target: entraTarget, expression, text, flowType: rule.flowType })
  return lineOf(rule.target, today, mapping, [...reasons, ...translation.reasons.map(reasonOfTranslation)])
}

/** `"),OU=Staff"` is the end of the name and the start of the container: two literals say so. */
function separateCommas(expression: Expression): Expression {
  return rewrite(expression, (node) => {
    if (node.kind === 'call' && (node.name === '+' || node.name === 'Concatenate'))
      return { ...node, args: node.args.flatMap(atFirstComma) }
    return node
  })
}

function atFirstComma(node: Expression): readonly Expression[] {
  const comma = node.kind === 'string' ? node.value.search(/(?<!\\),/) : -1
  if (node.kind !== 'string' || comma < 1) return [node]
  return [stringLiteral(node.value.slice(0, comma)), stringLiteral(node.value.slice(comma))]
}

/** What an untranslatable half reads is not known apart, so it answers for the whole. */
function readsOf(half: Translation, whole: Expression): readonly string[] {
  return attributesOf(half.expression ?? whole)
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
