import type { EffortLine } from '../../../analyzers/analyzer.js'
import { daysOf, hundredths } from '../../../analyzers/effort.js'
import { compareText } from '../../model/index.js'
import type { ScenarioResult } from '../assessment.js'

/** A summand of a total: a line of some design's formula, with what it adds there. */
export interface EffortShare {
  readonly scenario: string
  readonly subject: string
  readonly line: EffortLine
  /** What it adds: all of it, half of it, or nothing. */
  readonly low: number
  readonly high: number
  /**
   * `first`: in full; `repeat`: base of a further place of the same scenario, half; `shared`: the same things are counted
   * by another scenario or place already, nothing.
   */
  readonly counted: 'first' | 'repeat' | 'shared'
  /** Of a shared one: where its things are counted. */
  readonly countedIn?: { readonly scenario: string; readonly subject: string }
}

/** Person-days of a scenario, or of the whole. */
export interface EffortSum {
  /** Sum of the shares, widened to half days. */
  readonly lowDays: number
  readonly highDays: number
}

export interface EffortTotal extends EffortSum {
  /** Scenarios that count, in their order, each with what it adds to the total. */
  readonly scenarios: readonly (EffortSum & {
    readonly scenario: string
    readonly shares: readonly EffortShare[]
  })[]
  /** Names of bases and rates that a team put its own figures to. */
  readonly calibrated: readonly string[]
}

/**
 * What the scenarios take together. Things that several scenarios count (groups, filters, rules in code) are taken once,
 * where they weigh most; a further place of the same scenario adds half its base, since the first taught the rest.
 *
 * @param left scenarios the plan leaves out
 */
export function effortTotal(
  results: readonly ScenarioResult[],
  left: ReadonlySet<string>,
  calibrated: readonly string[],
): EffortTotal {
  const counted = results.filter((result) => !left.has(result.meta.id))
  const lines = counted.flatMap(linesOf)
  const owners = sharedOwners(lines)
  const scenarios = counted.flatMap(({ meta }) => {
    const own = lines.filter((item) => item.scenario === meta.id)
    const shares = own.map((item) => shareOf(item, owners))
    return shares.length === 0 ? [] : [{ scenario: meta.id, ...sumOf(shares), shares }]
  })
  return { ...sumOf(scenarios.flatMap((item) => item.shares)), scenarios, calibrated }
}

interface PlacedLine {
  readonly scenario: string
  readonly subject: string
  readonly line: EffortLine
  readonly isFirst: boolean
}

/** The place that costs most is the first of its scenario; a trace costs nothing. */
function linesOf({ meta, cases }: ScenarioResult): readonly PlacedLine[] {
  return cases
    .filter((item) => item.detection.level !== 'trace')
    .sort(
      (a, b) =>
        b.design.effort.highDays - a.design.effort.highDays || compareText(a.detection.subject, b.detection.subject),
    )
    .flatMap(({ detection, design }, index) =>
      design.effort.formula.map((line) => ({
        scenario: meta.id,
        subject: detection.subject,
        line,
        isFirst: index === 0,
      })),
    )
}

/** Of the lines of one pool and rate, the one that weighs most counts; of equal ones the first. */
function sharedOwners(lines: readonly PlacedLine[]): ReadonlyMap<string, PlacedLine> {
  const owners = new Map<string, PlacedLine>()
  for (const item of lines) {
    const pool = poolOf(item.line)
    if (pool === undefined) continue
    const owner = owners.get(pool)
    if (owner === undefined || item.line.high > owner.line.high) owners.set(pool, item)
  }
  return owners
}

function poolOf(line: EffortLine): string | undefined {
  return line.shared === undefined ? undefined : `${line.shared} ${line.rate}`
}

function shareOf(item: PlacedLine, owners: ReadonlyMap<string, PlacedLine>): EffortShare {
  const { scenario, subject, line, isFirst } = item
  const owner = owners.get(poolOf(line) ?? '')
  if (owner !== undefined && owner !== item)
    return {
      scenario,
      subject,
      line,
      low: 0,
      high: 0,
      counted: 'shared',
      countedIn: { scenario: owner.scenario, subject: owner.subject },
    }
  if (line.driver === '' && !isFirst)
    return {
      scenario,
      subject,
      line,
      low: hundredths(line.low / 2),
      high: hundredths(line.high / 2),
      counted: 'repeat',
    }
  return { scenario, subject, line, low: line.low, high: line.high, counted: 'first' }
}

function sumOf(shares: readonly EffortShare[]): EffortSum {
  return daysOf(shares.map(({ line, low, high }) => ({ ...line, low, high })))
}
