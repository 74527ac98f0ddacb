/** The state of one translation: reasons collected, facts at hand, the table of rules in use. */

import type { AttributeReference, Call, Expression, Language } from '../ast.js'
import { attribute, call, childrenOf, omitted, sameExpression, stringLiteral } from '../ast.js'
import type { Dialect } from '../compile.js'
import type { AttributeFacts, EntraPlace, TranslationOptions } from './options.js'
import type { Reason, ReasonId, TranslationVerdict } from './result.js'

/** Translates one call; what differs is noted in the context. */
export type Rule = (node: Call, context: TranslationContext) => Expression

/** How a source language turns into Entra: rules by function name, and what is not a call. */
export interface SourceRules {
  readonly language: Language
  readonly dialect: Dialect
  readonly calls: ReadonlyMap<string, Rule>
  readonly other: (node: Exclude<Expression, Call>, context: TranslationContext) => Expression
}

/** Thrown inside a translation to leave it; never leaves the folder. */
export class Untranslatable extends Error {}

/** Nodes a translation may build before it counts as too long; duplicated branches grow fast. */
const NODE_BUDGET = 20_000

/** Nodes of a result; at three characters a node it is beyond the 10,000 characters allowed. */
const LARGEST_RESULT = 4_000

export class TranslationContext {
  readonly reasons: Reason[] = []
  /** Set when some branch means "no value": the whole is then wrapped in IgnoreFlowIfNullOrEmpty. */
  ignoresEmpty = false
  private nodes = 0
  private readonly sizes = new WeakMap<Expression, number>()

  constructor(
    readonly rules: SourceRules,
    readonly options: TranslationOptions,
    /** Attributes the expression itself uses as collections. */
    private readonly listNames: ReadonlySet<string> = new Set(),
  ) {}

  get place(): EntraPlace {
    return this.options.place ?? 'app-provisioning'
  }

  translate(node: Expression): Expression {
    if (++this.nodes > NODE_BUDGET) this.refuse('too-long', node, { advice: 'split the rule' })
    if (node.kind !== 'call') return this.rules.other(node, this)
    const rule = this.rules.calls.get(node.name)
    if (rule === undefined)
      return this.refuse('unknown-function', node, {
        function: node.name,
        advice: 'a function registered by this deployment has to be redesigned',
      })
    return rule(node, this)
  }

  /** Refuses a result no expression of the target can hold, before branches that double at every step fill the memory. */
  requireSize(expression: Expression): void {
    if (this.sizeOf(expression) > LARGEST_RESULT) this.refuse('too-long', expression, { advice: 'split the rule' })
  }

  private sizeOf(node: Expression): number {
    const known = this.sizes.get(node)
    if (known !== undefined) return known
    let size = 1
    for (const child of childrenOf(node)) size += this.sizeOf(child)
    this.sizes.set(node, size)
    return size
  }

  /** Notes a reason once, however often it applies. */
  note(
    id: ReasonId,
    verdict: TranslationVerdict,
    node: Expression,
    params: Readonly<Record<string, string>> = {},
  ): void {
    const known = this.reasons.some((reason) => reason.id === id && sameParams(reason.params, params))
    if (!known) this.reasons.push({ id, verdict, params, span: node.span })
  }

  /** Notes that there is no way and leaves the translation. */
  refuse(id: ReasonId, node: Expression, params: Readonly<Record<string, string>> = {}): never {
    this.note(id, 'impossible', node, params)
    throw new Untranslatable(id)
  }

  /** Notes that the result rests on an open question. */
  assume(question: string, node: Expression): void {
    this.note('decision', 'conditional', node, { question })
  }

  factsOf(name: string): AttributeFacts {
    return this.options.attributes?.get(name) ?? {}
  }

  isPresent(node: Expression): boolean {
    if (node.kind === 'string') return node.value !== ''
    if (node.kind === 'integer' || node.kind === 'boolean') return true
    return node.kind === 'attribute' && this.factsOf(node.name).alwaysPresent === true
  }

  targetAttribute(node: AttributeReference): Expression {
    return attribute(this.options.rename?.(node.name) ?? node.name)
  }

  /** Whether a node is known to be several values. */
  isList(node: Expression): boolean {
    if (node.kind === 'attribute') return this.isListName(node.name)
    return node.kind === 'call' && ['RemoveDuplicates', 'Split', 'Where', 'Select'].includes(node.name)
  }

  isListName(name: string): boolean {
    return this.factsOf(name).multiValued ?? this.listNames.has(name)
  }

  /** A node that may be several values: only attributes and collection functions can be. */
  translateList(node: Expression): Expression {
    return node.kind === 'attribute' ? this.targetAttribute(node) : this.translate(node)
  }

  /** Says that Switch was chosen because the attribute may be absent, which IIF does not survive. */
  noteSwitch(node: Expression): void {
    this.note('switch-for-null', 'exact', node)
  }

  /** A text the source language fixes at this place; undefined when it depends on the object. */
  constantText(node: Expression | undefined): string | undefined {
    if (node?.kind === 'string') return node.value
    if (node?.kind === 'parameter') return this.options.parameters?.get(node.name)
    return undefined
  }

  constantInteger(node: Expression | undefined): number | undefined {
    return node?.kind === 'integer' ? Number(node.value) : undefined
  }

  /** `Switch(subject, whenPresent, "", whenAbsent)`: the null-safe choice. */
  guarded(subject: Expression, whenPresent: Expression, whenAbsent: Expression): Expression {
    return sameExpression(whenPresent, whenAbsent)
      ? whenPresent
      : call('Switch', [subject, whenPresent, stringLiteral(''), whenAbsent])
  }
}

function sameParams(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

/** `Replace(source, , "pattern", , "replacement", , )`. */
export function replacePattern(source: Expression, pattern: string, replacement: string): Expression {
  return call('Replace', [
    source,
    omitted(),
    stringLiteral(pattern),
    omitted(),
    stringLiteral(replacement),
    omitted(),
    omitted(),
  ])
}

/** How a replacement text names a group of its pattern. */
export function groupReference(name: string): string {
  return `$\{${name}}`
}

/** `Replace(source, "old", , , "new", , )`. */
export function replaceLiteral(source: Expression, old: Expression, replacement: Expression): Expression {
  return call('Replace', [source, old, omitted(), omitted(), replacement, omitted(), omitted()])
}
