import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { renderCutoverHtml } from '../../../reports/cutover/html.js'
import { wordsOf } from '../../../reports/words.js'
import {
  buildPlan,
  checkPlace,
  contentOf,
  type PlanFile,
  planPageView,
  type Tenants,
  writePlan,
} from '../../cutover/index.js'
import { InputError } from '../../model/index.js'
import { type AssessmentFile, readAssessmentFile } from '../../plan/assessment-file.js'
import type { CliIo, ExitCode } from '../io.js'
import { Progress } from '../progress.js'
import { loadHtmlTemplates, loadScriptParts, loadWords } from '../resources.js'

export interface PlanOptions {
  readonly out: string
  readonly tenant?: string
  readonly sourceTenant?: string
  readonly targetTenant?: string
  readonly scenario?: readonly string[]
  readonly language: string
  readonly brand?: string
  readonly force?: boolean
  readonly json?: boolean
}

/** Adds the command to the program. */
export function registerPlan(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command('plan')
    .summary('in which order, with which checks?')
    .description(
      'Writes the cutover as a folder: waves, stages and gates, and for each scenario a runbook, the exact requests to\nMicrosoft Graph, and the same as PowerShell. Sends nothing.',
    )
    .argument('<assessment>', 'folder mim2entra assess wrote, or its assessment.json')
    .option('-o, --out <folder>', 'plan folder', 'plan')
    .option('--tenant <id>', 'id of the tenant the plan is for')
    .option('--source-tenant <id>', 'where something is synchronized between two tenants: the one it comes from')
    .option('--target-tenant <id>', 'the one it goes to')
    .option('--scenario <id...>', 'only these scenarios')
    .option('--language <tag>', 'language of the runbooks', 'en')
    .option('--brand <folder>', 'templates and texts of a consultancy')
    .option('--force', 'take the place of a plan that is there and has not begun')
    .option('--json', 'print plan.json')
    .action(async (assessment: string, options: PlanOptions) => finish(await runPlan(assessment, options, io)))
}

/** `mim2entra plan`: assessment in, plan folder out. */
export async function runPlan(path: string, options: PlanOptions, io: CliIo): Promise<ExitCode> {
  const tenants = tenantsOf(options)
  const folder = resolve(io.cwd, options.out)
  checkPlace(folder, options.force === true)
  const brand = options.brand === undefined ? undefined : resolve(io.cwd, options.brand)
  const words = wordsOf(await loadWords(options.language, brand))
  const progress = new Progress(io)
  progress.doing('read')
  const file = await openAssessment(resolve(io.cwd, path))
  progress.done(path)
  progress.doing('plan')
  const draft = buildPlan({ file, tenants, scenarios: options.scenario ?? [] })
  const output = contentOf(draft, await loadScriptParts(brand), words)
  const page = renderCutoverHtml(planPageView(draft, words), await loadHtmlTemplates(brand), words)
  const content = [...output.content, { name: 'index.html', bytes: page }]
  writePlan(folder, content, options.force === true)
  progress.done(`${content.length} files`)
  io.out(
    options.json === true ? `${JSON.stringify(output.file, undefined, 2)}\n` : planScreen(output.file, options.out),
  )
  return 0
}

async function openAssessment(path: string): Promise<AssessmentFile> {
  const info = await stat(path).catch(() => undefined)
  const file = info?.isDirectory() === true ? join(path, 'assessment.json') : path
  if (!existsSync(file))
    throw new InputError(
      `There is no assessment at ${path}.`,
      'Run mim2entra assess first, then give its folder or its assessment.json.',
    )
  return readAssessmentFile(await readFile(file, 'utf8'), file)
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function tenantsOf(options: PlanOptions): Tenants {
  const { tenant } = options
  if (tenant === undefined)
    throw new InputError(
      'Nobody has said which tenant the plan is for.',
      'Add --tenant <id>: a plan is bound to one tenant, so that it cannot be applied to another by mistake.',
    )
  return {
    home: checkedTenant(tenant),
    ...(options.sourceTenant === undefined ? {} : { source: checkedTenant(options.sourceTenant) }),
    ...(options.targetTenant === undefined ? {} : { target: checkedTenant(options.targetTenant) }),
  }
}

function checkedTenant(text: string): string {
  if (guid.test(text)) return text.toLowerCase()
  throw new InputError(`"${text}" is not the id of a tenant.`, 'It looks like 00000000-0000-0000-0000-000000000000.')
}

function planScreen({ plan }: PlanFile, out: string): string {
  const [first] = plan.scenarios.filter((scenario) => scenario.stages.some((stage) => stage.steps.length > 0))
  const steps = plan.scenarios
    .flatMap((scenario) => scenario.stages)
    .reduce((sum, stage) => sum + stage.steps.length, 0)
  const byHand = plan.scenarios.flatMap((scenario) => scenario.stages).reduce((sum, stage) => sum + stage.handSteps, 0)
  const stage = first?.stages.find((candidate) => candidate.steps.length > 0)?.name ?? 'prepare'
  const lines = [
    ...plan.waves.map((wave) => `  wave ${String(wave.number).padEnd(4)} ${wave.scenarios.join(' · ')}`),
    '',
    `  Steps        ${steps - byHand} by the tool, ${byHand} by hand`,
    `  Plan         ${out}/index.html · README.md · plan.json`,
    ...(first === undefined
      ? []
      : [`  Next         mim2entra apply ${out} --scenario ${first.id} --stage ${stage} --dry-run`]),
  ]
  return `${lines.join('\n')}\n`
}
