/** Text functions of Entra expressions. */

import { randomOf } from '../../context.js'
import type { FunctionDefinition } from '../../function-table.js'
import { anything, define, nullable, optional } from '../../function-table.js'
import { base64ToBytes, decodeText, textToBase64, textToUtf8Hex } from '../../library/binary.js'
import { normalizeDiacritics } from '../../library/diacritics.js'
import { randomText } from '../../library/random-text.js'
import * as words from '../../library/text.js'
import { badValue, concatenate, nullText } from '../../shared-functions.js'
import { countOf, text, wordOf } from '../kit.js'

function overText(
  name: string,
  change: (source: string) => string,
  availability: FunctionDefinition['availability'] = 'documented',
): FunctionDefinition {
  return define(
    { name, parameters: [nullable(text('source'))], returns: 'string', availability },
    (environment, source) => (source === null ? nullText(environment) : change(source)),
  )
}

function changeCase(name: string, direction: 'upper' | 'lower'): FunctionDefinition {
  return define(
    { name, parameters: [nullable(text('source')), optional(text('culture'))], returns: 'string' },
    (environment, source, culture) => {
      if (source === null) return nullText(environment)
      if (culture === undefined || culture === null || culture === '')
        return direction === 'upper' ? words.upper(source) : words.lower(source)
      const changed = words.cultureCase(source, culture, direction)
      if (changed === undefined) throw badValue(`"${culture}" is not the name of a culture.`)
      return changed
    },
  )
}

export const TEXT_FUNCTIONS: readonly FunctionDefinition[] = [
  define(
    { name: 'Append', parameters: [nullable(text('source')), nullable(text('suffix'))], returns: 'string' },
    (environment, source, suffix) => concatenate(environment, [source, suffix]),
  ),
  changeCase('ToLower', 'lower'),
  changeCase('ToUpper', 'upper'),
  define(
    {
      name: 'PCase',
      parameters: [nullable(text('source')), optional(text('wordSeparators'))],
      returns: 'string',
      availability: 'app-and-hr',
    },
    (environment, source, separators) => {
      if (source === null) return nullText(environment)
      if (separators === undefined || separators === null) return words.titleCase(words.lower(source))
      return words.properCaseAt(source, separators)
    },
  ),
  overText('NormalizeDiacritics', normalizeDiacritics),
  overText('StripSpaces', (source) => source.replaceAll(' ', '')),
  overText('Trim', words.trim, 'cloud-sync'),
  define(
    { name: 'Left', parameters: [text('source'), countOf('numChars')], returns: 'string', whenNull: '' },
    (_, source, count) => words.left(source, count),
  ),
  define(
    { name: 'Mid', parameters: [text('source'), countOf('start'), countOf('length')], returns: 'string', whenNull: '' },
    (environment, source, start, length) => {
      if (length === 0) return ''
      if (start >= 1 && start <= source.length && length > 0) return source.slice(start - 1, start - 1 + length)
      if (source === '' && start === 1) return ''
      if (environment.decisions.entraMidOutside === 'whole') return source
      throw badValue(`Mid from ${start} for ${length} of ${source.length} characters is not documented.`, 'Q-21')
    },
  ),
  define(
    {
      name: 'Word',
      parameters: [text('source'), countOf('wordNumber'), text('delimiters')],
      returns: 'string',
      whenNull: '',
    },
    (environment, source, position, delimiters) =>
      words.word(source, position, delimiters, environment.decisions.wordWithoutDelimiter === 'whole'),
  ),
  define(
    {
      name: 'InStr',
      parameters: [
        text('value1'),
        text('value2'),
        optional(countOf('start')),
        optional(wordOf('compareType', ['vbTextCompare', 'vbBinaryCompare'] as const)),
      ],
      returns: 'integer',
    },
    (environment, source, sought, start, compare) => {
      const byDefault = environment.decisions.textComparison === 'ignore-case' && compare !== 'vbBinaryCompare'
      return words.inStr(source, sought, start ?? 1, compare === 'vbTextCompare' || byDefault)
    },
  ),
  overText('ConvertToBase64', textToBase64),
  overText('ConvertToUTF8Hex', textToUtf8Hex),
  define(
    {
      name: 'ConvertFromBase64',
      parameters: [text('source'), optional(wordOf('encoding', ['Unicode', 'ASCII', 'UTF8'] as const))],
      returns: 'string',
      availability: 'cloud-sync',
    },
    (_, source, encoding) => {
      const bytes = base64ToBytes(source)
      if (bytes === undefined) throw badValue('The text is not base64.')
      return decodeText(bytes, encoding ?? 'Unicode')
    },
  ),
  define(
    {
      name: 'RandomString',
      parameters: [
        countOf('length'),
        countOf('minimumNumbers'),
        countOf('minimumSpecialCharacters'),
        countOf('minimumCapital'),
        countOf('minimumLowerCase'),
        optional(text('charactersToAvoid')),
      ],
      returns: 'string',
      availability: 'app-and-hr',
    },
    (environment, length, digits, special, capital, lowerCase, avoid) => {
      const least = digits + special + capital + lowerCase
      if (length > 256 || length < least || Math.min(length, digits, special, capital, lowerCase) < 0)
        throw badValue(`The length must lie between ${least} and 256.`)
      const made = randomText(() => randomOf(environment), length, [digits, special, capital, lowerCase], avoid ?? '')
      if (made === undefined) throw badValue('No characters are left to choose from.')
      return made
    },
  ),
  define(
    { name: 'IsString', parameters: [anything('value')], returns: 'boolean' },
    (_, value) => typeof value === 'string',
  ),
]
