import { counters, type Message, type Step } from '../../graph/index.js'
import type { ScenarioDraft } from '../plan/build.js'
import type { PlannedStage } from '../plan/model.js'
import { type GateTexts, gateOf, said } from './gates.js'
import { handText } from './hand-text.js'
import { bullets, code, commands, inline, table } from './markdown.js'
import type { RunbookWords } from './words.js'

/** One stage: what is done, by which steps, how to see that it may go on, how to get back. */
export function stageBlocks(stage: PlannedStage, draft: ScenarioDraft, words: RunbookWords): readonly string[] {
  const steps = draft.steps.filter((step) => step.stage === stage.name)
  return [
    `## ${words('runbook.stage', { stage: words.term('stage', stage.name) })}`,
    ...texts(stage, draft, 'content', words),
    ...facts(figures(stage, words)),
    ...sharedBlocks(stage, draft, words),
    ...(steps.length === 0 ? [words('runbook.stage-empty')] : stepsBlocks(stage, draft, steps, words)),
    `**${words('runbook.go')}**`,
    ...goNoGo(gateOf(stage, draft, words, '..'), words),
    `**${words('runbook.back')}**`,
    ...wayBack(stage, draft, steps, words),
  ]
}

/** What the design says of the stage; where several connectors differ, each by name. */
function texts(
  { name }: PlannedStage,
  draft: ScenarioDraft,
  what: 'content' | 'wayBack',
  words: RunbookWords,
): readonly string[] {
  const lines = said(name, draft, what, words).map(inline)
  return lines.length <= 1 ? lines : [bullets(lines)]
}

/** What the stage is about: how many, how long, and where it stops by itself. */
function figures(stage: PlannedStage, words: RunbookWords): readonly string[] {
  const { minutes, service, days, population, limits } = stage
  return [
    ...population.map(({ system, objectType, objects, ring }) =>
      words(`runbook.population.${ring}`, {
        count: objects,
        type: code(objectType),
        system: system === '' ? words('runbook.population.portal') : inline(system),
      }),
    ),
    ...(days === undefined
      ? []
      : [
          words('runbook.days', {
            from: days.low.start + 1,
            to: days.low.end,
            lateFrom: days.high.start + 1,
            lateTo: days.high.end,
          }),
        ]),
    ...(minutes.atMost === 0
      ? []
      : [words('runbook.duration', { low: words.number(minutes.atLeast), high: words.number(minutes.atMost) })]),
    ...(service.atMost === 0
      ? []
      : [words('runbook.service', { low: words.number(service.atLeast), high: words.number(service.atMost) })]),
    ...(stage.steps.length === 0
      ? []
      : [
          words('runbook.limits', {
            limits: counters
              .map((counter) => `${words(`runbook.counter.${counter}`)} ${words.number(limits[counter].atMost)}`)
              .join(', '),
          }),
        ]),
  ]
}

/** What another scenario has to have made before. */
function sharedBlocks({ name }: PlannedStage, { planned }: ScenarioDraft, words: RunbookWords): readonly string[] {
  const shared = planned.shared.filter(({ neededFrom }) => neededFrom === name)
  if (shared.length === 0) return []
  const lines = shared.map(({ title, scenario, stage, differs }) =>
    [
      words('runbook.shared.line', {
        what: inline(words.phrase(words.translated(title.id, title.text, title.params))),
        scenario: code(scenario),
        stage: words.term('stage', stage),
      }),
      ...(differs ? [words('runbook.shared.differs')] : []),
    ].join(' '),
  )
  return [words('runbook.shared'), bullets(lines)]
}

function stepsBlocks(
  stage: PlannedStage,
  { planned }: ScenarioDraft,
  steps: readonly Step[],
  words: RunbookWords,
): readonly string[] {
  const marks = (step: Step) =>
    [
      ...(step.basis === 'v1.0' || step.change.kind === 'hand' ? [] : [words(`runbook.basis.${step.basis}`)]),
      ...(step.tenant === 'home' ? [] : [words(`runbook.tenant.${step.tenant}`)]),
      ...(step.destructive === undefined ? [] : [words('runbook.confirmed')]),
    ].join(', ')
  return [
    table(
      [words('runbook.step'), words('runbook.step.what'), words('runbook.step.marks')],
      steps.map((step) => [code(step.id), inline(title(step, words)), marks(step)]),
    ),
    ...steps.flatMap((step) => handBlock(step, words)),
    commands([command('apply', planned.id, stage.name, ' --dry-run'), command('apply', planned.id, stage.name)]),
    words('runbook.or-powershell'),
    commands([`./provision.ps1 -StageName ${stage.name} -WhatIf`, `./provision.ps1 -StageName ${stage.name}`]),
  ]
}

function handBlock({ change, id }: Step, words: RunbookWords): readonly string[] {
  if (change.kind !== 'hand') return []
  const { where, instructions, check } = handText(change, words)
  return [
    `${words('runbook.by-hand', { step: code(id), where: inline(where) })}\n\n${instructions
      .map((instruction, index) => `${index + 1}. ${inline(instruction)}`)
      .join(
        '\n',
      )}\n\n${words('runbook.check', { check: inline(check) })} ${change.source === '' ? '' : `<${change.source}>`}`.trimEnd(),
  ]
}

function facts(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [bullets(lines)]
}

function goNoGo({ command, checks, questions }: GateTexts, words: RunbookWords): readonly string[] {
  return [
    ...(command === undefined ? [] : [words('runbook.go.command'), commands([command]), ...facts(checks.map(inline))]),
    words('runbook.go.questions'),
    bullets(questions.map((question) => `[ ] ${inline(question)}`)),
  ]
}

function wayBack(
  stage: PlannedStage,
  draft: ScenarioDraft,
  steps: readonly Step[],
  words: RunbookWords,
): readonly string[] {
  const lost = steps.flatMap((step) => {
    const why = [step.undo.created, step.undo.changed].flatMap((way) => (way.kind === 'impossible' ? [way.why] : []))
    return why
      .slice(0, 1)
      .map((reason) => `${code(step.id)}: ${inline(words.translated(reason.id, reason.text, reason.params))}`)
  })
  return [
    ...texts(stage, draft, 'wayBack', words),
    ...(lost.length === 0 ? [] : [`${words('runbook.stays')}\n\n${bullets(lost)}`]),
    ...(steps.length === 0 ? [] : [commands([command('rollback', draft.planned.id, stage.name)])]),
  ]
}

function command(verb: string, scenario: string, stage: string, more = ''): string {
  return `mim2entra ${verb} .. --scenario ${scenario} --stage ${stage}${more}`
}

function title({ title, change }: Step, words: RunbookWords): string {
  if (change.kind !== 'hand') return message(title, words)
  if (change.wording === undefined) return words.phrase(message(title, words))
  return words.translated(`hand-steps.${change.wording.id}.name`, title.text, change.wording.params)
}

function message({ id, text, params }: Message, words: RunbookWords): string {
  return words.translated(id, text, params)
}
