/** What an evaluation may ask the outside for, and how it says what was missing. */

import type { FilterDecisions } from '../decisions.js'
import { DEFAULT_FILTER_DECISIONS } from '../decisions.js'

export type UnknownId =
  | 'attribute-not-in-data'
  | 'binary-comparison'
  | 'caller'
  | 'clock'
  | 'function'
  | 'member-list'
  | 'multi-valued'
  | 'object'
  | 'objects-of-type'
  | 'operator'
  | 'order-of-values'
  | 'parameter'
  | 'pattern'
  | 'scripted'
  | 'several-values'
  | 'subject'
  | 'token'
  | 'value'

/** One thing a filter needed and did not have. */
export interface UnknownCause {
  readonly id: UnknownId
  /** The attribute, operator, object or function concerned, as written. */
  readonly detail: string
}

export interface FilterContext {
  /** Milliseconds since 1970 in UTC. */
  readonly now?: number | undefined
  /** false: the data at hand does not hold this attribute at all, so its absence says nothing. */
  readonly isKnown?: ((attribute: string) => boolean) | undefined
  /** Told every cause of an `unknown`. */
  readonly onUnknown?: ((cause: UnknownCause) => void) | undefined
  readonly decisions?: FilterDecisions | undefined
}

export function decisionsOf(context: FilterContext): FilterDecisions {
  return context.decisions ?? DEFAULT_FILTER_DECISIONS
}

/** Reports a cause and answers `unknown`. */
export function unknownBecause(context: FilterContext, id: UnknownId, detail: string): 'unknown' {
  context.onUnknown?.({ id, detail })
  return 'unknown'
}
