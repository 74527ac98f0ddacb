import type { ConnectorParameter } from './connector.js'
import type { Provenance } from './provenance.js'

export interface RunProfile {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly steps: readonly RunStep[]
  readonly at: Provenance
}

/** What a step does, from step type and sub-types together. */
export type RunStepKind =
  | 'full-import'
  | 'delta-import'
  | 'full-import-delta-sync'
  | 'delta-import-delta-sync'
  | 'full-import-full-sync'
  | 'delta-synchronization'
  | 'full-synchronization'
  | 'export'
  | 'unknown'

export interface RunStep {
  readonly kind: RunStepKind
  /** Step type and sub-types as written, for example `full-import to-cs`. */
  readonly raw: string
  /** Normalised partition id, '' if the step names none. */
  readonly partitionId: string
  /** Step writes a drop file and stops, or replays one. */
  readonly dropFile: { readonly mode: 'none' | 'to-file' | 'resume-from-file'; readonly name: string }
  /** Stop after this many objects. */
  readonly objectLimit?: number
  /** Stop after this many deletions. */
  readonly deletionLimit?: number
  readonly batchSize?: number
  readonly pageSize?: number
  readonly timeoutSeconds?: number
  /** File a file connector reads or writes in this step. */
  readonly file?: { readonly direction: 'input' | 'output'; readonly name: string; readonly deletedAfterUse: boolean }
  /** Parameters of the step (ECMA2, `use` run-step). */
  readonly parameters?: readonly ConnectorParameter[]
  readonly at: Provenance
}
