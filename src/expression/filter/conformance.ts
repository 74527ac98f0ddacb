/**
 * Runs test vectors of the filter kinds: scopes, scoping filters, membership rules, XPath filters, and the conversion of
 * XPath to a rule. A vector is plain JSON; what is not of these kinds is left to others.
 */

import { normalizeGuid } from '../../model/index.js'
import { valueFromJson } from '../json-values.js'
import type { Value } from '../value.js'
import { evaluateConnectorFilter } from './connector/evaluate.js'
import { parseConnectorFilter } from './connector/parse.js'
import type { Truth } from './core/truth.js'
import type { FilterObject } from './core/values.js'
import { instantOf, objectFromJson } from './core/values.js'
import type { RuleNode } from './rule/ast.js'
import { evaluateRule } from './rule/evaluate.js'
import { parseRule } from './rule/parse.js'
import { printRule } from './rule/print.js'
import { validateRule } from './rule/validate.js'
import { evaluateScope } from './scope/evaluate.js'
import { evaluateScoping } from './scoping/evaluate.js'
import type { MappedAttribute } from './translate/attribute-map.js'
import type { Translation } from './translate/result.js'
import type { SetDefinition } from './translate/xpath-formula.js'
import type { XPathTranslationOptions } from './translate/xpath-options.js'
import { translateXPathToRule } from './translate/xpath-to-rule.js'
import type { XPathFilter } from './xpath/ast.js'
import { evaluateXPath } from './xpath/evaluate.js'
import { parseXPath } from './xpath/parse.js'

export type VectorResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly expected: string; readonly got: string }

type Json = Readonly<Record<string, unknown>>

/** Runs one vector; undefined when it is not one of the filters' kinds. */
export function runFilterVector(vector: unknown): VectorResult | undefined {
  if (!isRecord(vector)) return undefined
  const { lang, kind } = vector
  if (kind === 'scope' && (lang === 'aadc' || lang === 'mim')) return runScope(vector)
  if (kind === 'scope' && lang === 'entra') return runScoping(vector)
  if (lang === 'connector-filter' && kind === 'evaluate') return runConnectorFilter(vector)
  if (lang === 'dynamic-group' && kind === 'evaluate') return runRule(vector)
  if (lang === 'dynamic-group' && kind === 'validate') return runValidation(vector)
  if (lang === 'xpath' && kind === 'evaluate') return runXPath(vector)
  if (lang === 'xpath-to-dynamic' && kind === 'convert') return runConversion(vector)
  return undefined
}

