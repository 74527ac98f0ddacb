import { describe, expect, it } from 'vitest'
import { type Call, type ClientEvent, type ClientOptions, graphClient } from './client.js'
import { clouds } from './clouds.js'
import { GraphFailure } from './failure.js'

interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: unknown
}

type Scripted = (seen: Seen) => Response | Error

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })
}

const error = (status: number, code: string, message = '', headers = {}) =>
  json(status, { error: { code, message } }, headers)
const reset = () => new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })

/** A client whose wire is a list of answers, and whose clock stands still but for its own waits. */
function scripted(answers: readonly (Response | Error | Scripted)[], options: Partial<ClientOptions> = {}) {
  const seen: Seen[] = []
  const waits: number[] = []
  const events: ClientEvent[] = []
  let time = 0
  let tokens = 0
  const client = graphClient({
    cloud: clouds.global,
    credential: { getToken: () => Promise.resolve({ token: `token-${++tokens}` }) },
    clock: {
      now: () => time,
      sleep: (milliseconds) => {
        waits.push(milliseconds)
        time += milliseconds
        return Promise.resolve()
      },
      random: () => 0.5,
    },
    newId: () => 'client-request',
    onEvent: (event) => events.push(event),
    fetch: (input, init) => {
      const text = typeof init?.body === 'string' ? init.body : ''
      const one: Seen = {
        method: init?.method ?? '',
        url: String(input),
        headers: new Headers(init?.headers),
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      }
      seen.push(one)
      const next = answers[seen.length - 1] ?? new Error('asked too often')
      const answer = typeof next === 'function' ? next(one) : next
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    ...options,
  })
  return { client, seen, waits, events }
}

const read: Call = { api: 'v1.0', method: 'GET', path: "groups?$filter=displayName eq 'A'&$select=id" }
const make: Call = { api: 'v1.0', method: 'POST', path: 'groups', body: { displayName: 'A' } }

async function failure(work: Promise<unknown>): Promise<GraphFailure> {
  const problem: unknown = await work.catch((thrown: unknown) => thrown)
  if (problem instanceof GraphFailure) return problem
  throw new Error('No failure')
}

describe('a request', () => {
  it('goes to the cloud with a token, an id of its own and the path as it is', async () => {
    const { client, seen } = scripted([json(200, { value: [] })], { cloud: clouds.china })

    await client.send({ ...read, headers: { ConsistencyLevel: 'eventual' } })

    expect(seen[0]?.url).toBe(
      "https://microsoftgraph.chinacloudapi.cn/v1.0/groups?$filter=displayName%20eq%20'A'&$select=id",
    )
    expect(seen[0]?.headers.get('Authorization')).toBe('Bearer token-1')
    expect(seen[0]?.headers.get('client-request-id')).toBe('client-request')
    expect(seen[0]?.headers.get('ConsistencyLevel')).toBe('eventual')
  })

  it('has a new token in every attempt, and one Authorization', async () => {
    const { client, seen, waits } = scripted([
      error(503, 'Busy'),
      reset(),
      error(401, 'InvalidAuthenticationToken'),
      json(200, {}),
    ])

    await client.send(read)

    expect(seen.map(({ headers }) => headers.get('Authorization'))).toEqual(
      [1, 2, 3, 4].map((n) => `Bearer token-${n}`),
    )
    expect(waits.length).toBe(3)
  })

  it('hands on what a policy of the tenant claims', async () => {
    const asked: unknown[] = []
    const claims = Buffer.from('{"access_token":{}}').toString('base64')
    const { client } = scripted(
      [
        error(401, 'InvalidAuthenticationToken', '', {
          'WWW-Authenticate': `Bearer error="insufficient_claims", claims="${claims}"`,
        }),
        json(200, {}),
      ],
      {
        credential: {
          getToken: (_, options) => {
            asked.push(options?.claims)
            return Promise.resolve({ token: 't' })
          },
        },
      },
    )

    await client.send(read)

    expect(asked).toEqual([undefined, '{"access_token":{}}'])
  })

  it.each<readonly [string, Response | Error]>([
    ['503', error(503, 'ServiceUnavailable')],
    ['504', error(504, 'GatewayTimeout')],
    ['a reset', reset()],
    ['a timeout', new DOMException('timed out', 'TimeoutError')],
  ])('that makes something is sent once when it ends in %s', async (_, answer) => {
    const { client, seen } = scripted([answer, json(201, { id: 'twice' })])

    const problem = await failure(client.send(make))

    expect(problem.unsure).toBe(true)
    expect(seen.length).toBe(1)
  })

  it('that makes something is sent again when it was refused for now', async () => {
    const { client, seen, events } = scripted([
      error(429, 'TooManyRequests', '', { 'Retry-After': '3' }),
      json(201, { id: 'made' }),
    ])

    expect((await client.send(make)).status).toBe(201)
    expect(seen.length).toBe(2)
    expect(events.filter(({ kind }) => kind === 'waiting')).toMatchObject([{ why: 'throttled', milliseconds: 3_500 }])
    expect(client.counts).toEqual({ requests: 2, retries: 1, throttled: 1 })
  })

  it('waits for replicas only for what was made a short while ago', async () => {
    const id = '11111111-1111-4111-8111-111111111111'
    const late = scripted([json(201, { id }), error(404, 'Request_ResourceNotFound'), json(200, { id })])
    await late.client.send(make)
    expect((await late.client.send({ api: 'v1.0', method: 'GET', path: `groups/${id}` })).status).toBe(200)

    const never = scripted([error(404, 'Request_ResourceNotFound'), json(200, { id })])
    const problem = await failure(never.client.send({ api: 'v1.0', method: 'GET', path: `groups/${id}` }))
    expect(problem.kind).toBe('not-found')
    expect(never.seen.length).toBe(1)
  })

  it('gives up at the deadline', async () => {
    const { client, waits } = scripted(
      Array.from({ length: 99 }, () => error(503, 'Busy')),
      { deadline: 60_000 },
    )

    expect((await failure(client.send(read))).kind).toBe('unavailable')
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(60_000)
  })

  it('is not sent where the cloud has no such thing', async () => {
    const { client, seen } = scripted([], { cloud: clouds.china })

    const problem = await failure(
      client.send({
        api: 'v1.0',
        method: 'GET',
        path: 'policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2',
      }),
    )

    expect(problem.kind).toBe('not-in-cloud')
    expect(seen).toEqual([])
  })
})

describe('a failure', () => {
  it.each<readonly [string, Response, string, RegExp]>([
    [
      'missing consent',
      error(403, 'Authorization_RequestDenied', 'Insufficient privileges'),
      'consent',
      /Grant Group\.ReadWrite\.All/,
    ],
    [
      'missing licence',
      error(403, 'AadPremiumLicenseRequired', 'Your tenant does not have a premium license'),
      'licence',
      /AAD_PREMIUM \(/,
    ],
    [
      'expired sign-in',
      error(401, 'InvalidAuthenticationToken', 'Lifetime validation failed'),
      'sign-in',
      /Sign in again/,
    ],
    [
      'another tenant',
      error(403, 'Authorization_IdentityNotFound', 'The tenant of the token does not match'),
      'wrong-tenant',
      /Sign in to the tenant/,
    ],
    ['what is not there', error(404, 'Request_ResourceNotFound'), 'not-found', /./],
    ['a conflict', error(409, 'Request_MultipleObjectsWithSameKeyValue'), 'conflict', /./],
    ['a bad request', error(400, 'Request_BadRequest', 'Invalid value'), 'invalid', /./],
  ])('says what to do about %s', async (_, answer, kind, remedy) => {
    const { client } = scripted([answer.clone(), answer.clone()])

    const problem = await failure(client.send({ ...make, scopes: ['Group.ReadWrite.All'], licence: 'P1' }))

    expect(problem.kind).toBe(kind)
    expect(problem.remedy).toMatch(remedy)
    expect(problem.message).toContain('POST groups')
    expect(problem.clientRequestId).toBe('client-request')
  })
})

describe('pages', () => {
  it('are followed as the service says, and nowhere else', async () => {
    const next = 'https://graph.microsoft.com/v1.0/users?$skiptoken=a%2Bb&$select=id'
    const { client, seen } = scripted([
      json(200, { value: [{ id: '1' }], '@odata.nextLink': next }),
      json(200, { value: [{ id: '2' }] }),
    ])
    const found: unknown[] = []
    for await (const item of client.list({
      api: 'v1.0',
      method: 'GET',
      path: 'users?$select=id',
      headers: { ConsistencyLevel: 'eventual' },
    }))
      found.push(item.id)

    expect(found).toEqual(['1', '2'])
    expect(seen[1]?.url).toBe(next)
    expect(seen[1]?.headers.get('ConsistencyLevel')).toBe('eventual')

    const foreign = scripted([json(200, { value: [], '@odata.nextLink': 'https://evil.example/v1.0/users' })])
    const walk = async () => {
      for await (const _ of foreign.client.list(read));
    }
    expect((await failure(walk())).message).toContain('evil.example')
    expect(foreign.seen.length).toBe(1)
  })
})

describe('a batch', () => {
  type Sub = { readonly id: string; readonly method: string; readonly url: string }
  const each =
    (answer: (sub: Sub) => object): Scripted =>
    ({ body }) =>
      json(200, {
        responses: [...(body as { requests: Sub[] }).requests].reverse().map((sub) => ({ id: sub.id, ...answer(sub) })),
      })

  it('holds twenty, answers in the order asked, and sends again only who was refused', async () => {
    const calls = Array.from(
      { length: 45 },
      (_, index): Call => ({ api: 'v1.0', method: 'GET', path: `users/${index}` }),
    )
    let refused = 0
    const answered = each(({ url }) =>
      url === '/users/7' && refused++ === 0
        ? { status: 429, headers: { 'Retry-After': '9' }, body: { error: { code: 'TooManyRequests' } } }
        : { status: 200, body: { id: url } },
    )
    const { client, seen, waits } = scripted([answered, answered, answered, answered])

    const answers = await client.batch(calls)

    expect(seen.map(({ body }) => (body as { requests: Sub[] }).requests.length)).toEqual([20, 20, 5, 1])
    expect(
      answers.map((answer) => (answer instanceof GraphFailure ? answer.message : (answer.body as { id: string }).id)),
    ).toEqual(calls.map(({ path }) => `/${path}`))
    expect(waits).toContain(9_500)
  })

  it('leaves in doubt what makes something and nothing else when its answer is lost', async () => {
    const { client, seen } = scripted([each(() => ({ status: 200, body: {} })), reset()])

    const [gotten, made] = await client.batch([{ api: 'v1.0', method: 'GET', path: 'users/1' }, make])

    expect(gotten).toMatchObject({ status: 200 })
    expect(made).toMatchObject({ unsure: true })
    expect(seen.length).toBe(2)
  })

  it('fails a member alone', async () => {
    const { client } = scripted([
      each(({ url }) =>
        url === '/users/1'
          ? { status: 404, body: { error: { code: 'Request_ResourceNotFound' } } }
          : { status: 200, body: {} },
      ),
    ])

    const answers = await client.batch([1, 2].map((n): Call => ({ api: 'v1.0', method: 'GET', path: `users/${n}` })))

    expect(answers).toMatchObject([{ kind: 'not-found' }, { status: 200 }])
  })
})
