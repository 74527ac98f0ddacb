import { type ProvisioningStepId, provisioningSteps } from '../../analyzers/facts/provisioning-steps.js'
import { runHistoryMessages } from '../../analyzers/facts/run-history.js'
import { analyzers } from '../../analyzers/index.js'
import { timeline } from '../../src/catalogue/timeline.js'
import { cutoverMessages } from '../../src/cutover/messages.js'
import { jobNotes, mappingReasons } from '../../src/entra/index.js'
import { translationTexts } from '../../src/expression/index.js'
import { graphMessages } from '../../src/graph/index.js'
import { stageNames } from '../../src/model/index.js'
import { askTexts, deadlineReasons } from '../../src/plan/assessment.js'
import { planMessages } from '../../src/plan/messages.js'
import { noticeKinds } from '../../src/readers/notices.js'

type Texts = Readonly<Record<string, string>>

/** Every text that has its English beside the code, by the key under which another language has it. */
export const spokenTexts: Texts = {
  ...textsOf(runHistoryMessages),
  ...textsOf(planMessages),
  ...prefixed('mappings', translationTexts),
  ...Object.fromEntries(Object.entries(mappingReasons).flatMap(([id, reason]) => reasonTexts(id, reason))),
  ...prefixed('jobs', jobNotes),
  ...Object.fromEntries(Object.entries(noticeKinds).map(([id, { title }]) => [`notices.${id}.title`, title])),
  ...Object.fromEntries(Object.entries(provisioningSteps).flatMap(([id, step]) => stepTexts(id, step))),
  ...prefixed('asks', askTexts),
  ...prefixed('deadlines.why', deadlineReasons),
  ...Object.fromEntries(
    timeline
      .filter(({ what, date }) => (what === 'ends' || what === 'changes') && date !== undefined)
      .flatMap(({ id, subject, effect, detects }) => [
        [`deadlines.${id}.subject`, subject],
        [`deadlines.${id}.effect`, effect],
        ...(detects.kind === 'ask' ? [[`deadlines.${id}.ask`, detects.what]] : []),
      ]),
  ),
  ...graphMessages,
  ...cutoverMessages,
  ...Object.fromEntries(
    analyzers.flatMap(({ meta }) => [
      [`scenarios.${meta.id}.title`, meta.title],
      [`scenarios.${meta.id}.summary`, meta.summary],
      ...meta.asks.flatMap((ask, index) => [
        [`scenarios.${meta.id}.ask-${index + 1}.what`, ask.what],
        [`scenarios.${meta.id}.ask-${index + 1}.changes`, ask.changes],
      ]),
      ...Object.entries(textsOf(meta.messages)),
    ]),
  ),
}

/** Texts of stages are filled with what an estate says: their places stay unknown. */
export const stageKeys: readonly string[] = analyzers.flatMap(({ meta }) =>
  stageNames.flatMap((name) => ['content', 'gate', 'wayBack'].map((what) => `stages.${meta.id}.${name}.${what}`)),
)

function textsOf(messages: Readonly<Record<string, { readonly text: string }>>): Texts {
  return Object.fromEntries(Object.entries(messages).map(([id, { text }]) => [id, text]))
}

function prefixed(area: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${area}.${id}`, text]))
}

function reasonTexts(id: string, reason: { readonly text: string; readonly instead?: string }): [string, string][] {
  const { text, instead } = reason
  return [
    [`mappings.${id}`, text],
    ...(instead === undefined ? [] : ([[`mappings.${id}.instead`, instead]] as [string, string][])),
  ]
}

function stepTexts(id: string, step: (typeof provisioningSteps)[ProvisioningStepId]): [string, string][] {
  const { name, where, instructions, check } = step
  const texts = { name, where, check, ...numbered(instructions) }
  return Object.entries(texts).map(([what, text]) => [`hand-steps.${id}.${what}`, text])
}

function numbered(instructions: readonly string[]): Texts {
  return Object.fromEntries(instructions.map((text, index) => [`instructions-${index + 1}`, text]))
}
