/**
 * Comparison without case, one character at a time: a capital and a small letter are the same when each is the other's
 * counterpart. That leaves out pairs of one direction (`ı` to `I`, `ſ` to `S`, `ς` to `Σ`), as .NET's ordinal
 * comparison does, and keeps the set of spellings of a text small enough to write as a pattern.
 */

const NOT_ASCII = /[\u0080-\uffff]/

/** The spelling two texts share when they differ in case only. */
export function foldCase(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toUpperCase()
  let result = ''
  for (const character of text) result += foldCharacter(character)
  return result
}

function foldCharacter(character: string): string {
  const upper = character.toUpperCase()
  return upper !== character && upper.toLowerCase() === character ? upper : character
}

export function sameText(a: string, b: string, ignoreCase: boolean): boolean {
  return a === b || (ignoreCase && foldCase(a) === foldCase(b))
}

/** The other spelling of a character, or undefined when it has none. */
export function otherCase(character: string): string | undefined {
  const upper = foldCharacter(character)
  if (upper !== character) return upper
  const lower = character.toLowerCase()
  return lower !== character && foldCharacter(lower) === character ? lower : undefined
}

/** Whether a text could be written in another case. */
export function hasCase(text: string): boolean {
  for (const character of text) if (otherCase(character) !== undefined) return true
  return false
}
