/** Marks that turn the direction of what follows, with which a name could pose as another or turn its neighbours round. */
export function withoutTurns(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
}

/**
 * Text as an XML 1.0 document can hold it: without control characters and lone surrogates, and without the marks that
 * turn the direction of what follows, with which a name could pose as another.
 */
export function xmlText(text: string): string {
  return [...withoutTurns(text)].map((character) => (isAllowed(character) ? character : ' ')).join('')
}

function isAllowed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff
}
