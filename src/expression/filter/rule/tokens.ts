/** Words of a dynamic membership rule. */

import type { FilterNotice } from '../core/parse-result.js'
import { SyntaxFault } from '../core/parse-result.js'

export type RuleTokenKind = 'operator' | 'word' | 'string' | 'symbol' | 'end'

export interface RuleToken {
  readonly kind: RuleTokenKind
  /** Operator without its hyphen, contents of a string, else as written. */
  readonly value: string
  readonly quote: '"' | "'"
  readonly start: number
  readonly end: number
}

const BLANK = /\s+/y
/** Documents carry the dashes a word processor makes of a hyphen. */
const OPERATOR = /([-\u2010\u2011\u2012\u2013\u2014\u2212])([A-Za-z]+)/y
const GUID = /[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![\w-])/y
const NUMBER_OR_DATE = /-?\d[\w.:+-]*/y
const WORD = /\\?[\p{L}_$][\p{L}\p{N}_.$]*/uy
const SYMBOL = /[()[\],]/y

export function tokenizeRule(text: string, notices: FilterNotice[]): readonly RuleToken[] {
  const tokens: RuleToken[] = []
  let position = 0
  while (position < text.length) {
    BLANK.lastIndex = position
    const blank = BLANK.exec(text)
    if (blank !== null) {
      position += blank[0].length
      continue
    }
    const token = readToken(text, position, notices)
    if (token === undefined) throw new SyntaxFault(`Unexpected character ${text.charAt(position)}.`, position)
    tokens.push(token)
    position = token.end
  }
  tokens.push({ kind: 'end', value: '', quote: '"', start: text.length, end: text.length })
  return tokens
}

function readToken(text: string, start: number, notices: FilterNotice[]): RuleToken | undefined {
  const operator = matchAt(OPERATOR, text, start)
  if (operator !== undefined) {
    const [whole, dash = '-', name = ''] = operator
    if (dash !== '-')
      notices.push({
        id: 'typographic-dash',
        message: `The dash before ${name} is not a hyphen; Entra refuses it when typed that way.`,
        offset: start,
      })
    return { kind: 'operator', value: name, quote: '"', start, end: start + whole.length }
  }
  const string = readString(text, start) ?? readEscapedString(text, start, notices)
  if (string !== undefined) return string
  for (const pattern of [GUID, NUMBER_OR_DATE, WORD]) {
    const found = matchAt(pattern, text, start)
    // Markdown sources escape the underscore that stands for an item.
    if (found !== undefined)
      return {
        kind: 'word',
        value: found[0] === '\\_' ? '_' : found[0],
        quote: '"',
        start,
        end: start + found[0].length,
      }
  }
  const symbol = matchAt(SYMBOL, text, start)
  return symbol && { kind: 'symbol', value: symbol[0], quote: '"', start, end: start + 1 }
}

function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start
  return pattern.exec(text) ?? undefined
}

/**
 * Double quotes: a backtick escapes a quote, a backtick or a backslash, a backslash escapes a quote (both are
 * documented). Single quotes: doubled inside.
 */
function readString(text: string, start: number): RuleToken | undefined {
  const quote = text.charAt(start)
  if (quote !== '"' && quote !== "'") return undefined
  let value = ''
  for (let position = start + 1; position < text.length; position++) {
    const character = text.charAt(position)
    const following = text.charAt(position + 1)
    if (character === quote) {
      if (quote === "'" && following === "'") {
        value += "'"
        position++
        continue
      }
      return { kind: 'string', value, quote, start, end: position + 1 }
    }
    const escaped =
      quote === '"' &&
      ((character === '`' && '"`\\'.includes(following) && following !== '') ||
        (character === '\\' && following === '"'))
    if (escaped) position++
    value += escaped ? following : character
  }
  throw new SyntaxFault(`The text that starts here has no closing ${quote}.`, start)
}

/** A rule copied out of a script or a JSON body: the quotes themselves carry a backtick or a backslash. */
function readEscapedString(text: string, start: number, notices: FilterNotice[]): RuleToken | undefined {
  const opening = /^(?:\\?`|\\)"/.exec(text.slice(start, start + 3))?.[0]
  if (opening === undefined) return undefined
  const closing = text.indexOf(opening, start + opening.length)
  if (closing < 0) throw new SyntaxFault(`The text that starts here has no closing ${opening}.`, start)
  notices.push({
    id: 'escaped-quotes',
    message: 'The quotes are escaped as in a script; Entra expects them plain.',
    offset: start,
  })
  const value = text.slice(start + opening.length, closing)
  return { kind: 'string', value, quote: '"', start, end: closing + opening.length }
}
