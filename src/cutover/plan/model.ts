import type { Message, TenantRole } from '../../graph/index.js'
import type { StageName } from '../../model/index.js'
import type { Verdict } from '../../plan/assessment.js'
import type { Limits } from '../thresholds.js'

/** What a plan is bound to and what it does, scenario by scenario, stage by stage. Written once, never changed. */
export interface Plan {
  /** Eight hexadecimal digits: marks what this plan makes in the tenant. Follows from what the plan is bound to. */
  readonly id: string
  /** SHA-256 of the assessment and of the decisions in it. */
  readonly assessment: string
  readonly decisions: string
  /** Day the dated facts were held against. */
  readonly asOf: string
  readonly tenants: Tenants
  readonly waves: readonly Wave[]
  /** In the order in which they are carried out. */
  readonly scenarios: readonly PlannedScenario[]
}

/** Tenant ids; `source` and `target` only where something is synchronized between two tenants. */
export type Tenants = { readonly home: string } & Partial<Readonly<Record<Exclude<TenantRole, 'home'>, string>>>

export interface Wave {
  readonly number: number
  /** Scenario ids. */
  readonly scenarios: readonly string[]
}

export interface PlannedScenario {
  readonly id: string
  readonly title: string
  /** `03-hr-onprem`. */
  readonly folder: string
  readonly wave: number
  readonly verdict: Verdict
  /** Connectors and the like it is about; empty for the estate as a whole. */
  readonly subjects: readonly string[]
  /** Scenarios that come first. */
  readonly after: readonly string[]
  /** All six, in order. */
  readonly stages: readonly PlannedStage[]
  /** What this scenario wants and another one makes. */
  readonly shared: readonly SharedStep[]
  /** SHA-256 of what `apply` reads, by file name in the folder. */
  readonly files: Readonly<Record<string, string>>
}

/** A step that several scenarios want: the first of them has it, the others wait for it. */
export interface SharedStep {
  readonly title: Message
  /** Who has the step, and when. */
  readonly scenario: string
  readonly stage: StageName
  readonly step: string
  /** First stage of the scenario that waits which does not go without it. */
  readonly neededFrom: StageName
  /** The scenario that waits would have made it otherwise. */
  readonly differs: boolean
}

export interface PlannedStage {
  readonly name: StageName
  /** Ids of the steps of `requests.json`, in order. */
  readonly steps: readonly string[]
  /** How many of them a person does. */
  readonly handSteps: number
  readonly limits: Limits
  /** Objects the stage is about; empty where the input does not tell. */
  readonly population: readonly RingPopulation[]
  readonly minutes: Minutes
  /** Minutes the services need for the objects themselves, after the requests; zero where nobody has counted them. */
  readonly service: Minutes
  /** Working days from the start of the plan, 0 = its first morning: with few and with many days of work. */
  readonly days?: StageDays
}

/** How many objects of one kind a stage takes along. */
export interface RingPopulation {
  /** Connected system they are written to, '' for the portal. */
  readonly system: string
  readonly objectType: string
  readonly objects: number
  /** `pilot`: at most so many; `all`: everybody in scope. */
  readonly ring: 'pilot' | 'all'
}

export interface StageDays {
  readonly low: { readonly start: number; readonly end: number }
  readonly high: { readonly start: number; readonly end: number }
}

/** From the documented limits of the service: without any wait that can be short, and with every wait at its longest. */
export interface Minutes {
  readonly atLeast: number
  readonly atMost: number
}
