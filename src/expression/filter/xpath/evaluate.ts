/**
 * Decides membership of one object in an XPath filter.
 *
 * Text compares without case, as the service's default database collation does. `=` on a multi-valued attribute asks for
 * any value. What needs another object, a member list, a clock or a portal token asks the context; without an answer
 * there the result is `unknown`.
 */

import { normalizeGuid } from '../../../model/index.js'
import type { Scalar } from '../../value.js'
import type { FilterContext } from '../core/context.js'
import { decisionsOf, unknownBecause } from '../core/context.js'
import { foldCase } from '../core/text-case.js'
import type { Truth } from '../core/truth.js'
import { everyTruth, negateTruth, someTruth } from '../core/truth.js'
import type { FilterObject } from '../core/values.js'
import { attributeValues, identifierOf, textOf } from '../core/values.js'
import type { XPathCompare, XPathCondition, XPathDescendant, XPathFilter, XPathStep, XPathText } from './ast.js'
import { compareWithLiteral, literalOf } from './compare.js'
import { likeParts, matchesLike } from './like.js'
import { reaches, selectsById } from './reach.js'

/** The world around the object under test. Each question may stay unanswered (undefined). */
export interface XPathResolver {
  /** The object with this ObjectID (lower case, no braces). */
  resolve(id: string): FilterObject | undefined
  /** ObjectIDs of the computed members of a set or group; `explicit` asks for the hand-picked ones. */
  members(setId: string, kind: 'computed' | 'explicit'): ReadonlySet<string> | undefined
  /** Every object of a type (`*`: of all types). */
  objectsOfType?(type: string): Iterable<FilterObject> | undefined
}

export interface XPathContext extends FilterContext {
  readonly resolver?: XPathResolver | undefined
  /** Values of `%LoginID%` and its like, without the percent signs. */
  readonly tokens?: ReadonlyMap<string, string> | undefined
  /** The object that asks, for `current()`. */
  readonly caller?: FilterObject | undefined
}

/** Whether the filter selects the object; it needs the attributes `ObjectType` and, for paths, `ObjectID`. */
export function evaluateXPath(filter: XPathFilter, object: FilterObject, context: XPathContext = {}): Truth {
  return someTruth(filter.paths, (path) => {
    const [only, further] = path.steps
    if (path.root === 'document' && only !== undefined && further === undefined) return selects(only, object, context)
    const [id] = attributeValues(object, 'ObjectID')
    if (id === undefined) return unknownBecause(context, 'attribute-not-in-data', 'ObjectID')
    return reaches(path, id, object, context)
  })
}

/** Whether one step (type and predicates) selects the object. */
export function selects(step: XPathStep, object: FilterObject, context: XPathContext): Truth {
  if (step.name !== '*') {
    const [type] = attributeValues(object, 'ObjectType')
    if (type === undefined) return unknownBecause(context, 'attribute-not-in-data', 'ObjectType')
    if (textOf(type) !== step.name) return false
  }
  return everyTruth(step.predicates, (predicate) => evaluateCondition(predicate, object, context))
}

export function evaluateCondition(condition: XPathCondition, object: FilterObject, context: XPathContext): Truth {
  switch (condition.kind) {
    case 'or':
      return someTruth(condition.parts, (part) => evaluateCondition(part, object, context))
    case 'and':
      return everyTruth(condition.parts, (part) => evaluateCondition(part, object, context))
    case 'not':
      return negateTruth(evaluateCondition(condition.operand, object, context))
    case 'group':
      return evaluateCondition(condition.operand, object, context)
    case 'compare':
      return evaluateComparison(condition, object, context)
    case 'text':
      return evaluateText(condition, object, context)
    case 'descendant-in':
      return evaluateDescendant(condition, object, context)
    case 'unknown-function':
      return unknownBecause(context, 'function', condition.name)
  }
}

function known(attribute: string, values: readonly Scalar[], context: XPathContext): boolean {
  return values.length > 0 || context.isKnown === undefined || context.isKnown(attribute)
}

