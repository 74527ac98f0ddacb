/** Operators of Connect Sync; `&&` and `||` are listed so that the compiler knows them. */

import type { BinaryOperator } from '../ast.js'
import { ExpressionError } from '../errors.js'
import type { FunctionDefinition, Parameter } from '../function-table.js'
import { any, define, isInstant, isInteger, isReference, nullable, single, UNCONVERTIBLE } from '../function-table.js'
import { lower } from '../library/text.js'
import { concatenate } from '../shared-functions.js'
import { describeValue } from '../strict-call.js'
import type { Integer, Scalar, Value } from '../value.js'
import { compareIntegers, integer, sameScalar, typeOf } from '../value.js'
import { flag, integerOf } from './kit.js'

function arithmetic(
  name: string,
  exact: (a: bigint, b: bigint) => bigint,
  quick: (a: number, b: number) => number,
): FunctionDefinition {
  return define({ name, parameters: [integerOf('left'), integerOf('right')], returns: 'integer' }, (_, left, right) =>
    compute(left, right, exact, quick),
  )
}

function compute(
  left: Integer,
  right: Integer,
  exact: (a: bigint, b: bigint) => bigint,
  quick: (a: number, b: number) => number,
): Integer {
  if (typeof left === 'number' && typeof right === 'number') {
    const result = quick(left, right)
    if (Number.isSafeInteger(result)) return result === 0 ? 0 : result
  }
  return integer(exact(BigInt(left), BigInt(right)))
}

/** Text or bytes, for `&`. */
const operand: Parameter<string | Uint8Array> = single('operand', 'string', (value) => {
  if (typeof value === 'string' || value instanceof Uint8Array) return value
  return isReference(value) ? value.dn : UNCONVERTIBLE
})

const join = define(
  { name: '&', parameters: [nullable(operand), nullable(operand)], returns: 'string' },
  (environment, left, right): Value => {
    if (left instanceof Uint8Array || right instanceof Uint8Array) {
      if (left !== null && right !== null && !(left instanceof Uint8Array && right instanceof Uint8Array))
        throw new ExpressionError({ code: 'type-mismatch', message: 'Text and bytes cannot be joined by &.' })
      const parts = [left, right].filter((part): part is Uint8Array => part instanceof Uint8Array)
      return Uint8Array.from(parts.flatMap((part) => [...part]))
    }
    return concatenate(environment, [left, right])
  },
)

/** The values must be of one type; a distinguished name counts as text. */
function requireSameType(operator: string, left: Scalar, right: Scalar): void {
  const a = isReference(left) ? 'string' : typeOf(left)
  const b = isReference(right) ? 'string' : typeOf(right)
  if (a === b) return
  throw new ExpressionError({
    code: 'type-mismatch',
    message: `${operator} compares values of one type, got ${describeValue(left)} and ${describeValue(right)}.`,
  })
}

function equality(name: '=' | '<>', wanted: boolean): FunctionDefinition {
  return define(
    { name, parameters: [nullable(any('left')), nullable(any('right'))], returns: 'boolean' },
    (environment, left, right) => {
      if (left === null || right === null) return (left === right) === wanted
      requireSameType(name, left, right)
      const ignoreCase = environment.decisions.textComparison === 'ignore-case'
      const same =
        ignoreCase && typeof left === 'string' && typeof right === 'string'
          ? lower(left) === lower(right)
          : sameScalar(left, right)
      return same === wanted
    },
  )
}

function order(name: '<' | '<=' | '>' | '>=', holds: (order: number) => boolean): FunctionDefinition {
  return define(
    { name, parameters: [any('left'), any('right')], returns: 'boolean', whenNull: false },
    (_, left, right) => {
      requireSameType(name, left, right)
      return holds(compare(name, left, right))
    },
  )
}

function compare(operator: string, left: Scalar, right: Scalar): number {
  if (isInteger(left) && isInteger(right)) return compareIntegers(left, right)
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
  if (isInstant(left) && isInstant(right)) return left.ms - right.ms || left.ticks - right.ticks
  throw new ExpressionError({
    code: 'type-mismatch',
    message: `${operator} has no meaning for ${typeOf(left)} values.`,
  })
}

function logical(name: '&&' | '||'): FunctionDefinition {
  return define({ name, parameters: [flag('left'), flag('right')], returns: 'boolean' }, (_, left, right) =>
    name === '&&' ? left && right : left || right,
  )
}

export const CONNECT_OPERATORS: ReadonlyMap<BinaryOperator | 'negate', FunctionDefinition> = new Map<
  BinaryOperator | 'negate',
  FunctionDefinition
>([
  [
    '+',
    arithmetic(
      '+',
      (a, b) => a + b,
      (a, b) => a + b,
    ),
  ],
  [
    '-',
    arithmetic(
      '-',
      (a, b) => a - b,
      (a, b) => a - b,
    ),
  ],
  [
    '*',
    arithmetic(
      '*',
      (a, b) => a * b,
      (a, b) => a * b,
    ),
  ],
  [
    'negate',
    define({ name: '-', parameters: [integerOf('value')], returns: 'integer' }, (_, value) => integer(-BigInt(value))),
  ],
  ['&', join],
  ['=', equality('=', true)],
  ['<>', equality('<>', false)],
  ['<', order('<', (result) => result < 0)],
  ['<=', order('<=', (result) => result <= 0)],
  ['>', order('>', (result) => result > 0)],
  ['>=', order('>=', (result) => result >= 0)],
  ['&&', logical('&&')],
  ['||', logical('||')],
])
