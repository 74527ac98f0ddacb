import { describe, expect, it } from 'vitest'
import { textWithoutLiterals } from './redaction.js'

describe('literals of an expression that makes a password', () => {
  it.each([
    ['"Start" & [employeeID]', '"•••" & [employeeID]'],
    ['"" & "Start"', '"" & "•••"'],
    ['IIF(IsPresent([a]),"","Start")', 'IIF(IsPresent([a]),"","•••")'],
    ['"" & "" & "Start', '"" & "" & "•••"'],
    ['[a]', '[a]'],
  ])('%s', (text, expected) => {
    expect(textWithoutLiterals(text)).toBe(expected)
  })
})
