import { isReference, SECRET_WORDS, withoutScriptSecrets } from '../script-secrets.js'
import { REDACTED } from '../secrets.js'

export { withoutScriptSecrets }

/**
 * Every quoted literal of an expression replaced, an unclosed one up to the end; the empty literal says nothing.
 *
 * @param argument the text is one argument of a function, where a bare number is part of the value as well
 */
export function withoutLiterals(text: string, argument = false): string {
  if (argument && /^\s*\d+\s*$/.test(text)) return REDACTED
  return text.replace(/"[^"]+(?:"|$)/g, `"${REDACTED}"`)
}

/** Text that should be a document but is not well-formed: what stands behind a telling name goes, as attribute or element. */
export function redactBrokenDocument(text: string): string {
  const element = new RegExp(String.raw`(<${SECRET_WORDS}(?:\s[^<>]{0,400})?>)([^<>]+)`, 'gi')
  return withoutScriptSecrets(text).replace(element, (whole, before: string, content: string) =>
    content.trim() === '' || isReference(`"${content}"`) ? whole : `${before}${REDACTED}`,
  )
}
