import type { AttributeType } from './expression.js'
import type { Provenance } from './provenance.js'

/** Schema of a connector or of the metaverse: DSML of either dialect, with ids resolved to names. */
export interface DirectorySchema {
  readonly objectTypes: readonly SchemaObjectType[]
  readonly attributes: readonly SchemaAttribute[]
  readonly at: Provenance
}

export interface SchemaObjectType {
  readonly name: string
  readonly kind: 'structural' | 'auxiliary' | 'abstract' | 'unspecified'
  /** Name of the superior class, where one is declared and resolves. */
  readonly superior?: string
  /** Attributes bound directly (for AD: content rules of the class included), names resolved. */
  readonly attributes: readonly AttributeBinding[]
  /** Auxiliary classes whose attributes it also has (AD content rules). */
  readonly auxiliaries: readonly string[]
  readonly at: Provenance
}

export interface AttributeBinding {
  readonly name: string
  readonly required: boolean
  /** The attribute is (part of) the anchor of the object type, where the schema says so. */
  readonly anchor?: boolean
  /** `ImportOnly`, `ExportOnly` …, where the connector restricts the attribute. */
  readonly allowedOperation?: string
}

export interface SchemaAttribute {
  readonly name: string
  readonly type: AttributeType
  readonly multivalued: boolean
  /** Syntax OID as written. */
  readonly syntax: string
  readonly indexed: boolean
  readonly immutable: boolean
  readonly encrypted: boolean
  readonly exportOnly: boolean
  readonly readOnly: boolean
  /** Shortest and longest text (or smallest and greatest number) the connected system takes. */
  readonly rangeLower?: number
  readonly rangeUpper?: number
  readonly at: Provenance
}
