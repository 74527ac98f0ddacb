/** Decides membership of a user or device in a dynamic membership rule. Text and patterns compare without case. */

import type { Scalar } from '../../value.js'
import type { FilterContext } from '../core/context.js'
import { decisionsOf, unknownBecause } from '../core/context.js'
import { durationMs } from '../core/duration.js'
import { matchesPattern } from '../core/pattern.js'
import { foldCase } from '../core/text-case.js'
import type { Truth } from '../core/truth.js'
import { everyTruth, negateTruth, someTruth } from '../core/truth.js'
import type { FilterObject } from '../core/values.js'
import { attributeValues, booleanOf, identifierOf, instantOf, textOf } from '../core/values.js'
import type { RuleComparison, RuleNode, RuleProperty, RuleQuantified, RuleValue } from './ast.js'
import { isRuleOperator, NEGATIVE_OPERATORS } from './ast.js'
import { rulePropertyInfo } from './properties.js'

/** What a rule is evaluated on; a rule about users needs `user`, one about devices `device`. */
export interface RuleSubject {
  readonly user?: FilterObject | undefined
  readonly device?: FilterObject | undefined
}

export interface RuleContext extends FilterContext {
  /** Object IDs of the groups the subject is a direct member of; used when the subject has no `memberOf`. */
  readonly memberOf?: readonly string[] | undefined
}

/** Whether the rule takes the subject in. */
export function evaluateRule(rule: RuleNode, subject: RuleSubject, context: RuleContext = {}): Truth {
  return evaluateNode(rule, subject, undefined, context)
}

function evaluateNode(node: RuleNode, subject: RuleSubject, item: Scalar | undefined, context: RuleContext): Truth {
  switch (node.kind) {
    case 'or':
      return someTruth(node.parts, (part) => evaluateNode(part, subject, item, context))
    case 'and':
      return everyTruth(node.parts, (part) => evaluateNode(part, subject, item, context))
    case 'not':
      return negateTruth(evaluateNode(node.operand, subject, item, context))
    case 'group':
      return evaluateNode(node.operand, subject, item, context)
    case 'comparison':
      return evaluateComparison(node, subject, item, context)
    case 'quantified':
      return evaluateQuantified(node, subject, context)
    case 'direct-reports': {
      if (subject.user === undefined) return unknownBecause(context, 'subject', 'user')
      const wanted = identifierOf(node.managerId)
      return attributeValues(subject.user, 'manager').some((manager) => identifierOf(manager) === wanted)
    }
  }
}

function evaluateQuantified(node: RuleQuantified, subject: RuleSubject, context: RuleContext): Truth {
  const values = quantifiedValues(node.property, subject, context)
  if (values === undefined) return 'unknown'
  const test = (value: Scalar): Truth => evaluateNode(node.condition, subject, value, context)
  return node.quantifier === 'any' ? someTruth(values, test) : everyTruth(values, test)
}

function quantifiedValues(
  property: RuleProperty,
  subject: RuleSubject,
  context: RuleContext,
): readonly Scalar[] | undefined {
  const values = propertyValues(property, subject, undefined, context)
  if (values === undefined || values.length > 0 || property.name.toLowerCase() !== 'memberof') return values
  if (context.memberOf !== undefined) return context.memberOf
  unknownBecause(context, 'member-list', property.name)
  return undefined
}

/** The values behind a property; undefined when the subject or item it needs is missing. */
function propertyValues(
  property: RuleProperty,
  subject: RuleSubject,
  item: Scalar | undefined,
  context: RuleContext,
): readonly Scalar[] | undefined {
  if (property.object === 'user' || property.object === 'device') {
    const object = subject[property.object]
    if (object === undefined) {
      unknownBecause(context, 'subject', property.object)
      return undefined
    }
    const values = attributeValues(object, property.name)
    if (values.length > 0 || context.isKnown?.(property.name) !== false) return values
    unknownBecause(context, 'attribute-not-in-data', property.name)
    return undefined
  }
  if (item === undefined) {
    unknownBecause(context, 'subject', property.object)
    return undefined
  }
  if (property.name === '' || property.object === 'group') return [item]
  if (typeof item !== 'object' || item instanceof Uint8Array || item.kind !== 'record') return []
  const field = item.fields[property.name]
  // A fraction is no integer value of the model; plans have none.
  return field === undefined || field === null ? [] : [typeof field === 'number' ? String(field) : field]
}

