import type { Provenance } from './provenance.js'

/**
 * What a reader has to say about the input itself: damaged, missing, contradictory or never seen before.
 * `error`: something could not be read; `warning`: read, but not fully understood; `info`: worth knowing.
 */
export interface Notice {
  /** `M2E-READ-nnn`, never reused; `noticeKinds` in the readers' room lists them. */
  readonly id: string
  readonly severity: 'error' | 'warning' | 'info'
  /** One sentence in the customer's nouns: the fact. */
  readonly message: string
  /** One sentence: what to do. Empty when nothing has to be done. */
  readonly advice: string
  readonly at: Provenance
}
