import { resolve } from 'node:path'
import type { Command } from 'commander'
import {
  type Begin,
  type OpenPlan,
  openPlan,
  previewRollback,
  rollBack,
  type Session,
  scenarioOf,
  stageOf,
  stepsOf,
  withSession,
} from '../../cutover/index.js'
import { InputError } from '../../model/index.js'
import { rollbackText, takenBackText } from '../cutover-screen.js'
import type { CliIo, ExitCode } from '../io.js'
import {
  askFor,
  checkTenant,
  connect,
  isYes,
  surroundingsFor,
  type TenantOptions,
  withTenantOptions,
} from './cutover-options.js'

export interface RollbackOptions extends TenantOptions {
  readonly scenario: string
  readonly stage?: string
  readonly dryRun?: boolean
  readonly yes?: boolean
}

/** Adds the command to the program. */
export function registerRollback(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  withTenantOptions(
    program
      .command('rollback')
      .summary('take a stage back')
      .description(
        'Takes back from the journal, last first, what a stage has done; says beforehand what cannot be taken back.\nWhat was only found in the tenant is not touched.',
      )
      .argument('<plan>', 'folder mim2entra plan wrote')
      .requiredOption('--scenario <id>', 'scenario of the plan')
      .option('--stage <name>', 'one stage; all of them without it')
      .option('--dry-run', 'show what would be taken back, and change nothing')
      .option('--yes', 'do not ask'),
  ).action(async (folder: string, options: RollbackOptions) => finish(await runRollback(folder, options, io)))
}

/** `mim2entra rollback`: 0 all taken back, 3 something stays. */
export async function runRollback(folder: string, options: RollbackOptions, io: CliIo): Promise<ExitCode> {
  const open = openPlan(resolve(io.cwd, folder))
  checkTenant(open, options.tenant)
  const stages = options.stage === undefined ? undefined : [options.stage]
  return withSession(
    open,
    `rollback ${options.scenario} ${options.stage ?? ''}`.trim(),
    () => io.now(),
    (session) => takeBack(open, session, stages, options, io),
  )
}

/** Under the lock of the plan; also goes on with a run that was interrupted. */
export async function takeBack(
  open: OpenPlan,
  session: Session,
  stageNames: readonly string[] | undefined,
  options: RollbackOptions,
  io: CliIo,
  resumes?: Begin,
): Promise<ExitCode> {
  const scenario = scenarioOf(open, options.scenario)
  const stages = stageNames === undefined ? scenario.stages : stageNames.map((name) => stageOf(scenario, name))
  const task = { open, scenario, stages, steps: stepsOf(open, scenario) }
  const preview = previewRollback(task, session.journal.entries, (id) => stepsOf(open, scenarioOf(open, id)))
  io.out(rollbackText(preview))
  if (preview.steps.length === 0 && resumes === undefined) return 0
  if (options.dryRun === true) return 0
  if (options.yes !== true) {
    if (io.ask === undefined) throw new InputError('Nobody is there to be asked.', 'Add --yes where no terminal is.')
    if (!isYes(await io.ask('\n  Take this back? [yes/no] ', false))) {
      io.out('\n  Nothing was changed.\n')
      return 0
    }
  }
  const going = preview.steps.map(({ step }) => step)
  const connection = await connect(open, going, 'write', options, io)
  const known = session.journal.entries.findLast((entry) => entry.type === 'begin' && entry.scenario === scenario.id)
  const earlier = known?.type === 'begin' ? known.answers : {}
  const answers = await askFor(going, earlier, options, io)
  const taken = await rollBack(task, preview, session, answers, surroundingsFor(connection, 'rollback', io), resumes)
  io.out(takenBackText(taken))
  return taken.every(({ effect }) => effect === 'undone' || effect === 'nothing') ? 0 : 3
}
