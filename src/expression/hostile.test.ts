/** Whatever comes in, out comes a value or an ExpressionError: no raw exception, no undefined. */

import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import type { Expression, Language } from './ast.js'
import { attribute, call, integerLiteral, stringLiteral } from './ast.js'
import { check } from './check.js'
import { compileExpression } from './compile.js'
import { attempt, ExpressionError } from './errors.js'
import { compile, DIALECTS, parse } from './languages.js'
import { translate } from './translate.js'
import type { Scalar, Value } from './value.js'
import { instant, integer, list, reference } from './value.js'

const LANGUAGES: readonly Language[] = ['mim', 'connect', 'entra']
const NOWHERE = { start: -1, end: -1 }

const PIECES = fc.constantFrom(
  '"',
  '""',
  '\\',
  '\\"',
  '(',
  ')',
  '[',
  ']',
  ',',
  '%',
  '$',
  '&',
  '&&',
  '||',
  '&H',
  '&HFF',
  '+',
  '-',
  '*',
  '/',
  '=',
  '<>',
  ' ',
  '\n',
  'a',
  'IIF',
  'Left',
  'Switch',
  'Join',
  'True',
  'NULL',
  'CRLF',
  '1',
  '99999999999999999999',
  '“',
  '🙂',
  '\0',
  '{',
  'With',
  'Select',
)

const SCALARS: fc.Arbitrary<Scalar> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    'True',
    'CN=a,DC=b',
    '2024-02-29',
    'd',
    'yyyy',
    'm',
    '(?<x>',
    '[',
    'a:b',
    '8/25/2021 5:41:18 PM',
    'QQ==',
  ),
  fc.integer().map((value) => integer(value)),
  fc.constantFrom(0, 1, -1, 300, 2 ** 40).map((value) => integer(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => integer(value)),
  fc.boolean(),
  fc.uint8Array({ maxLength: 40 }),
  fc.string({ maxLength: 8 }).map((dn) => reference(dn)),
  fc.constantFrom(instant(0), instant(Date.UTC(9999, 11, 31), 9999), instant(Date.UTC(1, 0, 1))),
  fc.constant<Scalar>({ kind: 'record', fields: { value: 'Admin' } }),
)
const VALUES: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  SCALARS,
  fc.array(SCALARS, { maxLength: 3 }).map((values) => list(values)),
)

function isValueOrRefusal(work: () => Value): boolean {
  const outcome = attempt(work)
  return outcome.ok ? outcome.value !== undefined : outcome.error instanceof ExpressionError
}

test.each(LANGUAGES)('any text is read or refused by %s', (language) => {
  fc.assert(
    fc.property(fc.array(PIECES, { maxLength: 25 }), (pieces) => {
      const text = pieces.join('')
      const parsed = attempt(() => parse(language, text))
      if (!parsed.ok) return
      expect(Array.isArray(check(language, parsed.value))).toBe(true)
      if (language !== 'entra') expect(translate(language, parsed.value).verdict).toBeTypeOf('string')
      expect(isValueOrRefusal(() => compile(language, text).evaluate({ attributes: new Map() }))).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

test.each(
  LANGUAGES.flatMap((language) => [...DIALECTS[language].functions.keys()].map((name) => [language, name] as const)),
)('%s %s answers or refuses any values', (language, name) => {
  const definition = DIALECTS[language].functions.get(name)
  const most = Math.min(definition?.maxArguments ?? 0, (definition?.minArguments ?? 0) + 4)

  fc.assert(
    fc.property(
      fc.array(VALUES, { minLength: definition?.minArguments ?? 0, maxLength: most }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (values, chance) => {
        const args = values.map((_, index): Expression => argumentFor(name, index))
        const attributes = new Map(values.map((value, index) => [`a${index}`, value]))
        const context = { attributes, importedValues: attributes, now: 0, random: () => chance, isTaken: () => false }
        const evaluate = (): Value => compileExpression(DIALECTS[language], call(name, args)).evaluate(context)
        expect(isValueOrRefusal(evaluate)).toBe(true)
      },
    ),
    { numRuns: 150 },
  )
})

/** Functions that take names or variables get them; the rest reads attributes. */
function argumentFor(name: string, index: number): Expression {
  if (index === 0 && ['Select', 'Where', 'With'].includes(name)) return { kind: 'variable', name: 'v', span: NOWHERE }
  if (name === 'ImportedValue' || name === 'ValueCount') return stringLiteral('a0')
  return attribute(`a${index}`)
}

it('survives a tree deeper than the stack', () => {
  let deep: Expression = integerLiteral(1)
  for (let index = 0; index < 200_000; index++) deep = call('CStr', [deep])

  expect(attempt(() => compileExpression(DIALECTS.connect, deep))).toMatchObject({
    ok: false,
    error: { code: 'too-deep' },
  })
})

it('reads a pathological regular expression or refuses it, never hangs on blanks', () => {
  const blanks = ' '.repeat(100_000)
  const attributes = new Map([['a', `${blanks}x${blanks}`]])
  const start = process.hrtime.bigint()

  compile('connect', 'RTrim(LTrim([a]))').evaluate({ attributes })

  expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(1000)
})
