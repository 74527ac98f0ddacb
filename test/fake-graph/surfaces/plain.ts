import { type Answer, type Call, type Needs, type Route, route } from '../http/router.js'
import type { JsonObject } from '../json.js'
import { type ListOptions, listBody } from '../odata/query.js'
import { checkMatch, created, noContent, ok, one, properties, require, seenOr404 } from '../service/answers.js'
import type { Entity } from '../service/collection.js'

/** A collection that is listed, read, made, changed and deleted without anything of its own between. */
export interface PlainSurface {
  readonly path: string
  readonly collection: string
  /** Name of the type in messages. */
  readonly resource: string
  readonly read: Needs
  readonly write: Needs
  readonly required: readonly string[]
  readonly update: 'PATCH' | 'PUT' | 'none'
  readonly deletes: 'away' | 'to the bin' | 'never'
  readonly list?: ListOptions
  /** Values the service sets where the body has none. */
  readonly defaults?: JsonObject
  /** The id, where it is not a GUID of the service. */
  readonly idOf?: (body: JsonObject) => string
  /** Refuses a body, with what it would become. */
  readonly check?: (call: Call, next: JsonObject, before: Entity | undefined) => void
  readonly checkDelete?: (call: Call, entity: Entity) => void
  readonly made?: (call: Call, entity: Entity) => void
  readonly changed?: (call: Call, entity: Entity) => void
  /** As it is told. */
  readonly shown?: (call: Call, entity: JsonObject, single: boolean) => JsonObject
}

export function plainRoutes(surface: PlainSurface): Route[] {
  const { path, read, write, shown = (_, entity) => entity } = surface
  const of = (call: Call): Entity => seenOr404(call.tenant.collection(surface.collection), call.at.id ?? '')
  const routes = [
    route('GET', path, read, (call) =>
      ok(
        listBody(call, call.tenant.collection(surface.collection).listed(), surface.list, (item) =>
          shown(call, item, false),
        ),
      ),
    ),
    route('GET', `${path}/{id}`, read, (call) => {
      const entity = of(call)
      return one(call, shown(call, entity, true), call.tenant.collection(surface.collection).etag(entity.id))
    }),
    route('POST', path, write, (call) => make(surface, call, shown)),
  ]
  if (surface.update !== 'none')
    routes.push(route(surface.update, `${path}/{id}`, write, (call) => update(surface, call, of(call))))
  if (surface.deletes !== 'never')
    routes.push(
      route('DELETE', `${path}/{id}`, write, (call) => {
        const entity = of(call)
        checkMatch(call, call.tenant.collection(surface.collection), entity.id)
        surface.checkDelete?.(call, entity)
        call.tenant.remove(surface.collection, entity.id, surface.deletes === 'to the bin')
        return noContent
      }),
    )
  return routes
}

function make(surface: PlainSurface, call: Call, shown: NonNullable<PlainSurface['shown']>): Answer {
  const body = { ...surface.defaults, ...properties(call.body) }
  require(body, surface.required, surface.resource)
  surface.check?.(call, body, undefined)
  const id = surface.idOf?.(body) ?? call.tenant.newId()
  const entity = call.tenant.collection(surface.collection).add({ ...body, id })
  surface.made?.(call, entity)
  return created(shown(call, entity, true))
}

function update(surface: PlainSurface, call: Call, before: Entity): Answer {
  const collection = call.tenant.collection(surface.collection)
  checkMatch(call, collection, before.id)
  const body = properties(call.body)
  // PUT replaces: what is not sent falls back to what a new object would have.
  const next = surface.update === 'PUT' ? { ...surface.defaults, ...body } : { ...before, ...body }
  if (surface.update === 'PUT') require(next, surface.required, surface.resource)
  surface.check?.(call, next, before)
  const changed = collection.put({ ...next, id: before.id })
  surface.changed?.(call, changed)
  return noContent
}
