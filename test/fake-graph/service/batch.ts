import { badRequest } from '../http/error.js'
import { isList, isObject, type Json, type JsonObject, textOf } from '../json.js'

export interface BatchItem {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json | undefined
  readonly dependsOn: readonly string[]
}

export const mostBatchItems = 20

/** Requests of a batch; a batch that breaks its form is refused as a whole. */
export function readBatch(body: JsonObject): readonly BatchItem[] {
  const requests = body.requests
  if (!isList(requests) || requests.length === 0) throw badRequest('A batch needs its requests.', 'BadRequest')
  if (requests.length > mostBatchItems)
    throw badRequest(`Number of batch request steps exceeds the limit of ${mostBatchItems}.`, 'MaximumValueExceeded')
  const seen = new Set<string>()
  const items = requests.map((request) => {
    const item = itemOf(request)
    const key = item.id.toLowerCase()
    if (seen.has(key)) throw badRequest(`Duplicate request id '${item.id}'.`, 'BadRequest')
    const unknown = item.dependsOn.find((id) => !seen.has(id.toLowerCase()))
    if (unknown !== undefined) throw badRequest(`Request '${item.id}' depends on unknown '${unknown}'.`, 'BadRequest')
    seen.add(key)
    return item
  })
  const chained = items.filter((item) => item.dependsOn.length > 0).length
  // Fully one after the other, or all at once, or all after the same one.
  const sameRoot = new Set(items.filter((item) => item.dependsOn.length > 0).map((item) => item.dependsOn.join(' ')))
  if (chained > 0 && chained < items.length - 1 && sameRoot.size > 1)
    throw badRequest('A batch is either in order or without order.', 'BadRequest')
  return items
}

function itemOf(request: Json): BatchItem {
  if (!isObject(request)) throw badRequest('A request of the batch is no object.', 'BadRequest')
  const [id, method, url] = [textOf(request.id), textOf(request.method), textOf(request.url)]
  if (id === undefined || id === '' || method === undefined || url === undefined)
    throw badRequest('Every request of a batch needs id, method and url.', 'BadRequest')
  const headers: Record<string, string> = {}
  const given = request.headers
  if (isObject(given)) for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = String(value)
  const dependsOn = request.dependsOn
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers,
    body: request.body,
    dependsOn: isList(dependsOn) ? dependsOn.map(String) : [],
  }
}
