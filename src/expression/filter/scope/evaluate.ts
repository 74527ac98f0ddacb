/**
 * Decides whether an object is in scope. An absent attribute satisfies the negative operators and no positive one; on a
 * multi-valued attribute a positive operator asks for some value, a negative one for all.
 */

import type { ValueSource } from '../../context.js'
import type { Scalar } from '../../value.js'
import { hasPart, isEqualTo, isOrdered, testBits, truthOf } from '../core/clause-tests.js'
import type { FilterContext } from '../core/context.js'
import { decisionsOf, unknownBecause } from '../core/context.js'
import type { Truth } from '../core/truth.js'
import { everyTruth, negateTruth, someTruth } from '../core/truth.js'
import type { FilterObject } from '../core/values.js'
import { attributeValues, integerOf, textOf } from '../core/values.js'
import type { ScopeClause, ScopeFilter, ScopeTest } from './ast.js'
import { scopeOperator } from './ast.js'

export interface ScopeContext extends FilterContext {
  /** `%Connector.ID%` and its like, without the percent signs. */
  readonly parameters?: ValueSource | undefined
  /** Whether the object is a member of the group with this DN; undefined when nobody knows. */
  readonly isMemberOf?: ((groupDn: string) => boolean | undefined) | undefined
}

const PARAMETER = /%([A-Za-z][\w]*(?:\.[A-Za-z]\w*)+)%/g

/** Whether the scope takes the object in; no groups: every object. */
export function evaluateScope(scope: ScopeFilter, object: FilterObject, context: ScopeContext = {}): Truth {
  if (scope.length === 0) return true
  return someTruth(scope, (clauses) => everyTruth(clauses, (clause) => evaluateScopeClause(clause, object, context)))
}

export function evaluateScopeClause(clause: ScopeClause, object: FilterObject, context: ScopeContext = {}): Truth {
  const operator = scopeOperator(clause.operator)
  if (operator === undefined) return unknownBecause(context, 'operator', clause.operator)
  const value = withParameters(clause.value, context)
  if (value === undefined) return 'unknown'
  const positive = evaluatePositive(operator.test, clause, value, object, context)
  return operator.negative ? negateTruth(positive) : positive
}

function evaluatePositive(
  test: ScopeTest,
  clause: ScopeClause,
  wanted: string,
  object: FilterObject,
  context: ScopeContext,
): Truth {
  if (test === 'member-of') return context.isMemberOf?.(wanted) ?? unknownBecause(context, 'member-list', wanted)
  const values = attributeValues(object, clause.attribute)
  if (values.length === 0) {
    if (context.isKnown?.(clause.attribute) === false)
      return unknownBecause(context, 'attribute-not-in-data', clause.attribute)
    return test === 'bit-clear' && decisionsOf(context).scopeAbsentBitNotSet
  }
  const test1 = (value: Scalar): Truth => testValue(test, value, wanted, clause, context)
  return test === 'bit-clear' ? everyTruth(values, test1) : someTruth(values, test1)
}

function testValue(test: ScopeTest, value: Scalar, wanted: string, clause: ScopeClause, context: ScopeContext): Truth {
  const decisions = decisionsOf(context)
  const ignoreCase = decisions.scopeTextCase === 'ignore-case'
  const unreadable = (): Truth =>
    unknownBecause(context, textOf(value) === undefined ? 'binary-comparison' : 'value', clause.attribute)
  switch (test) {
    case 'present':
      return true
    case 'equal':
    case 'in':
      return truthOf(isEqualTo(value, wanted, ignoreCase), unreadable)
    case 'contains':
    case 'starts-with':
    case 'ends-with':
      return truthOf(hasPart(value, test, wanted, ignoreCase), unreadable)
    case 'less':
    case 'less-or-equal':
    case 'greater':
    case 'greater-or-equal':
      return truthOf(isOrdered(value, test, wanted, decisions.scopeOrder === 'by-type', ignoreCase), unreadable)
    case 'bit-set':
    case 'bit-clear':
      return truthOf(testBits(value, integerOf(wanted), test === 'bit-set' ? 'set' : 'clear'), unreadable)
    case 'member-of':
      return unreadable()
  }
}

/** The value with its `%Parameter.Name%` filled in; undefined, and reported, when one is unknown. */
function withParameters(value: string, context: ScopeContext): string | undefined {
  if (!value.includes('%')) return value
  let missing: string | undefined
  const text = value.replace(PARAMETER, (whole, name: string) => {
    const found = context.parameters?.get(name) ?? null
    const filled = found === null || typeof found !== 'string' ? undefined : found
    if (filled === undefined) missing = name
    return filled ?? whole
  })
  if (missing === undefined) return text
  unknownBecause(context, 'parameter', missing)
  return undefined
}
