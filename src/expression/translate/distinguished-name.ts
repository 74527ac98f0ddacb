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

interface Halves {
  readonly name: Expression
  readonly parent: Expression
}

/** The two mappings for an expression that builds a distinguished name in every branch; undefined for any other. */
export function splitDistinguishedName(
  from: 'mim' | 'connect',
  expression: Expression,
  options: TranslationOptions = {},
): SplitName | undefined {
  const halves = split(expression, from)
  return halves === undefined
    ? undefined
    : { name: translate(from, halves.name, options), parent: translate(from, halves.parent, options) }
}

function split(node: Expression, from: 'mim' | 'connect'): Halves | undefined {
  if (node.kind === 'call' && node.name === 'IIF') return splitChoice(node, from)
  const operands = flatten(node)
  const [head] = operands
  const prefix = head?.kind === 'string' ? /^(?:CN|OU)=/i.exec(head.value)?.[0] : undefined
  const end = operands.findIndex(
    (operand, index) => index > 0 && operand.kind === 'string' && /^\s*,/.test(operand.value),
  )
  const tail = operands[end]
  if (prefix === undefined || head?.kind !== 'string' || tail?.kind !== 'string') return undefined
  const own = [stringLiteral(head.value.slice(prefix.length)), ...operands.slice(1, end)]
  const container = [stringLiteral(tail.value.replace(/^\s*,\s*/, '')), ...operands.slice(end + 1)]
  return { name: concatenation(own, from), parent: concatenation(container, from) }
}

/** Equal halves need no choice: the name seldom depends on the condition that moves an object. */
function splitChoice(node: Call, from: 'mim' | 'connect'): Halves | undefined {
  const [test, whenTrue, whenFalse] = node.args
  const yes = whenTrue === undefined ? undefined : split(whenTrue, from)
  const no = whenFalse === undefined ? undefined : split(whenFalse, from)
  if (test === undefined || yes === undefined || no === undefined) return undefined
  const choose = (a: Expression, b: Expression): Expression => (sameExpression(a, b) ? a : call('IIF', [test, a, b]))
  return { name: choose(yes.name, no.name), parent: choose(yes.parent, no.parent) }
}

/** Escaping is left to the connector, so the component inside is what counts. */
function flatten(node: Expression): readonly Expression[] {
  if (node.kind === 'binary' && node.operator === '&') return [...flatten(node.left), ...flatten(node.right)]
  if (node.kind !== 'call' || !['+', 'Concatenate', 'EscapeDNComponent'].includes(node.name)) return [node]
  return node.args.flatMap(flatten)
}

function concatenation(operands: readonly Expression[], from: 'mim' | 'connect'): Expression {
  const filled = operands.filter((operand) => operand.kind !== 'string' || operand.value !== '')
  const [first = stringLiteral(''), ...rest] = filled
  if (rest.length === 0) return first
  if (from === 'mim') return call('+', filled)
  return rest.reduce<Expression>(
    (left, right) => ({ kind: 'binary', operator: '&', left, right, span: { start: -1, end: -1 } }),
    first,
  )
}
