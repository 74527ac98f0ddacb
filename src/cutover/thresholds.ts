import { type Counter, counters } from '../graph/index.js'

/** How much of one kind a stage may do. Both have to hold. */
export interface Limit {
  readonly atMost: number
  /** Share of the population, 0-100; undefined where nobody knows how many there are. */
  readonly percent: number | undefined
}

export type Limits = Readonly<Record<Counter, Limit>>

export type Counts = Readonly<Record<Counter, number>>

/** A counter that is past its limit. */
export interface Breach {
  readonly counter: Counter
  readonly count: number
  readonly limit: Limit
  readonly percent: number | undefined
}

export const noCounts: Counts = { adds: 0, updates: 0, deletes: 0, renames: 0, disables: 0, membershipRemovals: 0 }

export function sumOf(parts: Iterable<Partial<Counts>>): Counts {
  const sum: Record<Counter, number> = { ...noCounts }
  for (const part of parts) for (const counter of counters) sum[counter] += part[counter] ?? 0
  return sum
}

/** @param population objects the stage is about; undefined where it is not known */
export function breachesOf(counts: Counts, limits: Limits, population: number | undefined): readonly Breach[] {
  return counters.flatMap((counter) => {
    const count = counts[counter]
    const limit = limits[counter]
    const percent = percentOf(count, population)
    const tooMany = count > limit.atMost
    const tooLarge = percent !== undefined && limit.percent !== undefined && percent > limit.percent
    return count > 0 && (tooMany || tooLarge) ? [{ counter, count, limit, percent }] : []
  })
}

/** Share of a population, 0-100 and more; undefined without one. */
export function percentOf(count: number, population: number | undefined): number | undefined {
  return population === undefined || population === 0 ? undefined : (count / population) * 100
}
