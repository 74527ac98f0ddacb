import type { RulesExtension, Setting } from './connector.js'
import type { ImportFlowGroup } from './flow.js'
import type { Provenance } from './provenance.js'
import type { DirectorySchema } from './schema.js'

export interface Metaverse {
  readonly schema: DirectorySchema
  readonly importFlows: readonly ImportFlowGroup[]
  readonly deletionRules: readonly DeletionRule[]
  /** Who provisions: nobody, the extension, synchronization rules, or both (rules first). */
  readonly provisioning: 'none' | 'scripted' | 'sync-rule' | 'both' | 'unknown'
  readonly extension?: RulesExtension
  readonly recall: readonly { readonly connectorId: string; readonly enabled: boolean; readonly at: Provenance }[]
  readonly passwordSyncEnabled: boolean
  /** Passwords remembered, so that one captured twice is not sent twice. */
  readonly passwordHistorySize?: number
  /** Global parameters of Entra Connect (`Microsoft.OptionalFeature.*` …); empty for MIM. */
  readonly parameters: readonly Setting[]
  readonly version: string
  readonly at: Provenance
}

/** When a metaverse object is deleted. An object type without a rule uses "last connector". */
export interface DeletionRule {
  readonly id: string
  readonly objectType: string
  /**
   * `declared-any`: when a connector of any listed one goes; `declared-last`: when the last connector goes, not counting
   * the listed ones; `scripted`: the extension decides.
   */
  readonly kind: 'declared-any' | 'declared-last' | 'scripted' | 'unknown'
  readonly connectorIds: readonly string[]
  readonly at: Provenance
}
