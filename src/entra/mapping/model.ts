import type { EntraPlace, Expression, TranslationVerdict } from '../../expression/index.js'
import type { ConnectorKind, Provenance } from '../../model/index.js'

/** How well the Entra mapping says what the flow does today, best first. */
export type MappingResult = TranslationVerdict

export const mappingResults = [
  'exact',
  'conditional',
  'approximate',
  'impossible',
] as const satisfies readonly MappingResult[]

/** Why a mapping is not exact, or what is worth knowing although it is. */
export interface MappingReason {
  readonly id: string
  readonly result: MappingResult
  readonly params: Readonly<Record<string, string>>
  /** One or two sentences in the customer's nouns. */
  readonly text: string
  /** What to do instead, '' when nothing is known. */
  readonly instead: string
}

/** One flow into a metaverse attribute. */
export interface Contribution {
  readonly connectorId: string
  readonly connector: string
  readonly objectType: string
  /** 1 = first in rank. */
  readonly rank: number
  /** The flow as a person would write it. */
  readonly rule: string
  readonly at: Provenance
}

/** A metaverse attribute on the way, with everything that feeds it. */
export interface PathStep {
  readonly attribute: string
  readonly precedence: 'ranked' | 'equal' | 'manual' | 'unknown'
  readonly contributions: readonly Contribution[]
}

/** A flow that sets the target attribute. */
export interface Delivery {
  /** The flow as a person would write it. */
  readonly rule: string
  /** Synchronization rule it belongs to, '' for a flow of the connector itself. */
  readonly ruleName: string
  readonly initialOnly: boolean
  /** A missing value clears the target; undefined where the export does not say. */
  readonly allowsNull: boolean | undefined
  readonly at: Provenance
}

/** How the target attribute gets its value today: source → rule → metaverse ← precedence → rule → target. */
export interface TodaysPath {
  /** In order of precedence. */
  readonly deliveries: readonly Delivery[]
  readonly steps: readonly PathStep[]
}

/** An attribute mapping of a provisioning job. */
export interface EntraMapping {
  readonly target: string
  readonly expression: Expression
  readonly text: string
  /** `ObjectAddOnly`: set once, when the object is made. */
  readonly flowType: 'Always' | 'ObjectAddOnly'
  /** Attributes of the job's source it reads. */
  readonly reads: readonly string[]
}

/** One target attribute, today and tomorrow. */
export interface MappingLine {
  /** Attribute of the connector that receives it today. */
  readonly target: string
  readonly today: TodaysPath
  /** What the job holds; undefined when it can or need not hold anything. */
  readonly mapping: EntraMapping | undefined
  /** The nearest that can be said where the result is `impossible`: to be decided on, never applied by itself. */
  readonly proposal: EntraMapping | undefined
  readonly result: MappingResult
  readonly reasons: readonly MappingReason[]
  readonly provenance: readonly Provenance[]
}

/** Name an attribute of the old source has in the source directory of the job. */
export interface SourceName {
  readonly attribute: string
  readonly name: string
  /** `custom`: has to be added to the job's schema, or to the directory. */
  readonly kind: 'standard' | 'custom'
}

export interface SystemName {
  readonly id: string
  readonly name: string
  readonly kind: ConnectorKind | 'entra'
  readonly objectType: string
}

/** All attributes of one target, fed by one source: what one provisioning job takes over. */
export interface MappingTable {
  /** Stable: scenario, source and target. */
  readonly id: string
  readonly scenario: string
  readonly title: string
  readonly source: SystemName
  readonly target: SystemName
  readonly place: EntraPlace
  readonly lines: readonly MappingLine[]
  /** Attributes the mappings read, by the name they have in the job. */
  readonly names: readonly SourceName[]
  readonly shares: Readonly<Record<MappingResult, number>>
}
