import type { TemplateParams } from '../../model/index.js'
import type { Change } from '../compare.js'

/** What follows from a difference without anybody having made it. */
export interface Consequence {
  /** Without one where no single difference explains it. */
  readonly cause: Change | undefined
  /** `diff.consequence.<id>` in the tables of words. */
  readonly id: ConsequenceId
  readonly params: TemplateParams
  /** What it is about: attributes, rules, objects, by name. */
  readonly names: readonly string[]
}

export type ConsequenceId =
  | 'winner'
  | 'winner-none'
  | 'winner-new'
  | 'overtakes'
  | 'shifted'
  | 'brings'
  | 'takes'
  | 'follows'
  | 'flows-stop'
  | 'flows-start'
  | 'scope-out'
  | 'scope-in'
  | 'scope-both'
  | 'dangling'
  | 'used-by'
  | 'deletes'
