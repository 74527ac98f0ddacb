import { resolve } from 'node:path'
import type { Command } from 'commander'
import { openPlan, verifyStage, withSession, writeEvidence } from '../../cutover/index.js'
import type { CliIo, ExitCode } from '../io.js'
import { taskFor } from './apply.js'
import {
  askFor,
  checkTenant,
  connect,
  surroundingsFor,
  type TenantOptions,
  withTenantOptions,
} from './cutover-options.js'

export interface VerifyOptions extends TenantOptions {
  readonly scenario: string
  readonly stage: string
  readonly json?: boolean
}

/** Adds the command to the program. */
export function registerVerify(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  withTenantOptions(
    program
      .command('verify')
      .summary('is it as it was applied?')
      .description('Reads with read scopes whether a stage holds, and keeps what was found under evidence/.')
      .argument('<plan>', 'folder mim2entra plan wrote')
      .requiredOption('--scenario <id>', 'scenario of the plan')
      .requiredOption('--stage <name>', 'stage of the scenario')
      .option('--json', 'print JSON'),
  ).action(async (folder: string, options: VerifyOptions) => finish(await runVerify(folder, options, io)))
}

/** `mim2entra verify`: 0 it holds, 3 something does not. */
export async function runVerify(folder: string, options: VerifyOptions, io: CliIo): Promise<ExitCode> {
  const open = openPlan(resolve(io.cwd, folder))
  checkTenant(open, options.tenant)
  const task = taskFor(open, options.scenario, options.stage)
  return withSession(
    open,
    `verify ${task.scenario.id} ${task.stage.name}`,
    () => io.now(),
    async (session) => {
      const connection = await connect(open, task.steps, 'read', options, io)
      const known = session.journal.entries.findLast(
        (entry) => entry.type === 'begin' && entry.scenario === task.scenario.id,
      )
      const earlier = known?.type === 'begin' ? known.answers : {}
      const withoutSecrets = task.steps.map((step) => ({ ...step, asks: step.asks.filter(({ secret }) => !secret) }))
      const answers = await askFor(withoutSecrets, earlier, options, io)
      const checked = await verifyStage(task, session, answers, surroundingsFor(connection, 'verify', io))
      const evidence = writeEvidence(task, checked)
      const holds = checked.filter(({ state }) => state === 'holds').length
      const lines = checked.flatMap(({ step, state, problems }) =>
        state === 'holds'
          ? []
          : [
              `  ! ${step.id}  ${step.title.text}`,
              ...(state === 'not-done'
                ? ['      It has not been applied.']
                : problems.map(({ text }) => `      ${text}`)),
            ],
      )
      io.out(
        options.json === true
          ? `${JSON.stringify(evidence, undefined, 2)}\n`
          : `${[...lines, ...(lines.length === 0 ? [] : ['']), `  Verified     ${holds} of ${checked.length} hold`].join('\n')}\n`,
      )
      return holds === checked.length ? 0 : 3
    },
  )
}
