import { type GraphClient, isObject, type TokenSource } from '../client/client.js'
import { tokenScope } from '../client/clouds.js'
import { GraphFailure } from '../client/failure.js'
import type { JsonObject } from '../step.js'

/** What a bearer token says of itself; undefined where it cannot be read. */
export function claimsIn(token: string): JsonObject | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return isObject(claims) ? claims : undefined
  } catch {
    return undefined
  }
}

export interface KnownTenant {
  readonly id: string
  readonly displayName: string
  /** Permissions in the token, as far as it can be read. */
  readonly granted: readonly string[]
}

/**
 * Runs before the first write: the token and the service both have to name the tenant of the plan.
 *
 * @param tenantId id, not a domain
 * @throws GraphFailure of kind `wrong-tenant`
 */
export async function assertTenant(
  client: GraphClient,
  credential: TokenSource,
  tenantId: string,
): Promise<KnownTenant> {
  const token = await credential.getToken(tokenScope(client.cloud))
  const claims = claimsIn(token?.token ?? '')
  if (typeof claims?.tid === 'string') refuseOther(claims.tid, tenantId)
  const { body } = await client.send({
    api: 'v1.0',
    method: 'GET',
    path: 'organization?$select=id,displayName',
    scopes: ['Organization.Read.All'],
  })
  const [organization] = isObject(body) && Array.isArray(body.value) ? body.value.filter(isObject) : []
  refuseOther(String(organization?.id ?? ''), tenantId)
  return {
    id: tenantId,
    displayName: String(organization?.displayName ?? ''),
    granted: grantedIn(claims),
  }
}

function refuseOther(found: string, wanted: string): void {
  if (found.toLowerCase() === wanted.toLowerCase()) return
  throw new GraphFailure({
    kind: 'wrong-tenant',
    message: `The sign-in is for the tenant ${found}; the plan was made for ${wanted}`,
    remedy: 'Sign in to that tenant, or make a plan for this one.',
  })
}

/** Delegated permissions stand in `scp`, those of an application in `roles`. */
function grantedIn(claims: JsonObject | undefined): readonly string[] {
  const roles = Array.isArray(claims?.roles) ? claims.roles.map(String) : []
  const scopes = typeof claims?.scp === 'string' ? claims.scp.split(' ') : []
  return [...new Set([...roles, ...scopes])].filter((name) => name !== '').sort()
}
