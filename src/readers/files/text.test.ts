import { describe, expect, it } from 'vitest'
import { XmlProblem } from '../../xml/index.js'
import { textOf } from './text.js'

const latin = (text: string) => Buffer.from(text, 'latin1')

describe('the text of a file', () => {
  it('is decoded as its bytes say', () => {
    expect(textOf(Buffer.from('für'))).toMatchObject({ text: 'für', encoding: 'utf-8' })
    expect(textOf(Buffer.from('\uFEFFfür', 'utf16le'))).toMatchObject({ text: 'für', encoding: 'utf-16le' })
  })

  it.each(['# für\r\nNew-ADSyncRule', '<# für #>\n$x = 1', '[CmdletBinding()] # für', 'Name;Größe\n'])(
    'of a script or table saved by a Windows editor is windows-1252: %j',
    (text) => {
      expect(textOf(latin(text))).toEqual({ text: text.replaceAll('\r\n', '\n'), encoding: 'windows-1252' })
    },
  )

  it.each(['<a>für</a>', ' {"a": "für"}', '[{"a": "für"}]', '["für"]'])(
    'in a broken encoding is a problem: %j',
    (text) => {
      expect(() => textOf(latin(text))).toThrow(XmlProblem)
    },
  )

  it('cut inside a character is cut, unless that is all that is odd about it', () => {
    const cut = Buffer.from('# für Zoë').subarray(0, -1)

    expect(() => textOf(cut)).toThrow(XmlProblem)
    expect(textOf(latin('# fin de journé'.concat('é')))?.encoding).toBe('windows-1252')
    expect(textOf(latin('# caf\u00e9'))).toEqual({ text: '# café', encoding: 'windows-1252' })
  })

  it('is none for bytes that are no text', () => {
    expect(textOf(Uint8Array.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0]))).toBeUndefined()
    expect(textOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a]))).toBeUndefined()
  })
})
