import type { Notice, Provenance } from '../src/model/index.js'
import type { Ask, Completeness, Deadline, ScenarioStatus, Verdict } from '../src/plan/assessment.js'

/**
 * The one report model. Every format is a pure function of it; what a format shows is reconciled row by row against it
 * (`reconcile.ts`). All texts are ready to print; nothing here is escaped for any format.
 */
export interface Report {
  /** Language of all texts, BCP 47. */
  readonly language: string
  readonly title: string
  /** Day the dated facts are held against, `yyyy-mm-dd`. */
  readonly asOf: string
  readonly product: { readonly name: string; readonly version: string }
  readonly headline: Headline
  readonly deadlines: readonly Deadline[]
  readonly maps: readonly EstateMap[]
  readonly scenarios: readonly ScenarioPage[]
  readonly asks: readonly Ask[]
  readonly notices: readonly Notice[]
  readonly completeness: Completeness
  /** What to look at first: dates that bite, what could not be read, what blocks; worst first. */
  readonly risks: readonly Risk[]
  /** The jobs that would take over, attribute by attribute; the same lines as the table `entra-mappings`. */
  readonly mappings: readonly MappingView[]
  /** In which order the scenarios go. */
  readonly waves: readonly WaveView[]
  /** Every metaverse attribute with its way in and out. */
  readonly lineage: readonly LineageAttribute[]
  /** All tabular facts, in the order in which they are shown. */
  readonly tables: readonly ReportTable[]
}

/** The numbers of the first screen. */
export interface Headline {
  readonly servers: number
  readonly services: number
  readonly connectors: number
  readonly rules: number
  /** Service objects: all, and those that are the customer's (custom, changed, enabled). */
  readonly serviceObjects: { readonly all: number; readonly signal: number }
  readonly scenarios: Readonly<Record<ScenarioStatus, number>>
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Person-days over all scenarios found, low and high. */
  readonly effort: { readonly lowDays: number; readonly highDays: number }
  readonly licences: readonly {
    readonly level: string
    readonly scenarios: readonly string[]
    readonly per: readonly string[]
  }[]
  /** Target attributes of the jobs that would take over, by how true their mapping is to today. */
  readonly mappings: {
    readonly exact: number
    readonly conditional: number
    readonly approximate: number
    readonly impossible: number
  }
  readonly deadlinesStopped: number
  readonly deadlinesSoon: number
  readonly deadlinesUnknown: number
}

export interface Risk {
  readonly kind: 'stopped' | 'soon' | 'unreadable' | 'blocker' | 'unknown-elements'
  readonly text: string
  /** Anchor in the report that shows the evidence. */
  readonly href: string
}

/** Working days from the first morning of the plan, 0 = its beginning. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Scenarios that go together. */
export interface WaveView {
  readonly number: number
  readonly effort: Days
  readonly scenarios: readonly {
    readonly id: string
    readonly title: string
    /** Titles of what has to be through before. */
    readonly after: readonly string[]
    /** The consultant placed it there. */
    readonly decided: boolean
    readonly effort: Days
    readonly subjects: readonly string[]
  }[]
  /** The six stages with few and with many days of work. */
  readonly stages: readonly { readonly name: string; readonly low: Span; readonly high: Span; readonly tasks: number }[]
  /** Time the services need by their limits. */
  readonly forecast: readonly { readonly text: string; readonly lowMinutes: number; readonly highMinutes: number }[]
  readonly population: readonly {
    readonly system: string
    readonly objectType: string
    readonly objects: number | undefined
  }[]
  /** What forbids the wave as it is planned. */
  readonly blockers: readonly string[]
}

/** Person-days, low and high. */
export interface Days {
  readonly lowDays: number
  readonly highDays: number
}

/** One line of the formula behind a scenario's person-days. */
export interface EffortLineView {
  readonly subject: string
  readonly rate: string
  /** Units found, and units counted: no more than the cap. */
  readonly count: number
  readonly counted: number
  readonly unitLow: number
  readonly unitHigh: number
  /** What it adds to the total. */
  readonly low: number
  readonly high: number
  readonly share: 'first' | 'repeat' | 'shared'
  /** Scenario id that counts a shared thing, '' for the others. */
  readonly countedIn: string
}

/** What one provisioning job takes over. */
export interface MappingView {
  readonly anchor: string
  readonly title: string
  readonly scenario: string
  readonly shares: Headline['mappings']
  readonly lines: readonly {
    readonly anchor: string
    readonly target: string
    /** Path of today, one line a step. */
    readonly today: string
    /** Expression in Entra, '' where nothing can be said. */
    readonly mapping: string
    readonly result: keyof Headline['mappings']
    readonly reasons: string
    readonly at: readonly Provenance[]
  }[]
}

