/**
 * An XPath filter as a formula over atoms any target can look at: paths become type conditions, sets are inlined, `!=`
 * and the presence idioms are resolved. What no target can express stays as a blocked atom with its reason.
 */

import { normalizeGuid } from '../../../model/index.js'
import type { Formula } from '../core/formula.js'
import { ALWAYS, allOf, anyOf, leafOf, NEVER, negate } from '../core/formula.js'
import { instantOf } from '../core/values.js'
import type { FilterDecisions } from '../decisions.js'
import { DEFAULT_FILTER_DECISIONS } from '../decisions.js'
import type {
  XPathCompare,
  XPathComparison,
  XPathCondition,
  XPathFilter,
  XPathPath,
  XPathText,
  XPathValue,
} from '../xpath/ast.js'
import { parseXPath } from '../xpath/parse.js'
import { printCondition, printPath } from '../xpath/print.js'
import { onlyIdentifier } from '../xpath/reach.js'
import type { ReasonId } from './reasons.js'
import type { ReasonList, TranslationReason } from './result.js'
import { reasonOf } from './result.js'

export type AtomLiteral = Exclude<XPathValue, { kind: 'path' | 'token' }>

export type XPathAtom =
  | { readonly kind: 'type'; readonly name: string }
  | {
      readonly kind: 'compare'
      readonly attribute: string
      readonly operator: Exclude<XPathComparison, '!='>
      readonly value: AtomLiteral
      readonly fragment: string
    }
  | { readonly kind: 'text'; readonly condition: XPathText; readonly text: string; readonly fragment: string }
  | { readonly kind: 'present'; readonly attribute: string; readonly fragment: string }
  /** The object is one of these. */
  | { readonly kind: 'identity'; readonly ids: readonly string[]; readonly fragment: string }
  | { readonly kind: 'group-member'; readonly groupId: string; readonly fragment: string }
  | { readonly kind: 'blocked'; readonly why: BlockedKind; readonly fragment: string; readonly name: string }
  | { readonly kind: 'refused'; readonly reason: TranslationReason }

/** Things an XPath filter can ask that every target refuses, each in its own words. */
export type BlockedKind = 'dereference' | 'descendant-in' | 'current' | 'token' | 'location-step'

/** A set the filter may name. */
export interface SetDefinition {
  /** XPath text of a criteria-based set. */
  readonly filter?: string | undefined
  /** ObjectIDs of hand-picked members. */
  readonly explicitMembers?: readonly string[] | undefined
}

export interface XPathFormulaOptions {
  /** Definition of a set by its ObjectID; undefined when it is not at hand. */
  readonly sets?: ((id: string) => SetDefinition | undefined) | undefined
  readonly decisions?: FilterDecisions | undefined
}

/** Nested sets beyond this are a cycle nobody drew, or hostile. */
const SET_DEPTH_LIMIT = 50

/** Builds the formula; conditions it rests on go to `reasons`. */
export function xpathFormula(
  filter: XPathFilter,
  options: XPathFormulaOptions,
  reasons: ReasonList,
): Formula<XPathAtom> {
  return new Builder(options, reasons).filter(filter, [])
}

class Builder {
  constructor(
    private readonly options: XPathFormulaOptions,
    private readonly reasons: ReasonList,
  ) {}

  filter(filter: XPathFilter, within: readonly string[]): Formula<XPathAtom> {
    return anyOf(filter.paths.map((path) => this.members(path, within)))
  }

  /** The condition an object meets to be among those the path selects. */
  private members(path: XPathPath, within: readonly string[]): Formula<XPathAtom> {
    if (path.root === 'current') return blocked('current', printPath(path))
    const [step, ...further] = path.steps
    if (step === undefined) return NEVER
    if (further.length === 0) {
      const type: Formula<XPathAtom> = step.name === '*' ? ALWAYS : leafOf({ kind: 'type', name: step.name })
      return allOf([type, ...step.predicates.map((predicate) => this.condition(predicate, within))])
    }
    const [reference, ...rest] = further
    if (reference === undefined || rest.length > 0) return blocked('location-step', printPath(path))
    const formula = this.linked(path, within)
    return allOf([formula, ...reference.predicates.map((predicate) => this.condition(predicate, within))])
  }

  /** `/Set[ObjectID='x']/ComputedMember` and its like. */
  private linked(path: XPathPath, within: readonly string[]): Formula<XPathAtom> {
    const [container, reference] = path.steps
    const isMember = reference?.name === 'ComputedMember' || reference?.name === 'ExplicitMember'
    if (container === undefined || !isMember || !['Set', 'Group'].includes(container.name))
      return blocked('location-step', printPath(path))
    const id = onlyIdentifier(container)
    if (id === undefined) return refused('set.by-condition', { fragment: printPath(path) })
    if (container.name === 'Group') return leafOf({ kind: 'group-member', groupId: id, fragment: printPath(path) })
    return this.set(id, reference.name === 'ExplicitMember', within)
  }

