import type { Provenance } from '../../src/model/index.js'
import type { CasePage, Cell, Report, ReportTable, Row, ScenarioPage, Statement } from '../model.js'
import { fileAnchor } from '../tables/coverage.js'
import { byStrength, scenarioTables } from '../tables/scenarios.js'
import type { Words } from '../words.js'
import { layoutMap } from './map-layout.js'

const chapterIds = ['mappings', 'estate', 'rules', 'service', 'operations', 'findings', 'coverage'] as const

/** What the templates print. No template decides anything: every text, class and order is settled here. */
export function htmlView(report: Report, words: Words) {
  const links = linkTargets(report, words)
  const chapters = chapterIds.map((id) => ({ id, title: words.term('chapter', id) }))
  const found = byStrength(report.scenarios).filter((page) => page.verdict !== '')
  const flat = new Map(scenarioTables(report, words).map((table) => [table.id, table]))
  return {
    language: report.language,
    title: report.title,
    asOf: words.date(report.asOf),
    product: report.product,
    nav: [
      { href: '#summary', title: words('html.summary') },
      ...(found.length === 0 ? [] : [{ href: '#scenarios', title: words('tables.scenarios.title') }]),
      ...chapters
        .filter((chapter) => chapterTables(report, chapter.id).length > 0)
        .map(({ id, title }) => ({ href: `#chapter-${id}`, title })),
      { href: '#sources', title: words('html.sources') },
    ],
    facts: facts(report, words),
    deadlines: deadlineLines(report, links, (state) => state !== 'unknown'),
    unchecked: deadlineLines(report, links, (state) => state === 'unknown'),
    maps: report.maps.map((map) => layoutMap(map, words)),
    scenarioRows: byStrength(report.scenarios).map((page) => scenarioRow(page, words)),
    effort: { ...report.headline.effort, any: report.headline.effort.highDays > 0 },
    effortRows: found.flatMap((page) =>
      page.effort === undefined
        ? []
        : [
            {
              title: page.title,
              href: `#scenario-${page.id}`,
              size: page.effort.size,
              range: rangeText(page.effort, words),
            },
          ],
    ),
    licences: report.headline.licences.map((line) => ({
      level: words.term('licence', line.level),
      per: line.per.join('; '),
      scenarios: line.scenarios.length,
    })),
    ledger: ledger(report, words),
    asks: report.asks,
    blind: report.scenarios.filter((page) => page.status === 'cannot-be-seen').map((page) => page.title),
    errors: report.notices
      .filter((notice) => notice.severity === 'error')
      .map((notice) => ({ message: notice.message, advice: notice.advice })),
    scenarios: found.map((page) => scenarioView(page, links)),
    chapters: chapters
      .map(({ id, title }) => ({
        id,
        title,
        tables: chapterTables(report, id).map((table) => tableView(table, links)),
      }))
      .filter((chapter) => chapter.tables.length > 0),
    sourceTables: ['deadlines', 'statements'].flatMap((id) => {
      const table = flat.get(id)
      return table === undefined ? [] : [tableView(table, links)]
    }),
    documentation: [...new Set(found.flatMap((page) => page.documentation))].sort(),
  }
}

/** What can be linked to: files that have a row, scenarios that have a page; and the language all is said in. */
interface LinkTargets {
  readonly words: Words
  readonly files: ReadonlySet<string>
  readonly scenarios: ReadonlySet<string>
}

function linkTargets(report: Report, words: Words): LinkTargets {
  const files = report.tables.find((table) => table.id === 'files')?.rows.flatMap((row) => row.at.map((at) => at.file))
  const found = report.scenarios.filter((page) => page.verdict !== '')
  return { words, files: new Set(files), scenarios: new Set(found.map((page) => `#scenario-${page.id}`)) }
}

function rangeText(effort: { readonly lowDays: number; readonly highDays: number }, words: Words): string {
  return `${words.number(effort.lowDays)}–${words.number(effort.highDays)}`
}

