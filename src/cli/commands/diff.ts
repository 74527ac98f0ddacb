import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import { buildDiffReport, type NamedEstate } from '../../../reports/diff/build.js'
import { renderDiffHtml } from '../../../reports/diff/html.js'
import { renderDiffMarkdown } from '../../../reports/diff/markdown.js'
import type { DiffReport, DiffRow } from '../../../reports/diff/model.js'
import { consequenceLine } from '../../../reports/diff/table.js'
import { renderDiffWorkbook } from '../../../reports/excel/diff-workbook.js'
import type { Words } from '../../../reports/words.js'
import { InputError } from '../../readers/files/input-error.js'
import { openEstate } from '../../readers/open.js'
import { complain } from '../complaints.js'
import type { CliIo, ExitCode } from '../io.js'
import { checkOutputFolder, type OutputFile, writeOutput } from '../output-folder.js'
import { Progress } from '../progress.js'
import { type Dress, type DressOptions, readDress } from '../report-files.js'
import { productVersion } from '../resources.js'

export interface DiffOptions extends DressOptions {
  /** Folder for the report; without it only the screen tells. */
  readonly out?: string
  readonly force?: boolean
  readonly json?: boolean
  /** Name of each export, in order. */
  readonly label?: readonly string[]
  /** 4 where the customer changed something. */
  readonly exitCode?: boolean
}

export function registerDiff(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command('diff')
    .summary('what changed from one export to another?')
    .description(
      'Holds exports against the first of them: what somebody changed, one row an edit, what follows from it, and what another build of the product brought. Connectors are known by id or by what they do, not by name.',
    )
    .argument('<before>', 'export folder, file or zip')
    .argument('<after...>', 'one export, or more to stand side by side: development test production')
    .option('-o, --out <folder>', 'write index.html, diff.xlsx, diff.md and diff.json there')
    .option('--force', 'write into a folder that holds something else')
    .option('--label <name...>', 'names of the exports, in order (default: their file names)')
    .option('--exit-code', 'exit with 4 when the customer changed anything, for a pipeline')
    .option('--language <code>', 'language of the report', 'en')
    .option('--brand <folder>', "a consultancy's wording and templates")
    .option('--json', 'print JSON')
    .action(async (before: string, after: string[], options: DiffOptions) =>
      finish(await runDiff([before, ...after], options, io)),
    )
}

/** `mim2entra diff`: two or more exports in; what is different out. */
export async function runDiff(paths: readonly string[], options: DiffOptions, io: CliIo): Promise<ExitCode> {
  const labels = labelsOf(paths, options.label)
  const dress = await readDress(options, io)
  const folder = options.out === undefined ? undefined : resolve(io.cwd, options.out)
  if (folder !== undefined) await checkOutputFolder(folder, options.force === true)
  const progress = new Progress(io)
  const estates: NamedEstate[] = []
  for (const [index, path] of paths.entries()) {
    const label = labels[index] ?? path
    progress.doing('read', label)
    const estate = await openEstate([resolve(io.cwd, path)], {
      onFile: (name) => progress.doing('read', name),
      ...(folder === undefined ? {} : { exclude: folder }),
    })
    progress.done(`${label}: ${estate.ledger.files.filter((file) => file.outcome === 'read').length} files`)
    complain(estate, io)
    estates.push({ label, estate })
  }
  progress.doing('compare')
  const report = buildDiffReport(
    estates,
    { name: dress.brand.name || 'mim2entra', version: await productVersion() },
    dress.words,
  )
  progress.done(`${report.counts.customer + report.counts.product} differences`)
  if (folder !== undefined) await writeOutput(folder, await files(report, dress), manifestOf(report, io))
  io.out(options.json === true ? `${JSON.stringify(report, undefined, 2)}\n` : screen(report, options.out, dress.words))
  return codeOf(report, estates, options)
}

