import type { Provenance } from './provenance.js'

/** A file of source code of a rules extension or connector, read as evidence of what the export only names. */
export interface ExtensionSource {
  readonly language: 'csharp' | 'vb'
  /** `full`: parsed with a grammar; `outline`: entry points and rule names only. */
  readonly depth: 'full' | 'outline'
  /** Assembly the project beside it builds, without `.dll`; absent when no project or assembly title says so. */
  readonly assembly?: string
  readonly namespaces: readonly string[]
  readonly classes: readonly ExtensionClass[]
  /** Every outside system the file touches, also in code no entry point was seen to call. */
  readonly outside: readonly OutsideCall[]
  /** Lines the parser could not make sense of. */
  readonly unreadable: readonly LineRange[]
  readonly at: Provenance
}

export interface LineRange {
  /** 1-based, both inclusive. */
  readonly from: number
  readonly to: number
}

/** A class that the synchronization engine calls. */
export interface ExtensionClass {
  readonly name: string
  /** Interfaces of the engine it implements (`IMASynchronization` …), as written or told by its methods. */
  readonly interfaces: readonly ExtensionInterface[]
  readonly entryPoints: readonly ExtensionEntryPoint[]
  readonly at: Provenance
}

export type ExtensionInterface =
  | 'IMASynchronization'
  | 'IMVSynchronization'
  | 'IMAPasswordManagement'
  | 'IMAExtensible'
  | 'IMAExtensible2'

/** A method the engine calls. */
export interface ExtensionEntryPoint {
  /** Name of the interface method (`MapAttributesForImport` …). */
  readonly method: string
  readonly interface: ExtensionInterface
  /** false: it is empty or does nothing but say that it is not implemented. */
  readonly implemented: boolean
  /** Branches by the rule name the engine hands over; empty when the method does the same for every name. */
  readonly rules: readonly ExtensionRule[]
  /** What it does outside the named branches, helper methods included. */
  readonly facts: CodeFacts
  readonly lines: LineRange
  readonly at: Provenance
}

/** The code of one flow rule, join rule or join resolution. */
export interface ExtensionRule {
  readonly name: string
  /** How the code tests the name: the whole of it, or a part. */
  readonly match: 'exact' | 'prefix' | 'suffix' | 'contains'
  /** The comparison takes no notice of upper and lower case. */
  readonly ignoresCase: boolean
  readonly facts: CodeFacts
  readonly lines: LineRange
  readonly at: Provenance
}

/** What a piece of code does, as far as its text tells. Each list is in the order of the code, without repetition. */
export interface CodeFacts {
  readonly reads: readonly AttributeUse[]
  readonly writes: readonly AttributeUse[]
  readonly provisions: readonly ProvisionCall[]
  readonly outside: readonly OutsideCall[]
  readonly throws: readonly ThrownException[]
  /** Decisions handed back to the engine: metaverse types of a projection, `DeprovisionAction` and the like. */
  readonly outcomes: readonly CodeOutcome[]
  /** Names of helper methods that were followed. */
  readonly helpers: readonly string[]
}

export interface AttributeUse {
  readonly side: 'connector' | 'metaverse'
  /** Name of the attribute; `[dn]`, `[object-type]` … for what is no attribute of the schema. */
  readonly attribute: string
  readonly at: Provenance
}

/** `ConnectedMAs["AD"].Connectors.StartNewConnector("user")` and what is done with the new connector. */
export interface ProvisionCall {
  /** Name of the management agent; undefined when the code works it out at run time. */
  readonly connector: string | undefined
  readonly objectType: string | undefined
  /** The expression that makes the DN, as written, secrets taken out; undefined when none was seen. */
  readonly dn: string | undefined
  /** Attributes set before the connector is committed. */
  readonly initialAttributes: readonly string[]
  /** A password is set on the new object; its text never leaves the reader. */
  readonly setsPassword: boolean
  /** The password stands in the code as a constant. */
  readonly passwordInCode: boolean
  readonly committed: boolean
  readonly at: Provenance
}

export type OutsideSystem =
  | 'directory'
  | 'sql'
  | 'files'
  | 'web'
  | 'mail'
  | 'registry'
  | 'process'
  | 'powershell'
  | 'wmi'
  | 'event-log'
  | 'metaverse-search'
  | 'mim-service'

/** Code that leaves the objects the engine hands over. */
export interface OutsideCall {
  readonly system: OutsideSystem
  /** Class or method that tells, for example `SqlConnection`. */
  readonly by: string
  readonly at: Provenance
}

export interface ThrownException {
  /** Class name without namespace, for example `DeclineMappingException`. */
  readonly exception: string
  readonly at: Provenance
}

export interface CodeOutcome {
  readonly kind: 'metaverse-type' | 'deprovision-action' | 'deprovision'
  readonly text: string
  readonly at: Provenance
}
