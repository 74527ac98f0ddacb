import { Buffer } from 'node:buffer'
import { errorBody, GraphError } from '../http/error.js'
import { ConnectionReset, type Incoming, type Outgoing } from '../http/message.js'
import { segmentsOf } from '../http/path.js'
import { type Answer, type Call, type Caller, type Route, Router } from '../http/router.js'
import { isObject, type Json, type JsonObject } from '../json.js'
import { queryOf } from '../odata/query.js'
import { type BatchItem, readBatch } from './batch.js'
import type { Fault, Faults } from './faults.js'
import type { Tenant } from './tenant.js'
import { documentedLimits, type Spent, Throttle, unitsOf } from './throttle.js'
import { callerOf, checkConsent, checkLicence } from './tokens.js'

/** What was asked and what became of it. */
export interface LoggedRequest {
  readonly at: number
  readonly method: string
  readonly version: string
  /** Below the version, without query. */
  readonly path: string
  readonly query: string
  readonly body: string
  readonly status: number
  readonly code?: string
  readonly inBatch: boolean
  /** Of a fault that was scripted or drawn. */
  readonly fault?: string
  /** True where the service did what was asked. */
  readonly performed: boolean
}

export interface ServiceOptions {
  readonly throttle: boolean
  /** Milliseconds every request takes. */
  readonly latencyMs: number
  /** Keep bodies in the log. */
  readonly keepBodies: boolean
}

interface Part {
  readonly method: string
  readonly version: 'v1.0' | 'beta'
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly inBatch: boolean
}

interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json | undefined
}

/** The service without a wire: a request in, an answer out, or a connection that breaks. */
export class Service {
  readonly log: LoggedRequest[] = []
  private readonly router: Router
  private readonly throttle: Throttle
  private requestCount = 0

  constructor(
    readonly tenant: Tenant,
    routes: readonly Route[],
    private readonly faults: Faults,
    private readonly options: ServiceOptions,
  ) {
    this.router = new Router(routes)
    this.throttle = new Throttle(tenant.clock)
  }

  async answer(incoming: Incoming, host: string): Promise<Outgoing> {
    if (this.options.latencyMs > 0) await this.tenant.clock.sleep(this.options.latencyMs)
    const part = partOf(incoming)
    const root = `https://${host}/${part.version}`
    const isBatch = part.path === '/$batch'
    if (!isBatch) return wire(this.perform(part, root))
    const fault = this.faults.next(part.method, part.path, false)
    if (fault !== undefined && !fault.performed) return wire(this.failed(part, fault, false))
    const reply = this.batch(part, root)
    if (fault !== undefined) return wire(this.failed(part, fault, true))
    this.record(part, reply.status, { performed: reply.status === 200 })
    return wire(reply)
  }

  /** One request outside or inside of a batch, from its faults to its log. */
  private perform(part: Part, root: string): Reply {
    this.tenant.settle()
    const fault = this.faults.next(
      part.method,
      `${part.path}${part.query === '' ? '' : `?${part.query}`}`,
      part.inBatch,
    )
    if (fault !== undefined && !fault.performed) return this.failed(part, fault, false)
    let reply: Reply
    try {
      const answer = this.handle(part, root)
      reply = { status: answer.status, headers: answer.headers ?? {}, body: answer.body }
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
      reply = this.errorReply(error)
    }
    const performed = reply.status < 300
    if (fault !== undefined) return this.failed(part, fault, performed)
    const code = isObject(reply.body) && isObject(reply.body.error) ? reply.body.error.code : undefined
    this.record(part, reply.status, { performed, ...(typeof code === 'string' ? { code } : {}) })
    return reply
  }

  private handle(part: Part, root: string): Answer {
    const caller = callerOf(part.headers.authorization, this.tenant.id, this.tenant.clock.now())
    const query = queryOf(part.query)
    const headers = this.throttled(part, query, caller)
    const hit = this.router.find(part.method, segmentsOf(part.path))
    if (hit === undefined || (hit !== 'other-method' && hit.route.needs.beta === true && part.version === 'v1.0'))
      throw new GraphError(501, 'fakeNotImplemented', `The fake knows no ${part.method} ${part.version}${part.path}.`)
    if (hit === 'other-method')
      throw new GraphError(405, 'Request_BadRequest', `Specified HTTP method is not allowed for the request target.`)
    checkConsent(caller, hit.route.needs)
    checkLicence(this.tenant.licences, hit.route.needs)
    const call: Call = {
      version: part.version,
      method: part.method,
      path: part.path,
      at: hit.at,
      query,
      headers: part.headers,
      body: bodyOf(part),
      tenant: this.tenant,
      root,
      caller,
    }
    const answer = hit.route.handle(call)
    return { ...answer, headers: { ...headers, ...answer.headers } }
  }

