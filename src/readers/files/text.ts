import { decodeText, decodeWindows1252, XmlProblem } from '../../xml/index.js'

export interface FileText {
  readonly text: string
  readonly encoding: string
}

/**
 * Text of a file; undefined when it is none, so nothing this tool knows. XML or JSON in a broken encoding is a problem
 * worth telling. Any other text that is no UTF-8 (scripts, tables) is what Windows editors save by default.
 *
 * @throws XmlProblem for XML and JSON whose bytes do not fit their encoding, and for text cut inside a character
 */
export function textOf(bytes: Uint8Array): FileText | undefined {
  try {
    return decodeText(bytes)
  } catch (problem) {
    if (!(problem instanceof XmlProblem)) return undefined
    if (looksLikeMarkup(bytes)) throw problem
    if (!isPlain(bytes)) return undefined
    // Cut inside a character; one odd byte at the very end is a character of another encoding instead.
    if (problem.code === 'truncated' && bytes.subarray(0, -3).some((byte) => byte >= 0x80)) throw problem
    if (problem.code !== 'encoding' && problem.code !== 'truncated') return undefined
    return { text: decodeWindows1252(bytes).replace(/\r\n?/g, '\n'), encoding: 'windows-1252' }
  }
}

/** Begins like XML or JSON; byte order marks and the zero bytes of UTF-16 may stand before and between. */
function looksLikeMarkup(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 128)).toString('latin1').replaceAll('\0', '')
  // `<#` and `[CmdletBinding` begin scripts.
  return /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*(?:<(?!#)|\{|\[\s*[[{"\]])/.test(head)
}

/** No control characters but those of text. */
function isPlain(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d)
}
