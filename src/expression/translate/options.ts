/** What the caller knows about the data and the target; every piece turns a condition into a certainty. */

import type { AttributeType } from '../../model/expression.js'

/** Where the expression is to run; the function lists differ. */
export type EntraPlace = 'app-provisioning' | 'hr-inbound' | 'cloud-sync'

export interface AttributeFacts {
  readonly type?: AttributeType | undefined
  readonly multiValued?: boolean | undefined
  /** Every object has a value. */
  readonly alwaysPresent?: boolean | undefined
  /** Exact .NET format of the dates it holds. */
  readonly dateFormat?: string | undefined
}

export interface TranslationOptions {
  readonly place?: EntraPlace | undefined
  /** Facts by source attribute; an attribute without an entry is taken to be single-valued and possibly absent. */
  readonly attributes?: { get(name: string): AttributeFacts | undefined } | undefined
  /** Values of `%…%` and `$…` parameters; each becomes a literal. */
  readonly parameters?: { get(name: string): string | undefined } | undefined
  /** Target name of a source attribute; default: the same name. */
  readonly rename?: ((name: string) => string | undefined) | undefined
  /** `container`: the text is a distinguished name on purpose, for the mapping of the parent. */
  readonly builds?: 'container' | undefined
  /** What a null result meant in the source: leave the target alone, or clear it. */
  readonly nullMeans?: 'skip' | 'clear' | undefined
}
