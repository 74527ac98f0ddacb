import { resolve } from 'node:path'
import { analyzers } from '../../../analyzers/index.js'
import { buildReport } from '../../../reports/build.js'
import type { Report } from '../../../reports/model.js'
import { staleFacts } from '../../catalogue/check.js'
import { catalogueEntries } from '../../catalogue/entries.js'
import { assess } from '../../plan/assess.js'
import type { Assessment } from '../../plan/assessment.js'
import { catalogueDate } from '../../plan/deadlines.js'
import { InputError } from '../../readers/files/input-error.js'
import { openEstate } from '../../readers/open.js'
import { complain } from '../complaints.js'
import { type Consultant, type ConsultantFiles, readConsultant } from '../consultant.js'
import type { CliIo, ExitCode } from '../io.js'
import { checkOutputFolder, writeOutput } from '../output-folder.js'
import { Progress } from '../progress.js'
import { type DressOptions, readDress, renderFiles } from '../report-files.js'
import { productVersion } from '../resources.js'
import { assessmentScreen } from '../screen.js'

export interface AssessOptions extends ConsultantFiles, DressOptions {
  readonly out: string
  readonly force?: boolean
  readonly asOf?: string
  readonly json?: boolean
}

/** `mim2entra assess`: folder, file or zip in; report folder out. */
export async function runAssess(paths: readonly string[], options: AssessOptions, io: CliIo): Promise<ExitCode> {
  const asOf = checkedDate(options.asOf ?? catalogueDate)
  const dress = await readDress(options, io)
  const folder = resolve(io.cwd, options.out)
  await checkOutputFolder(folder, options.force === true)
  const progress = new Progress(io)
  const consultant = await readConsultant(options, io)
  const assessment = await assessPaths(paths, asOf, progress, io, { exclude: folder, ...consultant })
  const report = buildReport(assessment, { name: 'mim2entra', version: await productVersion() }, dress.words)
  progress.doing('report', 'HTML, workbook, Word, Markdown, JSON')
  const files = await renderFiles(report, assessment, dress)
  await writeOutput(folder, files, manifestOf(assessment, report, io))
  progress.done(files.map((file) => file.name).join(' · '))
  warnAboutAge(asOf, options.asOf, io)
  io.out(
    options.json === true
      ? `${JSON.stringify(summaryJson(report, options.out), undefined, 2)}\n`
      : assessmentScreen(report, assessment, options.out),
  )
  return report.completeness.complete ? 0 : 3
}

/** Reads and judges; also used by commands that need an assessment but write no report. */
export async function assessPaths(
  paths: readonly string[],
  asOf: string,
  progress: Progress,
  io: CliIo,
  { exclude, ...consultant }: Consultant & { readonly exclude?: string } = {},
): Promise<Assessment> {
  progress.doing('read')
  const estate = await openEstate(
    paths.map((path) => resolve(io.cwd, path)),
    { onFile: (name) => progress.doing('read', name), ...(exclude === undefined ? {} : { exclude }) },
  )
  const read = estate.ledger.files.filter((file) => file.outcome === 'read').length
  progress.done(`${read} of ${estate.ledger.files.length} ${estate.ledger.files.length === 1 ? 'file' : 'files'}`)
  complain(estate, io)
  progress.doing('detect')
  const assessment = assess(estate, { asOf, analyzers, ...consultant })
  progress.done(`${assessment.scenarios.filter((result) => result.cases.length > 0).length} scenarios with evidence`)
  return assessment
}

export function manifestOf(assessment: Assessment, report: Report, io: CliIo): object {
  return {
    version: report.product.version,
    node: process.versions.node,
    createdAt: io.now(),
    asOf: assessment.asOf,
    completeness: assessment.completeness,
    inputs: assessment.estate.ledger.files.map(({ file, kind, outcome, sizeBytes, sha256 }) => ({
      file,
      kind: kind ?? null,
      outcome,
      sizeBytes,
      sha256,
    })),
  }
}

function summaryJson(report: Report, out: string): object {
  return {
    out,
    asOf: report.asOf,
    headline: report.headline,
    completeness: report.completeness,
    scenarios: report.scenarios.map(({ id, status, verdict, confidence, use, effort }) => ({
      id,
      status,
      verdict,
      confidence,
      use,
      effort,
    })),
    asks: report.asks,
  }
}

/** `yyyy-mm-dd` that exists in the calendar. */
function checkedDate(text: string): string {
  const valid =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  if (!valid) throw new InputError(`"${text}" is not a date.`, 'Give --as-of as yyyy-mm-dd, for example 2026-12-31.')
  return text
}

/** Old facts by name, against today: what is written is held against --as-of and does not know the clock. */
function warnAboutAge(asOf: string, asked: string | undefined, io: CliIo): void {
  const stale = staleFacts(catalogueEntries, io.now())
  const [oldest] = [...stale].sort((a, b) => b.days - a.days)
  if (oldest === undefined) return
  const named = stale.slice(0, 8).map((fact) => fact.name)
  const more = stale.length > named.length ? ` and ${stale.length - named.length} more` : ''
  io.err(
    `mim2entra: ${stale.length} dated facts were last read up to ${oldest.days} days ago: ${named.join(', ')}${more}.\n           Read them again before a plan is signed; --as-of <today> lists all of them in the report.\n`,
  )
  if (asked === undefined)
    io.err(`           Deadlines were held against ${asOf}; --as-of holds them against another day.\n`)
}
