/** .NET date format letters (invariant culture): printing and exact parsing. */

import type { Instant } from './value.js'
import { instant } from './value.js'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A format of one letter names a pattern; `%d` is the way to the lone letter. */
const STANDARD: Readonly<Record<string, string>> = {
  d: 'MM/dd/yyyy',
  D: 'dddd, dd MMMM yyyy',
  t: 'HH:mm',
  T: 'HH:mm:ss',
  f: 'dddd, dd MMMM yyyy HH:mm',
  F: 'dddd, dd MMMM yyyy HH:mm:ss',
  g: 'MM/dd/yyyy HH:mm',
  G: 'MM/dd/yyyy HH:mm:ss',
  M: 'MMMM dd',
  m: 'MMMM dd',
  o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK",
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK",
  r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
  Y: 'yyyy MMMM',
  y: 'yyyy MMMM',
}

export type FormatPart =
  | { readonly kind: 'letters'; readonly letter: string; readonly count: number }
  | { readonly kind: 'literal'; readonly text: string }

const LETTERS = new Set(['d', 'M', 'y', 'H', 'h', 'm', 's', 'f', 'F', 't', 'z', 'K', 'g'])
const cache = new Map<string, readonly FormatPart[] | undefined>()

/** The parts of a format, or undefined when it is none (empty, an unknown single letter, an open quote). */
export function readFormat(format: string): readonly FormatPart[] | undefined {
  if (cache.has(format)) return cache.get(format)
  const parts = format.length === 1 ? readStandard(format) : readCustom(format)
  if (cache.size > 500) cache.clear()
  cache.set(format, parts)
  return parts
}

function readStandard(letter: string): readonly FormatPart[] | undefined {
  const pattern = STANDARD[letter]
  return pattern === undefined ? undefined : readCustom(pattern)
}

function readCustom(format: string): readonly FormatPart[] | undefined {
  if (format === '') return undefined
  const parts: FormatPart[] = []
  let index = 0
  while (index < format.length) {
    const character = format.charAt(index)
    if (LETTERS.has(character)) {
      let count = 1
      while (format.charAt(index + count) === character) count++
      parts.push({ kind: 'letters', letter: character, count })
      index += count
    } else if (character === "'" || character === '"') {
      const end = format.indexOf(character, index + 1)
      if (end < 0) return undefined
      parts.push({ kind: 'literal', text: format.slice(index + 1, end) })
      index = end + 1
    } else if (character === '\\') {
      if (index + 1 >= format.length) return undefined
      parts.push({ kind: 'literal', text: format.charAt(index + 1) })
      index += 2
    } else {
      if (character !== '%') parts.push({ kind: 'literal', text: character })
      index++
    }
  }
  return parts
}

/** Prints an instant; `offsetMinutes` is the zone the wall clock stands in. Undefined for a format that is none. */
export function formatDate(value: Instant, format: string, offsetMinutes = 0): string | undefined {
  const parts = readFormat(format)
  if (parts === undefined) return undefined
  const clock = new Date(value.ms + offsetMinutes * 60_000)
  let text = ''
  for (const part of parts)
    text +=
      part.kind === 'literal' ? part.text : printLetters(part.letter, part.count, clock, value.ticks, offsetMinutes)
  return text
}

function printLetters(letter: string, count: number, clock: Date, ticks: number, offsetMinutes: number): string {
  switch (letter) {
    case 'd':
      if (count === 3) return (DAYS[clock.getUTCDay()] ?? '').slice(0, 3)
      return count > 3 ? (DAYS[clock.getUTCDay()] ?? '') : pad(clock.getUTCDate(), count)
    case 'M':
      if (count === 3) return (MONTHS[clock.getUTCMonth()] ?? '').slice(0, 3)
      return count > 3 ? (MONTHS[clock.getUTCMonth()] ?? '') : pad(clock.getUTCMonth() + 1, count)
    case 'y':
      return count <= 2 ? pad(clock.getUTCFullYear() % 100, count) : pad(clock.getUTCFullYear(), count)
    case 'H':
      return pad(clock.getUTCHours(), Math.min(count, 2))
    case 'h':
      return pad(clock.getUTCHours() % 12 || 12, Math.min(count, 2))
    case 'm':
      return pad(clock.getUTCMinutes(), Math.min(count, 2))
    case 's':
      return pad(clock.getUTCSeconds(), Math.min(count, 2))
    case 'f':
    case 'F':
      return printFraction(clock.getUTCMilliseconds(), ticks, count, letter === 'F')
    case 't':
      return (clock.getUTCHours() < 12 ? 'AM' : 'PM').slice(0, Math.min(count, 2))
    case 'z':
      return printOffset(offsetMinutes, count)
    case 'K':
      return offsetMinutes === 0 ? 'Z' : printOffset(offsetMinutes, 3)
    default:
      return 'A.D.'
  }
}

function printFraction(ms: number, ticks: number, count: number, dropZeros: boolean): string {
  const digits = (pad(ms, 3) + pad(ticks, 4)).slice(0, Math.min(count, 7))
  return dropZeros ? digits.replace(/0+$/, '') : digits
}