/** What could not be read may hide a difference, so that it goes before what was found. */
function codeOf(report: DiffReport, estates: readonly NamedEstate[], { exitCode }: DiffOptions): ExitCode {
  if (estates.some(({ estate }) => estate.ledger.files.some((file) => file.outcome === 'failed'))) return 3
  return exitCode === true && report.counts.customer > 0 ? 4 : 0
}

/** Names to tell the exports apart by: those given, else the last of their path that differs. */
function labelsOf(paths: readonly string[], given: readonly string[] | undefined): string[] {
  if (given !== undefined && given.length !== paths.length)
    throw new InputError(
      `${given.length} names were given for ${paths.length} exports.`,
      'Give --label one name for each export.',
    )
  if (given !== undefined) return [...given]
  const names = paths.map((path) => basename(resolve(path)))
  return new Set(names).size === names.length ? names : [...paths]
}

async function files(report: DiffReport, { words, templates }: Dress): Promise<OutputFile[]> {
  return [
    { name: 'index.html', bytes: Buffer.from(renderDiffHtml(report, templates, words)) },
    { name: 'diff.xlsx', bytes: await renderDiffWorkbook(report, words) },
    { name: 'diff.md', bytes: Buffer.from(renderDiffMarkdown(report, words)) },
    { name: 'diff.json', bytes: Buffer.from(`${JSON.stringify(report, undefined, 2)}\n`) },
  ]
}

function manifestOf(report: DiffReport, io: CliIo): object {
  return {
    version: report.product.version,
    node: process.versions.node,
    createdAt: io.now(),
    compared: report.exports.map(({ label }) => label),
    counts: report.counts,
  }
}

/** Rows of one area the screen shows; the report has them all. */
const MOST_ROWS = 40
/** Characters of one value the screen shows. */
const MOST_TEXT = 160

function screen(report: DiffReport, out: string | undefined, words: Words): string {
  if (report.counts.customer + report.counts.product === 0) return lines([...report.summary, ...written(out)])
  const section = (title: string, rows: readonly DiffRow[]): string[] => [
    '',
    `${title} (${rows.length})`,
    ...rows.slice(0, MOST_ROWS).flatMap((row) => rowLines(row, report, words)),
    ...(rows.length > MOST_ROWS ? [`  … ${words('diff.more', { count: rows.length - MOST_ROWS })}`] : []),
  ]
  return lines([
    report.title,
    ...report.summary,
    ...report.areas.flatMap((area) => section(area.title, area.rows)),
    ...(report.drift.length === 0 ? [] : section(words('diff.drift'), report.drift)),
    ...(report.notes.length === 0 ? [] : ['', ...report.notes]),
    ...written(out),
  ])
}

const signs: Readonly<Record<DiffRow['change'], string>> = { added: '+', removed: '-', changed: '~', moved: '^' }

function rowLines(row: DiffRow, report: DiffReport, words: Words): string[] {
  const values = row.values.map((value) => shortened(value.text))
  const told = row.about === '' ? '' : `: ${row.about} ${values.join(report.exports.length === 2 ? ' → ' : ' | ')}`
  const side = row.about === '' && report.exports.length > 2 ? `: ${values.join(' | ')}` : ''
  const moreText = (count: number): string => words('diff.more', { count })
  return [
    `  ${signs[row.change]} ${[...row.where, `${row.kind} ${row.name}`.trimEnd()].join(' › ')}${told}${side}`,
    ...row.consequences.map((one) => `      ↳ ${shortened(consequenceLine(one, moreText))}`),
  ]
}

function shortened(text: string): string {
  const plain = text.replace(/\s*\n\s*/g, '; ')
  return plain.length <= MOST_TEXT ? plain : `${plain.slice(0, MOST_TEXT - 1)}…`
}

function written(out: string | undefined): string[] {
  return out === undefined ? [] : ['', `${out}/index.html · diff.xlsx · diff.md · diff.json`]
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
