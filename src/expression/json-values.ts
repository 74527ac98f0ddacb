/**
 * Values in JSON, the way vector files and the command line write them: plain scalars and arrays, and one-key objects
 * for what JSON cannot say: `$int`, `$bin`, `$ref`, `$date`, `$literal`.
 */

import { ExpressionError } from './errors.js'
import { parseDate } from './library/dates.js'
import type { RecordValue, Scalar, Special, Value } from './value.js'
import { AUTHORITATIVE_NULL, IGNORE_FLOW, IGNORE_THIS_FLOW, integer, isList, list, reference } from './value.js'

const SPECIALS: Readonly<Record<string, Special>> = {
  IgnoreThisFlow: IGNORE_THIS_FLOW,
  AuthoritativeNull: AUTHORITATIVE_NULL,
  IgnoreFlow: IGNORE_FLOW,
}

/** The value a piece of JSON stands for; throws an ExpressionError for what stands for none. */
export function valueFromJson(json: unknown): Value {
  if (json === null || json === undefined) return null
  if (Array.isArray(json)) return list(json.map(scalarFromJson))
  if (typeof json === 'object' && '$literal' in json) {
    const special = SPECIALS[String(json.$literal)]
    if (special !== undefined) return special
    throw notAValue(json)
  }
  return scalarFromJson(json)
}

function scalarFromJson(json: unknown): Scalar {
  if (typeof json === 'string' || typeof json === 'boolean') return json
  if (typeof json === 'number') {
    if (!Number.isInteger(json)) throw notAValue(json)
    return integer(BigInt(json))
  }
  if (typeof json !== 'object' || json === null) throw notAValue(json)
  if ('$int' in json && /^-?\d+$/.test(String(json.$int))) return integer(BigInt(String(json.$int)))
  if ('$bin' in json) return Uint8Array.from(Buffer.from(String(json.$bin), 'base64'))
  if ('$ref' in json) return reference(String(json.$ref))
  if ('$date' in json) {
    const found = parseDate(String(json.$date), { order: 'month-first', offsetMinutes: 0 })
    if (found !== undefined) return found
  }
  if (Object.keys(json).some((key) => key.startsWith('$'))) throw notAValue(json)
  return recordFromJson(json)
}

function recordFromJson(json: object): RecordValue {
  const fields: Record<string, string | number | boolean | null> = {}
  for (const [key, value] of Object.entries(json)) {
    if (value !== null && !['string', 'number', 'boolean'].includes(typeof value)) throw notAValue(json)
    fields[key] = value
  }
  return { kind: 'record', fields }
}

function notAValue(json: unknown): ExpressionError {
  return new ExpressionError({ code: 'tree', message: `${JSON.stringify(json)} stands for no value.` })
}

/** The JSON of a value; `valueFromJson` reads it back. */
export function valueToJson(value: Value): unknown {
  if (value === null) return null
  if (isList(value)) return value.map(scalarToJson)
  if (typeof value === 'object' && 'kind' in value && value.kind === 'special') return { $literal: value.name }
  return scalarToJson(value)
}

function scalarToJson(value: Scalar): unknown {
  if (typeof value === 'bigint') return { $int: String(value) }
  if (typeof value !== 'object') return value
  if (value instanceof Uint8Array) return { $bin: Buffer.from(value).toString('base64') }
  if (value.kind === 'reference') return { $ref: value.dn }
  if (value.kind === 'record') return value.fields
  const iso = new Date(value.ms).toISOString()
  return {
    $date: value.ticks === 0 ? iso.replace('.000Z', 'Z') : iso.replace('Z', `${String(value.ticks).padStart(4, '0')}Z`),
  }
}
