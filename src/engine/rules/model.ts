/** Compiled rules: closures over slots, made once. The pipeline walks nothing else. */

import type { Contributor, CsObject, MvObject } from '../core/objects.js'
import type { AttributeShape, Shape, Vocabulary } from '../core/shape.js'
import type { Produced, Unknown } from '../core/values.js'
import type { Blueprint, DeletionSpec, MaSpec, ProvisionScript } from './blueprint.js'
import type { ConnectRule } from './connect-model.js'
import type { Frame } from './frame.js'

export type Producer = (frame: Frame) => Produced
/** Unknown: something it reads is the result of a rule that could not run. */
export type Predicate = (frame: Frame) => boolean | Unknown

/** ResolveJoinSearch: the position of the chosen candidate, or undefined (SE-JOIN-6). */
export type JoinScript = (frame: Frame, candidates: readonly MvObject[]) => number | undefined

export type DeprovisionAction = 'disconnector' | 'explicit-disconnector' | 'delete'

export type Deprovision =
  | { readonly kind: 'declared'; readonly action: DeprovisionAction }
  | { readonly kind: 'scripted'; readonly decide: ((frame: Frame) => string | undefined) | undefined }

/** Everything that flows into one attribute of one metaverse type, in rank order. */
export interface AttributeRule {
  readonly name: string
  readonly slot: number
  readonly kind: AttributeShape
  readonly mode: 'ranked' | 'equal' | 'manual'
  readonly flows: readonly ImportFlow[]
  readonly ranks: ReadonlyMap<string, number>
}

export interface ImportFlow {
  readonly label: string
  readonly attribute: AttributeRule
  readonly contributor: Contributor
  readonly rank: number
  readonly csType: string
  readonly produce: Producer
  /** Slot of the DN values to translate, when the flow carries references. */
  readonly reference: number | undefined
  readonly sources: readonly number[]
  readonly readsDn: boolean
  /** Runs in a delta whatever changed: a script that declares no sources. */
  readonly always: boolean
  readonly scripted: boolean
  /** Scope of the inbound synchronization rule. */
  readonly scope: Predicate | undefined
}

export interface JoinCriterion {
  readonly name: string
  readonly mvType: string | undefined
  readonly pairs: readonly { readonly produce: Producer; readonly mvAttribute: string; readonly label: string }[]
  /** undefined: no resolution rule; missing: its code is not at hand. */
  readonly resolve: JoinScript | 'missing' | undefined
  readonly scope: Predicate | undefined
}

export interface ProjectionRule {
  readonly name: string
  readonly mvType: string | ((frame: Frame) => string | undefined) | undefined
  readonly when: Predicate | undefined
  readonly scope: Predicate | undefined
}

export interface ExportFlow {
  readonly label: string
  readonly target: string
  readonly slot: number
  readonly kind: AttributeShape
  readonly produce: Producer
  /** Metaverse slot whose references to translate. */
  readonly reference: number | undefined
  readonly sources: readonly number[]
  readonly always: boolean
  readonly allowNull: boolean
  readonly exportOnly: boolean
  /** Synchronization rule that has to be applied to the connector. */
  readonly rule: string | undefined
  /** The import flow of the same attribute back into the source (SE-EAF-3). */
  readonly overlap: ImportFlow | undefined
}

export interface OutboundRule {
  readonly name: string
  readonly ma: string
  readonly csType: string
  readonly applies: (mv: MvObject, frame: Frame) => boolean | Unknown
  readonly explain: ((frame: Frame) => string) | undefined
  readonly relationship: readonly { readonly csAttribute: string; readonly mvAttribute: string }[]
  readonly creates: boolean
  readonly disconnects: boolean
  readonly dependsOn: string | undefined
  /** The rule it depends on, where that one only imports. */
  readonly parent: { readonly ma: string; readonly csType: string; readonly scope: Predicate | undefined } | undefined
  readonly dn: Producer | undefined
  /** The DN flow is persistent: the object is renamed when its value changes. */
  readonly renames: boolean
  readonly initial: readonly ExportFlow[]
  readonly existence: readonly ExportFlow[]
}

export interface MaRules {
  readonly spec: MaSpec
  readonly exportOnly: ReadonlySet<string>
  readonly objectTypes: ReadonlySet<string> | undefined
  readonly parameters: ReadonlyMap<string, string>
  readonly imports: ReadonlyMap<string, readonly ImportFlow[]>
  readonly joins: ReadonlyMap<string, readonly JoinCriterion[]>
  readonly projections: ReadonlyMap<string, readonly ProjectionRule[]>
  readonly exports: ReadonlyMap<string, readonly ExportFlow[]>
  /** CS attributes that outbound rules search, by object type. */
  readonly indexed: ReadonlyMap<string, readonly string[]>
}

export interface Rules {
  readonly product: 'mim' | 'connect'
  readonly blueprint: Blueprint
  readonly vocabulary: Vocabulary
  readonly mas: ReadonlyMap<string, MaRules>
  /** By metaverse type, then slot. */
  readonly attributes: ReadonlyMap<string, readonly (AttributeRule | undefined)[]>
  readonly deletion: Readonly<Record<string, DeletionSpec>>
  readonly provision: ProvisionScript | undefined
  /** Metaverse attributes that joins search. */
  readonly joined: ReadonlySet<string>
  /** By metaverse type, parents before dependents (SE-SR-12). */
  readonly outbound: ReadonlyMap<string, readonly OutboundRule[]>
  readonly connectInbound: ReadonlyMap<string, readonly ConnectRule[]>
  readonly connectOutbound: ReadonlyMap<string, readonly ConnectRule[]>
}

/** Key of rules that belong to a CS type and a metaverse type. */
export function pairKey(csType: string, mvType: string): string {
  return `${csType}\u0000${mvType}`
}

export function importFlowsOf(rules: Rules, cs: CsObject, shape: Shape): readonly ImportFlow[] {
  return rules.mas.get(cs.space.name)?.imports.get(pairKey(cs.shape.type, shape.type)) ?? []
}

/** The contributor's rank under the rules in force; a flow that is gone ranks last. */
export function rankOf(rule: AttributeRule, contributor: Contributor): number {
  return rule.ranks.get(contributor.key) ?? Number.POSITIVE_INFINITY
}

export function attributeRule(rules: Rules, mv: MvObject, slot: number): AttributeRule | undefined {
  return rules.attributes.get(mv.type)?.[slot]
}
