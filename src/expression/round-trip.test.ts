/** Printing and reading back gives the same tree, in every language. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BinaryOperator, Expression, Language } from './ast.js'
import {
  attribute,
  binary,
  booleanLiteral,
  call,
  integerLiteral,
  omitted,
  sameExpression,
  stringLiteral,
} from './ast.js'
import { parse, print } from './languages.js'
import { fromMimTree, toMimTree } from './mim/tree.js'

const NAME = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/).filter((name) => !/^(true|false|null)$/i.test(name))
const TEXT = fc.string({ unit: 'binary', maxLength: 12 })
const SCIM_NAME = fc
  .tuple(NAME, NAME, fc.stringMatching(/^[a-z\][. ]{0,6}$/), NAME)
  .map(([list, member, value, leaf]) => `${list}[${member} eq "${value}"].${leaf}`)
/** MIM leaves open what a backslash before a quote means, so the pair has no certain spelling. */
const MIM_TEXT = TEXT.map((text) => text.replaceAll('\\', '/'))
const BIG = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })

const OPERATORS: readonly BinaryOperator[] = ['&&', '||', '=', '<>', '<', '<=', '>', '>=', '+', '-', '*', '&']

function mimTree(depth: number): fc.Arbitrary<Expression> {
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    MIM_TEXT.map((value) => stringLiteral(value)),
    BIG.map((value) => integerLiteral(value)),
    NAME.map((name) => attribute(name)),
    NAME.map((name): Expression => ({ kind: 'parameter', name, span: { start: -1, end: -1 } })),
  )
  if (depth === 0) return leaf
  const inner = mimTree(depth - 1)
  const operand = inner.filter((node) => node.kind !== 'call' || node.name !== '+')
  return fc.oneof(
    leaf,
    fc.tuple(NAME, fc.array(inner, { maxLength: 3 })).map(([name, args]) => call(name, args)),
    fc.array(operand, { minLength: 2, maxLength: 3 }).map((args) => call('+', args)),
  )
}

function connectTree(depth: number): fc.Arbitrary<Expression> {
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    TEXT.map((value) => stringLiteral(value)),
    BIG.map((value) => integerLiteral(value)),
    fc.nat().map((value): Expression => ({ ...integerLiteral(value), hexadecimal: true })),
    fc.boolean().map((value) => booleanLiteral(value)),
    NAME.map((name) => attribute(name)),
    NAME.map((name): Expression => ({ kind: 'parameter', name, span: { start: -1, end: -1 } })),
    NAME.map((name): Expression => ({ kind: 'variable', name, span: { start: -1, end: -1 } })),
    fc.constantFrom<Expression>(
      { kind: 'null', span: { start: -1, end: -1 } },
      { kind: 'constant', name: 'CRLF', span: { start: -1, end: -1 } },
      { kind: 'constant', name: 'IgnoreThisFlow', span: { start: -1, end: -1 } },
      { kind: 'enum', word: 'CaseInsensitive', span: { start: -1, end: -1 } },
    ),
  )
  if (depth === 0) return leaf
  const inner = connectTree(depth - 1)
  return fc.oneof(
    leaf,
    fc.tuple(NAME, fc.array(inner, { maxLength: 3 })).map(([name, args]) => call(name, args)),
    fc
      .tuple(fc.constantFrom(...OPERATORS), inner, inner)
      .map(([operator, left, right]) => binary(operator, left, right)),
    inner.map((operand): Expression => ({ kind: 'unary', operator: '-', operand, span: { start: -1, end: -1 } })),
  )
}

function entraTree(depth: number): fc.Arbitrary<Expression> {
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    TEXT.map((value) => stringLiteral(value)),
    BIG.map((value) => integerLiteral(value)),
    fc.boolean().map((value) => booleanLiteral(value)),
    NAME.map((name) => attribute(`urn:x:${name}.formatted`)),
    SCIM_NAME.map((name) => attribute(name)),
  )
  if (depth === 0) return leaf
  const inner = entraTree(depth - 1)
  const argument = fc.oneof(inner, fc.constant(omitted()))
  const operators: readonly BinaryOperator[] = ['=', '<>', '<', '<=', '>', '>=']
  const condition = fc
    .tuple(fc.constantFrom(...operators), leaf, leaf)
    .map(([operator, a, b]) => binary(operator, a, b))
  return fc.oneof(
    leaf,
    fc
      .tuple(NAME, fc.array(argument, { maxLength: 4 }))
      .filter(([, args]) => args.length !== 1 || args[0]?.kind !== 'omitted')
      .map(([name, args]) => call(name, args)),
    fc.tuple(condition, inner, inner).map(([test, yes, no]) => call('IIF', [test, yes, no])),
  )
}

test.each<readonly [Language, (depth: number) => fc.Arbitrary<Expression>]>([
  ['mim', mimTree],
  ['connect', connectTree],
  ['entra', entraTree],
])('%s', (language, tree) => {
  fc.assert(
    fc.property(tree(3), (expression) => {
      const text = print(language, expression)
      const again = parse(language, text)
      expect(sameExpression(again, expression), text).toBe(true)
      expect(print(language, again)).toBe(text)
    }),
    { numRuns: 1500 },
  )
})

test('MIM function elements', () => {
  fc.assert(
    fc.property(mimTree(3), (expression) => {
      const tree = toMimTree(expression)
      if (tree === undefined) return
      expect(sameExpression(fromMimTree(tree), expression)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('isCustomExpression survives', () => {
  const tree = {
    id: 'IIF',
    isCustomExpression: true,
    args: [
      {
        kind: 'function',
        call: {
          id: 'Eq',
          isCustomExpression: false,
          args: [
            { kind: 'text', text: 'a' },
            { kind: 'text', text: '"x"' },
          ],
        },
      },
      { kind: 'text', text: '514' },
      { kind: 'text', text: '$param' },
    ],
  } as const

  expect(toMimTree(fromMimTree(tree))).toEqual(tree)
})
