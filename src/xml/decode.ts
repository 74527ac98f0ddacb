import { TextDecoder } from 'node:util'
import { nulProblem } from './characters.js'
import { XmlProblem } from './element.js'
import { detectEncoding, incompleteTail } from './encoding.js'
import { defaultXmlLimits } from './limits.js'
import { decodeWindows1252 } from './windows-1252.js'

export interface DecodedText {
  /** Without byte order mark; line ends are `\n`, so line numbers stay those of the file. */
  readonly text: string
  /** Canonical name in lower case: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` (also for ISO 8859-1), … */
  readonly encoding: string
  readonly hadBom: boolean
}

/**
 * Decodes a whole file of text, XML or not.
 *
 * @throws XmlProblem `encoding` (with the line) for bytes that are not valid in the encoding, `truncated` when the last
 * character is cut, `nul-character`, `too-large`
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const { encoding, hadBom, bomLength } = detectEncoding(bytes.subarray(0, 256))
  const body = bytes.subarray(bomLength)
  const tail = incompleteTail(body, encoding)
  const text = normaliseLineEnds(decodeBlock(body.subarray(0, body.length - tail), encoding, 1))
  const nul = text.indexOf('\0')
  if (nul !== -1) throw nulProblem(lineAfter(text.slice(0, nul), 1))
  if (tail > 0) throw cutCharacter(lineAfter(text, 1))
  return { text, encoding, hadBom }
}

/**
 * Decodes the beginning of a file to see what it is. A character cut at the end is left out; bytes that are not valid
 * become U+FFFD, because whoever then reads the file says what is wrong with it.
 *
 * @throws XmlProblem `encoding` when the declared encoding is not known
 */
export function decodeBeginning(bytes: Uint8Array): DecodedText {
  const { encoding, hadBom, bomLength } = detectEncoding(bytes.subarray(0, 256))
  const body = bytes.subarray(bomLength)
  const complete = body.subarray(0, body.length - incompleteTail(body, encoding))
  const text =
    encoding === 'windows-1252'
      ? decodeWindows1252(complete)
      : new TextDecoder(encoding, { ignoreBOM: true }).decode(complete)
  return { text: normaliseLineEnds(text), encoding, hadBom }
}

/** CRLF and CR become LF, as XML demands. */
export function normaliseLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/**
 * Decodes bytes that begin and end at character borders.
 *
 * @param line line of the first byte
 */
export function decodeBlock(bytes: Uint8Array, encoding: string, line: number): string {
  const size = encoding.startsWith('utf-16') ? bytes.byteLength / 2 : bytes.byteLength
  if (size >= defaultXmlLimits.maxCharacters)
    throw new XmlProblem('too-large', `the file has ${bytes.byteLength} bytes, too many to read at once`)
  if (encoding === 'windows-1252') return decodeWindows1252(bytes)
  try {
    return strictDecoder(encoding).decode(bytes)
  } catch {
    // The decoder does not say where it failed.
    const at = firstBadLine(bytes, encoding, line)
    throw new XmlProblem('encoding', `the file contains bytes that are not valid ${encoding} (line ${at})`, at)
  }
}

export function cutCharacter(line: number): XmlProblem {
  return new XmlProblem('truncated', `the file ends in the middle of a character (line ${line})`, line)
}

/** Line a text ends on whose line ends are `\n`. */
export function lineAfter(text: string, line: number): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return line + count
}

function strictDecoder(encoding: string): TextDecoder {
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
}

function firstBadLine(bytes: Uint8Array, encoding: string, line: number): number {
  const width = encoding.startsWith('utf-16') ? 2 : 1
  const low = encoding === 'utf-16be' ? 1 : 0
  const decoder = strictDecoder(encoding)
  let from = 0
  let at = line
  for (let i = 0; i < bytes.length; i += width) {
    if (!isLineEnd(bytes, i, width, low)) continue
    try {
      decoder.decode(bytes.subarray(from, i + width))
    } catch {
      return at
    }
    from = i + width
    at++
  }
  return at
}

function isLineEnd(bytes: Uint8Array, at: number, width: number, low: number): boolean {
  const is = (index: number, code: number) =>
    bytes[index + low] === code && (width === 1 || bytes[index + 1 - low] === 0)
  return is(at, 10) || (is(at, 13) && !is(at + width, 10))
}
