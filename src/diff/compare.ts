import { matchThings, type Pair } from './match.js'
import { longestRising } from './order.js'
import type { Facet, Noise, Thing } from './thing.js'

/** One difference, before anything is said about who made it or what follows from it. */
export interface Change {
  readonly change: 'added' | 'removed' | 'changed' | 'moved'
  readonly thing: Thing
  /** The same thing on the other side; absent where it came or went. */
  readonly other?: Thing
  /** Things around it, outermost first, as they are afterwards. */
  readonly path: readonly Thing[]
  /** What of it differs; absent where it came, went or moved. */
  readonly facet?: { readonly before: Facet; readonly after: Facet }
  /** Place among its likes, from 1, where their order has a meaning. */
  readonly rank?: { readonly before?: number; readonly after?: number }
  /** Others that changed by the same step: a block of rules with new numbers is one difference. */
  readonly alike?: readonly Thing[]
  /** The order of those that are on both sides, by name. */
  readonly order?: { readonly before: readonly string[]; readonly after: readonly string[] }
}

export interface Comparison {
  readonly changes: readonly Change[]
  readonly noise: Readonly<Record<Noise, number>>
}

/** Everything that differs between two things of which it is known that they are the same. */
export function compareThings(before: Thing, after: Thing): Comparison {
  const changes: Change[] = []
  const noise: Record<Noise, number> = { order: 0, whitespace: 0, dates: 0, counters: 0, ids: 0 }
  comparePair({ before, after }, [], changes, noise)
  return { changes, noise }
}

function comparePair(pair: Pair, path: readonly Thing[], changes: Change[], noise: Record<Noise, number>): void {
  const { before, after } = pair
  if (hasOtherId(before.keys[0], after.keys[0])) noise.ids++
  for (const { old, facet } of facetPairs(before.facets, after.facets)) {
    if (old.same === facet.same) {
      if (old.raw !== undefined && facet.raw !== undefined && old.raw.text !== facet.raw.text) noise[facet.raw.noise]++
    } else if (facet.noise !== undefined) noise[facet.noise]++
    else changes.push({ change: 'changed', thing: after, other: before, path, facet: { before: old, after: facet } })
  }
  compareChildren(pair, [...path, after], changes, noise)
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function hasOtherId(before = '', after = ''): boolean {
  return before !== after && guid.test(before) && guid.test(after)
}

/** What only one side says anything about is said as nothing by the other. */
function facetPairs(
  before: readonly Facet[],
  after: readonly Facet[],
): { readonly old: Facet; readonly facet: Facet }[] {
  const olds = new Map(before.map((facet) => [facet.id, facet]))
  const nows = new Map(after.map((facet) => [facet.id, facet]))
  return [...new Set([...olds.keys(), ...nows.keys()])].flatMap((id) => {
    const [old, facet] = [olds.get(id), nows.get(id)]
    const one = old ?? facet
    return one === undefined
      ? []
      : [{ old: old ?? { ...one, same: '', text: '' }, facet: facet ?? { ...one, same: '', text: '' } }]
  })
}

function compareChildren(pair: Pair, path: readonly Thing[], changes: Change[], noise: Record<Noise, number>): void {
  const { before, after } = pair
  const kinds = new Set([...before.children, ...after.children].map((child) => child.kind))
  for (const kind of kinds) {
    const old = before.children.filter((child) => child.kind === kind)
    const now = after.children.filter((child) => child.kind === kind)
    const { pairs, removed, added } = matchThings(old, now)
    const ranks = { before: ranksOf(old), after: ranksOf(now) }
    for (const inner of pairs) comparePair(inner, path, changes, noise)
    changes.push(...moved(pairs, ranks, path))
    if (old[0]?.isRanked !== true && now[0]?.isRanked !== true && isOtherOrder(pairs, ranks.after)) noise.order++
    for (const thing of removed) gone(thing, 'removed', ranks.before, path, changes)
    for (const thing of added) gone(thing, 'added', ranks.after, path, changes)
  }
}

function ranksOf(things: readonly Thing[]): ReadonlyMap<Thing, number> {
  return new Map(things.map((thing, index) => [thing, index + 1]))
}

/** Came or went as a whole; a frame only as what it holds. */
function gone(
  thing: Thing,
  change: 'added' | 'removed',
  ranks: ReadonlyMap<Thing, number>,
  path: readonly Thing[],
  changes: Change[],
): void {
  if (thing.isFrame === true && thing.children.length > 0) {
    for (const child of thing.children) gone(child, change, ranksOf(thing.children), [...path, thing], changes)
    return
  }
  const rank = thing.isRanked === true ? ranks.get(thing) : undefined
  const place = rank === undefined ? {} : { rank: change === 'added' ? { after: rank } : { before: rank } }
  changes.push({ change, thing, path, ...place })
}

type Ranks = Readonly<Record<'before' | 'after', ReadonlyMap<Thing, number>>>

/** Another order of what is on both sides is one difference of the whole, told by who has moved. */
function moved(pairs: readonly Pair[], ranks: Ranks, path: readonly Thing[]): Change[] {
  const ranked = pairs.filter((pair) => pair.after.isRanked === true)
  const after = ranked.map((pair) => ranks.after.get(pair.after) ?? 0)
  const kept = longestRising(after)
  const first = ranked.find((_, index) => !kept.has(index))
  if (first === undefined) return []
  const inOrder = [...ranked].sort((a, b) => (ranks.after.get(a.after) ?? 0) - (ranks.after.get(b.after) ?? 0))
  return [
    {
      change: 'moved',
      thing: first.after,
      other: first.before,
      path,
      rank: { before: ranks.before.get(first.before) ?? 0, after: ranks.after.get(first.after) ?? 0 },
      order: {
        before: ranked.map((pair) => pair.before.name),
        after: inOrder.map((pair) => pair.after.name),
      },
    },
  ]
}

function isOtherOrder(pairs: readonly Pair[], after: ReadonlyMap<Thing, number>): boolean {
  let last = 0
  for (const pair of pairs) {
    const rank = after.get(pair.after) ?? 0
    if (rank < last) return true
    last = rank
  }
  return false
}
