import type { Provenance, TemplateParams } from '../../src/model/index.js'
import type { CasePage, Cell, Report, ReportTable, ScenarioPage, Statement } from '../model.js'
import { occurrences, reconcile } from '../reconcile.js'
import { whereText } from '../table.js'
import { byStrength, scenarioTables } from '../tables/scenarios.js'
import { partHeading } from '../wording.js'
import type { Words } from '../words.js'

/** Tables worth reading in a mail or a pull request; the rest is in the workbook and the JSON. */
const shownTables = [
  'servers',
  'connectors',
  'services',
  'policies',
  'workflows',
  'sets',
  'groups',
  'run-profiles',
  'notices',
  'files',
]

/** `assessment.md`: the assessment for a mail or a pull request. */
export function renderMarkdown(report: Report, words: Words): string {
  const tables = new Map([...scenarioTables(report, words), ...report.tables].map((table) => [table.id, table]))
  const found = byStrength(report.scenarios).filter((page) => page.verdict !== '')
  const blocks = [
    `# ${inline(report.title)}`,
    overview(report, words),
    ...progress(tables.get('progress')),
    `## ${words('markdown.stops-soon')}`,
    ...tableBlock(tables.get('deadlines')),
    `## ${words('tables.scenarios.title')}`,
    ...tableBlock(tables.get('scenarios')),
    ...found.flatMap((page) => scenario(page, words)),
    `## ${words('markdown.asks')}`,
    ...askBlock(report, words),
    `## ${words('tables.licences.title')}`,
    ...tableBlock(tables.get('licences')),
    `## ${words('markdown.runs-there')}`,
    ...shownTables.flatMap((id) => {
      const table = tables.get(id)
      return table === undefined ? [] : [`### ${inline(table.title)}`, ...tableBlock(table)]
    }),
  ]
  return `${blocks.join('\n\n')}\n`
}

function progress(table: ReportTable | undefined): string[] {
  return table === undefined ? [] : [`## ${inline(table.title)}`, ...tableBlock(table)]
}

function overview(report: Report, words: Words): string {
  const { headline, completeness } = report
  const { elements } = completeness
  const { scenarios, serviceObjects, effort } = headline
  const line = (what: string, params: TemplateParams) => `- ${words(`markdown.${what}`, params)}`
  return [
    line('as-of', { date: words.date(report.asOf) }),
    line('read', {
      files: completeness.filesRead,
      failed: completeness.filesFailed,
      skipped: completeness.filesSkipped,
      servers: headline.servers,
      connectors: headline.connectors,
      services: headline.services,
      objects: serviceObjects.all,
      signal: serviceObjects.signal,
    }),
    line('coverage', {
      ...elements,
      total: elements.modelled + elements.documented + elements.ignored + elements.unknown,
    }),
    line('scenarios', {
      certain: scenarios.certain,
      likely: scenarios.likely,
      possible: scenarios.possible,
      notFound: scenarios['not-found'],
      blind: scenarios['cannot-be-seen'],
    }),
    line('effort', { low: effort.lowDays, high: effort.highDays }),
    line('licences', {
      levels:
        headline.licences
          .filter((each) => each.level !== 'none')
          .map((each) => words.term('licence', each.level))
          .join(', ') || words('markdown.none'),
    }),
  ].join('\n')
}

function scenario(page: ScenarioPage, words: Words): string[] {
  return [
    `### ${page.number}. ${inline(page.title)}`,
    `${inline(page.summary)} ${words('html.found', { status: words.term('status', page.status) })} ${words(
      'markdown.verdict',
      {
        verdicts: page.verdicts.map((verdict) => words.term('verdict', verdict)).join(', '),
      },
    )}`,
    ...page.cases.filter((item) => item.level !== 'trace').flatMap((item) => caseBlocks(item, words)),
    page.documentation.map((address) => `<${address}>`).join(' · '),
  ]
}

function caseBlocks(item: CasePage, words: Words): string[] {
  const lines = (title: string, statements: readonly Statement[]) =>
    statements.length === 0
      ? []
      : [
          `**${title}**`,
          statements
            .map((statement) => `- ${inline(statement.text)}${evidenceText(statement.at, words, statement.places)}`)
            .join('\n'),
        ]
  return [
    ...(item.subject === '' ? [] : [`#### ${inline(item.subject)}`]),
    item.evidence
      .map(
        (evidence) =>
          `- ${evidence.weight > 0 ? '+' : ''}${evidence.weight} ${inline(evidence.text)}${evidenceText(evidence.at, words)}`,
      )
      .join('\n'),
    `**${words('html.becomes')}** ${inline(item.target.text)}`,
    item.parts
      .map(
        (part) =>
          `- ${partHeading(part) === '' ? '' : `${inline(part.part)}: `}**${words.term('verdict', part.verdict)}** ${inline(part.reasons.map((reason) => reason.text).join(' '))}`,
      )
      .join('\n'),
    ...lines(words('markdown.blocks'), item.blockers),
    ...lines(words('markdown.lost'), item.losses),
    ...lines(words('markdown.needs'), item.prerequisites),
    ...lines(words('html.by-hand'), item.handSteps),
  ].filter((block) => block !== '')
}

/** One thing to ask for a line, and under it what each scenario gains. */
function askBlock(report: Report, words: Words): string[] {
  if (report.asks.length === 0) return [words('tables.asks.empty')]
  const lines = report.asks.flatMap((ask) => [
    `- **${inline(ask.what)}**${ask.gain === '' ? '' : `: ${inline(ask.gain)}`}`,
    ...ask.wants.map(
      (want) =>
        `  - ${want.title === '' ? '' : `${inline(want.title)}: `}${inline(want.what)}: ${inline(want.changes)}`,
    ),
  ])
  const wants = report.asks.reduce((sum, ask) => sum + ask.wants.length, 0)
  reconcile('Markdown', words('tables.asks.title'), wants, lines.filter((line) => line.startsWith('  -')).length)
  return [words('tables.asks.lead'), lines.join('\n')]
}

function evidenceText(at: readonly Provenance[], words: Words, all = at.length): string {
  const [first] = at
  if (first === undefined) return ''
  return ` (${inlineCode(whereText(first))}${all > 1 ? ` ${words('html.more', { count: all - 1 })}` : ''})`
}

function tableBlock(table: ReportTable | undefined): string[] {
  if (table === undefined) return []
  if (table.rows.length === 0) return [inline(table.whenEmpty)]
  const head = `| ${table.columns.map((column) => cellText(column.title)).join(' | ')} |`
  const rule = `| ${table.columns.map((column) => (column.kind === 'number' ? '---:' : '---')).join(' | ')} |`
  const rows = table.rows.map((row) => `| ${row.cells.map(cellText).join(' | ')} |`)
  const block = [head, rule, ...rows].join('\n')
  reconcile('Markdown', table.title, table.rows.length, occurrences(block, '\n|') - 1)
  return [inline(table.lead), block]
}

function cellText(cell: Cell): string {
  const text = typeof cell === 'object' ? cell.text : String(cell)
  return inline(text)
}

/** Text from an export must not become markup, a link or a new table cell. */
function inline(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s*\r?\n\s*/g, ' ⏎ ')
}

function inlineCode(text: string): string {
  return `\`${text.replace(/`/g, "'").replace(/\|/g, '\\|').replace(/\s+/g, ' ')}\``
}
