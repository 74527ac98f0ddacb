/** Decides whether a connector filter leaves an object out. Text compares without case, as the product help says. */

import type { Scalar } from '../../value.js'
import { sameBytes } from '../../value.js'
import { hasPart, isEqualTo, truthOf } from '../core/clause-tests.js'
import type { FilterContext } from '../core/context.js'
import { unknownBecause } from '../core/context.js'
import type { Truth } from '../core/truth.js'
import { everyTruth, negateTruth, someTruth } from '../core/truth.js'
import type { FilterObject } from '../core/values.js'
import { attributeValues } from '../core/values.js'
import type { ConnectorCondition, ConnectorFilterShape } from './ast.js'
import { conditionValue, connectorOperator } from './ast.js'

/** true: the object stays a filtered disconnector. A scripted filter is `unknown`; no alternatives leave nothing out. */
export function evaluateConnectorFilter(
  filter: ConnectorFilterShape,
  object: FilterObject,
  context: FilterContext = {},
): Truth {
  if (filter.kind !== 'declared') return unknownBecause(context, 'scripted', filter.kind)
  return someTruth(filter.alternatives, ({ conditions }) =>
    // An alternative without conditions says nothing, so it cannot leave everything out.
    conditions.length === 0
      ? false
      : everyTruth(conditions, (condition) => evaluateCondition(condition, object, context)),
  )
}

function evaluateCondition(condition: ConnectorCondition, object: FilterObject, context: FilterContext): Truth {
  const operator = connectorOperator(condition.operator)
  if (operator === undefined) return unknownBecause(context, 'operator', condition.operator)
  const values = attributeValues(object, condition.attribute)
  if (values.length === 0 && context.isKnown?.(condition.attribute) === false)
    return unknownBecause(context, 'attribute-not-in-data', condition.attribute)
  const positive = someTruth(values, (value) => testValue(operator.test, value, condition, context))
  return operator.negative ? negateTruth(positive) : positive
}

function testValue(test: string, value: Scalar, condition: ConnectorCondition, context: FilterContext): Truth {
  if (test === 'present') return true
  const wanted = conditionValue(condition)
  if (value instanceof Uint8Array) {
    if (condition.encoding !== 'base64' || test !== 'equal')
      return unknownBecause(context, 'binary-comparison', condition.attribute)
    return sameBytes(value, Uint8Array.from(Buffer.from(wanted, 'base64')))
  }
  const answer = test === 'equal' ? isEqualTo(value, wanted, true) : hasPart(value, 'starts-with', wanted, true)
  return truthOf(answer, () => unknownBecause(context, 'value', condition.attribute))
}
