import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { runHistoryMessages } from '../../../analyzers/facts/run-history.js'
import { templateText } from '../../../analyzers/finding.js'
import { analyzers } from '../../../analyzers/index.js'
import { buildReport } from '../../../reports/build.js'
import type { Cell, Report, ReportTable, Row } from '../../../reports/model.js'
import { whereText } from '../../../reports/table.js'
import { scenarioTables } from '../../../reports/tables/scenarios.js'
import type { Words } from '../../../reports/words.js'
import { normalizeGuid } from '../../model/index.js'
import { catalogueDate } from '../../plan/deadlines.js'
import { planMessages } from '../../plan/messages.js'
import { InputError } from '../../readers/files/input-error.js'
import { noticeKinds } from '../../readers/notices.js'
import type { CliIo, ExitCode } from '../io.js'
import { nearest } from '../nearest.js'
import { Progress } from '../progress.js'
import { english, productVersion, scenarioPage } from '../resources.js'
import { assessPaths } from './assess.js'

export interface ExplainOptions {
  /** Report folders, `assessment.json` files or exports to look the thing up in. */
  readonly in?: readonly string[]
  readonly json?: boolean
}

/** `mim2entra explain`: a scenario's page, a finding's meaning, or all that is known about a thing, with its source. */
export async function runExplain(what: string, options: ExplainOptions, io: CliIo): Promise<ExitCode> {
  const report = await reportToSearch(options, io)
  const page = await scenarioPage(what)
  const section = page ?? (await findingSection(what))
  const matches = report === undefined ? [] : lookUp(report, what, await english())
  if (section === undefined && matches.length === 0) throw notKnown(what, report)
  if (options.json === true) {
    io.out(`${JSON.stringify({ what, page: section ?? null, found: matches.map(matchJson) }, undefined, 2)}\n`)
    return 0
  }
  if (section !== undefined) io.out(`${section.trimEnd()}\n`)
  if (matches.length > 0)
    io.out(`${section === undefined ? '' : '\nIn this estate:\n'}${matches.map(matchText).join('\n')}`)
  return 0
}

/** A report made earlier, or one made now from exports; by default the one in `assessment/`, if there is one. */
async function reportToSearch(options: ExplainOptions, io: CliIo): Promise<Report | undefined> {
  const asked = options.in ?? []
  if (asked.length === 0) return readReport(join(io.cwd, 'assessment'))
  const [only] = asked
  const earlier = asked.length === 1 && only !== undefined ? await readReport(resolve(io.cwd, only)) : undefined
  if (earlier !== undefined) return earlier
  const assessment = await assessPaths(asked, catalogueDate, new Progress(io), io)
  return buildReport(assessment, { name: 'mim2entra', version: await productVersion() }, await english())
}

async function readReport(path: string): Promise<Report | undefined> {
  const info = await stat(path).catch(() => undefined)
  if (info === undefined) return undefined
  const file = info.isDirectory() ? join(path, 'assessment.json') : path
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined || !text.startsWith('{')) return undefined
  try {
    const parsed = JSON.parse(text) as { readonly format?: unknown; readonly report?: Report }
    return parsed.format === 'mim2entra-assessment' ? parsed.report : undefined
  } catch {
    throw new InputError(`${file} is damaged: it is not valid JSON.`, 'Run mim2entra assess again.')
  }
}

/** What an id means: its heading in a scenario page, or the notice of that id. */
async function findingSection(id: string): Promise<string | undefined> {
  const upper = id.toUpperCase()
  const kind = noticeKinds[upper as keyof typeof noticeKinds]
  if (kind !== undefined) return `${upper}: ${kind.title} (${kind.severity})`
  const history = runHistoryMessages[upper]
  if (history !== undefined) return `${upper} (run history): ${templateText(history.text)}`
  const planned = planMessages[upper]
  if (planned !== undefined) return `${upper} (plan): ${templateText(planned.text)}`
  const analyzer = analyzers.find((candidate) => upper in candidate.meta.messages)
  if (analyzer === undefined) return undefined
  const page = (await scenarioPage(analyzer.meta.id)) ?? ''
  const start = page.split('\n')
  const from = start.findIndex((line) => /^#+ /.test(line) && line.includes(upper))
  const message = analyzer.meta.messages[upper]
  const text = templateText(message?.text ?? '')
  const title = `${upper} (${analyzer.meta.title}): ${text}`
  if (from < 0) return title
  const rest = start.slice(from + 1).filter((line) => line !== `> ${text}`)
  const to = rest.findIndex((line) => /^#+ /.test(line))
  return [title, ...rest.slice(0, to < 0 ? rest.length : to)].join('\n').trimEnd()
}

interface Match {
  readonly table: ReportTable
  readonly row: Row
}

/** Columns whose cell names the thing that the row is about. */
const naming = new Set([
  'name',
  'id',
  'connector',
  'rule',
  'attribute',
  'partition',
  'profile',
  'workflow',
  'scenario',
  'title',
  'subject',
])

/** Rows of the report that are about `what`: by id, by name, by a name's beginning; the best kind of match only. */
function lookUp(report: Report, what: string, words: Words): Match[] {
  const wanted = normalizeGuid(what).toLowerCase()
  const rows = [...scenarioTables(report, words), ...report.tables].flatMap((table) =>
    table.rows.map((row) => ({ table, row })),
  )
  const matching = (test: (text: string) => boolean) =>
    rows.filter(({ table, row }) =>
      row.cells.some(
        (cell, index) => naming.has(table.columns[index]?.key ?? '') && test(cellText(cell).toLowerCase()),
      ),
    )
  const exact = matching((text) => text === wanted)
  return exact.length > 0 ? exact : wanted.length >= 3 ? matching((text) => text.includes(wanted)).slice(0, 40) : []
}

function cellText(cell: Cell): string {
  return typeof cell === 'object' ? cell.text : String(cell)
}

function matchText({ table, row }: Match): string {
  const cells = row.cells.flatMap((cell, index) => {
    const text = cellText(cell)
    return text === ''
      ? []
      : [`  ${(table.columns[index]?.title ?? '').padEnd(24)} ${text.replaceAll('\n', `\n${' '.repeat(27)}`)}`]
  })
  const where = row.at.slice(0, 5).map((at) => `  ${'Where'.padEnd(24)} ${whereText(at)}`)
  return `${table.title}\n${[...cells, ...where].join('\n')}\n`
}

function matchJson({ table, row }: Match): object {
  return {
    table: table.id,
    facts: Object.fromEntries(table.columns.map((column, index) => [column.key, row.cells[index] ?? ''])),
    at: row.at,
  }
}

function notKnown(what: string, report: Report | undefined): InputError {
  const ids = analyzers.map((analyzer) => analyzer.meta.id)
  const close = nearest(what, ids)
  const hint = close === undefined ? `Scenarios are: ${ids.join(', ')}.` : `Did you mean ${close}?`
  const where = report === undefined ? ' To look up a connector or rule, add --in <report folder or export>.' : ''
  return new InputError(
    `"${what}" is neither a scenario nor a finding, connector or rule that is known here.`,
    `${hint}${where}`,
  )
}
