import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeType } from '../../model/index.js'
import { CONNECTOR_OPERATORS } from './connector/ast.js'
import { evaluateConnectorFilter } from './connector/evaluate.js'
import { negateTruth } from './core/truth.js'
import type { FilterObject } from './core/values.js'
import { objectFromJson } from './core/values.js'
import { evaluateRule } from './rule/evaluate.js'
import { SCOPE_OPERATORS } from './scope/ast.js'
import { evaluateScope } from './scope/evaluate.js'
import { evaluateScoping } from './scoping/evaluate.js'
import type { AttributeKind, AttributeMap } from './translate/attribute-map.js'
import type { ReasonId } from './translate/reasons.js'
import type { Translation } from './translate/result.js'
import { translateConnectorFilterToScoping, translateScopeToScoping } from './translate/scope-to-scoping.js'
import { translateXPathToRule } from './translate/xpath-to-rule.js'
import { translateXPathToScoping } from './translate/xpath-to-scoping.js'
import type { XPathCondition, XPathFilter } from './xpath/ast.js'
import { evaluateXPath } from './xpath/evaluate.js'

/**
 * Source and target on the same objects. An `exact` translation has to agree on every object; a conditional one on the
 * objects that meet its conditions, which the generators below either guarantee or, for the rest, are not asked.
 */

const RUNS = 4000

/** Characters with a case, without, with a one-sided or two-unit case, and those that mean something in a pattern. */
const letters = fc.constantFrom(
  'a',
  'A',
  'b',
  'É',
  'é',
  'ß',
  'ı',
  'ſ',
  'σ',
  'Σ',
  '\u{10428}',
  '\u{10400}',
  '1',
  '0',
  ' ',
  '.',
  '*',
  '$',
  '^',
  '_',
  '%',
  '-',
  '(',
  '\\',
  "'",
  '"',
  '`',
  '\n',
)
const word = fc.array(letters, { maxLength: 4 }).map((parts) => parts.join(''))
const bounds = fc.constantFrom(
  0,
  1,
  9,
  10,
  11,
  -1,
  99,
  100,
  50_000,
  999_999_999_999_999,
  '9223372036854775807',
  '-9223372036854775808',
)
const integer = fc.oneof(bounds, fc.integer({ min: -20, max: 120 })).map(String)

const KINDS: Readonly<Record<string, AttributeKind>> = {
  T1: kind('string'),
  T2: kind('string'),
  B1: kind('boolean'),
  N1: kind('integer'),
  M1: { type: 'string', multivalued: true },
}

function kind(type: AttributeType): AttributeKind {
  return { type, multivalued: false }
}