function printOffset(minutes: number, count: number): string {
  const sign = minutes < 0 ? '-' : '+'
  const hours = Math.floor(Math.abs(minutes) / 60)
  if (count < 3) return sign + pad(hours, count)
  return `${sign}${pad(hours, 2)}:${pad(Math.abs(minutes) % 60, 2)}`
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

interface Fields {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  fraction: number
  afternoon: boolean | undefined
  offset: number | undefined
}

/** Reads a text that has to match the format exactly; white space around it is allowed. Undefined when it does not. */
export function parseExact(text: string, format: string, offsetMinutes = 0): Instant | undefined {
  const parts = readFormat(format)
  if (parts === undefined) return undefined
  const fields: Fields = {
    year: 1,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    fraction: 0,
    afternoon: undefined,
    offset: undefined,
  }
  let rest = text.trim()
  for (const part of parts) {
    const used =
      part.kind === 'literal' ? takeLiteral(rest, part.text) : takeLetters(rest, part.letter, part.count, fields)
    if (used === undefined) return undefined
    rest = rest.slice(used)
  }
  return rest === '' ? assemble(fields, offsetMinutes) : undefined
}

function takeLiteral(rest: string, literal: string): number | undefined {
  return rest.startsWith(literal) ? literal.length : undefined
}

function takeLetters(rest: string, letter: string, count: number, fields: Fields): number | undefined {
  switch (letter) {
    case 'd':
      if (count > 2) return takeName(rest, DAYS, count === 3, () => undefined)
      return takeNumber(rest, count, (value) => {
        fields.day = value
      })
    case 'M':
      if (count > 2)
        return takeName(rest, MONTHS, count === 3, (index) => {
          fields.month = index + 1
        })
      return takeNumber(rest, count, (value) => {
        fields.month = value
      })
    case 'y':
      return takeYear(rest, count, fields)
    case 'H':
    case 'h':
      return takeNumber(rest, Math.min(count, 2), (value) => {
        fields.hour = value
      })
    case 'm':
      return takeNumber(rest, Math.min(count, 2), (value) => {
        fields.minute = value
      })
    case 's':
      return takeNumber(rest, Math.min(count, 2), (value) => {
        fields.second = value
      })
    case 'f':
    case 'F':
      return takeFraction(rest, count, letter === 'F', fields)
    case 't':
      return takeHalfDay(rest, count, fields)
    case 'z':
    case 'K':
      return takeOffset(rest, letter === 'K' ? 3 : count, letter === 'K', fields)
    default:
      return rest.startsWith('A.D.') ? 4 : undefined
  }
}

/** One letter takes one or two digits, two letters exactly two. */
function takeNumber(rest: string, count: number, keep: (value: number) => void): number | undefined {
  const digits = (count < 2 ? /^\d{1,2}/ : /^\d{2}/).exec(rest)?.[0]
  if (digits === undefined) return undefined
  keep(Number(digits))
  return digits.length
}

function takeYear(rest: string, count: number, fields: Fields): number | undefined {
  const digits = (count <= 2 ? (count < 2 ? /^\d{1,2}/ : /^\d{2}/) : /^\d{4}/).exec(rest)?.[0]
  if (digits === undefined) return undefined
  // Two-digit years end in 2049, the .NET default.
  fields.year = count > 2 ? Number(digits) : Number(digits) + (Number(digits) < 50 ? 2000 : 1900)
  return digits.length
}

function takeName(
  rest: string,
  names: readonly string[],
  short: boolean,
  keep: (index: number) => void,
): number | undefined {
  const index = names.findIndex((name) => {
    const wanted = short ? name.slice(0, 3) : name
    return rest.slice(0, wanted.length).toLowerCase() === wanted.toLowerCase()
  })
  if (index < 0) return undefined
  keep(index)
  return short ? 3 : (names[index] ?? '').length
}

function takeFraction(rest: string, count: number, optional: boolean, fields: Fields): number | undefined {
  const digits = new RegExp(optional ? `^\\d{0,${count}}` : `^\\d{${count}}`).exec(rest)?.[0]
  if (digits === undefined) return undefined
  fields.fraction = Number(digits.padEnd(7, '0').slice(0, 7))
  return digits.length
}

function takeHalfDay(rest: string, count: number, fields: Fields): number | undefined {
  const found = (count < 2 ? /^[ap]/i : /^[ap]m/i).exec(rest)?.[0]
  if (found === undefined) return undefined
  fields.afternoon = found.toLowerCase().startsWith('p')
  return found.length
}

function takeOffset(rest: string, count: number, mayBeAbsent: boolean, fields: Fields): number | undefined {
  if (rest.startsWith('Z')) {
    fields.offset = 0
    return 1
  }
  const found = (count < 3 ? /^([+-])(\d{1,2})()/ : /^([+-])(\d{1,2}):?(\d{2})/).exec(rest)
  if (found === null) return mayBeAbsent ? 0 : undefined
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  fields.offset = found[1] === '-' ? -minutes : minutes
  return found[0].length
}

function assemble(fields: Fields, offsetMinutes: number): Instant | undefined {
  let hour = fields.hour
  if (fields.afternoon !== undefined) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (fields.afternoon ? 12 : 0)
  }
  return composeInstant({ ...fields, hour, offset: fields.offset ?? offsetMinutes })
}

export interface DateFields {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 100-nanosecond ticks inside the second. */
  readonly fraction: number
  /** Minutes ahead of UTC. */
  readonly offset: number
}

/** The instant of calendar fields, or undefined when they name no day or time. */
export function composeInstant(fields: DateFields): Instant | undefined {
  const { year, month, day, hour, minute, second, fraction, offset } = fields
  if (year < 1 || year > 9999 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined
  if (day < 1 || day > daysInMonth(year, month) || Math.abs(offset) > 14 * 60) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, Math.floor(fraction / 10_000))
  return instant(date.getTime() - offset * 60_000, fraction % 10_000)
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Names of the months, for parsing free dates. */
export const MONTH_NAMES: readonly string[] = MONTHS
