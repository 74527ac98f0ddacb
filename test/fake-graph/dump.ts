import { isList, isObject, type Json, type JsonObject, sorted } from './json.js'
import type { Entity } from './service/collection.js'
import type { Tenant } from './service/tenant.js'

/** An assignment that has ended is history. */
function isOver(collection: string, entity: Entity): boolean {
  return collection === 'assignments' && entity.state === 'expired'
}

/** State of a tenant for comparing: collection → key → object. */
export type Dump = Readonly<Record<string, Readonly<Record<string, Json>>>>

export interface DumpOptions {
  /**
   * Ids that the service gave are replaced by what the object is called, and times of creation left out: two tenants that
   * hold the same compare equal. False by default: then the very objects must be the same.
   */
  readonly normalise?: boolean
  /** With the bin and with logs. */
  readonly everything?: boolean
}

/** Traces of what was done, which no undo takes away. */
const traces = new Set([
  'deletedItems',
  'provisioningLogs',
  'uploads',
  'workflowRuns',
  'deletedWorkflows',
  'accessReviewInstances',
  'temporaryAccessPasses',
  'scheduleRequests',
  'assignmentRequests',
  'resourceRequests',
])
const constants = new Set(['applicationTemplates', 'subscribedSkus', 'roleDefinitions'])

export function dumpOf(tenant: Tenant, options: DumpOptions = {}): Dump {
  const entities = tenant
    .names()
    .filter((name) => !constants.has(name) && (options.everything === true || !traces.has(name)))
    .map((name) => ({
      name,
      list: [...tenant.collection(name).all()].filter((entry) => options.everything === true || !isOver(name, entry)),
    }))
    .filter(({ list }) => list.length > 0)
  const names = options.normalise === true ? namesOf(entities) : new Map<string, string>()
  const dump: Record<string, Record<string, Json>> = {}
  for (const { name, list } of entities) {
    const objects: [string, Json][] = list.map((entity) => [
      replaced(entity.id, names),
      sorted(replacedIn(withRelations(tenant, entity, options.normalise === true), names)),
    ])
    dump[name] = Object.fromEntries(objects.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  }
  return dump
}

function withRelations(tenant: Tenant, entity: Entity, normalise: boolean): JsonObject {
  const whole: JsonObject = { ...entity }
  for (const [relation, ids] of tenant.relationsOf(entity.id)) whole[`@${relation}`] = [...ids].sort()
  if (normalise)
    for (const name of Object.keys(whole))
      if (/^(?:created|modified|lastModified|deleted)DateTime$/.test(name)) delete whole[name]
  return whole
}

/** What to call every object instead of its id; equal names count up in the order of creation. */
function namesOf(
  collections: readonly { readonly name: string; readonly list: readonly Entity[] }[],
): Map<string, string> {
  const names = new Map<string, string>()
  const taken = new Map<string, number>()
  for (const { name, list } of collections)
    for (const entity of list) {
      const called = `<${name}:${naturalKey(entity)}>`
      const count = (taken.get(called) ?? 0) + 1
      taken.set(called, count)
      names.set(entity.id, count === 1 ? called : called.replace(/>$/, `#${count}>`))
    }
  return names
}

function naturalKey(entity: Entity): string {
  for (const name of ['uniqueName', 'userPrincipalName', 'displayName', 'name', 'templateId']) {
    const value = entity[name]
    if (typeof value === 'string') return value
  }
  return 'unnamed'
}

function replacedIn(value: Json, names: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return replaced(value, names)
  if (isList(value)) return value.map((item) => replacedIn(item, names))
  if (!isObject(value)) return value
  const out: JsonObject = {}
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined) continue
    const renamed = replacedIn(item, names)
    // Members and owners have no order of their own.
    out[name] = name.startsWith('@') && isList(renamed) ? [...renamed].sort(byText) : renamed
  }
  return out
}

function byText(a: Json, b: Json): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)]
  return first < second ? -1 : first > second ? 1 : 0
}

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

function replaced(text: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return text
  return names.get(text) ?? text.replace(guid, (id) => names.get(id) ?? id)
}
