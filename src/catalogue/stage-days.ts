import type { StageName } from '../model/index.js'

/**
 * Working days a stage lasts at least, whatever the work: cycles to watch, people to ask, quiet to wait for. Proposal
 * values of this project. Two clean cycles make the shortest parallel run and five of a daily feed the longest; two to four
 * quiet weeks come before anything is taken away.
 */
export const stageDays: Readonly<Record<StageName, { readonly low: number; readonly high: number }>> = {
  prepare: { low: 2, high: 5 },
  pilot: { low: 3, high: 5 },
  'parallel-run': { low: 2, high: 5 },
  cutover: { low: 1, high: 2 },
  validate: { low: 5, high: 10 },
  decommission: { low: 10, high: 20 },
}

/** Share of a scenario's work that falls before its pilot; the rest spreads over the other stages. */
export const shareOfPrepare = 0.6

/** People who work on a wave at one time. */
export const peopleAtWork = 2
