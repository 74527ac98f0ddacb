import { REDACTED } from './redacted.js'

/** Names that announce a secret, as they stand in scripts and unparsable documents. */
export const SECRET_WORDS = String.raw`[\w:.-]{0,60}(?:passw(?:or)?d|passphrase|pwd|secret|api[-_]?key|access[-_]?key|credential)\w{0,40}`

/** `$token = …`; not `tokenEndpoint`, and not the public key token of an assembly. */
const TOKEN = String.raw`[\w:.-]{0,60}(?<!publickey)token`

const LITERAL = String.raw`("[^"\r\n]+"|'[^'\r\n]+')`

/** What stands before a literal that is a secret. */
const literals: readonly RegExp[] = [
  new RegExp(String.raw`((?:${SECRET_WORDS}|${TOKEN})["']?\s{0,20}(?:=|:)\s{0,20})${LITERAL}`, 'gi'),
  new RegExp(String.raw`(-(?:password|secret|passphrase|token)\s{1,20})${LITERAL}`, 'gi'),
  new RegExp(String.raw`(ConvertTo-SecureString(?:\s{1,20}-[a-z]{1,30}){0,6}\s{1,20})${LITERAL}`, 'gi'),
  new RegExp(
    String.raw`(NetworkCredential(?:\s{0,5}\(|\s{1,5}-ArgumentList\s{1,5})\s{0,5}(?:"[^"\r\n]{0,200}"|'[^'\r\n]{0,200}'|\$[\w:.]{1,60})\s{0,5},\s{0,5})${LITERAL}`,
    'gi',
  ),
]

const pipedSecureString = new RegExp(String.raw`${LITERAL}(?=\s{0,20}\|\s{0,20}ConvertTo-SecureString)`, 'gi')

/** What stands before and after a secret that has no quotes of its own. */
const bare: readonly RegExp[] = [
  // `Server=x;User Id=y;Password=z`, in a literal or bare.
  /(;\s{0,5}(?:password|pwd)\s{0,5}=\s{0,5})([^;"'<>\s$[{][^;"'<>\r\n]*)/gi,
  // `PWD=z` on a line of its own, as in the file of an ODBC source.
  /(^[ \t]{0,20}(?:password|pwd)[ \t]{0,5}=[ \t]{0,5})([^;"'<>\s$[({][^;"'<>\r\n]*)/gim,
  // `https://host/path?code=…&sig=…`
  /([?&](?:amp;)?(?:code|[\w.-]{0,40}(?:key|token|secret|passw(?:or)?d|pwd|sig))=)([^&;\s"'<>#$[{][^&\s"'<>#]*)/gi,
  // `https://user:password@host`
  /(\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s/:@"'<>]{1,100}:)([^\s/@"'<>$]{1,200})(?=@)/gi,
  /(["']\s{0,5}(?:Bearer|Basic)\s{1,5})((?=[^"'\s]{0,40}[\dA-Z=])[\w+/=.~-]{6,})(?=["'])/g,
]

const telling = /pass|pwd|secret|key|cred|secure|token|bearer|basic\s|:\/\/[^\s/]*@|[?&](?:amp;)?(?:code|\w*sig)=/i

/** Literals that a script gives to a password, taken out; the rest of the script is evidence and stays. */
export function withoutScriptSecrets(text: string): string {
  if (!telling.test(text)) return text
  let open = text
  for (const pattern of literals) {
    open = open.replace(pattern, (_whole, before: string, literal: string) => before + hidden(literal))
  }
  open = open.replace(pipedSecureString, hidden)
  for (const pattern of bare) {
    open = open.replace(pattern, (whole, before: string, secret: string) =>
      secret === REDACTED ? whole : `${before}${REDACTED}`,
    )
  }
  return open
}

function hidden(literal: string): string {
  return isReference(literal) ? literal : `${literal[0] ?? ''}${REDACTED}${literal[0] ?? ''}`
}

/** A literal that only names where the value comes from: a variable, a lookup, a binding, a switch. */
export function isReference(literal: string): boolean {
  const inner = literal.slice(1, -1).trim()
  return /^(?:\$[\w:.]+|\{.*\}|\[\/\/[^\]]*\]|true|false|)$/i.test(inner) || inner === REDACTED
}
