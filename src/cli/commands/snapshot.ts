import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Command } from 'commander'
import {
  allWhats,
  type ConnectOptions,
  connectionSource,
  type Discovery,
  defaultBudget,
  defaultConnectOptions,
  found,
  PASSWORD_VARIABLE,
  type SecretSources,
  type SnapshotResult,
  takeSnapshot,
  type What,
  writeOfflineKit,
} from '../../readers/database/index.js'
import { InputError } from '../../readers/files/input-error.js'
import type { CliIo, ExitCode } from '../io.js'
import { Progress } from '../progress.js'
import { productVersion } from '../resources.js'

export interface SnapshotOptions {
  readonly connection?: readonly string[]
  readonly what: string
  readonly out: string
  readonly check?: boolean
  readonly offlineKit?: string
  readonly trustServerCertificate?: boolean
  readonly passwordEnv: string
  readonly isolation: string
  readonly maxRows: string
  readonly maxMinutes: string
  readonly force?: boolean
}

/** Adds the command to the program. */
export function registerSnapshot(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command('snapshot')
    .summary('take the databases home in one file')
    .description(
      'Reads FIMSynchronizationService, ADSync and FIMService into one file that every other command takes for an\nexport. Sends SELECT only. The password comes from an environment variable or a prompt, never from an argument.',
    )
    .option('-c, --connection <string...>', 'connection strings, or names of environment variables that hold them')
    .option('--what <parts>', 'config, objects (people and their values), history', 'config,history')
    .option('-o, --out <file>', 'snapshot file', 'estate.m2e')
    .option('--check', 'ask what is present, missing and readable, and read nothing')
    .option('--offline-kit <folder>', 'write a PowerShell script for where no connection is possible')
    .option('--trust-server-certificate', 'accept any certificate of the server')
    .option('--password-env <name>', 'environment variable with the password', PASSWORD_VARIABLE)
    .option('--isolation <level>', 'read-uncommitted, or snapshot where the database allows it', 'read-uncommitted')
    .option('--max-rows <number>', 'most rows read of one table', String(defaultBudget.rows))
    .option('--max-minutes <number>', 'most time taken; what is left is read by the next call', '240')
    .option('--force', 'take the place of a snapshot that is there')
    .action(async (options: SnapshotOptions) => finish(await runSnapshot(options, io)))
}

/** `mim2entra snapshot`: the databases in one file. */
export async function runSnapshot(options: SnapshotOptions, io: CliIo): Promise<ExitCode> {
  const what = whatOf(options.what)
  if (options.offlineKit !== undefined) return offlineKit(options.offlineKit, what, io)
  if (options.connection === undefined)
    throw new InputError(
      'No database was named.',
      'Give --connection "Server=host,1433;Database=FIMSynchronizationService;User Id=reader", or --offline-kit <folder>.',
    )
  const connect = connectOptions(options)
  const secrets: SecretSources = {
    environment: process.env,
    passwordVariable: options.passwordEnv,
    ...(io.interactive && process.stdin.isTTY === true ? { prompt: askPassword } : {}),
  }
  const sources = []
  for (const argument of options.connection) sources.push(await connectionSource(argument, secrets, connect))
  if (options.check === true) {
    let complete = true
    for (const { open } of sources) {
      const connection = await open()
      try {
        const discovery = await found(connection, what)
        io.out(checkText(discovery))
        complete &&= discovery.tables.every(({ state, dataset }) => state === 'readable' || dataset.optional === true)
      } finally {
        await connection.close()
      }
    }
    return complete ? 0 : 3
  }
  return take(options, what, sources, io)
}

async function take(
  options: SnapshotOptions,
  what: readonly What[],
  sources: readonly Awaited<ReturnType<typeof connectionSource>>[],
  io: CliIo,
): Promise<ExitCode> {
  const out = resolve(io.cwd, options.out)
  if (existsSync(out) && options.force !== true)
    throw new InputError(`${options.out} is there already.`, 'Choose another --out, or say --force to replace it.')
  const progress = new Progress(io)
  progress.doing('snapshot')
  const result = await takeSnapshot({
    out,
    what,
    connections: sources.map(({ open }) => open),
    budget: {
      ...defaultBudget,
      rows: positive(options.maxRows, '--max-rows'),
      milliseconds: positive(options.maxMinutes, '--max-minutes') * 60_000,
    },
    now: () => io.now(),
    elapsedMs: () => io.elapsedMs(),
    onProgress: ({ database, table, rows }) =>
      progress.doing('snapshot', `${database} ${table} ${rows.toLocaleString('en-US')} rows`),
  })
  const rows = result.tables.reduce((sum, table) => sum + table.rows, 0)
  progress.done(`${rows.toLocaleString('en-US')} rows`)
  io.out(resultText(result, relative(io.cwd, out) || options.out))
  return result.whole && result.tables.every(isReconciled) ? 0 : 3
}

