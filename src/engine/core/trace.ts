/** What a pass did and why, collected only while a preview runs (SE-PREVIEW-1). */

import type { Stored } from './values.js'

/** SE-PREVIEW-4. */
export type FlowStatus =
  | 'applied'
  | 'no-change'
  | 'skipped-not-precedent'
  | 'deleted'
  | 'repopulated'
  | 'declined'
  | 'no-value'
  | 'unknown'

export interface FilterTrace {
  readonly rule: string
  readonly result: 'met' | 'not-met' | 'unknown'
}

export interface JoinTrace {
  readonly criterion: string
  readonly result: 'joined' | 'no-match' | 'ambiguous' | 'no-value' | 'not-resolved' | 'out-of-scope' | 'unknown'
  readonly candidates: readonly string[]
}

export interface ScopeTrace {
  readonly rule: string
  readonly object: string
  readonly inScope: boolean
  /** The clause that failed (SE-PREVIEW-5). */
  readonly failed: string
}

export interface FlowTrace {
  readonly object: string
  readonly attribute: string
  readonly rule: string
  readonly status: FlowStatus
  readonly value: Stored | undefined
  readonly old: Stored | undefined
  /** References that stay out because their target is not linked (SE-PREVIEW-5). */
  readonly unavailable: readonly string[]
}

export interface ExportTrace {
  readonly object: string
  readonly attribute: string
  readonly rule: string
  readonly status: 'staged' | 'no-change' | 'withdrawn' | 'skipped-not-precedent' | 'no-value' | 'declined' | 'unknown'
  readonly value: Stored | undefined
}

export interface ActionTrace {
  readonly ma: string
  readonly action: 'add' | 'disconnect' | 'join' | 'rename'
  readonly key: string
  readonly dn: string
  readonly seq: number
}

export class Trace {
  readonly filters: FilterTrace[] = []
  readonly joins: JoinTrace[] = []
  readonly scopes: ScopeTrace[] = []
  readonly projections: { readonly rule: string; readonly result: string }[] = []
  readonly importFlows: FlowTrace[] = []
  readonly recalls: { readonly attribute: string; readonly from: string; readonly status: 'recalled' | 'kept' }[] = []
  readonly deletion: { readonly rule: string; readonly result: 'deleted' | 'kept' | 'unknown' }[] = []
  readonly actions: ActionTrace[] = []
  readonly exports: ExportTrace[] = []
  readonly notes: string[] = []
  link: 'joined' | 'projected' | 'connector' | 'disconnector' | 'filtered' | 'deleted' | undefined = undefined
}
