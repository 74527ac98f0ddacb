import type { Artefact } from '../src/entra/index.js'
import type { Estate, Provenance, StageName, TemplateParams } from '../src/model/index.js'

export type { StageName } from '../src/model/index.js'

/** What becomes of a part of a scenario. Worst first when several parts are summed up in one word. */
export const verdicts = ['redesign', 'keep', 'assisted', 'automated', 'retire'] as const
export type Verdict = (typeof verdicts)[number]

/** Licence levels of the capability catalogue, in order. */
export type LicenceLevel = 'free' | 'p1' | 'p2' | 'id-governance' | 'guest-meter' | 'none'

/**
 * What an analyzer can say. Texts are templates with `{name}` places filled from a finding's params; they live in the
 * analyzer's `index.ts`, so that another language is another table.
 */
export type MessageKind =
  | {
      readonly kind: 'evidence'
      /** `configuration`: it is set up so. `use`: it is (or is not) in use. */
      readonly score: 'configuration' | 'use'
      /** Points: strong +60, medium +25, weak +10, counter-evidence -25 or -60. */
      readonly weight: 60 | 25 | 10 | -25 | -60
      readonly text: string
    }
  | {
      readonly kind: 'target' | 'reason' | 'blocker' | 'loss' | 'prerequisite' | 'hand-step' | 'driver' | 'choice'
      readonly text: string
      /** Documentation address that backs the statement; blockers always have one, or say `project` for a proposal. */
      readonly source?: string
    }

export type Messages = Readonly<Record<string, MessageKind>>

/** Something an analyzer found: a message id, its params, and where it stands in the input. */
export interface Finding {
  /** `M2E-<AREA>-<nnn>`. */
  readonly id: string
  readonly params: Readonly<Record<string, string | number>>
  /** Strongest first; empty only for statements about what is absent. */
  readonly at: readonly Provenance[]
}

/** Inputs that can show a scenario. None of them given: the scenario "cannot be seen", which is not "not found". */
export type InputKind =
  | 'mim-sync'
  | 'mim-service'
  | 'connect-sync'
  | 'run-history'
  | 'objects'
  | 'scheduler'
  | 'extension-source'
  | 'certificate-management'
  | 'bhold'
  | 'directory'

export interface ScenarioMeta {
  /** Folder name. */
  readonly id: string
  /** Row of the scenario base, 1-31. */
  readonly number: number
  readonly title: string
  /** What it is in the legacy product, one sentence. */
  readonly summary: string
  /** Part of the scenario base. */
  readonly group: 'migration-guide' | 'fim-aad-connector' | 'field'
  /** What the migration guide calls it, '' where it has no row. */
  readonly guideRow: string
  /** Full https addresses. */
  readonly documentation: readonly string[]
  readonly messages: Messages
  /**
   * Inputs that show the scenario whenever it is there: with any one of them at hand, no evidence means "not found". Empty:
   * no file can rule it out, it has to be asked for.
   */
  readonly visibleIn: readonly InputKind[]
  /** What else to ask the customer for, and what it would change. */
  readonly asks: readonly { readonly what: string; readonly changes: string; readonly kind: InputKind }[]
}

/** One place where a scenario runs: a connector, a group of policies, or the estate as a whole. */
export interface Detection {
  readonly scenario: string
  /** What it is about, in the customer's nouns: connector name, '' for the estate as a whole. */
  readonly subject: string
  /** Normalised id of that connector, rule or object; '' for the estate. */
  readonly subjectId: string
  readonly evidence: readonly Finding[]
  /** 0-100: sum of configuration evidence, cut. */
  readonly confidence: number
  readonly level: 'certain' | 'likely' | 'possible' | 'trace'
  /** 0-100 from use evidence, undefined when nothing in the input tells. */
  readonly use: number | undefined
}

export interface PartVerdict {
  /** Which part: a connector, a kind of group, a workflow; '' for the whole. */
  readonly part: string
  readonly verdict: Verdict
  readonly reasons: readonly Finding[]
}

