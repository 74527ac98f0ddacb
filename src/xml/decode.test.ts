import { describe, expect, test } from 'vitest'
import { decodeText, parseXml, type XmlProblem } from './index.js'

function utf16(text: string, order: 'le' | 'be', bom = true): Uint8Array {
  const bytes = Buffer.from(bom ? `\uFEFF${text}` : text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

function problemOf(bytes: Uint8Array): XmlProblem {
  try {
    decodeText(bytes)
  } catch (problem) {
    return problem as XmlProblem
  }
  throw new Error('no problem')
}

describe('decodeText', () => {
  const document = '<a>Größe €😀</a>'
  const latin = Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>Gr\u00f6\u00dfe</a>', 'latin1')

  test.each([
    ['UTF-8', Buffer.from(document), { text: document, encoding: 'utf-8', hadBom: false }],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${document}`), { text: document, encoding: 'utf-8', hadBom: true }],
    ['UTF-16LE with BOM', utf16(document, 'le'), { text: document, encoding: 'utf-16le', hadBom: true }],
    ['UTF-16BE with BOM', utf16(document, 'be'), { text: document, encoding: 'utf-16be', hadBom: true }],
    ['UTF-16LE without BOM', utf16(document, 'le', false), { text: document, encoding: 'utf-16le', hadBom: false }],
    ['UTF-16BE without BOM', utf16(document, 'be', false), { text: document, encoding: 'utf-16be', hadBom: false }],
    ['declared ISO 8859-1', latin, { text: latin.toString('latin1'), encoding: 'windows-1252', hadBom: false }],
    ['nothing', new Uint8Array(0), { text: '', encoding: 'utf-8', hadBom: false }],
  ])('%s', (_, bytes, expected) => {
    expect(decodeText(bytes)).toEqual(expected)
  })

  test('windows-1252 has the euro sign where ISO 8859-1 has a control character', () => {
    const bytes = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="Windows-1252"?><a>'),
      Uint8Array.of(0x80),
      Buffer.from('</a>'),
    ])

    expect(parseXml(decodeText(bytes).text).text).toBe('€')
  })

  test('a declared UTF-16 is overruled by bytes that are UTF-8', () => {
    const text = '<?xml version="1.0" encoding="UTF-16"?><a>ä</a>'

    expect(decodeText(Buffer.from(text))).toEqual({ text, encoding: 'utf-8', hadBom: false })
  })

  test('a declared UTF-8 is overruled by a UTF-16 byte order mark', () => {
    const text = '<?xml version="1.0" encoding="utf-8"?><a>ä</a>'

    expect(decodeText(utf16(text, 'le')).text).toBe(text)
  })

  test('CRLF and CR become LF', () => {
    expect(decodeText(Buffer.from('a\r\nb\rc\nd')).text).toBe('a\nb\nc\nd')
  })

  test.each([
    ['UTF-8', Buffer.from([0x61, 0x0d, 0x0a, 0x62, 0x0a, 0xff, 0x63]), 'encoding', 3],
    ['UTF-8 after lone CR', Buffer.from([0x61, 0x0d, 0x62, 0x0d, 0xe4, 0x20]), 'encoding', 3],
    ['a lone surrogate in UTF-16', utf16('a\nb\ud83dc', 'le'), 'encoding', 2],
    ['an unknown encoding', Buffer.from('<?xml version="1.0" encoding="klingon"?><a/>'), 'encoding', 1],
    ['NUL', Buffer.from('<aaa>\n\r\n\0</aaa>'), 'nul-character', 3],
    ['a cut UTF-8 character', Buffer.from('<a>\n€').subarray(0, -1), 'truncated', 2],
    ['a cut UTF-16 character', utf16('<a>\nb', 'be').subarray(0, -1), 'truncated', 2],
    ['half a surrogate pair', utf16('<a>😀', 'le').subarray(0, -2), 'truncated', 1],
  ])('refuses %s', (_, bytes, code, line) => {
    expect(problemOf(bytes)).toMatchObject({ name: 'XmlProblem', code, line })
  })
})
