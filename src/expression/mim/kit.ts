/** What MIM functions accept for each type: numbers stand in for text, digits for numbers. */

import type { Parameter } from '../function-table.js'
import { isInteger, isReference, single, UNCONVERTIBLE } from '../function-table.js'
import type { Integer } from '../value.js'
import { parseInteger } from '../value.js'

export function text(name: string): Parameter<string> {
  return single(name, 'string', (value) => {
    if (typeof value === 'string') return value
    if (isInteger(value)) return String(value)
    if (typeof value === 'boolean') return value ? 'True' : 'False'
    return isReference(value) ? value.dn : UNCONVERTIBLE
  })
}

export function integerOf(name: string): Parameter<Integer> {
  return single(name, 'integer', (value) => {
    if (isInteger(value)) return value
    return typeof value === 'string' ? (parseInteger(value) ?? UNCONVERTIBLE) : UNCONVERTIBLE
  })
}

/** A count or position; beyond the exact numbers it makes no difference how far. */
export function countOf(name: string): Parameter<number> {
  const exact = integerOf(name)
  return {
    ...exact,
    convert: (value, environment) => {
      const found = exact.convert(value, environment)
      return found === UNCONVERTIBLE ? UNCONVERTIBLE : Number(found)
    },
  }
}

export function bytes(name: string): Parameter<Uint8Array> {
  return single(name, 'binary', (value) => (value instanceof Uint8Array ? value : UNCONVERTIBLE))
}
