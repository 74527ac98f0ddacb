/** One test, or its negation, as alternatives of scoping clauses. Negations add `IS NULL`: every other clause is false for it. */

import { escapeAnyCase, escapePattern } from '../core/pattern.js'
import { hasCase } from '../core/text-case.js'
import type { ScopingClause, ScopingOperator } from '../scoping/ast.js'
import { likePattern } from '../xpath/like.js'
import { patternBelow } from './integer-pattern.js'
import type { ReasonList } from './result.js'
import { reasonOf } from './result.js'
import type { ScopingTest } from './scoping-tests.js'

/** Alternatives, each a list of clauses that hold together. */
export type Alternatives = readonly (readonly ScopingClause[])[]

export interface ClauseOptions {
  /**
   * How a comparison without case is written: with the plain operator, exact while the data keeps to one spelling, or as
   * a pattern that lists both cases of every letter.
   */
  readonly textCase: 'operator' | 'pattern'
}

type Test<K extends ScopingTest['kind']> = Extract<ScopingTest, { readonly kind: K }>

/** The clauses for a test; undefined when there are none, with the reason recorded. */
export function clausesFor(
  test: ScopingTest,
  negated: boolean,
  options: ClauseOptions,
  reasons: ReasonList,
): Alternatives | undefined {
  switch (test.kind) {
    case 'refused':
      reasons.add(test.reason)
      return undefined
    case 'present':
      if (test.textual) reasons.add(reasonOf('scoping.empty-text', { attribute: test.source }))
      return [[clause(test.attribute, negated ? 'IS NULL' : 'IS NOT NULL')]]
    case 'boolean': {
      const asked = test.value !== negated
      return withNull(test.attribute, negated, clause(test.attribute, asked ? 'IS TRUE' : 'IS FALSE'))
    }
    case 'equal':
      return equalClauses(test, negated, options, reasons)
    case 'part':
      return partClauses(test, negated, options, reasons)
    case 'like':
      return likeClauses(test, negated, reasons)
    case 'order':
      return orderClauses(test, negated, reasons)
  }
}

function clause(attribute: string, operator: ScopingOperator, value?: string): ScopingClause {
  return { attribute, operator, values: value === undefined ? [] : [value] }
}

/** A clause, or for a negation the clause beside `IS NULL`. */
function withNull(attribute: string, negated: boolean, own: ScopingClause): Alternatives {
  return negated ? [[clause(attribute, 'IS NULL')], [own]] : [[own]]
}

function pattern(test: { readonly attribute: string }, negated: boolean, text: string): Alternatives {
  return withNull(test.attribute, negated, clause(test.attribute, negated ? 'NOT REGEX MATCH' : 'REGEX MATCH', text))
}

function equalClauses(
  test: Test<'equal'>,
  negated: boolean,
  options: ClauseOptions,
  reasons: ReasonList,
): Alternatives | undefined {
  if (test.value === '') {
    reasons.add(reasonOf('scoping.empty-value', { fragment: test.fragment }))
    return undefined
  }
  const anyCase = test.ignoreCase && hasCase(test.value)
  if (anyCase && options.textCase === 'pattern') return pattern(test, negated, `^${escapeAnyCase(test.value)}\\z`)
  if (anyCase) reasons.add(reasonOf('scoping.case', { attribute: test.source, value: test.value }))
  return withNull(test.attribute, negated, clause(test.attribute, negated ? 'NOT EQUALS' : 'EQUALS', test.value))
}

function partClauses(test: Test<'part'>, negated: boolean, options: ClauseOptions, reasons: ReasonList): Alternatives {
  const anyCase = test.ignoreCase && hasCase(test.value)
  const plain = anyCase ? options.textCase === 'operator' : true
  if (!negated && plain && test.part !== 'starts-with') {
    if (anyCase) reasons.add(reasonOf('scoping.case', { attribute: test.source, value: test.value }))
    return [[clause(test.attribute, test.part === 'contains' ? 'INCLUDES' : 'ENDS_WITH', test.value)]]
  }
  const text = anyCase ? escapeAnyCase(test.value) : escapePattern(test.value)
  return pattern(test, negated, PART_PATTERNS[test.part](text))
}

/** With `.*` at an open end the pattern means the same whether or not it has to cover the whole value. */
const PART_PATTERNS: Readonly<Record<'starts-with' | 'ends-with' | 'contains', (text: string) => string>> = {
  'starts-with': (text) => `^${text}.*`,
  'ends-with': (text) => `.*${text}\\z`,
  contains: (text) => `.*${text}.*`,
}

function likeClauses(test: Test<'like'>, negated: boolean, reasons: ReasonList): Alternatives {
  const text = likePattern(test.parts, true, '\\z')
  reasons.add(reasonOf('scoping.single-line', { attribute: test.source, pattern: text }))
  return pattern(test, negated, text)
}

const LARGEST_INTEGER = 2n ** 63n - 1n

function orderClauses(test: Test<'order'>, negated: boolean, reasons: ReasonList): Alternatives | undefined {
  const { attribute, value } = test
  const orEqual = test.test === 'less-or-equal' || test.test === 'greater-or-equal'
  const greater = test.test === 'greater' || test.test === 'greater-or-equal'
  // Every order splits the integers at one place: those below it, and those from it upwards.
  const firstAbove = (greater ? orEqual : !orEqual) ? value : value + 1n
  if (firstAbove < 0n) {
    reasons.add(reasonOf('scoping.negative-bound', { fragment: test.fragment }))
    return undefined
  }
  const asksGreater = greater !== negated
  // No integer lies beyond the largest one: nothing is greater, every value is smaller.
  if (firstAbove > LARGEST_INTEGER) {
    const present = [clause(attribute, 'IS NOT NULL')]
    const isNull = [clause(attribute, 'IS NULL')]
    return [...(negated ? [isNull] : []), ...(asksGreater ? [] : [present])]
  }
  const own = asksGreater
    ? clause(attribute, 'GREATER_THAN_OR_EQUALS', String(firstAbove))
    : clause(attribute, 'REGEX MATCH', patternBelow(firstAbove))
  return withNull(attribute, negated, own)
}
