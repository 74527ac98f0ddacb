import { peopleAtWork, shareOfPrepare, stageDays } from '../../catalogue/stage-days.js'
import { type StageName, stageNames } from '../../model/index.js'
import type { EffortSum } from '../effort/total.js'
import type { ForecastLine } from './forecast.js'

/** Working days from the first day of the plan, 0 = its first morning; `low` and `high` are two calendars. */
export interface StageSpan {
  readonly low: { readonly start: number; readonly end: number }
  readonly high: { readonly start: number; readonly end: number }
}

interface WaveWork {
  readonly effort: EffortSum
  readonly forecast: readonly ForecastLine[]
}

const minutesPerDay = 1440

/**
 * Spans of the six stages, wave by wave. A wave is prepared while the one before is in its pilot; its own pilot waits
 * until that one is validated, since only then the ground it stands on is firm. Decommission overlaps with whatever comes.
 */
export function calendarOf(waves: readonly WaveWork[]): readonly Readonly<Record<StageName, StageSpan>>[] {
  const low = endsOf(waves, 'low')
  const high = endsOf(waves, 'high')
  return waves.map(
    (_, index) =>
      Object.fromEntries(
        stageNames.map((name) => [name, { low: low[index]?.[name], high: high[index]?.[name] }]),
      ) as unknown as Readonly<Record<StageName, StageSpan>>,
  )
}

type End = 'low' | 'high'

function endsOf(waves: readonly WaveWork[], end: End): readonly Record<StageName, StageSpan[End]>[] {
  let prepareFrom = 0
  let pilotFrom = 0
  return waves.map((wave) => {
    const spans = {} as Record<StageName, StageSpan[End]>
    let at = prepareFrom
    for (const name of stageNames) {
      const start = name === 'pilot' ? Math.max(at, pilotFrom) : at
      spans[name] = { start, end: start + daysOf(wave, name, end) }
      at = spans[name].end
    }
    prepareFrom = spans.pilot.start
    pilotFrom = spans.validate.end
    return spans
  })
}

/** Waiting and working go side by side; a cutover also lasts as long as the services need. */
function daysOf({ effort, forecast }: WaveWork, stage: StageName, end: End): number {
  const days = end === 'low' ? effort.lowDays : effort.highDays
  const share = stage === 'prepare' ? shareOfPrepare : (1 - shareOfPrepare) / (stageNames.length - 1)
  const work = Math.ceil((days * share) / peopleAtWork)
  const minutes = forecast.reduce((sum, line) => sum + (end === 'low' ? line.lowMinutes : line.highMinutes), 0)
  const service = stage === 'cutover' ? Math.ceil(minutes / minutesPerDay) : 0
  return Math.max(stageDays[stage][end], work, service)
}