function facts(report: Report, words: Words) {
  const { number } = words
  const { headline } = report
  const seen = headline.scenarios.certain + headline.scenarios.likely + headline.scenarios.possible
  return [
    {
      value: number(headline.servers),
      label: words('html.fact.servers', { count: headline.servers }),
      href: '#servers',
    },
    {
      value: number(headline.connectors),
      label: words('html.fact.connectors', { count: headline.connectors }),
      href: '#connectors',
    },
    { value: number(headline.rules), label: words('html.fact.rules', { count: headline.rules }), href: '#sync-rules' },
    ...(headline.services === 0
      ? []
      : [
          {
            value: number(headline.serviceObjects.signal),
            label: words('html.fact.service-objects', { all: headline.serviceObjects.all }),
            href: '#services',
          },
        ]),
    {
      value: number(seen),
      label: words('html.fact.scenarios', { all: report.scenarios.length }),
      href: '#scenario-list',
    },
  ]
}

function deadlineLines(
  report: Report,
  links: LinkTargets,
  wanted: (state: Report['deadlines'][number]['state']) => boolean,
) {
  const rank = { stopped: 0, soon: 1, later: 2, unknown: 3 } as const
  return report.deadlines
    .filter((deadline) => wanted(deadline.state))
    .sort((a, b) => rank[a.state] - rank[b.state] || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map((deadline) => ({
      ...deadline,
      date: links.words.date(deadline.date),
      word: links.words.term('deadline', deadline.state),
      where: whereLines(deadline.at, 2, links),
    }))
}

function scenarioRow(page: ScenarioPage, words: Words) {
  const found = page.verdict !== ''
  return {
    number: page.number,
    title: page.title,
    href: found ? `#scenario-${page.id}` : '',
    status: page.status,
    statusWord: words.term('status', page.status),
    verdict: page.verdict,
    verdicts: page.verdicts.map((id) => ({ id, word: words.term('verdict', id) })),
    confidence: page.confidence,
    hasConfidence: page.confidence !== undefined,
    use: page.use,
    hasUse: page.use !== undefined,
    useWord: found ? (page.use === undefined ? words('cells.not-known') : '') : '',
    places: found ? page.cases.filter((item) => item.level !== 'trace').length : '',
    blockers: found ? page.cases.reduce((sum, item) => sum + item.blockers.length, 0) : '',
    effort: page.effort === undefined ? '' : rangeText(page.effort, words),
  }
}

function ledger(report: Report, words: Words) {
  const { elements, filesRead, filesFailed, filesSkipped, complete } = report.completeness
  const total = elements.modelled + elements.documented + elements.ignored + elements.unknown
  const share = (value: number) => (total === 0 ? 0 : (value / total) * 100)
  let x = 0
  // A share too small to see still shows: unknown elements must never vanish from the picture.
  const bar = (value: number) => {
    const width = value > 0 ? Math.max(0.6, share(value)) : 0
    const placed = { x: Math.min(x, 100 - width).toFixed(2), width: width.toFixed(2) }
    x += width
    return placed
  }
  return {
    total,
    complete,
    files: words('html.files-read', { read: filesRead, failed: filesFailed, skipped: filesSkipped }),
    parts: (['modelled', 'documented', 'ignored', 'unknown'] as const).map((status) => ({
      status,
      word: words.term('coverage', status),
      count: words.number(elements[status]),
      percent: words.decimal(share(elements[status]), 1),
      ...bar(elements[status]),
    })),
  }
}

function chapterTables(report: Report, chapter: string): ReportTable[] {
  return report.tables.filter(
    (table) => table.chapter === chapter && (table.rows.length > 0 || table.chapter === 'findings'),
  )
}

/** Tables longer than this start closed, so that the page is quick to first view. */
const OPEN_ROWS = 60

function tableView(table: ReportTable, links: LinkTargets) {
  return {
    id: table.id,
    title: table.title,
    lead: table.lead,
    whenEmpty: table.whenEmpty,
    empty: table.rows.length === 0,
    open: table.rows.length <= OPEN_ROWS,
    count: links.words.number(table.rows.length),
    columns: table.columns.map((column) => ({ title: column.title, numeric: column.kind === 'number' })),
    hasWhere: table.rows.some((row) => row.at.length > 0),
    rows: table.rows.map((row) => rowView(row, table, links)),
  }
}

function rowView(row: Row, table: ReportTable, links: LinkTargets) {
  return {
    id: row.id.startsWith(`${table.id}-`) ? '' : row.id,
    cells: row.cells.map((cell, index) => cellView(cell, table.columns[index]?.kind ?? 'text', links)),
    where: whereLines(row.at, 1, links),
  }
}

function cellView(cell: Cell, kind: string, links: LinkTargets) {
  const linked = typeof cell === 'object'
  return {
    text: linked ? cell.text : typeof cell === 'number' ? links.words.number(cell) : cell,
    // A scenario of which there is only a trace has no page to lead to.
    href: linked && !(cell.href.startsWith('#scenario-') && !links.scenarios.has(cell.href)) ? cell.href : '',
    external: linked && cell.href.startsWith('https://'),
    numeric: kind === 'number',
    code: kind === 'code',
  }
}

/** File and line as a short link to the file's row; the whole path and the element stand in its title. */
function whereLines(at: readonly Provenance[], most: number, links: LinkTargets, all = at.length) {
  return {
    shown: at.slice(0, most).map((place) => ({
      place: `${shortFile(place.file)}${place.line === undefined ? '' : `:${place.line}`}`,
      title: `${place.file}${place.path === '' ? '' : ` ${place.path}`}`,
      // A whole export is named by its folder, which has no row of its own.
      href: links.files.has(place.file) ? `#${fileAnchor(place.file)}` : '#files',
    })),
    more: Math.max(0, all - most),
  }
}

/** Last part of the name; a GUID in it is cut to its ends, which still tells the files of one export apart. */
function shortFile(file: string): string {
  const last = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('!')) + 1)
  return last.replace(/\{([0-9a-f]{8})-[0-9a-f-]{23}([0-9a-f]{4})\}/i, '{$1…$2}')
}

