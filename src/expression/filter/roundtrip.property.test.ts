import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConnectorFilterShape } from './connector/ast.js'
import { CONNECTOR_OPERATORS } from './connector/ast.js'
import { parseConnectorFilter, printConnectorFilter } from './connector/parse.js'
import type { ParseResult } from './core/parse-result.js'
import type { RuleNode, RuleProperty, RuleValue } from './rule/ast.js'
import { RULE_OPERATORS } from './rule/ast.js'
import { parseRule } from './rule/parse.js'
import { printRule } from './rule/print.js'
import type { ScopeFilter } from './scope/ast.js'
import { SCOPE_OPERATORS } from './scope/ast.js'
import { parseScope, printScope } from './scope/parse.js'
import type { ScopingFilter } from './scoping/ast.js'
import { SCOPING_OPERATORS } from './scoping/ast.js'
import { parseScoping, printScoping } from './scoping/parse.js'
import type { XPathCondition, XPathFilter, XPathPath, XPathValue } from './xpath/ast.js'
import { XPATH_COMPARISONS, XPATH_TEXT_FUNCTIONS } from './xpath/ast.js'
import { parseXPath } from './xpath/parse.js'
import { printXPath } from './xpath/print.js'

const RUNS = { numRuns: 2000 }

const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.stringMatching(/^["'`\\ ()[\]%@,ANDOR]{0,8}$/),
)
const name = fc.constantFrom('Department', 'ma-data', 'A_b.c', 'Ünïcode', 'x1')

function roundTrip<T>(tree: T, print: (tree: T) => string, parse: (text: string) => ParseResult<T>): void {
  const printed = print(tree)
  const parsed = parse(printed)

  expect(parsed.ok ? parsed.value : { printed, ...parsed.error }).toEqual(tree)
  if (parsed.ok) expect(print(parsed.value)).toBe(printed)
}

describe('parse after print gives the tree back', () => {
  it('XPath', () => {
    fc.assert(
      fc.property(xpathFilter(), (tree) => roundTrip(tree, printXPath, parseXPath)),
      RUNS,
    )
  })

  it('dynamic membership rules', () => {
    fc.assert(
      fc.property(ruleNode(), (tree) => roundTrip(tree, printRule, parseRule)),
      RUNS,
    )
  })

  it('scopes of synchronization rules', () => {
    const clause = fc.record({
      attribute: fc.oneof(
        name,
        text.filter((word) => word !== ''),
      ),
      operator: fc.oneof(
        fc.constantFrom(...SCOPE_OPERATORS.map(({ token }) => token)),
        fc.constantFrom('FROBS', 'IS ODD'),
      ),
      value: text,
    })
    const scope: fc.Arbitrary<ScopeFilter> = fc.array(fc.array(clause, { maxLength: 3 }), { maxLength: 3 })

    fc.assert(
      fc.property(scope, (tree) => roundTrip(tree, printScope, parseScope)),
      RUNS,
    )
  })

  it('connector filters', () => {
    const condition = fc.record(
      {
        attribute: fc.oneof(
          name,
          text.filter((word) => word !== ''),
        ),
        intrinsic: fc.boolean(),
        operator: fc.constantFrom(...CONNECTOR_OPERATORS.map(({ token }) => token), 'substring-end'),
        value: fc.option(text, { nil: undefined }),
        encoding: fc.constant('base64'),
        radix: fc.constant('10'),
      },
      { requiredKeys: ['attribute', 'intrinsic', 'operator', 'value'] },
    )
    const filter: fc.Arbitrary<ConnectorFilterShape> = fc.record({
      kind: fc.constant('declared' as const),
      alternatives: fc.array(fc.record({ conditions: fc.array(condition, { maxLength: 3 }) }), { maxLength: 3 }),
    })

    fc.assert(
      fc.property(filter, (tree) => roundTrip(tree, printConnectorFilter, parseConnectorFilter)),
      RUNS,
    )
  })

  it('scoping filters', () => {
    const clause = fc.record({
      attribute: fc.oneof(
        name,
        text.filter((word) => word !== ''),
      ),
      operator: fc.constantFrom(...SCOPING_OPERATORS, 'FROBS'),
      values: fc.array(text, { maxLength: 3 }),
    })
    const filter: fc.Arbitrary<ScopingFilter> = fc.record({
      groups: fc.array(fc.record({ clauses: fc.array(clause, { maxLength: 3 }) }), { maxLength: 3 }),
    })

    fc.assert(
      fc.property(filter, (tree) => roundTrip(tree, printScoping, parseScoping)),
      RUNS,
    )
  })
})

describe('no text makes a parser throw', () => {
  const fragments = fc.array(
    fc.constantFrom(
      '/Person',
      '[',
      ']',
      '(',
      ')',
      "'",
      '"',
      ' and ',
      ' -and ',
      'user.a',
      ' -eq ',
      '`',
      '\\',
      ' AND ',
      ' EQUAL ',
      '%x%',
      'null',
      '_',
      ' = ',
      'not(',
      'current()',
      ',',
      '|',
      '@',
      '–eq',
      'fn:current-dateTime()',
    ),
    { maxLength: 15 },
  )
  const anything = fc.oneof(
    fragments.map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )

  it.each([
    ['XPath', parseXPath],
    ['rules', parseRule],
    ['scopes', parseScope],
    ['connector filters', parseConnectorFilter],
    ['scoping filters', parseScoping],
  ] as const)('%s', (_name, parse) => {
    fc.assert(
      fc.property(anything, (input) => {
        const parsed: ParseResult<unknown> = parse(input)
        if (!parsed.ok) expect(parsed.error.offset).toBeLessThanOrEqual(Math.max(input.length, 1))
      }),
      RUNS,
    )
  })
})

function xpathFilter(): fc.Arbitrary<XPathFilter> {
  const quote = fc.constantFrom("'" as const, '"' as const)
  const string = fc.record({
    kind: fc.constant('string' as const),
    value: text.filter((value) => !/^%\w+%$/.test(value)),
    quote,
  })
  const token = fc.record({
    kind: fc.constant('token' as const),
    name: fc.constantFrom('LoginID', 'ObjectID'),
    quote: fc.constantFrom("'" as const, '"' as const, '' as const),
  })
  const shifted = fc.record({
    kind: fc.constant('shifted-now' as const),
    direction: fc.constantFrom('add' as const, 'subtract' as const),
    duration: fc.constantFrom('P1D', 'P14DT0H0M', 'PT1H'),
    quote: fc.constantFrom("'" as const, '"' as const, '' as const),
  })
  return fc
    .letrec<{ path: XPathPath; condition: XPathCondition; value: XPathValue }>((tie) => {
      const parts = fc.array(tie('condition'), { minLength: 2, maxLength: 3 })
      return {
        path: fc.record({
          root: fc.constantFrom('document' as const, 'document' as const, 'current' as const),
          steps: fc.array(
            fc.record({
              name: fc.constantFrom('Person', '*', 'ma-data', 'ComputedMember'),
              predicates: fc.array(tie('condition'), { maxLength: 2 }),
            }),
            { minLength: 1, maxLength: 2 },
          ),
        }),
        condition: fc.oneof(
          { depthSize: 'small', withCrossShrink: true },
          fc.record({
            kind: fc.constant('compare' as const),
            attribute: name,
            operator: fc.constantFrom(...XPATH_COMPARISONS),
            value: tie('value'),
          }),
          fc.record({
            kind: fc.constant('text' as const),
            name: fc.constantFrom(...XPATH_TEXT_FUNCTIONS),
            attribute: name,
            value: fc.oneof(string, token),
          }),
          fc.record({
            kind: fc.constant('unknown-function' as const),
            name: fc.constantFrom('matches', 'fn:upper'),
            args: fc.constantFrom('', 'A, "x"', 'f(1)'),
          }),
          fc.record({ kind: fc.constant('not' as const), operand: tie('condition') }),
          fc.record({ kind: fc.constant('group' as const), operand: tie('condition') }),
          parts.map((all) => ({
            kind: 'and' as const,
            parts: all.map((part) =>
              part.kind === 'or' || part.kind === 'and' ? { kind: 'group' as const, operand: part } : part,
            ),
          })),
          parts.map((all) => ({
            kind: 'or' as const,
            parts: all.map((part) => (part.kind === 'or' ? { kind: 'group' as const, operand: part } : part)),
          })),
          fc.record({ kind: fc.constant('descendant-in' as const), attribute: name, quote, path: tie('path') }),
        ),
        value: fc.oneof(
          { depthSize: 'small' },
          string,
          token,
          shifted,
          fc.constant({ kind: 'now' as const }),
          fc.bigInt().map((digits) => ({ kind: 'integer' as const, digits: String(digits) })),
          fc
            .constantFrom('true', 'False', 'true()')
            .map((word) => ({ kind: 'boolean' as const, value: /^true/.test(word), text: word })),
          fc.record({ kind: fc.constant('path' as const), path: tie('path') }),
        ),
      }
    })
    .path.map((path) => ({ paths: [path, path] }))
}

function ruleNode(): fc.Arbitrary<RuleNode> {
  const property: fc.Arbitrary<RuleProperty> = fc.constantFrom(
    { object: 'user', name: 'department' },
    { object: 'user', name: 'extensionAttribute3' },
    { object: 'device', name: 'deviceModel' },
    { object: 'assignedPlan', name: 'service' },
    { object: '_', name: '' },
    { object: 'user', name: 'notDocumented' },
  )
  const string = fc.record({
    kind: fc.constant('string' as const),
    value: text,
    quote: fc.constantFrom("'" as const, '"' as const),
  })
  const simple: fc.Arbitrary<RuleValue> = fc.oneof(
    string,
    fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
    fc.constant({ kind: 'null' as const }),
    fc.constantFrom('2020-06-10T18:13:20Z', '-5', '12').map((word) => ({ kind: 'word' as const, text: word })),
    fc.constant({ kind: 'now' as const }),
    fc.record({
      kind: fc.constant('now' as const),
      shift: fc.record({
        direction: fc.constantFrom('plus' as const, 'minus' as const),
        duration: fc.constantFrom('p1d', 'pt36h'),
      }),
    }),
  )
  const value = fc.oneof(
    simple,
    fc.array(simple, { maxLength: 3 }).map((items) => ({ kind: 'list' as const, items })),
  )
  return fc.letrec<{ node: RuleNode }>((tie) => {
    const parts = fc.array(tie('node'), { minLength: 2, maxLength: 3 })
    const bracket = (node: RuleNode, kinds: readonly string[]): RuleNode =>
      kinds.includes(node.kind) ? { kind: 'group', operand: node } : node
    return {
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.record({
          kind: fc.constant('comparison' as const),
          property,
          operator: fc.constantFrom(...RULE_OPERATORS, 'frobs'),
          value,
        }),
        fc.record({ kind: fc.constant('direct-reports' as const), managerId: text }),
        tie('node').map((operand) => ({ kind: 'group' as const, operand })),
        tie('node').map((operand) => ({ kind: 'not' as const, operand: bracket(operand, ['or', 'and']) })),
        fc.record({
          kind: fc.constant('quantified' as const),
          property,
          quantifier: fc.constantFrom('any' as const, 'all' as const),
          condition: tie('node').map((node) => bracket(node, ['or', 'and'])),
        }),
        parts.map((all) => ({ kind: 'and' as const, parts: all.map((part) => bracket(part, ['or', 'and'])) })),
        parts.map((all) => ({ kind: 'or' as const, parts: all.map((part) => bracket(part, ['or'])) })),
      ),
    }
  }).node
}
