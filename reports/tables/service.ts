import type { IdentityService, ServiceObject, SyncRule } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { anchor, code, count, table, text } from '../table.js'
import { ruleFlowText, yesNo } from '../wording.js'
import { joinText, scopeText } from './rules.js'

interface Of<T> {
  readonly service: IdentityService
  readonly item: T
}

const originWords: Readonly<Record<ServiceObject['origin'], string>> = {
  shipped: 'shipped',
  changed: 'shipped, changed',
  enabled: 'shipped, switched on',
  custom: "customer's",
  unclassified: 'not classified',
}

/** Only what the customer made, changed or switched on is signal. */
export function isSignal(object: ServiceObject): boolean {
  return object.origin === 'custom' || object.origin === 'changed' || object.origin === 'enabled'
}

function each<T>(services: readonly IdentityService[], items: (service: IdentityService) => readonly T[]): Of<T>[] {
  return services.flatMap((service) => items(service).map((item) => ({ service, item })))
}

function signal<T extends { readonly object: ServiceObject }>(
  services: readonly IdentityService[],
  items: (service: IdentityService) => readonly T[],
): Of<T>[] {
  return each(services, items).filter(({ item }) => isSignal(item.object))
}

/** Name of an object, or its id where it is not in the input. */
function nameOf(service: IdentityService, id: string | undefined): string {
  if (id === undefined || id === '') return ''
  return service.objects.find((object) => object.id === id)?.displayName ?? `{${id}} (not in the input)`
}

function names(service: IdentityService, ids: readonly string[]): string {
  return ids.map((id) => nameOf(service, id)).join('; ')
}

function objectAnchor(object: ServiceObject): string {
  return anchor('object', object.id)
}

function origin<T extends { readonly object: ServiceObject }>() {
  return text<Of<T>>('origin', 'Origin', ({ item }) => originWords[item.object.origin])
}

function title<T extends { readonly object: ServiceObject }>(label: string) {
  return text<Of<T>>('name', label, ({ item }) => item.object.displayName || item.object.id)
}

export function serviceTables(services: readonly IdentityService[]): ReportTable[] {
  return [
    serviceTable(services),
    policyTable(services),
    workflowTable(services),
    activityTable(services),
    setTable(services),
    groupTable(services),
    serviceRuleTable(services),
    serviceRuleFlowTable(services),
    emailTable(services),
    customSchemaTable(services),
    objectTable(services),
  ]
}

function serviceTable(services: readonly IdentityService[]): ReportTable {
  const byOrigin = (service: IdentityService, kind: ServiceObject['origin']) =>
    service.objects.filter((object) => object.origin === kind).length
  return table(
    {
      id: 'services',
      title: 'MIM Services',
      lead: "Portal and policy services, with the product's own objects told apart from the customer's.",
      chapter: 'service',
      whenEmpty: 'No MIM Service export was in the input.',
    },
    services,
    [
      text('source', 'Service', (service) => service.source || service.at.file),
      text('parts', 'Exports', (service) =>
        [service.parts.policy ? 'policy' : '', service.parts.schema ? 'schema' : '']
          .filter((part) => part !== '')
          .join(', '),
      ),
      count('objects', 'Objects', (service) => service.objects.length),
      count('shipped', 'Shipped', (service) => byOrigin(service, 'shipped')),
      count('changed', 'Shipped, changed', (service) => byOrigin(service, 'changed')),
      count('enabled', 'Shipped, switched on', (service) => byOrigin(service, 'enabled')),
      count('custom', "Customer's", (service) => byOrigin(service, 'custom')),
      count('policies', 'Policy rules', (service) => service.policies.length),
      count('sets', 'Sets', (service) => service.sets.length),
      count('groups', 'Groups', (service) => service.groups.length),
      count('workflows', 'Workflows', (service) => service.workflows.length),
      count('rules', 'Synchronization rules', (service) => service.syncRules.length),
    ],
    (service) => service.at,
    (service) => anchor('service', service.id),
  )
}

