import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { renderPreview } from '../../../reports/preview/render.js'
import { wordsOf } from '../../../reports/words.js'
import {
  type CoverageReport,
  coverageText,
  type PendingExportRow,
  previewJson,
  previewText,
  type StepResult,
  whyText,
} from '../../engine/index.js'
import { InputError } from '../../readers/files/input-error.js'
import type { CliIo, ExitCode } from '../io.js'
import { loadHtmlTemplates, loadWords } from '../resources.js'
import { type Simulation, type SimulationOptions, simulate } from '../simulation.js'

interface SimulateOptions extends SimulationOptions {
  /** CSV file that gets the whole table of pending exports. */
  readonly out?: string
  /** Objects to preview after the run, by `connector:anchor` or DN; `all`: every one. */
  readonly preview?: readonly string[]
  /** Preview as a full or a delta synchronization. */
  readonly mode?: string
  /** HTML file that gets the preview. */
  readonly html?: string
  readonly language?: string
  readonly json?: boolean
}

/** Rows of a table shown on the screen; the rest is in `--out` and `--json`. */
const SHOWN = 50

/** `mim2entra simulate`: runs the configuration on objects; statistics and pending exports. */
export async function runSimulate(paths: readonly string[], options: SimulateOptions, io: CliIo): Promise<ExitCode> {
  const simulation = await simulate(paths, options, io)
  if (options.preview !== undefined) return runPreview(simulation, options.preview, options, io)
  const pending = simulation.engine.pendingExports()
  const coverage = options.coverage === true || options.generate === true ? simulation.engine.coverage() : undefined
  if (options.out !== undefined) await writeFile(resolve(io.cwd, options.out), csv(pending))
  io.out(
    options.json === true
      ? `${JSON.stringify(toJson(simulation, pending, coverage), undefined, 2)}\n`
      : toText(simulation, pending, coverage, options),
  )
  return isIncomplete(simulation) ? 3 : 0
}

/** Objects on one page of previews: more than a person reads, and what a browser still opens. */
const ON_A_PAGE = 500

async function runPreview(
  simulation: Simulation,
  wanted: readonly string[],
  options: SimulateOptions,
  io: CliIo,
): Promise<ExitCode> {
  const mode = options.mode ?? 'full'
  if (mode !== 'full' && mode !== 'delta')
    throw new InputError(`"${mode}" is no kind of synchronization.`, 'Write --mode full or --mode delta.')
  const { engine } = simulation
  const objects = wanted.includes('all') ? engine.objects() : wanted.map((text) => objectOf(simulation, text))
  const previews = objects.map(({ connector, key }) => engine.preview(connector, key, mode))
  if (options.html !== undefined) {
    const shown = previews.slice(0, ON_A_PAGE).map(previewJson)
    const words = wordsOf(await loadWords(options.language ?? 'en'))
    const page = renderPreview(shown, previews.length - shown.length, await loadHtmlTemplates(), words)
    await writeFile(resolve(io.cwd, options.html), page)
  }
  const json = previews.map(previewJson)
  if (options.json === true) io.out(`${JSON.stringify(json.length === 1 ? json[0] : json, undefined, 2)}\n`)
  else if (options.html === undefined) io.out(`${previews.map(previewText).join('\n\n')}\n`)
  else io.out(`${previews.length} ${previews.length === 1 ? 'object' : 'objects'} previewed in ${options.html}\n`)
  return 0
}

/** `mim2entra why`: the chain from source value through rules to target value. */
export async function runWhy(
  object: string,
  attribute: string,
  options: SimulationOptions & { readonly in: readonly string[]; readonly json?: boolean },
  io: CliIo,
): Promise<ExitCode> {
  const simulation = await simulate(options.in, options, io)
  const { connector, key } = objectOf(simulation, object)
  const answer = simulation.engine.why(connector, key, attribute)
  if (answer === undefined)
    throw new InputError(
      `${connector}:${key} is not linked to the metaverse.`,
      'mim2entra simulate --preview shows why.',
    )
  io.out(options.json === true ? `${JSON.stringify(answer, undefined, 2)}\n` : `${whyText(answer)}\n`)
  return 0
}

