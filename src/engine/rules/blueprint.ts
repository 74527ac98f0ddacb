/**
 * A configuration as the engine compiles it: plain data, the same whether it was read from an export or from a scenario
 * file. Scripts are functions already; one that is not at hand is undefined and its results are unknown.
 */

import type { CompiledExpression } from '../../expression/index.js'
import type { MvObject } from '../core/objects.js'
import type { AttributeKind, AttributeShape } from '../core/shape.js'
import type { Stored } from '../core/values.js'
import type { ConnectRuleSpec } from './connect-blueprint.js'
import type { Frame } from './frame.js'
import type { Deprovision, JoinScript, Predicate, Producer } from './model.js'
import type { ProvisioningOperations } from './provisioning.js'

export type TypeSpec = Readonly<Record<string, Readonly<Record<string, AttributeShape>>>>

export type SourceSpec =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: Stored | undefined }
  | { readonly kind: 'expression'; readonly expression: CompiledExpression; readonly reads: readonly string[] }
  | { readonly kind: 'dn-part'; readonly part: number }
  | {
      readonly kind: 'scripted'
      readonly name: string
      /** Declared source attributes; none: the flow runs whenever anything changed. */
      readonly sources: readonly string[]
      readonly run: Producer | undefined
      /** Whether a delta runs it whatever changed; without it, when it declares no sources. */
      readonly always?: boolean | undefined
    }
  | { readonly kind: 'unknown'; readonly why: string }

/** Import attribute flow of one source into one metaverse attribute. */
export interface ImportFlowSpec {
  readonly ma: string
  readonly csType: string
  readonly source: SourceSpec
  /** Stable name of the flow inside its attribute. */
  readonly key: string
  /** Inbound synchronization rule it belongs to. */
  readonly syncRule?: string | undefined
  /** Scope of that rule, where the flow carries it itself. */
  readonly scope?: Predicate | undefined
}

export interface AttributeRuleSpec {
  readonly mvType: string
  readonly attribute: string
  readonly mode: 'ranked' | 'equal' | 'manual'
  /** First = highest rank. */
  readonly flows: readonly ImportFlowSpec[]
}

export type DeletionSpec =
  | { readonly kind: 'last'; readonly ignore: readonly string[] }
  | { readonly kind: 'any'; readonly mas: readonly string[] }
  | { readonly kind: 'scripted'; readonly decide: Predicate | undefined }
  | { readonly kind: 'unknown' }

export interface JoinSpec {
  readonly name: string
  /** undefined: any type. */
  readonly mvType: string | undefined
  readonly pairs: readonly { readonly source: SourceSpec; readonly mvAttribute: string }[]
  readonly resolution: { readonly kind: 'none' } | { readonly kind: 'scripted'; readonly run: JoinScript | undefined }
  readonly syncRule?: string | undefined
  readonly scope?: Predicate | undefined
}

export interface ProjectionSpec {
  readonly name: string
  /** The type, or a script that names it (undefined result: not projected). */
  readonly mvType: string | ((frame: Frame) => string | undefined) | undefined
  readonly when?: Predicate | undefined
  readonly syncRule?: string | undefined
  readonly scope?: Predicate | undefined
}

export interface ExportFlowSpec {
  readonly csType: string
  readonly mvType: string
  readonly target: string
  readonly source: SourceSpec
  readonly allowNull: boolean
}

export interface MaSpec {
  readonly name: string
  readonly types: TypeSpec
  readonly objectTypes: readonly string[] | undefined
  readonly containers: { readonly include: readonly string[]; readonly exclude: readonly string[] } | undefined
  readonly hierarchical: boolean
  /** Attributes whose values name an object, for a system whose objects have no DN of their own. */
  readonly namedBy?: readonly string[] | undefined
  /** By object type; undefined result = unknown because the script is not at hand. */
  readonly filters: Readonly<Record<string, FilterSpec>>
  readonly joins: Readonly<Record<string, readonly JoinSpec[]>>
  readonly projections: Readonly<Record<string, readonly ProjectionSpec[]>>
  readonly exports: readonly ExportFlowSpec[]
  readonly deprovision: Deprovision
  readonly recall: boolean
  readonly immediateConfirm: boolean
  readonly exportOnly: readonly string[]
  readonly exportDeletionThreshold: number | undefined
  readonly cloud: boolean
  readonly parameters: Readonly<Record<string, string>>
  readonly runProfiles: readonly RunProfileSpec[]
}

