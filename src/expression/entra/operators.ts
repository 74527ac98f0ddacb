/** Comparisons of Entra conditions, and the `&` of one old Cloud Sync sample (read, never written). */

import type { BinaryOperator } from '../ast.js'
import type { Environment } from '../context.js'
import { ExpressionError } from '../errors.js'
import type { FunctionDefinition } from '../function-table.js'
import { any, define, isInteger, nullable } from '../function-table.js'
import { concatenate } from '../shared-functions.js'
import type { Scalar } from '../value.js'
import { compareIntegers, parseInteger } from '../value.js'
import { text, toText } from './kit.js'

/** A null in a condition: the documentation only says the check fails. */
export function indeterminate(environment: Environment): false {
  if (environment.decisions.entraNullCondition === 'false') return false
  throw new ExpressionError({
    code: 'indeterminate',
    message: 'A condition met a null value; what the service does then is not documented.',
    decision: 'Q-20',
  })
}

/** Numbers compare as numbers when one side is a number; everything else by its text. */
function compareForEquality(left: Scalar, right: Scalar): boolean {
  if (isInteger(left) || isInteger(right)) {
    const a = asInteger(left)
    const b = asInteger(right)
    if (a !== undefined && b !== undefined) return compareIntegers(a, b) === 0
  }
  const a = toText(left)
  const b = toText(right)
  if (a === undefined || b === undefined) return false
  if (typeof left === 'boolean' || typeof right === 'boolean') return a.toLowerCase() === b.toLowerCase()
  return a === b
}

function asInteger(value: Scalar): number | bigint | undefined {
  if (isInteger(value)) return value
  return typeof value === 'string' ? parseInteger(value) : undefined
}

function compareForOrder(left: Scalar, right: Scalar): number {
  const a = asInteger(left)
  const b = asInteger(right)
  if (a !== undefined && b !== undefined) return compareIntegers(a, b)
  const x = toText(left) ?? ''
  const y = toText(right) ?? ''
  return x < y ? -1 : x > y ? 1 : 0
}

function comparison(name: BinaryOperator, holds: (left: Scalar, right: Scalar) => boolean): FunctionDefinition {
  return define(
    { name, parameters: [nullable(any('left')), nullable(any('right'))], returns: 'boolean' },
    (environment, left, right) => (left === null || right === null ? indeterminate(environment) : holds(left, right)),
  )
}

export const ENTRA_OPERATORS: ReadonlyMap<BinaryOperator | 'negate', FunctionDefinition> = new Map<
  BinaryOperator | 'negate',
  FunctionDefinition
>([
  ['=', comparison('=', compareForEquality)],
  ['<>', comparison('<>', (left, right) => !compareForEquality(left, right))],
  ['<', comparison('<', (left, right) => compareForOrder(left, right) < 0)],
  ['<=', comparison('<=', (left, right) => compareForOrder(left, right) <= 0)],
  ['>', comparison('>', (left, right) => compareForOrder(left, right) > 0)],
  ['>=', comparison('>=', (left, right) => compareForOrder(left, right) >= 0)],
  [
    '&',
    define(
      { name: '&', parameters: [nullable(text('left')), nullable(text('right'))], returns: 'string' },
      (environment, left, right) => concatenate(environment, [left, right]),
    ),
  ],
])
