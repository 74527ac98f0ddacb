import { randomUUID } from 'node:crypto'
import {
  AuthenticationHandler,
  Client,
  type GraphRequest,
  type Middleware,
  ResponseType,
} from '@microsoft/microsoft-graph-client'
import type { Json, JsonObject } from '../step.js'
import { sendBatches } from './batch.js'
import { type Clock, realClock } from './clock.js'
import { type Cloud, tokenScope } from './clouds.js'
import { GraphFailure } from './failure.js'
import { FreshIds, idsMadeBy } from './fresh.js'
import { limitsFor, type TenantSize } from './limits.js'
import { CallState, RecoveryHandler, TransportHandler } from './middleware.js'
import type { WaitReason } from './next-move.js'
import { Pace } from './pace.js'

/** One request, every place filled. */
export interface Call {
  readonly api: 'v1.0' | 'beta'
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the version, without leading slash. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Json
  /** Doing it twice is the same as doing it once. By default everything but POST. */
  readonly repeats?: boolean
  /** Permissions and service plan it needs, for the message when they are missing. */
  readonly scopes?: readonly string[]
  readonly licence?: string
}

export interface GraphAnswer {
  readonly status: number
  readonly headers: Headers
  /** `null` where there is none. */
  readonly body: Json
}

export type ClientEvent =
  | { readonly kind: 'sent'; readonly method: string; readonly path: string; readonly status: number }
  | {
      readonly kind: 'waiting'
      readonly why: WaitReason | 'pace'
      readonly milliseconds: number
      readonly method: string
      readonly path: string
    }

export interface Counts {
  requests: number
  retries: number
  throttled: number
}

/** Gives a bearer token; asked before every attempt, so that none is too old. */
export interface TokenSource {
  getToken(
    scope: string,
    options?: { readonly claims?: string; readonly tenantId?: string },
  ): Promise<{ readonly token: string } | null>
}

export interface ClientOptions {
  readonly cloud: Cloud
  readonly credential: TokenSource
  readonly clock?: Clock
  readonly fetch?: typeof fetch
  /** Decides the throttle: fewer than 50 users, up to 500, more. */
  readonly tenantSize?: TenantSize
  /** Shared by clients of one application in one tenant. */
  readonly pace?: Pace
  readonly onEvent?: (event: ClientEvent) => void
  /** Milliseconds after which a request is given up, retries and all. */
  readonly deadline?: number
  readonly newId?: () => string
}

export interface GraphClient {
  readonly cloud: Cloud
  readonly counts: Readonly<Counts>
  readonly pace: Pace
  readonly clock: Clock
  /** @throws GraphFailure */
  send(call: Call): Promise<GraphAnswer>
  /** Items of all pages. @throws GraphFailure */
  list(call: Call): AsyncIterable<JsonObject>
  /** Twenty a request; each gets its own answer or failure, in the order given. */
  batch(calls: readonly Call[]): Promise<readonly (GraphAnswer | GraphFailure)[]>
  /** Something was made at that time, perhaps by an earlier run. */
  remember(id: string, at?: number): void
  /** Address of something in the same cloud, as references want it. */
  address(path: string): string
}

const quarterHour = 15 * 60_000

