/** What a translation calls exact is exact: source and target give the same text for thousands of generated objects. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expression } from './ast.js'
import { attribute, binary, booleanLiteral, call, integerLiteral, stringLiteral } from './ast.js'
import { compileExpression } from './compile.js'
import { toText } from './entra/kit.js'
import { attempt } from './errors.js'
import { compile, DIALECTS, print } from './languages.js'
import type { Translation } from './translate/result.js'
import { translate } from './translate.js'
import type { Scalar, Value } from './value.js'
import { integer, isList, isSpecial, valuesOf } from './value.js'

const TEXTS = fc.oneof(
  fc.constant(null),
  fc.constantFrom(
    '',
    ' ',
    'a',
    'A',
    'x@y.z',
    'Müller',
    'ΟΔΟΣ',
    'ıİ',
    '  pad  ',
    'a.b-c',
    '000',
    '00042',
    'line\r\nbreak',
    '\n',
    '𝒳y',
    '{"',
    '$1',
    '|',
    'ß',
  ),
  fc.string({ unit: 'binary', maxLength: 14 }),
  fc.string({ maxLength: 30 }),
)
const NUMBERS = fc.oneof(
  fc.constant(null),
  fc.constantFrom<Scalar>(0, 1, 2, 512, 514, -1, 66050, 2147483647, -2147483648),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => integer(value)),
)
const FILE_TIMES = fc
  .constantFrom(
    Date.UTC(2023, 11, 31, 23, 59, 59),
    Date.UTC(2024, 1, 29),
    Date.UTC(2024, 2, 31, 1, 0, 0),
    Date.UTC(2024, 9, 27, 0, 59, 59),
    Date.UTC(2100, 1, 28, 12),
    Date.UTC(1999, 11, 31, 12, 30),
  )
  .map((ms) => integer((BigInt(ms) + 11_644_473_600_000n) * 10_000n))

const OBJECT = fc.record({
  a: TEXTS,
  b: TEXTS,
  n: NUMBERS,
  t: fc.option(FILE_TIMES),
  flag: fc.option(fc.boolean()),
  mv: fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 4 }),
})

type Sample = Readonly<Record<string, Scalar | readonly Scalar[] | null>>

const SMALL = fc.integer({ min: -2, max: 12 })
const LITERAL = fc.constantFrom('', 'a', 'x', '-', '@', ' ', '.', 'CN', 'Müller', '$1', '(', '"', '0')
const KEY = fc.constantFrom('a', 'A', 'x@y.z', 'Müller', ' ', '000')

function textOf(depth: number, language: 'mim' | 'connect'): fc.Arbitrary<Expression> {
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('a', 'b').map((name) => attribute(name)) },
    { weight: 1, arbitrary: LITERAL.map((value) => stringLiteral(value)) },
  )
  if (depth === 0) return leaf
  const inner = textOf(depth - 1, language)
  const test = conditionOf(depth - 1, language)
  const mim = language === 'mim'
  const unary = mim
    ? fc.constantFrom('UpperCase', 'LowerCase', 'Trim', 'LTrim', 'RTrim')
    : fc.constantFrom('UCase', 'LCase', 'Trim', 'LTrim', 'RTrim', 'ConvertToUTF8Hex', 'CStr')
  const pads = mim ? fc.constantFrom('LeftPad', 'RightPad') : fc.constantFrom('PadLeft', 'PadRight')
  const position = (source: Expression, sought: string): Expression => call('InStr', [source, stringLiteral(sought)])
  const common: fc.Arbitrary<Expression>[] = [
    leaf,
    fc.tuple(unary, inner).map(([name, source]) => call(name, [source])),
    fc
      .tuple(fc.constantFrom('Left', 'Right'), inner, SMALL)
      .map(([name, source, count]) => call(name, [source, integerLiteral(count)])),
    fc
      .tuple(inner, SMALL, SMALL)
      .map(([source, start, count]) => call('Mid', [source, integerLiteral(start), integerLiteral(count)])),
    fc
      .tuple(pads, inner, SMALL, fc.constantFrom('0', ' ', '.', '$'))
      .map(([name, source, length, pad]) => call(name, [source, integerLiteral(length), stringLiteral(pad)])),
    fc
      .tuple(
        inner,
        LITERAL.filter((text) => text !== ''),
        LITERAL,
      )
      .map(([source, old, next]) =>
        call(mim ? 'ReplaceString' : 'Replace', [source, stringLiteral(old), stringLiteral(next)]),
      ),
    fc
      .tuple(inner, SMALL)
      .map(([source, number]) => call('Word', [source, integerLiteral(number), stringLiteral('@.-')])),
    fc.tuple(test, inner, inner).map(([condition, yes, no]) => call('IIF', [condition, yes, no])),
    fc.tuple(inner, inner).map(([x, y]) => (mim ? call('+', [x, y]) : binary('&', x, y))),
  ]
  if (mim) return fc.oneof(...common)
  const format = fc.constantFrom('yyyy-MM-dd', 'yyyyMMddHHmmss.0Z', 'dddd, d MMMM yyyy h:mm:ss tt')
  return fc.oneof(
    ...common,
    fc
      .tuple(inner, fc.constantFrom('@', 'a', '.'))
      .map(([x, sought]) => call('Left', [x, binary('-', position(x, sought), integerLiteral(1))])),
    fc
      .tuple(inner, fc.constantFrom('@', '.', ' '))
      .map(([x, sought]) => call('Mid', [x, binary('+', position(x, sought), integerLiteral(1))])),
    fc
      .tuple(inner, fc.nat({ max: 5 }))
      .map(([x, count]) => call('Right', [x, binary('-', call('Len', [x]), integerLiteral(count))])),
    fc.tuple(inner, SMALL).map(([x, start]) => call('Mid', [x, integerLiteral(start)])),
    fc
      .constantFrom('a:b,c:d', 'ü:ue, ß:ss', 'a:')
      .chain((pattern) => inner.map((x) => call('ReplaceChars', [x, stringLiteral(pattern)]))),
    format.map((text) => call('FormatDateTime', [call('DateFromNum', [attribute('t')]), stringLiteral(text)])),
    fc
      .tuple(fc.constantFrom('yyyy', 'q', 'm', 'ww', 'd', 'y', 'w', 'h', 'n', 's'), SMALL)
      .map(([unit, count]) =>
        call('FormatDateTime', [
          call('DateAdd', [stringLiteral(unit), integerLiteral(count), call('DateFromNum', [attribute('t')])]),
          stringLiteral('s'),
        ]),
      ),
    fc
      .tuple(test, inner, test, inner, inner)
      .map(([c1, v1, c2, v2, last]) => call('Switch', [c1, v1, c2, v2, booleanLiteral(true), last])),
    fc
      .tuple(KEY, inner, inner)
      .map(([key, yes, no]) =>
        call('Switch', [
          binary('=', attribute('a'), stringLiteral(key)),
          yes,
          binary('=', attribute('a'), stringLiteral(`${key}!`)),
          no,
          booleanLiteral(true),
          yes,
        ]),
      ),
    fc
      .tuple(inner, inner)
      .map(([value, body]) =>
        call('With', [{ kind: 'variable', name: 'v', span: { start: -1, end: -1 } }, value, body]),
      ),
  )
}

function conditionOf(depth: number, language: 'mim' | 'connect'): fc.Arbitrary<Expression> {
  const mim = language === 'mim'
  const names = fc.constantFrom('a', 'b')
  const compare = (operator: '=' | '<>' | '<' | '<=' | '>' | '>=', left: Expression, right: Expression): Expression => {
    if (!mim) return binary(operator, left, right)
    const name = {
      '=': 'Eq',
      '<>': 'NotEquals',
      '<': 'LessThan',
      '<=': 'LessThanOrEquals',
      '>': 'GreaterThan',
      '>=': 'GreaterThanOrEquals',
    }[operator]
    return call(name, [left, right])
  }
  const order = fc.constantFrom<'=' | '<>' | '<' | '<=' | '>' | '>='>('=', '<>', '<', '<=', '>', '>=')
  const simple: fc.Arbitrary<Expression>[] = [
    names.map((name) => call('IsPresent', [attribute(name)])),
    fc
      .tuple(fc.constantFrom<'=' | '<>'>('=', '<>'), names, KEY)
      .map(([operator, name, key]) => compare(operator, attribute(name), stringLiteral(key))),
    fc
      .tuple(order, fc.constantFrom(0, 2, 512, -1))
      .map(([operator, value]) => compare(operator, attribute('n'), integerLiteral(value))),
    fc
      .tuple(order, fc.constantFrom(0, 2))
      .map(([operator, value]) =>
        compare(operator, call('BitAnd', [attribute('n'), integerLiteral(2)]), integerLiteral(value)),
      ),
  ]
  if (mim) return fc.oneof(...simple)
  simple.push(
    names.map((name) => call('IsNullOrEmpty', [attribute(name)])),
    fc.boolean().map((value) => binary('=', attribute('flag'), booleanLiteral(value))),
    fc.constant(attribute('flag')),
    fc.constant(call('IsBitSet', [attribute('n'), integerLiteral(2)])),
    fc.constant(call('CBool', [call('BitAnd', [attribute('n'), integerLiteral(2)])])),
    fc
      .tuple(order, fc.constantFrom(0, 1))
      .map(([operator, value]) =>
        binary(operator, call('InStr', [attribute('a'), stringLiteral('@')]), integerLiteral(value)),
      ),
    fc
      .tuple(order, fc.integer({ min: 0, max: 4 }))
      .map(([operator, value]) => binary(operator, call('Len', [attribute('b')]), integerLiteral(value))),
    names.map((name) => call('IsNumeric', [attribute(name)])),
    fc.constant(call('IsPresent', [attribute('mv')])),
    fc.constant(binary('>', call('Count', [attribute('mv')]), integerLiteral(1))),
  )
  if (depth === 0) return fc.oneof(...simple)
  const inner = conditionOf(depth - 1, language)
  return fc.oneof(
    ...simple,
    fc.tuple(fc.constantFrom<'&&' | '||'>('&&', '||'), inner, inner).map(([operator, x, y]) => binary(operator, x, y)),
    fc.tuple(inner, fc.boolean()).map(([x, value]) => binary('=', call('CBool', [x]), booleanLiteral(value))),
  )
}

function attributesFrom(sample: Sample): ReadonlyMap<string, Value> {
  return new Map(
    Object.entries(sample).map(([name, value]) => [name, Array.isArray(value) && value.length === 0 ? null : value]),
  )
}

function printed(value: Value): string | null {
  if (value === null) return null
  return isList(value) || isSpecial(value) ? JSON.stringify(valuesOf(value)) : (toText(value) ?? '')
}

/** Resting on nothing but an answer both evaluators share. */
function isExactUnderDecisions(translation: Translation): boolean {
  return translation.reasons.every((reason) => reason.verdict === 'exact' || reason.id === 'decision')
}

