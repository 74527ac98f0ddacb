import { type Counter, counters, type Step } from '../../graph/index.js'
import type { Counts, Limit, Limits } from '../thresholds.js'

/**
 * Share of what a stage is about that it may touch, 0-100. What makes and changes is what the stage is for; what takes away
 * is an exception, and many exceptions are an accident. Proposals: the plan's reader may set others when applying.
 */
const mostPercent: Readonly<Record<Counter, number>> = {
  adds: 100,
  updates: 100,
  renames: 10,
  membershipRemovals: 10,
  disables: 5,
  deletes: 5,
}

/** @param planned the most that the steps of the stage say they can do */
export function limitsFor(planned: Counts): Limits {
  const limits = counters.map((counter): [Counter, Limit] => [
    counter,
    { atMost: planned[counter], percent: mostPercent[counter] },
  ])
  return Object.fromEntries(limits) as Record<Counter, Limit>
}

/**
 * The most a step can do: what it says, and the one thing it makes, or puts right where it makes none. Putting back what
 * somebody has changed since is not planned: it wants a higher limit, given by hand.
 */
export function mostOf({ change, counts }: Step): Partial<Counts> {
  if (change.kind !== 'ensure') return counts
  return {
    ...counts,
    ...(change.create === undefined
      ? { updates: Math.max(1, counts.updates ?? 0) }
      : { adds: Math.max(1, counts.adds ?? 0) }),
  }
}
