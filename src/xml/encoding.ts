import { TextDecoder } from 'node:util'
import { XmlProblem } from './element.js'

export interface DetectedEncoding {
  /** Canonical name in lower case: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` (also for ISO 8859-1), … */
  readonly encoding: string
  readonly hadBom: boolean
  /** Bytes to skip before the text. */
  readonly bomLength: number
}

const declared = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/

/**
 * Byte order mark first, then the zero bytes of UTF-16, then the declaration, else UTF-8. A declared UTF-16 in a file
 * without zero bytes is what an editor leaves behind that saved the file anew: the bytes decide.
 *
 * @param head the first bytes of the file, 256 or more unless the file is shorter
 * @throws XmlProblem `encoding` when the declared encoding is not known
 */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  const [a, b, c, d] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', hadBom: true, bomLength: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', hadBom: true, bomLength: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', hadBom: true, bomLength: 2 }
  if (a !== 0 && b === 0 && d === 0) return { encoding: 'utf-16le', hadBom: false, bomLength: 0 }
  if (a === 0 && b !== 0 && c === 0) return { encoding: 'utf-16be', hadBom: false, bomLength: 0 }
  const label = declared.exec(String.fromCharCode(...head.subarray(0, 256)))?.[1]
  return { encoding: label === undefined ? 'utf-8' : canonicalName(label), hadBom: false, bomLength: 0 }
}

function canonicalName(label: string): string {
  try {
    const { encoding } = new TextDecoder(label)
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding
  } catch {
    // Node throws for a name it does not know; the file names it, so it is the file's problem.
    throw new XmlProblem('encoding', `the declared encoding "${label}" is not known (line 1)`, 1)
  }
}

/** Bytes at the end of `bytes` that begin a character without completing it. */
export function incompleteTail(bytes: Uint8Array, encoding: string): number {
  if (encoding === 'utf-8') return incompleteUtf8(bytes)
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return 0
  const odd = bytes.length % 2
  const high = bytes[bytes.length - odd - (encoding === 'utf-16le' ? 1 : 2)] ?? 0
  return odd + (high >= 0xd8 && high <= 0xdb ? 2 : 0)
}

function incompleteUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return back < length && byte < 0xf8 ? back : 0
  }
  return 0
}
