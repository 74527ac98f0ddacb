import type { CasePage, Report, ReportTable, ScenarioPage, Statement } from '../model.js'
import { code, count, table, text } from '../table.js'
import { levelWords, licenceWords, statusWords } from '../wording.js'

interface CaseOf {
  readonly page: ScenarioPage
  readonly item: CasePage
}

function cases(report: Report): CaseOf[] {
  return report.scenarios.flatMap((page) => page.cases.map((item) => ({ page, item })))
}

/** The scenario pages as flat tables, for formats that can be filtered. */
export function scenarioTables(report: Report): ReportTable[] {
  return [
    deadlineTable(report),
    scenarioTable(report),
    evidenceTable(report),
    designTable(report),
    statementTable(report),
    stageTable(report),
    askTable(report),
    licenceTable(report),
  ]
}

function range(effort: { readonly lowDays: number; readonly highDays: number } | undefined): string {
  return effort === undefined ? '' : `${effort.lowDays}–${effort.highDays}`
}

function deadlineTable(report: Report): ReportTable {
  return table(
    {
      id: 'deadlines',
      title: 'Deadlines',
      lead: `Dated facts held against what was found, as of ${report.asOf}.`,
      chapter: 'findings',
      whenEmpty: 'No dated fact applies.',
    },
    report.deadlines,
    [
      text('date', 'Date', (item) => item.date),
      text('state', 'State', (item) => item.state),
      text('subject', 'What', (item) => item.subject),
      text('effect', 'Effect', (item) => item.effect),
      text('reason', 'Why it applies', (item) => item.reason),
      text('certainty', 'Certainty', (item) => item.certainty),
      text('source', 'Source', (item) => ({ text: item.source, href: item.source })),
    ],
    (item) => item.at,
  )
}

function scenarioTable(report: Report): ReportTable {
  return table(
    {
      id: 'scenarios',
      title: 'Scenarios',
      lead: 'All scenarios looked for, those found first.',
      chapter: 'findings',
      whenEmpty: 'No scenario was looked for.',
    },
    byStrength(report.scenarios),
    [
      count('number', 'No.', (page) => page.number),
      text('title', 'Scenario', (page) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('status', 'Found', (page) => statusWords[page.status]),
      text('verdict', 'Verdicts', (page) => page.verdicts.join(', ')),
      count('confidence', 'Confidence', (page) => page.confidence),
      text('use', 'Use', (page) => (page.use === undefined ? (page.verdict === '' ? '' : 'not known') : page.use)),
      count('cases', 'Places', (page) => page.cases.length),
      count('blockers', 'Blockers', (page) => page.cases.reduce((sum, item) => sum + item.blockers.length, 0)),
      text('effort', 'Person-days', (page) => range(page.effort)),
      text('size', 'Size', (page) => page.effort?.size),
      text('guide', 'Migration guide', (page) => page.guideRow),
      code('id', 'Id', (page) => page.id),
    ],
    () => [],
    (page) => `scenario-${page.id}`,
  )
}

const strength = { certain: 0, likely: 1, possible: 2, trace: 3, 'cannot-be-seen': 4, 'not-found': 5 } as const

export function byStrength(pages: readonly ScenarioPage[]): ScenarioPage[] {
  return [...pages].sort((a, b) => strength[a.status] - strength[b.status] || a.number - b.number)
}

function evidenceTable(report: Report): ReportTable {
  const lines = cases(report).flatMap(({ page, item }) => item.evidence.map((evidence) => ({ page, item, evidence })))
  return table(
    {
      id: 'evidence',
      title: 'Evidence',
      lead: 'What speaks for and against each scenario, with its weight.',
      chapter: 'findings',
      whenEmpty: 'No evidence was found.',
    },
    lines,
    [
      text('scenario', 'Scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', 'Subject', ({ item }) => item.subject),
      code('id', 'Id', ({ evidence }) => evidence.id),
      count('weight', 'Weight', ({ evidence }) => evidence.weight),
      text('score', 'Counts for', ({ evidence }) => evidence.score),
      text('text', 'Evidence', ({ evidence }) => evidence.text),
    ],
    ({ evidence }) => evidence.at,
  )
}

function designTable(report: Report): ReportTable {
  const lines = cases(report).flatMap(({ page, item }) => item.parts.map((part) => ({ page, item, part })))
  return table(
    {
      id: 'designs',
      title: 'Verdicts',
      lead: 'What becomes of each part, and why.',
      chapter: 'findings',
      whenEmpty: 'No scenario was found, so there is no verdict.',
    },
    lines,
    [
      text('scenario', 'Scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', 'Subject', ({ item }) => item.subject),
      text('confidence', 'Found', ({ item }) => levelWords[item.level] ?? item.level),
      text('part', 'Part', ({ part }) => part.part),
      text('verdict', 'Verdict', ({ part }) => part.verdict),
      text('reasons', 'Reasons', ({ part }) => part.reasons.map((reason) => reason.text).join(' ')),
      text('target', 'Target', ({ item }) => item.target.text),
      text('effort', 'Person-days', ({ item }) => range(item.effort)),
    ],
    ({ part }) => part.reasons.flatMap((reason) => reason.at),
  )
}

function statementTable(report: Report): ReportTable {
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
      ...of('hand step', item.handSteps),
      ...of('effort driver', item.effort.drivers),
    ]
  })
  return table(
    {
      id: 'statements',
      sheet: 'Blockers and hand steps',
      title: 'Blockers, losses, prerequisites and hand steps',
      lead: 'One line each, with the documentation that backs it.',
      chapter: 'findings',
      whenEmpty: 'Nothing to list.',
    },
    lines,
    [
      text('scenario', 'Scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', 'Subject', ({ item }) => item.subject),
      text('kind', 'Kind', ({ kind }) => kind),
      code('id', 'Id', ({ statement }) => statement.id),
      text('text', 'Statement', ({ statement }) => statement.text),
      text('source', 'Source', ({ statement }) =>
        statement.source.startsWith('https://') ? { text: statement.source, href: statement.source } : statement.source,
      ),
    ],
    ({ statement }) => statement.at,
  )
}

