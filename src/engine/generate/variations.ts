/** The objects of one type: a full one, one for each condition, one without or with another value of each attribute. */

import type { Stored } from '../core/values.js'
import type { Candidates } from './candidates.js'
import { candidatesOf } from './candidates.js'
import type { Demand } from './demand.js'
import type { OutboundScope } from './outbound.js'
import { outboundWish, wantedDirectly } from './outbound.js'
import type { Assignment, Wish } from './solve.js'
import { fails, fulfil, solveExpression } from './solve.js'
import { typicalValue } from './typical.js'

export interface Workshop {
  readonly demand: Demand
  readonly candidates: Candidates
  readonly wishes: readonly Wish[]
  /** Those of the wishes that want the scope of an outbound rule. */
  readonly outbound: readonly Wish[]
}

/** Wishes in order: the plain object first, conditions next, single attributes last. */
export function workshopOf(demand: Demand, outbound: readonly OutboundScope[]): Workshop {
  const candidates = candidatesOf(
    demand,
    outbound.flatMap((one) => wantedDirectly(demand, one)),
  )
  const [own] = demand.scopes
  const typical = typicalOf(demand, 1, 'CN=neighbour')
  typical.set('dn', 'CN=object 1,OU=generated')
  const sound = soundValues(demand, candidates, fulfil(demand, candidates, typical, { scope: own }) ?? typical)
  const start = fulfil(demand, candidates, typical, { scope: own, fixed: sound }) ?? typical
  const wanted = outbound.flatMap((one) => {
    const wish = outboundWish(demand, candidates, start, sound, one)
    return wish === undefined ? [] : [{ wish, creates: one.creates }]
  })
  // A plain object reaches the targets, where its values let it.
  const plain: Wish = wanted.find(({ wish, creates }) => creates && isPossible(demand, candidates, typical, wish))
    ?.wish ?? { scope: own, fixed: sound }
  const { scope, fixed = sound } = plain
  const base = fulfil(demand, candidates, typical, plain) ?? typical
  const wishes: Wish[] = [
    plain,
    ...demand.scopes.map((one) => ({ scope: one, fixed: sound })),
    ...demand.filters.map((filter) => ({ filter, fixed: without(sound, filter) })),
    ...wanted.map((one) => one.wish),
  ]
  for (const expression of demand.expressions) {
    const solved = solveExpression(demand, candidates, base, expression)
    if (solved !== undefined && solved.size > 0)
      wishes.push({ fixed: new Map([...fixed, ...solved]), scope }, { fixed: new Map([...fixed, ...solved]) })
  }
  for (const [name, shape] of demand.attributes) {
    const values: (Stored | undefined)[] = (candidates.get(name) ?? []).map((atom) => (shape.multi ? [atom] : atom))
    for (const value of [undefined, ...values]) wishes.push({ fixed: new Map([...fixed, [name, value]]), scope })
  }
  return { demand, candidates, wishes, outbound: wishes.filter((one) => one.outbound === true) }
}

function isPossible(demand: Demand, candidates: Candidates, typical: Assignment, wish: Wish): boolean {
  return fulfil(demand, candidates, typical, wish) !== undefined
}

/** Less what the conditions speak of: they decide those themselves. */
function without(
  fixed: ReadonlyMap<string, Stored | undefined>,
  conditions: readonly { readonly attribute: string }[],
): ReadonlyMap<string, Stored | undefined> {
  return new Map([...fixed].filter(([name]) => !conditions.some((one) => one.attribute === name)))
}

/** Values without which an expression of the type fails, and the whole object with it: another one, or none. */
function soundValues(
  demand: Demand,
  candidates: Candidates,
  typical: Assignment,
): ReadonlyMap<string, Stored | undefined> {
  const fixed = new Map<string, Stored | undefined>()
  const values: Assignment = new Map(typical)
  const set = (name: string, value: Stored | undefined): void => {
    fixed.set(name, value)
    values.set(name, value)
  }
  for (const one of demand.expressions) {
    if (!fails(demand, values, one)) continue
    const solved = solveExpression(demand, candidates, values, one)
    for (const [name, value] of solved ?? []) set(name, value)
    if (!fails(demand, values, one)) continue
    for (const name of one.reads) if (demand.attributes.has(name) && fails(demand, values, one)) set(name, undefined)
  }
  return fixed
}

export function typicalOf(demand: Demand, n: number, neighbour: string): Assignment {
  const values: Assignment = new Map()
  for (const [name, shape] of demand.attributes) values.set(name, typicalValue(name, shape, n, neighbour))
  return values
}

/** The n-th object with its wish come true; where the wish cannot, the object comes as near as it does. */
export function makeValues(workshop: Workshop, wish: Wish, n: number, neighbour: string, dn: string): Assignment {
  const { demand, candidates } = workshop
  const typical = typicalOf(demand, n, neighbour)
  typical.set('dn', dn)
  return (
    fulfil(demand, candidates, typical, wish) ??
    fulfil(demand, candidates, typical, { fixed: wish.fixed ?? new Map() }) ??
    typical
  )
}
