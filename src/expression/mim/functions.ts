/** The 31 functions of MIM synchronization rules. */

import { randomOf } from '../context.js'
import { formatDate } from '../date-format.js'
import type { FunctionDefinition, FunctionTable } from '../function-table.js'
import { any, anything, define, defineVariadic, nullable, tableOf } from '../function-table.js'
import { iif } from '../lazy.js'
import { bitAnd, bitOr, guidToBytes, randomGuid, sidToText } from '../library/binary.js'
import { parseDate } from '../library/dates.js'
import { escapeDnComponent } from '../library/distinguished-name.js'
import * as words from '../library/text.js'
import { badValue, concatenate, nullText, padWith, randomBetween } from '../shared-functions.js'
import type { Scalar } from '../value.js'
import { compareIntegers, isNullOrEmpty, sameScalar } from '../value.js'
import { bytes, countOf, integerOf, text } from './kit.js'

function overText(name: string, change: (source: string) => string): FunctionDefinition {
  return define({ name, parameters: [nullable(text('string'))], returns: 'string' }, (environment, source) =>
    source === null ? nullText(environment) : change(source),
  )
}

const textFunctions: readonly FunctionDefinition[] = [
  concatenation('Concatenate'),
  concatenation('+'),
  overText('UpperCase', words.upper),
  overText('LowerCase', words.lower),
  define({ name: 'ProperCase', parameters: [nullable(text('string'))], returns: 'string' }, (environment, source) => {
    if (source === null) return nullText(environment)
    return words.titleCase(environment.decisions.mimCapitals === 'keep' ? source : words.lower(source))
  }),
  overText('LTrim', words.trimStart),
  overText('RTrim', words.trimEnd),
  overText('Trim', words.trim),
  define(
    {
      name: 'RightPad',
      parameters: [text('string'), countOf('length'), nullable(text('padCharacter'))],
      returns: 'string',
      whenNull: '',
    },
    (_, source, length, pad) => padWith(source, length, pad, 'right'),
  ),
  define(
    {
      name: 'LeftPad',
      parameters: [text('string'), countOf('length'), nullable(text('padCharacter'))],
      returns: 'string',
      whenNull: '',
    },
    (_, source, length, pad) => padWith(source, length, pad, 'left'),
  ),
  define(
    {
      name: 'ReplaceString',
      parameters: [nullable(text('string')), text('oldValue'), nullable(text('newValue'))],
      returns: 'string',
    },
    (environment, source, old, replacement) => {
      if (source === null) return nullText(environment)
      if (old === '') throw badValue('The text to replace must not be empty.')
      const ignoreCase = environment.decisions.textComparison === 'ignore-case'
      return words.replaceAll(source, words.expandMonikers(old), words.expandMonikers(replacement ?? ''), ignoreCase)
    },
  ),
  define(
    {
      name: 'Word',
      parameters: [text('string'), countOf('number'), text('delimiters')],
      returns: 'string',
      whenNull: '',
    },
    (environment, source, position, delimiters) =>
      words.word(source, position, delimiters, environment.decisions.wordWithoutDelimiter === 'whole'),
  ),
  define(
    { name: 'Left', parameters: [text('string'), countOf('numChars')], returns: 'string', whenNull: '' },
    (_, source, count) => words.left(source, count),
  ),
  define(
    { name: 'Right', parameters: [text('string'), countOf('numChars')], returns: 'string', whenNull: '' },
    (_, source, count) => words.right(source, count),
  ),
  define(
    { name: 'Mid', parameters: [text('string'), countOf('pos'), countOf('numChars')], returns: 'string', whenNull: '' },
    (_, source, position, count) => {
      if (count <= 0) return ''
      return position <= 0 || position > source.length ? source : source.slice(position - 1, position - 1 + count)
    },
  ),
  define({ name: 'CRLF', parameters: [], returns: 'string' }, () => '\r\n'),
  define(
    { name: 'EscapeDNComponent', parameters: [text('component')], returns: 'string' },
    (environment, component) => {
      const result = escapeDnComponent(component, environment.context.directoryKind ?? 'ldap')
      if ('problem' in result) throw badValue(`The DN component cannot be escaped: ${result.problem}.`)
      return result.value
    },
  ),
]

function concatenation(name: string): FunctionDefinition {
  const operand = nullable(text('string'))
  return defineVariadic(
    { name, parameters: [operand, operand], returns: 'string' },
    operand,
    0,
    (environment, ...operands) => concatenate(environment, operands),
  )
}

