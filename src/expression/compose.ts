/**
 * Two flows become one mapping: what the export flow makes of metaverse attributes, applied to what the import flows put
 * there. Entra has no metaverse, so the chain has to be said in one expression, and its sources have to be one system.
 */

import type { Expression } from './ast.js'
import { attributesOf, call, NOWHERE, rewrite, stringLiteral } from './ast.js'
import { EXPRESSION_LENGTH, LONGEST_EXPRESSION } from './entra/limits.js'
import { printEntra } from './entra/print.js'
import { simplify } from './simplify.js'
import type { TranslationOptions } from './translate/options.js'
import type { Reason, Translation } from './translate/result.js'
import { worstOf } from './translate/result.js'
import { translate } from './translate.js'

export type SourceLanguage = 'mim' | 'connect'

/** One flow into a metaverse attribute. A direct flow is a lone attribute reference, a constant flow a lone literal. */
export interface ImportFlow {
  /** The system the values come from: a connector id. */
  readonly source: string
  /** Smaller wins, as in both products. */
  readonly precedence: number
  readonly language: SourceLanguage
  readonly expression: Expression
}

export interface ExportFlow {
  readonly language: SourceLanguage
  readonly expression: Expression
}

export type Blocker =
  /** Several systems feed one attribute: one provisioning job reads one. */
  | { readonly kind: 'several-sources'; readonly attribute: string; readonly sources: readonly string[] }
  /** The export joins attributes that come from different systems. */
  | {
      readonly kind: 'mixed-sources'
      readonly attributes: readonly { readonly name: string; readonly source: string }[]
    }
  /** Nothing flows into the attribute. */
  | { readonly kind: 'no-import'; readonly attribute: string }
  /** A part has no counterpart; the translation says which. */
  | { readonly kind: 'untranslatable'; readonly reasons: readonly Reason[] }

export type Composition =
  | {
      readonly kind: 'composed'
      /** The one system the mapping reads; undefined when it reads none (constants). */
      readonly source: string | undefined
      readonly translation: Translation
    }
  | { readonly kind: 'blocked'; readonly blockers: readonly Blocker[] }

/** Composes an export flow with the import flows of the metaverse attributes it reads. */
export function compose(
  exported: ExportFlow,
  imports: { get(attribute: string): readonly ImportFlow[] | undefined },
  options: TranslationOptions = {},
): Composition {
  const names = attributesOf(exported.expression)
  const flows = new Map(names.map((name) => [name, ranked(imports.get(name) ?? [])]))
  const blockers = findBlockers(flows)
  if (blockers.length > 0) return { kind: 'blocked', blockers }
  const all = [...flows.values()].flat()
  const isChain =
    [...flows.values()].every((list) => list.length === 1) && all.every((flow) => flow.language === exported.language)
  const translation = isChain
    ? substituteThenTranslate(exported, flows, options)
    : translateThenSubstitute(exported, flows, options)
  if (translation.text === undefined)
    return { kind: 'blocked', blockers: [{ kind: 'untranslatable', reasons: translation.reasons }] }
  return { kind: 'composed', source: all[0]?.source, translation }
}

function ranked(flows: readonly ImportFlow[]): readonly ImportFlow[] {
  return [...flows].sort((a, b) => a.precedence - b.precedence)
}

function findBlockers(flows: ReadonlyMap<string, readonly ImportFlow[]>): readonly Blocker[] {
  const blockers: Blocker[] = []
  const single: { readonly name: string; readonly source: string }[] = []
  for (const [name, list] of flows) {
    const sources = [...new Set(list.map((flow) => flow.source))]
    const [only] = sources
    if (only === undefined) blockers.push({ kind: 'no-import', attribute: name })
    else if (sources.length > 1) blockers.push({ kind: 'several-sources', attribute: name, sources })
    else single.push({ name, source: only })
  }
  if (new Set(single.map((entry) => entry.source)).size > 1)
    blockers.push({ kind: 'mixed-sources', attributes: single })
  return blockers
}

/** The usual chain: one flow in, one flow out, one language. The import stands in for the attribute it fills. */
function substituteThenTranslate(
  exported: ExportFlow,
  flows: ReadonlyMap<string, readonly ImportFlow[]>,
  options: TranslationOptions,
): Translation {
  const whole = rewrite(exported.expression, (node) =>
    node.kind === 'attribute' ? (flows.get(node.name)?.[0]?.expression ?? node) : node,
  )
  return translate(exported.language, simplify(whole, exported.language), options)
}

/** Ranked flows or mixed languages meet in the target language, the only one that has Coalesce. */
function translateThenSubstitute(
  exported: ExportFlow,
  flows: ReadonlyMap<string, readonly ImportFlow[]>,
  options: TranslationOptions,
): Translation {
  const { rename: _, ...withoutRename } = options
  const outer = translate(exported.language, exported.expression, { ...withoutRename, attributes: undefined })
  const reasons: Reason[] = [...outer.reasons]
  const inner = new Map<string, Expression>()
  let failed = outer.expression === undefined
  let mayBeNothing = false
  for (const [name, list] of flows) {
    const parts = list.map((flow) => translate(flow.language, flow.expression, options))
    for (const part of parts) {
      reasons.push(...part.reasons)
      failed ||= part.expression === undefined
    }
    // Nothing stands behind the last flow: what it leaves open, the whole mapping leaves open.
    const last = parts.at(-1)?.expression
    mayBeNothing ||= last !== undefined && unwrap(last) !== last
    inner.set(name, inOrder(parts.flatMap((part) => (part.expression === undefined ? [] : [unwrap(part.expression)]))))
  }
  const impossible: Translation = { ...outer, verdict: 'impossible', expression: undefined, text: undefined, reasons }
  if (failed || outer.expression === undefined) return impossible
  const whole = rewrite(outer.expression, (node) => (node.kind === 'attribute' ? (inner.get(node.name) ?? node) : node))
  const expression = mayBeNothing && unwrap(whole) === whole ? call('IgnoreFlowIfNullOrEmpty', [whole]) : whole
  const text = printEntra(expression)
  if (text.length > LONGEST_EXPRESSION) {
    const params = { length: String(text.length), limit: EXPRESSION_LENGTH.statement, source: EXPRESSION_LENGTH.source }
    return { ...impossible, reasons: [...reasons, { id: 'too-long', verdict: 'impossible', params, span: NOWHERE }] }
  }
  return { ...outer, verdict: worstOf(reasons), expression, text, reasons }
}

/** The wrapper for "no value" only makes sense around the whole. */
function unwrap(expression: Expression): Expression {
  const [inner] = expression.kind === 'call' && expression.name === 'IgnoreFlowIfNullOrEmpty' ? expression.args : []
  return inner ?? expression
}

/**
 * The first flow that has a value. Plain attributes go into Coalesce; a computed one may answer "" for "nothing", which
 * Coalesce would take for a value, so a Switch looks behind it.
 */
function inOrder(parts: readonly Expression[]): Expression {
  const [first, ...rest] = parts
  if (first === undefined) return stringLiteral('')
  if (rest.length === 0) return first
  if (parts.every((part) => part.kind === 'attribute' || part.kind === 'string')) return call('Coalesce', parts)
  return call('Switch', [first, first, stringLiteral(''), inOrder(rest)])
}
