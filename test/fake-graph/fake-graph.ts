import { type Clock, virtualClock } from './clock.js'
import { type Dump, type DumpOptions, dumpOf } from './dump.js'
import { ConnectionReset } from './http/message.js'
import type { Licence } from './http/router.js'
import { copyOf, type Json, type JsonObject } from './json.js'
import { type Seed, seedTenant } from './seed.js'
import { type FaultScript, Faults, type RandomFaults } from './service/faults.js'
import { type LoggedRequest, Service } from './service/service.js'
import { type Delays, Tenant } from './service/tenant.js'
import { type TokenRequest, tokenFor } from './service/tokens.js'
import { routes } from './surfaces/index.js'

export interface FakeGraphOptions {
  /** Decides ids, lag and drawn faults. */
  readonly seed?: number
  readonly tenantId?: string
  readonly clock?: Clock
  /** What the tenant holds at first, besides what every tenant has. */
  readonly content?: Seed
  readonly licences?: readonly Licence[]
  /** How long what was created is seen by some replicas only. 0 by default. */
  readonly lagMs?: number
  /** Documented limits; on by default. */
  readonly throttle?: boolean
  readonly latencyMs?: number
  readonly faults?: RandomFaults
  readonly delays?: Partial<Delays>
  /** Says which credentials a provisioning job's target takes; all by default. */
  readonly goodCredentials?: (credentials: ReadonlyMap<string, string>) => boolean
  /** Bodies stay in the log; on by default. */
  readonly keepBodies?: boolean
}

export interface FakeGraph {
  readonly tenantId: string
  readonly clock: Clock
  /** Like `fetch`, without a socket. Takes addresses of any host. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  readonly service: Service
  /** For the Authorization header; app-only with every permission and an hour to live by default. */
  token(request?: Partial<TokenRequest> & { readonly livesMs?: number }): string
  /** Like a credential of `@azure/identity`. */
  credential(request?: Partial<TokenRequest> & { readonly livesMs?: number }): {
    getToken(): Promise<{ readonly token: string; readonly expiresOnTimestamp: number }>
  }
  fail(script: FaultScript): void
  requests(): readonly LoggedRequest[]
  /** Every object of a collection as it is stored: `users`, `groups`, `servicePrincipals` … */
  state(collection: string): readonly JsonObject[]
  /** Ids behind a relation: `members`, `owners`, `appliesTo`. */
  related(id: string, relation: string): readonly string[]
  /** Changes the tenant behind everybody's back, as an administrator in the portal would. */
  change(collection: string, id: string, change: Readonly<Record<string, Json>>): void
  dump(options?: DumpOptions): Dump
}

const hosts = ['graph.microsoft.com', 'graph.microsoft.us', 'dod-graph.microsoft.us', 'microsoftgraph.chinacloudapi.cn']

const delays: Delays = {
  dynamicMembership: 60_000,
  initialCycle: 20 * 60_000,
  assignment: 30_000,
  resourceRequest: 2_000,
  workflowRun: 60_000,
  reviewInstance: 3_600_000,
  elevation: 2_000,
  syncCycle: 30 * 60_000,
}

/** @param ownHost host and port of a server around it, which may stand in links too */
export function createFakeGraph(options: FakeGraphOptions = {}, ownHost?: () => string): FakeGraph {
  const clock = options.clock ?? virtualClock()
  const allHosts = [...hosts]
  const tenant = new Tenant({
    id: options.tenantId ?? '11111111-2222-4333-8444-555555555555',
    seed: options.seed ?? 1,
    clock,
    lagMs: options.lagMs ?? 0,
    licences: options.licences ?? ['P1', 'P2', 'Governance'],
    delays: { ...delays, ...options.delays },
    goodCredentials: options.goodCredentials ?? (() => true),
    get hosts() {
      return ownHost === undefined ? allHosts : [...allHosts, ownHost()]
    },
  })
  seedTenant(tenant, options.content ?? {})
  const faults = new Faults(options.faults)
  const service = new Service(tenant, routes, faults, {
    throttle: options.throttle ?? true,
    latencyMs: options.latencyMs ?? 0,
    keepBodies: options.keepBodies ?? true,
  })
  const token: FakeGraph['token'] = ({ livesMs = 3_600_000, ...request } = {}) =>
    tokenFor({ tenant: tenant.id, expires: clock.now() + livesMs, ...request })

  return {
    tenantId: tenant.id,
    clock,
    service,
    fetch: (input, init) => fetchFrom(service, input, init),
    token,
    credential: (request = {}) => ({
      getToken: () =>
        Promise.resolve({
          token: token(request),
          expiresOnTimestamp: clock.now() + (request.livesMs ?? 3_600_000),
        }),
    }),
    fail: (script) => faults.add(script),
    requests: () => service.log,
    state: (collection) => {
      tenant.settle()
      return [...tenant.collection(collection).all()].map((entity) => copyOf(entity))
    },
    related: (id, relation) => [...tenant.related(id, relation)],
    change: (collection, id, change) => tenant.collection(collection).change(id, { ...change }),
    dump: (dumpOptions) => {
      tenant.settle()
      return dumpOf(tenant, dumpOptions)
    },
  }
}

async function fetchFrom(service: Service, input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const url = new URL(request.url)
  const headers: Record<string, string> = {}
  for (const [name, value] of request.headers) headers[name.toLowerCase()] = value
  const incoming = { method: request.method, url: `${url.pathname}${url.search}`, headers, body: await request.text() }
  try {
    const answer = await service.answer(incoming, url.host)
    const bodyless = answer.status === 204 || answer.status === 304
    return new Response(bodyless ? null : answer.body, { status: answer.status, headers: { ...answer.headers } })
  } catch (error) {
    if (error instanceof ConnectionReset) throw new TypeError('fetch failed', { cause: error })
    throw error
  }
}
