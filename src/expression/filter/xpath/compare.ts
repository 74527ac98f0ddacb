/** One attribute value against a literal, by the type of the value. */

import type { Scalar } from '../../value.js'
import { compareIntegers } from '../../value.js'
import { unknownBecause } from '../core/context.js'
import { durationMs } from '../core/duration.js'
import type { Truth } from '../core/truth.js'
import { booleanOf, identifierOf, instantOf, integerOf, isInteger, textOf } from '../core/values.js'
import type { XPathComparison, XPathValue } from './ast.js'
import type { XPathContext } from './evaluate.js'

/** A literal with its tokens filled in and its clock read. */
export type Literal =
  /** `numeric`: written as a number, so the attribute is an integer even where the data holds it as text. */
  | { readonly kind: 'text'; readonly text: string; readonly numeric: boolean }
  | { readonly kind: 'instant'; readonly ms: number }
  | { readonly kind: 'boolean'; readonly value: boolean }

export function literalOf(value: Exclude<XPathValue, { kind: 'path' }>, context: XPathContext): Literal | 'unknown' {
  switch (value.kind) {
    case 'string':
      return { kind: 'text', text: value.value, numeric: false }
    case 'integer':
      return { kind: 'text', text: value.digits, numeric: true }
    case 'boolean':
      return { kind: 'boolean', value: value.value }
    case 'token': {
      const text = context.tokens?.get(value.name)
      return text === undefined ? unknownBecause(context, 'token', value.name) : { kind: 'text', text, numeric: false }
    }
    case 'now':
      return context.now === undefined
        ? unknownBecause(context, 'clock', 'fn:current-dateTime()')
        : { kind: 'instant', ms: context.now }
    case 'shifted-now': {
      const ms = durationMs(value.duration)
      if (ms === undefined) return unknownBecause(context, 'value', value.duration)
      if (context.now === undefined) return unknownBecause(context, 'clock', 'fn:current-dateTime()')
      return { kind: 'instant', ms: context.now + (value.direction === 'add' ? ms : -ms) }
    }
  }
}

/** Compares by the type of the attribute's value; text that spells a date compares as one against a date. */
export function compareWithLiteral(
  value: Scalar,
  operator: Exclude<XPathComparison, '!='>,
  literal: Literal,
  attribute: string,
  context: XPathContext,
): Truth {
  if (value instanceof Uint8Array) return unknownBecause(context, 'binary-comparison', attribute)
  if (literal.kind === 'boolean') {
    if (operator !== '=') return unknownBecause(context, 'operator', `${attribute} ${operator}`)
    return booleanOf(value) === literal.value
  }
  const order = orderOf(value, literal)
  if (order !== undefined) return holds(order, operator)
  if (operator !== '=') return unknownBecause(context, 'order-of-values', attribute)
  if (literal.kind === 'instant') return false
  if (typeof value === 'boolean') return booleanOf(literal.text) === value
  if (textOf(value) === undefined) return unknownBecause(context, 'binary-comparison', attribute)
  return identifierOf(value) === identifierOf(literal.text)
}

/** Order of two values of one ordered kind; undefined when there is none between them. */
function orderOf(value: Scalar, literal: Exclude<Literal, { kind: 'boolean' }>): number | undefined {
  if (literal.kind === 'text' && (literal.numeric || isInteger(value))) {
    const wanted = integerOf(literal.text)
    const own = integerOf(value)
    return wanted === undefined || own === undefined ? undefined : compareIntegers(own, wanted)
  }
  const wanted = literal.kind === 'instant' ? literal.ms : instantOf(literal.text)
  const own = wanted === undefined ? undefined : instantOf(value)
  return wanted === undefined || own === undefined ? undefined : own - wanted
}

function holds(order: number, operator: Exclude<XPathComparison, '!='>): boolean {
  switch (operator) {
    case '=':
      return order === 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}