function isReconciled({ state, rows, serverRows }: SnapshotResult['tables'][number]): boolean {
  return state === 'missing' || (state === 'complete' && (serverRows === null || serverRows === rows))
}

async function offlineKit(folder: string, what: readonly What[], io: CliIo): Promise<ExitCode> {
  const files = await writeOfflineKit(resolve(io.cwd, folder), what, await productVersion())
  for (const file of files) io.out(`  ${relative(io.cwd, file)}\n`)
  io.out('\n  The customer runs the script and sends back one file; every command takes it for an export.\n')
  return 0
}

function whatOf(text: string): What[] {
  const words = text.split(',').map((word) => word.trim().toLowerCase())
  const chosen = allWhats.filter((what) => words.includes(what))
  const strange = words.find((word) => !allWhats.some((what) => what === word))
  if (strange === undefined) return chosen
  throw new InputError(`--what does not know "${strange}".`, 'Write any of config,objects,history.')
}

function connectOptions(options: SnapshotOptions): ConnectOptions {
  const { isolation } = options
  if (isolation !== 'read-uncommitted' && isolation !== 'snapshot')
    throw new InputError(`--isolation ${isolation} is not offered.`, 'Write read-uncommitted or snapshot.')
  return { ...defaultConnectOptions, isolation, trustServerCertificate: options.trustServerCertificate === true }
}

function positive(text: string, option: string): number {
  const number = Number(text)
  if (Number.isFinite(number) && number > 0) return number
  throw new InputError(`${option} ${text} is not a number above 0.`, `Write ${option} 60.`)
}

/** Reads a line without showing it. */
function askPassword(question: string): Promise<string> {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  return new Promise((answered) => {
    terminal.question('', (password) => {
      terminal.close()
      process.stderr.write('\n')
      answered(password)
    })
  })
}

function checkText(discovery: Discovery): string {
  const { database, server, version, encryption, isolation, product } = discovery
  const lines = [
    `  ${database} on ${server} (${product ?? 'unknown'}, SQL Server ${version}), connection ${encryption}, isolation ${isolation}`,
    '',
    ...discovery.tables.map(({ dataset, state, columns, missing }) => {
      const absent = dataset.wanted.filter((name) => !columns.some((column) => same(column.name, name)))
      const detail =
        state === 'readable'
          ? `${columns.length} columns${absent.length === 0 ? '' : `, not there: ${absent.join(', ')}`}`
          : missing.join(', ')
      return `  ${state.padEnd(9)} ${`${dataset.schema}.${dataset.table}`.padEnd(36)} ${detail}`.trimEnd()
    }),
  ]
  return `${lines.join('\n')}\n\n`
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function resultText(result: SnapshotResult, out: string): string {
  const number = (value: number) => value.toLocaleString('en-US')
  const lines = [
    ...result.sources.map(
      ({ database, encryption, isolation }) =>
        `  ${database}: connection ${encryption === 'not told' ? 'encryption not told by the server' : encryption}, read with isolation ${isolation}`,
    ),
    '',
    ...result.tables.map(({ database, table, state, rows, serverRows, message }) => {
      const against = serverRows === null || serverRows === rows ? '' : `, the server counts ${number(serverRows)}`
      return `  ${state.padEnd(9)} ${`${database}.${table}`.padEnd(48)} ${number(rows).padStart(12)} rows${against}${message === '' ? '' : `  ${message}`}`
    }),
    '',
    result.whole
      ? `  Next         mim2entra assess ${out}`
      : `  Not whole: the time is spent. The same command goes on from here (${out}.partial).`,
  ]
  return `${lines.join('\n')}\n`
}
