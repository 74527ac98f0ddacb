/** The vector files: their shape, and how an answer is compared with what is expected. */

import type { Language, Scalar, Value } from '../../expression/index.js'
import { entraText, valueFromJson, valueToJson } from '../../expression/index.js'

export interface FilterClause {
  readonly attribute: string
  readonly operator: string
  readonly value?: string
}

export interface Probe {
  readonly attributes?: Readonly<Record<string, unknown>> | undefined
  readonly expected: unknown
  readonly context?: Readonly<Record<string, unknown>> | undefined
}

export interface Vector {
  readonly id: string
  readonly lang: string
  readonly kind: string
  readonly expression: string
  readonly expected: unknown
  readonly attributes?: Readonly<Record<string, unknown>> | undefined
  readonly context?: Readonly<Record<string, unknown>> | undefined
  readonly filter?: readonly (readonly FilterClause[])[] | undefined
  readonly verdict?: string | undefined
  readonly reason?: string | undefined
  readonly probes?: readonly Probe[] | undefined
}

/** What a vector came to: nothing to say, or what was got instead. */
export type Verdict = { readonly passed: true } | { readonly passed: false; readonly got: string }

export const PASSED: Verdict = { passed: true }

export function failed(got: string): Verdict {
  return { passed: false, got }
}

/** An answer as evaluated: a value, or the message of an error. */
export type Answer = { readonly value: Value } | { readonly error: string }

/** Whether an answer is the expected one; Entra results compare by their text form. */
export function matches(answer: Answer, expected: unknown, language: Language): boolean {
  const marker = markerOf(expected)
  if (marker?.key === '$error')
    return 'error' in answer && (marker.value === '*' || answer.error.includes(String(marker.value)))
  if ('error' in answer) return false
  switch (marker?.key) {
    case '$match':
      return typeof answer.value === 'string' && new RegExp(String(marker.value)).test(answer.value)
    case '$range': {
      const [low, high] = Array.isArray(marker.value) ? marker.value.map(Number) : []
      const number = typeof answer.value === 'string' ? Number(answer.value) : answer.value
      return typeof number === 'number' && low !== undefined && high !== undefined && number >= low && number <= high
    }
    case '$oneOf':
      return Array.isArray(marker.value) && marker.value.some((each) => matches(answer, each, language))
    default:
      return sameJson(answer.value, expected, language)
  }
}

function markerOf(expected: unknown): { readonly key: string; readonly value: unknown } | undefined {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return undefined
  const [entry] = Object.entries(expected)
  return entry === undefined ? undefined : { key: entry[0], value: entry[1] }
}

function sameJson(value: Value, expected: unknown, language: Language): boolean {
  const wanted = valueFromJson(expected)
  return JSON.stringify(canonical(value, language)) === JSON.stringify(canonical(wanted, language))
}

/** Key order of records does not count; Entra values become text. */
function canonical(value: Value, language: Language): unknown {
  if (language !== 'entra') return sorted(valueToJson(value))
  if (value === null) return null
  if (Array.isArray(value)) return value.map((each: Scalar) => entraText(each) ?? sorted(valueToJson(each)))
  if (typeof value === 'object' && 'kind' in value && value.kind === 'special') return valueToJson(value)
  return entraText(value as Scalar) ?? sorted(valueToJson(value))
}

function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted)
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
