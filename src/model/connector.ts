import type { ExportFlowSet, SensitiveValue, SourceAttribute } from './flow.js'
import type { Provenance } from './provenance.js'
import type { RunProfile } from './run-profile.js'
import type { DirectorySchema } from './schema.js'

/**
 * What a connector connects to, decided from category, subtype and connector DLL, never from its name.
 * `unknown` is a category never seen before: the connector is still modelled.
 */
export type ConnectorKind =
  | 'active-directory'
  | 'active-directory-gal'
  | 'ad-lds'
  | 'mim-service'
  | 'sql-server'
  | 'oracle'
  | 'db2'
  | 'delimited-file'
  | 'fixed-width-file'
  | 'avp-file'
  | 'ldif-file'
  | 'dsml-file'
  | 'sun-directory'
  | 'novell-edirectory'
  | 'ibm-directory'
  | 'entra-id'
  | 'powershell'
  | 'generic-sql'
  | 'generic-ldap'
  | 'web-services'
  | 'lotus-domino'
  | 'microsoft-graph'
  | 'sharepoint-profiles'
  | 'generic-csv'
  | 'certificate-management'
  | 'ecma1'
  | 'ecma2-other'
  | 'unknown'

/** A management agent (MIM) or connector (Entra Connect): one connected system with its rules. */
export interface Connector {
  /** GUID, lower case, without braces. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly kind: ConnectorKind
  /** `category` and `subtype` as written. */
  readonly category: string
  readonly subtype: string
  readonly company: string
  readonly listName: string
  readonly version: string
  readonly createdAt: string
  readonly modifiedAt: string
  readonly schema: DirectorySchema
  readonly selectedAttributes: readonly string[]
  readonly filters: readonly ConnectorFilter[]
  readonly joins: readonly JoinProfile[]
  readonly projections: readonly Projection[]
  readonly exportFlows: readonly ExportFlowSet[]
  /** Absent in Entra Connect exports. */
  readonly deprovisioning?: Deprovisioning
  readonly extension?: RulesExtension
  /** Exchange provisioning of AD connectors (`cd-extension`). */
  readonly exchangeProvisioning?: ExchangeProvisioning
  readonly partitions: readonly Partition[]
  readonly runProfiles: readonly RunProfile[]
  readonly connection: Connection
  readonly capabilities: Capabilities
  readonly passwordSync: ConnectorPasswordSync
  /** Attributes that form the DN (files, databases). */
  readonly dnConstruction: readonly string[]
  /** Provisioning hierarchy: which object class makes a missing parent. */
  readonly componentMappings: readonly {
    readonly dnComponent: string
    readonly objectClass: string
    readonly at: Provenance
  }[]
  readonly hosting: { readonly protection: string; readonly architecture: string; readonly impersonation?: string }
  readonly at: Provenance
}

export interface Capabilities {
  /** Bit mask as written (hexadecimal without prefix), '' when absent. */
  readonly mask: string
  readonly exportType: string
  readonly deltaImport: boolean | undefined
  readonly fullImport: boolean | undefined
  readonly export: boolean | undefined
}

export interface RulesExtension {
  readonly assembly: string
  /** true: hosted in a process of its own (`high`). */
  readonly separateProcess: boolean
  readonly timeoutSeconds?: number
  readonly at: Provenance
}

export interface ExchangeProvisioning {
  readonly assembly: string
  readonly exchangeVersion: string
  readonly server: string
  /** Steps after or before which the extension runs: `pre-import`, `pre-export`, `post-export`. */
  readonly runs?: readonly string[]
  readonly at: Provenance
}

export type Deprovisioning =
  | {
      readonly kind: 'declared'
      readonly action: 'make-normal-disconnector' | 'make-explicit-disconnector' | 'delete-object' | 'unknown'
      readonly raw: string
      readonly at: Provenance
    }
  | { readonly kind: 'scripted'; readonly at: Provenance }
  | { readonly kind: 'unknown'; readonly raw: string; readonly at: Provenance }

