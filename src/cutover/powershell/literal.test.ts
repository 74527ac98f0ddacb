import { describe, expect, it } from 'vitest'
import { literal } from './literal.js'

describe('literal', () => {
  it('writes every JSON value so that PowerShell keeps its type', () => {
    expect(literal({ a: [1], b: [], c: {}, d: null, e: true, f: 3_000_000_000, g: 1.5, "it's": 'x' })).toBe(
      [
        '[ordered]@{',
        "    'a' = @(",
        '        1',
        '    )',
        "    'b' = @()",
        "    'c' = [ordered]@{}",
        "    'd' = $null",
        "    'e' = $true",
        "    'f' = [long]'3000000000'",
        "    'g' = [double]'1.5'",
        "    'it''s' = 'x'",
        '}',
      ].join('\n'),
    )
  })

  it('keeps an array inside an array whole', () => {
    expect(literal([['a'], []])).toBe("@(\n    , @(\n        'a'\n    )\n    , @()\n)")
  })

  it('refuses what JSON cannot say', () => {
    expect(() => literal(Number.NaN)).toThrow(RangeError)
  })
})
