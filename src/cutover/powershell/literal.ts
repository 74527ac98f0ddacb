import type { Json } from '../../graph/index.js'
import { quoted } from './quote.js'

/**
 * A value as a PowerShell expression. Arrays are always written `@(...)`: a single element in parentheses would not stay an
 * array. Members keep their order.
 */
export function literal(value: Json, indent = ''): string {
  if (value === null) return '$null'
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return value ? '$true' : '$false'
  if (typeof value === 'number') return number(value)
  const inner = `${indent}    `
  if (isArray(value)) {
    if (value.length === 0) return '@()'
    return `@(\n${value.map((item) => inner + element(item, inner)).join('\n')}\n${indent})`
  }
  const members = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined)
  if (members.length === 0) return '[ordered]@{}'
  return `[ordered]@{\n${members.map(([name, member]) => `${inner}${quoted(name)} = ${literal(member, inner)}`).join('\n')}\n${indent}}`
}

/** An array as a statement of an array is unrolled into the outer one; a comma in front keeps it whole. */
function element(item: Json, indent: string): string {
  return isArray(item) ? `, ${literal(item, indent)}` : literal(item, indent)
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** Whole numbers past 32 bits and fractions need their type said, or `-Depth` and equality see another one. */
function number(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a JSON number`)
  if (Number.isInteger(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER)
    return Math.abs(value) < 2 ** 31 ? String(value) : `[long]'${value}'`
  return `[double]'${value}'`
}