function policyTable(services: readonly IdentityService[]): ReportTable {
  return table(
    {
      id: 'policies',
      sheet: 'Policy rules',
      title: 'Management policy rules',
      lead: 'Rules the customer made, changed or switched on.',
      chapter: 'service',
      whenEmpty: 'No management policy rule was made, changed or switched on.',
    },
    signal(services, (service) => service.policies),
    [
      title('Policy rule'),
      origin(),
      text('kind', 'Kind', ({ item }) => item.kind),
      text('disabled', 'Disabled', ({ item }) => yesNo(item.disabled)),
      text('actions', 'Operation', ({ item }) => item.actions.join(', ')),
      text('attributes', 'Attributes', ({ item }) => item.attributes.join(', ')),
      text('requestor', 'Requestors', ({ service, item }) =>
        item.requestorRelation === undefined
          ? nameOf(service, item.requestorSetId)
          : `relative: ${item.requestorRelation}`,
      ),
      text('before', 'Target before', ({ service, item }) => nameOf(service, item.targetBeforeSetId)),
      text('after', 'Target after', ({ service, item }) => nameOf(service, item.targetAfterSetId)),
      text('grants', 'Grants rights', ({ item }) => yesNo(item.grantsRight)),
      text('workflows', 'Workflows', ({ service, item }) =>
        names(service, [
          ...item.authenticationWorkflowIds,
          ...item.authorizationWorkflowIds,
          ...item.actionWorkflowIds,
        ]),
      ),
      text('changed', 'Changed', ({ item }) => item.object.changedAttributes.join(', ')),
    ],
    ({ item }) => item.object.at,
    ({ item }) => objectAnchor(item.object),
  )
}

function workflowTable(services: readonly IdentityService[]): ReportTable {
  const startedBy = (service: IdentityService, id: string) =>
    service.policies
      .filter((policy) =>
        [...policy.authenticationWorkflowIds, ...policy.authorizationWorkflowIds, ...policy.actionWorkflowIds].includes(
          id,
        ),
      )
      .map((policy) => `${policy.object.displayName}${policy.disabled ? ' (disabled)' : ''}`)
      .join('; ')
  return table(
    {
      id: 'workflows',
      title: 'Workflows',
      lead: 'Workflows the customer made or changed, and what starts them.',
      chapter: 'service',
      whenEmpty: 'No workflow was made or changed.',
    },
    signal(services, (service) => service.workflows),
    [
      title('Workflow'),
      origin(),
      text('phase', 'Phase', ({ item }) => item.phase),
      count('activities', 'Activities', ({ item }) => item.activities.length),
      text('steps', 'Steps', ({ item }) =>
        item.readable ? item.activities.map((activity) => activity.activity).join(' → ') : 'XOML could not be read',
      ),
      text('startedBy', 'Started by', ({ service, item }) => startedBy(service, item.object.id) || 'nothing'),
    ],
    ({ item }) => item.object.at,
    ({ item }) => objectAnchor(item.object),
  )
}

function activityTable(services: readonly IdentityService[]): ReportTable {
  const lines = signal(services, (service) => service.workflows).flatMap(({ service, item }) =>
    item.activities.map((activity, index) => ({ service, workflow: item, activity, index })),
  )
  return table(
    {
      id: 'activities',
      title: 'Workflow activities',
      lead: 'Activities of those workflows in order of execution, with their properties.',
      chapter: 'service',
      whenEmpty: 'No activity to show.',
    },
    lines,
    [
      text('workflow', 'Workflow', ({ workflow }) => ({
        text: workflow.object.displayName,
        href: `#${objectAnchor(workflow.object)}`,
      })),
      count('order', 'Order', ({ index }) => index + 1),
      text('activity', 'Activity', ({ activity }) => activity.activity),
      text('family', 'Family', ({ activity }) => activity.family),
      code('properties', 'Properties', ({ activity }) =>
        activity.properties.map((property) => `${property.name} = ${property.value}`).join('\n'),
      ),
    ],
    ({ activity }) => activity.at,
  )
}