const object = (texts: fc.Arbitrary<string>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    {
      T1: texts,
      T2: texts,
      B1: fc.boolean(),
      N1: integer.map((digits) => ({ $int: digits })),
      M1: fc.array(texts, { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: [] },
  )

/** Conditions the generated objects meet anyway: decisions the evaluators share, and facts about the generators. */
const MET: readonly ReasonId[] = [
  'xpath.absent-not-equal',
  'scope.text-case',
  'scope.numeric-order',
  'dynamic.integer-as-text',
  'dynamic.boolean-as-text',
]

interface Tally {
  exact: number
  conditional: number
}

/** Whether the target has to agree on this object. */
function isBound(result: Translation<unknown>, record: Readonly<Record<string, unknown>>, tally: Tally): boolean {
  if (result.quality === 'exact') {
    tally.exact++
    return true
  }
  if (result.quality !== 'conditional') return false
  const texts = Object.values(record).flatMap((value) => (Array.isArray(value) ? value : [value]))
  const met = result.reasons.every(({ id }) => {
    if (id === 'scoping.empty-text') return !texts.includes('')
    if (id === 'dynamic.single-line' || id === 'scoping.single-line')
      return !texts.some((value) => String(value).includes('\n'))
    if (id === 'xpath.presence-idiom') return !JSON.stringify(record).includes('9223372036854775807')
    return MET.includes(id)
  })
  if (met) tally.conditional++
  return met
}

function xpathFilter(): fc.Arbitrary<XPathFilter> {
  const quote = "'" as const
  const string = fc.oneof(word, fc.constantFrom('true', 'FALSE', 'null')).filter((value) => !/^%\w+%$/.test(value))
  const textAttribute = fc.constantFrom('T1', 'T2', 'M1')
  const leaf: fc.Arbitrary<XPathCondition> = fc.oneof(
    fc
      .tuple(textAttribute, fc.constantFrom('=' as const, '!=' as const), string)
      .map(([attribute, operator, value]) => ({
        kind: 'compare' as const,
        attribute: operator === '!=' && attribute === 'M1' ? 'T1' : attribute,
        operator,
        value: { kind: 'string' as const, value, quote },
      })),
    fc
      .tuple(textAttribute, fc.constantFrom('starts-with' as const, 'ends-with' as const), string)
      .map(([attribute, name, value]) => ({
        kind: 'text' as const,
        name,
        attribute,
        value: { kind: 'string' as const, value, quote },
      })),
    fc.tuple(fc.constantFrom('=' as const, '!=' as const), fc.boolean()).map(([operator, value]) => ({
      kind: 'compare' as const,
      attribute: 'B1',
      operator,
      value: { kind: 'boolean' as const, value, text: String(value) },
    })),
    fc
      .tuple(fc.constantFrom('=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const), integer)
      .map(([operator, digits]) => ({
        kind: 'compare' as const,
        attribute: 'N1',
        operator,
        value: { kind: 'integer' as const, digits },
      })),
  )
  const condition = fc.letrec<{ node: XPathCondition }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      tie('node').map((operand) => ({ kind: 'not' as const, operand })),
      fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((parts) => ({ kind: 'and' as const, parts })),
      fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((parts) => ({ kind: 'or' as const, parts })),
    ),
  })).node
  return condition.map((predicate) => ({
    paths: [{ root: 'document', steps: [{ name: 'Person', predicates: [predicate] }] }],
  }))
}

const MAP: AttributeMap = {
  T1: 'user.department',
  T2: 'user.jobTitle',
  B1: { property: 'user.accountEnabled', negated: true },
  N1: 'user.extensionAttribute1',
  M1: 'user.proxyAddresses',
}

/** The same person on the Entra side: booleans turned as the map says, integers as text. */
function carried(record: Readonly<Record<string, unknown>>): FilterObject {
  const { T1, T2, B1, N1, M1 } = record
  const number = typeof N1 === 'object' && N1 !== null && '$int' in N1 ? N1.$int : undefined
  return objectFromJson({
    department: T1,
    jobTitle: T2,
    accountEnabled: typeof B1 === 'boolean' ? !B1 : undefined,
    extensionAttribute1: number,
    proxyAddresses: M1,
  })
}

function person(record: Readonly<Record<string, unknown>>): FilterObject {
  return objectFromJson({ ObjectType: 'Person', ObjectID: 'x', ...record })
}

function report(result: Translation<unknown>, record: unknown): string {
  return `${result.text} (${result.reasons.map(({ id }) => id).join()}) on ${JSON.stringify(record)}`
}

