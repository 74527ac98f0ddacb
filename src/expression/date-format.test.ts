import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { composeInstant, formatDate, parseExact } from './date-format.js'
import { fromFileTime, parseDate, toFileTime } from './library/dates.js'
import { instant, integer } from './value.js'

const MOMENT = instant(Date.UTC(2024, 1, 9, 15, 4, 5, 678), 9012)

test.each([
  ['d M y', '9 2 24'],
  ['dd MM yy', '09 02 24'],
  ['ddd dddd MMM MMMM', 'Fri Friday Feb February'],
  ['yyyy-MM-ddTHH:mm:ss', '2024-02-09T15:04:05'],
  ['h hh t tt', '3 03 P PM'],
  ['f fff fffffff', '6 678 6789012'],
  ['z zz zzz K', '+0 +00 +00:00 Z'],
  ["yyyy'year'\\y", '2024yeary'],
  ['%d', '9'],
  ['d', '02/09/2024'],
  ['o', '2024-02-09T15:04:05.6789012Z'],
  ['R', 'Fri, 09 Feb 2024 15:04:05 GMT'],
  ['yyyyMMddHHmmss.0Z', '20240209150405.0Z'],
])('prints %s', (format, expected) => {
  expect(formatDate(MOMENT, format)).toBe(expected)
})

test.each(['', 'j', "'open", 'yyyy\\'])('has no date for the format %s', (format) => {
  expect(formatDate(MOMENT, format)).toBeUndefined()
})

it('prints the wall clock of a zone', () => {
  expect(formatDate(MOMENT, 'HH:mm zzz', 120)).toBe('17:04 +02:00')
})

test.each([
  ['2020-03-16-07:00', 'yyyy-MM-ddzzz', '2020-03-16T07:00:00'],
  ['3/16/2020 07:00:00 AM', 'M/d/yyyy hh:mm:ss tt', '2020-03-16T07:00:00'],
  [' 20150123105347.1Z ', 'yyyyMMddHHmmss.fZ', '2015-01-23T10:53:47'],
  ['29 Feb 24', 'd MMM yy', '2024-02-29T00:00:00'],
])('reads %s by %s', (text, format, expected) => {
  const found = parseExact(text, format)

  expect(found === undefined ? undefined : formatDate(found, 's')).toBe(expected)
})

test.each([
  ['3/16/2020 7:00:00 AM', 'M/d/yyyy hh:mm:ss tt'],
  ['30 Feb 2024', 'd MMM yyyy'],
  ['2024-01-01x', 'yyyy-MM-dd'],
  ['13:00 PM', 'hh:mm tt'],
  ['24:00', 'HH:mm'],
])('does not read %s by %s', (text, format) => {
  expect(parseExact(text, format)).toBeUndefined()
})

test.each([
  ['01/02/2024', 'month-first', '2024-01-02T00:00:00'],
  ['01/02/2024', 'day-first', '2024-02-01T00:00:00'],
  ['Fri, 05 Sep 2014 08:14:53 GMT', 'month-first', '2014-09-05T08:14:53'],
  ['September 5, 2014 8:14 PM', 'month-first', '2014-09-05T20:14:00'],
  ['2024-03-31 02:30+02:00', 'month-first', '2024-03-31T00:30:00'],
] as const)('reads the free date %s %s', (text, order, expected) => {
  const found = parseDate(text, { order, offsetMinutes: 0 })

  expect(found === undefined ? undefined : formatDate(found, 's')).toBe(expected)
})

it('reads back what it prints', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(Date.UTC(1, 0, 1)), max: new Date(Date.UTC(9999, 11, 31)), noInvalidDate: true }),
      fc.integer({ min: 0, max: 9999 }),
      (date, ticks) => {
        const value = instant(date.getTime(), ticks)
        expect(parseExact(formatDate(value, 'o') ?? '', 'o')).toEqual(value)
      },
    ),
  )
})

it('keeps every tick of a file time', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2650467743999999999n }), (ticks) => {
      const found = fromFileTime(integer(ticks))
      expect(found === undefined ? undefined : BigInt(toFileTime(found))).toBe(ticks)
    }),
  )
})

it('knows the leap years', () => {
  const day = (year: number) =>
    composeInstant({ year, month: 2, day: 29, hour: 0, minute: 0, second: 0, fraction: 0, offset: 0 })

  expect([1900, 2000, 2023, 2024].map((year) => day(year) !== undefined)).toEqual([false, true, false, true])
})
