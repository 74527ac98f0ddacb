/** Dates: reading free text, adding and counting intervals, and the 100-nanosecond count of Active Directory. */

import { composeInstant, daysInMonth, MONTH_NAMES } from '../date-format.js'
import type { Instant, Integer } from '../value.js'
import { instant, integer } from '../value.js'

const TIME = String.raw`(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([AaPp])\.?[Mm]\.?)?)?`
const ZONE = String.raw`\s*(?:(Z|GMT|UTC)|([+-])(\d{1,2}):?(\d{2}))?`
const WEEKDAY = String.raw`(?:(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?\s+)?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}${ZONE}$`, 'i')
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${TIME}${ZONE}$`, 'i')
const DAY_NAME = new RegExp(String.raw`^${WEEKDAY}(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})${TIME}${ZONE}$`, 'i')
const NAME_DAY = new RegExp(String.raw`^${WEEKDAY}([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})${TIME}${ZONE}$`, 'i')

export interface DateReading {
  readonly order: 'month-first' | 'day-first'
  /** Zone of a text without an offset, in minutes ahead of UTC. */
  readonly offsetMinutes: number
}

/** The instant a text names, by the invariant culture; undefined when it names none. */
export function parseDate(text: string, reading: DateReading): Instant | undefined {
  const trimmed = text.trim()
  const yearFirst = YEAR_FIRST.exec(trimmed)
  if (yearFirst !== null) return build(yearFirst, yearFirst[1], yearFirst[2], yearFirst[3], reading)
  const yearLast = YEAR_LAST.exec(trimmed)
  if (yearLast !== null) {
    const [month, day] = reading.order === 'month-first' ? [1, 2] : [2, 1]
    return build(yearLast, fullYear(yearLast[3]), yearLast[month], yearLast[day], reading)
  }
  const dayName = DAY_NAME.exec(trimmed)
  if (dayName !== null) return build(dayName, dayName[3], monthNumber(dayName[2]), dayName[1], reading)
  const nameDay = NAME_DAY.exec(trimmed)
  if (nameDay !== null) return build(nameDay, nameDay[3], monthNumber(nameDay[1]), nameDay[2], reading)
  return undefined
}

function fullYear(text: string | undefined): string {
  const year = text ?? ''
  return year.length === 2 ? String(Number(year) + (Number(year) < 50 ? 2000 : 1900)) : year
}

function monthNumber(name: string | undefined): string {
  const wanted = (name ?? '').toLowerCase()
  return String(
    MONTH_NAMES.findIndex((month) => month.toLowerCase() === wanted || month.slice(0, 3).toLowerCase() === wanted) + 1,
  )
}

function build(
  match: RegExpExecArray,
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  reading: DateReading,
): Instant | undefined {
  const [, , , , hourText, minute, second, fraction, half, utc, sign, zoneHour, zoneMinute] = match
  let hour = Number(hourText ?? 0)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  const zone = Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0)
  const stated = utc !== undefined ? 0 : sign === undefined ? undefined : sign === '-' ? -zone : zone
  return composeInstant({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour,
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    fraction: Number((fraction ?? '').padEnd(7, '0').slice(0, 7)),
    offset: stated ?? reading.offsetMinutes,
  })
}

const DAY_MS = 86_400_000
const UNIT_MS: Readonly<Record<string, number>> = {
  d: DAY_MS,
  y: DAY_MS,
  w: DAY_MS,
  ww: 7 * DAY_MS,
  h: 3_600_000,
  n: 60_000,
  s: 1000,
}
const UNIT_MONTHS: Readonly<Record<string, number>> = { yyyy: 12, q: 3, m: 1 }

/** Adds `count` units; undefined for an unknown unit or a result outside the calendar. */
export function addToDate(value: Instant, unit: string, count: number): Instant | undefined {
  const months = UNIT_MONTHS[unit]
  if (months !== undefined) return addMonths(value, months * count)
  const ms = UNIT_MS[unit]
  if (ms === undefined) return undefined
  return inCalendar(instant(value.ms + ms * count, value.ticks))
}

function addMonths(value: Instant, months: number): Instant | undefined {
  const date = new Date(value.ms)
  const total = date.getUTCFullYear() * 12 + date.getUTCMonth() + months
  const year = Math.floor(total / 12)
  const month = total - year * 12
  if (year < 1 || year > 9999) return undefined
  date.setUTCFullYear(year, month, Math.min(date.getUTCDate(), daysInMonth(year, month + 1)))
  return instant(date.getTime(), value.ticks)
}

function inCalendar(value: Instant): Instant | undefined {
  return value.ms >= -62_135_596_800_000 && value.ms <= 253_402_300_799_999 ? value : undefined
}

/**
 * Entra's DateDiff: years, months and weeks count the boundaries crossed (weeks start on Sunday), the rest is elapsed
 * time cut towards zero. The documented table holds only under this reading.
 */
export function dateDifference(from: Instant, to: Instant, unit: string): number | undefined {
  const a = new Date(from.ms)
  const b = new Date(to.ms)
  switch (unit) {
    case 'yyyy':
      return b.getUTCFullYear() - a.getUTCFullYear()
    case 'm':
      return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
    case 'ww':
      return weekOf(to) - weekOf(from)
    case 'd':
    case 'h':
    case 'n':
    case 's':
      return noNegativeZero(Math.trunc((to.ms - from.ms) / (UNIT_MS[unit] ?? 1)))
    default:
      return undefined
  }
}

function noNegativeZero(value: number): number {
  return value === 0 ? 0 : value
}

/** Number of the week that starts on Sunday; 4 January 1970 was one. */
function weekOf(value: Instant): number {
  return Math.floor((Math.floor(value.ms / DAY_MS) - 3) / 7)
}

/** Milliseconds from 1601-01-01, where Active Directory counts from, to 1970-01-01. */
const EPOCH_GAP_MS = 11_644_473_600_000n

/** Ticks since 1601 to an instant; undefined outside the calendar. */
export function fromFileTime(ticks: Integer): Instant | undefined {
  const wide = BigInt(ticks)
  const ms = wide >= 0n ? wide / 10_000n : -((-wide + 9_999n) / 10_000n)
  return inCalendar(instant(Number(ms - EPOCH_GAP_MS), Number(wide - ms * 10_000n)))
}

export function toFileTime(value: Instant): Integer {
  return integer((BigInt(value.ms) + EPOCH_GAP_MS) * 10_000n + BigInt(value.ticks))
}
