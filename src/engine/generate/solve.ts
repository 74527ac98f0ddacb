/** Values for one object, so that conditions hold, the connector filter stays clear of it, or an expression gives a value. */

import type { ScopeClause } from '../../expression/filter/index.js'
import { evaluateConnectorFilter, evaluateScopeClause } from '../../expression/filter/index.js'
import type { Scalar, Value, ValueSource } from '../../expression/index.js'
import { attempt, isSpecial, reference } from '../../expression/index.js'
import type { AttributeShape } from '../core/shape.js'
import { PLAIN } from '../core/shape.js'
import type { Atom, Stored } from '../core/values.js'
import { atomsOf, isAtoms } from '../core/values.js'
import { attributeName } from '../estate/sources.js'
import type { Candidates } from './candidates.js'
import type { Demand, ReadExpression, ScopeWish } from './demand.js'

/** undefined: absent. */
export type Assignment = Map<string, Stored | undefined>

/** A condition on one attribute. */
interface Condition {
  readonly attribute: string
  readonly holds: (values: Assignment) => boolean
}

export interface Wish {
  /** Values that stay as they are. */
  readonly fixed?: ReadonlyMap<string, Stored | undefined>
  /** Clauses that shall hold, and conjunctions that shall not. */
  readonly scope?: ScopeWish | undefined
  /** Alternative of the connector filter that shall be met; without it none is. */
  readonly filter?: Demand['filters'][number]
  /** It stands for the scope of an outbound rule. */
  readonly outbound?: boolean
}

/** Changes `typical` until the wish comes true; undefined when no value at hand does it. */
export function fulfil(
  demand: Demand,
  candidates: Candidates,
  typical: Assignment,
  wish: Wish,
): Assignment | undefined {
  const values: Assignment = new Map(typical)
  const fixed = wish.fixed ?? new Map()
  for (const [name, value] of fixed) values.set(name, value)
  const musts = [
    ...(wish.scope?.clauses ?? []).map((clause) => scopeCondition(demand, clause)),
    ...(wish.filter ?? []).map(filterCondition),
  ]
  for (const must of musts) {
    if (must.holds(values)) continue
    const others = musts.filter((one) => one.attribute === must.attribute)
    if (fixed.has(must.attribute) || !settle(demand, candidates, values, must.attribute, others)) return undefined
  }
  const unwanted = [
    ...(wish.filter === undefined ? demand.filters.map((alternative) => alternative.map(filterCondition)) : []),
    ...(wish.scope?.avoid ?? []).map((group) => group.map((clause) => scopeCondition(demand, clause))),
  ]
  avoidAll(demand, candidates, values, fixed, musts, unwanted)
  return values
}

function scopeCondition(demand: Demand, clause: ScopeClause): Condition {
  const parameters = new Map(Object.entries(demand.ma.parameters))
  return {
    attribute: clause.attribute,
    holds: (values) => evaluateScopeClause(clause, sourceOf(demand, values), { parameters }) === true,
  }
}

function filterCondition(condition: Demand['filters'][number][number]): Condition {
  const named = { ...condition, attribute: attributeName(condition.attribute, condition.intrinsic) }
  const shape = { kind: 'declared' as const, alternatives: [{ conditions: [named] }] }
  return {
    attribute: attributeName(condition.attribute, condition.intrinsic),
    holds: (values) => evaluateConnectorFilter(shape, plainSource(values)) === true,
  }
}

/** Finds a value of the attribute for which all conditions on it hold. */
function settle(
  demand: Demand,
  candidates: Candidates,
  values: Assignment,
  name: string,
  conditions: readonly Condition[],
): boolean {
  const before = values.get(name)
  for (const value of choices(demand, candidates, name, before)) {
    values.set(name, value)
    if (conditions.every((one) => one.holds(values))) return true
  }
  values.set(name, before)
  return false
}

function choices(
  demand: Demand,
  candidates: Candidates,
  name: string,
  present: Stored | undefined,
): readonly (Stored | undefined)[] {
  const shape = shapeOf(demand, name)
  const tried = (candidates.get(name) ?? []).map((atom): Stored => (shape.multi ? [atom] : atom))
  return [present, ...tried, undefined]
}

