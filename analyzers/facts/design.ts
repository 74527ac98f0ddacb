import { type Artefact, withoutPlaces } from '../../src/entra/index.js'
import { fillTemplate, type StageName, stageNames, type TemplateParams } from '../../src/model/index.js'
import type {
  Choice,
  Decided,
  Detection,
  Effort,
  Finding,
  LicenceNeed,
  MessageKind,
  PartVerdict,
  ScenarioMeta,
  Stage,
  TargetDesign,
  Verdict,
} from '../analyzer.js'
import { detection, overallVerdict } from '../finding.js'

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

type PlainKind = 'target' | 'reason' | 'loss' | 'prerequisite' | 'hand-step' | 'driver' | 'choice'

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
  readonly choices?: readonly Choice[]
  readonly artefacts?: readonly Artefact[]
  readonly mappingTables?: readonly string[]
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
    choices: [],
    artefacts: [],
    mappingTables: [],
    ...given,
    ...(given.artefacts === undefined ? {} : { artefacts: given.artefacts.map(plainlyNamed) }),
  }
}

/** Names and descriptions come from the customer: none of them may be read as a place of the plan. */
function plainlyNamed<A extends Artefact>(artefact: A): A {
  const texts = Object.entries(artefact).map(([key, value]: [string, unknown]) =>
    (key === 'name' || key === 'description') && typeof value === 'string' ? [key, withoutPlaces(value)] : [key, value],
  )
  return Object.fromEntries(texts) as A
}

/** Content, gate, rollback kinds and the way back of one stage. */
export type StageText = readonly [content: string, gate: string, rollback: Stage['rollback'], wayBack: string]

/** The six stages in order. Texts are templates with `{name}` places, filled from the params. */
export function sixStages(
  texts: Readonly<Record<StageName, StageText>>,
  params: TemplateParams = {},
): readonly Stage[] {
  return stageNames.map((name) => {
    const [content, gate, rollback, wayBack] = texts[name]
    const fill = (template: string) => fillTemplate(template, params)
    return { name, content: fill(content), gate: fill(gate), rollback, wayBack: fill(wayBack), params }
  })
}

/** One place where evidence was found; becomes a detection once the messages' weights are added up. */
export interface Sighting {
  /** Connector name, '' for the estate as a whole. */
  readonly name: string
  readonly id: string
  readonly evidence: readonly Finding[]
}

/** Detections of what was sighted. Where nothing speaks for the scenario, counter-evidence alone says nothing. */
export function detectionsOf(meta: ScenarioMeta, sightings: readonly Sighting[]): readonly Detection[] {
  return sightings.flatMap((item) => {
    const found = detection(meta, item, item.evidence)
    return found === undefined || found.confidence === 0 ? [] : [found]
  })
}

/** The finding when the condition holds, else nothing; reads as a list of facts. */
export function when(condition: boolean, ...items: readonly Finding[]): readonly Finding[] {
  return condition ? items : []
}

/** Nothing in the input can run it, so nothing uses it. */
export function isUnused(found: Detection): boolean {
  return found.use === 0
}

/** Answers a choice: by the consultant's decision where there is one, else by the criteria. */
export function choose(found: Detection, decided: Decided | undefined, choice: Omit<Choice, 'taken'>): Choice {
  return { ...choice, taken: decided?.(choice.id, found.subject) ?? choice.proposed }
}
