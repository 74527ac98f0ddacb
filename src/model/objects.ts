import type { Provenance } from './provenance.js'

/** A value that points at another object: by DN in a connector space, by GUID in the metaverse. */
export interface ObjectReference {
  readonly kind: 'reference'
  /** DN as written; the GUID of the object when it stands in the metaverse. */
  readonly dn: string
  /** Anchor of the object referred to as written (base64), where the export gives it. */
  readonly anchor?: string
}

/**
 * One value of an attribute. An integer is a `number` while a double holds it exactly and a `bigint` beyond that. Text
 * is never trimmed and never converted unless its type is known.
 */
export type ObjectValue = string | number | bigint | boolean | Uint8Array | ObjectReference

export type ObjectValueType = 'string' | 'integer' | 'boolean' | 'binary' | 'reference'

/** All values of one attribute. An attribute without values is not there. */
export interface ObjectAttribute {
  readonly name: string
  readonly type: ObjectValueType
  readonly multivalued: boolean
  readonly values: readonly ObjectValue[]
}

/** One image of a connector space object. */
export interface Hologram {
  readonly dn: string
  /** As written (base64), '' when the connected system has not given one. */
  readonly anchor: string
  readonly parentAnchor: string
  /** `primary-objectclass`, '' when not written. */
  readonly objectType: string
  /** Every object class, most general first as written. */
  readonly objectClasses: readonly string[]
  readonly attributes: readonly ObjectAttribute[]
}

/** The scalar fields of an object say `modify` for what a delta calls `update`; both are `update` here. */
export type DeltaOperation = 'none' | 'add' | 'replace' | 'update' | 'delete' | 'obsolete' | 'delete-add' | 'unknown'

/** Change of one attribute. `update` changes single values, the others all of them. */
export interface AttributeChange {
  readonly name: string
  readonly type: ObjectValueType
  readonly multivalued: boolean
  readonly operation: 'add' | 'replace' | 'update' | 'delete' | 'unknown'
  readonly values: readonly ValueChange[]
}

export interface ValueChange {
  readonly operation: 'add' | 'delete'
  readonly value: ObjectValue
}

/** What shall become of an object: the hologram it belongs to, changed by this, is the result. */
export interface ObjectDelta {
  readonly operation: DeltaOperation
  /** Operation as written, where this tool does not know it. */
  readonly raw: string
  readonly dn: string
  /** DN after a rename, '' when the object keeps its own. */
  readonly newDn: string
  readonly anchor: string
  readonly objectType: string
  readonly objectClasses: readonly string[]
  readonly attributes: readonly AttributeChange[]
}

/**
 * Link and state together, in the words of the product: an explicit state was set by a person or by deprovisioning, a
 * filtered disconnector is kept out by the connector filter, a placeholder stands for a DN that was never imported.
 * `unknown`: the export was made without these parts.
 */
export type ConnectorState =
  | 'connector'
  | 'explicit-connector'
  | 'disconnector'
  | 'explicit-disconnector'
  | 'filtered-disconnector'
  | 'placeholder'
  | 'unknown'

/** Where a link or a value comes from. */
export interface Lineage {
  /** Rule, normalised; see `mms_lineage_cross_reference`. */
  readonly id: string
  /** `projected`, `joined` … as written, '' when not stated. */
  readonly type: string
  readonly time: string
}

/** An object of a connector space, as `csexport` writes it. Which parts are there depends on how it was called. */
export interface ConnectorSpaceObject {
  /** Normalised GUID. */
  readonly id: string
  readonly dn: string
  readonly objectType: string
  /** As written (base64), from the most recent image that has one; '' when none has. */
  readonly anchor: string
  /** Not yet named by the connected system: the DN is made up. */
  readonly transient: boolean
  readonly state: ConnectorState
  /** `connector` and `connector-state` as written. */
  readonly isConnector: boolean | undefined
  readonly connectorState: string
  readonly connectorId: string
  readonly connectorName: string
  readonly partitionId: string
  readonly partitionName: string
  readonly link?: Lineage & { readonly metaverseObjectId: string }
  /** What is pending, as the object's own fields state it. */
  readonly importOperation: DeltaOperation
  readonly exportOperation: DeltaOperation
  /** Names of the flags that are set: `seen-by-import`, `ref-retry`, `obsoletion` … */
  readonly flags: readonly string[]
  readonly holograms: {
    /** What was synchronized last. */
    readonly synchronized?: Hologram
    readonly pendingImport?: Hologram
    readonly unappliedExport?: Hologram
    readonly escrowedExport?: Hologram
    readonly unconfirmedExport?: Hologram
  }
  readonly deltas: {
    readonly pendingImport?: ObjectDelta
    /** Waits to be exported. */
    readonly unappliedExport?: ObjectDelta
    /** Was sent; whether it arrived is not known. */
    readonly escrowedExport?: ObjectDelta
    /** Was exported; no import has confirmed it. */
    readonly unconfirmedExport?: ObjectDelta
  }
  readonly at: Provenance
}