function setTable(services: readonly IdentityService[]): ReportTable {
  return table(
    {
      id: 'sets',
      title: 'Sets',
      lead: 'Sets the customer made or changed.',
      chapter: 'service',
      whenEmpty: 'No set was made or changed.',
    },
    signal(services, (service) => service.sets),
    [
      title('Set'),
      origin(),
      text('temporal', 'Temporal', ({ item }) => yesNo(item.temporal)),
      code('filter', 'Filter', ({ item }) => item.filter?.xpath ?? ''),
      count('explicit', 'Members by hand', ({ item }) => item.explicitMembers.length),
      text('usedBy', 'Used by policy rules', ({ service, item }) =>
        service.policies
          .filter((policy) =>
            [policy.requestorSetId, policy.targetBeforeSetId, policy.targetAfterSetId].includes(item.object.id),
          )
          .map((policy) => policy.object.displayName)
          .join('; '),
      ),
    ],
    ({ item }) => item.object.at,
    ({ item }) => objectAnchor(item.object),
  )
}

function groupTable(services: readonly IdentityService[]): ReportTable {
  return table(
    {
      id: 'groups',
      title: 'Groups',
      lead: 'Groups in the MIM Service.',
      chapter: 'service',
      whenEmpty: 'No group was in the input.',
    },
    signal(services, (service) => service.groups),
    [
      title('Group'),
      text('type', 'Type', ({ item }) => item.type),
      text('scope', 'Scope', ({ item }) => item.scope),
      text('membership', 'Membership', ({ item }) =>
        item.membershipLocked ? 'computed from the filter' : item.membershipAddWorkflow || 'by hand',
      ),
      code('filter', 'Filter', ({ item }) => item.filter?.xpath ?? ''),
      count('members', 'Members by hand', ({ item }) => item.explicitMembers.length),
      count('owners', 'Owners', ({ item }) => item.owners.length),
    ],
    ({ item }) => item.object.at,
    ({ item }) => objectAnchor(item.object),
  )
}

function serviceRuleTable(services: readonly IdentityService[]): ReportTable {
  const creates = (rule: SyncRule) =>
    [
      rule.creates.connectorObject ? 'in the connected system' : '',
      rule.creates.metaverseObject ? 'in the metaverse' : '',
    ]
      .filter((part) => part !== '')
      .join(', ')
  return table(
    {
      id: 'service-sync-rules',
      sheet: 'MIM sync rules',
      title: 'Synchronization rules of the MIM Service',
      lead: 'Declarative rules kept in the portal.',
      chapter: 'service',
      whenEmpty: 'The MIM Service holds no synchronization rule.',
    },
    each(services, (service) => service.syncRules),
    [
      text('name', 'Rule', ({ item }) => item.name),
      text('direction', 'Direction', ({ item }) => item.direction),
      count('precedence', 'Precedence', ({ item }) => item.precedence),
      code('connector', 'Connector', ({ item }) => item.connectorId),
      text('connectorObjectType', 'Connector type', ({ item }) => item.connectorObjectType),
      text('metaverseObjectType', 'Metaverse type', ({ item }) => item.metaverseObjectType),
      text('creates', 'Creates', ({ item }) => creates(item)),
      text('disconnects', 'Disconnects', ({ item }) => yesNo(item.creates.disconnects)),
      text('applied', 'Applied by', ({ item }) =>
        item.direction === 'inbound' ? 'itself' : item.outboundIsFilterBased ? 'scoping filter' : 'workflow',
      ),
      code('scope', 'Scope', ({ item }) => scopeText(item.scope)),
      code('joins', 'Relationship', ({ item }) => joinText(item.joins)),
      count('flows', 'Flows', ({ item }) => item.mappings.length),
    ],
    ({ item }) => item.at,
    ({ item }) => anchor('service-rule', item.id),
  )
}