function evaluateComparison(
  node: RuleComparison,
  subject: RuleSubject,
  item: Scalar | undefined,
  context: RuleContext,
): Truth {
  const { property, operator, value } = node
  const values = propertyValues(property, subject, item, context)
  if (values === undefined) return 'unknown'
  if (!isRuleOperator(operator)) return unknownBecause(context, 'operator', `-${operator}`)
  if (value.kind === 'null') {
    if (operator === 'eq') return values.length === 0
    return operator === 'ne' ? values.length > 0 : unknownBecause(context, 'operator', `-${operator} null`)
  }
  const positive = NEGATIVE_OPERATORS[operator]
  if (values.length === 0) return positive !== undefined && decisionsOf(context).ruleAbsentNegative
  if (values.length > 1 && decisionsOf(context).ruleDirectCollection === 'refuse')
    return unknownBecause(context, 'multi-valued', property.name)
  const isDate = rulePropertyInfo(property.object, property.name)?.type === 'date'
  const found = someTruth(values, (own) => testValue(own, positive ?? operator, value, isDate, property, context))
  return positive === undefined ? found : negateTruth(found)
}

function testValue(
  own: Scalar,
  operator: string,
  value: RuleValue,
  isDate: boolean,
  property: RuleProperty,
  context: RuleContext,
): Truth {
  if (operator === 'in') {
    if (value.kind !== 'list') return unknownBecause(context, 'value', property.name)
    return someTruth(value.items, (item) => testValue(own, 'eq', item, isDate, property, context))
  }
  if (isDate || value.kind === 'now') return testDate(own, operator, value, property, context)
  if (typeof own === 'boolean' || value.kind === 'boolean') return testBoolean(own, operator, value, property, context)
  const wanted = value.kind === 'string' ? value.value : value.kind === 'word' ? value.text : undefined
  const text = textOf(own)
  if (text === undefined) return unknownBecause(context, 'binary-comparison', property.name)
  if (wanted === undefined) return unknownBecause(context, 'value', property.name)
  switch (operator) {
    case 'eq':
      return foldCase(text) === foldCase(wanted)
    case 'startsWith':
      return foldCase(text).startsWith(foldCase(wanted))
    case 'endsWith':
      return foldCase(text).endsWith(foldCase(wanted))
    case 'contains':
      return foldCase(text).includes(foldCase(wanted))
    case 'match':
      return matchesPattern(wanted, text, true) ?? unknownBecause(context, 'pattern', wanted)
    default:
      return unknownBecause(context, 'operator', `${property.name} -${operator}`)
  }
}

function testBoolean(
  own: Scalar,
  operator: string,
  value: RuleValue,
  property: RuleProperty,
  context: RuleContext,
): Truth {
  if (operator !== 'eq') return unknownBecause(context, 'operator', `${property.name} -${operator}`)
  const wanted = value.kind === 'boolean' ? value.value : value.kind === 'string' ? booleanOf(value.value) : undefined
  return wanted !== undefined && booleanOf(own) === wanted
}

function testDate(
  own: Scalar,
  operator: string,
  value: RuleValue,
  property: RuleProperty,
  context: RuleContext,
): Truth {
  const wanted = boundOf(value, context)
  if (typeof wanted !== 'number') return wanted
  const at = instantOf(own)
  if (at === undefined) return unknownBecause(context, 'value', property.name)
  if (operator === 'eq') return at === wanted
  if (operator === 'le') return at <= wanted
  return operator === 'ge' ? at >= wanted : unknownBecause(context, 'operator', `${property.name} -${operator}`)
}

/** The instant a date value stands for; `system.now` needs the clock of the context. */
function boundOf(value: RuleValue, context: RuleContext): number | 'unknown' {
  if (value.kind === 'string' || value.kind === 'word') {
    const text = value.kind === 'string' ? value.value : value.text
    return instantOf(text) ?? unknownBecause(context, 'value', text)
  }
  if (value.kind !== 'now') return unknownBecause(context, 'value', value.kind)
  if (context.now === undefined) return unknownBecause(context, 'clock', 'system.now')
  if (value.shift === undefined) return context.now
  const ms = durationMs(value.shift.duration)
  if (ms === undefined) return unknownBecause(context, 'value', value.shift.duration)
  return context.now + (value.shift.direction === 'plus' ? ms : -ms)
}
