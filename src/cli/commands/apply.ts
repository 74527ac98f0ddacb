import { resolve } from 'node:path'
import type { Command } from 'commander'
import {
  applyStage,
  type Begin,
  type Conversation,
  entriesOf,
  type Limits,
  type OpenPlan,
  openPlan,
  type PlannedStage,
  previewStage,
  type Session,
  type StageTask,
  scenarioOf,
  stageOf,
  stepsOf,
  withSession,
} from '../../cutover/index.js'
import { type Counter, counters } from '../../graph/index.js'
import { InputError } from '../../model/index.js'
import { breachText, outcomeText, surveyText } from '../cutover-screen.js'
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

export interface ApplyOptions extends TenantOptions {
  readonly scenario: string
  readonly stage: string
  readonly dryRun?: boolean
  readonly yes?: boolean
  readonly confirm?: readonly string[]
  readonly overwrite?: boolean
  readonly limit?: readonly string[]
}

/** Adds the command to the program. */
export function registerApply(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  withTenantOptions(
    program
      .command('apply')
      .summary('do one stage of a plan')
      .description(
        'Reads the tenant, shows what would change, asks, applies, verifies. Every request that writes stands in\njournal.jsonl before it is sent: an interrupted run goes on with resume, a wrong one goes back with rollback.',
      )
      .argument('<plan>', 'folder mim2entra plan wrote')
      .requiredOption('--scenario <id>', 'scenario of the plan')
      .requiredOption('--stage <name>', 'prepare, pilot, parallel-run, cutover, validate or decommission')
      .option('--dry-run', 'show what would change, and change nothing')
      .option('--yes', 'do not ask; what hurts still wants --confirm')
      .option('--confirm <name...>', 'names of things that hurt and are meant')
      .option('--overwrite', 'put back what somebody has changed since it was applied')
      .option('--limit <counter=number...>', `allow more than the plan says: ${counters.join(', ')}`),
  ).action(async (folder: string, options: ApplyOptions) => finish(await runApply(folder, options, io)))
}

/** `mim2entra apply`: one stage of one scenario. */
export async function runApply(folder: string, options: ApplyOptions, io: CliIo): Promise<ExitCode> {
  const open = openPlan(resolve(io.cwd, folder))
  checkTenant(open, options.tenant)
  const task = taskFor(open, options.scenario, options.stage, options.limit)
  if (options.dryRun === true) return preview(task, options, io)
  return withSession(
    open,
    `apply ${task.scenario.id} ${task.stage.name}`,
    () => io.now(),
    (session) => runStage(task, session, options, io),
  )
}

/** @throws InputError for a scenario, stage or limit that is not known */
export function taskFor(open: OpenPlan, scenarioId: string, stageName: string, limits?: readonly string[]): StageTask {
  const scenario = scenarioOf(open, scenarioId)
  const stage = stageOf(scenario, stageName)
  const steps = stepsOf(open, scenario).filter((step) => step.stage === stage.name)
  return { open, scenario, stage, steps, limits: limitsOf(stage, limits ?? []) }
}

async function preview(task: StageTask, options: ApplyOptions, io: CliIo): Promise<ExitCode> {
  if (task.steps.length === 0) return nothingToDo(task, io)
  const entries = entriesOf(task.open)
  const connection = await connect(task.open, task.steps, 'read', options, io)
  const answers = await askFor(task.steps, {}, options, io)
  const surroundings = surroundingsFor(connection, 'read', io)
  io.out(surveyText(await previewStage(task, entries, answers, surroundings, options.overwrite === true)))
  return 0
}

/** Applies under the lock of the plan; also goes on with a run that was interrupted. */
export async function runStage(
  task: StageTask,
  session: Session,
  options: ApplyOptions,
  io: CliIo,
  resumes?: Begin,
): Promise<ExitCode> {
  if (task.steps.length === 0) return nothingToDo(task, io)
  const connection = await connect(task.open, task.steps, 'write', options, io)
  const answers = await askFor(task.steps, resumes?.answers ?? {}, options, io)
  const result = await applyStage(
    task,
    session,
    answers,
    surroundingsFor(connection, 'apply', io),
    conversation(options, io),
    {
      overwrite: options.overwrite === true || resumes?.overwrite === true,
      ...(resumes === undefined ? {} : { resumes }),
    },
  )
  if (result.state === 'declined') {
    io.out('\n  Nothing was changed.\n')
    return 0
  }
  if (result.state === 'over-limit') return 1
  io.out(outcomeText(task, result))
  return result.state === 'done' ? 0 : 3
}

function nothingToDo({ scenario, stage }: StageTask, io: CliIo): ExitCode {
  io.out(`  ${stage.name} of ${scenario.id} has no steps for the tool; its README says what people do.\n`)
  return 0
}

function conversation(options: ApplyOptions, io: CliIo): Conversation {
  return {
    showSurvey: (survey, breaches) => {
      io.out(surveyText(survey))
      for (const breach of breaches) io.err(breachText(breach))
    },
    mayApply: async (survey) => {
      if (survey.items.every(({ difference }) => difference.action === 'none')) return true
      if (options.yes === true) return true
      if (io.ask === undefined)
        throw new InputError(
          'Nobody is there to be asked.',
          'Add --yes where no terminal is, after a look with --dry-run.',
        )
      return isYes(await io.ask('\n  Apply this? [yes/no] ', false))
    },
    confirm: async (names) => {
      const confirmed = new Set(options.confirm ?? [])
      for (const { name, why } of names) {
        if (confirmed.has(name) || io.ask === undefined) continue
        const typed = await io.ask(`\n  ${why.text}\n  Type the name "${name}" to go on: `, false)
        if (typed.trim() === name) confirmed.add(name)
      }
      return confirmed
    },
  }
}

function limitsOf(stage: PlannedStage, given: readonly string[]): Limits {
  const limits: Record<Counter, Limits[Counter]> = { ...stage.limits }
  for (const text of given) {
    const [name, number] = text.split('=')
    const counter = counters.find((one) => one === name)
    if (counter === undefined || number === undefined || !/^\d+$/.test(number))
      throw new InputError(
        `--limit ${text} is not understood.`,
        `Write --limit deletes=20; counters are ${counters.join(', ')}.`,
      )
    limits[counter] = { atMost: Number(number), percent: 100 }
  }
  return limits
}
