import type { IdentityService, ServiceObject, SyncRule } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { anchor, code, count, table, text } from '../table.js'
import { missingText, ruleFlowText, yesNo } from '../wording.js'
import type { Words } from '../words.js'
import { joinText, scopeText } from './rules.js'

interface Of<T> {
  readonly service: IdentityService
  readonly item: T
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
function nameOf(service: IdentityService, id: string | undefined, words: Words): string {
  if (id === undefined || id === '') return ''
  return service.objects.find((object) => object.id === id)?.displayName ?? missingText(id, words)
}

function names(service: IdentityService, ids: readonly string[], words: Words): string {
  return ids.map((id) => nameOf(service, id, words)).join('; ')
}

function objectAnchor(object: ServiceObject): string {
  return anchor('object', object.id)
}

function origin<T extends { readonly object: ServiceObject }>(words: Words) {
  return text<Of<T>>('origin', ({ item }) => words.term('object-origin', item.object.origin))
}

function title<T extends { readonly object: ServiceObject }>() {
  return text<Of<T>>('name', ({ item }) => item.object.displayName || item.object.id)
}

export function serviceTables(services: readonly IdentityService[], words: Words): ReportTable[] {
  return [
    serviceTable(services, words),
    policyTable(services, words),
    workflowTable(services, words),
    activityTable(services, words),
    setTable(services, words),
    groupTable(services, words),
    serviceRuleTable(services, words),
    serviceRuleFlowTable(services, words),
    emailTable(services, words),
    customSchemaTable(services, words),
    objectTable(services, words),
  ]
}

function serviceTable(services: readonly IdentityService[], words: Words): ReportTable {
  const byOrigin = (service: IdentityService, kind: ServiceObject['origin']) =>
    service.objects.filter((object) => object.origin === kind).length
  return table(
    words,
    { id: 'services', chapter: 'service' },
    services,
    [
      text('source', (service) => service.source || service.at.file),
      text('parts', (service) =>
        [
          service.parts.policy ? words('cells.policy-export') : '',
          service.parts.schema ? words('cells.schema-export') : '',
        ]
          .filter((part) => part !== '')
          .join(', '),
      ),
      count('objects', (service) => service.objects.length),
      count('shipped', (service) => byOrigin(service, 'shipped')),
      count('changed', (service) => byOrigin(service, 'changed')),
      count('enabled', (service) => byOrigin(service, 'enabled')),
      count('custom', (service) => byOrigin(service, 'custom')),
      count('policies', (service) => service.policies.length),
      count('sets', (service) => service.sets.length),
      count('groups', (service) => service.groups.length),
      count('workflows', (service) => service.workflows.length),
      count('rules', (service) => service.syncRules.length),
    ],
    (service) => service.at,
    (service) => anchor('service', service.id),
  )
}

function policyTable(services: readonly IdentityService[], words: Words): ReportTable {
  return table(
    words,
    { id: 'policies', chapter: 'service' },
    signal(services, (service) => service.policies),
    [
      title(),
      origin(words),
      text('kind', ({ item }) => words.term('policy', item.kind)),
      text('disabled', ({ item }) => yesNo(item.disabled, words)),
      text('actions', ({ item }) => item.actions.join(', ')),
      text('attributes', ({ item }) => item.attributes.join(', ')),
      text('requestor', ({ service, item }) =>
        item.requestorRelation === undefined
          ? nameOf(service, item.requestorSetId, words)
          : words('cells.relative', { relation: item.requestorRelation }),
      ),
      text('before', ({ service, item }) => nameOf(service, item.targetBeforeSetId, words)),
      text('after', ({ service, item }) => nameOf(service, item.targetAfterSetId, words)),
      text('grants', ({ item }) => yesNo(item.grantsRight, words)),
      text('workflows', ({ service, item }) =>
        names(
          service,
          [...item.authenticationWorkflowIds, ...item.authorizationWorkflowIds, ...item.actionWorkflowIds],
          words,
        ),
      ),
      text('changed', ({ item }) => item.object.changedAttributes.join(', ')),
    ],
    ({ item }) => item.object.at,
    ({ item }) => objectAnchor(item.object),
  )
}

function workflowTable(services: readonly IdentityService[], words: Words): ReportTable {
  const startedBy = (service: IdentityService, id: string) =>
    service.policies
      .filter((policy) =>
        [...policy.authenticationWorkflowIds, ...policy.authorizationWorkflowIds, ...policy.actionWorkflowIds].includes(
          id,
        ),
      )
      .map((policy) =>
        policy.disabled ? words('cells.disabled', { name: policy.object.displayName }) : policy.object.displayName,
      )
      .join('; ')
  return table(
    words,
    { id: 'workflows', chapter: 'service' },
    signal(services, (service) => service.workflows),
    [
      title(),
      origin(words),
      text('phase', ({ item }) => words.term('phase', item.phase)),
      count('activities', ({ item }) => item.activities.length),
      text('steps', ({ item }) =>
        item.readable
          ? item.activities.map((activity) => activity.activity).join(' → ')
          : words('cells.xoml-unreadable'),
      ),
      text('startedBy', ({ service, item }) => startedBy(service, item.object.id) || words('cells.nothing')),
    ],
    ({ item }) => item.object.at,
    ({ item }) => objectAnchor(item.object),
  )
}

function activityTable(services: readonly IdentityService[], words: Words): ReportTable {
  const lines = signal(services, (service) => service.workflows).flatMap(({ service, item }) =>
    item.activities.map((activity, index) => ({ service, workflow: item, activity, index })),
  )
  return table(
    words,
    { id: 'activities', chapter: 'service' },
    lines,
    [
      text('workflow', ({ workflow }) => ({
        text: workflow.object.displayName,
        href: `#${objectAnchor(workflow.object)}`,
      })),
      count('order', ({ index }) => index + 1),
      text('activity', ({ activity }) => activity.activity),
      text('family', ({ activity }) => words.term('family', activity.family)),
      code('properties', ({ activity }) =>
        activity.properties.map((property) => `${property.name} = ${property.value}`).join('\n'),
      ),
    ],
    ({ activity }) => activity.at,
  )
}

function setTable(services: readonly IdentityService[], words: Words): ReportTable {
  return table(
    words,
    { id: 'sets', chapter: 'service' },
    signal(services, (service) => service.sets),
    [
      title(),
      origin(words),
      text('temporal', ({ item }) => yesNo(item.temporal, words)),
      code('filter', ({ item }) => item.filter?.xpath ?? ''),
      count('explicit', ({ item }) => item.explicitMembers.length),
      text('usedBy', ({ service, item }) =>
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

function groupTable(services: readonly IdentityService[], words: Words): ReportTable {
  return table(
    words,
    { id: 'groups', chapter: 'service' },
    signal(services, (service) => service.groups),
    [
      title(),
      text('type', ({ item }) => item.type),
      text('scope', ({ item }) => item.scope),
      text('membership', ({ item }) =>
        item.membershipLocked ? words('cells.computed') : item.membershipAddWorkflow || words('cells.by-hand'),
      ),
      code('filter', ({ item }) => item.filter?.xpath ?? ''),
      count('members', ({ item }) => item.explicitMembers.length),
      count('owners', ({ item }) => item.owners.length),
    ],
    ({ item }) => item.object.at,
    ({ item }) => objectAnchor(item.object),
  )
}

function serviceRuleTable(services: readonly IdentityService[], words: Words): ReportTable {
  const creates = (rule: SyncRule) =>
    [
      rule.creates.connectorObject ? words('cells.creates-connected') : '',
      rule.creates.metaverseObject ? words('cells.creates-metaverse') : '',
    ]
      .filter((part) => part !== '')
      .join(', ')
  return table(
    words,
    { id: 'service-sync-rules', chapter: 'service' },
    each(services, (service) => service.syncRules),
    [
      text('name', ({ item }) => item.name),
      text('direction', ({ item }) => words.term('direction', item.direction)),
      count('precedence', ({ item }) => item.precedence),
      code('connector', ({ item }) => item.connectorId),
      text('connectorObjectType', ({ item }) => item.connectorObjectType),
      text('metaverseObjectType', ({ item }) => item.metaverseObjectType),
      text('creates', ({ item }) => creates(item)),
      text('disconnects', ({ item }) => yesNo(item.creates.disconnects, words)),
      text('applied', ({ item }) =>
        words.term(
          'applied',
          item.direction === 'inbound' ? 'itself' : item.outboundIsFilterBased ? 'scoping-filter' : 'workflow',
        ),
      ),
      code('scope', ({ item }) => scopeText(item.scope, words)),
      code('joins', ({ item }) => joinText(item.joins, words)),
      count('flows', ({ item }) => item.mappings.length),
    ],
    ({ item }) => item.at,
    ({ item }) => anchor('service-rule', item.id),
  )
}

function serviceRuleFlowTable(services: readonly IdentityService[], words: Words): ReportTable {
  const lines = each(services, (service) => service.syncRules).flatMap(({ item }) =>
    item.mappings.map((flow) => ({ rule: item, flow })),
  )
  return table(
    words,
    { id: 'service-sync-rule-flows', chapter: 'service' },
    lines,
    [
      text('rule', ({ rule }) => ({ text: rule.name, href: `#${anchor('service-rule', rule.id)}` })),
      text('direction', ({ flow }) => words.term('direction', flow.direction)),
      text('target', ({ flow }) => flow.target),
      text('kind', ({ flow }) => words.term('mapping', flow.kind)),
      code('value', ({ flow }) => ruleFlowText(flow)),
      text('when', ({ flow }) =>
        words.term('flow-when', flow.existenceTest ? 'existence-test' : flow.initialOnly ? 'initial' : 'always'),
      ),
      text('allowsNull', ({ flow }) => yesNo(flow.allowsNull, words)),
    ],
    ({ flow }) => flow.at,
  )
}

function emailTable(services: readonly IdentityService[], words: Words): ReportTable {
  return table(
    words,
    { id: 'email-templates', chapter: 'service' },
    signal(services, (service) => service.emailTemplates),
    [
      title(),
      origin(words),
      text('type', ({ item }) => item.templateType),
      text('subject', ({ item }) => item.subject),
    ],
    ({ item }) => item.object.at,
    ({ item }) => objectAnchor(item.object),
  )
}

function customSchemaTable(services: readonly IdentityService[], words: Words): ReportTable {
  const lines = services.flatMap((service) => [
    ...service.objectTypes.map((item) => ({ kind: 'object-type', name: item.name, detail: '', object: item.object })),
    ...service.attributeTypes.map((item) => ({
      kind: 'attribute',
      name: item.name,
      detail: item.multivalued ? words('cells.multi-valued', { type: item.dataType }) : item.dataType,
      object: item.object,
    })),
    ...service.bindings.map((item) => ({
      kind: 'binding',
      name: `${nameOf(service, item.objectTypeId, words)} – ${nameOf(service, item.attributeId, words)}`,
      detail: item.required ? words('cells.required') : '',
      object: item.object,
    })),
  ])
  return table(
    words,
    { id: 'service-schema', chapter: 'service' },
    lines.filter((line) => isSignal(line.object)),
    [
      text('kind', ({ kind }) => words.term('schema-part', kind)),
      text('name', ({ name }) => name),
      text('detail', ({ detail }) => detail),
      text('origin', ({ object }) => words.term('object-origin', object.origin)),
    ],
    ({ object }) => object.at,
  )
}

function objectTable(services: readonly IdentityService[], words: Words): ReportTable {
  return table(
    words,
    { id: 'service-objects', chapter: 'service' },
    each(services, (service) => service.objects),
    [
      text('name', ({ item }) => item.displayName),
      text('type', ({ item }) => item.type),
      text('origin', ({ item }) => words.term('object-origin', item.origin)),
      text('placeholder', ({ item }) => yesNo(item.isPlaceholder, words)),
      text('changed', ({ item }) => item.changedAttributes.join(', ')),
      code('id', ({ item }) => item.id),
    ],
    ({ item }) => item.at,
  )
}
