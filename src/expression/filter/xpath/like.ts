/**
 * The pattern behind starts-with and ends-with: the service hands the text to SQL's LIKE, so `%`, `_` and `[a-c]` act as
 * wildcards. Client libraries and the portal's own "is present" search (`starts-with(x,'%')`) rely on it.
 */

import { escapeAnyCase, escapeForAnyCaseEngine, matchesPattern } from '../core/pattern.js'
import { foldCase } from '../core/text-case.js'
import type { XPathTextFunction } from './ast.js'

export type LikePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' }
  /** `[a-c]`, `[^xyz]`: the characters between the brackets as written. */
  | { readonly kind: 'class'; readonly negated: boolean; readonly characters: string }

/** What a pattern asks for, simplest form first. */
export type LikeForm =
  | { readonly kind: 'present' }
  | { readonly kind: 'starts' | 'ends' | 'contains' | 'equals'; readonly text: string }
  | { readonly kind: 'pattern'; readonly parts: readonly LikePart[] }

/** Parts of the LIKE pattern that `name(attribute, text)` becomes. */
export function likeParts(name: Exclude<XPathTextFunction, 'contains'>, text: string): readonly LikePart[] {
  const parts = scan(text)
  return merge(name === 'starts-with' ? [...parts, { kind: 'any' }] : [{ kind: 'any' }, ...parts])
}

function scan(text: string): LikePart[] {
  const parts: LikePart[] = []
  let position = 0
  while (position < text.length) {
    const character = text.charAt(position)
    const closing = character === '[' ? text.indexOf(']', position + 2) : -1
    const body = text.slice(position + 1, Math.max(closing, 0))
    if (closing > 0 && body !== '^') {
      const negated = body.startsWith('^')
      parts.push({ kind: 'class', negated, characters: negated ? body.slice(1) : body })
      position = closing + 1
      continue
    }
    if (character === '%') parts.push({ kind: 'any' })
    else if (character === '_') parts.push({ kind: 'one' })
    else parts.push({ kind: 'text', text: character })
    position++
  }
  return parts
}

/** Neighbouring texts become one, neighbouring `%` too. */
function merge(parts: readonly LikePart[]): readonly LikePart[] {
  const result: LikePart[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (part.kind === 'text' && last?.kind === 'text')
      result[result.length - 1] = { kind: 'text', text: last.text + part.text }
    else if (part.kind !== 'any' || last?.kind !== 'any') result.push(part)
  }
  return result
}

/** The simplest reading of a pattern. */
export function likeForm(parts: readonly LikePart[]): LikeForm {
  const [first, second, third] = parts
  if (parts.length === 1 && first?.kind === 'any') return { kind: 'present' }
  if (parts.length === 1 && first?.kind === 'text') return { kind: 'equals', text: first.text }
  if (parts.length === 2 && first?.kind === 'text' && second?.kind === 'any')
    return { kind: 'starts', text: first.text }
  if (parts.length === 2 && first?.kind === 'any' && second?.kind === 'text') return { kind: 'ends', text: second.text }
  if (parts.length === 3 && first?.kind === 'any' && second?.kind === 'text' && third?.kind === 'any')
    return { kind: 'contains', text: second.text }
  return { kind: 'pattern', parts }
}

/** Whether `text` matches; undefined when a class cannot be read. */
export function matchesLike(parts: readonly LikePart[], text: string): boolean | undefined {
  const form = likeForm(parts)
  switch (form.kind) {
    case 'present':
      return true
    case 'equals':
      return foldCase(text) === foldCase(form.text)
    case 'starts':
      return foldCase(text).startsWith(foldCase(form.text))
    case 'ends':
      return foldCase(text).endsWith(foldCase(form.text))
    case 'contains':
      return foldCase(text).includes(foldCase(form.text))
    case 'pattern':
      return matchesPattern(`(?s)${likePattern(parts, true, '\\z')}`, text, false)
  }
}

/**
 * The parts as an anchored regular expression; an end that may be anything is left off. `anyCase` is for engines that
 * compare with case; otherwise the engine ignores it. `$` also holds before a line break that ends the text, `\z` does not.
 */
export function likePattern(parts: readonly LikePart[], anyCase: boolean, end: '$' | '\\z'): string {
  const first = parts[0]?.kind === 'any'
  const last = parts.at(-1)?.kind === 'any'
  const inner = parts.slice(first ? 1 : 0, last && parts.length > 1 ? -1 : undefined)
  return `${first ? '' : '^'}${inner.map((part) => partPattern(part, anyCase)).join('')}${last ? '' : end}`
}

function partPattern(part: LikePart, anyCase: boolean): string {
  switch (part.kind) {
    case 'text':
      return anyCase ? escapeAnyCase(part.text) : escapeForAnyCaseEngine(part.text)
    case 'any':
      return '.*'
    case 'one':
      return '.'
    case 'class': {
      const characters = anyCase ? part.characters.toLowerCase() + part.characters.toUpperCase() : part.characters
      return `[${part.negated ? '^' : ''}${characters.replace(/[\\\]^[]/g, '\\$&')}]`
    }
  }
}
