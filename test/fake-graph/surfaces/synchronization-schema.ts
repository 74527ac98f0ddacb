import { attempt, parse, toGraph } from '../../../src/expression/index.js'
import { badRequest } from '../http/error.js'
import { copyOf, isList, isObject, type Json, type JsonObject, objectsOf, textOf } from '../json.js'
import type { Entity } from '../service/collection.js'
import type { Tenant } from '../service/tenant.js'

export const filterOperators: readonly JsonObject[] = [
  'EQUALS',
  'NOT EQUALS',
  'IS TRUE',
  'IS FALSE',
  'IS NULL',
  'IS NOT NULL',
  'REGEX MATCH',
  'NOT REGEX MATCH',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUALS',
  'INCLUDES',
].map((name) => ({ id: name, name, arity: /^IS /.test(name) ? 'Unary' : 'Binary', attributeTypes: ['String'] }))

export const functionsOfSchema: readonly JsonObject[] = [
  'Append',
  'Coalesce',
  'IIF',
  'Join',
  'Mid',
  'Replace',
  'Switch',
  'ToLower',
  'Trim',
].map((name) => ({ name, parameters: [] }))

/** What a job starts with: one rule from its source to its target, ids of its own. */
export function templateSchema(tenant: Tenant, job: Entity): JsonObject {
  const [source, target] = sides(job.id)
  return {
    version: 'Date:2026-08-01T00:00:00Z',
    directories: [directory(tenant.newId(), source), directory(tenant.newId(), target)],
    synchronizationRules: [
      {
        id: tenant.newId(),
        name: 'USER_TO_USER',
        priority: 1,
        editable: true,
        sourceDirectoryName: source,
        targetDirectoryName: target,
        metadata: [],
        containerFilter: null,
        groupFilter: null,
        objectMappings: templateMappings(job.id),
      },
    ],
  }
}

const uploadedUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** Uploads match by the number of the employee; groups written to AD are known there by an attribute of their own. */
function templateMappings(jobId: string): readonly JsonObject[] {
  if (jobId.startsWith('AAD2ADGroup'))
    return [
      mappingOf('Provision groups', 'Group', 'group', 'msDS-ExternalDirectoryObjectId', 'Append("Group_", [objectId])'),
    ]
  if (jobId.startsWith('API2'))
    return [mappingOf('Provision users', uploadedUser, 'User', 'employeeId', '[externalId]')]
  const users = mappingOf('Provision users', 'User', 'User', 'userPrincipalName', '[userPrincipalName]')
  if (!jobId.startsWith('AD2AAD')) return [users]
  return [users, mappingOf('Provision groups', 'group', 'Group', 'sourceAnchor', '[objectGUID]')]
}

function mappingOf(name: string, source: string, target: string, key: string, expression: string): JsonObject {
  const isFunction = !expression.startsWith('[')
  return {
    name,
    enabled: true,
    flowTypes: 'Add, Update, Delete',
    sourceObjectName: source,
    targetObjectName: target,
    scope: null,
    metadata: [],
    attributeMappings: [
      {
        targetAttributeName: key,
        matchingPriority: 1,
        flowType: 'Always',
        flowBehavior: 'FlowWhenChanged',
        defaultValue: null,
        exportMissingReferences: false,
        source: {
          type: isFunction ? 'Function' : 'Attribute',
          name: isFunction ? 'Append' : expression.slice(1, -1),
          expression,
          parameters: [],
        },
      },
    ],
  }
}

function sides(jobId: string): [string, string] {
  if (jobId.startsWith('API2AAD')) return ['API', 'Microsoft Entra ID']
  if (jobId.startsWith('API2AD')) return ['API', 'Active Directory']
  if (jobId.startsWith('AD2AAD')) return ['Active Directory', 'Microsoft Entra ID']
  if (jobId.startsWith('AAD2AD')) return ['Microsoft Entra ID', 'Active Directory']
  if (jobId.startsWith('Azure2Azure')) return ['Microsoft Entra ID', 'Microsoft Entra ID (target tenant)']
  if (jobId.startsWith('Workday'))
    return ['Workday', jobId.includes('2AAD') ? 'Microsoft Entra ID' : 'Active Directory']
  return ['Microsoft Entra ID', 'Target']
}

function directory(id: string, name: string): JsonObject {
  return {
    id,
    name,
    version: '1',
    readOnly: false,
    discoverabilities: 'AttributeNames, AttributeDataTypes',
    discoveryDateTime: null,
    objects: [
      {
        name: 'User',
        metadata: [],
        supportedApis: [],
        attributes: ['id', 'userPrincipalName', 'displayName', 'mail', 'accountEnabled'].map((attribute, index) => ({
          name: attribute,
          type: attribute === 'accountEnabled' ? 'Boolean' : 'String',
          anchor: index === 0,
          required: index < 2,
          multivalued: false,
          caseExact: false,
          mutability: 'ReadWrite',
          flowNullValues: false,
          defaultValue: null,
          referencedObjects: [],
          apiExpressions: [],
          metadata: [],
        })),
      },
    ],
  }
}

