import { badRequest, notFound } from '../http/error.js'
import { segmentsOf } from '../http/path.js'
import type { Call } from '../http/router.js'
import { isList, type Json } from '../json.js'

/** Id that a link of a body names; the link has to be of this cloud and the object known to the replica. */
export function referencedId(call: Call, link: Json | undefined): string {
  if (typeof link !== 'string') throw badRequest('A reference must be an address.')
  let url: URL
  try {
    url = new URL(link)
  } catch {
    throw badRequest(`The reference '${link}' is not an address.`)
  }
  if (!call.tenant.options.hosts.includes(url.host)) throw badRequest(`The reference '${link}' is of another host.`)
  const [version, ...segments] = segmentsOf(url.pathname)
  const id = segments.at(-1)
  if ((version !== 'v1.0' && version !== 'beta') || id === undefined || segments.length < 2)
    throw badRequest(`The reference '${link}' names no object.`)
  const found = call.tenant.seenDirectoryObject(id)
  if (found === undefined) throw notFound(id)
  const asked = segments[0]
  if (asked !== 'directoryObjects' && asked !== found.collection) throw notFound(id)
  return id
}

/** Ids of `<name>@odata.bind`, undefined where the body has none. */
export function boundIds(call: Call, name: string): string[] | undefined {
  const links = call.body[`${name}@odata.bind`]
  if (links === undefined) return undefined
  if (!isList(links)) throw badRequest(`${name}@odata.bind must be a list.`)
  if (links.length > 20) throw badRequest(`The number of references in '${name}@odata.bind' exceeds the limit of 20.`)
  return links.map((link) => referencedId(call, link))
}
