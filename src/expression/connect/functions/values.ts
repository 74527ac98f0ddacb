/** Tests, conversions, dates, bits and distinguished names of Connect Sync. */

import { nowOf, randomOf } from '../../context.js'
import { formatDate } from '../../date-format.js'
import { ExpressionError } from '../../errors.js'
import type { FunctionDefinition } from '../../function-table.js'
import { any, anything, define, isInstant, isInteger, isReference, nullable, optional } from '../../function-table.js'
import { bitAnd, bitOr, guidToBytes, guidToText, isGuid, randomGuid, sidToText } from '../../library/binary.js'
import { addToDate, fromFileTime, parseDate, toFileTime } from '../../library/dates.js'
import { escapeDnComponent, isDomainComponent, rdnValue, splitDn } from '../../library/distinguished-name.js'
import { badValue, randomBetween } from '../../shared-functions.js'
import { describeValue } from '../../strict-call.js'
import type { Integer, Scalar, Value } from '../../value.js'
import { instant, integer, isNullOrEmpty, parseInteger, reference } from '../../value.js'
import { bytes, countOf, dateOf, dnOf, integerOf, text, wordOf } from '../kit.js'

const tests: readonly FunctionDefinition[] = [
  define({ name: 'IsNull', parameters: [anything('value')], returns: 'boolean' }, (_, value) => value === null),
  define({ name: 'IsNullOrEmpty', parameters: [anything('value')], returns: 'boolean' }, (_, value) =>
    isNullOrEmpty(value),
  ),
  define(
    { name: 'IsPresent', parameters: [anything('value')], returns: 'boolean' },
    (_, value) => !isNullOrEmpty(value),
  ),
  define({ name: 'IsEmpty', parameters: [anything('value')], returns: 'boolean' }, (_, value) => value === ''),
  define({ name: 'IsDate', parameters: [nullable(any('value'))], returns: 'boolean' }, (environment, value) => {
    if (value === null) return false
    const reading = { order: environment.decisions.ambiguousDate, offsetMinutes: 0 }
    return isInstant(value) || (typeof value === 'string' && parseDate(value, reading) !== undefined)
  }),
  define(
    { name: 'IsGuid', parameters: [nullable(any('value'))], returns: 'boolean' },
    (_, value) => typeof value === 'string' && isGuid(value),
  ),
  define(
    { name: 'IsNumeric', parameters: [nullable(any('value'))], returns: 'boolean' },
    (_, value) =>
      value !== null && (isInteger(value) || (typeof value === 'string' && parseInteger(value) !== undefined)),
  ),
]

const conversions: readonly FunctionDefinition[] = [
  define({ name: 'CBool', parameters: [nullable(any('value'))], returns: 'boolean' }, (_, value) => {
    if (value === null) return false
    if (typeof value === 'boolean') return value
    if (isInteger(value)) return BigInt(value) !== 0n
    throw badValue(`${describeValue(value)} is neither a number nor a condition.`)
  }),
  define({ name: 'CNum', parameters: [any('str')], returns: 'integer' }, (_, value) => {
    const found = isInteger(value)
      ? value
      : typeof value === 'string'
        ? parseInteger(value)
        : value instanceof Uint8Array
          ? unsigned(value)
          : undefined
    if (found === undefined) throw badValue(`${describeValue(value)} is not a number.`)
    return found
  }),
  define({ name: 'CStr', parameters: [any('value')], returns: 'string' }, (_, value) => {
    const printed = printScalar(value)
    if (printed === undefined) throw badValue(`${describeValue(value)} has no text form.`)
    return printed
  }),
  define({ name: 'CRef', parameters: [text('str')], returns: 'reference' }, (_, source) => reference(source)),
  define({ name: 'CGuid', parameters: [text('str')], returns: 'binary' }, (_, source) => {
    const found = guidToBytes(source)
    if (found === undefined) throw badValue(`"${source}" is not a GUID.`)
    return found
  }),
  define({ name: 'StringFromGuid', parameters: [bytes('guid')], returns: 'string' }, (environment, guid) => {
    const printed = guidToText(guid)
    if (printed === undefined) throw badValue('The value is not 16 bytes long.')
    return environment.decisions.guidText === 'braces' ? `{${printed}}` : printed
  }),
  define({ name: 'StringFromSid', parameters: [bytes('sid')], returns: 'string' }, (_, sid) => {
    const printed = sidToText(sid)
    if (printed === undefined) throw badValue('The value is not a binary security identifier.')
    return printed
  }),
]

function printScalar(value: Scalar): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (isInteger(value)) return String(value)
  return isReference(value) ? value.dn : undefined
}