function scenarioView(page: ScenarioPage, links: LinkTargets) {
  return {
    ...scenarioRow(page, links.words),
    id: page.id,
    summary: page.summary,
    guideRow: page.guideRow,
    size: page.effort?.size ?? '',
    cases: page.cases.filter((item) => item.level !== 'trace').map((item) => caseView(item, links)),
    traces: page.cases
      .filter((item) => item.level === 'trace')
      .map((item) => item.subject || links.words('html.estate')),
    asks: page.asks,
    documentation: page.documentation,
  }
}

function caseView(item: CasePage, links: LinkTargets) {
  const { words } = links
  const say = (statement: Statement) => statementView(statement, links)
  return {
    anchor: item.anchor,
    subject: item.subject || words('html.the-estate'),
    verdict: item.verdict,
    verdictWord: words.term('verdict', item.verdict),
    level: words.term('level', item.level),
    confidence: item.confidence,
    evidence: item.evidence.map((evidence) => ({
      ...evidence,
      sign: evidence.weight > 0 ? `+${evidence.weight}` : String(evidence.weight),
      counter: evidence.weight < 0,
      where: whereLines(evidence.at, 3, links),
    })),
    target: item.target,
    parts: item.parts.map((part) => ({
      ...part,
      verdictWord: words.term('verdict', part.verdict),
      reasons: part.reasons.map(say),
    })),
    lists: [
      { title: words('html.blocks'), items: item.blockers.map(say) },
      { title: words('html.lost'), items: item.losses.map(say) },
      { title: words('html.needs'), items: item.prerequisites.map(say) },
      { title: words('html.by-hand'), items: item.handSteps.map(say) },
      { title: words('html.drives'), items: item.effort.drivers.map(say) },
    ].filter((list) => list.items.length > 0),
    licences: item.licences.map((need) => ({ level: words.term('licence', need.level), per: need.per })),
    effort: rangeText(item.effort, words),
    size: item.effort.size,
    stages: item.stages.map((stage) => ({ ...stage, name: words.term('stage', stage.name) })),
  }
}

function statementView(statement: Statement, links: LinkTargets) {
  return {
    ...statement,
    cited: statement.source.startsWith('https://'),
    proposal: statement.source !== '' && !statement.source.startsWith('https://'),
    where: whereLines(statement.at, 2, links, statement.places),
  }
}