const valueFunctions: readonly FunctionDefinition[] = [
  define({ name: 'BitOr', parameters: [integerOf('mask'), integerOf('flag')], returns: 'integer' }, (_, mask, flag) =>
    bitOr(mask, flag),
  ),
  define({ name: 'BitAnd', parameters: [integerOf('mask'), integerOf('flag')], returns: 'integer' }, (_, mask, flag) =>
    bitAnd(mask, flag),
  ),
  define(
    { name: 'DateTimeFormat', parameters: [text('dateTime'), text('format')], returns: 'string' },
    (environment, source, format) => {
      const offset = environment.decisions.serverOffsetMinutes
      const date = parseDate(source, { order: environment.decisions.ambiguousDate, offsetMinutes: offset })
      if (date === undefined) throw badValue(`"${source}" is not a date.`)
      // The wall clock of the server is what .NET prints for a text without an offset.
      const printed = formatDate(date, format, offset)
      if (printed === undefined) throw badValue(`"${format}" is not a date format.`)
      return printed
    },
  ),
  define({ name: 'ConvertSidToString', parameters: [bytes('objectSid')], returns: 'string' }, (_, sid) => {
    const printed = sidToText(sid)
    if (printed === undefined) throw badValue('The value is not a binary security identifier.')
    return printed
  }),
  define({ name: 'ConvertStringToGuid', parameters: [text('guid')], returns: 'binary' }, (_, source) => {
    const found = source.startsWith('{') ? undefined : guidToBytes(source)
    if (found === undefined)
      throw badValue('The parameter for the ConvertStringToGuid function must be a string representing a valid Guid.')
    return found
  }),
  define(
    { name: 'RandomNum', parameters: [integerOf('start'), integerOf('end')], returns: 'integer' },
    (environment, start, end) => randomBetween(() => randomOf(environment), start, end),
  ),
  define({ name: 'Null', parameters: [], returns: 'any' }, () => null),
  // Written by the engine itself into flows of the MIM Service connector; not one of the 31 function objects.
  define({ name: 'Guid', parameters: [], returns: 'string', availability: 'export-only' }, (environment) =>
    randomGuid(() => randomOf(environment)),
  ),
  iif(),
]

function comparison(name: string, holds: (order: number) => boolean): FunctionDefinition {
  return define(
    { name, parameters: [integerOf('left'), integerOf('right')], returns: 'boolean', whenNull: false },
    (_, left, right) => holds(compareIntegers(left, right)),
  )
}

/** Equality in kind; texts by the rule of Q-03; a boolean equals its text, MIM having no literal for it. */
function equal(left: Scalar, right: Scalar, ignoreCase: boolean): boolean {
  if (typeof left === 'string' && typeof right === 'string')
    return left === right || (ignoreCase && words.lower(left) === words.lower(right))
  if (typeof left === 'boolean' && typeof right === 'string') return String(left) === right.toLowerCase()
  if (typeof right === 'boolean' && typeof left === 'string') return String(right) === left.toLowerCase()
  return sameScalar(left, right)
}

const conditionFunctions: readonly FunctionDefinition[] = [
  define(
    { name: 'Eq', parameters: [nullable(any('left')), nullable(any('right'))], returns: 'boolean' },
    (environment, left, right) =>
      left === null || right === null
        ? left === right
        : equal(left, right, environment.decisions.textComparison === 'ignore-case'),
  ),
  define(
    { name: 'NotEquals', parameters: [nullable(any('left')), nullable(any('right'))], returns: 'boolean' },
    (environment, left, right) =>
      left === null || right === null
        ? left !== right
        : !equal(left, right, environment.decisions.textComparison === 'ignore-case'),
  ),
  comparison('LessThan', (order) => order < 0),
  comparison('GreaterThan', (order) => order > 0),
  comparison('LessThanOrEquals', (order) => order <= 0),
  comparison('GreaterThanOrEquals', (order) => order >= 0),
  define(
    { name: 'IsPresent', parameters: [anything('attribute')], returns: 'boolean' },
    (_, value) => !isNullOrEmpty(value),
  ),
]

/** Every function of MIM synchronization rules by its exact name; `+` is the operator form of Concatenate. */
export const MIM_FUNCTIONS: FunctionTable = tableOf(textFunctions, valueFunctions, conditionFunctions)
