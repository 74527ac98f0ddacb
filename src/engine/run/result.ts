/** What a step reports: status, counters, errors under the field's own names (SE-RUN-4, SE-CNT-1 to 4). */

import type { ExtensionFailure, StepKind } from '../rules/blueprint.js'

export type StepStatus =
  | 'success'
  | 'completed-no-objects'
  | 'completed-warnings'
  | 'completed-transient-objects'
  | 'completed-discovery-errors'
  | 'completed-sync-errors'
  | 'completed-export-errors'
  | 'stopped-deletion-limit'
  | 'stopped-object-limit'
  | 'stopped-error-limit'
  | 'stopped-deletion-threshold-exceeded'

export interface StepError {
  readonly ma: string
  /** Link of the object at the time of the error; undefined when the record could not be identified. */
  readonly object: string | undefined
  readonly code: string
  readonly message: string
}

export interface StepResult {
  readonly ma: string
  readonly step: StepKind
  readonly status: StepStatus
  readonly counters: Readonly<Record<string, number>>
  /** Outbound counters by target agent. */
  readonly outbound: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly errors: readonly StepError[]
  /** Rules without code that were asked, and how often. */
  readonly notModelled: Readonly<Record<string, number>>
}

/** Collects while a step runs. */
export class StepReport {
  readonly counters = new Map<string, number>()
  readonly outbound = new Map<string, Map<string, number>>()
  readonly errors: StepError[] = []
  stopped: StepStatus | undefined = undefined
  discoveryErrors = false
  syncErrors = false
  exportErrors = false
  warnings = false
  transients = false
  noObjects = false

  constructor(
    readonly ma: string,
    readonly step: StepKind,
  ) {}

  /** What became of loading or unloading an extension: the run goes on, and its rules fail object by object. */
  extension(ma: string, failure: ExtensionFailure | undefined): void {
    if (failure === undefined) return
    this.syncErrors = true
    this.errors.push({ ma, object: undefined, ...failure })
  }

  /** The worst of what happened. */
  status(): StepStatus {
    if (this.stopped !== undefined) return this.stopped
    if (this.noObjects) return 'completed-no-objects'
    if (this.discoveryErrors) return 'completed-discovery-errors'
    if (this.exportErrors) return 'completed-export-errors'
    if (this.syncErrors) return 'completed-sync-errors'
    if (this.transients) return 'completed-transient-objects'
    return this.warnings ? 'completed-warnings' : 'success'
  }

  result(notModelled: ReadonlyMap<string, number>): StepResult {
    return {
      ma: this.ma,
      step: this.step,
      status: this.status(),
      counters: sorted(this.counters),
      outbound: Object.fromEntries([...this.outbound].map(([ma, counts]) => [ma, sorted(counts)])),
      errors: this.errors,
      notModelled: sorted(notModelled),
    }
  }
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** SE-RUN-5: after these the profile ends. */
export function endsProfile(status: StepStatus): boolean {
  return status === 'completed-discovery-errors' || status.startsWith('stopped-')
}
