import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { decodeWindows1252 } from '../../xml/index.js'

/**
 * Encoding of a text file: byte order mark, then the zero bytes of UTF-16, then the code page the connector is set to,
 * then UTF-8 where the bytes are valid UTF-8, else windows-1252, which nearly every other file of this kind is in.
 */
export function textEncoding(head: Uint8Array, codePage = '', whole = false): string {
  const [a, b, c] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const zeros = (parity: number) => countZeros(head.subarray(0, 512), parity)
  const half = Math.min(head.length, 512) / 2
  if (half >= 2 && zeros(1) > half * 0.5 && zeros(0) === 0) return 'utf-16le'
  if (half >= 2 && zeros(0) > half * 0.5 && zeros(1) === 0) return 'utf-16be'
  const configured = encodingOfCodePage(codePage)
  if (configured !== undefined) return configured
  return isUtf8(whole ? head : withoutTail(head)) ? 'utf-8' : 'windows-1252'
}

function countZeros(bytes: Uint8Array, parity: number): number {
  let zeros = 0
  for (let at = parity; at < bytes.length; at += 2) if (bytes[at] === 0) zeros += 1
  return zeros
}

/** Up to three bytes of a character that is cut. */
function withoutTail(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
  }
  return bytes
}

const codePages: Readonly<Record<string, string>> = {
  '65001': 'utf-8',
  '1200': 'utf-16le',
  '1201': 'utf-16be',
  '20127': 'windows-1252',
  '28591': 'windows-1252',
  '932': 'shift_jis',
  '936': 'gbk',
  '949': 'euc-kr',
  '950': 'big5',
  '20866': 'koi8-r',
}

/** Name of a Windows code page's encoding; undefined for an unknown or missing number. */
export function encodingOfCodePage(codePage: string): string | undefined {
  const number = codePage.trim()
  const known = codePages[number]
  if (known !== undefined) return known
  if (/^125[0-8]$/.test(number)) return `windows-${number}`
  const iso = /^2859([2-9])$/.exec(number)?.[1]
  return iso === undefined ? undefined : `iso-8859-${iso}`
}

/** The text of a file chunk by chunk, without byte order mark. Bytes that are not valid come as U+FFFD. */
export async function* textOf(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  if (encoding === 'windows-1252') {
    for await (const chunk of bytes) yield decodeWindows1252(chunk)
    return
  }
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** The text of the beginning of a file. A character cut at its end is left out. */
export function textOfBytes(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'windows-1252') return decodeWindows1252(bytes)
  return new TextDecoder(encoding).decode(bytes, { stream: true })
}

export interface TextLine {
  readonly text: string
  /** 1-based. */
  readonly number: number
}

// No line of a file of objects is longer; one that is comes from another kind of file.
const MOST_CHARACTERS = 16 * 1024 * 1024

/** Lines without their ends: CRLF, LF or CR. */
export async function* linesOf(
  chunks: AsyncIterable<string>,
  tooLong: (line: number) => Error,
): AsyncGenerator<TextLine> {
  let rest = ''
  let number = 1
  for await (const chunk of chunks) {
    rest += chunk
    if (rest.length > MOST_CHARACTERS && !/[\r\n]/.test(rest)) throw tooLong(number)
    // A carriage return at the end may be half of a line end.
    const held = rest.endsWith('\r') ? '\r' : ''
    const lines = rest.slice(0, rest.length - held.length).split(/\r\n|\r|\n/)
    rest = (lines.pop() ?? '') + held
    for (const text of lines) yield { text, number: number++ }
  }
  for (const text of rest === '' ? [] : rest.split(/\r\n|\r|\n/)) if (text !== '') yield { text, number: number++ }
}
