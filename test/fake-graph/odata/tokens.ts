import { badRequest } from '../http/error.js'

export interface Token {
  /** `literal` is a date or GUID, which stands without quotes. */
  readonly kind: 'word' | 'text' | 'number' | 'literal' | 'sign'
  readonly text: string
}

const pattern =
  /\s*(?:'((?:[^']|'')*)'|([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)|(-?\d+(?:\.\d+)?)|([A-Za-z_@][\w.@]*(?:\/[\w.@]+)*)|([(),:]))/iy

export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < filter.trimEnd().length) {
    const match = pattern.exec(filter)
    if (match === null) throw badRequest(`Invalid filter clause: ${filter}`, 'BadRequest')
    const [, text, literal, number, word, sign] = match
    if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'") })
    else if (literal !== undefined) tokens.push({ kind: 'literal', text: literal })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else tokens.push({ kind: 'sign', text: sign ?? '' })
  }
  return tokens
}