export interface MetaverseValue {
  readonly value: ObjectValue
  readonly lineage: Lineage
  /** Connector the value came from, normalised; '' when not stated. */
  readonly connectorId: string
}

export interface MetaverseAttribute {
  readonly name: string
  readonly type: ObjectValueType
  readonly multivalued: boolean
  readonly values: readonly MetaverseValue[]
}

/** An object of the metaverse, as a search shows it. */
export interface MetaverseObject {
  /** Normalised GUID. */
  readonly id: string
  readonly objectType: string
  readonly attributes: readonly MetaverseAttribute[]
  readonly links: readonly {
    readonly connectorObjectId: string
    readonly dn: string
    readonly connectorId: string
    readonly connectorName: string
    readonly lineage: Lineage
  }[]
  readonly at: Provenance
}

/** A change in a drop or audit file: what one import delivered or one export sent. */
export interface DropFileChange {
  /** `full-import`, `delta-import`, `export` as written in the file's head. */
  readonly stepType: string
  readonly delta: ObjectDelta
  readonly at: Provenance
}

/** An object of a connected system as a flat file holds it: a row, a record, an entry. */
export interface ObjectRecord {
  /** Values of the anchor attributes joined with `+`; '' when the connector names none or a value is missing. */
  readonly anchor: string
  /** '' for files that name objects by their anchor only. */
  readonly dn: string
  readonly objectType: string
  /** `none` for a plain state; files with changes state what each record is. */
  readonly operation: DeltaOperation
  /** DN after a rename (LDIF `modrdn`), '' otherwise. */
  readonly newDn: string
  readonly attributes: readonly ObjectAttribute[]
  /** LDIF `modify` only: values one by one. */
  readonly changes?: readonly AttributeChange[]
  readonly at: Provenance
}

export type ObjectSourceKind =
  | 'connector-space'
  | 'metaverse'
  | 'drop-file'
  | 'delimited-file'
  | 'fixed-width-file'
  | 'avp-file'
  | 'ldif-file'

export interface NamedCount {
  readonly name: string
  readonly count: number
}

/** Attribute as it occurs in the objects of one type. */
export interface ObjectAttributeUse {
  readonly objectType: string
  readonly name: string
  readonly type: ObjectValueType
  readonly objects: number
  readonly values: number
  /** First object that has it. */
  readonly at: Provenance
}

/** What a file of objects holds, in numbers. The objects themselves are read again when they are needed. */
export interface ObjectSource {
  readonly kind: ObjectSourceKind
  readonly file: string
  /** Connector the objects belong to: one of the Estate, or what the file states; '' when neither is known. */
  readonly connectorId: string
  readonly connectorName: string
  readonly objects: number
  /** Each list sorted by name. */
  readonly byObjectType: readonly NamedCount[]
  readonly byConnectorState: readonly NamedCount[]
  /** By operation; objects without any are not counted. */
  readonly pendingImports: readonly NamedCount[]
  /** Waiting to be exported. */
  readonly pendingExports: readonly NamedCount[]
  /** Exported and not confirmed, or with unknown outcome. */
  readonly unconfirmedExports: readonly NamedCount[]
  readonly attributes: readonly ObjectAttributeUse[]
  /** Those of `attributes` that the connector's schema does not have; empty when the connector is not known. */
  readonly outsideSchema: readonly ObjectAttributeUse[]
  /** The file broke off or was damaged: more objects may belong to it. */
  readonly truncated: boolean
  readonly at: Provenance
}

/** One step of a run, summarised. */
export interface RunStepSummary {
  readonly number: number
  /** Step type and sub-types as written, for example `full-import to-cs`. */
  readonly type: string
  readonly partition: string
  /** `success`, `completed-…`, `stopped-…` as written. */
  readonly result: string
  readonly startedAt: string
  readonly endedAt: string
  /** Counters other than 0, by name; those of outbound flows carry the connector: `provisioned-add-flow → AD`. */
  readonly counters: readonly NamedCount[]
  /** Errors by kind: `sync-error`, `export-error` … with their types. */
  readonly errors: readonly NamedCount[]
}

/** One run of a run profile, from the run history. */
export interface RunSummary {
  readonly connectorId: string
  readonly connectorName: string
  readonly profile: string
  readonly number: number
  /** Account that started the run. */
  readonly account: string
  readonly steps: readonly RunStepSummary[]
  readonly at: Provenance
}
