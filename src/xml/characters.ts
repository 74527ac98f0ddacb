import { XmlProblem } from './element.js'

const NUL = '\0'
const excluded = /[^\t\n\r\u0020-\uFFFD]/
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/**
 * Refuses characters that XML does not have.
 *
 * @param line line of the text's first character
 * @throws XmlProblem `nul-character` or `not-well-formed`
 */
export function checkCharacters(text: string, line = 1): void {
  const nul = text.indexOf(NUL)
  if (nul !== -1) throw nulProblem(lineOf(text, nul, line))
  const found = excluded.exec(text) ?? (isWellFormed(text) ? null : loneSurrogate.exec(text))
  if (found === null) return
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  const at = lineOf(text, found.index, line)
  throw new XmlProblem('not-well-formed', `the character U+${code} is not allowed in XML (line ${at})`, at)
}

export function nulProblem(line: number): XmlProblem {
  return new XmlProblem('nul-character', `the file contains a NUL character (line ${line})`, line)
}

/** 1-based line of an index; CRLF, LF and CR each end a line. */
export function lineOf(text: string, index: number, line = 1): number {
  return line + (text.slice(0, index).match(/\r\n?|\n/g)?.length ?? 0)
}

function isWellFormed(text: string): boolean {
  return (text as string & { isWellFormed(): boolean }).isWellFormed()
}
