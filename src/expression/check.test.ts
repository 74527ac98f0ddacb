import { describe, expect, it, test } from 'vitest'
import type { AttributeSchema } from './check.js'
import { check } from './check.js'
import { describeError, ExpressionError } from './errors.js'
import { compile, parse } from './languages.js'

const SCHEMA = new Map<string, AttributeSchema>([
  ['mail', { type: 'string', multiValued: false }],
  ['userAccountControl', { type: 'integer', multiValued: false }],
  ['accountEnabled', { type: 'boolean', multiValued: false }],
  ['objectGUID', { type: 'binary', multiValued: false }],
])

test.each([
  ['connect', 'LCase([mail])', []],
  ['connect', 'LCase([userAccountControl])', ['type-mismatch@6']],
  ['connect', '[mail] = 5', ['type-mismatch@0']],
  ['connect', '"x" & BitAnd([userAccountControl],2)', ['type-mismatch@6']],
  ['connect', 'LCase([mial])', ['unknown-attribute@6']],
  ['connect', 'LCaes([mail])', ['unknown-function@0']],
  ['connect', 'Left([mail])', ['argument-count@0']],
  ['connect', 'IIF([accountEnabled] || [accountEnabled] && True, 1, 2)', ['mixed-logic@4']],
  ['connect', 'FormatDateTime(Now(), "yyyy-mm-dd")', ['date-format@0']],
  ['connect', 'ValueCount("mail")', ['undocumented@0']],
  ['connect', 'Left(IIF([accountEnabled], [mail], NULL), 3)', []],
  ['connect', 'Left(IIF([accountEnabled], 1, 2), 3)', ['type-mismatch@5']],
  ['mim', 'IsPresent(Left(mail, 1))', ['expression-tested@0']],
  ['mim', 'LeftPad(userAccountControl, 5, "0")', []],
  ['mim', 'ConvertSidToString(mail)', ['type-mismatch@19']],
  ['entra', '"a" & [mail]', ['ampersand@0']],
  ['entra', 'Trim([mail])', ['place@0']],
  ['entra', 'IIF(IsPresent([mail]), "a", "b")', ['null-test@4']],
  ['entra', 'Switch(IsNull([mail]), "a", "True", "b")', ['null-test@7']],
  ['entra', 'IIF([mail] = "", "a", "b")', ['null-test@4']],
  ['entra', 'Append(SelectUniqueValue("a", "b"), "c")', ['not-nestable@7']],
] as const)('%s %s', (language, text, expected) => {
  const problems = check(language, parse(language, text), SCHEMA)

  expect(problems.map((problem) => `${problem.code}@${problem.span.start}`)).toEqual(expected)
})

describe('errors', () => {
  it('suggest the nearest name', () => {
    expect(check('connect', parse('connect', 'LCaes([mial])'), SCHEMA).map((problem) => problem.suggestion)).toEqual([
      'LCase',
      'mail',
    ])
  })

  it('print place and signature', () => {
    const text = 'UCase(Left("a"))'
    let described = ''

    try {
      compile('connect', text)
    } catch (error) {
      if (error instanceof ExpressionError) described = describeError(error, text)
    }

    expect(described).toBe(
      'Left takes 2 arguments, 1 given. At column 7. Signature: string Left(string str, integer numChars).',
    )
  })

  it('refuse nesting without end', () => {
    const deep = `${'('.repeat(300)}1${')'.repeat(300)}`

    expect(() => parse('connect', deep)).toThrow('nested deeper than 200 levels')
    expect(() => parse('entra', `${'Left('.repeat(100_000)}`)).toThrow('nested deeper')
  })
})
