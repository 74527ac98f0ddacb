import { type Call, type Route, route } from '../http/router.js'
import { isObject, type JsonObject, textsOf } from '../json.js'
import { listBody } from '../odata/query.js'
import { noContent, ok, one, storedOr404 } from '../service/answers.js'
import type { Entity } from '../service/collection.js'
import { anyOf } from './needs.js'
import { typeOf } from './organization.js'

const read = anyOf(
  'User.Read.All',
  'Group.Read.All',
  'Application.Read.All',
  'Directory.Read.All',
  'User.ReadWrite.All',
  'Group.ReadWrite.All',
  'Application.ReadWrite.All',
  'Application.ReadWrite.OwnedBy',
)
const write = anyOf(
  'User.ReadWrite.All',
  'Group.ReadWrite.All',
  'Application.ReadWrite.All',
  'Application.ReadWrite.OwnedBy',
  'AdministrativeUnit.ReadWrite.All',
)

/** The bin of the directory. */
export const deletedItemRoutes: readonly Route[] = [
  ...['user', 'group', 'application', 'servicePrincipal', 'administrativeUnit'].map((type) =>
    route('GET', `/directory/deletedItems/microsoft.graph.${type}`, read, (call) => {
      const entries = [...call.tenant.collection('deletedItems').all()]
      return ok(listBody(call, entries.filter((entry) => typeOf(String(entry.collection)) === type).map(shown)))
    }),
  ),
  route('GET', '/directory/deletedItems/{id}', read, (call) => one(call, shown(entryOf(call)))),
  route('POST', '/directory/deletedItems/{id}/restore', write, (call) => ok(restore(call))),
  route('DELETE', '/directory/deletedItems/{id}', write, (call) => {
    call.tenant.collection('deletedItems').delete(entryOf(call).id)
    return noContent
  }),
]

function entryOf(call: Call): Entity {
  return storedOr404(call.tenant.collection('deletedItems'), call.at.id ?? '')
}

function shown(entry: Entity): JsonObject {
  return { ...(isObject(entry.entity) ? entry.entity : {}), deletedDateTime: entry.deletedDateTime }
}

/** Comes back with its relations, to those who are still there. */
function restore(call: Call): JsonObject {
  const { tenant } = call
  const entry = entryOf(call)
  const entity = isObject(entry.entity) ? entry.entity : {}
  tenant.collection(String(entry.collection)).put({ ...entity, id: entry.id })
  for (const relation of ['members', 'owners'] as const)
    for (const id of textsOf(entry[relation]))
      if (tenant.directoryObject(id) !== undefined) tenant.related(entry.id, relation).add(id)
  for (const [name, relation] of [
    ['memberOf', 'members'],
    ['ownerOf', 'owners'],
  ] as const)
    for (const id of textsOf(entry[name]))
      if (tenant.directoryObject(id) !== undefined) tenant.related(id, relation).add(entry.id)
  tenant.collection('deletedItems').delete(entry.id)
  return entity
}
