import type { Provenance } from '../../src/model/index.js'
import type { CasePage, Cell, Report, ReportTable, ScenarioPage, Statement } from '../model.js'
import { occurrences, reconcile } from '../reconcile.js'
import { whereText } from '../table.js'
import { byStrength, scenarioTables } from '../tables/scenarios.js'
import { licenceWords, statusWords } from '../wording.js'

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
export function renderMarkdown(report: Report): string {
  const tables = new Map([...scenarioTables(report), ...report.tables].map((table) => [table.id, table]))
  const found = byStrength(report.scenarios).filter((page) => page.verdict !== '')
  const blocks = [
    `# ${inline(report.title)}`,
    overview(report),
    '## Stops soon',
    ...tableBlock(tables.get('deadlines')),
    '## Scenarios',
    ...tableBlock(tables.get('scenarios')),
    ...found.flatMap(scenario),
    '## What to ask for',
    ...tableBlock(tables.get('asks')),
    '## Licences',
    ...tableBlock(tables.get('licences')),
    '## What runs there',
    ...shownTables.flatMap((id) => {
      const table = tables.get(id)
      return table === undefined ? [] : [`### ${inline(table.title)}`, ...tableBlock(table)]
    }),
  ]
  return `${blocks.join('\n\n')}\n`
}

function overview(report: Report): string {
  const { headline, completeness } = report
  const { elements } = completeness
  const total = elements.modelled + elements.documented + elements.ignored + elements.unknown
  const n = (value: number) => value.toLocaleString('en-US')
  return [
    `- **As of** ${report.asOf}`,
    `- **Read** ${counted(completeness.filesRead, 'file')} (${n(completeness.filesFailed)} could not be read, ${n(completeness.filesSkipped)} left aside): ${counted(headline.servers, 'server')}, ${counted(headline.connectors, 'connector')}, ${counted(headline.services, 'MIM Service')} with ${n(headline.serviceObjects.all)} objects, ${n(headline.serviceObjects.signal)} of them the customer's`,
    `- **Coverage** ${n(total)} elements and attributes: ${n(elements.modelled)} modelled, ${n(elements.documented)} documented, ${n(elements.ignored)} ignored, ${n(elements.unknown)} unknown`,
    `- **Scenarios** ${headline.scenarios.certain} certain, ${headline.scenarios.likely} likely, ${headline.scenarios.possible} possible, ${headline.scenarios['not-found']} not found, ${headline.scenarios['cannot-be-seen']} cannot be seen`,
    `- **Effort** ${headline.effort.lowDays}–${headline.effort.highDays} person-days for what was found`,
    `- **Licences** ${
      headline.licences
        .filter((line) => line.level !== 'none')
        .map((line) => licenceWords[line.level] ?? line.level)
        .join(', ') || 'none'
    }`,
  ].join('\n')
}

function scenario(page: ScenarioPage): string[] {
  return [
    `### ${page.number}. ${inline(page.title)}`,
    `${inline(page.summary)} Found: ${statusWords[page.status]}. Verdict: **${page.verdicts.join(', ')}**.`,
    ...page.cases.filter((item) => item.level !== 'trace').flatMap(caseBlocks),
    page.documentation.map((address) => `<${address}>`).join(' · '),
  ]
}

function caseBlocks(item: CasePage): string[] {
  const lines = (title: string, statements: readonly Statement[]) =>
    statements.length === 0
      ? []
      : [
          `**${title}**`,
          statements
            .map((statement) => `- ${inline(statement.text)}${evidenceText(statement.at, statement.places)}`)
            .join('\n'),
        ]
  return [
    ...(item.subject === '' ? [] : [`#### ${inline(item.subject)}`]),
    item.evidence
      .map(
        (evidence) =>
          `- ${evidence.weight > 0 ? '+' : ''}${evidence.weight} ${inline(evidence.text)}${evidenceText(evidence.at)}`,
      )
      .join('\n'),
    `**Becomes** ${inline(item.target.text)}`,
    item.parts
      .map(
        (part) =>
          `- ${part.part === '' ? '' : `${inline(part.part)}: `}**${part.verdict}** ${inline(part.reasons.map((reason) => reason.text).join(' '))}`,
      )
      .join('\n'),
    ...lines('Blocks', item.blockers),
    ...lines('Lost', item.losses),
    ...lines('Needs', item.prerequisites),
    ...lines('By hand', item.handSteps),
  ].filter((block) => block !== '')
}

function evidenceText(at: readonly Provenance[], all = at.length): string {
  const [first] = at
  if (first === undefined) return ''
  return ` (${inlineCode(whereText(first))}${all > 1 ? ` and ${all - 1} more` : ''})`
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

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
}
