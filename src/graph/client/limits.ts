/**
 * What an application may ask of a tenant in a while. The service answers 429 beyond; staying below is faster.
 * https://learn.microsoft.com/graph/throttling-limits
 */
export interface Limit {
  readonly id: string
  /** Units in `seconds`. */
  readonly units: number
  readonly seconds: number
  /** @returns units a request costs; 0: it does not count */
  readonly cost: (method: string, path: string) => number
}

export type TenantSize = 'small' | 'medium' | 'large'

/** Fewer than 50 users, up to 500, more. */
const directoryUnits: Readonly<Record<TenantSize, number>> = { small: 3_500, medium: 5_000, large: 8_000 }

export function limitsFor(size: TenantSize): readonly Limit[] {
  return [
    { id: 'directory', units: directoryUnits[size], seconds: 10, cost: directoryCost },
    { id: 'directory writes', units: 3_000, seconds: 150, cost: directoryWrite },
    { id: 'writes of the tenant', units: 18_000, seconds: 300, cost: directoryWrite },
    { id: 'provision on demand', units: 5, seconds: 10, cost: matching(/\/provisionOnDemand$/) },
    { id: 'bulk upload', units: 40, seconds: 5, cost: matching(/\/bulkUpload$/) },
    { id: 'reports', units: 5, seconds: 10, cost: matching(/^(auditLogs|reports)\//) },
  ]
}

/** Services that publish no number get one request at a time. */
export function isUnpublished(path: string): boolean {
  return /^identityGovernance\//.test(path)
}

function matching(pattern: RegExp): Limit['cost'] {
  return (_, path) => (pattern.test(path.split('?')[0] ?? '') ? 1 : 0)
}

function directoryWrite(method: string, path: string): number {
  return method === 'GET' || /^(identityGovernance|auditLogs|reports)\//.test(path) ? 0 : 1
}

/** Resource units; what stays uncounted by the service costs little here. */
function directoryCost(method: string, path: string): number {
  const [resource = '', query = ''] = path.split('?')
  if (method !== 'GET') return 1
  const base = /\/transitiveMembers$/.test(resource)
    ? 5
    : /\/members$/.test(resource)
      ? 3
      : /^(users|groups)$/.test(resource)
        ? 2
        : 1
  const top = /\$top=(\d+)/.exec(query)?.[1]
  const eased = (/\$select=/.test(query) ? 1 : 0) + (top !== undefined && Number(top) < 20 ? 1 : 0)
  return Math.max(1, base - eased + (/\$expand=/.test(query) ? 1 : 0))
}
