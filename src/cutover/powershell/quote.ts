/**
 * Values as PowerShell 5.1 and 7 read them. A single-quoted string expands nothing: neither `$(...)` nor backticks mean
 * anything in it. What ends it is a single quote, and PowerShell takes four more characters for one.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */

/** `'` and the quotation marks U+2018, U+2019, U+201A, U+201B, which the tokenizer treats alike. */
const singleQuotes = /['\u2018\u2019\u201a\u201b]/g

/**
 * Characters that are written by number instead: control characters (a line break inside a quoted string would follow the
 * line ends of the file), half surrogates, which no file can hold, and characters that turn the direction of text.
 */
const byNumber = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** A string that is exactly the given text, on one line. */
export function quoted(text: string): string {
  const parts: string[] = []
  let end = 0
  for (const match of text.matchAll(byNumber)) {
    if (match.index > end) parts.push(plainlyQuoted(text.slice(end, match.index)))
    parts.push(`[char]0x${match[0].charCodeAt(0).toString(16).padStart(4, '0')}`)
    end = match.index + match[0].length
  }
  if (parts.length === 0) return plainlyQuoted(text)
  if (end < text.length) parts.push(plainlyQuoted(text.slice(end)))
  // A string on the left makes `+` join texts; a character there would be added up.
  if (parts[0]?.startsWith('[') === true) parts.unshift("''")
  return `(${parts.join(' + ')})`
}

/** A comment's text: no line break may end it early. */
export function commented(text: string): string {
  return text.replace(byNumber, ' ').replace(/#>/g, '# >')
}

function plainlyQuoted(text: string): string {
  return `'${text.replace(singleQuotes, (quote) => quote + quote)}'`
}
