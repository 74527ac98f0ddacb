import type { Step } from '../../graph/index.js'
import type { Finding, Messages, ScenarioCase } from '../../plan/assessment.js'
import type { PlanDraft, ScenarioDraft } from '../plan/build.js'
import { bullets, code, inline, table } from './markdown.js'
import { stageBlocks } from './stage-blocks.js'
import type { RunbookWords } from './words.js'

/** `README.md` of a scenario: who does what, in which order, how to see that it is right, and how to get back. */
export function scenarioPage(draft: ScenarioDraft, { plan }: PlanDraft, words: RunbookWords): string {
  const { planned, result } = draft
  const blocks = [
    `# ${planned.folder.slice(0, 2)}. ${inline(words.message(`scenarios.${planned.id}.title`, planned.title))}`,
    inline(words.message(`scenarios.${planned.id}.summary`, result.meta.summary)),
    overview(draft, plan.waves.length, words),
    ...result.cases.flatMap((item) => caseBlocks(item, result.meta.messages, words)),
    ...signIn(draft, words),
    ...asks(draft, words),
    ...planned.stages.flatMap((stage) => stageBlocks(stage, draft, words)),
    `## ${words('runbook.files')}`,
    fileList(draft, words),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function overview({ planned, steps }: ScenarioDraft, waves: number, words: RunbookWords): string {
  const byHand = steps.filter((step) => step.change.kind === 'hand').length
  return bullets([
    words('runbook.verdict', { verdict: words.term('verdict', planned.verdict) }),
    words('runbook.wave', { wave: planned.wave, waves }),
    ...(planned.after.length === 0 ? [] : [words('runbook.after', { scenarios: planned.after.map(code).join(', ') })]),
    steps.length + planned.shared.length === 0
      ? words('runbook.no-steps')
      : words('runbook.steps', { count: steps.length - byHand, hand: byHand }),
  ])
}

/** Where it runs, what it becomes, and what has to be known before. */
function caseBlocks({ design, detection }: ScenarioCase, messages: Messages, words: RunbookWords): readonly string[] {
  const say = (finding: Finding) =>
    inline(words.message(finding.id, messages[finding.id]?.text ?? finding.id, finding.params))
  const list = (key: string, findings: readonly Finding[]) =>
    findings.length === 0 ? [] : [`${words(key)}\n\n${bullets(findings.map(say))}`]
  return [
    `## ${inline(detection.subject === '' ? words('runbook.whole-estate') : detection.subject)}`,
    say(design.target),
    ...list('runbook.blockers', design.blockers),
    ...list('runbook.prerequisites', design.prerequisites),
    ...list('runbook.hand-steps', design.handSteps),
    ...list('runbook.losses', design.losses),
    ...(design.licences.length === 0
      ? []
      : [
          `${words('runbook.licences')}\n\n${bullets(
            design.licences.map(
              ({ level, per }) => `${words.term('licence', level)}: ${inline(words.term('per', per))}`,
            ),
          )}`,
        ]),
  ]
}

/** What the person or the application who carries it out has to be allowed to do. */
function signIn({ steps }: ScenarioDraft, words: RunbookWords): readonly string[] {
  if (steps.every((step) => step.change.kind === 'hand')) return []
  const scopes = [...new Set(steps.flatMap((step) => step.scopes.write))].sort()
  const delegated = steps.filter((step) => step.signIn === 'delegated')
  const application = steps.filter((step) => step.signIn === 'application')
  return [
    `## ${words('runbook.sign-in')}`,
    bullets([
      ...(scopes.length === 0 ? [] : [words('runbook.scopes', { scopes: scopes.map(code).join(', ') })]),
      ...(delegated.length === 0 ? [] : [words('runbook.delegated', { steps: ids(delegated) })]),
      ...(application.length === 0 ? [] : [words('runbook.application', { steps: ids(application) })]),
    ]),
  ]
}

function ids(steps: readonly Step[]): string {
  return steps.map((step) => code(step.id)).join(', ')
}

/** Values nobody can read from an export. */
function asks({ steps }: ScenarioDraft, words: RunbookWords): readonly string[] {
  const byName = new Map(steps.flatMap((step) => step.asks.map((ask) => [ask.name, ask] as const)))
  if (byName.size === 0) return []
  return [
    `## ${words('runbook.asks')}`,
    words('runbook.asks-how'),
    table(
      [words('runbook.asks.name'), words('runbook.asks.kind'), words('runbook.asks.steps')],
      [...byName.values()].map((ask) => [
        code(ask.name),
        words(ask.secret ? 'runbook.asks.secret' : ask.many ? 'runbook.asks.many' : 'runbook.asks.one'),
        ids(steps.filter((step) => step.asks.some((other) => other.name === ask.name))),
      ]),
    ),
  ]
}

function fileList({ artefacts, tables, steps, planned }: ScenarioDraft, words: RunbookWords): string {
  return bullets([
    ...(steps.length + planned.shared.length === 0
      ? []
      : [
          `${code('requests.json')}: ${words('runbook.files.requests')}`,
          `${code('provision.ps1')}, ${code('rollback.ps1')}: ${words('runbook.files.scripts')}`,
        ]),
    ...(artefacts.some((artefact) => artefact.kind === 'provisioning-job' && artefact.schema === 'written')
      ? [`${code('schema/')}: ${words('runbook.files.schema')}`]
      : []),
    ...(tables.length === 0 ? [] : [`${code('mapping.csv')}: ${words('runbook.files.mapping')}`]),
    ...(artefacts.some((artefact) => artefact.kind === 'ecma-host-configuration')
      ? [`${code('ecma-host/')}: ${words('runbook.files.host')}`]
      : []),
    `${code('README.md')}: ${words('runbook.files.readme')}`,
  ])
}
