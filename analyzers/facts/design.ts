import type {
  Detection,
  Effort,
  Finding,
  LicenceNeed,
  MessageKind,
  PartVerdict,
  Stage,
  StageName,
  TargetDesign,
  Verdict,
} from '../analyzer.js'
import { overallVerdict } from '../finding.js'

/** Full address of a page of the documentation. */
export function learn(path: string): string {
  return `https://learn.microsoft.com${path}`
}

export function strong(text: string): MessageKind {
  return { kind: 'evidence', score: 'configuration', weight: 60, text }
}

export function medium(text: string): MessageKind {
  return { kind: 'evidence', score: 'configuration', weight: 25, text }
}

export function weak(text: string): MessageKind {
  return { kind: 'evidence', score: 'configuration', weight: 10, text }
}

export function counter(weight: -25 | -60, text: string): MessageKind {
  return { kind: 'evidence', score: 'configuration', weight, text }
}

export function use(weight: 60 | 25 | 10 | -25 | -60, text: string): MessageKind {
  return { kind: 'evidence', score: 'use', weight, text }
}

type PlainKind = 'target' | 'reason' | 'loss' | 'prerequisite' | 'hand-step' | 'driver'

export function says(kind: PlainKind, text: string, source?: string): MessageKind {
  return source === undefined ? { kind, text } : { kind, text, source }
}

export function blocks(text: string, source: string): MessageKind {
  return { kind: 'blocker', text, source }
}

export function part(name: string, verdict: Verdict, ...reasons: readonly Finding[]): PartVerdict {
  return { part: name, verdict, reasons }
}

export interface DesignParts {
  readonly parts: readonly PartVerdict[]
  readonly target: Finding
  readonly blockers?: readonly Finding[]
  readonly losses?: readonly Finding[]
  readonly prerequisites?: readonly Finding[]
  readonly handSteps?: readonly Finding[]
  readonly licences: readonly LicenceNeed[]
  readonly effort: Effort
}

/** The design of a detection; its verdict is the worst of its parts. */
export function designOf(detection: Detection, given: DesignParts): TargetDesign {
  return {
    scenario: detection.scenario,
    subject: detection.subject,
    subjectId: detection.subjectId,
    verdict: overallVerdict(given.parts),
    blockers: [],
    losses: [],
    prerequisites: [],
    handSteps: [],
    ...given,
  }
}

/** Content, gate, rollback kinds and the way back of one stage. */
export type StageText = readonly [content: string, gate: string, rollback: Stage['rollback'], wayBack: string]

const order: readonly StageName[] = ['prepare', 'pilot', 'parallel-run', 'cutover', 'validate', 'decommission']

/** The six stages in order. */
export function sixStages(texts: Readonly<Record<StageName, StageText>>): readonly Stage[] {
  return order.map((name) => {
    const [content, gate, rollback, wayBack] = texts[name]
    return { name, content, gate, rollback, wayBack }
  })
}
