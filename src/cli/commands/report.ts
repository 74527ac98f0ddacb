import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { buildReport } from '../../../reports/build.js'
import { comparedWith } from '../../../reports/compare.js'
import type { Assessment } from '../../plan/assessment.js'
import { readAssessmentFile } from '../../plan/assessment-file.js'
import { InputError } from '../../readers/files/input-error.js'
import type { CliIo, ExitCode } from '../io.js'
import { checkOutputFolder, writeOutput } from '../output-folder.js'
import { Progress } from '../progress.js'
import { type DressOptions, readDress, renderFiles } from '../report-files.js'
import { productVersion } from '../resources.js'
import { manifestOf } from './assess.js'

export interface ReportOptions extends DressOptions {
  readonly out: string
  readonly force?: boolean
  /** Folder or file of an earlier assessment. */
  readonly compare?: string
}

/** `mim2entra report`: the reports again from an assessment that was made before, and what has changed since another one. */
export async function runReport(from: string, options: ReportOptions, io: CliIo): Promise<ExitCode> {
  const dress = await readDress(options, io)
  const folder = resolve(io.cwd, options.out)
  const progress = new Progress(io)
  progress.doing('read')
  const assessment = await readAssessment(from, io)
  const earlier = options.compare === undefined ? undefined : await readAssessment(options.compare, io)
  await checkOutputFolder(folder, options.force === true)
  progress.done(earlier === undefined ? '1 assessment' : '2 assessments')
  const product = { name: 'mim2entra', version: await productVersion() }
  const current = buildReport(assessment, product, dress.words)
  const report =
    earlier === undefined ? current : comparedWith(buildReport(earlier, product, dress.words), current, dress.words)
  progress.doing('report', 'HTML, workbook, Word, Markdown, JSON')
  const files = await renderFiles(report, assessment, dress)
  await writeOutput(folder, files, manifestOf(assessment, report, io))
  progress.done(files.map((file) => file.name).join(' · '))
  const changes = report.tables.find((table) => table.id === 'progress')?.rows.length
  const lines = [
    `  report    ${[`${options.out}/index.html`, ...files.slice(1).map((file) => file.name)].join(' · ')}`,
    ...(earlier === undefined || changes === undefined
      ? []
      : [`  progress  ${changes} ${changes === 1 ? 'change' : 'changes'} since the assessment of ${earlier.asOf}`]),
  ]
  io.out(`${lines.join('\n')}\n`)
  return report.completeness.complete ? 0 : 3
}

/** @param path report folder, or the `assessment.json` in it */
async function readAssessment(path: string, io: CliIo): Promise<Assessment> {
  const place = resolve(io.cwd, path)
  const info = await stat(place).catch(() => undefined)
  const file = info?.isDirectory() === true ? join(place, 'assessment.json') : place
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined)
    throw new InputError(
      `There is no assessment at ${path}.`,
      'Give the folder that mim2entra assess wrote, or its assessment.json.',
    )
  return readAssessmentFile(text, path).assessment
}