  private throttled(part: Part, query: ReadonlyMap<string, string>, caller: Caller): Readonly<Record<string, string>> {
    if (!this.options.throttle) return {}
    const limits = documentedLimits(this.tenant.collection('users').size)
    const who = caller.app
    const units = unitsOf(part.method, part.path, query)
    const few = /\/provisionOnDemand$|^\/auditLogs\/|^\/reports\//.exec(part.path)?.[0]
    const spent: Spent = this.throttle.spend([
      { limit: limits.units, cost: units, who },
      ...(part.method === 'GET'
        ? []
        : [
            { limit: limits.writes, cost: 1, who },
            { limit: limits.tenantWrites, cost: 1, who: '' },
          ]),
      ...(few === undefined ? [] : [{ limit: limits.few, cost: 1, who: `${who} ${few}` }]),
    ])
    if (spent.retryAfter !== undefined)
      throw new GraphError(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': String(spent.retryAfter) })
    return {
      'x-ms-resource-unit': String(units),
      ...(spent.used >= 0.8 ? { 'x-ms-throttle-limit-percentage': spent.used.toFixed(2) } : {}),
    }
  }

  private batch(part: Part, root: string): Reply {
    let items: readonly BatchItem[]
    try {
      if (part.method !== 'POST') throw new GraphError(405, 'BadRequest', 'A batch is posted.')
      callerOf(part.headers.authorization, this.tenant.id, this.tenant.clock.now())
      items = readBatch(bodyOf(part))
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
      return this.errorReply(error)
    }
    const done = new Map<string, number>()
    const responses = items.map((item): JsonObject => {
      const reply = item.dependsOn.every((id) => (done.get(id.toLowerCase()) ?? 500) < 300)
        ? this.item(item, part, root)
        : this.errorReply(new GraphError(424, 'FailedDependency', 'A request this one depends on has failed.'))
      done.set(item.id.toLowerCase(), reply.status)
      return {
        id: item.id,
        status: reply.status,
        headers: capitalised(reply),
        ...(reply.body === undefined ? {} : { body: reply.body }),
      }
    })
    // Answers come in no order; the reverse is one that no client may rely on.
    return { status: 200, headers: {}, body: { responses: responses.reverse() } }
  }

  private item(item: BatchItem, outer: Part, root: string): Reply {
    const [path = '', query = ''] = splitUrl(item.url)
    const body = item.body === undefined ? '' : JSON.stringify(item.body)
    const headers = { ...item.headers, authorization: outer.headers.authorization ?? '' }
    const part: Part = { method: item.method, version: outer.version, path, query, headers, body, inBatch: true }
    if (item.body !== undefined && item.headers['content-type'] === undefined)
      return this.errorReply(new GraphError(400, 'BadRequest', 'Write requests in a batch need a Content-Type header.'))
    if (/^\/?(?:v1\.0|beta)\//.test(item.url) || /^https?:/.test(item.url))
      return this.errorReply(new GraphError(400, 'BadRequest', `The url '${item.url}' of a batch must be relative.`))
    return this.perform(part, root)
  }

  private failed(part: Part, fault: Fault, performed: boolean): Reply {
    this.record(part, fault.reset ? 0 : fault.error.status, { performed, fault: fault.name })
    if (fault.reset) throw new ConnectionReset()
    return this.errorReply(fault.error)
  }

  private errorReply(error: GraphError): Reply {
    const id = `00000000-0000-4000-8000-${this.requestCount.toString(16).padStart(12, '0')}`
    const body = errorBody(error.code, error.message, id, this.tenant.clock.now())
    return { status: error.status, headers: { ...error.headers, 'request-id': id }, body }
  }

  private record(part: Part, status: number, outcome: { performed: boolean; code?: string; fault?: string }): void {
    this.requestCount++
    this.log.push({
      at: this.tenant.clock.now(),
      method: part.method,
      version: part.version,
      path: part.path,
      query: part.query,
      body: this.options.keepBodies ? part.body : '',
      status,
      inBatch: part.inBatch,
      ...outcome,
    })
  }
}

function partOf(incoming: Incoming): Part {
  const [path = '', query = ''] = splitUrl(incoming.url)
  const [, version = '', rest = ''] = /^\/(v1\.0|beta)(\/.*)?$/.exec(path) ?? []
  return {
    method: incoming.method.toUpperCase(),
    version: version === 'beta' ? 'beta' : 'v1.0',
    // What stands under no version is known to nobody, and the log shows it whole.
    path: version === '' ? path : rest,
    query,
    headers: incoming.headers,
    body: incoming.body,
    inBatch: false,
  }
}

function splitUrl(url: string): [string, string] {
  const sign = url.indexOf('?')
  const path = sign === -1 ? url : url.slice(0, sign)
  return [path.startsWith('/') ? path : `/${path}`, sign === -1 ? '' : url.slice(sign + 1)]
}

function bodyOf(part: Part): JsonObject {
  if (part.body === '') return {}
  const type = part.headers['content-type'] ?? ''
  if (!/^application\/(?:scim\+)?json\b/i.test(type))
    throw new GraphError(415, 'Request_BadRequest', 'A content-type of application/json is needed.')
  let body: unknown
  try {
    body = JSON.parse(part.body)
  } catch {
    throw new GraphError(400, 'BadRequest', 'Unable to read JSON request payload.')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new GraphError(400, 'BadRequest', 'Unable to read JSON request payload.')
  return body as JsonObject
}

function wire(reply: Reply): Outgoing {
  const body = reply.body === undefined ? '' : JSON.stringify(reply.body)
  return {
    status: reply.status,
    headers: {
      ...(body === '' ? {} : { 'content-type': 'application/json; odata.metadata=minimal' }),
      'content-length': String(Buffer.byteLength(body)),
      ...reply.headers,
    },
    body,
  }
}

/** As headers stand in answers of a batch. */
function capitalised(reply: Reply): JsonObject {
  const headers: JsonObject = reply.body === undefined ? {} : { 'Content-Type': 'application/json' }
  for (const [name, value] of Object.entries(reply.headers))
    headers[name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())] = value
  return headers
}
