import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentProblem } from '../document-problem.js'
import { exported, read, rule } from './testing.js'

describe('hostile scripts', () => {
  function outcome(text: string): string {
    try {
      const { rules, notices } = read(text)
      return notices.length > 0 ? 'named' : `read ${rules.length}`
    } catch (problem) {
      if (problem instanceof DocumentProblem) return problem.code
      throw problem
    }
  }

  it.each([
    ['('.repeat(100_000), 'too-deep'],
    [`$a = ${'@('.repeat(90)}1${')'.repeat(90)}`, 'read 0'],
    [`$a = ${'[a]'.repeat(100_000)}1`, 'read 0'],
    [`$a = $b${'[0]'.repeat(100_000)}`, 'named'],
    [`$a = $b${'.c'.repeat(100_000)}`, 'named'],
    [`$a = "${'$('.repeat(1000)}`, 'truncated'],
    [`$a = "${'$("'.repeat(20)}`, 'truncated'],
    [`$a = "${'$("'.repeat(4000)}`, 'too-deep'],
    [`$a = 'x'\n${'$a = "$a$a"\n'.repeat(40)}`, 'too-large'],
    [`$a = 1,2\n${'$a = $a + $a\n'.repeat(40)}`, 'too-large'],
    [`$a = @(1,2)\n${'$a += $a\n'.repeat(40)}`, 'too-large'],
    ["'open", 'truncated'],
    ['"open', 'truncated'],
    ["@'\nopen", 'truncated'],
    ['<# open', 'truncated'],
    ['$x = @(1,', 'truncated'],
    ['New-ADSyncRule -Name x `', 'truncated'],
    [') }', 'damaged'],
    ['$__proto__ = 1; $x = $constructor', 'named'],
    ['New-ADSyncRule -__proto__ 1 -constructor 2', 'named'],
    ['@ $ ` ~ ! % ^', 'named'],
  ])('%#', (text, expected) => {
    expect(outcome(text)).toBe(expected)
  })

  it('cut anywhere are read with a word, or named as cut; a rule is never half of one in silence', () => {
    const whole = exported.trimEnd()
    const lastRule = whole.lastIndexOf('Get-ADSyncRule')

    for (let at = 0; at < lastRule; at += 7) {
      const text = whole.slice(0, at)
      const result = outcome(text)

      if (result === 'read 1') expect(rule(text)).toEqual(rule(exported))
      else expect(['named', 'truncated', 'read 0', 'damaged']).toContain(result)
    }
  })

  it('of any characters are read or named', () => {
    const pieces = [
      "'",
      '"',
      '`',
      '\n',
      '$',
      '@',
      '(',
      ')',
      '{',
      '}',
      '[',
      ']',
      ',',
      ';',
      '|',
      '=',
      '-a',
      ' ',
      'New-ADSyncRule',
      'Add-ADSyncRule',
      '#',
      '<#',
      '#>',
      '::new',
      '$(',
      "@'\n",
      "\n'@",
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        expect(outcome(parts.join(''))).toMatch(/^(?:read|named|truncated|damaged)/)
      }),
      { numRuns: 3000 },
    )
  })
})