describe('source and target agree', () => {
  it('XPath and dynamic membership rule', () => {
    const tally: Tally = { exact: 0, conditional: 0 }
    fc.assert(
      fc.property(xpathFilter(), fc.array(object(word), { minLength: 3, maxLength: 6 }), (filter, records) => {
        const result = translateXPathToRule(filter, { attributeMap: MAP, attributeKinds: (name) => KINDS[name] })
        for (const record of records) {
          if (result.target === undefined || !isBound(result, record, tally)) continue
          const found = evaluateRule(result.target, { user: carried(record) })
          expect(found, report(result, record)).toBe(evaluateXPath(filter, person(record)))
        }
      }),
      { numRuns: RUNS },
    )
    expect(tally.exact).toBeGreaterThan(2000)
    expect(tally.conditional).toBeGreaterThan(2000)
  })

  it.each(['operator', 'pattern'] as const)('XPath and scoping filter, text case by %s', (textCase) => {
    const map: AttributeMap = { T1: 'T1', T2: 'T2', B1: 'B1', N1: 'N1', M1: 'M1' }
    const tally: Tally = { exact: 0, conditional: 0 }
    fc.assert(
      fc.property(xpathFilter(), fc.array(object(word), { minLength: 3, maxLength: 6 }), (filter, records) => {
        const result = translateXPathToScoping(filter, {
          attributeMap: map,
          attributeKinds: (name) => KINDS[name],
          textCase,
        })
        for (const record of records) {
          if (result.target === undefined || !isBound(result, record, tally)) continue
          const found = evaluateScoping(result.target, objectFromJson(record))
          expect(found, report(result, record)).toBe(evaluateXPath(filter, person(record)))
        }
      }),
      { numRuns: RUNS },
    )
    expect(tally.exact).toBeGreaterThan(1000)
    expect(tally.conditional).toBeGreaterThan(1000)
  })

  it.each(['operator', 'pattern'] as const)('scope and scoping filter, text case by %s', (textCase) => {
    const tally: Tally = { exact: 0, conditional: 0 }
    const value = fc.oneof(word, integer, fc.constantFrom('True', 'false', 'TRUE'))
    const clause = fc.record({
      attribute: fc.constantFrom('T1', 'T2', 'B1', 'N1', 'M1'),
      operator: fc.constantFrom(...SCOPE_OPERATORS.map(({ token }) => token)),
      value,
    })
    const scope = fc.array(fc.array(clause, { minLength: 1, maxLength: 3 }), { maxLength: 3 })
    fc.assert(
      fc.property(
        scope,
        fc.array(object(fc.oneof(word, fc.constantFrom('True', 'false'))), { minLength: 3, maxLength: 6 }),
        (groups, records) => {
          const result = translateScopeToScoping(groups, { attributeKinds: (name) => KINDS[name], textCase })
          for (const record of records) {
            if (result.target === undefined || !isBound(result, record, tally)) continue
            const found = evaluateScoping(result.target, objectFromJson(record))
            expect(found, report(result, record)).toBe(evaluateScope(groups, objectFromJson(record)))
          }
        },
      ),
      { numRuns: RUNS * 3 },
    )
    expect(tally.exact).toBeGreaterThan(1000)
    expect(tally.conditional).toBeGreaterThan(500)
  })

  it.each(['operator', 'pattern'] as const)('connector filter and scoping filter, text case by %s', (textCase) => {
    const tally: Tally = { exact: 0, conditional: 0 }
    const condition = fc.record({
      attribute: fc.constantFrom('T1', 'T2', 'B1', 'N1'),
      intrinsic: fc.constant(false),
      operator: fc.constantFrom(...CONNECTOR_OPERATORS.map(({ token }) => token)),
      value: fc.oneof(word, integer, fc.constantFrom('true', 'false')),
    })
    const filter = fc.record({
      kind: fc.constant('declared' as const),
      alternatives: fc.array(fc.record({ conditions: fc.array(condition, { minLength: 1, maxLength: 3 }) }), {
        maxLength: 3,
      }),
    })
    fc.assert(
      fc.property(filter, fc.array(object(word), { minLength: 3, maxLength: 6 }), (leftOut, records) => {
        const result = translateConnectorFilterToScoping(leftOut, { attributeKinds: (name) => KINDS[name], textCase })
        for (const record of records) {
          if (result.target === undefined || !isBound(result, record, tally)) continue
          const found = evaluateScoping(result.target, objectFromJson(record))
          expect(found, report(result, record)).toBe(
            negateTruth(evaluateConnectorFilter(leftOut, objectFromJson(record))),
          )
        }
      }),
      { numRuns: RUNS },
    )
    expect(tally.exact).toBeGreaterThan(1000)
    expect(tally.conditional).toBeGreaterThan(100)
  })
})
