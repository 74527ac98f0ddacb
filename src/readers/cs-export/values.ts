import type { ObjectReference, ObjectValue, ObjectValueType } from '../../model/index.js'

/** The one spelling of an integer: a number while it is exact. */
export function integerValue(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
}

const SIGN_64 = 1n << 63n
const SPAN_64 = 1n << 64n

/**
 * Integers are written in hexadecimal (`0x200`). Sixteen digits with the highest bit set are a negative number; eight
 * digits are taken as they stand, because the export does not say how wide the attribute is.
 */
export function parseInteger(text: string): number | bigint | undefined {
  const trimmed = text.trim()
  if (/^0x[\da-f]{1,16}$/i.test(trimmed)) {
    if (trimmed.length <= 14) return Number.parseInt(trimmed.slice(2), 16)
    const value = BigInt(trimmed)
    return integerValue(value >= SIGN_64 ? value - SPAN_64 : value)
  }
  if (!/^[+-]?\d{1,20}$/.test(trimmed)) return undefined
  return trimmed.length < 16 ? Number(trimmed) : integerValue(BigInt(trimmed))
}

/** undefined for what is not base64. The bytes are a copy of their own: a part of a pool would keep the pool. */
export function parseBase64(text: string): Uint8Array | undefined {
  const compact = /\s/.test(text) ? text.replace(/\s/g, '') : text
  if (!/^[\dA-Za-z+/]*={0,2}$/.test(compact)) return undefined
  const digits = compact.endsWith('==')
    ? compact.length - 2
    : compact.endsWith('=')
      ? compact.length - 1
      : compact.length
  return digits % 4 === 1 ? undefined : new Uint8Array(Buffer.from(compact, 'base64'))
}

export function parseBoolean(text: string): boolean | undefined {
  const trimmed = text.trim().toLowerCase()
  if (trimmed === 'true' || trimmed === '1') return true
  return trimmed === 'false' || trimmed === '0' ? false : undefined
}

/** Type as written in `attr/@type`; what is not known is text. */
export function valueType(written: string | undefined): ObjectValueType {
  switch (written) {
    case 'integer':
    case 'number':
      return 'integer'
    case 'boolean':
    case 'binary':
    case 'reference':
      return written
    default:
      return 'string'
  }
}

/** A value in its type; undefined when the text is none of that type. */
export function parseValue(text: string, type: ObjectValueType): ObjectValue | undefined {
  switch (type) {
    case 'string':
      return text
    case 'integer':
      return parseInteger(text)
    case 'boolean':
      return parseBoolean(text)
    case 'binary':
      return parseBase64(text)
    case 'reference':
      return referenceTo(text)
  }
}

export function referenceTo(dn: string, anchor = ''): ObjectReference {
  return anchor === '' ? { kind: 'reference', dn } : { kind: 'reference', dn, anchor }
}
