import type { TenantRole } from '../../graph/index.js'
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
  /** SHA-256 of what `apply` reads, by file name in the folder. */
  readonly files: Readonly<Record<string, string>>
}

export interface PlannedStage {
  readonly name: StageName
  /** Ids of the steps of `requests.json`, in order. */
  readonly steps: readonly string[]
  /** How many of them a person does. */
  readonly handSteps: number
  readonly limits: Limits
  /** Objects the stage is about; undefined where the input does not tell. */
  readonly population?: number
  readonly minutes: Minutes
}

/** From the documented limits of the service: without any wait that can be short, and with every wait at its longest. */
export interface Minutes {
  readonly atLeast: number
  readonly atMost: number
}
