import type {
  EmailTemplate,
  IdentityService,
  ManagementPolicyRule,
  ServiceGroup,
  ServiceObject,
  ServiceSet,
  SetFilter,
  SyncRule,
  SyncRuleFlow,
  WorkflowActivity,
  WorkflowDefinition,
} from '../../src/model/index.js'
import { place } from './sync-builder.js'

type Attributes = Readonly<Record<string, string | readonly string[]>>

const builtIn = 'Microsoft.ResourceManagement.Workflow.Activities'
const mimwal = 'MicrosoftServices.IdentityManagement.WorkflowActivityLibrary.Activities'

/** A resource the customer made, unless `origin` says otherwise. */
export function serviceObject(
  type: string,
  displayName: string,
  attributes: Attributes = {},
  overrides: Partial<ServiceObject> = {},
): ServiceObject {
  return {
    id: `${type}-${displayName}`.toLowerCase(),
    type,
    displayName,
    isPlaceholder: false,
    origin: 'custom',
    changedAttributes: [],
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
    ),
    at: place(`/Results/ExportObject[${type}:${displayName}]`, 'policy.xml'),
    ...overrides,
  }
}

/** The same, as the product ships it. */
export function shipped(type: string, displayName: string, attributes: Attributes = {}): ServiceObject {
  return serviceObject(type, displayName, attributes, { origin: 'shipped' })
}

export function filter(xpath: string): SetFilter {
  return { xpath, dialect: 'http://schemas.microsoft.com/2006/11/XPathFilterDialect' }
}

type Overridable<T extends { readonly object: ServiceObject }> = Partial<Omit<T, 'object'>> & {
  readonly object?: Partial<ServiceObject>
}

export function set(displayName: string, xpath = '', overrides: Overridable<ServiceSet> = {}): ServiceSet {
  const { object, ...rest } = overrides
  return {
    object: serviceObject('Set', displayName, {}, object),
    ...(xpath === '' ? {} : { filter: filter(xpath) }),
    explicitMembers: [],
    computedMemberCount: 0,
    temporal: false,
    ...rest,
  }
}

export function group(displayName: string, overrides: Overridable<ServiceGroup> = {}): ServiceGroup {
  const { object, ...rest } = overrides
  return {
    object: serviceObject('Group', displayName, {}, object),
    type: 'Security',
    scope: 'Universal',
    membershipLocked: false,
    membershipAddWorkflow: 'None',
    explicitMembers: [],
    computedMemberCount: 0,
    owners: [],
    ...rest,
  }
}

export function policy(displayName: string, overrides: Overridable<ManagementPolicyRule> = {}): ManagementPolicyRule {
  const { object, ...rest } = overrides
  return {
    object: serviceObject('ManagementPolicyRule', displayName, {}, object),
    kind: 'request',
    disabled: false,
    grantsRight: false,
    actions: ['Modify'],
    attributes: ['*'],
    authenticationWorkflowIds: [],
    authorizationWorkflowIds: [],
    actionWorkflowIds: [],
    ...rest,
  }
}

export function activity(
  name: string,
  properties: Readonly<Record<string, string>> = {},
  family: WorkflowActivity['family'] = 'shipped',
): WorkflowActivity {
  return {
    activity: name,
    clrNamespace: family === 'shipped' ? builtIn : family === 'mimwal' ? mimwal : 'Contoso.Activities',
    family,
    properties: Object.entries(properties).map(([key, value]) => ({ name: key, value })),
    at: place(`XOML/${name}`, 'policy.xml'),
  }
}

export function workflow(
  displayName: string,
  activities: readonly (string | WorkflowActivity)[] = [],
  overrides: Overridable<WorkflowDefinition> = {},
): WorkflowDefinition {
  const { object, ...rest } = overrides
  return {
    object: serviceObject('WorkflowDefinition', displayName, {}, object),
    phase: 'action',
    runOnPolicyUpdate: false,
    activities: activities.map((item) => (typeof item === 'string' ? activity(item) : item)),
    readable: true,
    ...rest,
  }
}

export function emailTemplate(displayName: string, subject = '', object: Partial<ServiceObject> = {}): EmailTemplate {
  return {
    object: serviceObject('EmailTemplate', displayName, {}, object),
    templateType: 'Notification',
    subject,
  }
}

export function syncRuleFlow(target: string, direction: SyncRuleFlow['direction'] = 'outbound'): SyncRuleFlow {
  return {
    direction,
    target,
    kind: 'direct',
    sources: [target],
    initialOnly: false,
    existenceTest: false,
    mergeType: 'update',
    at: place(`PersistentFlow[${target}]`, 'policy.xml'),
  }
}

/** A synchronization rule of the MIM Service, unless `product` says otherwise. */
export function syncRule(name: string, overrides: Partial<SyncRule> = {}): SyncRule {
  return {
    id: `synchronizationrule-${name}`.toLowerCase(),
    product: 'mim-service',
    name,
    description: '',
    direction: 'outbound',
    disabled: false,
    standard: false,
    immutableTag: '',
    connectorId: '',
    connectorObjectType: 'user',
    metaverseObjectType: 'person',
    linkType: 'unknown',
    precedence: undefined,
    scope: [],
    joins: [],
    mappings: [],
    passwordSync: false,
    softDeleteExpiry: '',
    creates: { connectorObject: false, metaverseObject: false, disconnects: false },
    parameters: [],
    outboundIsFilterBased: false,
    metaverseObjectId: '',
    at: place(`/Results/ExportObject[SynchronizationRule:${name}]`, 'policy.xml'),
    ...overrides,
  }
}

/** A service with the objects given; every set, group, policy, workflow … is among `objects` as well. */
export function service(overrides: Partial<IdentityService> = {}): IdentityService {
  const parts = [
    overrides.sets,
    overrides.groups,
    overrides.policies,
    overrides.workflows,
    overrides.emailTemplates,
    overrides.objectTypes,
    overrides.attributeTypes,
    overrides.bindings,
  ]
  const contained = parts.flatMap((list) => (list ?? []).map((item: { readonly object: ServiceObject }) => item.object))
  return {
    id: 'mim-service:TEST',
    source: 'http://portal:5725/ResourceManagementService',
    sets: [],
    groups: [],
    policies: [],
    workflows: [],
    emailTemplates: [],
    syncRules: [],
    objectTypes: [],
    attributeTypes: [],
    bindings: [],
    parts: { policy: true, schema: true },
    at: place('', 'policy.xml'),
    ...overrides,
    objects: [...contained, ...(overrides.objects ?? [])],
  }
}