const FACTS = new Map([
  ['a', { type: 'string' }],
  ['b', { type: 'string' }],
  ['n', { type: 'integer' }],
  ['flag', { type: 'boolean' }],
  ['mv', { type: 'string', multiValued: true }],
] as const)

describe.each([
  ['mim', 'app-provisioning'],
  ['connect', 'app-provisioning'],
  ['connect', 'cloud-sync'],
] as const)('%s to Entra, %s', (language, place) => {
  it('agrees with the source wherever it claims to', () => {
    const verdicts: Record<string, number> = {}
    let compared = 0
    const check = (expression: Expression, samples: readonly Sample[]): void => {
      const translation = translate(language, expression, { attributes: FACTS, place })
      verdicts[translation.verdict] = (verdicts[translation.verdict] ?? 0) + 1
      if (translation.text === undefined || !isExactUnderDecisions(translation)) return
      const source = compileExpression(DIALECTS[language], expression)
      const target = compile('entra', translation.text)
      for (const sample of samples) {
        const attributes = attributesFrom(sample)
        const wanted = attempt(() => source.evaluate({ attributes }))
        // The source fails the object; a mapping may do as it likes.
        if (!wanted.ok) continue
        const got = attempt(() => target.evaluate({ attributes }))
        const story = `${print(language, expression)}\n${translation.text}`
        expect(got.ok ? printed(got.value) : got.error.message, story).toBe(printed(wanted.value))
        compared++
      }
    }

    fc.assert(fc.property(textOf(2, language), fc.array(OBJECT, { minLength: 8, maxLength: 8 }), check), {
      numRuns: Number(process.env.EXPRESSION_RUNS ?? 3000),
    })

    expect(verdicts.exact).toBeGreaterThan(200)
    expect(compared).toBeGreaterThan(5000)
  })
})
