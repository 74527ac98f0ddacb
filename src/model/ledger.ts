/**
 * The coverage ledger: every element and attribute of every input is one of these, and the totals add up.
 * `modelled`: read into the Estate and used; `documented`: kept as text and shown, without meaning to the tool;
 * `ignored`: known to carry no meaning here, for the stated reason; `unknown`: never seen before.
 */
export type CoverageStatus = 'modelled' | 'documented' | 'ignored' | 'unknown'

export type CoverageCounts = Readonly<Record<CoverageStatus, number>>

/** All elements (or attributes, `…/@name`) of one generalised path that share a fate. */
export interface CoverageEntry {
  /** Element path without indices. */
  readonly path: string
  readonly status: CoverageStatus
  /** Why it is documented or ignored; absent otherwise. */
  readonly reason?: string
  readonly count: number
  readonly firstLine?: number
}

/** What became of one input file. */
export interface FileCoverage {
  readonly file: string
  /** Kind of input it was recognised as; undefined when nothing recognised it. */
  readonly kind: string | undefined
  readonly sizeBytes: number
  readonly sha256: string
  /** Encoding it was decoded from, undefined for binary or unread files. */
  readonly encoding: string | undefined
  /** `read` completely, `failed` (an error notice says why), `skipped` (duplicate, or nothing recognised it). */
  readonly outcome: 'read' | 'failed' | 'skipped'
  /** Elements and attributes together. */
  readonly counts: CoverageCounts
  readonly entries: readonly CoverageEntry[]
}

export interface Ledger {
  readonly files: readonly FileCoverage[]
}