/** One metaverse attribute; flows are rows of the table `flows` by their position there, so that no text stands twice. */
export interface LineageAttribute {
  readonly anchor: string
  readonly server: string
  readonly objectType: string
  /** '' for flows that no metaverse attribute feeds: constants and generated values. */
  readonly attribute: string
  /** In order of precedence. */
  readonly sources: readonly number[]
  readonly targets: readonly {
    readonly flow: number
    /** Anchors of the mapping lines that take the flow's place. */
    readonly mappings: readonly string[]
  }[]
}

/** One server drawn: connectors left and right of the metaverse. */
export interface EstateMap {
  readonly id: string
  readonly title: string
  readonly nodes: readonly MapNode[]
  /** Metaverse object types with the number of attributes that flow. */
  readonly metaverse: { readonly label: string; readonly objectTypes: readonly string[]; readonly attributes: number }
}

export interface MapNode {
  readonly id: string
  readonly name: string
  /** Kind in words, for example "SQL Server". */
  readonly kind: string
  readonly objectTypes: readonly string[]
  readonly importFlows: number
  readonly exportFlows: number
  /** `source`: brings only; `target`: receives only; `both`; `idle`: no flow in either direction. */
  readonly role: 'source' | 'target' | 'both' | 'idle'
  /** Anchor of the connector's section. */
  readonly anchor: string
}

export interface ScenarioPage {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly summary: string
  readonly guideRow: string
  readonly status: ScenarioStatus
  /** The worst of `verdicts`, '' when nothing was found. */
  readonly verdict: Verdict | ''
  /** Every verdict that some part carries, worst first. */
  readonly verdicts: readonly Verdict[]
  readonly confidence: number | undefined
  readonly use: number | undefined
  readonly effort: { readonly lowDays: number; readonly highDays: number; readonly size: string } | undefined
  /** How its person-days come about. */
  readonly formula: readonly EffortLineView[]
  readonly documentation: readonly string[]
  readonly cases: readonly CasePage[]
  readonly asks: readonly { readonly what: string; readonly changes: string }[]
}

export interface CasePage {
  readonly anchor: string
  /** Connector or object it is about, '' for the estate as a whole. */
  readonly subject: string
  readonly confidence: number
  readonly level: string
  readonly use: number | undefined
  readonly evidence: readonly {
    readonly id: string
    readonly weight: number
    readonly score: string
    readonly text: string
    readonly at: readonly Provenance[]
  }[]
  readonly verdict: Verdict
  readonly parts: readonly {
    readonly part: string
    readonly verdict: Verdict
    readonly reasons: readonly Statement[]
  }[]
  readonly target: Statement
  readonly blockers: readonly Statement[]
  readonly losses: readonly Statement[]
  readonly prerequisites: readonly Statement[]
  readonly handSteps: readonly Statement[]
  readonly licences: readonly { readonly level: string; readonly per: string }[]
  /** Questions with more than one answer, and what decided them. */
  readonly choices: readonly ChoiceView[]
  /** What has to exist in Entra, in the order in which it can be made. */
  readonly artefacts: readonly {
    readonly key: string
    readonly kind: string
    readonly name: string
  }[]
  /** Anchors of the `MappingView`s whose jobs this design takes over. */
  readonly mappings: readonly string[]
  readonly effort: {
    readonly size: string
    readonly lowDays: number
    readonly highDays: number
    readonly drivers: readonly Statement[]
  }
  readonly stages: readonly {
    readonly name: string
    readonly content: string
    readonly gate: string
    readonly rollback: string
    readonly wayBack: string
  }[]
}

export interface ChoiceView {
  readonly id: string
  readonly question: string
  readonly options: readonly {
    readonly id: string
    readonly text: string
    /** What would have to be so for this answer to be the better one. */
    readonly betterWhen: string
    readonly taken: boolean
    readonly proposed: boolean
  }[]
  readonly because: string
  /** The consultant answered otherwise than the criteria. */
  readonly overridden: boolean
}

export interface Statement {
  readonly id: string
  readonly text: string
  /** Documentation address, '' where the statement is about the input. */
  readonly source: string
  /** Where it was found, the first fifty places. */
  readonly at: readonly Provenance[]
  /** All the places it was found. */
  readonly places: number
}

export interface Column {
  readonly key: string
  readonly title: string
  readonly kind: 'text' | 'number' | 'verdict' | 'status' | 'code'
}

/** `href` is an anchor inside the report (`#connector-…`) or an https address. */
export type Cell = string | number | { readonly text: string; readonly href: string }

export interface Row {
  readonly id: string
  readonly cells: readonly Cell[]
  readonly at: readonly Provenance[]
}

export interface ReportTable {
  /** Anchor and sheet key, kebab-case. */
  readonly id: string
  readonly title: string
  /** Name of its sheet in the workbook, 31 characters at most. */
  readonly sheet: string
  /** One sentence above the table. */
  readonly lead: string
  /** Chapter it belongs to. */
  readonly chapter:
    | 'progress'
    | 'plan'
    | 'mappings'
    | 'estate'
    | 'rules'
    | 'service'
    | 'operations'
    | 'findings'
    | 'coverage'
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** Said instead of an empty table. */
  readonly whenEmpty: string
}