function isRecord(json: unknown): json is Json {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function recordOf(json: unknown): Json {
  return isRecord(json) ? json : {}
}

function textOf(json: unknown): string {
  return typeof json === 'string' ? json : ''
}

/** A clause value, whatever JSON type the vector gives it. */
function valueText(json: unknown): string {
  return typeof json === 'number' || typeof json === 'boolean' ? String(json) : textOf(json)
}

function compare(expected: unknown, got: unknown): VectorResult {
  const [wanted, found] = [JSON.stringify(expected) ?? 'undefined', JSON.stringify(got) ?? 'undefined']
  return wanted === found ? { ok: true } : { ok: false, expected: wanted, got: found }
}

/** A vector that expects an error is met by a refusal to answer. */
function compareTruth(expected: unknown, got: Truth): VectorResult {
  if (isRecord(expected) && '$error' in expected)
    return got === 'unknown' ? { ok: true } : { ok: false, expected: 'an error', got: String(got) }
  return compare(expected, got)
}

function groupsOf(vector: Json): readonly (readonly Json[])[] {
  const groups = Array.isArray(vector.filter) ? vector.filter : []
  return groups.map((group) => (Array.isArray(group) ? group.map(recordOf) : []))
}

function runScope(vector: Json): VectorResult {
  const context = recordOf(vector.context)
  const scope = groupsOf(vector).map((clauses) =>
    clauses.map(({ attribute, operator, value }) => ({
      attribute: textOf(attribute),
      operator: textOf(operator),
      value: valueText(value),
    })),
  )
  const parameters = new Map<string, Value>()
  for (const [name, json] of Object.entries(recordOf(context.parameters))) parameters.set(name, valueFromJson(json))
  const groups = listOf(context.memberOf).map((dn) => dn.toLowerCase())
  const truth = evaluateScope(scope, objectFromJson(recordOf(vector.attributes)), {
    parameters,
    ...(context.memberOf === undefined ? {} : { isMemberOf: (dn: string) => groups.includes(dn.toLowerCase()) }),
  })
  return compareTruth(vector.expected, truth)
}

function runScoping(vector: Json): VectorResult {
  const groups = groupsOf(vector).map((clauses) => ({
    clauses: clauses.map(({ attribute, operator, value }) => ({
      attribute: textOf(attribute),
      operator: textOf(operator),
      values: Array.isArray(value) ? value.map(valueText) : [valueText(value)],
    })),
  }))
  return compareTruth(vector.expected, evaluateScoping({ groups }, objectFromJson(recordOf(vector.attributes))))
}

function runConnectorFilter(vector: Json): VectorResult {
  const parsed = parseConnectorFilter(textOf(vector.expression))
  if (!parsed.ok) return compare(vector.expected, { $error: parsed.error.message })
  return compareTruth(
    vector.expected,
    evaluateConnectorFilter(parsed.value, objectFromJson(recordOf(vector.attributes))),
  )
}

function listOf(json: unknown): readonly string[] {
  return Array.isArray(json) ? json.map(String) : []
}

function nowOf(context: Json): number | undefined {
  return instantOf(textOf(context.now))
}

/** The subject of a rule; in a vector a missing key means absent, so an unnamed `memberOf` is no membership. */
function truthOfRule(rule: RuleNode, attributes: Json, context: Json): Truth {
  const subject = Object.fromEntries(
    (['user', 'device'] as const).flatMap((kind) =>
      isRecord(attributes[kind]) ? [[kind, objectFromJson(recordOf(attributes[kind]), true)]] : [],
    ),
  )
  return evaluateRule(rule, subject, { now: nowOf(context), memberOf: listOf(context.memberOf) })
}

function runRule(vector: Json): VectorResult {
  const parsed = parseRule(textOf(vector.expression))
  if (!parsed.ok) {
    const expectsError = isRecord(vector.expected) && '$error' in vector.expected
    return expectsError ? { ok: true } : compare(vector.expected, { $error: parsed.error.message })
  }
  return compareTruth(vector.expected, truthOfRule(parsed.value, recordOf(vector.attributes), recordOf(vector.context)))
}

function runValidation(vector: Json): VectorResult {
  const text = textOf(vector.expression)
  const parsed = parseRule(text)
  const problems = parsed.ok
    ? validateRule(parsed.value, text).filter((found) => found.severity === 'error')
    : [parsed.error]
  const expectsError = isRecord(vector.expected) && '$error' in vector.expected
  if (expectsError === problems.length > 0) return { ok: true }
  return { ok: false, expected: expectsError ? 'refused' : 'accepted', got: problems[0]?.message ?? 'accepted' }
}

function runXPath(vector: Json): VectorResult {
  const parsed = parseXPath(textOf(vector.expression))
  if (!parsed.ok) return compareTruth(vector.expected, 'unknown')
  return compareTruth(
    vector.expected,
    truthOfXPath(parsed.value, recordOf(vector.attributes), recordOf(vector.context)),
  )
}

/** XPath over one person: sets of the context are evaluated on that person. */
function truthOfXPath(filter: XPathFilter, attributes: Json, context: Json): Truth {
  const self = objectFromJson({ ObjectType: 'Person', ObjectID: SELF, ...attributes })
  return evaluateOn(self, filter, context, 0)
}

const SELF = '00000000-0000-0000-0000-00000000000f'

function evaluateOn(self: FilterObject, filter: XPathFilter, context: Json, depth: number): Truth {
  const members = (id: string): ReadonlySet<string> | undefined => {
    const set = setsOf(context)?.(id)
    if (set === undefined || depth > 20) return undefined
    const parsed = set.filter === undefined ? undefined : parseXPath(set.filter)
    const inside = parsed?.ok === true ? evaluateOn(self, parsed.value, context, depth + 1) : false
    if (inside === 'unknown') return undefined
    return new Set([...(set.explicitMembers ?? []).map((member) => normalizeGuid(member)), ...(inside ? [SELF] : [])])
  }
  return evaluateXPath(filter, self, { now: nowOf(context), resolver: { resolve: () => undefined, members } })
}

function setsOf(context: Json): ((id: string) => SetDefinition | undefined) | undefined {
  if (!isRecord(context.sets)) return undefined
  const sets = new Map(Object.entries(context.sets).map(([id, set]) => [normalizeGuid(id), recordOf(set)]))
  return (id) => {
    const set = sets.get(normalizeGuid(id))
    if (set === undefined) return undefined
    const explicit = Array.isArray(set.explicitMembers) ? set.explicitMembers : set.members
    return {
      filter: typeof set.filter === 'string' ? set.filter : undefined,
      explicitMembers: listOf(explicit),
    }
  }
}

/** `user.x`, `!user.x` for the opposite of a boolean, or an object with `property` and `negated`. */
function mappingOf(json: unknown): MappedAttribute {
  if (isRecord(json)) return { property: textOf(json.property), negated: json.negated === true || json.negate === true }
  const opposite = /^(?:!|-not\s)\s*(.*)$/.exec(textOf(json))?.[1]
  return opposite === undefined ? { property: textOf(json) } : { property: opposite, negated: true }
}

function optionsOf(context: Json): XPathTranslationOptions {
  const map: Record<string, MappedAttribute> = {}
  for (const [name, json] of Object.entries(recordOf(context.attributeMap))) map[name] = mappingOf(json)
  const ids = new Map(
    Object.entries(recordOf(context.objectIdMap)).map(([id, target]) => [normalizeGuid(id), textOf(target)]),
  )
  const types = Object.entries(recordOf(context.objectTypeMap)).map(([type, target]): [string, 'user' | 'device'] => [
    type,
    textOf(target).toLowerCase() === 'device' ? 'device' : 'user',
  ])
  return {
    ...(isRecord(context.attributeMap) ? { attributeMap: map } : {}),
    ...(types.length === 0 ? {} : { objectTypes: { Person: 'user' as const, ...Object.fromEntries(types) } }),
    sets: setsOf(context),
    objectIds: (id) => ids.get(normalizeGuid(id)),
  }
}

function verdictOf(translation: Translation<RuleNode>): string {
  if (translation.quality === 'impossible') return 'not-convertible'
  if (translation.quality === 'approximate') return 'approximate'
  const preview = translation.reasons.some((reason) => reason.id === 'dynamic.member-of-ending')
  return preview ? 'convertible-preview' : 'convertible'
}

function runConversion(vector: Json): VectorResult {
  const context = recordOf(vector.context)
  const parsed = parseXPath(textOf(vector.expression))
  const translation = parsed.ok ? translateXPathToRule(parsed.value, optionsOf(context)) : undefined
  const verdict = translation === undefined ? 'not-convertible' : verdictOf(translation)
  const expected = isRecord(vector.expected) ? vector.expected.$verdict : vector.verdict
  if (verdict !== expected) {
    const why = translation?.reasons.map((reason) => reason.id).join(', ') ?? 'unreadable'
    return { ok: false, expected: String(expected), got: `${verdict} (${why})` }
  }
  if (!parsed.ok || translation?.target === undefined) return { ok: true }
  const probes = Array.isArray(vector.probes) ? vector.probes.map(recordOf) : []
  for (const probe of probes) {
    const result = runProbe(probe, parsed.value, translation.target, context)
    if (result !== undefined) return result
  }
  if (probes.length > 0 || typeof vector.expected !== 'string') return { ok: true }
  const wanted = parseRule(vector.expected)
  return compare(wanted.ok ? printRule(wanted.value) : vector.expected, printRule(translation.target))
}

/** Both sides on one input; undefined when both answer as expected. */
function runProbe(probe: Json, filter: XPathFilter, rule: RuleNode, context: Json): VectorResult | undefined {
  const source = isRecord(probe.mim) ? truthOfXPath(filter, probe.mim, context) : probe.member
  const target = truthOfRule(
    rule,
    isRecord(probe.device) ? { device: probe.device } : { user: recordOf(probe.entra) },
    context,
  )
  if (source === probe.member && target === probe.member) return undefined
  const got = `source ${String(source)}, target ${String(target)} of ${printRule(rule)}`
  return { ok: false, expected: `${String(probe.member)} for ${JSON.stringify(probe)}`, got }
}