/** An object by `connector:anchor`, or by its anchor or DN alone where only one connector has it. */
function objectOf({ engine, server }: Simulation, text: string): { connector: string; key: string } {
  const at = text.indexOf(':')
  const named = server.connectors.find((one) => one.name.toLowerCase() === text.slice(0, at).toLowerCase())
  const key = named === undefined ? text : text.slice(at + 1)
  const candidates = (named === undefined ? server.connectors : [named]).flatMap(({ name }) =>
    [key, `dn:${key}`]
      .filter((one) => engine.find(name, one) !== undefined)
      .map((one) => ({ connector: name, key: one })),
  )
  const [only, second] = candidates
  if (only !== undefined && (second === undefined || second.connector === only.connector)) return only
  throw new InputError(
    only === undefined
      ? `No connector space holds an object "${key}".`
      : `"${key}" is in ${candidates.map((one) => one.connector).join(' and ')}.`,
    'Write connector:anchor, or connector:DN.',
  )
}

function isIncomplete({ results, remarks }: Simulation): boolean {
  return remarks.length > 0 || results.some((result) => Object.keys(result.notModelled).length > 0)
}

function toText(
  simulation: Simulation,
  pending: readonly PendingExportRow[],
  coverage: CoverageReport | undefined,
  { out, generate }: SimulateOptions,
): string {
  const objects = new Set(pending.map((row) => `${row.ma}\n${row.key}`)).size
  const rest = pending.length - SHOWN
  const lines = [
    ...startLines(simulation),
    ...simulation.results.flatMap(stepLines),
    '',
    pending.length === 0
      ? 'Nothing would be exported.'
      : `Pending exports: ${objects} ${objects === 1 ? 'object' : 'objects'}, ${pending.length} ${pending.length === 1 ? 'change' : 'changes'}`,
    ...pending.slice(0, SHOWN).map(rowText),
    ...(rest > 0
      ? [`  … and ${rest} more${out === undefined ? '; --out <file.csv> writes them all' : ` in ${out}`}`]
      : []),
    ...notRun(simulation),
    ...(generate === true ? madeUp(simulation) : []),
    ...(coverage === undefined ? [] : ['', coverageText(coverage)]),
  ]
  return `${lines.join('\n')}\n`
}

/** SE-LOAD-2: what a run on a copy of production stages, that production had not staged. */
function startLines({ start }: Simulation): string[] {
  if (start === undefined) return []
  const { objects, metaverseObjects, takenOver, unseen } = start.restored
  const spaces = [...objects].map(([ma, count]) => `${ma} ${count.toLocaleString('en-US')}`).join(', ')
  return [
    `Started from the connector spaces: ${spaces}; ${metaverseObjects.toLocaleString('en-US')} metaverse objects${takenOver === 0 ? '' : `, ${takenOver.toLocaleString('en-US')} values as production holds them`}.`,
    ...(unseen === 0
      ? []
      : [
          `${unseen.toLocaleString('en-US')} ${unseen === 1 ? 'object is' : 'objects are'} known by name, state and link alone, for a database keeps images in a form that cannot be read: nothing is computed of ${unseen === 1 ? 'it' : 'them'} before an import. Add csexport drops, CSV or LDIF files with --objects.`,
        ]),
    start.drift === 0
      ? 'No object has a pending export that had none at the start.'
      : `${start.drift.toLocaleString('en-US')} ${start.drift === 1 ? 'object has a pending export that had' : 'objects have a pending export that had'} none at the start: drift in production, a rule that is not modelled, or an error of the engine.`,
    '',
  ]
}

/** Nobody shall take generated people for the customer's. */
function madeUp({ files, linkedByHand }: Simulation): string[] {
  return [
    '',
    `Objects were made from the schemas: ${files.map((file) => `${file.connector} ${file.objects}`).join(', ')}.`,
    ...[...linkedByHand].map(
      ([connector, count]) =>
        `  ${connector}: ${count} linked by hand, for only code that is not at hand, or a rule that is not in the input, makes its connectors.`,
    ),
  ]
}

function stepLines(result: StepResult): string[] {
  const counters = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([name, count]) => `    ${name.padEnd(34)} ${count}`)
  return [
    `${result.ma}  ${result.step}  ${result.status}`,
    ...counters(result.counters),
    ...Object.entries(result.outbound).flatMap(([ma, counts]) => [`    → ${ma}`, ...counters(counts)]),
    ...result.errors.slice(0, 10).map((error) => `    ! ${error.code} ${error.object ?? ''} ${error.message}`),
    ...(result.errors.length > 10 ? [`    ! and ${result.errors.length - 10} more`] : []),
  ]
}

