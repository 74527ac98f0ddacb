import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import type { Call, ClientEvent } from './client.js'
import type { Clock } from './clock.js'
import { errorBodyOf, failureOf, GraphFailure } from './failure.js'
import type { FreshIds } from './fresh.js'
import { isRefusal, leavesUnsure, nextMove, type Outcome } from './next-move.js'
import type { Pace } from './pace.js'

export interface Surroundings {
  readonly clock: Clock
  readonly pace: Pace
  readonly fresh: FreshIds
  readonly newId: () => string
  readonly tell: (event: ClientEvent) => void
  readonly deadline: number
}

/** Travels with one request through the SDK, which would change the address and wrap the errors. */
export class CallState {
  failure: GraphFailure | undefined

  constructor(
    readonly call: Call,
    readonly url: string,
  ) {}
}

/** How long one attempt may stay without an answer. */
const attemptTimeout = 100_000

/**
 * In place of the retry of the SDK, which repeats requests that make something, ignores broken connections and goes on with
 * the token it has.
 */
export class RecoveryHandler implements Middleware {
  private next: Middleware | undefined

  constructor(
    private readonly around: Surroundings,
    private readonly tokens: { claims: string | undefined },
  ) {}

  setNext(next: Middleware): void {
    this.next = next
  }

  async execute(context: Context): Promise<void> {
    const state = stateOf(context)
    const { call } = state
    const { clock, pace, fresh, newId, tell, deadline } = this.around
    const repeats = call.repeats ?? call.method !== 'POST'
    const started = clock.now()
    const given = context.options ?? {}
    const clientRequestId = newId()
    const progress = { attempt: 0, lagged: 0, unsureBefore: false, renewed: false }
    for (;;) {
      context.request = state.url
      context.options = { ...given, headers: { ...(given.headers as object), 'client-request-id': clientRequestId } }
      const outcome = await pace.run(
        call.method,
        call.path,
        () => this.attempt(context),
        (milliseconds) => tell({ kind: 'waiting', why: 'pace', milliseconds, method: call.method, path: call.path }),
      )
      tell({
        kind: 'sent',
        method: call.method,
        path: call.path,
        status: outcome.kind === 'answer' ? outcome.status : 0,
      })
      const now = clock.now()
      const move = nextMove(
        outcome,
        {
          ...progress,
          method: call.method,
          repeats,
          fresh: isRefusal(outcome) && fresh.isNamedIn(`${call.path} ${JSON.stringify(call.body ?? '')}`),
          elapsed: now - started,
          deadline,
        },
        now,
        () => clock.random(),
      )
      if (move.kind === 'done') return
      if (move.kind === 'give-up') {
        state.failure = givenUp(call, outcome, move.unsure, clientRequestId)
        if (outcome.kind === 'broken') throw state.failure
        return
      }
      if (leavesUnsure(outcome)) progress.unsureBefore = true
      if (move.why === 'lag') progress.lagged++
      if (move.why === 'token') progress.renewed = true
      else progress.attempt++
      this.tokens.claims = move.why === 'token' ? claimsOf(context.response) : undefined
      if (move.why === 'throttled') pace.hold(move.milliseconds)
      tell({ kind: 'waiting', why: move.why, milliseconds: move.milliseconds, method: call.method, path: call.path })
      await clock.sleep(move.milliseconds)
    }
  }

  private async attempt(context: Context): Promise<Outcome> {
    try {
      await this.next?.execute(context)
    } catch (problem) {
      const code = connectionCode(problem)
      if (code === undefined) throw problem
      return { kind: 'broken', code }
    }
    const { response } = context
    if (response === undefined) return { kind: 'broken', code: 'NO_RESPONSE' }
    if (response.status < 400)
      return { kind: 'answer', status: response.status, error: errorBodyOf(undefined), retryAfter: undefined }
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => undefined)
    return {
      kind: 'answer',
      status: response.status,
      error: errorBodyOf(body),
      retryAfter: response.headers.get('Retry-After') ?? undefined,
    }
  }
}

export class TransportHandler implements Middleware {
  constructor(private readonly send: typeof fetch) {}

  async execute(context: Context): Promise<void> {
    const { method, body, headers } = (context.options ?? {}) as RequestInit
    context.response = await this.send(context.request as string, {
      ...(method === undefined ? {} : { method }),
      ...(body === undefined || body === null || body === '' ? {} : { body }),
      ...(headers === undefined ? {} : { headers }),
      signal: AbortSignal.timeout(attemptTimeout),
    })
  }
}

export function givenUp(call: Call, outcome: Outcome, unsure: boolean, clientRequestId: string): GraphFailure {
  const { method, path } = call
  if (outcome.kind === 'broken')
    return new GraphFailure({
      kind: 'unavailable',
      message: `No answer from the service (${method} ${path.split('?')[0]}: ${outcome.code})`,
      remedy: 'See to the connection, then go on with "mim2entra resume".',
      code: outcome.code,
      unsure,
      clientRequestId,
    })
  return failureOf({
    method,
    path,
    status: outcome.status,
    error: outcome.error,
    clientRequestId,
    unsure,
    scopes: call.scopes ?? [],
    licence: call.licence ?? '',
  })
}

function stateOf(context: Context): CallState {
  const state: unknown = context.middlewareControl?.getMiddlewareOptions(CallState)
  if (state instanceof CallState) return state
  throw new TypeError('A request came without its state.')
}

/** A policy of the tenant may want more than the token has; it says so in the answer. */
function claimsOf(response: Response | undefined): string | undefined {
  const claims = /claims="([^"]+)"/.exec(response?.headers.get('WWW-Authenticate') ?? '')?.[1]
  return claims === undefined ? undefined : Buffer.from(claims, 'base64').toString('utf8')
}

/** Of the connection's error, which `fetch` hides as the cause of another. */
function connectionCode(problem: unknown): string | undefined {
  for (let error: unknown = problem; error instanceof Error; error = error.cause) {
    const code: unknown = 'code' in error ? error.code : undefined
    if (typeof code === 'string' && /^(E[A-Z_]+|UND_ERR_[A-Z_]+)$/.test(code)) return code
    if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'ETIMEDOUT'
  }
  return problem instanceof TypeError && problem.message === 'fetch failed' ? 'ECONNRESET' : undefined
}