  private set(id: string, explicitOnly: boolean, within: readonly string[]): Formula<XPathAtom> {
    if (within.includes(id) || within.length >= SET_DEPTH_LIMIT) return refused('set.cycle', { id })
    const set = this.options.sets?.(id)
    if (set === undefined) return refused('set.unknown', { id })
    const parts: Formula<XPathAtom>[] = []
    if (set.filter !== undefined && !explicitOnly) {
      const parsed = parseXPath(set.filter)
      if (!parsed.ok) return refused('set.unreadable', { id, problem: parsed.error.message })
      parts.push(this.filter(parsed.value, [...within, id]))
    }
    const ids = (set.explicitMembers ?? []).map((member) => normalizeGuid(member))
    if (ids.length > 0) parts.push(leafOf({ kind: 'identity', ids, fragment: `members of set ${id}` }))
    return anyOf(parts)
  }

  private condition(condition: XPathCondition, within: readonly string[]): Formula<XPathAtom> {
    switch (condition.kind) {
      case 'or':
        return anyOf(condition.parts.map((part) => this.condition(part, within)))
      case 'and':
        return allOf(condition.parts.map((part) => this.condition(part, within)))
      case 'not':
        return negate(this.condition(condition.operand, within))
      case 'group':
        return this.condition(condition.operand, within)
      case 'compare':
        return this.compare(condition, within)
      case 'text':
        return this.text(condition)
      case 'descendant-in':
        return blocked('descendant-in', printCondition(condition))
      case 'unknown-function':
        return refused('xpath.unknown-function', { name: condition.name })
    }
  }

  private compare(condition: XPathCompare, within: readonly string[]): Formula<XPathAtom> {
    const { attribute, operator } = condition
    const fragment = printCondition(condition)
    if (operator !== '!=') return this.positive({ ...condition, operator }, fragment, within)
    const different = negate(this.positive({ ...condition, operator: '=' }, fragment, within))
    // Every object has an identifier and a type.
    if (attribute === 'ObjectID' || attribute === 'ObjectType') return different
    this.reasons.add(reasonOf('xpath.absent-not-equal', { fragment }))
    const { xpathAbsentNotEqual } = this.options.decisions ?? DEFAULT_FILTER_DECISIONS
    return xpathAbsentNotEqual ? different : allOf([leafOf({ kind: 'present', attribute, fragment }), different])
  }

  private positive(
    condition: XPathCompare & { readonly operator: Exclude<XPathComparison, '!='> },
    fragment: string,
    within: readonly string[],
  ): Formula<XPathAtom> {
    const { attribute, operator, value } = condition
    if (value.kind === 'token') return blocked('token', fragment, value.name)
    if (value.kind === 'path') return this.path(attribute, operator, value.path, fragment, within)
    if (attribute === 'ObjectType' && operator === '=' && value.kind === 'string')
      return leafOf({ kind: 'type', name: value.value })
    if (attribute === 'ObjectID' && operator === '=' && value.kind === 'string')
      return leafOf({ kind: 'identity', ids: [normalizeGuid(value.value)], fragment })
    const idiom = presenceIdiom(operator, value)
    if (idiom === 'with-bound') this.reasons.add(reasonOf('xpath.presence-idiom', { fragment }))
    if (idiom !== undefined) return leafOf({ kind: 'present', attribute, fragment })
    return leafOf({ kind: 'compare', attribute, operator, value, fragment })
  }

  private path(
    attribute: string,
    operator: XPathComparison,
    path: XPathPath,
    fragment: string,
    within: readonly string[],
  ): Formula<XPathAtom> {
    if (path.root === 'current') return blocked('current', fragment)
    if (operator !== '=') return refused('xpath.operator', { fragment })
    if (attribute === 'ObjectID') return this.members(path, within)
    const [step, further] = path.steps
    if (step?.name === '*' && further === undefined && step.predicates.length === 0)
      return leafOf({ kind: 'present', attribute, fragment })
    return blocked('dereference', fragment)
  }

  private text(condition: XPathText): Formula<XPathAtom> {
    const fragment = printCondition(condition)
    if (condition.value.kind === 'token') return blocked('token', fragment, condition.value.name)
    const text = condition.value.value
    const anything = condition.name === 'contains' ? text === '' : /^%*$/.test(text)
    if (anything) return leafOf({ kind: 'present', attribute: condition.attribute, fragment })
    return leafOf({ kind: 'text', condition, text, fragment })
  }
}

const IDIOM_INTEGER = 999_999_999_999_999n
const LARGEST_INTEGER = 2n ** 63n - 1n
const IDIOM_DATE = Date.UTC(9999, 11, 31)
/** The last instant a date of the service's database can hold. */
const LATEST_DATE = Date.UTC(9999, 11, 31, 23, 59, 59, 997)

/** Upper bounds no value exceeds are how searches ask for presence; `with-bound` where a greater value is possible. */
function presenceIdiom(operator: XPathComparison, value: AtomLiteral): 'always' | 'with-bound' | undefined {
  if (operator !== '<=') return undefined
  if (value.kind === 'integer') {
    const bound = BigInt(value.digits)
    return bound < IDIOM_INTEGER ? undefined : bound < LARGEST_INTEGER ? 'with-bound' : 'always'
  }
  const at = value.kind === 'string' ? (instantOf(value.value) ?? 0) : 0
  return at < IDIOM_DATE ? undefined : at < LATEST_DATE ? 'with-bound' : 'always'
}

function blocked(why: BlockedKind, fragment: string, name = ''): Formula<XPathAtom> {
  return leafOf({ kind: 'blocked', why, fragment, name })
}

function refused(id: ReasonId, params: Readonly<Record<string, string>>): Formula<XPathAtom> {
  return leafOf({ kind: 'refused', reason: reasonOf(id, params) })
}
