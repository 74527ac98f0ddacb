/**
 * The values an expression works on.
 *
 * An integer is a `number` while a double holds it exactly and a `bigint` beyond that, so that `accountExpires` and other
 * 64-bit values keep every digit while `userAccountControl` costs nothing. `integer()` keeps that form canonical.
 */

export type Integer = number | bigint

export interface Reference {
  readonly kind: 'reference'
  readonly dn: string
}

/** An instant in UTC: whole milliseconds and the 100-nanosecond ticks (0 to 9999) inside the last one. */
export interface Instant {
  readonly kind: 'date'
  readonly ms: number
  readonly ticks: number
}

/** A complex value, such as an app role assignment. */
export interface RecordValue {
  readonly kind: 'record'
  readonly fields: Readonly<Record<string, string | number | boolean | null>>
}

/** Results that are instructions to the engine instead of a value. `IgnoreFlow` is the Entra one. */
export type SpecialName = 'IgnoreThisFlow' | 'AuthoritativeNull' | 'IgnoreFlow'

export interface Special {
  readonly kind: 'special'
  readonly name: SpecialName
}

export type Scalar = string | Integer | boolean | Uint8Array | Reference | Instant | RecordValue

/** `null` is the absence of a value: nothing to contribute. A list never is empty and never holds a null. */
export type Value = null | Scalar | Special | readonly Scalar[]

export type ValueType =
  | 'null'
  | 'string'
  | 'integer'
  | 'boolean'
  | 'binary'
  | 'reference'
  | 'date'
  | 'record'
  | 'list'
  | 'special'

export const IGNORE_THIS_FLOW: Special = Object.freeze({ kind: 'special', name: 'IgnoreThisFlow' })
export const AUTHORITATIVE_NULL: Special = Object.freeze({ kind: 'special', name: 'AuthoritativeNull' })
export const IGNORE_FLOW: Special = Object.freeze({ kind: 'special', name: 'IgnoreFlow' })

const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER)

/** The canonical form of an integer, wrapped to 64-bit two's complement as the source languages do. */
export function integer(value: Integer): Integer {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value === 0 ? 0 : value
  const wide = BigInt.asIntN(64, BigInt(value))
  return wide <= LARGEST_SAFE && wide >= -LARGEST_SAFE ? Number(wide) : wide
}

export function reference(dn: string): Reference {
  return { kind: 'reference', dn }
}

export function instant(ms: number, ticks = 0): Instant {
  return { kind: 'date', ms, ticks }
}

export function isList(value: Value): value is readonly Scalar[] {
  return Array.isArray(value)
}

/** The values behind `value`: none for null, one for a scalar. */
export function valuesOf(value: Value): readonly Scalar[] {
  if (value === null) return []
  if (isList(value)) return value
  return typeof value === 'object' && 'kind' in value && value.kind === 'special' ? [] : [value]
}

/** A list as a result: no values at all is null. */
export function list(values: readonly Scalar[]): Value {
  return values.length === 0 ? null : values
}

export function typeOf(value: Value): ValueType {
  if (value === null) return 'null'
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'number':
    case 'bigint':
      return 'integer'
    case 'boolean':
      return 'boolean'
    default:
      if (isList(value)) return 'list'
      return value instanceof Uint8Array ? 'binary' : value.kind
  }
}

export function isSpecial(value: Value): value is Special {
  return typeOf(value) === 'special'
}

/** Absent or an empty string. */
export function isNullOrEmpty(value: Value): boolean {
  return value === null || value === '' || (isList(value) && value.length === 0)
}

export function compareIntegers(a: Integer, b: Integer): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Equality in kind: 7 is not "7", texts compare by code unit, a reference equals its distinguished name. */
export function sameScalar(a: Scalar, b: Scalar): boolean {
  if (a === b) return true
  if (typeof a === 'number' || typeof a === 'bigint')
    return (typeof b === 'number' || typeof b === 'bigint') && compareIntegers(a, b) === 0
  const left = typeof a === 'object' && 'kind' in a && a.kind === 'reference' ? a.dn : a
  const right = typeof b === 'object' && 'kind' in b && b.kind === 'reference' ? b.dn : b
  if (typeof left === 'string') return left === right
  if (left instanceof Uint8Array) return right instanceof Uint8Array && sameBytes(left, right)
  if (typeof left === 'object' && left.kind === 'date')
    return (
      typeof right === 'object' &&
      'kind' in right &&
      right.kind === 'date' &&
      left.ms === right.ms &&
      left.ticks === right.ticks
    )
  if (typeof left === 'object' && left.kind === 'record')
    return (
      typeof right === 'object' &&
      'kind' in right &&
      right.kind === 'record' &&
      JSON.stringify(left.fields) === JSON.stringify(right.fields)
    )
  return false
}

/** Equality of whole values, order included. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === null || b === null) return a === b
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false
    return a.every((value, index) => {
      const other = b[index]
      return other !== undefined && sameScalar(value, other)
    })
  }
  if (isSpecial(a) || isSpecial(b)) return isSpecial(a) && isSpecial(b) && a.name === b.name
  return sameScalar(a, b)
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

const INTEGER_TEXT = /^[\t-\r ]*([+-]?\d{1,20})[\t-\r ]*$/
const SMALLEST = -(2n ** 63n)
const LARGEST = 2n ** 63n - 1n

/** Text that is a 64-bit integer, or undefined. */
export function parseInteger(text: string): Integer | undefined {
  const digits = INTEGER_TEXT.exec(text)?.[1]
  if (digits === undefined) return undefined
  if (digits.length < 16) return integer(Number(digits))
  const value = BigInt(digits.startsWith('+') ? digits.slice(1) : digits)
  return value < SMALLEST || value > LARGEST ? undefined : integer(value)
}
