/** One atom of an XPath formula as a comparison of a dynamic membership rule. */

import type { FilterDecisions } from '../decisions.js'
import type { RuleComparison, RuleNode, RuleProperty, RuleValue } from '../rule/ast.js'
import { needsEscape } from '../rule/print.js'
import type { RulePropertyInfo } from '../rule/properties.js'
import { rulePropertyInfo } from '../rule/properties.js'
import type { LikeForm } from '../xpath/like.js'
import { likeForm, likeParts, likePattern } from '../xpath/like.js'
import type { AttributeKind, AttributeMap, MappedAttribute } from './attribute-map.js'
import { mappedAttribute, shippedAttributeKind } from './attribute-map.js'
import type { ReasonId } from './reasons.js'
import type { ReasonList, TranslationReason } from './result.js'
import { reasonOf } from './result.js'
import { negated as denied, nullTest } from './rule-assembly.js'
import { dateComparison } from './rule-dates.js'
import { wordStartExample } from './word-start.js'
import type { BlockedKind, XPathAtom } from './xpath-formula.js'
import type { XPathTranslationOptions } from './xpath-options.js'
import { mappedIdentifier } from './xpath-options.js'

export interface RuleEnvironment {
  readonly options: XPathTranslationOptions
  readonly map: AttributeMap
  readonly decisions: FilterDecisions
  readonly reasons: ReasonList
  readonly target: 'user' | 'device'
}

/** An attribute with the property it becomes. */
export interface Bound {
  readonly attribute: string
  readonly mapped: MappedAttribute
  readonly property: RuleProperty
  readonly info: RulePropertyInfo
  readonly kind: AttributeKind | undefined
}

const BLOCKED: Readonly<Record<BlockedKind, ReasonId>> = {
  dereference: 'dynamic.dereference',
  'descendant-in': 'dynamic.descendant-in',
  current: 'dynamic.current',
  token: 'dynamic.token',
  'location-step': 'dynamic.location-step',
}

/** The comparison, or undefined with the reason recorded. `negated` atoms come back denied. */
export function atomToRule(atom: XPathAtom, negated: boolean, environment: RuleEnvironment): RuleNode | undefined {
  const { reasons } = environment
  switch (atom.kind) {
    case 'type':
      return undefined
    case 'refused':
      reasons.add(atom.reason)
      return undefined
    case 'blocked':
      reasons.add(blockedReason(atom))
      return undefined
    case 'group-member':
      reasons.add(reasonOf('dynamic.group-combined', { fragment: atom.fragment }))
      return undefined
    case 'identity':
      return deniedIf(negated, identity(atom.ids, environment))
    case 'present': {
      const bound = bind(atom.attribute, atom.fragment, environment)
      return bound && presence(bound, !negated)
    }
    case 'text':
      return textAtom(atom, negated, environment)
    case 'compare': {
      const bound = bind(atom.attribute, atom.fragment, environment)
      return bound && deniedIf(negated, comparison(atom, bound, environment))
    }
  }
}

/** Why a rule cannot say what a blocked atom asks. */
export function blockedReason({ why, fragment, name }: Extract<XPathAtom, { kind: 'blocked' }>): TranslationReason {
  const isManager = why === 'dereference' && /^Manager\b/.test(fragment)
  return reasonOf(isManager ? 'dynamic.manager' : BLOCKED[why], { fragment, name })
}

function deniedIf(negated: boolean, node: RuleNode | undefined): RuleNode | undefined {
  return negated && node !== undefined ? denied(node) : node
}

function identity(ids: readonly string[], environment: RuleEnvironment): RuleNode | undefined {
  const targets = ids.map((id) => mappedIdentifier(id, environment.options, environment.reasons))
  const found = targets.filter((target) => target !== undefined)
  if (found.length < targets.length) return undefined
  const items = found.map((value): RuleValue => ({ kind: 'string', value, quote: '"' }))
  const [only, further] = items
  const property = { object: environment.target, name: 'objectId' }
  if (only !== undefined && further === undefined) return { kind: 'comparison', property, operator: 'eq', value: only }
  return { kind: 'comparison', property, operator: 'in', value: { kind: 'list', items } }
}

/** Finds the property of an attribute; without one the reason is recorded. */
function bind(attribute: string, fragment: string, environment: RuleEnvironment): Bound | undefined {
  const { map, options, reasons, target } = environment
  const mapped = mappedAttribute(map, attribute)
  if (mapped === undefined) {
    reasons.add(
      attribute === 'Manager'
        ? reasonOf('dynamic.manager', { fragment })
        : reasonOf('attribute.no-counterpart', { attribute }),
    )
    return undefined
  }
  const dot = mapped.property.indexOf('.')
  const object = dot < 0 ? target : mapped.property.slice(0, dot)
  const name = mapped.property.slice(dot + 1)
  const info = object === target ? rulePropertyInfo(object, name) : undefined
  if (info === undefined) {
    reasons.add(reasonOf('dynamic.property-not-supported', { attribute, property: mapped.property }))
    return undefined
  }
  const kind = options.attributeKinds?.(attribute) ?? shippedAttributeKind(attribute)
  if (kind === undefined)
    reasons.add(reasonOf('attribute.type-assumed', { attribute, type: 'single-valued, of the type it is compared as' }))
  return { attribute, mapped, property: { object, name: info.name }, info, kind }
}

