import { compareText, normalizeGuid } from './guid.js'
import type { NamedCount, RunSummary } from './objects.js'

const MS_PER_MINUTE = 60_000
const MS_PER_HOUR = 3_600_000

/** What the run history says of one run profile of one connector. */
export interface RunProfileStatistics {
  readonly connectorId: string
  readonly connector: string
  readonly profile: string
  readonly runs: number
  /** Start of the first and the last run in the history, as written; '' where no run says it. */
  readonly first: string
  readonly last: string
  /** Hours from one start to the next, the middle one of all; undefined with fewer than two runs. */
  readonly everyHours: number | undefined
  /** Minutes from the start of the first step to the end of the last. */
  readonly medianMinutes: number | undefined
  readonly longestMinutes: number | undefined
  /** Runs with a step whose result is not `success`. */
  readonly troubled: number
  /** Start of the last run all of whose steps succeeded, '' if there is none. */
  readonly lastSuccess: string
  /** Results other than `success`, and the errors met, most frequent first. */
  readonly results: readonly NamedCount[]
  readonly errors: readonly NamedCount[]
  readonly at: RunSummary['at']
}

/** What the run history says of one connector, all its profiles together. */
export interface ConnectorRunStatistics {
  readonly connectorId: string
  readonly connector: string
  readonly runs: number
  readonly troubled: number
  readonly last: string
  readonly lastSuccess: string
  /** Days from its last run to the last run of any connector in the history; the history has no other clock. */
  readonly daysSilent: number | undefined
  readonly at: RunSummary['at']
}

/** How often, how long and with what result each run profile ran. Sorted by connector, then profile. */
export function runProfileStatistics(runs: readonly RunSummary[]): readonly RunProfileStatistics[] {
  return grouped(runs, (run) => `${connectorKey(run)}\n${run.profile}`)
    .map(([first, all]): RunProfileStatistics => {
      const starts = startsOf(all)
      const minutes = all.flatMap(minutesOf).sort((a, b) => a - b)
      return {
        connectorId: connectorKey(first),
        connector: first.connectorName,
        profile: first.profile,
        runs: all.length,
        first: starts[0]?.text ?? '',
        last: starts.at(-1)?.text ?? '',
        everyHours: gapHours(starts.map((start) => start.time)),
        medianMinutes: middle(minutes),
        longestMinutes: minutes.at(-1),
        troubled: all.filter(isTroubled).length,
        lastSuccess: startsOf(all.filter((run) => !isTroubled(run))).at(-1)?.text ?? '',
        results: tally(
          all.flatMap((run) => run.steps.flatMap((step) => (isSuccess(step.result) ? [] : [step.result]))),
        ),
        errors: added(all.flatMap((run) => run.steps.flatMap((step) => step.errors))),
        at: first.at,
      }
    })
    .sort((a, b) => compareText(a.connector, b.connector) || compareText(a.profile, b.profile))
}

/** One line a connector that occurs in the history. */
export function connectorRunStatistics(runs: readonly RunSummary[]): readonly ConnectorRunStatistics[] {
  const end = startsOf(runs).at(-1)?.time
  return grouped(runs, connectorKey)
    .map(([first, all]): ConnectorRunStatistics => {
      const last = startsOf(all).at(-1)
      return {
        connectorId: connectorKey(first),
        connector: first.connectorName,
        runs: all.length,
        troubled: all.filter(isTroubled).length,
        last: last?.text ?? '',
        lastSuccess: startsOf(all.filter((run) => !isTroubled(run))).at(-1)?.text ?? '',
        daysSilent:
          end === undefined || last === undefined ? undefined : Math.floor((end - last.time) / (24 * MS_PER_HOUR)),
        at: first.at,
      }
    })
    .sort((a, b) => compareText(a.connector, b.connector))
}

/** First and last start of any run, and the days between; undefined when no run says when it started. */
export function runHistorySpan(
  runs: readonly RunSummary[],
): { readonly first: string; readonly last: string; readonly days: number } | undefined {
  const starts = startsOf(runs)
  const [first] = starts
  const last = starts.at(-1)
  if (first === undefined || last === undefined) return undefined
  return { first: first.text, last: last.text, days: Math.floor((last.time - first.time) / (24 * MS_PER_HOUR)) }
}

function connectorKey(run: RunSummary): string {
  return run.connectorId === '' ? run.connectorName : normalizeGuid(run.connectorId)
}

function isSuccess(result: string): boolean {
  return result === 'success' || result === ''
}

function isTroubled(run: RunSummary): boolean {
  return run.steps.some((step) => !isSuccess(step.result))
}

interface Start {
  readonly text: string
  readonly time: number
}

function startsOf(runs: readonly RunSummary[]): readonly Start[] {
  return runs
    .flatMap((run) => {
      const text = run.steps[0]?.startedAt ?? ''
      const time = timeOf(text)
      return time === undefined ? [] : [{ text, time }]
    })
    .sort((a, b) => a.time - b.time)
}

function minutesOf(run: RunSummary): readonly number[] {
  const start = timeOf(run.steps[0]?.startedAt ?? '')
  const end = timeOf(run.steps.at(-1)?.endedAt ?? '')
  return start === undefined || end === undefined || end < start ? [] : [(end - start) / MS_PER_MINUTE]
}

/** The history writes UTC without saying so. */
function timeOf(text: string): number | undefined {
  const iso = text.trim().replace(' ', 'T')
  const time = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(iso) ? iso : `${iso}Z`)
  return Number.isNaN(time) ? undefined : time
}

function gapHours(times: readonly number[]): number | undefined {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time))
  const gap = middle(gaps.sort((a, b) => a - b))
  return gap === undefined ? undefined : gap / MS_PER_HOUR
}

function middle(sorted: readonly number[]): number | undefined {
  return sorted[Math.floor(sorted.length / 2)]
}

function tally(names: readonly string[]): readonly NamedCount[] {
  return added(names.map((name) => ({ name, count: 1 })))
}

function added(counts: readonly NamedCount[]): readonly NamedCount[] {
  const sums = new Map<string, number>()
  for (const { name, count } of counts) sums.set(name, (sums.get(name) ?? 0) + count)
  return [...sums]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || compareText(a.name, b.name))
}

function grouped(
  runs: readonly RunSummary[],
  keyOf: (run: RunSummary) => string,
): readonly (readonly [RunSummary, readonly RunSummary[]])[] {
  const groups = new Map<string, RunSummary[]>()
  for (const run of runs) {
    const group = groups.get(keyOf(run))
    if (group === undefined) groups.set(keyOf(run), [run])
    else group.push(run)
  }
  return [...groups.values()].flatMap((all) => {
    const [first] = all
    return first === undefined ? [] : [[first, all] as const]
  })
}
