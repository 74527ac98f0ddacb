/** Meanings that are the same in every dialect, whatever the function is called there. */

import type { Environment } from './context.js'
import { ExpressionError } from './errors.js'
import type { Integer, Value } from './value.js'
import { integer } from './value.js'

/** A value of the right type that the function cannot work with. The call adds its place. */
export function badValue(message: string, decision?: string): ExpressionError {
  return new ExpressionError({ code: 'bad-value', message, decision })
}

/** What a function of one text makes of null. */
export function nullText(environment: Environment): Value {
  return environment.decisions.nullText === 'null' ? null : ''
}

/** Concatenation: null is empty, and nothing but nulls is null. */
export function concatenate(environment: Environment, operands: readonly (string | null)[]): Value {
  const propagates = environment.decisions.nullOperand === 'null'
  let result: string | null = null
  for (const operand of operands) {
    if (operand !== null) result = (result ?? '') + operand
    else if (propagates) return null
  }
  return result
}

/** Pads to `length`; an empty text stays empty, a longer one unchanged. */
export function padWith(source: string, length: number, pad: string | null, side: 'left' | 'right'): string {
  if (pad?.length !== 1) throw badValue('The pad must be exactly one character.')
  if (source === '') return ''
  if (length > 1_000_000) throw badValue('The length to pad to is beyond any attribute.')
  return side === 'left' ? source.padStart(length, pad) : source.padEnd(length, pad)
}

/** A random integer, both bounds included. */
export function randomBetween(random: () => number, low: Integer, high: Integer): Integer {
  const start = BigInt(low)
  const width = BigInt(high) - start
  if (width < 0n) throw badValue('The lower bound is above the upper one.')
  if (width < 2n ** 31n) return integer(start + BigInt(Math.floor(random() * (Number(width) + 1))))
  const draw = BigInt(Math.floor(random() * 2 ** 32)) * 2n ** 32n + BigInt(Math.floor(random() * 2 ** 32))
  return integer(start + (draw % (width + 1n)))
}
