import type { SyncRule } from '../model/index.js'
import type { Change } from './compare.js'
import { count } from './facet.js'
import type { Names } from './names.js'
import { longestRising } from './order.js'
import type { Thing } from './thing.js'

/** Rules that have other numbers only because another came, went or moved. */
export interface Shift {
  readonly cause: Change
  readonly rules: readonly Thing[]
}

interface Ranked {
  readonly thing: Thing
  readonly other: Thing
  readonly before: number
  readonly after: number
}

/**
 * What became of the numbers of rules. A rule that is tried earlier or later than before has moved; one that has another
 * number and stands between the same rules was pushed by another, or was given a new number by hand, which is told.
 */
export function comparePrecedence(
  before: readonly SyncRule[],
  after: readonly SyncRule[],
  names: { readonly before: Names; readonly after: Names },
  things: { readonly before: readonly Thing[]; readonly after: readonly Thing[] },
  changes: readonly Change[],
  path: readonly Thing[],
): { readonly changes: readonly Change[]; readonly shifts: readonly Shift[] } {
  const numbers = { before: numbersOf(before, names.before), after: numbersOf(after, names.after) }
  const olds = new Map(things.before.map((thing) => [thing.id ?? '', thing]))
  const ranked = things.after
    .flatMap((thing): Ranked[] => {
      const other = olds.get(thing.id ?? '')
      const [old, now] = [numbers.before.get(thing.id ?? ''), numbers.after.get(thing.id ?? '')]
      return other === undefined || old === undefined || now === undefined
        ? []
        : [{ thing, other, before: old, after: now }]
    })
    .sort((a, b) => a.before - b.before || a.after - b.after)
  const kept = longestRising(ranked.map((entry) => entry.after))
  const ranks = { before: ranksOf(numbers.before), after: ranksOf(numbers.after) }
  const change = (entry: Ranked, kind: 'moved' | 'changed'): Change => ({
    change: kind,
    thing: entry.thing,
    other: entry.other,
    path,
    facet: { before: count('precedence', entry.before), after: count('precedence', entry.after) },
    rank: { before: ranks.before.get(entry.thing.id ?? '') ?? 0, after: ranks.after.get(entry.thing.id ?? '') ?? 0 },
  })
  const moved = ranked.filter((_, index) => !kept.has(index)).map((entry) => change(entry, 'moved'))
  const causes = [...moved, ...changes.filter((entry) => entry.thing.kind === 'sync-rule' && entry.facet === undefined)]
  const shifted = ranked.filter((entry, index) => kept.has(index) && entry.before !== entry.after)
  const shifts = new Map<Change, Thing[]>()
  const renumbered: Change[] = []
  let block: { delta: number; change: Change; alike: Thing[] } | undefined
  for (const entry of shifted) {
    const cause = causeOf(entry, causes, numbers)
    if (cause !== undefined) {
      shifts.set(cause, [...(shifts.get(cause) ?? []), entry.thing])
      continue
    }
    const delta = entry.after - entry.before
    if (block?.delta === delta) block.alike.push(entry.thing)
    else {
      block = { delta, change: change(entry, 'changed'), alike: [] }
      renumbered.push({ ...block.change, alike: block.alike })
    }
  }
  return {
    changes: [...moved, ...renumbered],
    shifts: [...shifts].map(([cause, rules]) => ({ cause, rules })),
  }
}

function numbersOf(rules: readonly SyncRule[], names: Names): Map<string, number> {
  return new Map(
    rules.flatMap((rule) =>
      rule.precedence === undefined ? [] : [[names.canonical(rule.id), rule.precedence] as const],
    ),
  )
}

/** Place in the order of numbers, from 1. */
export function ranksOf(numbers: ReadonlyMap<string, number>): Map<string, number> {
  const ordered = [...numbers].sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
  return new Map(ordered.map(([id], index) => [id, index + 1]))
}

/** Who pushed it: a rule that came or went before it, at most as many places as there are such rules. */
function causeOf(
  entry: Ranked,
  causes: readonly Change[],
  numbers: { readonly before: ReadonlyMap<string, number>; readonly after: ReadonlyMap<string, number> },
): Change | undefined {
  const delta = entry.after - entry.before
  const came = causes.filter((cause) => {
    const number = numbers.after.get(cause.thing.id ?? '')
    return cause.change !== 'removed' && number !== undefined && number <= entry.after
  })
  const went = causes.filter((cause) => {
    const number = numbers.before.get(cause.thing.id ?? '')
    return cause.change !== 'added' && number !== undefined && number <= entry.before
  })
  if (delta > 0 && delta <= came.length) return came.find((cause) => !went.includes(cause)) ?? came[0]
  if (delta < 0 && -delta <= went.length) return went.find((cause) => !came.includes(cause)) ?? went[0]
  return undefined
}