export interface ConnectorPasswordSync {
  /** This connector may receive passwords (`password-sync-allowed`). */
  readonly allowed: boolean
  /** Some partition is a source of captured passwords. */
  readonly sourcePartitions: readonly { readonly partition: string; readonly targetConnectorIds: readonly string[] }[]
  /** The connector's own DLL can set passwords (`password-management-enabled`). */
  readonly extensionEnabled: boolean
  readonly maximumRetryCount?: number
  readonly retryIntervalSeconds?: number
  /** Passwords may also go over a connection that is not secure (`allow-low-security`). */
  readonly allowLowSecurity?: boolean
  /** Setting a password also unlocks the account. */
  readonly unlockAccount?: boolean
  /** Entra Connect: password hashes go from this connector to `targetConnectorId`. */
  readonly hashSync?: { readonly enabled: boolean; readonly targetConnectorId: string; readonly at: Provenance }
  /** Entra Connect: passwords reset in the cloud are written back (`aad-password-reset-config`). */
  readonly writeback?: { readonly enabled: boolean; readonly at: Provenance }
  readonly at: Provenance
}

/** One `filter-set`: alternatives are ORed, conditions inside one ANDed. Objects that match are NOT synchronized. */
export interface ConnectorFilter {
  readonly objectType: string
  readonly kind: 'declared' | 'scripted' | 'unknown'
  readonly alternatives: readonly FilterAlternative[]
  /** `import-filter`: the connector itself leaves the objects out on import. */
  readonly importFilter?: boolean
  readonly at: Provenance
}

export interface FilterAlternative {
  readonly conditions: readonly FilterCondition[]
  readonly at: Provenance
}

export interface FilterCondition {
  readonly attribute: string
  readonly intrinsic: boolean
  /** Token as written, for example `equality`, `not-present`. */
  readonly operator: string
  /** Text as written; hexadecimal for integers, base64 when `encoding` says so. */
  readonly value: string | undefined
  readonly encoding?: string
  /** `ui-radix` as written: marks `value` as a hexadecimal integer. */
  readonly radix?: string
  readonly at: Provenance
}

/** Joins of one object type. Several profiles for one type may exist; order is evaluation order. */
export interface JoinProfile {
  readonly objectType: string
  readonly criteria: readonly JoinCriterion[]
  readonly at: Provenance
}

export interface JoinCriterion {
  readonly id: string
  /** `declared` by hand or put there by a synchronization rule. */
  readonly origin: 'declared' | 'sync-rule' | 'none' | 'unknown'
  readonly syncRuleId?: string
  /** Metaverse type searched; undefined = any. */
  readonly metaverseObjectType?: string
  readonly mappings: readonly JoinMapping[]
  readonly resolution: { readonly kind: 'none' | 'scripted' | 'unknown'; readonly ruleName: string }
  readonly scope: readonly ScopeCondition[]
  readonly at: Provenance
}

export interface JoinMapping {
  readonly metaverseAttribute: string
  readonly metaverseIntrinsic: boolean
  readonly source:
    | { readonly kind: 'direct'; readonly attribute: SourceAttribute }
    | { readonly kind: 'scripted'; readonly ruleName: string; readonly attributes: readonly SourceAttribute[] }
    | { readonly kind: 'unknown'; readonly raw: string }
  readonly at: Provenance
}

/** Condition of a synchronization rule's scope; operator as written (`EQUAL`, `ISNOTNULL` …). */
export interface ScopeCondition {
  readonly attribute: string
  readonly operator: string
  readonly value: string
  readonly at: Provenance
}

export interface Projection {
  readonly id: string
  readonly kind: 'declared' | 'scripted' | 'sync-rule' | 'unknown'
  readonly objectType: string
  /** undefined when the extension decides. */
  readonly metaverseObjectType?: string
  readonly syncRuleId?: string
  readonly scope: readonly ScopeCondition[]
  readonly at: Provenance
}

export interface Partition {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly selected: boolean
  readonly objectTypes: readonly string[]
  readonly inclusions: readonly string[]
  readonly exclusions: readonly string[]
  /** DN of an AD or ECMA2 partition, '' where there is none. */
  readonly dn: string
  readonly isDomain: boolean | undefined
  readonly preferredControllers: readonly string[]
  /** Parameters with `use` partition; in Entra Connect also `Domain.FQDN` and its like, which expressions may name. */
  readonly parameters?: readonly ConnectorParameter[]
  /** What else the export says about the partition, for display. */
  readonly settings?: readonly Setting[]
  readonly at: Provenance
}