/** @returns a client of one tenant and one sign-in */
export function graphClient(options: ClientOptions): GraphClient {
  const { cloud, credential } = options
  const clock = options.clock ?? realClock
  const counts: Counts = { requests: 0, retries: 0, throttled: 0 }
  const fresh = new FreshIds(() => clock.now())
  const pace = options.pace ?? new Pace(limitsFor(options.tenantSize ?? 'small'), clock)
  const newId = options.newId ?? randomUUID
  const onEvent = options.onEvent ?? (() => undefined)
  const tell = (event: ClientEvent) => {
    if (event.kind === 'sent') counts.requests++
    else if (event.why !== 'pace') counts.retries++
    if (event.kind === 'waiting' && event.why === 'throttled') counts.throttled++
    onEvent(event)
  }
  const surroundings = { clock, pace, fresh, newId, tell, deadline: options.deadline ?? quarterHour }
  const tokens = { claims: undefined as string | undefined }
  const sdk = Client.initWithMiddleware({
    baseUrl: `https://${cloud.graph}/`,
    customHosts: new Set([cloud.graph.split(':')[0] ?? cloud.graph]),
    middleware: chain(
      new RecoveryHandler(surroundings, tokens),
      new AuthenticationHandler({
        getAccessToken: async () => {
          const asked = tokens.claims === undefined ? {} : { claims: tokens.claims }
          const given = await credential.getToken(tokenScope(cloud), asked)
          if (given === null) throw signInFailed(undefined)
          return given.token
        },
      }),
      new TransportHandler(options.fetch ?? fetch),
    ),
  })

  async function exchange(call: Call, url: string): Promise<GraphAnswer> {
    refuseMissing(cloud, call)
    const state = new CallState(call, url)
    let response: Response | undefined
    try {
      const request = sdk
        .api(`/${call.path}`)
        .version(call.api)
        .headers({ ...call.headers })
        .middlewareOptions([state])
        .responseType(ResponseType.RAW)
      response = await dispatch(request, call)
    } catch (problem) {
      throw state.failure ?? (problem instanceof GraphFailure ? problem : signInFailed(problem))
    }
    const answer = await answerOf(response)
    if (state.failure !== undefined) throw state.failure
    if (answer.status < 400) learn(call, answer, fresh)
    return answer
  }

  const client: GraphClient = {
    cloud,
    counts,
    pace,
    clock,
    send: (call) => exchange(call, address(call)),
    async *list(call) {
      let url: string | undefined = address(call)
      while (url !== undefined) {
        const { body } = await exchange(call, url)
        const page: JsonObject = isObject(body) ? body : {}
        for (const item of Array.isArray(page.value) ? page.value : []) if (isObject(item)) yield item
        const next: Json | undefined = page['@odata.nextLink']
        url = typeof next === 'string' ? ownLink(next) : undefined
      }
    },
    batch: (calls) => sendBatches(calls, client, surroundings),
    remember: (id, at) => fresh.remember(id, at),
    address: (path) => `https://${cloud.graph}/v1.0/${path}`,
  }

  function address({ api, path }: Call): string {
    return `https://${cloud.graph}/${api}/${path.replaceAll(' ', '%20')}`
  }

  /** A token goes nowhere but to the cloud it was given for. */
  function ownLink(link: string): string {
    if (new URL(link).host === cloud.graph) return link
    throw new GraphFailure({
      kind: 'invalid',
      message: `The service sends the next page to ${new URL(link).host}, which is not ${cloud.graph}`,
      remedy: 'Nothing was sent there. Report it.',
    })
  }
  return client
}

function chain(...handlers: [Middleware, ...Middleware[]]): Middleware {
  handlers.forEach((handler, index) => {
    const next = handlers[index + 1]
    if (next !== undefined) handler.setNext?.(next)
  })
  return handlers[0]
}

function dispatch(request: GraphRequest, { method, body }: Call): Promise<Response> {
  switch (method) {
    case 'GET':
      return request.get() as Promise<Response>
    case 'DELETE':
      return request.delete() as Promise<Response>
    case 'POST':
      return request.post(body === undefined ? '' : body) as Promise<Response>
    case 'PUT':
      return request.put(body ?? {}) as Promise<Response>
    case 'PATCH':
      return request.patch(body ?? {}) as Promise<Response>
  }
}

async function answerOf(response: Response): Promise<GraphAnswer> {
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: jsonOf(text) }
}

export function jsonOf(text: string): Json {
  if (text === '') return null
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What was just made may be unknown elsewhere; what was just removed is no longer waited for. */
export function learn(call: Call, { status, body }: GraphAnswer, fresh: FreshIds): void {
  if (call.method === 'POST' || status === 201) for (const id of idsMadeBy(body)) fresh.remember(id)
  if (call.method === 'DELETE') fresh.forget(call.path.split('/').at(-1) ?? '')
}

function refuseMissing(cloud: Cloud, { method, path }: Call): void {
  const missing = cloud.lacks.find((part) => path.includes(part))
  if (missing === undefined) return
  throw new GraphFailure({
    kind: 'not-in-cloud',
    message: `${cloud.graph} does not have ${missing} (${method} ${path})`,
    remedy: 'Leave it out of the plan for this cloud, or do it in the portal.',
  })
}

function signInFailed(cause: unknown): GraphFailure {
  const why = cause instanceof Error && cause.message !== '' ? `: ${cause.message}` : ''
  return new GraphFailure({
    kind: 'sign-in',
    message: `The sign-in gave no token${why}`,
    remedy: 'Sign in again, then go on with "mim2entra resume".',
    cause,
  })
}
