import type { ServiceObject } from '../../model/index.js'

export const KEPT = 'Kept with the object and shown; of this type or attribute the tool draws no conclusions.'
export const TRANSLATION = 'Translated text, kept with the object.'
export const DATA_HINT = 'Says how the export tool saw the value; the schema knows better.'
export const CHANGES = 'Changes between two systems; the configuration itself is not in the file.'

/** Attributes that mean the same for every type and are used for every object. */
const ofEveryType = new Set(['ObjectID', 'ObjectType', 'DisplayName', 'Description', 'Creator', 'CreatedTime'])

/** Attributes the interpretation reads, by type. All others are kept as they are. */
const modelled: Readonly<Record<string, ReadonlySet<string>>> = {
  Set: new Set(['Filter', 'ExplicitMember', 'ComputedMember', 'Temporal']),
  Group: new Set([
    'Filter',
    'ExplicitMember',
    'ComputedMember',
    'Owner',
    'Type',
    'Scope',
    'MembershipLocked',
    'MembershipAddWorkflow',
  ]),
  ManagementPolicyRule: new Set([
    'ManagementPolicyRuleType',
    'Disabled',
    'GrantRight',
    'ActionType',
    'ActionParameter',
    'PrincipalSet',
    'PrincipalRelativeToResource',
    'ResourceCurrentSet',
    'ResourceFinalSet',
    'AuthenticationWorkflowDefinition',
    'AuthorizationWorkflowDefinition',
    'ActionWorkflowDefinition',
  ]),
  WorkflowDefinition: new Set(['RequestPhase', 'RunOnPolicyUpdate', 'XOML']),
  EmailTemplate: new Set(['EmailTemplateType', 'EmailSubject']),
  SynchronizationRule: new Set([
    'FlowType',
    'ConnectedSystem',
    'ManagementAgentID',
    'ConnectedObjectType',
    'ILMObjectType',
    'ConnectedSystemScope',
    'RelationshipCriteria',
    'CreateConnectedSystemObject',
    'CreateILMObject',
    'DisconnectConnectedSystemObject',
    'PersistentFlow',
    'InitialFlow',
    'ExistenceTest',
    'SynchronizationRuleParameters',
    'Precedence',
    'Dependency',
    'msidmOutboundIsFilterBased',
    'msidmOutboundScopingFilters',
    'MVObjectID',
  ]),
  ObjectTypeDescription: new Set(['Name']),
  AttributeTypeDescription: new Set(['Name', 'DataType', 'Multivalued']),
  BindingDescription: new Set(['BoundObjectType', 'BoundAttributeType', 'Required']),
  'ma-data': new Set([
    'SyncConfig-id',
    'SyncConfig-name',
    'SyncConfig-category',
    'SyncConfig-sub-type',
    'SyncConfig-subtype',
  ]),
}

export function isModelled(type: ServiceObject['type'], attribute: string): boolean {
  return ofEveryType.has(attribute) || (Object.hasOwn(modelled, type) && modelled[type]?.has(attribute) === true)
}