const flowTypes = new Set(['Always', 'ObjectAddOnly', 'MultiValueAddOnly', 'ValueAddOnly', 'AttributeAddOnly'])
const sourceTypes = new Set(['Attribute', 'Constant', 'Function'])

/**
 * Full replacement. Rules need ids, names and directories that exist; directories that are not sent are lost, their ids
 * must be the job's own. Comes back as the service keeps it: defaults filled, mappings in the order of their targets.
 */
export function checkedSchema(body: JsonObject, before: JsonObject): JsonObject {
  const rules = body.synchronizationRules
  if (!isList(rules) || rules.length === 0) throw invalid('synchronizationRules must not be empty.')
  const known = objectsOf(before.directories)
  const directories = objectsOf(body.directories)
  for (const entry of directories)
    if (!known.some((other) => other.id === entry.id))
      throw invalid(`The directory '${String(entry.name)}' has an unknown id.`)
  const names = new Set(known.map((entry) => entry.name))
  for (const rule of objectsOf(rules)) checkRule(rule, names)
  const kept = directories.length > 0 ? directories : known.map((entry) => ({ ...entry, objects: [] }))
  return {
    version: `Date:${String(body.version ?? before.version)}`.replace('Date:Date:', 'Date:'),
    directories: copyOf(kept),
    synchronizationRules: objectsOf(copyOf(rules)).map(normalised),
  }
}

function checkRule(rule: JsonObject, directories: ReadonlySet<Json | undefined>): void {
  for (const name of ['id', 'name', 'sourceDirectoryName', 'targetDirectoryName'])
    if (textOf(rule[name]) === undefined) throw invalid(`A rule has no ${name}.`)
  for (const side of ['sourceDirectoryName', 'targetDirectoryName'])
    if (!directories.has(rule[side]))
      throw invalid(`The rule '${String(rule.name)}' names the unknown directory '${String(rule[side])}'.`)
  for (const mapping of objectsOf(rule.objectMappings)) checkObjectMapping(mapping)
}

function checkObjectMapping(mapping: JsonObject): void {
  const attributeMappings = objectsOf(mapping.attributeMappings)
  const targets = new Set<string>()
  for (const attribute of attributeMappings) {
    const target = textOf(attribute.targetAttributeName)
    if (target === undefined) throw invalid('An attribute mapping has no targetAttributeName.')
    if (targets.has(target)) throw invalid(`The target attribute '${target}' is mapped twice.`)
    targets.add(target)
    if (attribute.flowType !== undefined && !flowTypes.has(String(attribute.flowType)))
      throw invalid(`Unknown flowType '${String(attribute.flowType)}'.`)
    const source = attribute.source
    if (!isObject(source) || !sourceTypes.has(String(source.type)))
      throw invalid(`The mapping of '${target}' has no source type Attribute, Constant or Function.`)
  }
  if (!attributeMappings.some((attribute) => Number(attribute.matchingPriority ?? 0) > 0))
    throw invalid(`The object mapping '${String(mapping.name)}' matches by no attribute.`)
}

function normalised(rule: JsonObject): JsonObject {
  return {
    metadata: [],
    containerFilter: null,
    groupFilter: null,
    ...rule,
    objectMappings: objectsOf(rule.objectMappings).map((mapping) => ({
      metadata: [],
      scope: null,
      ...mapping,
      attributeMappings: objectsOf(mapping.attributeMappings)
        .map((attribute) => ({
          defaultValue: null,
          exportMissingReferences: false,
          flowBehavior: 'FlowWhenChanged',
          flowType: 'Always',
          matchingPriority: 0,
          ...attribute,
        }))
        .sort((a, b) => compare(String(nameOf(a)), String(nameOf(b)))),
    })),
  }
}

function nameOf(attribute: JsonObject): Json | undefined {
  return attribute.targetAttributeName
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function invalid(message: string): Error {
  return badRequest(`Invalid schema: ${message}`, 'InvalidSchema')
}

/** Reads an expression as the service does; it is not evaluated here. */
export function parsedExpression(expression: string): JsonObject {
  const outcome = attempt(() => parse('entra', expression))
  if (!outcome.ok)
    return {
      parsingSucceeded: false,
      evaluationSucceeded: false,
      error: { code: 'InvalidExpression', message: outcome.error.message },
    }
  return {
    parsingSucceeded: true,
    evaluationSucceeded: false,
    parsedExpression: JSON.parse(JSON.stringify(toGraph(outcome.value))) as JsonObject,
  }
}
