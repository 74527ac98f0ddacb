/** Which rules a run has asked, and which of them did their part. Collected only where somebody wants to know. */

import { isUnknown } from './values.js'

export interface Tally {
  /** Times the rule was asked. */
  asked: number
  /** Times it met, matched, applied, or gave a value. */
  fired: number
  /** Times its value was the one that counted; for flows only. */
  won: number
  /** Times a better source stood in its way. */
  skipped: number
  /** Times its answer is not known, because code is not at hand. */
  unknown: number
  /** Message of the last error it raised. */
  failure: string | undefined
}

/** Tallies by compiled rule: the object itself is the key, so two rules of one name stay two. */
export class Coverage {
  private readonly tallies = new Map<object, Tally>()

  of(rule: object): Tally {
    let tally = this.tallies.get(rule)
    if (tally === undefined) {
      tally = { asked: 0, fired: 0, won: 0, skipped: 0, unknown: 0, failure: undefined }
      this.tallies.set(rule, tally)
    }
    return tally
  }

  /** A rule was asked and answered; `fired` undefined: its answer is not known. */
  answer(rule: object, fired: boolean | undefined): void {
    const tally = this.of(rule)
    tally.asked++
    if (fired === undefined) tally.unknown++
    else if (fired) tally.fired++
  }

  /** Runs what a rule does, and notes what it raises. */
  watch<T>(rule: object, run: () => T): T {
    try {
      return run()
    } catch (error) {
      const tally = this.of(rule)
      tally.asked++
      tally.failure = error instanceof Error ? error.message : String(error)
      throw error
    }
  }

  /** A flow was asked for its value; `won`: the value counted. */
  flow(rule: object, value: unknown, won: boolean): void {
    const absent = value === undefined || typeof value === 'symbol'
    this.answer(rule, isUnknown(value) ? undefined : !absent)
    if (won && !absent && !isUnknown(value)) this.of(rule).won++
  }
}

/** Stands for the metaverse extension's `provision`, which is no rule object of its own. */
export const PROVISIONING_CODE: object = Object.freeze({ name: 'provision' })
