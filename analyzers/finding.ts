import { fillTemplate, type Provenance } from '../src/model/index.js'
import type { Detection, Finding, Messages, PartVerdict, ScenarioMeta, Verdict } from './analyzer.js'
import { verdicts } from './analyzer.js'

export { templateText } from '../src/model/index.js'
export { effort } from './effort.js'

export function finding(
  id: string,
  params: Readonly<Record<string, string | number>> = {},
  at: Provenance | readonly Provenance[] = [],
): Finding {
  return { id, params, at: Array.isArray(at) ? at : [at as Provenance] }
}

/** The sentence a finding stands for: its message with the places filled. */
export function messageText(messages: Messages, item: Finding): string {
  return fillTemplate(messages[item.id]?.text ?? item.id, item.params)
}

/** Sum of the evidence weights of one score, cut to 0-100. Each kind of evidence counts once, however often it is met. */
function scoreOf(messages: Messages, evidence: readonly Finding[], score: 'configuration' | 'use'): number | undefined {
  let sum: number | undefined
  for (const id of new Set(evidence.map((item) => item.id))) {
    const kind = messages[id]
    if (kind?.kind === 'evidence' && kind.score === score) sum = (sum ?? 0) + kind.weight
  }
  return sum === undefined ? undefined : Math.max(0, Math.min(100, sum))
}

function levelOf(confidence: number): Detection['level'] {
  if (confidence >= 80) return 'certain'
  if (confidence >= 50) return 'likely'
  return confidence >= 20 ? 'possible' : 'trace'
}

/** Builds a detection from its evidence; undefined when there is none at all. Strongest evidence first. */
export function detection(
  meta: ScenarioMeta,
  subject: { readonly name: string; readonly id: string },
  evidence: readonly Finding[],
): Detection | undefined {
  const confidence = scoreOf(meta.messages, evidence, 'configuration')
  if (confidence === undefined) return undefined
  return {
    scenario: meta.id,
    subject: subject.name,
    subjectId: subject.id,
    evidence: [...evidence].sort((a, b) => weightOf(meta.messages, b) - weightOf(meta.messages, a)),
    confidence,
    level: levelOf(confidence),
    use: scoreOf(meta.messages, evidence, 'use'),
  }
}

export function weightOf(messages: Messages, item: Finding): number {
  const kind = messages[item.id]
  return kind?.kind === 'evidence' ? kind.weight : 0
}

/** The worst verdict of the parts. `retire` stands only when every part retires. */
export function overallVerdict(parts: readonly PartVerdict[]): Verdict {
  return verdicts.find((verdict) => parts.some((part) => part.verdict === verdict)) ?? 'keep'
}
