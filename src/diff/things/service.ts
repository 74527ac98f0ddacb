import type { IdentityService, ServiceObject, WorkflowActivity, WorkflowDefinition } from '../../model/index.js'
import { bag, noise, said } from '../facet.js'
import type { Names } from '../names.js'
import type { Facet, Thing, ThingKind } from '../thing.js'
import { syncRuleThing } from './sync-rule.js'

/** Set by the service, or kept elsewhere: other in every export without anybody's doing. */
const systemAttributes = new Set([
  'ObjectID',
  'ObjectType',
  'ResourceTime',
  'CreatedTime',
  'Creator',
  'MVObjectID',
  'DetectedRulesList',
  'ExpectedRulesList',
  'ComputedMember',
  'ComputedActor',
  'DeletedTime',
  'ExpirationTime',
  'SyncConfigurationData',
])

/** Copies of what the synchronization server's own export says. */
const copies = new Set(['ma-data', 'mv-data'])

const kinds: Readonly<Record<string, ThingKind>> = {
  Set: 'set',
  Group: 'group',
  ManagementPolicyRule: 'policy',
  WorkflowDefinition: 'workflow',
  EmailTemplate: 'email-template',
  AttributeTypeDescription: 'service-schema',
  ObjectTypeDescription: 'service-schema',
  BindingDescription: 'service-schema',
}

export function serviceThings(service: IdentityService, names: Names): Thing[] {
  const rules = new Map(service.syncRules.map((rule) => [rule.id, rule]))
  const workflows = new Map(service.workflows.map((workflow) => [workflow.object.id, workflow]))
  return service.objects
    .filter((object) => !object.isPlaceholder && !copies.has(object.type))
    .map((object) => {
      const rule = rules.get(object.id)
      if (object.type === 'SynchronizationRule' && rule !== undefined) return syncRuleThing(rule, names)
      return objectThing(object, workflows.get(object.id), names)
    })
}

function objectThing(object: ServiceObject, workflow: WorkflowDefinition | undefined, names: Names): Thing {
  const id = names.canonical(object.id)
  const readable = workflow?.readable === true
  const left = readable ? new Set(['XOML']) : new Set<string>()
  return {
    kind: kinds[object.type] ?? 'service-object',
    name: kinds[object.type] === undefined ? `${object.type}: ${object.displayName}` : object.displayName,
    keys: [id],
    id,
    ...(object.origin === 'shipped' ? { isShipped: true as const } : {}),
    uses: idsIn(object, names),
    facets: [
      said('name', object.displayName),
      noise('created', 'dates', (object.attributes.CreatedTime ?? []).join(' ')),
      ...attributeFacets(object, names, left),
    ],
    children: [
      ...(readable ? workflow.activities.map((activity) => activityThing(activity, names)) : []),
      ...(object.translations ?? []).map(
        ({ culture, attributes }): Thing => ({
          kind: 'translation',
          name: culture,
          keys: [culture.toLowerCase()],
          facets: Object.entries(attributes).map(([name, values]) => bag(`:${name}`, values)),
          children: [],
          at: object.at,
        }),
      ),
    ],
    at: object.at,
  }
}

/** Every attribute is a facet of its own, also one that the other side does not have. */
function attributeFacets(object: ServiceObject, names: Names, left: ReadonlySet<string>): Facet[] {
  return Object.entries(object.attributes)
    .filter(([name]) => !systemAttributes.has(name) && name !== 'DisplayName' && !left.has(name))
    .map(([name, values]) => valueFacet(`:${name}`, values.map(unwrapped), names))
}

function valueFacet(id: string, values: readonly string[], names: Names): Facet {
  if (values.length === 1) return said(id, names.shownText(values[0] ?? ''), names.canonicalText(values[0] ?? ''))
  return bag(id, values.map(names.shownText), values.map(names.canonicalText))
}

/** The condition of a set or group without the element around it; a reference without its scheme. */
function unwrapped(text: string): string {
  const filter = /^\s*<Filter\b[^>]*>([\s\S]*)<\/Filter>\s*$/.exec(text)
  return (filter?.[1] ?? text).replace(/^urn:uuid:/, '')
}

function idsIn(object: ServiceObject, names: Names): string[] {
  const ids = Object.entries(object.attributes)
    .filter(([name]) => !systemAttributes.has(name))
    .flatMap(([, values]) =>
      values.flatMap((value) => value.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi) ?? []),
    )
  return [...new Set(ids.map(names.canonical))]
}

function activityThing(activity: WorkflowActivity, names: Names): Thing {
  const title = activity.properties.find(({ name }) => /ActivityDisplayName|^Title$/.test(name))?.value ?? ''
  return {
    kind: 'activity',
    name: title === '' ? activity.activity : `${activity.activity} “${title}”`,
    keys: [
      `${activity.activity}\n${activity.properties.map(({ name, value }) => `${name}=${names.canonicalText(value)}`).join('\n')}`,
      `${activity.activity}\n${title}`,
      activity.activity,
    ],
    isRanked: true,
    facets: [
      said('within', (activity.within ?? []).join(' › ')),
      ...activity.properties.map(({ name, value }) =>
        said(`:${name}`, names.shownText(value), names.canonicalText(value)),
      ),
    ],
    children: [],
    at: activity.at,
  }
}
