import { resolve } from 'node:path'
import type { Command } from 'commander'
import { entriesOf, openPlan, type ScenarioStatus, statusOf } from '../../cutover/index.js'
import type { CliIo, ExitCode } from '../io.js'

/** Adds the command to the program. */
export function registerStatus(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command('status')
    .summary('where does every scenario stand?')
    .description('Reads the plan and its journal; asks no tenant.')
    .argument('<plan>', 'folder mim2entra plan wrote')
    .option('--json', 'print JSON')
    .action(async (folder: string, options: { json?: boolean }) => finish(runStatus(folder, options, io)))
}

/** `mim2entra status`: one line a scenario, one column a stage. */
export function runStatus(folder: string, options: { readonly json?: boolean }, io: CliIo): ExitCode {
  const open = openPlan(resolve(io.cwd, folder))
  const status = statusOf(open.plan, entriesOf(open))
  io.out(options.json === true ? `${JSON.stringify(status, undefined, 2)}\n` : statusText(status))
  return 0
}

function statusText(scenarios: readonly ScenarioStatus[]): string {
  const stages = scenarios[0]?.stages.map(({ stage }) => stage) ?? []
  const rows = [
    ['wave', 'scenario', ...stages],
    ...scenarios.map(({ wave, scenario, stages: all }) => [
      String(wave),
      scenario,
      ...all.map(({ state, done, steps }) =>
        state === 'incomplete' || state === 'interrupted' ? `${state} ${done}/${steps}` : state,
      ),
    ]),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
  const lines = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  )
  const open = scenarios.flatMap(({ scenario, stages: all }) =>
    all.filter(({ state }) => state === 'interrupted').map(({ stage }) => `${scenario} ${stage}`),
  )
  return `${[...lines, ...(open.length === 0 ? [] : ['', `  Interrupted  ${open.join(', ')}: mim2entra resume`])].join('\n')}\n`
}
