/** Text functions of Connect Sync. */

import type { FunctionDefinition } from '../../function-table.js'
import { anything, define, nullable, optional, single, UNCONVERTIBLE } from '../../function-table.js'
import {
  base64ToBytes,
  bytesToBase64,
  decodeText,
  textToBase64,
  textToUtf8Hex,
  utf8HexToText,
} from '../../library/binary.js'
import * as words from '../../library/text.js'
import { badValue, nullText, padWith } from '../../shared-functions.js'
import { valuesOf } from '../../value.js'
import { countOf, text, wordOf } from '../kit.js'

function overText(name: string, change: (source: string) => string): FunctionDefinition {
  return define({ name, parameters: [nullable(text('str'))], returns: 'string' }, (environment, source) =>
    source === null ? nullText(environment) : change(source),
  )
}

const COMPARE = ['vbTextCompare', 'vbBinaryCompare'] as const

const textOrBytes = single<string | Uint8Array>('str', 'string', (value) =>
  typeof value === 'string' || value instanceof Uint8Array ? value : UNCONVERTIBLE,
)

function ignoresCase(compare: (typeof COMPARE)[number] | undefined | null, decision: string): boolean {
  return compare === 'vbTextCompare' || (compare !== 'vbBinaryCompare' && decision === 'ignore-case')
}

export const TEXT_FUNCTIONS: readonly FunctionDefinition[] = [
  overText('LCase', words.lower),
  overText('UCase', words.upper),
  overText('PCase', words.titleCase),
  overText('Trim', words.trim),
  overText('LTrim', words.trimStart),
  overText('RTrim', words.trimEnd),
  define(
    { name: 'Left', parameters: [text('str'), countOf('numChars')], returns: 'string', whenNull: '' },
    (_, source, count) => words.left(source, count),
  ),
  define(
    { name: 'Right', parameters: [text('str'), countOf('numChars')], returns: 'string', whenNull: '' },
    (_, source, count) => words.right(source, count),
  ),
  define(
    {
      // The default rule for device keys cuts bytes out of a binary value with it.
      name: 'Mid',
      parameters: [textOrBytes, countOf('start'), optional(countOf('numChars'))],
      returns: 'string',
      whenNull: '',
    },
    (_, source, start, count) => {
      if (count === 0) return typeof source === 'string' ? '' : new Uint8Array()
      if (start <= 0 || start > source.length || (count !== undefined && count < 0)) return source
      return source.slice(start - 1, count === undefined ? undefined : start - 1 + count)
    },
  ),
  define({ name: 'Len', parameters: [textOrBytes], returns: 'integer', whenNull: 0 }, (_, source) => source.length),
  define(
    {
      name: 'PadLeft',
      parameters: [text('str'), countOf('length'), nullable(text('padCharacter'))],
      returns: 'string',
      whenNull: '',
    },
    (_, source, length, pad) => padWith(source, length, pad, 'left'),
  ),
  define(
    {
      name: 'PadRight',
      parameters: [text('str'), countOf('length'), nullable(text('padCharacter'))],
      returns: 'string',
      whenNull: '',
    },
    (_, source, length, pad) => padWith(source, length, pad, 'right'),
  ),
  define(
    {
      name: 'Word',
      parameters: [text('str'), countOf('wordNumber'), text('delimiters')],
      returns: 'string',
      whenNull: '',
    },
    (environment, source, position, delimiters) =>
      words.word(source, position, delimiters, environment.decisions.wordWithoutDelimiter === 'whole'),
  ),
  define(
    {
      name: 'Replace',
      parameters: [nullable(text('str')), text('oldValue'), nullable(text('newValue'))],
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
    { name: 'ReplaceChars', parameters: [nullable(text('str')), text('pattern')], returns: 'string' },
    (environment, source, pattern) => {
      const replacements = readReplacements(pattern)
      if (source === null) return nullText(environment)
      let result = ''
      for (const character of source) result += replacements.get(character) ?? character
      return result
    },
  ),
  define(
    {
      name: 'InStr',
      parameters: [text('str'), text('sought'), optional(countOf('start')), optional(wordOf('compare', COMPARE))],
      returns: 'integer',
    },
    (environment, source, sought, start, compare) =>
      words.inStr(source, sought, start ?? 1, ignoresCase(compare, environment.decisions.textComparison)),
  ),
  define(
    {
      name: 'InStrRev',
      parameters: [text('str'), text('sought'), optional(countOf('start')), optional(wordOf('compare', COMPARE))],
      returns: 'integer',
    },
    (environment, source, sought, start, compare) =>
      words.inStrRev(source, sought, start ?? undefined, ignoresCase(compare, environment.decisions.textComparison)),
  ),
  define({ name: 'ConvertToBase64', parameters: [textOrBytes], returns: 'string' }, (_, source) =>
    typeof source === 'string' ? textToBase64(source) : bytesToBase64(source),
  ),
  define(
    {
      name: 'ConvertFromBase64',
      parameters: [text('str'), optional(wordOf('encoding', ['Unicode', 'ASCII', 'UTF8'] as const))],
      returns: 'string',
    },
    (_, source, encoding) => {
      const bytes = base64ToBytes(source)
      if (bytes === undefined) throw badValue('The text is not base64.')
      return decodeText(bytes, encoding ?? 'Unicode')
    },
  ),
  define({ name: 'ConvertToUTF8Hex', parameters: [text('str')], returns: 'string' }, (_, source) =>
    textToUtf8Hex(source),
  ),
  define({ name: 'ConvertFromUTF8Hex', parameters: [text('str')], returns: 'string' }, (_, source) => {
    const found = utf8HexToText(source)
    if (found === undefined) throw badValue('The text is not a row of hexadecimal digits.')
    return found
  }),
  define({ name: 'IsString', parameters: [anything('value')], returns: 'boolean' }, (environment, value) => {
    const values = valuesOf(value)
    return (
      values.length > 0 &&
      values.every(
        (each) => typeof each === 'string' || (typeof each === 'number' && environment.decisions.numberIsString),
      )
    )
  }),
]

/** `a:b,c:d`; white space does not count, the right side may be empty or several characters. */
function readReplacements(pattern: string): ReadonlyMap<string, string> {
  const replacements = new Map<string, string>()
  for (const pair of pattern.replace(/\s/g, '').split(',')) {
    const [source, target, surplus] = pair.split(':')
    if (source === undefined || [...source].length !== 1 || target === undefined || surplus !== undefined)
      throw badValue(`"${pair}" is not a replacement of one character, written a:b.`)
    if (!replacements.has(source)) replacements.set(source, target)
  }
  return replacements
}
