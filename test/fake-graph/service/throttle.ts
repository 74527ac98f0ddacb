import type { Clock } from '../clock.js'

/** A bucket that fills steadily: `size` tokens in `windowMs`. */
export interface Limit {
  readonly name: string
  readonly size: number
  readonly windowMs: number
}

export interface Spent {
  /** Seconds to wait, undefined where the request may go on. */
  readonly retryAfter: number | undefined
  /** Share of the fullest bucket that is used. */
  readonly used: number
}

export class Throttle {
  private readonly buckets = new Map<string, { tokens: number; at: number }>()

  constructor(private readonly clock: Clock) {}

  /** Takes from all or from none. */
  spend(costs: readonly { readonly limit: Limit; readonly cost: number; readonly who: string }[]): Spent {
    const now = this.clock.now()
    let wait = 0
    let used = 0
    const filled = costs.map(({ limit, cost, who }) => {
      const key = `${limit.name} ${who}`
      const bucket = this.buckets.get(key) ?? { tokens: limit.size, at: now }
      const tokens = Math.min(limit.size, bucket.tokens + ((now - bucket.at) / limit.windowMs) * limit.size)
      if (tokens < cost) wait = Math.max(wait, ((cost - tokens) / limit.size) * limit.windowMs)
      used = Math.max(used, 1 - tokens / limit.size)
      return { key, tokens, cost }
    })
    const refused = wait > 0
    for (const { key, tokens, cost } of filled)
      this.buckets.set(key, { tokens: refused ? tokens : tokens - cost, at: now })
    return { retryAfter: refused ? Math.max(1, Math.ceil(wait / 1000)) : undefined, used }
  }
}

const seconds = 1000

/** Limits of the identity service: https://learn.microsoft.com/graph/throttling-limits */
export function documentedLimits(users: number): Readonly<Record<'units' | 'writes' | 'tenantWrites' | 'few', Limit>> {
  const size = users < 50 ? 3_500 : users <= 500 ? 5_000 : 8_000
  return {
    units: { name: 'units', size, windowMs: 10 * seconds },
    writes: { name: 'writes', size: 3_000, windowMs: 150 * seconds },
    tenantWrites: { name: 'tenant writes', size: 18_000, windowMs: 300 * seconds },
    few: { name: 'few', size: 5, windowMs: 10 * seconds },
  }
}

/** Resource units of a request. */
export function unitsOf(method: string, path: string, query: ReadonlyMap<string, string>): number {
  if (method !== 'GET') return 1
  const base = /\/transitiveMembers$/.test(path)
    ? 5
    : /\/members$/.test(path)
      ? 3
      : /^\/(?:users|groups)$/.test(path)
        ? 2
        : 1
  const top = Number(query.get('$top') ?? 100)
  const change = (query.has('$select') ? -1 : 0) + (query.has('$expand') ? 1 : 0) + (top < 20 ? -1 : 0)
  return Math.max(1, base + change)
}
