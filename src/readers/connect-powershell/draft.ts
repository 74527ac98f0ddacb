import type { Provenance, ScopeCondition, SyncRuleJoin } from '../../model/index.js'
import type { MappingFacts } from '../connect-rules/facts.js'

/** A rule while the script builds it, statement by statement. */
export interface RuleDraft {
  /** Values of the parameters of `New-ADSyncRule`, names in lower case. */
  readonly values: ReadonlyMap<string, string>
  readonly disabled: boolean
  readonly passwordSync: boolean
  readonly mappings: MappingFacts[]
  readonly scope: (readonly ScopeCondition[])[]
  readonly joins: (readonly SyncRuleJoin[])[]
  /** `Add-ADSyncRule` was called. */
  added: boolean
  readonly at: Provenance
}
