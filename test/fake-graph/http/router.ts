import type { Json, JsonObject } from '../json.js'
import type { Query } from '../odata/query.js'
import type { Tenant } from '../service/tenant.js'

/** A request on its way to the surface that answers it. */
export interface Call {
  readonly version: 'v1.0' | 'beta'
  readonly method: string
  /** Below the version, as it was sent. */
  readonly path: string
  /** What stood at the places of the pattern. */
  readonly at: Readonly<Record<string, string>>
  readonly query: Query
  readonly headers: Readonly<Record<string, string>>
  /** Empty where nothing was sent. */
  readonly body: JsonObject
  readonly tenant: Tenant
  /** Address that stands before every link of an answer, with the version. */
  readonly root: string
  readonly caller: Caller
}

/** Whoever stands behind a token. */
export interface Caller {
  readonly app: string
  readonly delegated: boolean
  readonly permissions: ReadonlySet<string>
}

export interface Answer {
  readonly status: number
  readonly body?: Json
  readonly headers?: Readonly<Record<string, string>>
}

export type Licence = 'P1' | 'P2' | 'Governance'

export interface Needs {
  /** One of these; without them the surface asks for none. */
  readonly application?: readonly string[]
  readonly delegated?: readonly string[]
  /** One of these. */
  readonly licence?: readonly Licence[]
  /** Not in v1.0. */
  readonly beta?: boolean
}

export interface Route {
  readonly method: string
  /** `/groups/{id}/members`; `(uniqueName)` stands for a key by that name. */
  readonly pattern: string
  readonly handle: (call: Call) => Answer
  readonly needs: Needs
}

export function route(method: string, pattern: string, needs: Needs, handle: (call: Call) => Answer): Route {
  return { method, pattern, handle, needs }
}

export interface Hit {
  readonly route: Route
  readonly at: Readonly<Record<string, string>>
}

/** Finds the route of a path; where only the method is wrong, says so. */
export class Router {
  private readonly byLength = new Map<number, { readonly route: Route; readonly parts: readonly string[] }[]>()

  constructor(routes: readonly Route[]) {
    for (const entry of routes) {
      const parts = entry.pattern.split('/').filter((part) => part !== '')
      const same = this.byLength.get(parts.length)
      if (same === undefined) this.byLength.set(parts.length, [{ route: entry, parts }])
      else same.push({ route: entry, parts })
    }
  }

  find(method: string, segments: readonly string[]): Hit | 'other-method' | undefined {
    let otherMethod = false
    let best: (Hit & { readonly places: number }) | undefined
    for (const { route, parts } of this.byLength.get(segments.length) ?? []) {
      const at = match(parts, segments)
      if (at === undefined) continue
      if (route.method !== method) otherMethod = true
      else {
        // The more literal pattern wins: `/users/$count` before `/users/{id}`.
        const places = Object.keys(at).length
        if (best === undefined || places < best.places) best = { route, at, places }
      }
    }
    return best ?? (otherMethod ? 'other-method' : undefined)
  }
}

function match(parts: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const at: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith('{')) {
      if (segment.startsWith('(') || segment.startsWith('$')) return undefined
      at[part.slice(1, -1)] = segment
    } else if (part.startsWith('(')) {
      const name = part.slice(1, -1)
      const key = segment.startsWith(`(${name}=`) ? segment.slice(name.length + 2, -1) : undefined
      if (key === undefined) return undefined
      at[name] = key
    } else if (part.toLowerCase() !== segment.toLowerCase()) return undefined
  }
  return at
}
