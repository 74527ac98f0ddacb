import type { Report } from '../model.js'
import type { Words } from '../words.js'
import { foundScenarios, type WorkingCell, waveOf } from './working.js'

/** Proposals that a team overwrites. */
const DAY_RATE = 1_200
const CONTINGENCY = 0.15
const PEOPLE = 2
/** Waves that can be planned even where the plan has fewer. */
const LEAST_WAVES = 6

/** A block of the what-if sheet: its heading row is set off, inputs are marked. */
export interface WhatIfRow {
  readonly cells: readonly WorkingCell[]
  readonly isHead?: boolean
  /** Columns (1 = A) that are meant to be changed, with what may be chosen. */
  readonly inputs?: readonly { readonly column: number; readonly choices?: readonly string[] }[]
  readonly formats?: Readonly<Record<number, string>>
}

/**
 * Cost and duration as formulas: leave scenarios out, move them between waves, change the rate, and the workbook counts
 * again. The formulas name cells only; what comes from the export stands in text cells beside them.
 */
export function whatIfRows(report: Report, words: Words): readonly WhatIfRow[] {
  const say = (what: string) => words(`workbook.what-if.${what}`)
  const yes = say('yes')
  const pages = foundScenarios(report).filter(({ effort }) => effort !== undefined)
  const first = 8
  const last = first + Math.max(pages.length, 1) - 1
  const total = last + 1
  const low = pages.reduce((sum, { effort }) => sum + (effort?.lowDays ?? 0), 0)
  const high = pages.reduce((sum, { effort }) => sum + (effort?.highDays ?? 0), 0)
  const waveHead = total + 2
  const firstWave = waveHead + 1
  const waveCount = Math.max(LEAST_WAVES, report.waves.length)
  const rates: WhatIfRow[] = [
    { cells: [say('title')], isHead: true },
    { cells: [say('lead')] },
    { cells: [say('rate'), DAY_RATE], inputs: [{ column: 2 }], formats: { 2: '#,##0' } },
    { cells: [say('contingency'), CONTINGENCY], inputs: [{ column: 2 }], formats: { 2: '0%' } },
    { cells: [say('people'), PEOPLE], inputs: [{ column: 2 }] },
    { cells: [] },
    {
      cells: ['scenario', 'low', 'high', 'include', 'wave', 'counted-low', 'counted-high'].map((key) => say(key)),
      isHead: true,
    },
  ]
  const scenarios = pages.map(({ id, title, effort }, index): WhatIfRow => {
    const row = first + index
    const lowDays = effort?.lowDays ?? 0
    const highDays = effort?.highDays ?? 0
    return {
      cells: [
        title,
        lowDays,
        highDays,
        yes,
        waveOf(report, id) ?? '',
        { formula: `IF(D${row}="${yes}",B${row},0)`, result: lowDays },
        { formula: `IF(D${row}="${yes}",C${row},0)`, result: highDays },
      ],
      inputs: [{ column: 4, choices: [yes, say('no')] }, { column: 5 }],
    }
  })
  const sum = (column: string, result: number): WorkingCell => ({
    formula: `SUM(${column}${first}:${column}${last})`,
    result,
  })
  const waves = Array.from({ length: waveCount }, (_, index): WhatIfRow => {
    const row = firstWave + index
    const inWave = (column: string) => `SUMIFS(${column}$${first}:${column}$${last},$E$${first}:$E$${last},$A${row})`
    const its = pages.filter(({ id }) => waveOf(report, id) === index + 1)
    const lowDays = its.reduce((sum, { effort }) => sum + (effort?.lowDays ?? 0), 0)
    const highDays = its.reduce((sum, { effort }) => sum + (effort?.highDays ?? 0), 0)
    const cost = (days: number) => days * (1 + CONTINGENCY) * DAY_RATE
    return {
      cells: [
        index + 1,
        { formula: inWave('F'), result: lowDays },
        { formula: inWave('G'), result: highDays },
        { formula: `B${row}*(1+$B$4)*$B$3`, result: cost(lowDays) },
        { formula: `C${row}*(1+$B$4)*$B$3`, result: cost(highDays) },
        { formula: `IF($B$5>0,C${row}*(1+$B$4)/($B$5*5),0)`, result: (highDays * (1 + CONTINGENCY)) / (PEOPLE * 5) },
      ],
      formats: { 4: '#,##0', 5: '#,##0', 6: '0.0' },
    }
  })
  return [
    ...rates,
    ...(scenarios.length === 0 ? [{ cells: [words('html.no-effort')] }] : scenarios),
    { cells: [say('total'), sum('B', low), sum('C', high), '', '', sum('F', low), sum('G', high)], isHead: true },
    { cells: [] },
    { cells: ['wave', 'low', 'high', 'cost-low', 'cost-high', 'weeks'].map((key) => say(key)), isHead: true },
    ...waves,
    { cells: [] },
    ...licenceRows(report, words, firstWave + waveCount + 2),
  ]
}

/** @param first row of the first licence */
function licenceRows(report: Report, words: Words, first: number): readonly WhatIfRow[] {
  const say = (what: string) => words(`workbook.what-if.${what}`)
  const levels = report.headline.licences.filter(({ level }) => level !== 'none' && level !== 'free')
  if (levels.length === 0) return []
  const last = first + levels.length - 1
  return [
    { cells: ['licence', 'seats', 'price', 'year'].map((key) => say(key)), isHead: true },
    ...levels.map(
      ({ level }, index): WhatIfRow => ({
        cells: [words.term('licence', level), 0, 0, { formula: `B${first + index}*C${first + index}*12`, result: 0 }],
        inputs: [{ column: 2 }, { column: 3 }],
        formats: { 2: '#,##0', 3: '#,##0.00', 4: '#,##0' },
      }),
    ),
    {
      cells: [say('total'), '', '', { formula: `SUM(D${first}:D${last})`, result: 0 }],
      isHead: true,
      formats: { 4: '#,##0' },
    },
  ]
}
