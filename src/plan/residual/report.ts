import type { Finding } from '../../../analyzers/analyzer.js'
import type { Provenance } from '../../model/index.js'

export const residualKinds = ['agent', 'sync-rule', 'set', 'policy', 'workflow'] as const
export type ResidualKind = (typeof residualKinds)[number]

/** One thing an object does, and what becomes of it. */
export interface ProofLine {
  readonly text: Finding
  /** Wave after which the object does it no more; undefined: it stays with the old product. */
  readonly wave: number | undefined
  /** Scenario that takes it, ends it, or says why it stays; undefined: no scenario answers for it. */
  readonly by: { readonly scenario: string; readonly subject: string } | undefined
}

/** An agent, rule, set, policy or workflow of today, and the proof of when it may go. */
export interface ResidualObject {
  readonly kind: ResidualKind
  readonly id: string
  readonly name: string
  /** Server or service it belongs to. */
  readonly owner: string
  /** It holds no authority from the end of this wave on; 0: it holds none today; undefined: it stays. */
  readonly freeAfter: number | undefined
  /** Empty: it does nothing today. */
  readonly proof: readonly ProofLine[]
  readonly at: Provenance
}

/** What is left of the old products after a wave. */
export interface ResidualCount {
  /** 0: today. */
  readonly wave: number
  readonly held: Readonly<Record<ResidualKind, number>>
  readonly free: Readonly<Record<ResidualKind, number>>
}

export interface ResidualReport {
  readonly objects: readonly ResidualObject[]
  readonly waves: readonly ResidualCount[]
}

/** Objects that still hold authority after a wave. */
export function heldAfter(report: ResidualReport, wave: number): readonly ResidualObject[] {
  return report.objects.filter((item) => item.freeAfter === undefined || item.freeAfter > wave)
}
