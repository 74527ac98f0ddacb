/** Tests of one value by the type it has, shared by scopes and connector filters. */

import type { Integer, Scalar } from '../../value.js'
import { compareIntegers } from '../../value.js'
import { foldCase, sameText } from './text-case.js'
import type { Truth } from './truth.js'
import { booleanOf, instantOf, integerOf, isInteger, textOf } from './values.js'

export type OrderTest = 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal'
export type PartTest = 'contains' | 'starts-with' | 'ends-with'

/** Equality in the type of the value; undefined for bytes, which no clause can spell. */
export function isEqualTo(value: Scalar, wanted: string, ignoreCase: boolean): boolean | undefined {
  if (typeof value === 'boolean') return booleanOf(wanted) === value
  if (isInteger(value)) {
    const number = integerOf(wanted)
    return number !== undefined && compareIntegers(value, number) === 0
  }
  const at = typeof value === 'object' ? instantOf(value) : undefined
  if (at !== undefined && instantOf(wanted) === at) return true
  const text = textOf(value)
  if (text === undefined) return undefined
  // Shipped rules spell the same flag true, True and TRUE, also where it is held as text.
  const flag = booleanOf(text)
  if (flag !== undefined && booleanOf(wanted) === flag) return true
  return sameText(text, wanted, ignoreCase)
}

export function hasPart(value: Scalar, test: PartTest, wanted: string, ignoreCase: boolean): boolean | undefined {
  const text = textOf(value)
  if (text === undefined) return undefined
  const own = ignoreCase ? foldCase(text) : text
  const part = ignoreCase ? foldCase(wanted) : wanted
  if (test === 'contains') return own.includes(part)
  return test === 'starts-with' ? own.startsWith(part) : own.endsWith(part)
}

/** Order of integers as numbers (`byType`), of everything else as ordinal text. */
export function isOrdered(
  value: Scalar,
  test: OrderTest,
  wanted: string,
  byType: boolean,
  ignoreCase: boolean,
): boolean | undefined {
  const number = byType && isInteger(value) ? integerOf(wanted) : undefined
  if (byType && isInteger(value))
    return number === undefined ? undefined : orderHolds(compareIntegers(value, number), test)
  const text = textOf(value)
  if (text === undefined) return undefined
  const own = ignoreCase ? foldCase(text) : text
  const other = ignoreCase ? foldCase(wanted) : wanted
  return orderHolds(own < other ? -1 : own > other ? 1 : 0, test)
}

function orderHolds(order: number, test: OrderTest): boolean {
  switch (test) {
    case 'less':
      return order < 0
    case 'less-or-equal':
      return order <= 0
    case 'greater':
      return order > 0
    case 'greater-or-equal':
      return order >= 0
  }
}

/** Whether all bits of the mask are set (or none of them, for `clear`); undefined when either side is no integer. */
export function testBits(value: Scalar, mask: Integer | undefined, test: 'set' | 'clear'): boolean | undefined {
  const number = integerOf(value)
  if (number === undefined || mask === undefined) return undefined
  const common = BigInt.asUintN(64, BigInt(number)) & BigInt.asUintN(64, BigInt(mask))
  return test === 'set' ? common === BigInt.asUintN(64, BigInt(mask)) : common !== BigInt.asUintN(64, BigInt(mask))
}

/** The answer, or what `otherwise` makes of a value no test can read. */
export function truthOf(answer: boolean | undefined, otherwise: () => Truth): Truth {
  return answer ?? otherwise()
}