function serviceRuleFlowTable(services: readonly IdentityService[]): ReportTable {
  const lines = each(services, (service) => service.syncRules).flatMap(({ item }) =>
    item.mappings.map((flow) => ({ rule: item, flow })),
  )
  return table(
    {
      id: 'service-sync-rule-flows',
      sheet: 'MIM sync rule flows',
      title: "Flows of the MIM Service's rules",
      lead: 'As written in the portal; the sync engine holds its own copy, shown in the flow matrix.',
      chapter: 'service',
      whenEmpty: 'No flow to show.',
    },
    lines,
    [
      text('rule', 'Rule', ({ rule }) => ({ text: rule.name, href: `#${anchor('service-rule', rule.id)}` })),
      text('direction', 'Direction', ({ flow }) => flow.direction),
      text('target', 'Target', ({ flow }) => flow.target),
      text('kind', 'Mapping', ({ flow }) => flow.kind),
      code('value', 'Value', ({ flow }) => ruleFlowText(flow)),
      text('when', 'When', ({ flow }) =>
        flow.existenceTest ? 'existence test' : flow.initialOnly ? 'initial' : 'always',
      ),
      text('allowsNull', 'Allows null', ({ flow }) => yesNo(flow.allowsNull)),
    ],
    ({ flow }) => flow.at,
  )
}

function emailTable(services: readonly IdentityService[]): ReportTable {
  return table(
    {
      id: 'email-templates',
      title: 'E-mail templates',
      lead: 'Templates the customer made or changed.',
      chapter: 'service',
      whenEmpty: 'No e-mail template was made or changed.',
    },
    signal(services, (service) => service.emailTemplates),
    [
      title('Template'),
      origin(),
      text('type', 'Type', ({ item }) => item.templateType),
      text('subject', 'Subject', ({ item }) => item.subject),
    ],
    ({ item }) => item.object.at,
    ({ item }) => objectAnchor(item.object),
  )
}

function customSchemaTable(services: readonly IdentityService[]): ReportTable {
  const lines = services.flatMap((service) => [
    ...service.objectTypes.map((item) => ({ kind: 'object type', name: item.name, detail: '', object: item.object })),
    ...service.attributeTypes.map((item) => ({
      kind: 'attribute',
      name: item.name,
      detail: `${item.dataType}${item.multivalued ? ', multi-valued' : ''}`,
      object: item.object,
    })),
    ...service.bindings.map((item) => ({
      kind: 'binding',
      name: `${nameOf(service, item.objectTypeId)} – ${nameOf(service, item.attributeId)}`,
      detail: item.required ? 'required' : '',
      object: item.object,
    })),
  ])
  return table(
    {
      id: 'service-schema',
      sheet: 'MIM custom schema',
      title: "Customer's schema in the MIM Service",
      lead: 'Object types, attributes and bindings the customer made or changed.',
      chapter: 'service',
      whenEmpty: 'The schema is the one the product ships.',
    },
    lines.filter((line) => isSignal(line.object)),
    [
      text('kind', 'Kind', ({ kind }) => kind),
      text('name', 'Name', ({ name }) => name),
      text('detail', 'Type', ({ detail }) => detail),
      text('origin', 'Origin', ({ object }) => originWords[object.origin]),
    ],
    ({ object }) => object.at,
  )
}

function objectTable(services: readonly IdentityService[]): ReportTable {
  return table(
    {
      id: 'service-objects',
      title: 'All service objects',
      lead: "Everything the exports hold, the product's own objects included.",
      chapter: 'service',
      whenEmpty: 'No service object was in the input.',
    },
    each(services, (service) => service.objects),
    [
      text('name', 'Name', ({ item }) => item.displayName),
      text('type', 'Type', ({ item }) => item.type),
      text('origin', 'Origin', ({ item }) => originWords[item.origin]),
      text('placeholder', 'Pulled in by reference', ({ item }) => yesNo(item.isPlaceholder)),
      text('changed', 'Changed attributes', ({ item }) => item.changedAttributes.join(', ')),
      code('id', 'Id', ({ item }) => item.id),
    ],
    ({ item }) => item.at,
  )
}