export interface LicenceNeed {
  readonly level: LicenceLevel
  /** Who or what it is counted by, for example "each person sourced from HR". */
  readonly per: string
}

/** One summand of an effort, in person-days. */
export interface EffortLine {
  /** Message id of the driver, '' for the base. */
  readonly driver: string
  /** Name of the rate (`effortRates`), or `base-<size>`. */
  readonly rate: string
  /** Units found, and units counted: no more than the cap. */
  readonly count: number
  readonly counted: number
  readonly cap: number
  /** Days a unit. */
  readonly unitLow: number
  readonly unitHigh: number
  /** `counted` times the unit, to the hundredth of a day. */
  readonly low: number
  readonly high: number
  /** Things that other scenarios count, too; a total over scenarios takes them once. */
  readonly shared?: string
}

/** Person-days; proposal values that a consultancy calibrates. */
export interface Effort {
  /** How hard the kind of work is; decides the base. */
  readonly size: 'S' | 'M' | 'L' | 'XL'
  /** Sum of the formula, widened to half days. */
  readonly lowDays: number
  readonly highDays: number
  /** What drives it, with the counts found. */
  readonly drivers: readonly Finding[]
  /** The base, then each driver's units. */
  readonly formula: readonly EffortLine[]
}

/** One answer to a question that has more than one. */
export interface ChoiceOption {
  /** Kebab-case, unique in its choice. */
  readonly id: string
  readonly text: Finding
  /** What would have to be so for this answer to be the better one. */
  readonly betterWhen: Finding
}

/** A question the design had to answer, by stated criteria or by the consultant's decision. */
export interface Choice {
  /** `<scenario>.<question>`, for example `hr-onprem.target`. */
  readonly id: string
  readonly question: Finding
  readonly options: readonly ChoiceOption[]
  /** Id of the option that the criteria take. */
  readonly proposed: string
  /** Why the criteria take it, as facts of this estate. */
  readonly because: Finding
  /** Id of the option the design follows; differs from `proposed` only by a decision. */
  readonly taken: string
}

/**
 * The consultant's answer to a choice, undefined where there is none. Answers may name one subject (a connector) or all.
 */
export type Decided = (choice: string, subject: string) => string | undefined

export interface TargetDesign {
  readonly scenario: string
  readonly subject: string
  readonly subjectId: string
  /** The parts' verdicts in one word: the worst of them. */
  readonly verdict: Verdict
  readonly parts: readonly PartVerdict[]
  readonly target: Finding
  readonly blockers: readonly Finding[]
  readonly losses: readonly Finding[]
  readonly prerequisites: readonly Finding[]
  readonly handSteps: readonly Finding[]
  readonly licences: readonly LicenceNeed[]
  readonly effort: Effort
  readonly choices: readonly Choice[]
  /** What has to exist in Entra, in the order in which it can be made. */
  readonly artefacts: readonly Artefact[]
  /** Ids of the mapping tables (`designMappings`) whose jobs this design takes over. */
  readonly mappingTables: readonly string[]
}

export interface Stage {
  readonly name: StageName
  /** What is done, one or more sentences. */
  readonly content: string
  /** What must hold before the next stage starts. */
  readonly gate: string
  /** R0 delete what was made, R1 restart the old writer, R2 replay before-images, R3 irreversible or time-boxed. */
  readonly rollback: readonly ('R0' | 'R1' | 'R2' | 'R3')[]
  readonly wayBack: string
  /** What fills the places of the texts, for tables of other languages. */
  readonly params: TemplateParams
}

/** Pure functions over the Estate; no clock, no file system. */
export interface Analyzer {
  readonly meta: ScenarioMeta
  detect(estate: Estate): readonly Detection[]
  /** @param decided answers to the choices of the design; none: its criteria answer */
  map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign
  stages(design: TargetDesign): readonly Stage[]
}
