import { Command, CommanderError } from 'commander'
import { CutoverFailure } from '../cutover/index.js'
import { GraphFailure } from '../graph/index.js'
import { InputError } from '../model/index.js'
import { catalogueDate } from '../plan/deadlines.js'
import { registerApply } from './commands/apply.js'
import { type AssessOptions, runAssess } from './commands/assess.js'
import { type DemoOptions, runDemo } from './commands/demo.js'
import { registerDiff } from './commands/diff.js'
import { runExplain } from './commands/explain.js'
import { registerExpr } from './commands/expr.js'
import { runInspect } from './commands/inspect.js'
import { registerPlan } from './commands/plan.js'
import { type ReportOptions, runReport } from './commands/report.js'
import { registerResume } from './commands/resume.js'
import { registerRollback } from './commands/rollback.js'
import { registerSimulation } from './commands/simulate.js'
import { registerSnapshot } from './commands/snapshot.js'
import { registerStatus } from './commands/status.js'
import { registerVerify } from './commands/verify.js'
import type { CliIo, ExitCode } from './io.js'
import { printableIo } from './printable.js'
import { productVersion } from './resources.js'

const examples = `
Examples:
  mim2entra demo                              assess the company that ships with the tool
  mim2entra inspect export.zip                what is in here?
  mim2entra assess export.zip --out contoso   first assessment, report in contoso/index.html
  mim2entra assess MimSync/ MimService/ AADConnect/ --out contoso
  mim2entra report contoso --compare contoso-spring --out progress --language de
  mim2entra explain hr-onprem                 what this scenario is and what it becomes
  mim2entra explain "HR" --in contoso         all that is known about the connector HR, and where it stands
  mim2entra diff spring.zip autumn.zip        what changed, and what follows from it
  mim2entra plan contoso --out plan --tenant 00000000-0000-0000-0000-000000000000
  mim2entra apply plan --scenario hr-onprem --stage prepare --dry-run
  mim2entra simulate export/ --objects hr.csv run the configuration on objects
  mim2entra why HR:10002 displayName --in export/ --objects hr.csv
  mim2entra expr connect 'Left([sn],3)' --set sn=Meyer --to entra

What can be given: folders, files and zips, in any mix, recognised by content:
  MIM Synchronization Service   "Export Server Configuration" (MA-*.xml, MV.xml), single exported agents
  MIM Service                   Export-FIMConfig output (policy.xml, schema.xml), Lithnet files, XOML
  Azure AD / Entra Connect      Get-ADSyncServerConfiguration folder, settings JSON, rules as PowerShell or YAML
  Databases                     file of mim2entra snapshot, or of its offline script
  Objects                       csexport drops, metaverse searches, CSV, LDIF and other text files
  Code, rules, operations       C# and VB of rules extensions, MRE and MARE rules, schedulers, run history
  Entra                         provisioning schemas, ECMA Connector Host configurations

Exit codes: 0 done, 1 failed, 2 bad input, 3 done but incomplete (the report says what is missing),
4 the customer changed something (only mim2entra diff --exit-code).
Results go to stdout, progress and complaints to stderr. Nothing is written outside --out; only
apply, verify, rollback and resume speak to a tenant, and only apply, rollback and resume change it.`

