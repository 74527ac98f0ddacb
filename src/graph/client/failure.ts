/** What a failed request means to the person in front of it. */
export type FailureKind =
  | 'sign-in'
  | 'consent'
  | 'licence'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'throttled'
  | 'unavailable'
  | 'not-in-cloud'
  | 'wrong-tenant'

/**
 * A request that failed for good. `unsure`: the service may have done it all the same (no answer, or an answer that does
 * not say), so what it would have made has to be looked for before it is asked for again.
 */
export class GraphFailure extends Error {
  override readonly name = 'GraphFailure'
  readonly kind: FailureKind
  /** HTTP status, 0 where no answer came. */
  readonly status: number
  /** `error.code` of the service, or of the connection. */
  readonly code: string
  readonly remedy: string
  readonly unsure: boolean
  /** What Microsoft asks for when it is called. */
  readonly requestId: string | undefined
  readonly clientRequestId: string | undefined

  constructor(parts: {
    readonly kind: FailureKind
    readonly message: string
    readonly remedy: string
    readonly status?: number
    readonly code?: string
    readonly unsure?: boolean
    readonly requestId?: string | undefined
    readonly clientRequestId?: string | undefined
    readonly cause?: unknown
  }) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause })
    this.kind = parts.kind
    this.status = parts.status ?? 0
    this.code = parts.code ?? ''
    this.remedy = parts.remedy
    this.unsure = parts.unsure ?? false
    this.requestId = parts.requestId
    this.clientRequestId = parts.clientRequestId
  }
}

/** The service's own words for an error. */
export interface ErrorBody {
  readonly code: string
  readonly message: string
  readonly requestId: string | undefined
}

export function errorBodyOf(body: unknown): ErrorBody {
  const error = memberOf(body, 'error')
  const inner = memberOf(error, 'innerError') ?? memberOf(error, 'innererror')
  return {
    code: textOf(memberOf(error, 'code')),
    message: textOf(memberOf(error, 'message')),
    requestId: textOf(memberOf(inner, 'request-id')) || undefined,
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export interface Refused {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly error: ErrorBody
  readonly clientRequestId: string | undefined
  readonly unsure: boolean
  /** Permissions the request needs, least first. */
  readonly scopes: readonly string[]
  /** Service plan the request needs. */
  readonly licence: string
}

/** @returns what an answer that is no success means, and what to do */
export function failureOf(refused: Refused): GraphFailure {
  const { method, path, status, error, clientRequestId, unsure } = refused
  const [kind, what, remedy] = meaningOf(refused)
  const said = [error.code, error.message].filter((text) => text !== '').join(': ')
  return new GraphFailure({
    kind,
    message: `${what} (${method} ${path.split('?')[0]}: ${status}${said === '' ? '' : ` ${said}`})`,
    remedy,
    status,
    code: error.code,
    unsure,
    requestId: error.requestId,
    clientRequestId,
  })
}

function meaningOf({ status, error, scopes, licence }: Refused): readonly [FailureKind, string, string] {
  const said = `${error.code} ${error.message}`
  if (/tenant/i.test(said) && /(not found|invalid|mismatch|does not match)/i.test(said) && status !== 404)
    return ['wrong-tenant', 'The sign-in belongs to another tenant', 'Sign in to the tenant the plan was made for.']
  if (status === 401)
    return [
      'sign-in',
      'The sign-in has expired or is not accepted',
      'Sign in again, then go on with "mim2entra resume".',
    ]
  if (/licen[sc]e|premium|subscription|AadPremium|Governance.*required|RequiresPremium/i.test(said) && status !== 404)
    return [
      'licence',
      'The tenant has no licence for it',
      licence === '' || licence === 'free'
        ? 'See which service plans the tenant has under /subscribedSkus.'
        : `It takes the service plan ${servicePlans[licence] ?? licence}.`,
    ]
  if (status === 403)
    return [
      'consent',
      'The sign-in may not do this',
      scopes.length === 0
        ? 'Grant the permission and consent to it.'
        : `Grant ${scopes.join(' and ')} and consent to it; the person who signs in needs a role that allows it, too.`,
    ]
  if (status === 404) return ['not-found', 'It does not exist', 'See whether it was removed or is of another tenant.']
  if (status === 409 || status === 412)
    return [
      'conflict',
      'Something else stands against it',
      'Look at what is there, then go on with "mim2entra resume".',
    ]
  if (status === 429)
    return ['throttled', 'The service takes no more requests for now', 'Wait, then go on with "mim2entra resume".']
  if (status >= 500 || status === 408)
    return ['unavailable', 'The service does not answer as it should', 'Wait, then go on with "mim2entra resume".']
  return ['invalid', 'The service refuses it', 'See what it says; the design has to change.']
}

/** https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const servicePlans: Readonly<Record<string, string>> = {
  P1: 'AAD_PREMIUM (Microsoft Entra ID P1)',
  P2: 'AAD_PREMIUM_P2 (Microsoft Entra ID P2)',
  governance: 'Entra_Identity_Governance (Microsoft Entra ID Governance)',
}
