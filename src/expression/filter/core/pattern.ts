/** Regular expressions of the Entra side, which are .NET ones. */

import { translatePattern } from '../../library/regex.js'
import { otherCase } from './text-case.js'

/** Whether `text` matches; undefined when the pattern cannot be run here. */
export function matchesPattern(pattern: string, text: string, ignoreCase: boolean): boolean | undefined {
  const expression = translatePattern(ignoreCase ? withoutCase(pattern) : pattern)
  if (typeof expression === 'string') return undefined
  expression.lastIndex = 0
  return expression.test(text)
}

function withoutCase(pattern: string): string {
  const options = /^\(\?([imsn]+)\)/.exec(pattern)
  if (options === null) return `(?i)${pattern}`
  return `(?i${(options[1] ?? '').replace('i', '')})${pattern.slice(options[0].length)}`
}

/** A text as a pattern that matches just it. */
export function escapePattern(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
}

/** A text as a pattern that matches it in every case, for engines that compare with case. */
export function escapeAnyCase(text: string): string {
  return spelledOut(text, () => true)
}

/**
 * A text as a pattern for engines that compare without case. They do so by code unit, which leaves out the letters
 * beyond the first plane.
 */
export function escapeForAnyCaseEngine(text: string): string {
  return spelledOut(text, (character) => character.length > 1)
}

function spelledOut(text: string, isSpelledOut: (character: string) => boolean): string {
  let result = ''
  for (const character of text) {
    const other = isSpelledOut(character) ? otherCase(character) : undefined
    if (other === undefined) {
      result += escapePattern(character)
      continue
    }
    const [first, second] = character < other ? [character, other] : [other, character]
    // A class takes one code unit at a time.
    result += character.length > 1 ? `(?:${first}|${second})` : `[${first}${second}]`
  }
  return result
}
