import { describe, expect, it, test } from 'vitest'
import type { Language } from './ast.js'
import type { Decisions } from './decisions.js'
import { DEFAULT_DECISIONS, OPEN_QUESTIONS } from './decisions.js'
import { attempt } from './errors.js'
import { valueToJson } from './json-values.js'
import { compile, parse } from './languages.js'
import { contextWith } from './test-support.js'

const FAILS = 'fails'

/** A setting, an expression it decides, the result by default and the result after switching. */
const SWITCHES: readonly (readonly [Partial<Decisions>, Language, string, unknown, unknown])[] = [
  [{ textComparison: 'ignore-case' }, 'connect', '"A" = "a"', false, true],
  [{ textComparison: 'ignore-case' }, 'mim', 'Eq("A", "a")', false, true],
  [{ textComparison: 'ignore-case' }, 'connect', 'Replace("aA", "A", "x")', 'ax', 'xx'],
  [{ nullText: 'empty' }, 'connect', 'Trim([missing])', null, ''],
  [{ nullOperand: 'null' }, 'connect', '"a" & [missing]', 'a', null],
  [{ mimCapitals: 'keep' }, 'mim', 'ProperCase("IBM corp")', 'Ibm Corp', 'IBM Corp'],
  [{ ambiguousDate: 'day-first' }, 'mim', 'DateTimeFormat("01/02/2024", "MM")', '01', '02'],
  [{ wordWithoutDelimiter: 'empty' }, 'connect', 'Word("abc", 1, ";")', 'abc', ''],
  [{ severalLists: 'zip' }, 'connect', '[p] & [q]', FAILS, ['ac', 'bd']],
  [{ serverOffsetMinutes: 120 }, 'connect', 'FormatDateTime(CDate("2024-01-01"), "HH")', '00', '22'],
  [{ never: 'null' }, 'entra', 'DateFromNum(0)', FAILS, null],
  [{ dnOutOfRange: 'null' }, 'connect', 'DNComponent(CRef("CN=A"), 2)', FAILS, null],
  [{ numberIsString: true }, 'connect', 'IsString(7)', false, true],
  [{ splitRemainder: 'drop' }, 'connect', 'Split("a,b,c", ",", 2)', ['a', 'b,c'], ['a', 'b']],
  [{ guidText: 'braces' }, 'connect', 'Left(StringFromGuid([g]), 1)', '0', '{'],
  [{ entraNullCondition: 'false' }, 'entra', 'IIF([missing] = "x", 1, 2)', FAILS, 2],
  [{ entraMidOutside: 'whole' }, 'entra', 'Mid("abc", 9, 1)', FAILS, 'abc'],
  [{ entraReplaceExtract: 'source' }, 'entra', 'Replace("a1", , "(?<n>\\\\d)", "n", , [missing], )', 'a1', '1'],
  [{ appRole: 'name' }, 'entra', 'SingleAppRoleAssignment([roles])', 'Admin', 'Administrator'],
  [{ entraSplitTrims: true }, 'entra', 'Split("a, b", ",")', ['a', ' b'], ['a', 'b']],
]

const ATTRIBUTES = {
  p: ['a', 'b'],
  q: ['c', 'd'],
  g: { $bin: 'AwIBAAUEBwYICQoLDA0ODw==' },
  roles: [{ value: 'Admin', displayName: 'Administrator' }],
}

function run(language: Language, expression: string, decisions: Decisions): unknown {
  const outcome = attempt(() => compile(language, expression).evaluate(contextWith(ATTRIBUTES, decisions)))
  return outcome.ok ? valueToJson(outcome.value) : FAILS
}

test.each(SWITCHES)('%j decides %s %s', (change, language, expression, before, after) => {
  expect(run(language, expression, DEFAULT_DECISIONS)).toEqual(before)
  expect(run(language, expression, { ...DEFAULT_DECISIONS, ...change })).toEqual(after)
})

test('the spelling of a quote inside a literal is decided at reading', () => {
  const value = (text: string, change: Partial<Decisions>, language: Language = 'connect') => {
    const outcome = attempt(() => parse(language, text, { ...DEFAULT_DECISIONS, ...change }))
    return outcome.ok && outcome.value.kind === 'string' ? outcome.value.value : FAILS
  }

  expect(value('"a""b"', {})).toBe('a"b')
  expect(value('"a\\"b"', {})).toBe('a"b')
  expect(value('"a""b"', { embeddedQuote: 'backslash' })).toBe(FAILS)
  expect(value('"a\\"b"', { embeddedQuote: 'doubled' })).toBe(FAILS)
  expect(value('"a\\\\b"', {}, 'mim')).toBe('a\\\\b')
  expect(value('"a\\\\b"', { mimBackslash: 'escape' }, 'mim')).toBe('a\\b')
})

describe('open questions', () => {
  it('are all thirty, in order', () => {
    expect(OPEN_QUESTIONS.map((entry) => entry.id)).toEqual(
      Array.from({ length: 30 }, (_, index) => `Q-${String(index + 1).padStart(2, '0')}`),
    )
  })

  it('name settings that exist', () => {
    for (const { setting } of OPEN_QUESTIONS)
      if (setting !== undefined) expect(DEFAULT_DECISIONS).toHaveProperty(setting)
  })
})
