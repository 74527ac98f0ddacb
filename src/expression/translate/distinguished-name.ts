/**
 * A flow that builds a distinguished name becomes two mappings in Entra: the name of the object and the container it
 * stands in. The connector puts them together and escapes.
 */

import type { Call, Expression } from '../ast.js'
import { call, sameExpression, stringLiteral } from '../ast.js'
import { translate } from '../translate.js'
import type { TranslationOptions } from './options.js'
import type { Translation } from './result.js'

export interface SplitName {
  /** For `cn`. */
  readonly name: Translation
  /** For `parentDistinguishedName`. */
  readonly parent: Translation
}

/** The expressions of the name and of its container, not yet translated. */
export interface NameParts {
  readonly name: Expression
  readonly parent: Expression
}

type From = 'mim' | 'connect'

/** The two mappings for an expression that builds a distinguished name in every branch; undefined for any other. */
export function splitDistinguishedName(
  from: From,
  expression: Expression,
  options: TranslationOptions = {},
): SplitName | undefined {
  const parts = namePartsOf(from, expression)
  return parts === undefined
    ? undefined
    : { name: translate(from, parts.name, options), parent: translateContainer(from, parts.parent, options) }
}

/** A container is a distinguished name on purpose. */
export function translateContainer(from: From, expression: Expression, options: TranslationOptions = {}): Translation {
  return translate(from, expression, { ...options, builds: 'container' })
}

export function namePartsOf(from: From, node: Expression): NameParts | undefined {
  if (node.kind === 'call' && node.name === 'IIF') return splitChoice(node, from)
  const operands = flatten(node).flatMap(atContainer)
  const end = operands.findIndex((operand, index) => index > 0 && (startsContainer(operand) || endsName(operand)))
  const tail = operands[end]
  if (tail?.kind === 'call') return spreadChoice(tail, operands, end, from)
  const own = operands.slice(0, end).flatMap(unescaped)
  const [head] = own
  const prefix = head?.kind === 'string' ? /^(?:CN|OU)=/i.exec(head.value)?.[0] : undefined
  if (prefix === undefined || head?.kind !== 'string' || tail?.kind !== 'string') return undefined
  const container = [stringLiteral(tail.value.replace(/^\s*,\s*/, '')), ...operands.slice(end + 1).flatMap(unescaped)]
  return {
    name: concatenation([stringLiteral(head.value.slice(prefix.length)), ...own.slice(1)], from),
    parent: concatenation(container, from),
  }
}

/** Equal halves need no choice: the name seldom depends on the condition that moves an object. */
function splitChoice(node: Call, from: From): NameParts | undefined {
  const [test, whenTrue, whenFalse] = node.args
  const yes = whenTrue === undefined ? undefined : namePartsOf(from, whenTrue)
  const no = whenFalse === undefined ? undefined : namePartsOf(from, whenFalse)
  if (test === undefined || yes === undefined || no === undefined) return undefined
  const choose = (a: Expression, b: Expression): Expression => (sameExpression(a, b) ? a : call('IIF', [test, a, b]))
  return { name: choose(yes.name, no.name), parent: choose(yes.parent, no.parent) }
}

/** A choice that ends the name, as `IIF(x, ",OU=A", ",OU=B")`, becomes a choice between whole names. */
function spreadChoice(choice: Call, operands: readonly Expression[], index: number, from: From): NameParts | undefined {
  const [test, ...branches] = choice.args
  if (test === undefined || branches.length !== 2) return undefined
  const whole = (branch: Expression): Expression =>
    concatenation([...operands.slice(0, index), branch, ...operands.slice(index + 1)], from)
  return splitChoice(call('IIF', [test, ...branches.map(whole)]), from)
}

/** `"),OU=Staff"` is the end of the name and the start of the container: two literals say so. */
function atContainer(node: Expression): readonly Expression[] {
  const comma = node.kind === 'string' ? node.value.search(/(?<!\\),\s*[A-Z]+\s*=/i) : -1
  if (node.kind !== 'string' || comma < 1) return [node]
  return [stringLiteral(node.value.slice(0, comma)), stringLiteral(node.value.slice(comma))]
}

function startsContainer(operand: Expression): boolean {
  return operand.kind === 'string' && /^\s*,/.test(operand.value)
}

function endsName(operand: Expression): boolean {
  if (operand.kind !== 'call' || operand.name !== 'IIF') return false
  const [, ...branches] = operand.args
  return branches.some((branch) => endsName(branch) || flatten(branch).flatMap(atContainer).some(startsContainer))
}

/** What is escaped stays in one piece: a comma in it is part of a value. */
function flatten(node: Expression): readonly Expression[] {
  if (node.kind === 'binary' && node.operator === '&') return [...flatten(node.left), ...flatten(node.right)]
  if (node.kind !== 'call' || !['+', 'Concatenate'].includes(node.name)) return [node]
  return node.args.flatMap(flatten)
}

/** Escaping is left to the connector, so the component inside is what counts. */
function unescaped(node: Expression): readonly Expression[] {
  return node.kind === 'call' && node.name === 'EscapeDNComponent'
    ? node.args.flatMap(flatten).flatMap(unescaped)
    : [node]
}

/** Literals beside each other become one. */
function concatenation(operands: readonly Expression[], from: From): Expression {
  const filled: Expression[] = []
  for (const operand of operands) {
    const last = filled.at(-1)
    if (operand.kind === 'string' && operand.value === '') continue
    if (operand.kind === 'string' && last?.kind === 'string')
      filled[filled.length - 1] = stringLiteral(last.value + operand.value)
    else filled.push(operand)
  }
  const [first = stringLiteral(''), ...rest] = filled
  if (rest.length === 0) return first
  if (from === 'mim') return call('+', filled)
  return rest.reduce<Expression>(
    (left, right) => ({ kind: 'binary', operator: '&', left, right, span: { start: -1, end: -1 } }),
    first,
  )
}
