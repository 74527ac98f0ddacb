import type { WaveView } from '../model.js'
import type { Words } from '../words.js'

const WIDTH = 960
const LABEL = 96
const ROW = { height: 44, bar: 15 }
const TOP = 30
/** Working days of a month, for the grid. */
const MONTH = 21

/** What is drawn of a wave. */
export interface GanttWave extends Pick<WaveView, 'number'> {
  readonly stages: readonly Pick<WaveView['stages'][number], 'name' | 'low' | 'high'>[]
}

export interface Gantt {
  readonly width: number
  readonly height: number
  readonly description: string
  readonly ticks: readonly { readonly x: number; readonly label: string }[]
  readonly bottom: number
  readonly waves: readonly {
    readonly label: string
    readonly href: string
    readonly y: number
    readonly textY: number
    readonly bars: readonly GanttBar[]
  }[]
}

export interface GanttBar {
  readonly stage: string
  readonly title: string
  readonly x: string
  readonly y: number
  readonly width: string
  readonly height: number
  /** `likely`: with few days of work; `late`: with many. */
  readonly calendar: 'likely' | 'late'
}

/** The plan over working days: the upper bar of a wave with few days of work, the lower one with many. */
export function layoutGantt(waves: readonly GanttWave[], words: Words): Gantt | undefined {
  const end = Math.max(0, ...waves.flatMap((wave) => wave.stages.map((stage) => stage.high.end)))
  if (end === 0) return undefined
  const scale = (WIDTH - LABEL - 10) / end
  const step = MONTH * Math.max(1, Math.ceil(end / MONTH / 12))
  const ticks: { x: number; label: string }[] = []
  for (let day = 0; day <= end; day += step)
    ticks.push({ x: LABEL + day * scale, label: words('html.gantt.month', { month: Math.round(day / MONTH) }) })
  const height = TOP + waves.length * ROW.height + 10
  return {
    width: WIDTH,
    height,
    description: words('html.gantt.description', { waves: waves.length, low: lastDay(waves, 'low'), high: end }),
    ticks,
    bottom: height - 8,
    waves: waves.map((wave, index) => {
      const y = TOP + index * ROW.height
      return {
        label: words('html.wave', { number: wave.number }),
        href: `#wave-${wave.number}`,
        y,
        textY: y + 20,
        bars: wave.stages.flatMap((stage): GanttBar[] =>
          (['low', 'high'] as const).map((calendar) => ({
            stage: stage.name,
            title: words('html.gantt.bar', {
              wave: wave.number,
              stage: words.term('stage', stage.name),
              start: stage[calendar].start + 1,
              end: stage[calendar].end,
            }),
            x: (LABEL + stage[calendar].start * scale).toFixed(1),
            y: y + (calendar === 'low' ? 2 : ROW.bar + 5),
            width: Math.max(1, (stage[calendar].end - stage[calendar].start) * scale - 1).toFixed(1),
            height: ROW.bar,
            calendar: calendar === 'low' ? 'likely' : 'late',
          })),
        ),
      }
    }),
  }
}

/** Last working day of the plan. */
export function lastDay(waves: readonly GanttWave[], calendar: 'low' | 'high'): number {
  return Math.max(0, ...waves.flatMap((wave) => wave.stages.map((stage) => stage[calendar].end)))
}
