import { resolve } from 'node:path'
import type { Command } from 'commander'
import { openPlan, withSession } from '../../cutover/index.js'
import type { CliIo, ExitCode } from '../io.js'
import { runStage, taskFor } from './apply.js'
import { checkTenant, type TenantOptions, withTenantOptions } from './cutover-options.js'
import { takeBack } from './rollback.js'

export interface ResumeOptions extends TenantOptions {
  readonly yes?: boolean
  readonly confirm?: readonly string[]
  readonly limit?: readonly string[]
}

/** Adds the command to the program. */
export function registerResume(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  withTenantOptions(
    program
      .command('resume')
      .summary('go on with what was interrupted')
      .description(
        'Finds out what the last request of an interrupted run did, and goes on from there. Nothing is made twice.',
      )
      .argument('<plan>', 'folder mim2entra plan wrote')
      .option('--yes', 'do not ask')
      .option('--confirm <name...>', 'names of things that hurt and are meant')
      .option('--limit <counter=number...>', 'allow more than the plan says'),
  ).action(async (folder: string, options: ResumeOptions) => finish(await runResume(folder, options, io)))
}

/** `mim2entra resume`: the run that began and did not end. */
export async function runResume(folder: string, options: ResumeOptions, io: CliIo): Promise<ExitCode> {
  const open = openPlan(resolve(io.cwd, folder))
  checkTenant(open, options.tenant)
  return withSession(
    open,
    'resume',
    () => io.now(),
    async (session) => {
      const { interrupted } = session
      if (interrupted === undefined) {
        io.out('  Nothing was interrupted.\n')
        return 0
      }
      const { command, scenario, stage } = interrupted
      io.err(`  resume    ${command} of ${scenario} ${stage}, begun ${interrupted.at}\n`)
      if (command === 'rollback')
        return takeBack(open, session, interrupted.stages, { ...options, scenario }, io, interrupted)
      const task = taskFor(open, scenario, stage, options.limit)
      return runStage(task, session, { ...options, scenario, stage }, io, interrupted)
    },
  )
}
