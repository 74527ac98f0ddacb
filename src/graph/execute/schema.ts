import { isObject } from '../client/client.js'
import { message } from '../messages.js'
import type { Json, JsonObject, ListRule } from '../step.js'
import { StepStop } from './stop.js'

/** Lists of a schema that keep their order when it is laid over another, so that a difference shows where it is. */
export const schemaLists: Readonly<Record<string, ListRule>> = {
  synchronizationRules: { kind: 'ordered' },
  'synchronizationRules.objectMappings': { kind: 'ordered' },
  directories: { kind: 'ordered' },
  'directories.objects': { kind: 'ordered' },
}

/**
 * A synchronization schema laid over the one the tenant made for the job. The service takes it as a whole, so ids of rules
 * and directories, metadata, and everything the plan does not say are taken over from there.
 *
 * @throws StepStop when a rule of the plan has no counterpart
 */
export function overlaidSchema(desired: JsonObject, present: JsonObject): JsonObject {
  const { '@odata.context': _, ...kept } = present
  return {
    ...kept,
    ...(desired.synchronizationRules === undefined
      ? {}
      : {
          synchronizationRules: overlaidRules(
            objects(desired.synchronizationRules),
            objects(present.synchronizationRules),
          ),
        }),
    ...(desired.directories === undefined
      ? {}
      : {
          directories: overlaidDirectories(
            objects(desired.directories),
            objects(present.directories),
            desired,
            present,
          ),
        }),
  }
}

function overlaidRules(desired: readonly JsonObject[], present: readonly JsonObject[]): readonly Json[] {
  const placed = new Map<JsonObject, JsonObject>()
  for (const rule of desired) {
    const match = ruleFor(rule, present)
    if (match === undefined)
      throw new StepStop(
        message('graph.stop.rule', {
          rule: String(rule.name ?? ''),
          rules: present.map(({ name }) => String(name)).join(', '),
        }),
      )
    placed.set(match, rule)
  }
  return present.map((rule) => {
    const over = placed.get(rule)
    return over === undefined ? rule : overlaidRule(over, rule)
  })
}

/** By name; by what it connects; or the only one there is. A filter without name is for every rule, so for the first. */
function ruleFor(rule: JsonObject, present: readonly JsonObject[]): JsonObject | undefined {
  const named = present.find(({ name }) => name === rule.name)
  if (named !== undefined) return named
  const connecting = present.filter(
    (other) =>
      rule.sourceDirectoryName !== undefined &&
      other.sourceDirectoryName === rule.sourceDirectoryName &&
      other.targetDirectoryName === rule.targetDirectoryName,
  )
  if (connecting.length === 1) return connecting[0]
  return present.length === 1 || rule.name === undefined ? present[0] : undefined
}

function overlaidRule(over: JsonObject, rule: JsonObject): JsonObject {
  const { id: _, name: _name, metadata, sourceDirectoryName: _source, targetDirectoryName: _target, ...said } = over
  return {
    ...rule,
    ...said,
    metadata: Array.isArray(metadata) && metadata.length > 0 ? metadata : (rule.metadata ?? []),
    ...(said.objectMappings === undefined
      ? {}
      : { objectMappings: overlaidMappings(objects(said.objectMappings), objects(rule.objectMappings)) }),
  }
}

/** Mappings of object types the plan does not speak of are switched off, not dropped: the template brought them. */
function overlaidMappings(desired: readonly JsonObject[], present: readonly JsonObject[]): readonly Json[] {
  const connects = (a: JsonObject, b: JsonObject) =>
    text(a.sourceObjectName) === text(b.sourceObjectName) && text(a.targetObjectName) === text(b.targetObjectName)
  const over = present.map((mapping) => {
    const said = desired.find((one) => connects(one, mapping))
    if (said === undefined) return { ...mapping, enabled: false }
    const { metadata, name: _, ...rest } = said
    return {
      ...mapping,
      ...rest,
      ...(rest.attributeMappings === undefined
        ? {}
        : { attributeMappings: withKey(objects(rest.attributeMappings), objects(mapping.attributeMappings)) }),
      metadata: Array.isArray(metadata) && metadata.length > 0 ? metadata : (mapping.metadata ?? []),
    }
  })
  const added = desired.filter((one) => !present.some((mapping) => connects(one, mapping)))
  return [...over, ...added]
}

/** Where the plan knows nothing to match by, the key of the template goes on matching. */
function withKey(desired: readonly JsonObject[], present: readonly JsonObject[]): readonly Json[] {
  const isKey = ({ matchingPriority }: JsonObject) => typeof matchingPriority === 'number' && matchingPriority > 0
  if (desired.some(isKey)) return desired
  const keys = present.filter(isKey)
  const isKept = ({ targetAttributeName }: JsonObject) =>
    !keys.some((key) => text(key.targetAttributeName) === text(targetAttributeName))
  return [...keys, ...desired.filter(isKept)]
}

/** Attributes join those the directory has; names of directories are the tenant's. */
function overlaidDirectories(
  desired: readonly JsonObject[],
  present: readonly JsonObject[],
  plan: JsonObject,
  tenant: JsonObject,
): readonly Json[] {
  const planned = objects(plan.synchronizationRules)[0]
  const there = objects(tenant.synchronizationRules)[0]
  const tenantName = (name: Json | undefined) =>
    name === planned?.sourceDirectoryName
      ? there?.sourceDirectoryName
      : name === planned?.targetDirectoryName
        ? there?.targetDirectoryName
        : name
  return present.map((directory) => {
    const said = desired.find(({ name }) => name === directory.name || tenantName(name) === directory.name)
    if (said === undefined) return directory
    return { ...directory, objects: overlaidObjects(objects(said.objects), objects(directory.objects)) }
  })
}

function overlaidObjects(desired: readonly JsonObject[], present: readonly JsonObject[]): readonly Json[] {
  const known = new Set(present.map(({ name }) => text(name)))
  return [
    ...present.map((one) => {
      const said = desired.find(({ name }) => text(name) === text(one.name))
      if (said === undefined) return one
      const attributes = objects(one.attributes)
      const have = new Set(attributes.map(({ name }) => text(name)))
      const added = objects(said.attributes).filter(({ name }) => !have.has(text(name)))
      return added.length === 0 ? one : { ...one, attributes: [...attributes, ...added] }
    }),
    ...desired.filter(({ name }) => !known.has(text(name))),
  ]
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value.toLowerCase() : ''
}
