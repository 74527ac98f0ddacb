import type { Assessment, AuthorityIssue, Writer } from '../../src/plan/assessment.js'
import type { CasePage, ReportTable, ScenarioPage } from '../model.js'
import { planSentence } from '../plan.js'
import { count, table, text } from '../table.js'
import type { Words } from '../words.js'

/** What the plan rests on: decisions, how the days come about, who writes what when, what may go after which wave. */
export function planTables(
  assessment: Assessment,
  scenarios: readonly ScenarioPage[],
  words: Words,
): readonly ReportTable[] {
  const titles = new Map(scenarios.map(({ id, title }) => [id, title]))
  const title = (id: string): string => titles.get(id) ?? id
  return [
    choiceTable(scenarios, words),
    decisionTable(assessment, words, title),
    effortTable(scenarios, words, title),
    artefactTable(scenarios, words),
    issueTable(assessment, words, title),
    authorityTable(assessment, words, title),
    residualCountTable(assessment, words),
    residualTable(assessment, words, title),
    factTable(assessment, words),
  ]
}

type Titles = (id: string) => string

/** Where a case was found: what its target was made from, else its first piece of evidence that has a place. */
function placesOf(item: CasePage): CasePage['target']['at'] {
  return item.target.at.length > 0 ? item.target.at : (item.evidence.find(({ at }) => at.length > 0)?.at ?? [])
}

function choiceTable(scenarios: readonly ScenarioPage[], words: Words): ReportTable {
  const lines = scenarios.flatMap((page) =>
    page.cases.flatMap((item) =>
      item.choices.flatMap((choice) => choice.options.map((option) => ({ page, item, choice, option }))),
    ),
  )
  return table(
    words,
    { id: 'choices', chapter: 'plan' },
    lines,
    [
      text('scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', ({ item }) => item.subject),
      text('question', ({ choice }) => choice.question),
      text('option', ({ option }) => option.text),
      text('taken', ({ option, choice }) =>
        option.taken ? words(choice.overridden ? 'cells.taken-by-decision' : 'cells.taken') : '',
      ),
      text('because', ({ option, choice }) => (option.taken ? choice.because : '')),
      text('better', ({ option }) => (option.taken ? '' : option.betterWhen)),
      text('id', ({ choice, option }) => `${choice.id} = ${option.id}`),
    ],
    ({ item }) => placesOf(item),
  )
}

function decisionTable({ decisions }: Assessment, words: Words, title: Titles): ReportTable {
  return table(
    words,
    { id: 'decisions', chapter: 'plan' },
    decisions,
    [
      text('about', (decision) =>
        decision.kind === 'choice'
          ? decision.choice
          : words(`cells.decision.${decision.kind}`, { scenario: title(decision.scenario) }),
      ),
      text('subject', (decision) => (decision.kind === 'choice' ? decision.subject : '')),
      text('answer', (decision) =>
        decision.kind === 'choice' ? decision.take : decision.kind === 'wave' ? decision.wave : '',
      ),
      text('why', (decision) => decision.why),
      text('by', (decision) => decision.by),
    ],
    (decision) => decision.at,
  )
}

function effortTable(scenarios: readonly ScenarioPage[], words: Words, title: Titles): ReportTable {
  const lines = scenarios.flatMap((page) => page.formula.map((line) => ({ page, line })))
  return table(
    words,
    { id: 'effort', chapter: 'plan' },
    lines,
    [
      text('scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', ({ line }) => line.subject),
      text('rate', ({ line }) => line.rate),
      count('count', ({ line }) => line.count),
      count('counted', ({ line }) => line.counted),
      count('unitLow', ({ line }) => line.unitLow),
      count('unitHigh', ({ line }) => line.unitHigh),
      count('low', ({ line }) => line.low),
      count('high', ({ line }) => line.high),
      text('share', ({ line }) =>
        line.share === 'shared'
          ? words('cells.counted-in', { scenario: title(line.countedIn) })
          : words(`cells.share.${line.share}`),
      ),
    ],
    ({ page, line }) =>
      page.cases
        .filter((item) => item.subject === line.subject)
        .flatMap(placesOf)
        .slice(0, 1),
  )
}

function artefactTable(scenarios: readonly ScenarioPage[], words: Words): ReportTable {
  const lines = scenarios.flatMap((page) =>
    page.cases.flatMap((item) => item.artefacts.map((artefact) => ({ page, item, artefact }))),
  )
  return table(
    words,
    { id: 'artefacts', chapter: 'plan' },
    lines,
    [
      text('scenario', ({ page }) => ({ text: page.title, href: `#scenario-${page.id}` })),
      text('subject', ({ item }) => item.subject),
      text('kind', ({ artefact }) => words.term('artefact', artefact.kind)),
      text('name', ({ artefact }) => artefact.name),
      text('key', ({ artefact }) => artefact.key),
    ],
    ({ item }) => placesOf(item),
  )
}

