import type { Setting } from './connector.js'
import type { RuleExpression } from './expression.js'
import type { SensitiveValue } from './flow.js'
import type { Provenance } from './provenance.js'

/** Synchronization schema of a provisioning job in Entra ID: of an application, of Cloud Sync, of inbound provisioning. */
export interface ProvisioningSchema {
  /** As written, '' where the file states none. */
  readonly id: string
  readonly version: string
  /** Template or job the schema was found in, '' for a schema by itself. */
  readonly job: string
  readonly rules: readonly ProvisioningRule[]
  readonly directories: readonly ProvisioningDirectory[]
  readonly at: Provenance
}

/** One `synchronizationRule`: from one directory to another. */
export interface ProvisioningRule {
  readonly id: string
  readonly name: string
  readonly priority: number | undefined
  readonly editable: boolean | undefined
  readonly sourceDirectory: string
  readonly targetDirectory: string
  /** Organizational units in scope (`containerFilter`); empty = no restriction. */
  readonly includedContainers: readonly string[]
  /** Groups in scope (`groupFilter`); empty = no restriction. */
  readonly includedGroups: readonly string[]
  readonly objectMappings: readonly ObjectMapping[]
  readonly metadata: readonly Setting[]
  readonly at: Provenance
}

export interface ObjectMapping {
  readonly name: string
  readonly enabled: boolean
  /** `Add`, `Update`, `Delete`; empty for `None`. */
  readonly flowTypes: readonly string[]
  readonly sourceObject: string
  readonly targetObject: string
  /** OR of groups, AND inside a group; empty = everything of the type. */
  readonly scope: readonly ProvisioningScopeGroup[]
  readonly attributeMappings: readonly ProvisioningAttributeMapping[]
  readonly metadata: readonly Setting[]
  readonly at: Provenance
}

export interface ProvisioningScopeGroup {
  readonly name: string
  /** Which of the filter's lists it stands in; objects match in `groups`, the other two are the category and input filters. */
  readonly list: 'groups' | 'categoryFilterGroups' | 'inputFilterGroups'
  readonly clauses: readonly ProvisioningScopeClause[]
  readonly at: Provenance
}

export interface ProvisioningScopeClause {
  readonly attribute: string
  /** As written: `EQUALS`, `IS NOT NULL`, `REGEX MATCH` … */
  readonly operator: string
  readonly values: readonly string[]
  readonly at: Provenance
}

export interface ProvisioningAttributeMapping {
  readonly target: string
  readonly source: ProvisioningSource | undefined
  /** `Always`, `ObjectAddOnly` … as written. */
  readonly flowType: string
  /** `FlowWhenChanged`, `FlowAlways` as written. */
  readonly flowBehavior: string
  /** 0 = not used for matching; lower numbers are tried first. */
  readonly matchingPriority: number
  /** Absent where the schema has null. */
  readonly defaultValue?: SensitiveValue
  readonly exportMissingReferences: boolean | undefined
  readonly at: Provenance
}

/** Where a value comes from; functions nest. */
export interface ProvisioningSource {
  readonly kind: 'attribute' | 'constant' | 'function' | 'unknown'
  /** `type` as written. */
  readonly type: string
  /** Attribute or function; of a constant its value. */
  readonly name: SensitiveValue
  readonly expression?: RuleExpression
  readonly parameters: readonly { readonly name: string; readonly source: ProvisioningSource | undefined }[]
  readonly at: Provenance
}

export interface ProvisioningDirectory {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly readOnly: boolean | undefined
  readonly discoverable: boolean | undefined
  readonly discoveredAt: string
  readonly objects: readonly ProvisioningObjectType[]
  readonly metadata: readonly Setting[]
  readonly at: Provenance
}

export interface ProvisioningObjectType {
  readonly name: string
  readonly supportedApis: readonly string[]
  readonly attributes: readonly ProvisioningAttribute[]
  readonly metadata: readonly Setting[]
  readonly at: Provenance
}

export interface ProvisioningAttribute {
  readonly name: string
  /** `String`, `Reference`, `DateTime` … as written. */
  readonly type: string
  readonly required: boolean
  readonly anchor: boolean
  readonly multivalued: boolean
  readonly caseExact: boolean
  readonly mutability: string
  readonly defaultValue?: SensitiveValue
  readonly referencedObjects: readonly string[]
  /** Values the target takes over the API, where the schema lists any. */
  readonly apiExpressions: readonly Setting[]
  readonly metadata: readonly Setting[]
  readonly at: Provenance
}