function rowText(row: PendingExportRow): string {
  const change =
    row.attribute === ''
      ? ''
      : `${row.attribute}: ${row.oldValues.join('; ') || '(nothing)'} → ${row.newValues.join('; ') || '(nothing)'}`
  return `  ${row.ma}  ${row.operation}  ${row.dn || row.key}  ${change}  ${row.rule === '' ? '' : `by ${row.rule}`}${row.unknown ? '  (not known: code not at hand)' : ''}`.trimEnd()
}

function notRun({ results, remarks }: Simulation): string[] {
  const asked = new Map<string, number>()
  for (const result of results)
    for (const [rule, count] of Object.entries(result.notModelled)) asked.set(rule, (asked.get(rule) ?? 0) + count)
  if (asked.size === 0 && remarks.length === 0) return []
  return [
    '',
    'Not run:',
    ...remarks.map((remark) => `  ${remark}`),
    ...[...asked].map(
      ([rule, count]) => `  ${rule}: asked ${count} ${count === 1 ? 'time' : 'times'}, its code is not at hand`,
    ),
  ]
}

function toJson(
  simulation: Simulation,
  pending: readonly PendingExportRow[],
  coverage: CoverageReport | undefined,
): object {
  return {
    server: simulation.server.id,
    objects: simulation.files,
    steps: simulation.results,
    ...(simulation.start === undefined
      ? {}
      : {
          start: {
            objects: Object.fromEntries(simulation.start.restored.objects),
            metaverseObjects: simulation.start.restored.metaverseObjects,
            newPendingExports: simulation.start.drift,
          },
        }),
    pendingExports: pending,
    remarks: simulation.remarks,
    ...(coverage === undefined ? {} : { coverage, linkedByHand: Object.fromEntries(simulation.linkedByHand) }),
  }
}

function csv(rows: readonly PendingExportRow[]): string {
  const columns = [
    'connector',
    'operation',
    'object',
    'dn',
    'objectType',
    'attribute',
    'old',
    'new',
    'rule',
    'known',
  ] as const
  const lines = rows.map((row) =>
    [
      row.ma,
      row.operation,
      row.key,
      row.dn,
      row.objectType,
      row.attribute,
      row.oldValues.join('; '),
      row.newValues.join('; '),
      row.rule,
      row.unknown ? 'no' : 'yes',
    ]
      .map(csvCell)
      .join(','),
  )
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`
}

/** Quoted; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function registerSimulation(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command('simulate')
    .summary('run it on these objects')
    .description(
      'Runs the configuration on objects, without any server: statistics as the Operations view shows them, and what would be exported.',
    )
    .argument('<path...>', 'export folders, files or zips with the configuration')
    .option('--objects <path...>', 'csexport drops, a database snapshot, CSV or LDIF files of connectors')
    .option('--generate', 'make objects from the schemas, so that every rule is exercised; no objects needed')
    .option('--coverage', 'show which rules were exercised, and why the others were not (--generate implies it)')
    .option(
      '--run <connector:profile...>',
      'run profiles in order (default: full import and full synchronization of all)',
    )
    .option('--server <name>', 'which server to run, where the input has several')
    .option('--state <file>', 'keep connector spaces and metaverse here; a later run starts from them')
    .option('--preview <object...>', 'after the run, show what a synchronization does to connector:anchor, or to all')
    .option('--mode <mode>', 'preview as a full or a delta synchronization', 'full')
    .option('--html <file.html>', 'write the preview as a page')
    .option('--language <code>', 'language of the page', 'en')
    .option('--out <file.csv>', 'write all pending exports as CSV')
    .option('--json', 'print JSON')
    .action(async (paths: string[], options: SimulateOptions) => finish(await runSimulate(paths, options, io)))

  program
    .command('why')
    .summary('where does this value come from?')
    .description(
      'Runs the configuration on objects and prints the chain from source value through rules to target value.',
    )
    .argument('<object>', 'connector:anchor, connector:DN, or an anchor or DN only one connector has')
    .argument('<attribute>', 'metaverse attribute')
    .requiredOption('--in <path...>', 'export folders, files or zips with the configuration')
    .requiredOption('--objects <path...>', 'csexport drops, a database snapshot, CSV or LDIF files of connectors')
    .option(
      '--run <connector:profile...>',
      'run profiles in order (default: full import and full synchronization of all)',
    )
    .option('--server <name>', 'which server to run, where the input has several')
    .option('--state <file>', 'state file of an earlier run')
    .option('--json', 'print JSON')
    .action(async (object: string, attribute: string, options: SimulationOptions & { in: string[]; json?: boolean }) =>
      finish(await runWhy(object, attribute, options, io)),
    )
}