function presence({ property, info }: Bound, present: boolean): RuleNode {
  if (info.type !== 'string-collection') return nullTest(property, present)
  // `-not … null` is an error, so absence is said of all items, as documented for assignedPlans.
  const item = nullTest({ object: '_', name: '' }, present)
  return {
    kind: 'quantified',
    property,
    quantifier: present ? 'any' : 'all',
    condition: { kind: 'group', operand: item },
  }
}

function notSupported(bound: Bound, fragment: string, environment: RuleEnvironment): undefined {
  environment.reasons.add(reasonOf('dynamic.operator-not-supported', { fragment, property: bound.mapped.property }))
  return undefined
}

function comparison(
  atom: Extract<XPathAtom, { kind: 'compare' }>,
  bound: Bound,
  environment: RuleEnvironment,
): RuleNode | undefined {
  const { operator, value, fragment } = atom
  const { reasons } = environment
  if (value.kind === 'now' || value.kind === 'shifted-now' || bound.info.type === 'date' || bound.kind?.type === 'time')
    return dateComparison(atom, bound, environment)
  if (operator !== '=') {
    reasons.add(reasonOf('dynamic.order', { fragment }))
    return undefined
  }
  if (bound.kind?.type === 'reference') return notSupported(bound, fragment, environment)
  const flag = value.kind === 'boolean' ? value.value : booleanText(value)
  if (bound.info.type === 'boolean') {
    if (flag === undefined) return notSupported(bound, fragment, environment)
    return compare(bound.property, 'eq', { kind: 'boolean', value: bound.mapped.negated === true ? !flag : flag })
  }
  if (value.kind === 'boolean') return booleanAsText(value.value, bound, environment)
  if (value.kind === 'integer') {
    reasons.add(reasonOf('dynamic.integer-as-text', { attribute: bound.attribute, property: bound.mapped.property }))
    return textComparison('eq', String(BigInt(value.digits)), bound, environment)
  }
  return textComparison('eq', value.value, bound, environment)
}

function booleanText(value: { readonly kind: string; readonly value?: string }): boolean | undefined {
  const word = value.kind === 'string' ? value.value?.toLowerCase() : undefined
  return word === 'true' ? true : word === 'false' ? false : undefined
}

function booleanAsText(value: boolean, bound: Bound, environment: RuleEnvironment): RuleNode | undefined {
  const { yes, no } = bound.mapped.booleanText ?? { yes: 'true', no: 'false' }
  const { attribute, mapped } = bound
  environment.reasons.add(reasonOf('dynamic.boolean-as-text', { attribute, property: mapped.property, yes, no }))
  return textComparison('eq', value !== (mapped.negated === true) ? yes : no, bound, environment)
}

function textAtom(
  atom: Extract<XPathAtom, { kind: 'text' }>,
  negated: boolean,
  environment: RuleEnvironment,
): RuleNode | undefined {
  const { condition, text, fragment } = atom
  const bound = bind(condition.attribute, fragment, environment)
  if (bound === undefined) return undefined
  if (bound.info.type !== 'string' && bound.info.type !== 'string-collection')
    return notSupported(bound, fragment, environment)
  if (bound.kind !== undefined && bound.kind.type !== 'string') return notSupported(bound, fragment, environment)
  if (condition.name === 'contains') {
    const { attribute } = condition
    environment.reasons.add(
      reasonOf('dynamic.word-start', { attribute, value: text }, wordStartExample(attribute, text, negated)),
    )
    return deniedIf(negated, textComparison('contains', text, bound, environment))
  }
  const parts = likeParts(condition.name, text)
  const form = likeForm(parts)
  if (form.kind === 'pattern') {
    const pattern = likePattern(parts, false, '$')
    environment.reasons.add(reasonOf('dynamic.single-line', { attribute: condition.attribute, pattern }))
    return deniedIf(negated, textComparison('match', pattern, bound, environment))
  }
  if (form.kind === 'present') return presence(bound, !negated)
  return deniedIf(negated, textComparison(LIKE_OPERATORS[form.kind], form.text, bound, environment))
}

const LIKE_OPERATORS: Readonly<Record<Exclude<LikeForm['kind'], 'pattern' | 'present'>, string>> = {
  starts: 'startsWith',
  ends: 'endsWith',
  contains: 'contains',
  equals: 'eq',
}

/** A text comparison of the property, or of any item when it is a collection. */
function textComparison(
  operator: string,
  text: string,
  bound: Bound,
  environment: RuleEnvironment,
): RuleNode | undefined {
  if (needsEscape(text)) {
    const refuse = environment.decisions.ruleQuote === 'refuse'
    environment.reasons.add(reasonOf(refuse ? 'dynamic.quote-refused' : 'dynamic.quote', { value: text }))
    if (refuse) return undefined
  }
  const value: RuleValue = { kind: 'string', value: text, quote: '"' }
  if (bound.info.type !== 'string-collection') return compare(bound.property, operator, value)
  const item = compare({ object: '_', name: '' }, operator, value)
  return {
    kind: 'quantified',
    property: bound.property,
    quantifier: 'any',
    condition: { kind: 'group', operand: item },
  }
}

function compare(property: RuleProperty, operator: string, value: RuleValue): RuleComparison {
  return { kind: 'comparison', property, operator, value }
}
