import { GraphError } from '../http/error.js'
import type { Caller, Needs } from '../http/router.js'

export interface TokenRequest {
  readonly tenant: string
  readonly app?: string
  readonly delegated?: boolean
  /** `*` has everything. */
  readonly permissions?: readonly string[]
  /** Milliseconds since 1970. */
  readonly expires: number
}

/** A token as the sign-in service gives it, without a signature that anybody checks. */
export function tokenFor(request: TokenRequest): string {
  const { app = '00000000-0000-0000-0000-0000000000a1', delegated = false, permissions = ['*'] } = request
  const claims = {
    aud: 'https://graph.microsoft.com',
    tid: request.tenant,
    appid: app,
    exp: Math.floor(request.expires / 1000),
    ...(delegated ? { scp: permissions.join(' ') } : { roles: permissions }),
  }
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.unsigned`
}

/** Reads the caller from the header; expired, missing and foreign tokens are refused. */
export function callerOf(header: string | undefined, tenant: string, now: number): Caller {
  const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1]
  if (token === undefined) throw unauthorized('Access token is empty.')
  let claims: Record<string, unknown>
  try {
    claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>
  } catch {
    throw unauthorized('CompactToken parsing failed.')
  }
  if (Number(claims.exp) * 1000 <= now) throw unauthorized('Lifetime validation failed, the token is expired.')
  if (claims.tid !== tenant) throw unauthorized('The token is of another tenant.')
  const scopes = claims.scp
  const roles = claims.roles
  return {
    app: String(claims.appid),
    delegated: typeof scopes === 'string',
    permissions: new Set(
      typeof scopes === 'string' ? scopes.split(' ') : Array.isArray(roles) ? roles.map(String) : [],
    ),
  }
}

export function checkConsent(caller: Caller, needs: Needs): void {
  const wanted = caller.delegated ? needs.delegated : needs.application
  if (caller.permissions.has('*') && wanted?.length !== 0) return
  if (wanted === undefined || wanted.some((permission) => caller.permissions.has(permission))) return
  throw new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
}

export function checkLicence(licences: ReadonlySet<string>, needs: Needs): void {
  if (needs.licence === undefined || needs.licence.some((licence) => licences.has(licence))) return
  const names = needs.licence.map((licence) => ({ P1: 'P1', P2: 'P2', Governance: 'ID Governance' })[licence])
  throw new GraphError(
    403,
    'AadPremiumLicenseRequired',
    `The tenant needs to have Microsoft Entra ${names.join(' or Microsoft Entra ')} license.`,
  )
}

function unauthorized(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate': 'Bearer error="invalid_token"',
  })
}
