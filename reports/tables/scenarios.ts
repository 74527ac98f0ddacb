import type { CasePage, Report, ReportTable, ScenarioPage, Statement } from '../model.js'
import { code, count, table, text } from '../table.js'
import type { Words } from '../words.js'

interface CaseOf {
  readonly page: ScenarioPage
  readonly item: CasePage
}

function cases(report: Report): CaseOf[] {
  return report.scenarios.flatMap((page) => page.cases.map((item) => ({ page, item })))
}

/** The scenario pages as flat tables, for formats that can be filtered. */
export function scenarioTables(report: Report, words: Words): ReportTable[] {
  return [
    deadlineTable(report, words),
    scenarioTable(report, words),
    evidenceTable(report, words),
    designTable(report, words),
    statementTable(report, words),
    stageTable(report, words),
    askTable(report, words),
    licenceTable(report, words),
  ]
}

function range(effort: { readonly lowDays: number; readonly highDays: number } | undefined): string {
  return effort === undefined ? '' : `${effort.lowDays}–${effort.highDays}`
}

function deadlineTable(report: Report, words: Words): ReportTable {
  return table(
    words,
    { id: 'deadlines', chapter: 'findings', params: { asOf: words.date(report.asOf) } },
    report.deadlines,
    [
      text('date', (item) => words.date(item.date)),
      text('state', (item) => words.term('state', item.state)),
      text('subject', (item) => item.subject),
      text('effect', (item) => item.effect),
      text('reason', (item) => item.reason),
      text('certainty', (item) => words.term('certainty', item.certainty)),
      text('source', (item) => ({ text: item.source, href: item.source })),
    ],
    (item) => item.at,
  )
}

function scenarioTable(report: Report, words: Words): ReportTable {
  return table(
    words,
    { id: 'scenarios', chapter: 'findings' },
    byStrength(report.scenarios),
    [
      count('number', (page) => page.number),
      text('title', (page) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('status', (page) => words.term('status', page.status)),
      text('verdict', (page) => page.verdicts.map((verdict) => words.term('verdict', verdict)).join(', ')),
      count('confidence', (page) => page.confidence),
      text('use', (page) =>
        page.use === undefined ? (page.verdict === '' ? '' : words('cells.not-known')) : page.use,
      ),
      count('cases', (page) => page.cases.length),
      count('blockers', (page) => page.cases.reduce((sum, item) => sum + item.blockers.length, 0)),
      text('effort', (page) => range(page.effort)),
      text('size', (page) => page.effort?.size),
      text('guide', (page) => page.guideRow),
      code('id', (page) => page.id),
    ],
    () => [],
    (page) => `scenario-${page.id}`,
  )
}

const strength = { certain: 0, likely: 1, possible: 2, trace: 3, 'cannot-be-seen': 4, 'not-found': 5 } as const

export function byStrength(pages: readonly ScenarioPage[]): ScenarioPage[] {
  return [...pages].sort((a, b) => strength[a.status] - strength[b.status] || a.number - b.number)
}

function evidenceTable(report: Report, words: Words): ReportTable {
  const lines = cases(report).flatMap(({ page, item }) => item.evidence.map((evidence) => ({ page, item, evidence })))
  return table(
    words,
    { id: 'evidence', chapter: 'findings' },
    lines,
    [
      text('scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', ({ item }) => item.subject),
      code('id', ({ evidence }) => evidence.id),
      count('weight', ({ evidence }) => evidence.weight),
      text('score', ({ evidence }) => words.term('score', evidence.score)),
      text('text', ({ evidence }) => evidence.text),
    ],
    ({ evidence }) => evidence.at,
  )
}

function designTable(report: Report, words: Words): ReportTable {
  const lines = cases(report).flatMap(({ page, item }) => item.parts.map((part) => ({ page, item, part })))
  return table(
    words,
    { id: 'designs', chapter: 'findings' },
    lines,
    [
      text('scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', ({ item }) => item.subject),
      text('confidence', ({ item }) => words.term('status', item.level)),
      text('part', ({ part }) => part.part),
      text('verdict', ({ part }) => words.term('verdict', part.verdict)),
      text('reasons', ({ part }) => part.reasons.map((reason) => reason.text).join(' ')),
      text('target', ({ item }) => item.target.text),
      text('effort', ({ item }) => range(item.effort)),
    ],
    ({ part }) => part.reasons.flatMap((reason) => reason.at),
  )
}

function statementTable(report: Report, words: Words): ReportTable {
  interface Line extends CaseOf {
    readonly kind: string
    readonly statement: Statement
  }
  const lines = cases(report).flatMap(({ page, item }): Line[] => {
    const of = (kind: string, statements: readonly Statement[]) =>
      statements.map((statement) => ({ page, item, kind, statement }))
    return [
      ...of('blocker', item.blockers),
      ...of('loss', item.losses),
      ...of('prerequisite', item.prerequisites),
      ...of('hand-step', item.handSteps),
      ...of('driver', item.effort.drivers),
    ]
  })
  return table(
    words,
    { id: 'statements', chapter: 'findings' },
    lines,
    [
      text('scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', ({ item }) => item.subject),
      text('kind', ({ kind }) => words.term('statement', kind)),
      code('id', ({ statement }) => statement.id),
      text('text', ({ statement }) => statement.text),
      text('source', ({ statement }) =>
        statement.source.startsWith('https://') ? { text: statement.source, href: statement.source } : statement.source,
      ),
    ],
    ({ statement }) => statement.at,
  )
}

function stageTable(report: Report, words: Words): ReportTable {
  const lines = cases(report)
    .filter(({ item }) => item.level !== 'trace')
    .flatMap(({ page, item }) => item.stages.map((stage) => ({ page, item, stage })))
  return table(
    words,
    { id: 'stages', chapter: 'findings' },
    lines,
    [
      text('scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', ({ item }) => item.subject),
      text('stage', ({ stage }) => words.term('stage', stage.name)),
      text('content', ({ stage }) => stage.content),
      text('gate', ({ stage }) => stage.gate),
      text('rollback', ({ stage }) => stage.rollback),
      text('wayBack', ({ stage }) => stage.wayBack),
    ],
    () => [],
  )
}

function askTable(report: Report, words: Words): ReportTable {
  return table(
    words,
    { id: 'asks', chapter: 'findings' },
    report.asks.flatMap((ask) => ask.wants.map((want) => ({ ask, want }))),
    [
      text('kind', ({ ask }) => ask.what),
      text('what', ({ want }) => want.what),
      text('changes', ({ want }) => want.changes),
      text('scenario', ({ want }) => want.title),
    ],
    () => [],
  )
}

function licenceTable(report: Report, words: Words): ReportTable {
  return table(
    words,
    { id: 'licences', chapter: 'findings' },
    report.headline.licences,
    [
      text('level', (line) => words.term('licence', line.level)),
      text('scenarios', (line) => line.scenarios.join(', ')),
      text('per', (line) => line.per.join('; ')),
    ],
    () => [],
  )
}
