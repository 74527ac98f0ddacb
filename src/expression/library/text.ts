/** Text routines shared by the dialects. Positions and lengths count UTF-16 units, as .NET does. */

/** .NET's white space; JavaScript's own class differs in U+0085 and U+FEFF. */
const WHITE = '\\t-\\r\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const LEADING = new RegExp(`^[${WHITE}]+`)
const TRAILING_UNIT = new RegExp(`[${WHITE}]`)

/** The white space class for use inside a regular expression's brackets. */
export const WHITE_SPACE_CLASS: string = WHITE

export function trimStart(text: string): string {
  return text.replace(LEADING, '')
}

export function trimEnd(text: string): string {
  // Walks back by hand: a `[…]+$` expression is quadratic on long runs of blanks in the middle.
  let end = text.length
  while (end > 0 && TRAILING_UNIT.test(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

export function trim(text: string): string {
  return trimEnd(trimStart(text))
}

export function left(text: string, count: number): string {
  return count < 0 ? text : text.slice(0, count)
}

export function right(text: string, count: number): string {
  if (count === 0) return ''
  return count < 0 || count >= text.length ? text : text.slice(text.length - count)
}

/** The n-th word, counted from 1; every delimiter character separates, adjacent ones enclose an empty word. */
export function word(text: string, position: number, delimiters: string, wholeWithoutDelimiter: boolean): string {
  if (position < 1) return ''
  let count = 1
  let start = 0
  for (let index = 0; index < text.length; index++) {
    if (!delimiters.includes(text.charAt(index))) continue
    if (count === position) return text.slice(start, index)
    count++
    start = index + 1
  }
  if (count === 1 && !wholeWithoutDelimiter) return ''
  return count === position ? text.slice(start) : ''
}

const NOT_ASCII = /[^\0-\x7f]/

/** Upper case of the invariant culture: one unit becomes one unit, dotless i stays. */
export function upper(text: string): string {
  return NOT_ASCII.test(text) ? mapCharacters(text, (character) => character.toUpperCase()) : text.toUpperCase()
}

/** Lower case of the invariant culture. */
export function lower(text: string): string {
  return NOT_ASCII.test(text) ? mapCharacters(text, (character) => character.toLowerCase()) : text.toLowerCase()
}

function mapCharacters(text: string, change: (character: string) => string): string {
  let result = ''
  for (const character of text) {
    const changed = change(character)
    // The invariant culture has no one-to-many mappings and leaves the Turkish letters alone.
    result += changed.length === character.length && character !== 'ı' && character !== 'İ' ? changed : character
  }
  return result
}

/** Upper or lower case of a named culture, such as `tr-TR`; undefined when the name is no culture. */
export function cultureCase(text: string, culture: string, direction: 'upper' | 'lower'): string | undefined {
  try {
    const [locale] = Intl.getCanonicalLocales(culture)
    if (locale === undefined) return direction === 'upper' ? upper(text) : lower(text)
    const turkic = /^(tr|az|lt)\b/i.test(locale)
    if (!turkic) return direction === 'upper' ? upper(text) : lower(text)
    return direction === 'upper' ? text.toLocaleUpperCase(locale) : text.toLocaleLowerCase(locale)
  } catch {
    return undefined
  }
}

const TITLE_WORD = /\p{L}[\p{L}\p{M}\p{N}\p{Co}\p{Cn}']*/gu

/**
 * .NET's TextInfo.ToTitleCase: a word starts at a letter and runs to the next separator; a word all in capitals stays;
 * after an apostrophe the rest of the word is lower case.
 */
export function titleCase(text: string): string {
  return text.replace(TITLE_WORD, (found) => {
    const first = firstCharacter(found)
    const [head = '', ...tail] = found.slice(first.length).split("'")
    const kept = /\p{Ll}/u.test(head) ? lower(head) : head
    return [upper(first) + kept, ...tail.map(lower)].join("'")
  })
}

/** Lower case, then the first letter after each of the separators in upper case. */
export function properCaseAt(text: string, separators: string): string {
  let result = ''
  let atStart = true
  for (const character of lower(text)) {
    result += atStart ? upper(character) : character
    atStart = separators.includes(character)
  }
  return result
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0)
}

const MONIKERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** `\n`, `\r` and `\t` as Replace and ReplaceString read them. */
export function expandMonikers(text: string): string {
  return text.includes('\\') ? text.replace(/\\([nrt])/g, (_, letter: string) => MONIKERS[letter] ?? letter) : text
}

export function replaceAll(text: string, old: string, replacement: string, ignoreCase: boolean): string {
  if (!ignoreCase) return text.split(old).join(replacement)
  return text.replace(new RegExp(escapeRegExp(old), 'gi'), () => replacement)
}

export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** 1-based position of `sought` at or after 1-based `start`; 0 when absent. */
export function inStr(text: string, sought: string, start: number, ignoreCase: boolean): number {
  const from = Math.max(0, start - 1)
  return ignoreCase ? lower(text).indexOf(lower(sought), from) + 1 : text.indexOf(sought, from) + 1
}

/** 1-based position of the last occurrence that ends at or before 1-based `start`; 0 when absent. */
export function inStrRev(text: string, sought: string, start: number | undefined, ignoreCase: boolean): number {
  const [where, what] = ignoreCase ? [lower(text), lower(sought)] : [text, sought]
  const limit = start === undefined || start < 0 ? where.length : start
  return where.lastIndexOf(what, limit - what.length) + 1
}
