/** Decides whether a scoping filter lets an object through. Text and patterns compare with case. */

import type { Scalar } from '../../value.js'
import { compareIntegers } from '../../value.js'
import type { FilterContext } from '../core/context.js'
import { decisionsOf, unknownBecause } from '../core/context.js'
import { matchesPattern } from '../core/pattern.js'
import type { Truth } from '../core/truth.js'
import { everyTruth, negateTruth, someTruth } from '../core/truth.js'
import type { FilterObject } from '../core/values.js'
import { attributeValues, booleanOf, integerOf, textOf } from '../core/values.js'
import type { ScopingClause, ScopingFilter, ScopingOperator } from './ast.js'
import { scopingOperator } from './ast.js'

/** Whether the object is in scope; no groups: every object. */
export function evaluateScoping(filter: ScopingFilter, object: FilterObject, context: FilterContext = {}): Truth {
  if (filter.groups.length === 0) return true
  return someTruth(filter.groups, (group) =>
    everyTruth(group.clauses, (clause) => evaluateClause(clause, object, context)),
  )
}

function evaluateClause(clause: ScopingClause, object: FilterObject, context: FilterContext): Truth {
  const operator = scopingOperator(clause.operator)
  if (operator === undefined) return unknownBecause(context, 'operator', clause.operator)
  const values = attributeValues(object, clause.attribute)
  const [value, further] = values
  if (value === undefined && context.isKnown?.(clause.attribute) === false)
    return unknownBecause(context, 'attribute-not-in-data', clause.attribute)
  // "Scoping filters return false if the value is null or empty"; IS NULL is the one that cannot mean that.
  const absent = value === undefined || value === ''
  if (operator === 'IS NULL') return absent
  if (absent) return false
  if (operator === 'IS NOT NULL') return true
  if (further !== undefined) return unknownBecause(context, 'multi-valued', clause.attribute)
  return testValue(operator, value, clause, context)
}

function testValue(operator: ScopingOperator, value: Scalar, clause: ScopingClause, context: FilterContext): Truth {
  if (operator === 'IS TRUE' || operator === 'IS FALSE') return booleanOf(value) === (operator === 'IS TRUE')
  const text = textOf(value)
  if (text === undefined) return unknownBecause(context, 'binary-comparison', clause.attribute)
  const [wanted, several] = clause.values
  if (wanted === undefined || several !== undefined) return unknownBecause(context, 'several-values', clause.attribute)
  switch (operator) {
    case 'EQUALS':
      return isSame(value, text, wanted)
    case 'NOT EQUALS':
      return !isSame(value, text, wanted)
    case 'INCLUDES':
      return text.includes(wanted)
    case 'ENDS_WITH':
      return text.endsWith(wanted)
    case 'REGEX MATCH':
      return matches(wanted, text, context)
    case 'NOT REGEX MATCH':
      return negateTruth(matches(wanted, text, context))
    case 'GREATER_THAN':
    case 'GREATER_THAN_OR_EQUALS':
      return isGreater(value, wanted, operator === 'GREATER_THAN', clause, context)
    default:
      return ampersand(operator, text, wanted, clause, context)
  }
}

/** Booleans travel as the texts True and False. */
function isSame(value: Scalar, text: string, wanted: string): boolean {
  return typeof value === 'boolean' ? booleanOf(wanted) === value : text === wanted
}

function matches(pattern: string, text: string, context: FilterContext): Truth {
  const whole = decisionsOf(context).scopingPattern === 'anchored' ? `^(?:${pattern})$` : pattern
  return matchesPattern(whole, text, false) ?? unknownBecause(context, 'pattern', pattern)
}

function isGreater(
  value: Scalar,
  wanted: string,
  strict: boolean,
  clause: ScopingClause,
  context: FilterContext,
): Truth {
  const own = integerOf(value)
  const bound = integerOf(wanted)
  if (own === undefined || bound === undefined) return unknownBecause(context, 'value', clause.attribute)
  const order = compareIntegers(own, bound)
  return strict ? order > 0 : order >= 0
}

function ampersand(
  operator: ScopingOperator,
  text: string,
  wanted: string,
  clause: ScopingClause,
  context: FilterContext,
): Truth {
  if (decisionsOf(context).scopingAmpersand === 'value-contains-attribute') {
    if (operator === '&') return wanted.includes(text)
    if (operator === '!&') return !wanted.includes(text)
  }
  return unknownBecause(context, 'operator', clause.operator)
}