function issueTable({ authority }: Assessment, words: Words, title: Titles): ReportTable {
  const say = (issue: Pick<AuthorityIssue, 'text'>): string => planSentence(issue.text, words, title)
  const issues = (kind: string, list: readonly AuthorityIssue[]) =>
    list.map((issue) => ({
      kind,
      wave: issue.wave,
      stage: issue.stage,
      scenario: issue.scenario,
      subject: issue.subject,
      what: say(issue),
      at: issue.text.at,
    }))
  const lines = [
    ...issues('conflict', authority.conflicts),
    ...issues('gap', authority.gaps),
    ...authority.contradictions.map((text) => ({
      kind: 'contradiction',
      wave: 0,
      stage: 'today',
      scenario: '',
      subject: '',
      what: say({ text }),
      at: text.at,
    })),
    ...authority.traps.map((trap) => ({
      kind: 'trap',
      wave: trap.wave,
      stage: '',
      scenario: trap.scenario,
      subject: trap.subject,
      what: say(trap),
      at: trap.text.at,
    })),
  ]
  return table(
    words,
    { id: 'authority-issues', chapter: 'plan' },
    lines,
    [
      text('kind', (line) => words(`cells.authority.${line.kind}`)),
      text('what', (line) => line.what),
      count('wave', (line) => (line.wave === 0 ? undefined : line.wave)),
      text('stage', (line) => (line.stage === '' ? '' : words.term('stage', line.stage))),
      text('scenario', (line) => (line.scenario === '' ? '' : title(line.scenario))),
      text('subject', (line) => line.subject),
    ],
    (line) => line.at,
  )
}

function authorityTable({ authority }: Assessment, words: Words, title: Titles): ReportTable {
  const writer = (who: Writer | undefined): string =>
    who === undefined ? words('cells.nobody') : `${who.name} (${words.term('product', who.product)})`
  return table(
    words,
    { id: 'authority', chapter: 'plan' },
    authority.rows,
    [
      count('wave', (row) => row.wave),
      text('stage', (row) => words.term('stage', row.stage)),
      text('system', (row) => row.system),
      text('objectType', (row) => row.objectType),
      text('attribute', (row) => row.attribute),
      text('population', (row) => words(`cells.population.${row.population}`)),
      text('before', (row) => writer(row.before)),
      text('after', (row) => writer(row.after)),
      text('scenario', (row) => title(row.scenario)),
      text('subject', (row) => row.subject),
    ],
    (row) => row.at,
  )
}

function residualCountTable({ residual }: Assessment, words: Words): ReportTable {
  const kinds = ['agent', 'sync-rule', 'set', 'policy', 'workflow'] as const
  return table(
    words,
    { id: 'residual-counts', chapter: 'plan' },
    residual.waves,
    [
      text('wave', ({ wave }) =>
        wave === 0 ? words('cells.today') : words('cells.after-wave', { wave: String(wave) }),
      ),
      ...kinds.map((kind) =>
        text<(typeof residual.waves)[number]>(kind, ({ held, free }) => `${held[kind]} / ${held[kind] + free[kind]}`),
      ),
    ],
    () => [],
  )
}

function residualTable({ residual }: Assessment, words: Words, title: Titles): ReportTable {
  return table(
    words,
    { id: 'residual', chapter: 'plan' },
    residual.objects,
    [
      text('kind', (item) => words(`cells.residual.${item.kind}`)),
      text('name', (item) => item.name),
      text('owner', (item) => item.owner),
      text('free', (item) =>
        item.freeAfter === undefined
          ? words('cells.stays')
          : item.freeAfter === 0
            ? words('cells.free-today')
            : words('cells.after-wave', { wave: String(item.freeAfter) }),
      ),
      text('proof', (item) =>
        item.proof.length === 0
          ? words('cells.does-nothing')
          : item.proof
              .map(({ text: why, by }) =>
                by === undefined
                  ? planSentence(why, words, title)
                  : `${planSentence(why, words, title)} (${title(by.scenario)})`,
              )
              .join('\n'),
      ),
    ],
    (item) => item.at,
  )
}

/** Facts to read again, and facts on which Microsoft's pages disagree. */
function factTable({ staleFacts, disputedFacts }: Assessment, words: Words): ReportTable {
  const lines = [
    ...disputedFacts.flatMap(({ subject, readings }) =>
      readings.map((reading) => ({
        subject,
        text: reading.text,
        state: words(reading.plannedOn ? 'cells.reading.planned' : 'cells.reading.other'),
        source: reading.source,
      })),
    ),
    ...staleFacts.map((fact) => ({
      subject: fact.name,
      text: '',
      state: words('cells.reading.stale', { date: words.date(fact.verifiedOn), days: fact.days }),
      source: fact.source,
    })),
  ]
  return table(
    words,
    { id: 'facts', chapter: 'plan' },
    lines,
    [
      text('subject', (line) => line.subject),
      text('text', (line) => line.text),
      text('state', (line) => line.state),
      text('source', (line) => ({ text: line.source, href: line.source })),
    ],
    () => [],
  )
}
