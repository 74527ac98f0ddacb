import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commented, quoted } from './quote.js'

/** What PowerShell makes of it: an independent reading of the two forms `quoted` may write. */
function readBack(code: string): string {
  const quotes = "'\u2018\u2019\u201a\u201b"
  let at = 0
  let text = ''
  while (at < code.length) {
    if (code.startsWith('[char]0x', at)) {
      text += String.fromCharCode(Number.parseInt(code.slice(at + 8, at + 12), 16))
      at += 12
    } else if (code[at] === "'") {
      for (at += 1; ; at++) {
        const letter = code[at] ?? ''
        if (letter === '') throw new Error(`open string: ${code}`)
        if (quotes.includes(letter)) {
          if (!quotes.includes(code[at + 1] ?? '-')) break
          at += 1
        }
        text += letter
      }
      at += 1
    } else if ('()+ '.includes(code[at] ?? '')) at += 1
    else throw new Error(`unexpected ${code[at]} in ${code}`)
  }
  return text
}

describe('quoted', () => {
  it.each([
    ['plain', "'plain'"],
    ["O'Brien", "'O''Brien'"],
    ['$(Remove-Item /)', "'$(Remove-Item /)'"],
    ['a`nb', "'a`nb'"],
    ['\u2018smart\u2019', "'\u2018\u2018smart\u2019\u2019'"],
    ['', "''"],
    ['two\nlines', "('two' + [char]0x000a + 'lines')"],
    ['\r', "('' + [char]0x000d)"],
  ])('%j → %s', (text, code) => {
    expect(quoted(text)).toBe(code)
  })

  it('is read back as what it was, whatever it was', () => {
    const hostile = fc.constantFrom(
      "'",
      '"',
      '`',
      '$',
      '(',
      ')',
      '\u2018',
      '\u2019',
      '\u201a',
      '\u201b',
      '\n',
      '\r',
      '\0',
      '@',
      '#',
      '\ud800',
      '😀',
      '\u202e',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(hostile, fc.string({ unit: 'binary' }))), (parts) => {
        const text = parts.join('')
        expect(readBack(quoted(text))).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  it('never writes a line break', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\r\n]/.test(quoted(text))))
  })
})

describe('commented', () => {
  it('cannot end the comment it stands in', () => {
    expect(commented('a\nRemove-Item #> now')).toBe('a Remove-Item # > now')
  })
})
