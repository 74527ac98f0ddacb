/**
 * How sure a fact is. `verified`: read in Microsoft documentation or product source; `second-hand`: a text that quotes
 * Microsoft; `unverified`: field knowledge or an inference. Only the first may be shown without a caveat.
 */
export type FactState = 'verified' | 'second-hand' | 'unverified'

/** What every entry of the catalogue carries, so that a stale or doubtful fact can be seen as such. */
export interface Dated {
  /** Full https address of the page that says so. */
  readonly source: string
  /** `yyyy-mm-dd`: the day somebody last read that page. */
  readonly verifiedOn: string
  readonly state: FactState
}

/** One of two statements that contradict each other; both are printed, the stricter one is planned on. */
export interface Reading {
  readonly text: string
  readonly source: string
  /** Date of the page, as precise as it states it, '' when it states none. */
  readonly asOf: string
  /** The one planned on. */
  readonly plannedOn: boolean
}

/** Address of a page of Microsoft Learn. */
export function learnPage(path: `/${string}`): string {
  return `https://learn.microsoft.com${path}`
}

/** Day the catalogue as a whole was last read against its sources. */
export const cataloguedOn = '2026-11-21'