/** How and where it connects. Secrets never get here. `settings` keeps the rest of the connection for display. */
export interface Connection {
  readonly kind: 'directory' | 'database' | 'mim-service' | 'file' | 'extensible' | 'none'
  /** Forest, server, or connect-to DLL: the one thing to show. */
  readonly target: string
  /** Account the connector signs in with, as `DOMAIN\user`, '' if none is stored. */
  readonly account: string
  readonly database?: DatabaseConnection
  readonly extensible?: ExtensibleConnection
  readonly file?: FileConnection
  /** Anchor attributes, where the connector's configuration names them. */
  readonly anchor: readonly string[]
  /** Parameters of a connector that is no ECMA: Entra Connect's AD connectors (`Forest.FQDN` …), which expressions may name. */
  readonly parameters?: readonly ConnectorParameter[]
  readonly settings: readonly Setting[]
  readonly at: Provenance
}

export interface DatabaseConnection {
  readonly provider: string
  readonly server: string
  readonly database: string
  readonly table: string
  readonly deltaTable: string
  readonly multivalueTable: string
  readonly authentication: string
  readonly columns: readonly {
    readonly name: string
    readonly dataType: string
    readonly nullable: boolean
    readonly readOnly: boolean
    /** `String`, `Number`, `Binary` … as the schema sees the column. */
    readonly attributeType?: string
    /** The column holds references to other objects. */
    readonly reference?: boolean
    readonly length?: number
    readonly at: Provenance
  }[]
  /** Column that holds the object type, or '' when `objectTypes` is fixed. */
  readonly objectTypeColumn: string
  readonly objectTypes: readonly string[]
  readonly primaryKey?: readonly string[]
  /** How the multivalued table is laid out. */
  readonly multivalued?: {
    /** Column that names the attribute. */
    readonly attributeColumn: string
    /** Columns that hold the values, one a type (`numeric-column`, `string-column` …). */
    readonly valueColumns: readonly { readonly type: string; readonly column: string }[]
    readonly attributes: readonly { readonly name: string; readonly type: string; readonly reference: boolean }[]
    readonly at: Provenance
  }
}

export interface ExtensibleConnection {
  /** ECMA generation. */
  readonly generation: 1 | 2
  readonly assembly: string
  readonly assemblyVersion: string
  readonly importEnabled: boolean | undefined
  readonly exportEnabled: boolean | undefined
  readonly parameters: readonly ConnectorParameter[]
  /** What the connector asks for; dividers and labels of its wizard left out. */
  readonly definitions?: readonly ParameterDefinition[]
}

/** A parameter as an ECMA2 connector declares it. */
export interface ParameterDefinition {
  readonly name: string
  readonly use: string
  readonly type: string
  /** Allowed values of a drop-down, or the pattern a text has to match. */
  readonly validation: string
  readonly defaultValue: SensitiveValue
  readonly at: Provenance
}

export interface ConnectorParameter {
  readonly name: string
  readonly use: string
  readonly type: string
  /** Redacted when encrypted or when its name says it is a secret. */
  readonly value: SensitiveValue
  readonly encrypted: boolean
  /** Set by the product itself, not by a person. */
  readonly intrinsic?: boolean
  readonly at: Provenance
}

export interface FileConnection {
  readonly format: string
  readonly codePage: string
  readonly delimiter: string
  readonly textQualifier: string
  readonly headerRow: boolean | undefined
  /** Columns of the file, in order, where the configuration lists them. */
  readonly columns?: readonly string[]
  /** Attribute that holds the object type, '' when there is none. */
  readonly objectTypeAttribute?: string
  /** Attribute that says whether a record is an add, change or delete, '' when there is none. */
  readonly changeTypeAttribute?: string
}

/** A name and its text, kept for display. */
export interface Setting {
  readonly name: string
  readonly value: SensitiveValue
  readonly at: Provenance
}
