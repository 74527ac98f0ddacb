import type { Step } from '../../graph/index.js'
import type { ScenarioDraft } from '../plan/build.js'
import type { PlannedStage } from '../plan/model.js'
import { handText } from './hand-text.js'
import type { RunbookWords } from './words.js'

/** What decides whether the next stage begins, as plain text: a command that has to end with 0, and questions to people. */
export interface GateTexts {
  readonly command: string | undefined
  /** What the command looks at. */
  readonly checks: readonly string[]
  /** Never empty: a gate nobody is asked at is none. */
  readonly questions: readonly string[]
}

/** @param plan path of the plan folder from where the command is run */
export function gateOf(stage: PlannedStage, draft: ScenarioDraft, words: RunbookWords, plan: string): GateTexts {
  const steps = draft.steps.filter((step) => step.stage === stage.name)
  const checks = steps.flatMap((step) => step.verify.map((check) => textOf(check.what, words)))
  const byHand = steps.flatMap(({ change }) => (change.kind === 'hand' ? [handText(change, words).check] : []))
  const asked = [...said(stage.name, draft, 'gate', words), ...byHand]
  return {
    command:
      steps.length === 0 ? undefined : `mim2entra verify ${plan} --scenario ${draft.planned.id} --stage ${stage.name}`,
    checks: [...new Set(checks)],
    questions: asked.length === 0 ? [words('runbook.go.default')] : [...new Set(asked)],
  }
}

/** What the design says of a stage, as plain text; where several connectors differ, each by name. */
export function said(
  name: PlannedStage['name'],
  { planned, result }: ScenarioDraft,
  what: 'content' | 'gate' | 'wayBack',
  words: RunbookWords,
): readonly string[] {
  const all = result.cases.flatMap(({ detection, stages }) => {
    const stage = stages.find((candidate) => candidate.name === name)
    if (stage === undefined || stage[what] === '') return []
    const text = words.translated(`stages.${planned.id}.${name}.${what}`, stage[what], stage.params)
    return [{ subject: detection.subject, text }]
  })
  const distinct = [...new Set(all.map(({ text }) => text))]
  if (distinct.length <= 1) return distinct
  return all.map(({ subject, text }) => `${subject}: ${text}`)
}

function textOf({ id, text, params }: Step['title'], words: RunbookWords): string {
  return words.translated(id, text, params)
}
