import type { Thing } from './thing.js'

export interface Pair {
  readonly before: Thing
  readonly after: Thing
}

export interface Matching {
  readonly pairs: readonly Pair[]
  readonly removed: readonly Thing[]
  readonly added: readonly Thing[]
}

/** Share of words two things must have in common to be taken for one that was changed. */
const ALIKE = 0.5

/**
 * Which things of one parent are the same: by their keys, the most certain first, where a key names one thing on each
 * side; then by how much alike they are.
 */
export function matchThings(before: readonly Thing[], after: readonly Thing[]): Matching {
  const pairs: Pair[] = []
  const left = { before: new Set(before), after: new Set(after) }
  const take = (pair: Pair): void => {
    pairs.push(pair)
    left.before.delete(pair.before)
    left.after.delete(pair.after)
  }
  const tiers = Math.max(0, ...[...before, ...after].map((thing) => thing.keys.length))
  for (let tier = 0; tier < tiers; tier++) for (const pair of byKey([...left.before], [...left.after], tier)) take(pair)
  for (const pair of byLikeness([...left.before], [...left.after])) take(pair)
  const place = new Map(before.map((thing, index) => [thing, index]))
  return {
    pairs: pairs.sort((a, b) => (place.get(a.before) ?? 0) - (place.get(b.before) ?? 0)),
    removed: [...left.before],
    added: [...left.after],
  }
}

/** Equal keys pair in order as long as both sides have as many: what is there twice is told apart by its place. */
function byKey(before: readonly Thing[], after: readonly Thing[], tier: number): Pair[] {
  const known = grouped(after, tier)
  const pairs: Pair[] = []
  for (const [key, things] of grouped(before, tier)) {
    const others = known.get(key) ?? []
    if (others.length === 0 || (others.length !== things.length && tier === 0)) continue
    for (const [index, thing] of things.entries()) {
      const other = others[index]
      if (other !== undefined) pairs.push({ before: thing, after: other })
    }
  }
  return pairs
}

function grouped(things: readonly Thing[], tier: number): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    const key = thing.keys[tier] ?? ''
    if (key === '') continue
    const name = `${thing.kind}\n${key}`
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [thing])
    else group.push(thing)
  }
  return groups
}

/** Most pairs of leftovers worth looking at: beyond, things are told as gone and come. */
const MOST_COMPARISONS = 40_000

function byLikeness(before: readonly Thing[], after: readonly Thing[]): Pair[] {
  if (before.length * after.length > MOST_COMPARISONS) return []
  const words = new Map([...before, ...after].map((thing) => [thing, wordsOfThing(thing)]))
  const candidates = before.flatMap((thing) =>
    after
      .filter((other) => other.kind === thing.kind)
      .map((other) => ({
        before: thing,
        after: other,
        score: likeness(words.get(thing) ?? new Set(), words.get(other) ?? new Set()),
      })),
  )
  const taken = new Set<Thing>()
  const pairs: Pair[] = []
  for (const candidate of candidates.filter(({ score }) => score >= ALIKE).sort((a, b) => b.score - a.score)) {
    if (taken.has(candidate.before) || taken.has(candidate.after)) continue
    taken.add(candidate.before).add(candidate.after)
    pairs.push({ before: candidate.before, after: candidate.after })
  }
  return pairs
}

/** Share of what is in both. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const word of a) if (b.has(word)) common++
  const all = a.size + b.size - common
  return all === 0 ? 1 : common / all
}

function wordsOfThing(thing: Thing, depth = 0): Set<string> {
  const words = new Set<string>()
  for (const facet of thing.facets)
    if (facet.noise === undefined)
      for (const word of facet.same.toLowerCase().match(/[\p{L}\p{N}_.-]+/gu) ?? []) words.add(word)
  if (depth < 3) for (const child of thing.children) for (const word of wordsOfThing(child, depth + 1)) words.add(word)
  return words
}
