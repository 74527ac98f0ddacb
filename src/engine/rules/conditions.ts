/** Scopes and filters as predicates; what a clause means is the filter room's business. */

import type { ScopeClause } from '../../expression/filter/index.js'
import { evaluateScopeClause, scopeOperator } from '../../expression/filter/index.js'
import { RuleError } from '../core/errors.js'
import { Unknown } from '../core/values.js'
import type { Frame } from './frame.js'
import type { Predicate } from './model.js'

export type ScopeGroups = readonly (readonly ScopeClause[])[]

/** A scope that can also say which clause failed (SE-PREVIEW-5). */
export interface Scope {
  readonly groups: ScopeGroups
  readonly test: Predicate
  readonly explain: (frame: Frame) => string
}

/** SE-DP-SCOPE-1: clauses are ANDed, groups ORed, no groups: always. */
export function compileScope(groups: ScopeGroups, side: 'cs' | 'mv'): Scope {
  const tests = groups.map((clauses) => compileConditions(clauses, side))
  return {
    groups,
    test: (frame) => {
      if (tests.length === 0) return true
      let unknown: Unknown | undefined
      for (const test of tests) {
        const result = test(frame)
        if (result === true) return true
        if (result !== false) unknown = result
      }
      return unknown ?? false
    },
    explain: (frame) => explainScope(groups, side, frame),
  }
}

/** All conditions hold; none at all hold too. */
export function compileConditions(clauses: readonly ScopeClause[], side: 'cs' | 'mv'): Predicate {
  const tests = clauses.map((clause) => compileClause(clause, side))
  return (frame) => {
    let unknown: Unknown | undefined
    for (const test of tests) {
      const result = test(frame)
      if (result === false) return false
      if (result !== true) unknown = result
    }
    return unknown ?? true
  }
}

function compileClause(clause: ScopeClause, side: 'cs' | 'mv'): Predicate {
  if (scopeOperator(clause.operator) === undefined)
    return () => {
      throw new RuleError('sync-rule-scoping-filter-invalid-operator', `${clause.operator} is no operator of a scope.`)
    }
  const alternatives = expandList(clause)
  return (frame) => {
    const object = (side === 'cs' ? frame.inbound : frame.outbound).attributes
    frame.unknown = undefined
    const truths = alternatives.clauses.map((one) => evaluateScopeClause(one, object, frame.scopeContext))
    if (frame.unknown !== undefined) return new Unknown(frame.unknown)
    return alternatives.test(truths)
  }
}

type Truths = readonly (boolean | 'unknown')[]

/** ISIN and ISNOTIN name several values, separated by semicolons. */
function expandList(clause: ScopeClause): {
  readonly clauses: readonly ScopeClause[]
  readonly test: (truths: Truths) => boolean
} {
  const operator = clause.operator.trim().toUpperCase()
  if ((operator !== 'ISIN' && operator !== 'ISNOTIN') || !clause.value.includes(';'))
    return { clauses: [clause], test: ([only]) => only === true }
  const clauses = clause.value.split(';').map((value) => ({ ...clause, value: value.trim() }))
  return operator === 'ISIN'
    ? { clauses, test: (truths) => truths.includes(true) }
    : { clauses, test: (truths) => truths.every((truth) => truth === true) }
}

function explainScope(groups: ScopeGroups, side: 'cs' | 'mv', frame: Frame): string {
  const failed = groups.flatMap((clauses) => {
    const clause = clauses.find((one) => compileClause(one, side)(frame) !== true)
    return clause === undefined ? [] : [clauseText(clause)]
  })
  return failed.join(' and ')
}

export function clauseText(clause: ScopeClause): string {
  return clause.value === ''
    ? `${clause.attribute} ${clause.operator}`
    : `${clause.attribute} ${clause.operator} ${clause.value}`
}
