import { badRequest, GraphError, notFound } from '../http/error.js'
import type { Answer, Call } from '../http/router.js'
import type { Json, JsonObject } from '../json.js'
import { selected } from '../odata/query.js'
import type { Collection, Entity } from './collection.js'

export const noContent: Answer = { status: 204 }

export function ok(body: Json): Answer {
  return { status: 200, body }
}

export function created(body: Json): Answer {
  return { status: 201, body }
}

/** One object with what `$select` asks for. */
export function one(call: Call, entity: JsonObject, etag?: string): Answer {
  const body = { '@odata.context': `${call.root}/$metadata#${call.path.replace(/^\//, '')}/$entity`, ...entity }
  return { status: 200, body: selected(body, call.query), ...(etag === undefined ? {} : { headers: { etag } }) }
}

/** The object as the replica knows it, or 404. */
export function seenOr404(collection: Collection, id: string): Entity {
  const entity = collection.seen(id)
  if (entity === undefined) throw notFound(id)
  return entity
}

export function storedOr404(collection: Collection, id: string): Entity {
  const entity = collection.get(id)
  if (entity === undefined) throw notFound(id)
  return entity
}

/** `If-Match` of another state is refused. */
export function checkMatch(call: Call, collection: Collection, id: string): void {
  const wanted = call.headers['if-match']
  if (wanted !== undefined && wanted !== '*' && wanted !== collection.etag(id))
    throw new GraphError(412, 'preconditionFailed', 'The object has changed since it was read.')
}

/** Properties without which the service takes no object of this kind. */
export function require(body: JsonObject, names: readonly string[], resource: string): void {
  for (const name of names)
    if (body[name] === undefined || body[name] === null)
      throw badRequest(`A value is required for property '${name}' of resource '${resource}'.`)
}

/** Without annotations: what a write may set. */
export function properties(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => !name.startsWith('@') && !name.endsWith('@odata.bind')),
  )
}

/** The directory takes null, never an empty text. */
export function refuseEmptyTexts(body: JsonObject, resource: string): void {
  for (const [name, value] of Object.entries(body))
    if (value === '') throw badRequest(`Invalid value specified for property '${name}' of resource '${resource}'.`)
}