/** One condition of every unwanted conjunction is made to fail. */
function avoidAll(
  demand: Demand,
  candidates: Candidates,
  values: Assignment,
  fixed: ReadonlyMap<string, Stored | undefined>,
  musts: readonly Condition[],
  alternatives: readonly (readonly Condition[])[],
): void {
  for (const [index, alternative] of alternatives.entries()) {
    if (alternative.length === 0 || !alternative.every((one) => one.holds(values))) continue
    const earlier = alternatives.slice(0, index)
    alternative.some((condition) => {
      if (fixed.has(condition.attribute)) return false
      const wanted: Condition[] = [
        { attribute: condition.attribute, holds: (now) => !condition.holds(now) },
        ...musts.filter((one) => one.attribute === condition.attribute),
        ...earlier.map((other) => ({
          attribute: condition.attribute,
          holds: (now: Assignment) => !other.every((one) => one.holds(now)),
        })),
      ]
      return settle(demand, candidates, values, condition.attribute, wanted)
    })
  }
}

const MOST_TRIES = 4000

/** Whether the expression fails over the values, and not only gives nothing. */
export function fails(demand: Demand, values: Assignment, { expression }: ReadExpression): boolean {
  return !evaluated(demand, values, expression).ok
}

function evaluated(
  demand: Demand,
  values: Assignment,
  expression: ReadExpression['expression'],
): ReturnType<typeof attempt<Value>> {
  return attempt(() =>
    expression.evaluate({
      attributes: sourceOf(demand, values),
      importedValues: sourceOf(demand, values),
      parameters: new Map(Object.entries(demand.ma.parameters)),
      now: 0,
      random: () => 0.5,
    }),
  )
}

/** Any value will do. */
export function givesSomething(value: Value): boolean {
  return value !== null && !isSpecial(value)
}

/**
 * Values of the attributes an expression reads that make it give what is wanted; `typical` itself, where that does
 * already; undefined when no value at hand does.
 */
export function solveExpression(
  demand: Demand,
  candidates: Candidates,
  typical: Assignment,
  { expression, reads }: ReadExpression,
  isWanted: (value: Value) => boolean = givesSomething,
): ReadonlyMap<string, Stored | undefined> | undefined {
  const gives = (values: Assignment): boolean => {
    const result = evaluated(demand, values, expression)
    return result.ok && isWanted(result.value)
  }
  if (gives(typical)) return new Map()
  const names = reads.filter((name) => demand.attributes.has(name))
  let tries = 0
  const search = (from: number, values: Assignment, depth: number): Assignment | undefined => {
    for (let at = from; at < names.length; at++) {
      const name = names[at] ?? ''
      const before = values.get(name)
      for (const value of choices(demand, candidates, name, before).slice(1)) {
        if (++tries > MOST_TRIES) return undefined
        values.set(name, value)
        if (gives(values)) return values
        const deeper = depth > 1 ? search(at + 1, values, depth - 1) : undefined
        if (deeper !== undefined) return deeper
      }
      values.set(name, before)
    }
    return undefined
  }
  for (let depth = 1; depth <= 3; depth++) {
    const found = search(0, new Map(typical), depth)
    if (found !== undefined)
      return new Map(
        names.filter((name) => found.get(name) !== typical.get(name)).map((name) => [name, found.get(name)]),
      )
  }
  return undefined
}

function shapeOf(demand: Demand, name: string): AttributeShape {
  return demand.attributes.get(name) ?? PLAIN
}

function sourceOf(demand: Demand, values: Assignment): ValueSource {
  return { get: (name) => exposed(values.get(name), shapeOf(demand, name).kind === 'reference') }
}

function plainSource(values: Assignment): ValueSource {
  return { get: (name) => exposed(values.get(name), false) }
}

function exposed(value: Stored | undefined, isReference: boolean): Value {
  if (value === undefined) return null
  const atoms = atomsOf(value).flatMap((atom) => exposedAtom(atom, isReference))
  const [only] = atoms
  return isAtoms(value) ? atoms : (only ?? null)
}

function exposedAtom(atom: Atom, isReference: boolean): Scalar[] {
  if (typeof atom === 'string') return [isReference ? reference(atom) : atom]
  if (typeof atom !== 'object' || atom instanceof Uint8Array) return [atom]
  return []
}
