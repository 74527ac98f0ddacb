/** The scenario notation as types: what a file may hold. Values of JSON are checked where they are used. */

export type JsonScalar = string | number | boolean
export type JsonRecordValue = JsonScalar | readonly JsonScalar[] | null

export interface ScenarioRecord {
  readonly $anchor: string | null
  readonly $type?: string
  readonly $dn?: string
  readonly [attribute: string]: JsonRecordValue | undefined
}

export type Condition = readonly [string, string, (JsonScalar | readonly JsonScalar[] | null)?]

export interface FlowSource {
  readonly src?: string
  readonly const?: JsonRecordValue
  readonly expr?: string
  readonly dnPart?: number
}

export interface MvFlow extends FlowSource {
  readonly ma: string
  readonly cs: string
  readonly sr?: string
}

export type MvFlows =
  | readonly (string | MvFlow)[]
  | { readonly mode: string; readonly from: readonly (string | MvFlow)[] }

export interface TargetFlow extends FlowSource {
  readonly to: string
  readonly allowNull?: boolean
  readonly merge?: string
  readonly once?: boolean
}

export interface ExportNotation extends TargetFlow {
  readonly cs: string
  readonly mv: string
}

export interface JoinNotation {
  readonly mv?: string
  readonly on: readonly (readonly [string, string])[]
  readonly resolve?: string
}

export type Types = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface MaNotation {
  readonly types?: Types
  readonly objectTypes?: readonly string[]
  readonly containers?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] }
  readonly hierarchical?: boolean
  readonly filter?: Readonly<Record<string, readonly (readonly Condition[])[] | string>>
  readonly join?: Readonly<Record<string, readonly JoinNotation[]>>
  readonly project?: Readonly<Record<string, string | { readonly mv: string; readonly when?: string }>>
  readonly export?: readonly ExportNotation[]
  readonly deprovision?: string | { readonly expr: string }
  readonly recall?: boolean
  readonly confirm?: string
  readonly exportOnly?: readonly string[]
  readonly exportDeletionThreshold?: number
  readonly cloud?: boolean
  readonly params?: Readonly<Record<string, string>>
  readonly newAnchor?: string
  readonly onCreate?: Readonly<Record<string, JsonScalar>>
}

export interface ScriptEntry {
  readonly mv: string
  readonly ma: string
  readonly cs: string
  readonly when: string
  readonly dn: string
  readonly initial?: Readonly<Record<string, string>>
  readonly rename?: boolean
  readonly else?: string
}

export interface SyncRuleNotation {
  readonly name: string
  readonly dir: 'in' | 'out' | 'both'
  readonly ma: string
  readonly cs: string
  readonly mv: string
  readonly prec?: number
  readonly disabled?: boolean
  readonly scope?: readonly Condition[]
  readonly outScope?: readonly Condition[]
  readonly join?: readonly (readonly [string, string])[]
  readonly createMv?: boolean
  readonly trigger?: string
  readonly rel?: readonly (readonly [string, string])[]
  readonly createCs?: boolean
  readonly disconnect?: boolean
  readonly dependsOn?: string
  readonly initial?: readonly TargetFlow[]
  readonly persistent?: readonly TargetFlow[]
  readonly existence?: readonly TargetFlow[]
}

export interface ConnectRuleNotation {
  readonly name: string
  readonly dir: 'in' | 'out'
  readonly conn: string
  readonly cs: string
  readonly mv: string
  readonly link: string
  readonly prec: number
  readonly disabled?: boolean
  readonly scope?: readonly (readonly Condition[])[]
  readonly join?: readonly (readonly (readonly string[])[])[]
  readonly flows?: readonly TargetFlow[]
}

export interface DeletionNotation {
  readonly type: string
  readonly ignore?: readonly string[]
  readonly mas?: readonly string[]
  readonly when?: string
}

export interface ConfigNotation {
  readonly engine: 'mim' | 'aadc'
  readonly mv?: {
    readonly types?: Types
    readonly flows?: Readonly<Record<string, Readonly<Record<string, MvFlows>>>>
    readonly deletion?: Readonly<Record<string, DeletionNotation>>
    readonly provisioning?: string
    readonly script?: readonly ScriptEntry[]
  }
  readonly mas?: Readonly<Record<string, MaNotation>>
  readonly syncRules?: readonly SyncRuleNotation[]
  readonly rules?: readonly ConnectRuleNotation[]
}

export interface StepExpectation {
  readonly status?: string
  readonly counters?: Readonly<Record<string, number>>
  readonly outbound?: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly errors?: readonly { readonly object?: string; readonly ma?: string; readonly code: string }[]
  readonly statuses?: readonly string[] | Readonly<Record<string, string>>
}

export interface PreviewExpectation {
  readonly link?: string
  readonly error?: string | null
  readonly importFlows?: Readonly<Record<string, string>>
  readonly mvChanges?: Readonly<Record<string, unknown>>
  readonly provisioning?: readonly { readonly ma: string; readonly action: string; readonly dn: string }[]
  readonly exports?: Readonly<
    Record<string, Readonly<Record<string, { op: string; attrs?: Readonly<Record<string, unknown>>; newDn?: string }>>>
  >
}

export interface StepNotation {
  readonly state?: StateNotation
  readonly run?: string
  readonly step?: string
  readonly threshold?: { readonly delete?: number }
  readonly profile?: string
  readonly steps?: readonly string[]
  readonly cycle?: 'initial' | 'delta'
  readonly staging?: boolean
  readonly cd?: string
  readonly add?: ScenarioRecord
  readonly set?: ScenarioRecord
  readonly del?: string
  readonly config?: unknown
  readonly fault?: { readonly ma: string; readonly key: string; readonly error: string }
  readonly clearFaults?: string
  readonly joiner?: {
    readonly op: string
    readonly ma: string
    readonly key: string
    readonly to?: string
    readonly type?: string
  }
  readonly preview?: {
    readonly ma: string
    readonly key: string
    readonly mode: 'full' | 'delta'
    readonly commit?: boolean
  }
  readonly expect?: StepExpectation & PreviewExpectation
}

export interface MvExpectation {
  readonly links: readonly string[]
  readonly type?: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly partial?: boolean
  readonly from?: Readonly<Record<string, string>>
  readonly detected?: readonly string[]
}

export type CsExpectation = Readonly<Record<string, unknown>>

export interface StateNotation {
  readonly mv?: readonly MvExpectation[]
  readonly cs?: Readonly<Record<string, Readonly<Record<string, CsExpectation>>>>
  readonly cd?: Readonly<Record<string, readonly ScenarioRecord[]>>
}

export interface Scenario {
  readonly id: string
  readonly title?: string
  readonly statements?: readonly string[]
  readonly base: string
  readonly config?: unknown
  readonly cd?: Readonly<Record<string, readonly ScenarioRecord[]>>
  readonly steps: readonly StepNotation[]
  readonly expect?: StateNotation
}

export interface ScenarioFile {
  readonly format: string
  readonly bases: Readonly<Record<string, ConfigNotation>>
  readonly scenarios: readonly Scenario[]
}

/** JSON merge patch (RFC 7386). */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else result[key] = mergePatch(result[key], value)
  }
  return result
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
