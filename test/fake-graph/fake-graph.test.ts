import { Agent, request } from 'node:https'
import { describe, expect, it } from 'vitest'
import { base, codeOf, send } from './client.js'
import { createFakeGraph, type FakeGraph, startFakeGraph } from './index.js'

const newGroup = { displayName: 'HR', mailEnabled: false, mailNickname: 'hr', securityEnabled: true }

function people(
  count: number,
): { readonly id: string; readonly userPrincipalName: string; readonly employeeId: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `aaaaaaaa-0000-4000-8000-${String(index).padStart(12, '0')}`,
    userPrincipalName: `user${index}@contoso.com`,
    employeeId: String(1000 + index),
  }))
}

describe('the fake Graph', () => {
  it('finds people by filter, selects and pages', async () => {
    const graph = createFakeGraph({ content: { users: people(250) } })

    const found = await send(graph, 'GET', `/users?$filter=employeeId eq '1007'&$select=id,employeeId`)
    const first = await send(graph, 'GET', '/users?$top=100&$select=id&$count=true')
    const second = await send(graph, 'GET', String(first.body['@odata.nextLink']))
    const third = await send(graph, 'GET', String(second.body['@odata.nextLink']))

    expect(found.body.value).toEqual([{ id: people(8)[7]?.id, employeeId: '1007' }])
    expect(first.body['@odata.count']).toBe(250)
    expect([first, second, third].map((page) => page.body.value.length)).toEqual([100, 100, 50])
    expect(third.body['@odata.nextLink']).toBeUndefined()
  })

  it('makes a group once by its unique name', async () => {
    const graph = createFakeGraph()
    const path = "/groups(uniqueName='mim-4711')"

    const missing = await send(graph, 'PATCH', path, newGroup)
    const made = await send(graph, 'PATCH', path, newGroup, { prefer: 'create-if-missing' })
    const again = await send(graph, 'PATCH', path, { displayName: 'HR 2' }, { prefer: 'create-if-missing' })

    expect([missing.status, made.status, again.status]).toEqual([404, 201, 204])
    expect(graph.state('groups').map((group) => group.displayName)).toEqual(['HR 2'])
  })

  it('wants the four properties of a group', async () => {
    const graph = createFakeGraph()
    for (const name of Object.keys(newGroup)) {
      const { [name as keyof typeof newGroup]: _, ...rest } = newGroup
      expect((await send(graph, 'POST', '/groups', rest)).status).toBe(400)
    }
    expect(graph.state('groups')).toEqual([])
  })

  it('adds members all or none', async () => {
    const graph = createFakeGraph({ content: { users: people(30) } })
    const id = String((await send(graph, 'POST', '/groups', newGroup)).body.id)
    const bind = (from: number, to: number): object => ({
      'members@odata.bind': people(to)
        .slice(from)
        .map((user) => `${base}/directoryObjects/${user.id}`),
    })

    const statuses = [
      await send(graph, 'PATCH', `/groups/${id}`, bind(0, 20)),
      await send(graph, 'PATCH', `/groups/${id}`, bind(19, 25)),
      await send(graph, 'PATCH', `/groups/${id}`, bind(0, 21)),
    ].map((reply) => reply.status)

    expect(statuses).toEqual([204, 400, 400])
    expect(graph.related(id, 'members')).toHaveLength(20)
  })

  it('answers members of a batch one by one', async () => {
    const graph = createFakeGraph({ content: { users: people(2) } })
    graph.fail({ match: { path: '/users/', inBatch: true }, status: 429, retryAfter: 7 })

    const reply = await send(graph, 'POST', '/$batch', {
      requests: [
        { id: '1', method: 'GET', url: `/users/${people(1)[0]?.id}` },
        { id: '2', method: 'GET', url: '/users/nobody' },
        { id: '3', method: 'POST', url: '/groups', headers: { 'Content-Type': 'application/json' }, body: newGroup },
        { id: '4', method: 'DELETE', url: '/groups/x', dependsOn: ['2'] },
      ],
    })

    const responses = reply.body.responses as { id: string; status: number; headers: Record<string, string> }[]
    expect(reply.status).toBe(200)
    expect(new Map(responses.map(({ id, status }) => [id, status]))).toEqual(
      new Map([
        ['1', 429],
        ['2', 404],
        ['3', 201],
        ['4', 424],
      ]),
    )
    expect(responses.find(({ id }) => id === '1')?.headers['Retry-After']).toBe('7')
  })

  it('refuses more than 20 in a batch', async () => {
    const requests = Array.from({ length: 21 }, (_, index) => ({ id: String(index), method: 'GET', url: '/users' }))
    expect((await send(createFakeGraph(), 'POST', '/$batch', { requests })).status).toBe(400)
  })

  it('loses the answer after the work or before it', async () => {
    const graph = createFakeGraph()
    graph.fail({ match: { method: 'POST', path: '/groups' }, reset: true, performed: true })
    graph.fail({ match: { method: 'POST', path: '/groups' }, status: 504 })

    await expect(send(graph, 'POST', '/groups', newGroup)).rejects.toThrow('fetch failed')
    expect(graph.state('groups')).toHaveLength(1)
    expect((await send(graph, 'POST', '/groups', newGroup)).status).toBe(504)
    expect(graph.state('groups')).toHaveLength(1)
    expect(graph.requests().map(({ status, performed }) => [status, performed])).toEqual([
      [0, true],
      [504, false],
    ])
  })

  it('knows a new object on some replicas only until the lag is over', async () => {
    const graph = createFakeGraph({ lagMs: 60_000 })
    const id = String((await send(graph, 'POST', '/groups', newGroup)).body.id)

    const statuses: number[] = []
    while (graph.clock.now() < Date.UTC(2026, 9, 1, 8, 1)) {
      statuses.push((await send(graph, 'GET', `/groups/${id}`)).status)
      await graph.clock.sleep(2_000)
    }

    expect(statuses[0]).toBe(404)
    expect(new Set(statuses)).toEqual(new Set([404, 200]))
    expect(statuses.join(' ')).toMatch(/200 404/)
    for (let round = 0; round < 10; round++) expect((await send(graph, 'GET', `/groups/${id}`)).status).toBe(200)
  })

  it('throttles by resource units and lets go after Retry-After', async () => {
    const graph = createFakeGraph()
    const statuses = new Map<number, number>()
    let wait = ''
    while (!statuses.has(429)) {
      const reply = await send(graph, 'GET', '/users?$filter=startswith(displayName,%27a%27)')
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
      wait = reply.headers.get('retry-after') ?? ''
    }
    // 3,500 units, 2 a request.
    expect(statuses.get(200)).toBe(1_750)
    await graph.clock.sleep(Number(wait) * 1000)
    expect((await send(graph, 'GET', '/users')).status).toBe(200)
  })

  it('refuses expired tokens, foreign tenants, missing consent and missing licences', async () => {
    const graph = createFakeGraph({ licences: [] })
    const get = (token: string, path = '/users') =>
      send(graph, 'GET', path, undefined, { authorization: `Bearer ${token}` })
    const short = graph.token({ livesMs: 1_000 })

    expect((await get(short)).status).toBe(200)
    await graph.clock.sleep(1_000)
    expect((await get(short)).status).toBe(401)
    expect((await get(graph.token({ tenant: 'other' }))).status).toBe(401)
    expect((await get(graph.token({ permissions: ['Group.Read.All'] }))).status).toBe(403)
    expect((await get(graph.token({ permissions: ['Group.Read.All'] }), '/groups')).status).toBe(200)
    const dynamic = { ...newGroup, groupTypes: ['DynamicMembership'], membershipRule: '(user.department -eq "HR")' }
    expect((await send(graph, 'POST', '/groups', dynamic)).status).toBe(403)
  })

  it('fills a dynamic group after a while', async () => {
    const users = people(3).map((user, index) => ({ ...user, department: index === 0 ? 'Sales' : 'HR' }))
    const graph = createFakeGraph({ content: { users } })
    const dynamic = { ...newGroup, groupTypes: ['DynamicMembership'], membershipRule: '(user.department -eq "HR")' }
    const group = { ...dynamic, membershipRuleProcessingState: 'Paused' }
    const id = String((await send(graph, 'POST', '/groups', group)).body.id)
    const members = async (): Promise<number> => (await send(graph, 'GET', `/groups/${id}/members`)).body.value.length

    await graph.clock.sleep(600_000)
    expect(await members()).toBe(0)
    await send(graph, 'PATCH', `/groups/${id}`, { membershipRuleProcessingState: 'On' })
    expect(await members()).toBe(0)
    await graph.clock.sleep(60_000)
    expect(await members()).toBe(2)
  })

  it('draws the same faults by the same seed', async () => {
    const run = async (seed: number): Promise<unknown[]> => {
      const graph = createFakeGraph({ faults: { rate: 0.3, seed } })
      for (let count = 0; count < 200; count++) await send(graph, 'POST', '/groups', newGroup).catch(() => undefined)
      return graph.requests().map(({ fault, performed }) => [fault, performed])
    }
    const [first, same, other] = [await run(1), await run(1), await run(2)]
    const kinds = new Set(first.map((entry) => JSON.stringify(entry)))

    expect(first).toEqual(same)
    expect(first).not.toEqual(other)
    expect(first.filter((entry) => (entry as unknown[])[0] !== undefined).length).toBeGreaterThan(40)
    expect([...kinds].sort()).toEqual([
      '["429",false]',
      '["503",false]',
      '["504 after",true]',
      '["504",false]',
      '["reset after",true]',
      '["reset",false]',
      '[null,true]',
    ])
  })

  it('tells what it does not know', async () => {
    const graph = createFakeGraph()
    expect((await send(graph, 'GET', '/planner/tasks')).status).toBe(501)
    expect(
      graph
        .requests()
        .filter(({ status }) => status === 501)
        .map(({ path }) => path),
    ).toEqual(['/planner/tasks'])
  })

  it('makes the same ids in every run and dumps them away on demand', async () => {
    const run = async (seed: number): Promise<FakeGraph> => {
      const graph = createFakeGraph({ seed })
      await send(graph, 'POST', '/groups', newGroup)
      return graph
    }
    const [one, same, other] = [await run(1), await run(1), await run(2)]

    expect(one.dump()).toEqual(same.dump())
    expect(one.dump()).not.toEqual(other.dump())
    expect(one.dump({ normalise: true })).toEqual(other.dump({ normalise: true }))
  })
})

