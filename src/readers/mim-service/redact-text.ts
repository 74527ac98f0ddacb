import { REDACTED } from '../secrets.js'

/**
 * Every quoted literal of an expression replaced, an unclosed one up to the end; the empty literal says nothing.
 *
 * @param argument the text is one argument of a function, where a bare number is part of the value as well
 */
export function withoutLiterals(text: string, argument = false): string {
  if (argument && /^\s*\d+\s*$/.test(text)) return REDACTED
  return text.replace(/"[^"]+(?:"|$)/g, `"${REDACTED}"`)
}

/** Names that announce a secret, as they stand in scripts and unparsable documents. */
const NAME = String.raw`[\w:.-]{0,60}(?:passw(?:or)?d|passphrase|pwd|secret|api[-_]?key|access[-_]?key|credential)\w{0,40}`

const assignment = new RegExp(String.raw`(${NAME}["']?\s{0,20}(?:=|:)\s{0,20})("[^"\r\n]+"|'[^'\r\n]+')`, 'gi')
const parameter = /(-(?:password|secret|passphrase)\s{1,20})("[^"\r\n]+"|'[^'\r\n]+')/gi
const secureString = /(ConvertTo-SecureString\s{1,20}(?:-String\s{1,20})?)("[^"\r\n]+"|'[^'\r\n]+')/gi

/** `Server=x;User Id=y;Password=z`, in a literal or bare. */
const connectionString = /(;\s{0,5}(?:password|pwd)\s{0,5}=\s{0,5})([^;"'<>\s$[{][^;"'<>\r\n]*)/gi

/** Literals that a script gives to a password, taken out; the rest of the script is evidence and stays. */
export function withoutScriptSecrets(text: string): string {
  if (!/pass|pwd|secret|key|cred|secure/i.test(text)) return text
  const hide = (whole: string, before: string, literal: string) =>
    isReference(literal) ? whole : `${before}${literal[0] ?? ''}${REDACTED}${literal[0] ?? ''}`
  return text
    .replace(assignment, hide)
    .replace(parameter, hide)
    .replace(secureString, hide)
    .replace(connectionString, (whole, before: string, secret: string) =>
      secret === REDACTED ? whole : `${before}${REDACTED}`,
    )
}

/** A literal that only names where the value comes from: a variable, a lookup, a binding, a switch. */
function isReference(literal: string): boolean {
  const inner = literal.slice(1, -1).trim()
  return /^(?:\$[\w:.]+|\{.*\}|\[\/\/[^\]]*\]|true|false|)$/i.test(inner) || inner === REDACTED
}

/** Text that should be a document but is not well-formed: what stands behind a telling name goes, as attribute or element. */
export function redactBrokenDocument(text: string): string {
  const element = new RegExp(String.raw`(<${NAME}(?:\s[^<>]{0,400})?>)([^<>]+)`, 'gi')
  return withoutScriptSecrets(text).replace(element, (whole, before: string, content: string) =>
    content.trim() === '' || isReference(`"${content}"`) ? whole : `${before}${REDACTED}`,
  )
}
