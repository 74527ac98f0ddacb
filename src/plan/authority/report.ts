import type { Finding } from '../../../analyzers/analyzer.js'
import type { Provenance, StageName } from '../../model/index.js'

/** Who writes: a connector of a synchronization server, or a job of the tenant. */
export interface Writer {
  readonly product: 'mim-sync' | 'connect-sync' | 'entra'
  /** Connector and server, or name of the job. */
  readonly name: string
  /** Connector id, or key of the job's artefact. */
  readonly key: string
}

/** One attribute that changes hands. */
export interface AuthorityRow {
  readonly wave: number
  readonly stage: StageName
  readonly scenario: string
  readonly subject: string
  /** Connected system: its name as today's connector has it, or the tenant. */
  readonly system: string
  readonly objectType: string
  readonly attribute: string
  /** `pilot`: the pilot's objects only, the rest keeps its writer; `all`: every object of the type. */
  readonly population: 'pilot' | 'all'
  /** undefined: nobody. */
  readonly before: Writer | undefined
  readonly after: Writer | undefined
  readonly at: readonly Provenance[]
}

/** Two writers at one time, or none: the stage cannot go as planned. */
export interface AuthorityIssue {
  /** 0: already today. */
  readonly wave: number
  readonly stage: StageName | 'today'
  readonly scenario: string
  readonly subject: string
  readonly system: string
  readonly objectType: string
  readonly attributes: readonly string[]
  readonly text: Finding
}

/** A way in which moving an object takes it away and makes it anew. */
export interface Trap {
  /** First wave in which it can snap; 0: any time. */
  readonly wave: number
  readonly scenario: string
  readonly subject: string
  readonly text: Finding
}

/** Which product writes which attribute, through every stage of every wave. */
export interface AuthorityReport {
  /** Where hands change; between two rows nothing does. */
  readonly rows: readonly AuthorityRow[]
  readonly conflicts: readonly AuthorityIssue[]
  readonly gaps: readonly AuthorityIssue[]
  readonly traps: readonly Trap[]
  /** Rules of the estate that speak against each other. */
  readonly contradictions: readonly Finding[]
}
