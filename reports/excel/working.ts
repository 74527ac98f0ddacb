import type { Report, ScenarioPage } from '../model.js'
import { byStrength } from '../tables/scenarios.js'
import type { Words } from '../words.js'

/** A formula with the value it has now, for programs that show a workbook without calculating. Holds no customer text. */
export interface Formula {
  readonly formula: string
  readonly result: number
}

export type WorkingCell = string | number | Formula

export interface WorkingColumn {
  readonly title: string
  readonly width: number
  /** What may be chosen; anything may be written where it is missing. */
  readonly choices?: readonly string[]
  readonly format?: string
  /** Filled in by the team: shown as such. */
  readonly isInput?: boolean
}

/** A sheet that is worked in, not only read. */
export interface WorkingSheet {
  readonly name: string
  readonly columns: readonly WorkingColumn[]
  readonly rows: readonly (readonly WorkingCell[])[]
}

export function workingSheets(report: Report, words: Words): readonly WorkingSheet[] {
  return [workPlan(report, words), manualTasks(report, words)]
}

/** Scenarios found, in the order of the report. */
export function foundScenarios(report: Report): readonly ScenarioPage[] {
  return byStrength(report.scenarios).filter(({ verdict }) => verdict !== '')
}

/** Wave a scenario goes with; undefined for one that the plan leaves out. */
export function waveOf(report: Report, scenario: string): number | undefined {
  return report.waves.find(({ scenarios }) => scenarios.some(({ id }) => id === scenario))?.number
}

function list(words: Words, key: string): readonly string[] {
  return words(key).split(';')
}

/** Who decides what, in which wave, and where it stands: one row a place where a scenario runs. */
function workPlan(report: Report, words: Words): WorkingSheet {
  const say = (what: string) => words(`workbook.plan.${what}`)
  return {
    name: say('sheet'),
    columns: [
      { title: say('number'), width: 6 },
      { title: say('scenario'), width: 40 },
      { title: say('subject'), width: 28 },
      { title: say('verdict'), width: 14 },
      { title: say('blockers'), width: 10 },
      { title: say('low'), width: 10 },
      { title: say('high'), width: 10 },
      { title: say('owner'), width: 20, isInput: true },
      { title: say('decision'), width: 16, choices: list(words, 'workbook.decisions'), isInput: true },
      { title: say('wave'), width: 8, choices: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], isInput: true },
      { title: say('status'), width: 16, choices: list(words, 'workbook.statuses'), isInput: true },
      { title: say('note'), width: 50, isInput: true },
    ],
    rows: foundScenarios(report).flatMap((page) =>
      page.cases
        .filter(({ level }) => level !== 'trace')
        .map((item): WorkingCell[] => [
          page.number,
          page.title,
          item.subject,
          words.term('verdict', item.verdict),
          item.blockers.length,
          item.effort.lowDays,
          item.effort.highDays,
          '',
          list(words, 'workbook.decisions')[0] ?? '',
          waveOf(report, page.id) ?? '',
          list(words, 'workbook.statuses')[0] ?? '',
          '',
        ]),
    ),
  }
}

/** Everything a person has to do or bring, once each. */
function manualTasks(report: Report, words: Words): WorkingSheet {
  const say = (what: string) => words(`workbook.tasks.${what}`)
  const open = list(words, 'workbook.statuses')[0] ?? ''
  const rows = foundScenarios(report).flatMap((page) =>
    page.cases
      .filter(({ level }) => level !== 'trace')
      .flatMap((item) =>
        [
          ...item.handSteps.map((statement) => ({ kind: say('hand-step'), statement })),
          ...item.prerequisites.map((statement) => ({ kind: say('prerequisite'), statement })),
        ].map(({ kind, statement }): WorkingCell[] => [
          kind,
          statement.text,
          page.title,
          item.subject,
          '',
          '',
          open,
          statement.source.startsWith('https://') ? statement.source : '',
        ]),
      ),
  )
  const asks = report.asks.map((ask): WorkingCell[] => [
    say('ask'),
    ask.what,
    ask.wants.map(({ title }) => title).join(', '),
    '',
    '',
    '',
    open,
    ask.gain,
  ])
  return {
    name: say('sheet'),
    columns: [
      { title: say('kind'), width: 16 },
      { title: say('task'), width: 80 },
      { title: say('scenario'), width: 40 },
      { title: say('subject'), width: 28 },
      { title: say('owner'), width: 20, isInput: true },
      { title: say('due'), width: 12, format: 'yyyy-mm-dd', isInput: true },
      { title: say('status'), width: 16, choices: list(words, 'workbook.statuses'), isInput: true },
      { title: say('more'), width: 50 },
    ],
    rows: [...new Map([...rows, ...asks].map((row) => [row.slice(0, 4).join('\n'), row])).values()],
  }
}