const dates: readonly FunctionDefinition[] = [
  define({ name: 'CDate', parameters: [any('str')], returns: 'date' }, (environment, value) => {
    if (isInstant(value)) return value
    const { ambiguousDate: order, serverOffsetMinutes: offsetMinutes } = environment.decisions
    const found = typeof value === 'string' ? parseDate(value, { order, offsetMinutes }) : undefined
    if (found === undefined) throw badValue(`${describeValue(value)} is not a date.`)
    return found
  }),
  define(
    { name: 'DateAdd', parameters: [text('interval'), countOf('number'), dateOf('date')], returns: 'date' },
    (_, interval, count, date) => {
      const found = addToDate(date, interval, count)
      if (found === undefined) throw badValue(`No date: ${count} times "${interval}" from there.`)
      return found
    },
  ),
  define({ name: 'DateFromNum', parameters: [integerOf('value')], returns: 'date' }, (environment, value): Value => {
    const never = BigInt(value) === 0n || BigInt(value) === 2n ** 63n - 1n
    const found = never ? undefined : fromFileTime(value)
    if (found !== undefined) return found
    if (never && environment.decisions.never === 'null') return null
    throw badValue(`${value} means no date.`, never ? 'Q-14' : undefined)
  }),
  define({ name: 'NumFromDate', parameters: [dateOf('date')], returns: 'integer' }, (_, date) => toFileTime(date)),
  define(
    { name: 'FormatDateTime', parameters: [dateOf('date'), text('format')], returns: 'string' },
    (_, date, format) => {
      const printed = formatDate(date, format)
      if (printed === undefined) throw badValue(`"${format}" is not a date format.`)
      return printed
    },
  ),
  define({ name: 'Now', parameters: [], returns: 'date' }, (environment) => instant(nowOf(environment))),
]

const numbers: readonly FunctionDefinition[] = [
  define({ name: 'BitAnd', parameters: [integerOf('value1'), integerOf('value2')], returns: 'integer' }, (_, a, b) =>
    bitAnd(a, b),
  ),
  define({ name: 'BitOr', parameters: [integerOf('value1'), integerOf('value2')], returns: 'integer' }, (_, a, b) =>
    bitOr(a, b),
  ),
  define(
    { name: 'IsBitSet', parameters: [integerOf('value'), integerOf('flag')], returns: 'boolean', whenNull: false },
    (_, value, bits) => bitAnd(value, bits) !== 0,
  ),
  define(
    { name: 'RandomNum', parameters: [integerOf('start'), integerOf('end')], returns: 'integer' },
    (environment, start, end) => randomBetween(() => randomOf(environment), start, end),
  ),
  define({ name: 'Guid', parameters: [], returns: 'string' }, (environment) => randomGuid(() => randomOf(environment))),
]

const names: readonly FunctionDefinition[] = [
  define(
    { name: 'DNComponent', parameters: [dnOf('dn'), countOf('index')], returns: 'string' },
    (environment, dn, index): Value => pickComponent(splitDn(dn), index, environment.decisions.dnOutOfRange),
  ),
  define(
    {
      name: 'DNComponentRev',
      parameters: [dnOf('dn'), countOf('index'), optional(wordOf('option', ['DC'] as const))],
      returns: 'string',
    },
    (environment, dn, index, option): Value => {
      const parts = option === 'DC' ? splitDn(dn).filter((part) => !isDomainComponent(part)) : splitDn(dn)
      return pickComponent([...parts].reverse(), index, environment.decisions.dnOutOfRange)
    },
  ),
  define({ name: 'EscapeDNComponent', parameters: [text('component')], returns: 'string' }, (_, component) => {
    const result = escapeDnComponent(component, 'ldap')
    if ('problem' in result) throw badValue(`The DN component cannot be escaped: ${result.problem}.`)
    return result.value
  }),
]

function pickComponent(parts: readonly string[], index: number, outOfRange: 'error' | 'null'): Value {
  const part = index >= 1 ? parts[index - 1] : undefined
  if (part !== undefined && part !== '') return rdnValue(part)
  if (outOfRange === 'null') return null
  throw badValue(`The distinguished name has no component ${index}.`, 'Q-15')
}

const failing: readonly FunctionDefinition[] = [
  define({ name: 'Error', parameters: [text('message')], returns: 'any' }, (_, message) => {
    throw new ExpressionError({ code: 'raised', message })
  }),
  refuse('CBin', [integerOf('value'), integerOf('bytes')]),
  refuse('Thumbprint', [any('value')]),
]

/** Bytes as one number, the first byte the highest; what an integer attribute does not hold has none. */
function unsigned(bytes: Uint8Array): Integer | undefined {
  if (bytes.length === 0 || bytes.length > 7) return undefined
  return integer(bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n))
}

/** Seen in one default rule and described nowhere: read, never run. */
function refuse(name: string, parameters: Parameters<typeof define>[0]['parameters']): FunctionDefinition {
  return define({ name, parameters, returns: 'binary', availability: 'export-only' }, () => {
    throw new ExpressionError({
      code: 'undocumented-function',
      message: `${name} is not documented; its result is unknown.`,
    })
  })
}

export const VALUE_FUNCTIONS: readonly FunctionDefinition[] = [
  ...tests,
  ...conversions,
  ...dates,
  ...numbers,
  ...names,
  ...failing,
]
