import type { ScopeCondition } from './connector.js'
import type { RuleExpression } from './expression.js'
import type { Provenance } from './provenance.js'

/** Source attribute of a mapping; `intrinsic` ones (dn, object-id, object-type …) are not in the schema. */
export interface SourceAttribute {
  readonly name: string
  readonly intrinsic: boolean
}

/** A value that may be a secret: `value` is undefined when the reader redacted it. */
export interface SensitiveValue {
  readonly value: string | undefined
  readonly redacted: boolean
}

/** How a flow makes its value. One of the five mapping kinds of the engine, or what a newer version wrote. */
export type FlowMapping =
  | { readonly kind: 'direct'; readonly source: SourceAttribute }
  | { readonly kind: 'constant'; readonly constant: SensitiveValue }
  | { readonly kind: 'dn-part'; readonly part: number }
  | { readonly kind: 'scripted'; readonly ruleName: string; readonly sources: readonly SourceAttribute[] }
  | SyncRuleMapping
  | { readonly kind: 'unknown'; readonly element: string; readonly raw: string }

/** A mapping that a declarative synchronization rule of the MIM Service put into the sync engine. */
export interface SyncRuleMapping {
  readonly kind: 'sync-rule'
  readonly form: 'direct' | 'constant' | 'expression' | 'unknown'
  readonly ruleId: string
  readonly mappingId: string
  readonly initialOnly: boolean
  readonly existenceTest: boolean
  readonly sources: readonly SourceAttribute[]
  /** Only for form `constant`. */
  readonly constant?: SensitiveValue
  /** Only for form `expression`. */
  readonly expression?: RuleExpression
  /** `allows-null` of the embedded flow, where written. */
  readonly allowsNull?: boolean
  /** Scope of the embedded flow (precedence of reference attributes), where it has conditions. */
  readonly scope?: readonly ScopeCondition[]
}

/** Connector space → metaverse. Its rank is its position in `ImportFlowGroup.flows`. */
export interface ImportFlow {
  readonly id: string
  /** Normalised id of the contributing connector; it may not exist any more. */
  readonly connectorId: string
  readonly sourceObjectType: string
  readonly mapping: FlowMapping
  readonly at: Provenance
}

/** All flows into one metaverse attribute of one object type, in order of precedence. */
export interface ImportFlowGroup {
  readonly objectType: string
  readonly attribute: string
  /** `ranked`: first value wins; `equal`: last writer wins; `manual`: the extension decides. */
  readonly precedence: 'ranked' | 'equal' | 'manual' | 'unknown'
  readonly flows: readonly ImportFlow[]
  readonly at: Provenance
}

/** Metaverse → connector space. */
export interface ExportFlow {
  readonly id: string
  readonly targetAttribute: string
  readonly mapping: FlowMapping
  /** true: a missing metaverse value does not delete the target's value ("Allow nulls" is off). */
  readonly suppressDeletions: boolean | undefined
  readonly at: Provenance
}

export interface ExportFlowSet {
  readonly connectorObjectType: string
  readonly metaverseObjectType: string
  readonly flows: readonly ExportFlow[]
  readonly at: Provenance
}