/** A connector filter: parts are alternatives, one that is met leaves the object out (SE-FILTER-1). */
export interface FilterSpec {
  readonly parts: readonly FilterPart[]
}

export interface FilterPart {
  readonly label: string
  readonly test: Predicate
}

/** Step kinds of SE-RUN-1. */
export type StepKind = 'FI' | 'DI' | 'FS' | 'DS' | 'EX' | 'FI+DS' | 'DI+DS' | 'FI+FS'

/** What one step of a run profile covers of its connected system (SE-RUN-2). */
export interface PartitionSpec {
  /** Objects lie below it; '' for a system without a tree. */
  readonly dn: string
  readonly objectTypes: readonly string[]
  readonly containers: { readonly include: readonly string[]; readonly exclude: readonly string[] } | undefined
}

export interface RunStepSpec {
  readonly kind: StepKind
  /** undefined: everything the agent reads. */
  readonly partition?: PartitionSpec | undefined
  readonly deletionLimit?: number | undefined
  readonly objectLimit?: number | undefined
}

export interface RunProfileSpec {
  readonly name: string
  readonly steps: readonly RunStepSpec[]
}

export interface SyncRuleFlowSpec {
  readonly target: string
  readonly source: SourceSpec
  readonly allowNull: boolean
}

/** A declarative rule of MIM. The inbound half holds scope only: joins, projections and flows name the rule. */
export interface SyncRuleSpec {
  readonly name: string
  readonly ma: string
  readonly csType: string
  readonly mvType: string
  readonly precedence: number
  readonly disabled: boolean
  readonly inboundScope: Predicate | undefined
  readonly outbound: OutboundSpec | undefined
}

export interface OutboundSpec {
  /** undefined result of `applies` never occurs; a policy-based rule reads its expected rule entries. */
  readonly applies: (mv: MvObject, frame: Frame) => ReturnType<Predicate>
  /** Why it does not apply, for a preview. */
  readonly explain?: (frame: Frame) => string
  readonly relationship: readonly { readonly csAttribute: string; readonly mvAttribute: string }[]
  readonly creates: boolean
  readonly disconnects: boolean
  readonly dependsOn: string | undefined
  readonly initial: readonly SyncRuleFlowSpec[]
  readonly persistent: readonly SyncRuleFlowSpec[]
  readonly existence: readonly SyncRuleFlowSpec[]
}

export interface ExtensionFailure {
  readonly code: string
  readonly message: string
}

/** An extension as a whole: loaded before a synchronization, unloaded after it. */
export interface ExtensionLifecycle {
  /** Its agent; '' for the metaverse's. */
  readonly ma: string
  initialize(operations: ProvisioningOperations): ExtensionFailure | undefined
  terminate(): ExtensionFailure | undefined
}

/** What `provision` of the metaverse extension does, with the operations it may call. */
export type ProvisionScript = (mv: MvObject, operations: ProvisioningOperations) => void

export interface Blueprint {
  readonly product: 'mim' | 'connect'
  readonly mvTypes: TypeSpec
  readonly flows: readonly AttributeRuleSpec[]
  readonly deletion: Readonly<Record<string, DeletionSpec>>
  readonly provisioning: 'none' | 'scripted' | 'sync-rule' | 'both'
  /** undefined with scripted provisioning: the code is not at hand. */
  readonly provision: ProvisionScript | undefined
  readonly extensions?: readonly ExtensionLifecycle[]
  readonly mas: readonly MaSpec[]
  readonly syncRules: readonly SyncRuleSpec[]
  readonly connectRules: readonly ConnectRuleSpec[]
  /** Flows that could not be taken over, and why. */
  readonly leftOut?: readonly { readonly ma: string; readonly rule: string; readonly why: string }[]
  /** What could not be taken over from the export, a sentence each. */
  readonly remarks: readonly string[]
}

export type { AttributeKind, AttributeShape }