describe('a provisioning application', () => {
  async function withJob(graph: FakeGraph): Promise<{ readonly at: string; readonly job: string }> {
    const templates = await send(graph, 'GET', `/applicationTemplates?$filter=displayName eq 'On-premises ECMA app'`)
    const made = await send(graph, 'POST', `/applicationTemplates/${templates.body.value[0]?.id}/instantiate`, {
      displayName: 'HR database',
    })
    const principal = made.body.servicePrincipal as Record<string, unknown>
    const at = `/servicePrincipals/${principal.id}/synchronization`
    const job = await send(graph, 'POST', `${at}/jobs`, { templateId: 'ecma2host' })
    return { at, job: String(job.body.id) }
  }

  it('keeps only the secrets of the last PUT and never tells their values', async () => {
    const graph = createFakeGraph()
    const { at } = await withJob(graph)
    await send(graph, 'PUT', `${at}/secrets`, {
      value: [
        { key: 'SecretToken', value: 's' },
        { key: 'SyncAll', value: 'false' },
      ],
    })
    expect((await send(graph, 'GET', `${at}/secrets`)).body.value).toEqual([
      { key: 'SecretToken', value: '' },
      { key: 'SyncAll', value: 'false' },
    ])
    await send(graph, 'PUT', `${at}/secrets`, { value: [{ key: 'SyncAll', value: 'true' }] })
    expect((await send(graph, 'GET', `${at}/secrets`)).body.value).toEqual([{ key: 'SyncAll', value: 'true' }])
  })

  it('runs, ends in quarantine with wrong credentials, and starts again', async () => {
    const graph = createFakeGraph({ goodCredentials: (given) => given.get('SecretToken') === 'right' })
    const { at, job } = await withJob(graph)
    const code = async (): Promise<unknown> =>
      ((await send(graph, 'GET', `${at}/jobs/${job}`)).body.status as Record<string, unknown>).code
    const secret = (value: string): object => ({ value: [{ key: 'SecretToken', value }] })

    expect(await code()).toBe('NotConfigured')
    await send(graph, 'PUT', `${at}/secrets`, secret('wrong'))
    await send(graph, 'POST', `${at}/jobs/${job}/start`)
    expect(await code()).toBe('Active')
    await graph.clock.sleep(1_200_000)
    expect(await code()).toBe('Quarantine')
    await send(graph, 'PUT', `${at}/secrets`, secret('right'))
    await send(graph, 'POST', `${at}/jobs/${job}/start`)
    await graph.clock.sleep(1_200_000)
    expect(await code()).toBe('Active')
    await send(graph, 'POST', `${at}/jobs/${job}/pause`)
    expect(await code()).toBe('Paused')
  })

  it('keeps its directories only where they are expanded and sent back', async () => {
    const graph = createFakeGraph()
    const { at, job } = await withJob(graph)
    const path = `${at}/jobs/${job}/schema`

    const plain = (await send(graph, 'GET', path)).body
    const whole = (await send(graph, 'GET', `${path}?$expand=directories`)).body

    expect(plain.directories).toBeUndefined()
    expect(whole.directories).toHaveLength(2)
    expect((await send(graph, 'PUT', path, whole)).status).toBe(204)
    expect((await send(graph, 'PUT', path, { ...whole, synchronizationRules: [] })).status).toBe(400)
  })

  it('reads expressions and refuses those it cannot', async () => {
    const graph = createFakeGraph()
    const { at, job } = await withJob(graph)
    const parsed = async (expression: string): Promise<unknown> =>
      (await send(graph, 'POST', `${at}/jobs/${job}/schema/parseExpression`, { expression })).body.parsingSucceeded
    expect([await parsed('Join(" ", [a], [b])'), await parsed('Join(')]).toEqual([true, false])
  })

  it('is deleted with its job', async () => {
    const graph = createFakeGraph()
    const before = graph.dump()
    await withJob(graph)
    await send(graph, 'DELETE', `/applications/${graph.state('applications')[0]?.id}`)
    expect(graph.dump()).toEqual(before)
  })
})

describe('the server around it', () => {
  it('speaks https with a certificate of its own and breaks connections', async () => {
    const graph = await startFakeGraph({ content: { users: people(1) } })
    const agent = new Agent({ ca: graph.certificate })
    const get = (): Promise<number> =>
      new Promise((resolve, reject) => {
        const options = { agent, headers: { authorization: `Bearer ${graph.token()}` } }
        request(`${graph.url}/v1.0/users`, options, (response) => {
          response.resume()
          response.on('end', () => resolve(response.statusCode ?? 0))
        })
          .on('error', reject)
          .end()
      })

    expect(await get()).toBe(200)
    graph.fail({ reset: true })
    await expect(get()).rejects.toThrow()
    agent.destroy()
    await graph.stop()
  })
})

it('names the code of what is refused', async () => {
  const reply = await send(createFakeGraph(), 'GET', `/users?$filter=displayName like 'x'`)
  expect([reply.status, codeOf(reply)]).toEqual([400, 'BadRequest'])
})
