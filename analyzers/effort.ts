import {
  driverRates,
  type EffortRate,
  type EffortSize,
  effortBases,
  effortRates,
} from '../src/catalogue/effort-rates.js'
import type { Effort, EffortLine, Finding } from './analyzer.js'

/** Bases by size, rates by name: the proposal, or what a team made of it. */
export interface EffortFigures {
  readonly bases: Readonly<Record<EffortSize, { readonly low: number; readonly high: number }>>
  readonly rates: Readonly<Record<string, EffortRate>>
}

export const proposedFigures: EffortFigures = { bases: effortBases, rates: effortRates }

/**
 * Base by size plus units by driver. A driver without a rate adds nothing; a test sees to it that every one has.
 *
 * @param drivers whose params hold the counts
 */
export function effort(
  size: EffortSize,
  drivers: readonly Finding[] = [],
  figures: EffortFigures = proposedFigures,
): Effort {
  const formula = [
    lineOf({ driver: '', rate: `base-${size}`, count: 1 }, { ...figures.bases[size], cap: 1 }),
    ...drivers.flatMap((driver) => driverLines(driver, figures)),
  ]
  return { size, ...daysOf(formula), drivers, formula }
}

function driverLines(driver: Finding, { rates }: EffortFigures): readonly EffortLine[] {
  return (driverRates[driver.id] ?? []).flatMap(({ param, rate }) => {
    const figure = rates[rate]
    const count = param === undefined ? 1 : Number(driver.params[param] ?? 0)
    return figure === undefined || !(count > 0) ? [] : [lineOf({ driver: driver.id, rate, count }, figure)]
  })
}

function lineOf(
  what: Pick<EffortLine, 'driver' | 'rate' | 'count'>,
  { low, high, cap, shared }: Pick<EffortRate, 'low' | 'high' | 'cap' | 'shared'>,
): EffortLine {
  const counted = Math.min(what.count, cap)
  return {
    ...what,
    counted,
    cap,
    unitLow: low,
    unitHigh: high,
    low: hundredths(counted * low),
    high: hundredths(counted * high),
    ...(shared === undefined ? {} : { shared }),
  }
}

/** Sum of lines, widened to half days: nobody can tell a hundredth of a day in advance. */
export function daysOf(formula: readonly EffortLine[]): Pick<Effort, 'lowDays' | 'highDays'> {
  const low = hundredths(formula.reduce((sum, line) => sum + line.low, 0))
  const high = hundredths(formula.reduce((sum, line) => sum + line.high, 0))
  return { lowDays: Math.floor(low * 2) / 2, highDays: Math.ceil(high * 2) / 2 }
}

export function hundredths(days: number): number {
  return Math.round(days * 100) / 100
}