/** The whole command line. `run` never throws: what goes wrong becomes a message and an exit code. */
export async function run(args: readonly string[], outside: CliIo): Promise<ExitCode> {
  const io = printableIo(outside)
  const verbose = args.includes('--verbose')
  let code: ExitCode = 0
  const program = await buildProgram(io, (result) => {
    code = result
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (problem) {
    return report(problem, verbose, io)
  }
}

async function buildProgram(io: CliIo, finish: (code: ExitCode) => void): Promise<Command> {
  const program = new Command('mim2entra')
    .description(
      'Takes customers off Microsoft Identity Manager and Azure AD Connect: reads what they export, says which identity scenarios run there, what each becomes in Microsoft Entra, and what it takes.',
    )
    .version(await productVersion(), '--version', 'print the version')
    .option('--verbose', 'print stack traces of failures')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', examples)
    .showHelpAfterError('Run mim2entra --help to see what there is.')
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text.replace(/^error: /, 'mim2entra: ')),
    })
    .exitOverride()

  program
    .command('inspect')
    .summary('what is in here?')
    .description('Lists what was recognised: connectors, object types, rules with counts, service objects by type.')
    .argument('<path...>', 'export folders, files or zips')
    .option('--json', 'print JSON')
    .action(async (paths: string[], options: { json?: boolean }) => finish(await runInspect(paths, options, io)))

  program
    .command('assess')
    .summary('what does it do, what does it become, what does it take?')
    .description(
      'Reads the exports and writes a report folder: index.html, assessment.xlsx, .docx, .md, .json and manifest.json.',
    )
    .argument('<path...>', 'export folders, files or zips')
    .option('-o, --out <folder>', 'report folder', 'assessment')
    .option('--force', 'write into a folder that holds something else')
    .option('--as-of <date>', 'day the dated facts are held against, yyyy-mm-dd', catalogueDate)
    .option('--decisions <file>', 'answers to choices, scenarios to leave out or to place in a wave: JSON or YAML')
    .option('--effort <file>', "a team's own figures of effort, in person-days: JSON or YAML")
    .option('--language <code>', 'language of the reports: en, de, or one the brand folder brings', 'en')
    .option('--brand <folder>', "a consultancy's brand.json, logo, templates and wording")
    .option('--json', 'print the summary as JSON')
    .action(async (paths: string[], options: AssessOptions) => finish(await runAssess(paths, options, io)))

  program
    .command('explain')
    .summary('tell me about this thing')
    .description(
      "Prints a scenario's page, what a finding id means, or what is known about a connector or rule and where it stands.",
    )
    .argument('<what>', 'scenario id, finding id, connector, rule or attribute name')
    .option('--in <path...>', 'report folder or exports to look it up in (default: assessment/, if it is there)')
    .option('--json', 'print JSON')
    .action(async (what: string, options: { in?: string[]; json?: boolean }) =>
      finish(await runExplain(what, options, io)),
    )

  program
    .command('report')
    .summary('the reports again, and what has changed since an earlier assessment')
    .description('Writes the report folder anew from an assessment.json, without reading the exports again.')
    .argument('[assessment]', 'report folder, or the assessment.json in it', 'assessment')
    .option('-o, --out <folder>', 'report folder', 'report')
    .option('--force', 'write into a folder that holds something else')
    .option('--compare <assessment>', 'an earlier assessment: adds the progress since then')
    .option('--language <code>', 'language of the reports', 'en')
    .option('--brand <folder>', "a consultancy's brand.json, logo, templates and wording")
    .action(async (from: string, options: ReportOptions) => finish(await runReport(from, options, io)))

  program
    .command('demo')
    .summary('assess the company that ships with the tool')
    .description('Assesses the demo company and prints where the report is.')
    .option('-o, --out <folder>', 'report folder', 'mim2entra-demo')
    .option('--force', 'write into a folder that holds something else')
    .option('--language <code>', 'language of the reports', 'en')
    .option('--brand <folder>', "a consultancy's brand.json, logo, templates and wording")
    .action(async (options: DemoOptions) => finish(await runDemo(options, io)))

  registerPlan(program, io, finish)
  registerApply(program, io, finish)
  registerVerify(program, io, finish)
  registerRollback(program, io, finish)
  registerStatus(program, io, finish)
  registerResume(program, io, finish)
  registerDiff(program, io, finish)
  registerSimulation(program, io, finish)
  registerSnapshot(program, io, finish)
  registerExpr(program, {
    out: (text) => io.out(text),
    err: (text) => io.err(`mim2entra: ${text}`),
    setExitCode: (code) => finish(code === 0 || code === 1 || code === 2 ? code : 1),
  })

  for (const command of program.commands)
    command.exitOverride().configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text.replace(/^error: /, 'mim2entra: ')),
    })
  return program
}

function report(problem: unknown, verbose: boolean, io: CliIo): ExitCode {
  if (problem instanceof CommanderError) return problem.exitCode === 0 ? 0 : 2
  if (problem instanceof InputError || problem instanceof CutoverFailure || problem instanceof GraphFailure) {
    io.err(`mim2entra: ${problem.message}\n           ${problem.remedy}\n`)
    if (verbose) io.err(`${problem.stack ?? ''}\n`)
    return problem instanceof InputError ? 2 : 1
  }
  const text = problem instanceof Error ? problem.message : String(problem)
  io.err(`mim2entra: ${text}\n`)
  io.err(
    verbose && problem instanceof Error
      ? `${problem.stack ?? ''}\n`
      : '           Run it again with --verbose to see where it happened.\n',
  )
  return 1
}
