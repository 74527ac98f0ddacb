/** Conversions, tests, dates and collections of Entra expressions. */

import { nowOf, randomOf } from '../../context.js'
import { formatDate, parseExact } from '../../date-format.js'
import { ExpressionError } from '../../errors.js'
import type { FunctionDefinition } from '../../function-table.js'
import {
  any,
  anything,
  define,
  defineVariadic,
  isInteger,
  nullable,
  optional,
  single,
  UNCONVERTIBLE,
  whole,
} from '../../function-table.js'
import { base64ToBytes, bitAnd, randomGuid, sidToText } from '../../library/binary.js'
import { addToDate, dateDifference, fromFileTime, parseDate, toFileTime } from '../../library/dates.js'
import { rdnValue, splitDn } from '../../library/distinguished-name.js'
import { lower, trim } from '../../library/text.js'
import { badValue } from '../../shared-functions.js'
import { describeValue } from '../../strict-call.js'
import type { Scalar, Value } from '../../value.js'
import { instant, isNullOrEmpty, list, parseInteger, reference, valuesOf } from '../../value.js'
import { countOf, dateOf, integerOf, printServiceDate, text, toText } from '../kit.js'

const conversions: readonly FunctionDefinition[] = [
  define({ name: 'BitAnd', parameters: [integerOf('value1'), integerOf('value2')], returns: 'integer' }, (_, a, b) =>
    bitAnd(a, b),
  ),
  define({ name: 'CBool', parameters: [nullable(any('expression'))], returns: 'boolean' }, (_, value) => {
    if (value === null) return false
    if (typeof value === 'boolean') return value
    const number = isInteger(value) ? value : typeof value === 'string' ? parseInteger(value) : undefined
    if (number !== undefined) return BigInt(number) !== 0n
    if (typeof value === 'string' && /^true$|^false$/i.test(value)) return value.toLowerCase() === 'true'
    throw badValue(`${describeValue(value)} is neither a number nor a condition.`)
  }),
  define({ name: 'CStr', parameters: [text('value')], returns: 'string' }, (_, value) => value),
  define({ name: 'Not', parameters: [nullable(any('source'))], returns: 'boolean' }, (_, value) =>
    value === null ? true : toText(value)?.toLowerCase() !== 'true',
  ),
  define(
    { name: 'Redact', parameters: [anything('value')], returns: 'any', availability: 'app-and-hr' },
    (_, value) => value,
  ),
  define({ name: 'Guid', parameters: [], returns: 'string' }, (environment) => randomGuid(() => randomOf(environment))),
  define({ name: 'Error', parameters: [text('message')], returns: 'any', availability: 'cloud-sync' }, (_, message) => {
    throw new ExpressionError({ code: 'raised', message })
  }),
  define(
    { name: 'StringFromSid', parameters: [binary('sid')], returns: 'string', availability: 'cloud-sync' },
    (_, sid) => {
      const printed = sidToText(sid)
      if (printed === undefined) throw badValue('The value is not a binary security identifier.')
      return printed
    },
  ),
  // Not in any list; the Cloud Sync sample of DNComponent wraps its argument in it.
  define(
    { name: 'CRef', parameters: [text('source')], returns: 'reference', availability: 'export-only' },
    (_, source) => reference(source),
  ),
  define(
    { name: 'DNComponent', parameters: [text('dn'), countOf('index')], returns: 'string', availability: 'cloud-sync' },
    (environment, dn, index): Value => {
      const part = index >= 1 ? splitDn(dn)[index - 1] : undefined
      if (part !== undefined && part !== '') return rdnValue(part)
      if (environment.decisions.dnOutOfRange === 'null') return null
      throw badValue(`The distinguished name has no component ${index}.`, 'Q-15')
    },
  ),
]

function binary(name: string): ReturnType<typeof single<Uint8Array>> {
  return single(name, 'binary', (value) => {
    if (value instanceof Uint8Array) return value
    return typeof value === 'string' ? (base64ToBytes(value) ?? UNCONVERTIBLE) : UNCONVERTIBLE
  })
}

const tests: readonly FunctionDefinition[] = [
  define({ name: 'IsNull', parameters: [anything('expression')], returns: 'boolean' }, (_, value) => value === null),
  define({ name: 'IsNullOrEmpty', parameters: [anything('expression')], returns: 'boolean' }, (_, value) =>
    isNullOrEmpty(value),
  ),
  define(
    { name: 'IsPresent', parameters: [anything('expression')], returns: 'boolean' },
    (_, value) => !isNullOrEmpty(value),
  ),
]

