import type { ScopeCondition } from './connector.js'
import type { RuleExpression } from './expression.js'
import type { SensitiveValue } from './flow.js'
import type { Provenance } from './provenance.js'

/** A declarative synchronization rule: of Entra Connect (rule file) or of the MIM Service (`SynchronizationRule` object). */
export interface SyncRule {
  readonly id: string
  readonly product: 'connect-sync' | 'mim-service'
  readonly name: string
  readonly description: string
  readonly direction: 'inbound' | 'outbound' | 'both' | 'unknown'
  readonly disabled: boolean
  /** Shipped with the product (`immutable-tag`), or made by the customer. MIM rules are always the customer's. */
  readonly standard: boolean
  /** `Microsoft.<name>.<nnn>` of a shipped Connect rule, else ''. */
  readonly immutableTag: string
  /** Normalised connector id; it may point at a connector that is not in the input. */
  readonly connectorId: string
  readonly connectorObjectType: string
  readonly metaverseObjectType: string
  readonly linkType: 'provision' | 'join' | 'sticky-join' | 'unknown'
  /** Lower wins; undefined where none is written. */
  readonly precedence: number | undefined
  /** OR of groups, AND inside a group; empty = everything of the type. Outbound conditions name metaverse attributes. */
  readonly scope: readonly (readonly ScopeCondition[])[]
  /** MIM rules of both directions only: conditions for the outbound half; `scope` then holds the inbound ones. */
  readonly outboundScope?: readonly (readonly ScopeCondition[])[]
  /** MIM only: id of the rule that must have been applied before, where one is named. */
  readonly dependsOn?: string
  /** OR of groups tried in order, AND inside a group. */
  readonly joins: readonly (readonly SyncRuleJoin[])[]
  readonly mappings: readonly SyncRuleFlow[]
  readonly passwordSync: boolean
  readonly softDeleteExpiry: string
  /** Entra Connect: version of the rule as written. */
  readonly version?: string
  /** Entra Connect: rules this one was placed after or before in the editor, where it names any. */
  readonly placement?: { readonly after: string; readonly before: string }
  /** MIM only: what the rule may create and remove. */
  readonly creates: {
    readonly connectorObject: boolean
    readonly metaverseObject: boolean
    readonly disconnects: boolean
  }
  /** MIM only: `SynchronizationRuleParameters`. */
  readonly parameters: readonly { readonly name: string; readonly type: string }[]
  /** MIM only: applied by a scoping filter instead of a policy and workflow. */
  readonly outboundIsFilterBased: boolean
  /** MIM only: id of the rule's metaverse object; the sync export names rules by it. */
  readonly metaverseObjectId: string
  readonly at: Provenance
}

export interface SyncRuleJoin {
  readonly connectorAttribute: string
  readonly metaverseAttribute: string
  readonly caseSensitive: boolean
  readonly at: Provenance
}

export interface SyncRuleFlow {
  /** A MIM rule may hold flows of both directions; the flow's root element decides. */
  readonly direction: 'inbound' | 'outbound'
  readonly target: string
  readonly kind: 'direct' | 'constant' | 'expression'
  readonly sources: readonly string[]
  readonly constant?: SensitiveValue
  readonly expression?: RuleExpression
  /** Initial value only (`execute-once`, `InitialFlow`). */
  readonly initialOnly: boolean
  /** MIM: `ExistenceTest`, must hold before the rule counts as applied. */
  readonly existenceTest: boolean
  readonly mergeType: 'update' | 'replace' | 'merge' | 'merge-case-insensitive' | 'unknown'
  readonly allowsNull?: boolean
  readonly at: Provenance
}
