import { DocumentProblem } from '../document-problem.js'
import type { TextPart } from './token.js'
import { variableName } from './token.js'

/** PowerShell takes typographic quotes for the plain ones; scripts that went through a word processor have them. */
export const singleQuotes = "'‘’‚‛"
export const doubleQuotes = '"“”„'

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const variable = /\$(?:\{[^}]*\}|[A-Za-z_]\w*(?::[A-Za-z_]\w*)?)/y
const MAX_NESTING = 50

export interface QuotedText {
  readonly parts: readonly TextPart[]
  readonly end: number
}

/**
 * Reads the text whose opening single quote stands at `start`; a doubled quote is one. PowerShell ends a text at any
 * quote of its kind; a program that writes scripts minds the plain one only, so a text that begins with it ends with it.
 */
export function readSingleQuoted(text: string, start: number): QuotedText | undefined {
  let value = ''
  const closers = closersOf(text.charAt(start), singleQuotes)
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (!singleQuotes.includes(character)) {
      value += character
      continue
    }
    const doubled = isDoubled(character, text[at + 1], closers)
    if (!doubled && closers.includes(character)) return { parts: [{ kind: 'text', text: value }], end: at + 1 }
    value += character
    if (doubled) at += 1
  }
  return undefined
}

/** Reads the text whose opening double quote stands at `start`: backtick escapes, doubled quotes, variables, `$( )`. */
export function readDoubleQuoted(text: string, start: number, nesting = 0): QuotedText | undefined {
  const parts = new Parts()
  const closers = closersOf(text.charAt(start), doubleQuotes)
  let at = start + 1
  while (at < text.length) {
    const character = text.charAt(at)
    if (doubleQuotes.includes(character)) {
      const doubled = isDoubled(character, text[at + 1], closers)
      if (!doubled && closers.includes(character)) return { parts: parts.done(), end: at + 1 }
      parts.add(character)
      at += doubled ? 2 : 1
      continue
    }
    const next = readExpandable(text, at, parts, nesting)
    if (next === undefined) return undefined
    at = next
  }
  return undefined
}

/** Reads `@'` … `'@` or `@"` … `"@`; the ends stand on lines of their own. undefined when it is no or a cut here-string. */
export function readHereString(text: string, start: number): QuotedText | 'cut' | undefined {
  const opening = /@(['"‘’‚‛“”„])[ \t]*\n/y
  opening.lastIndex = start
  const found = opening.exec(text)
  if (found === null) return undefined
  const expandable = doubleQuotes.includes(found[1] ?? '')
  const closing = expandable ? /\n["“”„]@/g : /\n['‘’‚‛]@/g
  closing.lastIndex = opening.lastIndex - 1
  const end = closing.exec(text)
  if (end === null) return 'cut'
  const body = text.slice(opening.lastIndex, Math.max(opening.lastIndex, end.index))
  if (!expandable) return { parts: [{ kind: 'text', text: body }], end: closing.lastIndex }
  const parts = new Parts()
  for (let at = 0; at < body.length; ) {
    const next = readExpandable(body, at, parts, 0)
    if (next === undefined) return 'cut'
    at = next
  }
  return { parts: parts.done(), end: closing.lastIndex }
}

/** One step inside an expandable text; where the next begins, undefined when the text is cut. */
function readExpandable(text: string, at: number, parts: Parts, nesting: number): number | undefined {
  const character = text.charAt(at)
  if (character === '`') return readEscape(text, at, parts)
  if (character !== '$') {
    parts.add(character)
    return at + 1
  }
  if (text[at + 1] === '(') {
    const end = endOfCode(text, at + 1, nesting + 1)
    if (end !== undefined) parts.put({ kind: 'code', code: text.slice(at, end) })
    return end
  }
  variable.lastIndex = at
  const name = variable.exec(text)?.[0]
  if (name === undefined) {
    parts.add(character)
    return at + 1
  }
  parts.put({ kind: 'variable', name: variableName(name) })
  return at + name.length
}

function readEscape(text: string, at: number, parts: Parts): number | undefined {
  const letter = text[at + 1]
  if (letter === undefined) return undefined
  const unicode = letter === 'u' ? /^\{([0-9a-fA-F]{1,6})\}/.exec(text.slice(at + 2, at + 10)) : null
  const code = Number.parseInt(unicode?.[1] ?? '', 16)
  if (unicode !== null && code <= 0x10ffff) {
    parts.add(String.fromCodePoint(code))
    return at + 2 + unicode[0].length
  }
  parts.add(Object.hasOwn(escapes, letter) ? (escapes[letter] ?? '') : letter === '\n' ? '' : letter)
  return at + 2
}

/** End of the bracket that opens at `start`, quotes inside respected; undefined when it is not closed. */
function endOfCode(text: string, start: number, nesting: number): number | undefined {
  if (nesting > MAX_NESTING) throw new DocumentProblem('too-deep', `texts and code nest more than ${MAX_NESTING} deep`)
  let depth = 0
  for (let at = start; at < text.length; ) {
    const character = text.charAt(at)
    if (isOneOf(singleQuotes, character) || isOneOf(doubleQuotes, character)) {
      const quoted = isOneOf(singleQuotes, character)
        ? readSingleQuoted(text, at)
        : readDoubleQuoted(text, at, nesting + 1)
      if (quoted === undefined) return undefined
      at = quoted.end
      continue
    }
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    at += character === '`' ? 2 : 1
    if (depth === 0) return at
  }
  return undefined
}

/** Quotes that end a text begun with this one. */
function closersOf(opening: string, quotes: string): string {
  return opening === quotes.charAt(0) ? opening : quotes
}

/** Two quotes that stand for one: any two that would end the text, or the same typographic one twice. */
function isDoubled(character: string, next: string | undefined, closers: string): boolean {
  return character === next || (closers.includes(character) && isOneOf(closers, next))
}

export function isOneOf(characters: string, character: string | undefined): boolean {
  return character !== undefined && character !== '' && characters.includes(character)
}

/** Collects characters and inserted things, characters together. */
class Parts {
  readonly #parts: TextPart[] = []
  #text = ''

  add(text: string): void {
    this.#text += text
  }

  put(part: TextPart): void {
    this.#flush()
    this.#parts.push(part)
  }

  done(): readonly TextPart[] {
    this.#flush()
    return this.#parts.length === 0 ? [{ kind: 'text', text: '' }] : this.#parts
  }

  #flush(): void {
    if (this.#text !== '') this.#parts.push({ kind: 'text', text: this.#text })
    this.#text = ''
  }
}