const dates: readonly FunctionDefinition[] = [
  define(
    { name: 'CDate', parameters: [any('expression')], returns: 'string', availability: 'app-and-hr' },
    (environment, value) => {
      const order = environment.decisions.ambiguousDate
      const found = parseDate(toText(value) ?? '', { order, offsetMinutes: 0 })
      if (found === undefined) throw badValue(`${describeValue(value)} is not a date.`)
      return printServiceDate(found)
    },
  ),
  define(
    {
      name: 'DateAdd',
      parameters: [text('interval'), countOf('value'), dateOf('dateTime')],
      returns: 'string',
      availability: 'app-and-hr',
    },
    (_, interval, count, date) => {
      if (!['yyyy', 'm', 'd', 'ww', 'h', 'n', 's'].includes(interval))
        throw badValue(`"${interval}" is not an interval.`)
      const found = addToDate(date, interval, count)
      if (found === undefined) throw badValue(`No date: ${count} times "${interval}" from there.`)
      return printServiceDate(found)
    },
  ),
  define(
    {
      name: 'DateDiff',
      parameters: [text('interval'), dateOf('date1'), dateOf('date2')],
      returns: 'integer',
      availability: 'app-and-hr',
    },
    (_, interval, from, to) => {
      const found = dateDifference(from, to, interval)
      if (found === undefined) throw badValue(`"${interval}" is not an interval.`)
      return found
    },
  ),
  define({ name: 'DateFromNum', parameters: [integerOf('value')], returns: 'string' }, (environment, value): Value => {
    const never = BigInt(value) === 0n || BigInt(value) === 2n ** 63n - 1n
    const found = never ? undefined : fromFileTime(value)
    if (found !== undefined) return printServiceDate(found)
    if (never && environment.decisions.never === 'null') return null
    throw badValue(`${value} means no date.`, never ? 'Q-14' : undefined)
  }),
  define(
    { name: 'NumFromDate', parameters: [dateOf('value')], returns: 'integer', availability: 'app-and-hr' },
    (_, date) => toFileTime(date),
  ),
  define({ name: 'Now', parameters: [], returns: 'string', availability: 'app-and-hr' }, (environment) =>
    printServiceDate(instant(nowOf(environment))),
  ),
  define(
    {
      name: 'FormatDateTime',
      parameters: [
        text('source'),
        nullable(text('dateTimeStyles')),
        text('inputFormat'),
        optional(text('outputFormat')),
      ],
      returns: 'string',
    },
    (_, source, styles, third, fourth) => {
      // Three arguments are the Cloud Sync form: no styles, then input and output format.
      const [input, output] = fourth === undefined || fourth === null ? [styles ?? '', third] : [third, fourth]
      const found = parseExact(source, input)
      if (found === undefined) throw badValue(`"${source}" does not match the format "${input}".`)
      const printed = formatDate(found, output)
      if (printed === undefined) throw badValue(`"${output}" is not a date format.`)
      return printed
    },
  ),
]

const collections: readonly FunctionDefinition[] = [
  defineVariadic(
    { name: 'Join', parameters: [nullable(text('separator'))], returns: 'string' },
    anything('source'),
    1,
    (_, separator, ...sources) => {
      const parts: string[] = []
      for (const source of sources) for (const value of valuesOf(source)) addText(parts, value)
      return parts.join(separator ?? '')
    },
  ),
  define(
    { name: 'Count', parameters: [whole('attribute')], returns: 'integer', whenNull: 0 },
    (_, values) => values.length,
  ),
  define({ name: 'Item', parameters: [whole('attribute'), countOf('index')], returns: 'any' }, (_, values, index) => {
    const found = index >= 1 ? values[index - 1] : undefined
    if (found === undefined) throw badValue(`The attribute has no value number ${index}.`)
    return found
  }),
  define({ name: 'RemoveDuplicates', parameters: [whole('attribute')], returns: 'list' }, (environment, values) => {
    const ignoreCase = environment.decisions.textComparison === 'ignore-case'
    const seen = new Set<string>()
    return list(
      values.filter((value) => {
        const printed = toText(value) ?? JSON.stringify(value)
        const key = ignoreCase ? lower(printed) : printed
        return !seen.has(key) && seen.add(key)
      }),
    )
  }),
  define(
    { name: 'Split', parameters: [text('source'), text('delimiter')], returns: 'list' },
    (environment, source, delimiter) => {
      if (delimiter === '') throw badValue('The delimiter must not be empty.')
      const parts = source.split(delimiter)
      return list(environment.decisions.entraSplitTrims ? parts.map(trim) : parts)
    },
  ),
]

function addText(parts: string[], value: Scalar): void {
  const printed = toText(value)
  if (printed === undefined) throw badValue('Join takes text values.')
  if (printed !== '') parts.push(printed)
}

export const VALUE_FUNCTIONS: readonly FunctionDefinition[] = [...conversions, ...tests, ...dates, ...collections]
