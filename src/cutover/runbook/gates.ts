import type { Step } from '../../graph/index.js'
import type { ScenarioDraft } from '../plan/build.js'
import type { PlannedStage } from '../plan/model.js'
import { handText } from './hand-text.js'
import { inline } from './markdown.js'
import type { RunbookWords } from './words.js'

/** What decides whether the next stage begins: a command that has to end with 0, and questions people say yes to. */
export interface GateTexts {
  readonly command: string | undefined
  /** What the command looks at. Markdown. */
  readonly checks: readonly string[]
  /** Never empty: a gate nobody is asked at is none. Markdown. */
  readonly questions: readonly string[]
}

export function gateOf(stage: PlannedStage, draft: ScenarioDraft, words: RunbookWords): GateTexts {
  const steps = draft.steps.filter((step) => step.stage === stage.name)
  const checks = steps.flatMap((step) => step.verify.map((check) => inline(textOf(check.what, words))))
  const byHand = steps.flatMap(({ change }) => (change.kind === 'hand' ? [inline(handText(change, words).check)] : []))
  const asked = [...said(stage.name, draft, 'gate', words), ...byHand]
  return {
    command:
      steps.length === 0 ? undefined : `mim2entra verify .. --scenario ${draft.planned.id} --stage ${stage.name}`,
    checks: [...new Set(checks)],
    questions: asked.length === 0 ? [words('runbook.go.default')] : [...new Set(asked)],
  }
}

/** What the design says of a stage; where several connectors differ, each by name. */
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
    return [{ subject: detection.subject, text: inline(text) }]
  })
  const distinct = [...new Set(all.map(({ text }) => text))]
  if (distinct.length <= 1) return distinct
  return all.map(({ subject, text }) => `${inline(subject)}: ${text}`)
}

function textOf({ id, text, params }: Step['title'], words: RunbookWords): string {
  return words.translated(id, text, params)
}
