import type { Analyzer, Detection, InputKind, ScenarioMeta, Stage, TargetDesign } from '../../analyzers/analyzer.js'
import type { DisputedFact, StaleFact } from '../catalogue/check.js'
import type { MappingTable } from '../entra/index.js'
import type { Decision, EffortCalibration, Estate, Provenance, TemplateParams } from '../model/index.js'
import type { AuthorityReport } from './authority/report.js'
import type { EffortTotal } from './effort/total.js'
import type { ResidualReport } from './residual/report.js'
import type { Wave } from './waves/waves.js'

export type { Choice, EffortLine, Finding, InputKind, Messages, Stage, Verdict } from '../../analyzers/analyzer.js'
export { verdicts } from '../../analyzers/analyzer.js'
export { messageText, weightOf } from '../../analyzers/finding.js'
export type { DisputedFact, StaleFact } from '../catalogue/check.js'
export { type Artefact, artefactKey, type MappingLine, type MappingTable, translationWording } from '../entra/index.js'
export { askTexts } from './ask-texts.js'
export type { AuthorityIssue, AuthorityReport, AuthorityRow, Trap, Writer } from './authority/report.js'
export { deadlineReasons } from './deadline-reasons.js'
export { decisionFor } from './decisions/decided.js'
export type { EffortShare, EffortSum, EffortTotal } from './effort/total.js'
export { planMessages } from './messages.js'
export type { ProofLine, ResidualCount, ResidualKind, ResidualObject, ResidualReport } from './residual/report.js'
export { heldAfter, residualKinds } from './residual/report.js'
export type { StageSpan } from './waves/calendar.js'
export type { ForecastLine } from './waves/forecast.js'
export type { Population } from './waves/population.js'
export type { Wave, WaveCase, WaveScenario, WaveStage, WaveTask } from './waves/waves.js'

/**
 * `cannot-be-seen`: none of the inputs that could show it was given, which is not the same as `not-found`.
 */
export type ScenarioStatus = Detection['level'] | 'not-found' | 'cannot-be-seen'

/** One place where a scenario runs, with its first design and stages. */
export interface ScenarioCase {
  readonly detection: Detection
  readonly design: TargetDesign
  readonly stages: readonly Stage[]
}

export interface ScenarioResult {
  readonly meta: ScenarioMeta
  readonly status: ScenarioStatus
  /** Strongest first. Empty unless something points at the scenario. */
  readonly cases: readonly ScenarioCase[]
}

/** A dated fact held against what was found. */
/** A text by its key and what fills its places; the filled English stands beside it. */
export interface Wording {
  readonly id: string
  readonly params: TemplateParams
}

export interface Deadline {
  /** Of the record in the timeline. */
  readonly id: string
  /** `yyyy-mm-dd`, or less precise as the source states it. */
  readonly date: string
  readonly subject: string
  readonly effect: string
  /**
   * `stopped`: the date has passed and the thing is in use; `soon`: within twelve months; `later`; `unknown`: the input
   * does not tell whether it applies.
   */
  readonly state: 'stopped' | 'soon' | 'later' | 'unknown'
  /** Why it applies, or what would have to be known, in the customer's nouns. */
  readonly reason: string
  /** The reason of the first place; `more` counts the others. */
  readonly wording: { readonly reason: Wording; readonly more: number }
  readonly at: readonly Provenance[]
  readonly source: string
  readonly certainty: 'verified' | 'second-hand' | 'unverified'
}

/** One kind of thing to ask the customer for, and what each scenario would gain by it. */
export interface Ask {
  readonly kind: InputKind
  /** In the customer's nouns, for example "the source of MVExtension.dll and 2 more rules extensions". */
  readonly what: string
  /** The gain in one sentence. */
  readonly gain: string
  readonly wording: { readonly what: Wording; readonly gain: readonly Wording[] }
  readonly wants: readonly AskedFor[]
}

export interface AskedFor {
  /** Scenario id and title; '' where the Estate itself shows what is missing. */
  readonly scenario: string
  readonly title: string
  readonly what: string
  readonly changes: string
  readonly wording: { readonly what: Wording; readonly changes: Wording }
}

/** Which kinds of input were at hand. */
export type InputsAtHand = Readonly<Record<InputKind, boolean>>

/** How complete the reading was. */
export interface Completeness {
  readonly filesRead: number
  readonly filesFailed: number
  readonly filesSkipped: number
  readonly elements: {
    readonly modelled: number
    readonly documented: number
    readonly ignored: number
    readonly unknown: number
  }
  /** false: something could not be read or understood; the exit code says so too. */
  readonly complete: boolean
}

export interface Assessment {
  /** Day the dated facts are held against, `yyyy-mm-dd`. */
  readonly asOf: string
  readonly estate: Estate
  readonly inputs: InputsAtHand
  readonly scenarios: readonly ScenarioResult[]
  /** Attribute mappings of the jobs that would take the place of today's flows. */
  readonly mappings: readonly MappingTable[]
  readonly deadlines: readonly Deadline[]
  readonly asks: readonly Ask[]
  readonly completeness: Completeness
  /** What the consultant decided, in the order of the file. */
  readonly decisions: readonly Decision[]
  readonly effort: EffortTotal
  /** In which order the scenarios go; scenarios the consultant leaves out are in none. */
  readonly waves: readonly Wave[]
  /** Which product writes what through all stages; two writers or none are blockers. */
  readonly authority: AuthorityReport
  /** What stays on the old products, and the proof of what may go after each wave. */
  readonly residual: ResidualReport
  /** Dated facts that were read long before the day they are held against. */
  readonly staleFacts: readonly StaleFact[]
  /** Facts on which Microsoft's pages disagree: both readings, the stricter planned on. */
  readonly disputedFacts: readonly DisputedFact[]
}

export interface AssessOptions {
  readonly asOf: string
  readonly analyzers: readonly Analyzer[]
  /** What the consultant decided; without: the criteria answer every choice. */
  readonly decisions?: readonly Decision[]
  /** A team's own figures of effort; without: the proposed ones. */
  readonly calibration?: EffortCalibration
}
