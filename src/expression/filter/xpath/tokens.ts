/** Words of the XPath dialect. */

import { SyntaxFault } from '../core/parse-result.js'

export type TokenKind = 'name' | 'string' | 'number' | 'token' | 'symbol' | 'end'

export interface Token {
  readonly kind: TokenKind
  /** The characters as written. */
  readonly text: string
  /** Contents of a string, name of a `%token%`, else the text. */
  readonly value: string
  readonly start: number
  readonly end: number
}

const BLANK = /\s+/y
const NAME = /[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?/uy
const NUMBER = /[+-]?\d+(?:\.\d+)?/y
const PERCENT = /%([A-Za-z_][A-Za-z0-9_]*)%/y
const SYMBOL = /!=|<=|>=|::|\/\/|[/[\](),|=<>*@.]/y

/** The names the portal fills in; any other `%word%` inside a text is that text. */
const PORTAL_TOKEN = /^%(LoginID|LoginDomain|ObjectID|AttributeName|SEARCH_TERM_STRING|SYMBOL_\w+_END)%$/

/** The token a quoted text stands for, or undefined. */
export function portalToken(text: string): string | undefined {
  return PORTAL_TOKEN.exec(text)?.[1]
}

/** All words of a text, ending in one of kind `end`. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  let position = 0
  while (position < text.length) {
    BLANK.lastIndex = position
    const blank = BLANK.exec(text)
    if (blank !== null) {
      position += blank[0].length
      continue
    }
    const token = readString(text, position) ?? readByPattern(text, position)
    if (token === undefined) throw new SyntaxFault(`Unexpected character ${text.charAt(position)}.`, position)
    tokens.push(token)
    position = token.end
  }
  tokens.push({ kind: 'end', text: '', value: '', start: text.length, end: text.length })
  return tokens
}

function readByPattern(text: string, start: number): Token | undefined {
  return (
    match(NAME, 'name', text, start) ??
    match(NUMBER, 'number', text, start) ??
    match(PERCENT, 'token', text, start) ??
    match(SYMBOL, 'symbol', text, start)
  )
}

function match(pattern: RegExp, kind: TokenKind, text: string, start: number): Token | undefined {
  pattern.lastIndex = start
  const found = pattern.exec(text)
  if (found === null) return undefined
  return { kind, text: found[0], value: found[1] ?? found[0], start, end: start + found[0].length }
}

/** Either quote kind; the quote itself is written twice inside. */
function readString(text: string, start: number): Token | undefined {
  const quote = text.charAt(start)
  if (quote !== "'" && quote !== '"') return undefined
  let value = ''
  let position = start + 1
  for (;;) {
    const closing = text.indexOf(quote, position)
    if (closing < 0) throw new SyntaxFault(`The text that starts here has no closing ${quote}.`, start)
    value += text.slice(position, closing)
    position = closing + 1
    if (text.charAt(position) !== quote) break
    value += quote
    position++
  }
  return { kind: 'string', text: text.slice(start, position), value, start, end: position }
}
