import type { Provenance } from './provenance.js'

/** A team's own figure for one base or one rate of the effort, in person-days. */
export interface CalibratedRate {
  /** Size of a base (`S` … `XL`), or name of a rate. */
  readonly name: string
  readonly low: number
  readonly high: number
  /** Units counted at most; undefined: the cap of the proposal stays. */
  readonly cap: number | undefined
  readonly at: Provenance
}

/** What a team changes in the proposed figures of effort. */
export interface EffortCalibration {
  readonly bases: readonly CalibratedRate[]
  readonly rates: readonly CalibratedRate[]
}
