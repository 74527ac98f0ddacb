import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StageTask } from './apply-stage.js'
import type { CheckedStep } from './verify-stage.js'

export interface Evidence {
  readonly scenario: string
  readonly stage: string
  readonly steps: readonly {
    readonly step: string
    readonly title: string
    readonly state: CheckedStep['state']
    readonly problems: readonly string[]
  }[]
}

/** `evidence/<folder>-<stage>.json`: what the last look has found. When it was, the journal says. */
export function writeEvidence({ open, scenario, stage }: StageTask, checked: readonly CheckedStep[]): Evidence {
  const evidence: Evidence = {
    scenario: scenario.id,
    stage: stage.name,
    steps: checked.map(({ step, state, problems }) => ({
      step: step.id,
      title: step.title.text,
      state,
      problems: problems.map(({ text }) => text),
    })),
  }
  const folder = join(open.folder, 'evidence')
  const path = join(folder, `${scenario.folder}-${stage.name}.json`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${path}.part`, `${JSON.stringify(evidence, undefined, 2)}\n`)
  renameSync(`${path}.part`, path)
  return evidence
}