function stageTable(report: Report): ReportTable {
  const lines = cases(report)
    .filter(({ item }) => item.level !== 'trace')
    .flatMap(({ page, item }) => item.stages.map((stage) => ({ page, item, stage })))
  return table(
    {
      id: 'stages',
      title: 'Stages',
      lead: 'How each scenario moves, with the gate to the next stage and the way back.',
      chapter: 'findings',
      whenEmpty: 'No scenario was found, so there is nothing to stage.',
    },
    lines,
    [
      text('scenario', 'Scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', 'Subject', ({ item }) => item.subject),
      text('stage', 'Stage', ({ stage }) => stage.name),
      text('content', 'What is done', ({ stage }) => stage.content),
      text('gate', 'Gate to the next stage', ({ stage }) => stage.gate),
      text('rollback', 'Rollback class', ({ stage }) => stage.rollback),
      text('wayBack', 'Way back', ({ stage }) => stage.wayBack),
    ],
    () => [],
  )
}

function askTable(report: Report): ReportTable {
  return table(
    {
      id: 'asks',
      sheet: 'Ask for',
      title: 'What to ask the customer for',
      lead: 'What the files cannot hold, and what each would change.',
      chapter: 'findings',
      whenEmpty: 'Nothing has to be asked for.',
    },
    report.asks.flatMap((ask) => ask.wants.map((want) => ({ ask, want }))),
    [
      text('kind', 'Ask for', ({ ask }) => ask.what),
      text('what', 'In detail', ({ want }) => want.what),
      text('changes', 'It would change', ({ want }) => want.changes),
      text('scenario', 'Scenario', ({ want }) => want.title),
    ],
    () => [],
  )
}

function licenceTable(report: Report): ReportTable {
  return table(
    {
      id: 'licences',
      title: 'Licences',
      lead: 'Levels the scenarios found need, and what they are counted by.',
      chapter: 'findings',
      whenEmpty: 'No scenario was found, so no licence is needed.',
    },
    report.headline.licences,
    [
      text('level', 'Level', (line) => licenceWords[line.level] ?? line.level),
      text('scenarios', 'Scenarios', (line) => line.scenarios.join(', ')),
      text('per', 'Counted by', (line) => line.per.join('; ')),
    ],
    () => [],
  )
}
