import { counters, type Message, type Step } from '../../graph/index.js'
import type { ScenarioDraft } from '../plan/build.js'
import type { PlannedStage } from '../plan/model.js'
import { bullets, code, commands, inline, table } from './markdown.js'
import type { RunbookWords } from './words.js'

/** One stage: what is done, by which steps, how to see that it may go on, how to get back. */
export function stageBlocks(stage: PlannedStage, draft: ScenarioDraft, words: RunbookWords): readonly string[] {
  const steps = draft.steps.filter((step) => step.stage === stage.name)
  return [
    `## ${words('runbook.stage', { stage: words.term('stage', stage.name) })}`,
    ...texts(stage, draft, 'content', words),
    ...(steps.length === 0 ? [words('runbook.stage-empty')] : stepsBlocks(stage, draft, steps, words)),
    `**${words('runbook.go')}**`,
    ...goNoGo(stage, draft, steps, words),
    `**${words('runbook.back')}**`,
    ...wayBack(stage, draft, steps, words),
  ]
}

/** What the design says of the stage; where several connectors differ, each by name. */
function texts(
  { name }: PlannedStage,
  { planned, result }: ScenarioDraft,
  what: 'content' | 'gate' | 'wayBack',
  words: RunbookWords,
): readonly string[] {
  const said = result.cases.flatMap(({ detection, stages }) => {
    const stage = stages.find((candidate) => candidate.name === name)
    if (stage === undefined || stage[what] === '') return []
    const text = words.translated(`stages.${planned.id}.${name}.${what}`, stage[what])
    return [{ subject: detection.subject, text: inline(text) }]
  })
  const distinct = [...new Set(said.map(({ text }) => text))]
  if (distinct.length <= 1) return distinct
  return [bullets(said.map(({ subject, text }) => `${inline(subject)}: ${text}`))]
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
    bullets([
      ...(stage.population === undefined ? [] : [words('runbook.population', { count: stage.population })]),
      words('runbook.duration', { low: stage.minutes.atLeast, high: stage.minutes.atMost }),
      words('runbook.limits', {
        limits: counters
          .map((counter) => `${words(`runbook.counter.${counter}`)} ${words.number(stage.limits[counter].atMost)}`)
          .join(', '),
      }),
    ]),
    table(
      [words('runbook.step'), words('runbook.step.what'), words('runbook.step.marks')],
      steps.map((step) => [code(step.id), inline(message(step.title, words)), marks(step)]),
    ),
    ...steps.flatMap((step) => handBlock(step, words)),
    commands([command('apply', planned.id, stage.name, ' --dry-run'), command('apply', planned.id, stage.name)]),
    words('runbook.or-powershell'),
    commands([`./provision.ps1 -StageName ${stage.name} -WhatIf`, `./provision.ps1 -StageName ${stage.name}`]),
  ]
}

function handBlock({ change, id }: Step, words: RunbookWords): readonly string[] {
  if (change.kind !== 'hand') return []
  return [
    `${words('runbook.by-hand', { step: code(id), where: inline(change.where) })}\n\n${change.instructions
      .map((instruction, index) => `${index + 1}. ${inline(instruction)}`)
      .join(
        '\n',
      )}\n\n${words('runbook.check', { check: inline(change.check) })} ${change.source === '' ? '' : `<${change.source}>`}`.trimEnd(),
  ]
}

function goNoGo(
  stage: PlannedStage,
  draft: ScenarioDraft,
  steps: readonly Step[],
  words: RunbookWords,
): readonly string[] {
  const checks = steps.flatMap((step) => step.verify.map((check) => inline(message(check.what, words))))
  const questions = steps.flatMap(({ change }) => (change.kind === 'hand' ? [inline(change.check)] : []))
  return [
    ...texts(stage, draft, 'gate', words),
    ...(checks.length + questions.length === 0 ? [] : [bullets([...new Set([...checks, ...questions])])]),
    ...(steps.length === 0 ? [] : [commands([command('verify', draft.planned.id, stage.name)])]),
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
    return why.slice(0, 1).map((reason) => `${code(step.id)}: ${inline(message(reason, words))}`)
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

function message({ id, text, params }: Message, words: RunbookWords): string {
  return words.translated(id, text, params)
}
