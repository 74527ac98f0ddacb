import { describe, expect, it } from 'vitest'
import { printable } from './printable.js'

describe('printable', () => {
  it('shows what would steer a terminal, and keeps lines, tabs and every script', () => {
    expect(printable('a\u001b[31mred\u009b2J\rb')).toBe('a\\u001b[31mred\\u009b2J\\u000db')
    expect(printable('a\u202egpj.xml\u2066')).toBe('a\\u202egpj.xml\\u2066')
    expect(printable('├─ Größe 😀\tعربي\n')).toBe('├─ Größe 😀\tعربي\n')
  })

  it('keeps the redrawing of the progress line', () => {
    expect(printable('\r\u001b[2K  read  \u001b[1m')).toBe('\r\u001b[2K  read  \\u001b[1m')
  })

  it('leaves JSON the same document', () => {
    const value = { name: '\u009b2J \u202e "\\' }
    expect(JSON.parse(printable(JSON.stringify(value, undefined, 2)))).toEqual(value)
  })
})
