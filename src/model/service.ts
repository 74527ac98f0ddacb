import type { Provenance } from './provenance.js'
import type { SyncRule } from './sync-rule.js'

/**
 * Where a service object comes from. `shipped`: the product's own, unchanged; `changed`: the product's own, changed by
 * the customer; `enabled`: a policy that ships disabled and is switched on; `custom`: made by the customer. Only the
 * last three are signal. `unclassified`: a placeholder whose origin cannot be told.
 */
export type ObjectOrigin = 'shipped' | 'changed' | 'enabled' | 'custom' | 'unclassified'

/** One resource of the MIM Service as exported, all attributes kept. */
export interface ServiceObject {
  /** GUID, lower case. */
  readonly id: string
  readonly type: string
  readonly displayName: string
  /** Pulled in by reference only. */
  readonly isPlaceholder: boolean
  readonly origin: ObjectOrigin
  /** For `changed` and `enabled`: attributes that differ from the shipped object. */
  readonly changedAttributes: readonly string[]
  /** Attribute name → values; single-valued ones have one value. Secrets are redacted as `•••`. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  /** Translated texts, where the export was made with all locales. */
  readonly translations?: readonly ServiceTranslation[]
  readonly at: Provenance
}

/** Texts of one object in one language. */
export interface ServiceTranslation {
  /** As written, for example `de-DE`. */
  readonly culture: string
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

/** Membership condition as exported: the XPath text, unwrapped from `<Filter>`. */
export interface SetFilter {
  readonly xpath: string
  readonly dialect: string
}

export interface ServiceSet {
  readonly object: ServiceObject
  readonly filter?: SetFilter
  readonly explicitMembers: readonly string[]
  readonly computedMemberCount: number
  readonly temporal: boolean
}

export interface ServiceGroup {
  readonly object: ServiceObject
  readonly type: string
  readonly scope: string
  /** true: membership is computed from `filter`. */
  readonly membershipLocked: boolean
  readonly membershipAddWorkflow: string
  readonly filter?: SetFilter
  readonly explicitMembers: readonly string[]
  readonly computedMemberCount: number
  readonly owners: readonly string[]
}

export interface ManagementPolicyRule {
  readonly object: ServiceObject
  readonly kind: 'request' | 'set-transition' | 'unknown'
  readonly disabled: boolean
  readonly grantsRight: boolean
  /** `Create`, `Modify`, `TransitionIn` … as written. */
  readonly actions: readonly string[]
  /** Attribute names, or `*`. */
  readonly attributes: readonly string[]
  readonly requestorSetId?: string
  /** Requestor by relation, for example `Owner`. */
  readonly requestorRelation?: string
  readonly targetBeforeSetId?: string
  readonly targetAfterSetId?: string
  readonly authenticationWorkflowIds: readonly string[]
  readonly authorizationWorkflowIds: readonly string[]
  readonly actionWorkflowIds: readonly string[]
}

/** One property of an activity. `value` reads on its own; `rows` has the cells of a table or list one by one. */
export interface ActivityProperty {
  readonly name: string
  /** Text as written; rows of a table one a line, cells separated by ` | `. */
  readonly value: string
  /** Cells of a serialised table (rows and columns in numeric order) or list (one cell a row). */
  readonly rows?: readonly (readonly string[])[]
}

/** One activity of a workflow, read from XOML as data. */
export interface WorkflowActivity {
  /** Class name without namespace, for example `ApprovalActivity`. */
  readonly activity: string
  /** CLR namespace without version, for example `Microsoft.ResourceManagement.Workflow.Activities`. */
  readonly clrNamespace: string
  readonly family: 'shipped' | 'mimwal' | 'custom'
  /**
   * Properties in document order, from attributes and child elements; those set to nothing (`{x:Null}`) are left out.
   * Secrets redacted.
   */
  readonly properties: readonly ActivityProperty[]
  /** Composite activities around it, outermost first, without the workflow itself (`IfElseBranchActivity` …). */
  readonly within?: readonly string[]
  readonly at: Provenance
}

export interface WorkflowDefinition {
  readonly object: ServiceObject
  readonly phase: 'authentication' | 'authorization' | 'action' | 'unknown'
  readonly runOnPolicyUpdate: boolean
  /** In order of execution; gates stand for themselves. */
  readonly activities: readonly WorkflowActivity[]
  /** false: the XOML could not be parsed and is kept as text only. */
  readonly readable: boolean
}

export interface EmailTemplate {
  readonly object: ServiceObject
  readonly templateType: string
  readonly subject: string
}

export interface ServiceAttributeType {
  readonly object: ServiceObject
  readonly name: string
  readonly dataType: string
  readonly multivalued: boolean
}

export interface ServiceObjectType {
  readonly object: ServiceObject
  readonly name: string
}

export interface ServiceBinding {
  readonly object: ServiceObject
  /** Ids of the bound object type and attribute. */
  readonly objectTypeId: string
  readonly attributeId: string
  readonly required: boolean
}

/** A management agent whose configuration the service keeps a copy of (`ma-data`). */
export interface ServiceConnector {
  readonly object: ServiceObject
  /** Normalised id of the management agent. */
  readonly connectorId: string
  readonly name: string
  readonly category: string
  readonly subtype: string
}

/** One MIM Service with everything its exports hold. */
export interface IdentityService {
  readonly id: string
  /** Service URL the export names, '' if none. */
  readonly source: string
  readonly objects: readonly ServiceObject[]
  readonly sets: readonly ServiceSet[]
  readonly groups: readonly ServiceGroup[]
  readonly policies: readonly ManagementPolicyRule[]
  readonly workflows: readonly WorkflowDefinition[]
  readonly emailTemplates: readonly EmailTemplate[]
  readonly syncRules: readonly SyncRule[]
  readonly objectTypes: readonly ServiceObjectType[]
  readonly attributeTypes: readonly ServiceAttributeType[]
  readonly bindings: readonly ServiceBinding[]
  /** Management agents the service keeps a copy of; absent when the input has none. */
  readonly connectors?: readonly ServiceConnector[]
  /** Which of the two exports were at hand. */
  readonly parts: { readonly policy: boolean; readonly schema: boolean }
  readonly at: Provenance
}