function evaluateComparison(condition: XPathCompare, object: FilterObject, context: XPathContext): Truth {
  const { attribute, operator, value } = condition
  const values = attributeValues(object, attribute)
  if (!known(attribute, values, context)) return unknownBecause(context, 'attribute-not-in-data', attribute)
  if (values.length === 0) return operator === '!=' && decisionsOf(context).xpathAbsentNotEqual
  const test = comparisonTest(condition, object, context)
  if (typeof test !== 'function') return test
  if (operator !== '!=') return someTruth(values, test)
  const equal = values.map(test)
  const none = everyTruth(equal, negateTruth)
  const some = someTruth(equal, negateTruth)
  // For several values the two readings of != (none equals, some differs) are both defensible.
  return none === some ? none : unknownBecause(context, 'multi-valued', `${attribute} != ${value.kind}`)
}

/** The test of one value, or the answer when none can be made. `!=` is tested as `=`. */
function comparisonTest(
  condition: XPathCompare,
  object: FilterObject,
  context: XPathContext,
): ((value: Scalar) => Truth) | Truth {
  const { attribute, operator, value } = condition
  if (value.kind !== 'path') {
    const literal = literalOf(value, context)
    if (literal === 'unknown') return 'unknown'
    return (scalar) => compareWithLiteral(scalar, operator === '!=' ? '=' : operator, literal, attribute, context)
  }
  if (operator !== '=' && operator !== '!=') return unknownBecause(context, 'operator', `${attribute} ${operator} path`)
  const { path } = value
  if (path.root === 'document') return (scalar) => reaches(path, scalar, object, context)
  if (context.caller === undefined) return unknownBecause(context, 'caller', attribute)
  const [step, ...rest] = path.steps
  if (step === undefined || rest.length > 0 || step.predicates.length > 0)
    return unknownBecause(context, 'caller', attribute)
  const wanted = attributeValues(context.caller, step.name).map((own) => identifierOf(own))
  return (scalar) => wanted.includes(identifierOf(scalar) ?? '')
}

function evaluateText(condition: XPathText, object: FilterObject, context: XPathContext): Truth {
  const { attribute, name } = condition
  const values = attributeValues(object, attribute)
  if (!known(attribute, values, context)) return unknownBecause(context, 'attribute-not-in-data', attribute)
  if (values.length === 0) return false
  const literal = literalOf(condition.value, context)
  if (literal === 'unknown') return 'unknown'
  const sought = literal.kind === 'text' ? literal.text : ''
  return someTruth(values, (value) => {
    const text = textOf(value)
    if (text === undefined) return unknownBecause(context, 'binary-comparison', attribute)
    if (name === 'contains') return containsWordStart(text, sought)
    return matchesLike(likeParts(name, sought), text) ?? unknownBecause(context, 'pattern', sought)
  })
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u

/** `contains` goes through the full-text index: it finds the text at the start of a word only. */
export function containsWordStart(text: string, sought: string): boolean {
  const folded = foldCase(text)
  const wanted = foldCase(sought)
  if (wanted === '') return true
  for (let index = folded.indexOf(wanted); index >= 0; index = folded.indexOf(wanted, index + 1)) {
    const before = [...folded.slice(Math.max(0, index - 2), index)].at(-1)
    if (before === undefined || !WORD_CHARACTER.test(before)) return true
  }
  return false
}

/** Follows a reference attribute upwards, from the object itself, until the path selects one of those reached. */
function evaluateDescendant(condition: XPathDescendant, object: FilterObject, context: XPathContext): Truth {
  const { attribute, path } = condition
  const seen = new Set<string>()
  const waiting = attributeValues(object, attribute).map((value) => textOf(value) ?? '')
  let result: Truth = false
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const key = normalizeGuid(id)
    if (seen.has(key)) continue
    seen.add(key)
    const above = context.resolver?.resolve(key)
    const selected = above === undefined ? selectsById(path, key) : reaches(path, key, object, context)
    if (selected === true) return true
    if (above === undefined) result = unknownBecause(context, 'object', key)
    else waiting.push(...attributeValues(above, attribute).map((value) => textOf(value) ?? ''))
    if (selected === 'unknown') result = 'unknown'
  }
  return result
}
