import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExitCode } from '../../src/cli/io.js'
import { run } from '../../src/cli/program.js'
import type { FakeGraph } from '../fake-graph/index.js'
import { keptScratch } from '../support/cli.js'
import { demoTenant, openPlan, planDemo, secretToken, tenantId } from './harness.js'

const folder = keptScratch()
let planFolder = ''
let copies = 0

beforeAll(async () => {
  planFolder = await planDemo(folder.path)
})

afterAll(() => folder.remove())

function freshPlan(): string {
  const path = join(folder.path, `plan-${++copies}`)
  cpSync(planFolder, path, { recursive: true })
  return path
}

interface Said {
  readonly code: ExitCode
  readonly out: string
  readonly err: string
}

/** The command line against a fake tenant; a person answers yes to everything unless told otherwise. */
async function command(
  args: readonly string[],
  graph: FakeGraph | undefined,
  options: { readonly answer?: string | undefined; readonly credential?: Parameters<FakeGraph['credential']>[0] } = {},
): Promise<Said> {
  let out = ''
  let err = ''
  const { answer = 'yes' } = options
  const code = await run(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    cwd: folder.path,
    interactive: false,
    elapsedMs: () => 0,
    now: () => '2026-11-21T12:00:00.000Z',
    environment: { MIM2ENTRA_NOTIFICATION_MAIL: 'iam@contoso.com', MIM2ENTRA_ECMA_HOST_TOKEN: secretToken },
    ask: answer === '' ? undefined : () => Promise.resolve(answer),
    ...(graph === undefined
      ? {}
      : {
          graph: {
            fetch: graph.fetch as typeof fetch,
            clock: {
              now: () => graph.clock.now(),
              sleep: (time: number) => graph.clock.sleep(time),
              random: () => 0.5,
            },
            credential: () => graph.credential(options.credential ?? {}),
          },
        }),
  })
  return { code, out, err }
}

const about = ['--scenario', 'dynamic-groups', '--stage', 'prepare']

describe('apply, verify, status, rollback', () => {
  it('show, ask, do, look, tell and take back', async () => {
    const plan = freshPlan()
    const graph = demoTenant(openPlan(plan))
    const before = graph.dump()

    const dry = await command(['apply', plan, ...about, '--dry-run'], graph)
    expect(dry.code).toBe(0)
    expect(dry.out).toMatch(/ {2}\+ \d{3}-dynamic-group-kb-mes-finanzen/)
    expect(dry.out).toMatch(/Plan: \d+ to add, 0 to change, 0 to remove/)
    expect(graph.dump()).toEqual(before)

    const declined = await command(['apply', plan, ...about], graph, { answer: 'no' })
    expect(declined.out).toContain('Nothing was changed.')
    expect(graph.dump()).toEqual(before)

    const applied = await command(['apply', plan, ...about], graph)
    expect(applied).toMatchObject({ code: 0 })
    expect(applied.err).toContain('permissions: ')
    expect(applied.err).toContain('Group.ReadWrite.All')

    const verified = await command(['verify', plan, ...about], graph)
    expect(verified).toMatchObject({ code: 0 })
    expect(JSON.parse(readFileSync(join(plan, 'evidence', '04-dynamic-groups-prepare.json'), 'utf8'))).toMatchObject({
      scenario: 'dynamic-groups',
    })

    const status = await command(['status', plan, '--json'], undefined)
    const stages = (JSON.parse(status.out) as { scenario: string; stages: { stage: string; state: string }[] }[]).find(
      ({ scenario }) => scenario === 'dynamic-groups',
    )?.stages
    expect(stages?.find(({ stage }) => stage === 'prepare')?.state).toBe('verified')
    expect((await command(['status', plan], undefined)).out).toMatch(/dynamic-groups +verified/)

    const back = await command(['rollback', plan, ...about], graph)
    expect(back.out).toMatch(/Plan: \d+ to take back, 0 stay/)
    expect(back.code).toBe(0)
    expect(graph.dump()).toEqual(before)
    expect((await command(['resume', plan], graph)).out).toContain('Nothing was interrupted.')
  })

  it('skips what somebody has changed since, and says what', async () => {
    const plan = freshPlan()
    const graph = demoTenant(openPlan(plan))
    await command(['apply', plan, ...about], graph)
    const [group] = graph.state('groups').filter(({ displayName }) => displayName === 'KB-SEC-Vertrieb')
    graph.change('groups', String(group?.id), { membershipRule: '(user.city -eq "Bonn")' })

    const again = await command(['apply', plan, ...about], graph)

    expect(again.code).toBe(3)
    expect(again.out).toContain('was changed since: membershipRule')
    expect(graph.state('groups').find(({ id }) => id === group?.id)?.membershipRule).toBe('(user.city -eq "Bonn")')
    expect((await command(['verify', plan, ...about], graph)).code).toBe(3)
    expect((await command(['apply', plan, ...about, '--overwrite'], graph)).err).toContain('the plan allows 0')
    const put = await command(['apply', plan, ...about, '--overwrite', '--limit', 'updates=1'], graph)
    expect(put.code).toBe(0)
  })
})

describe('what cannot be used', () => {
  it.each([
    ['another tenant asked for', ['--tenant', '99999999-2222-4333-8444-555555555555'], 2, /The plan is for the tenant/],
    ['no such stage', ['--stage', 'later'], 2, /"later" is not a stage/],
    ['no such scenario', ['--scenario', 'nothing'], 2, /has no scenario "nothing"/],
    ['no such cloud', ['--cloud', 'moon'], 2, /"moon" is not a cloud/],
  ])('%s', async (_, args, code, message) => {
    const plan = freshPlan()

    const said = await command(['apply', plan, ...about, ...args], demoTenant(openPlan(plan)))

    expect(said.code).toBe(code)
    expect(said.err).toMatch(message)
  })

  it('a sign-in to another tenant', async () => {
    const plan = freshPlan()
    const graph = demoTenant(openPlan(plan))

    const said = await command(['apply', plan, ...about], graph, {
      credential: { tenant: '99999999-2222-4333-8444-555555555555' },
    })

    expect(said.code).toBe(1)
    expect(said.err).toContain(`the plan was made for ${tenantId}`)
    expect(graph.requests().filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('a sign-in that has expired, and one that may not write', async () => {
    const plan = freshPlan()
    const graph = demoTenant(openPlan(plan))

    const expired = await command(['apply', plan, ...about], graph, { credential: { livesMs: -1 } })
    const reader = await command(['apply', plan, ...about], graph, {
      credential: { permissions: ['Organization.Read.All', 'Group.Read.All', 'Application.Read.All', 'User.Read.All'] },
    })

    expect(expired.code).toBe(1)
    expect(expired.err).toMatch(/sign-in has expired[\s\S]*Sign in again/)
    expect(reader.code).toBe(3)
    expect(reader.out).toMatch(/may not do this[\s\S]*Grant /)
  })

  it('a licence the tenant has not', async () => {
    const plan = freshPlan()
    const graph = demoTenant(openPlan(plan), { licences: [] })

    const said = await command(['apply', plan, ...about], graph)

    expect(said.code).toBe(3)
    expect(said.out).toMatch(/no licence|AAD_PREMIUM/)
  })

  it('a plan changed by hand', async () => {
    const plan = freshPlan()
    const path = join(plan, 'plan.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"atMost": 0', '"atMost": 99'))

    expect(await command(['apply', plan, ...about], undefined)).toMatchObject({
      code: 2,
      err: expect.stringContaining('was changed by hand') as unknown,
    })
  })

  it('requests changed by hand', async () => {
    const plan = freshPlan()
    const path = join(plan, '04-dynamic-groups', 'requests.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('KB-SEC-Vertrieb', 'Everybody'))

    expect(await command(['apply', plan, ...about], undefined)).toMatchObject({
      code: 2,
      err: expect.stringContaining('requests.json was changed by hand') as unknown,
    })
  })

  it('a journal of another plan', async () => {
    const plan = freshPlan()
    await command(['apply', plan, ...about], demoTenant(openPlan(plan)))
    const other = await command(
      ['plan', 'assessment', '--out', 'other', '--tenant', tenantId, '--scenario', 'dynamic-groups', 'hr-onprem'],
      undefined,
    )
    expect(other.code).toBe(0)
    cpSync(join(plan, 'journal.jsonl'), join(folder.path, 'other', 'journal.jsonl'))

    expect(await command(['status', 'other'], undefined)).toMatchObject({
      code: 2,
      err: expect.stringContaining('belongs to another plan') as unknown,
    })
  })

  it('a plan that somebody works on', async () => {
    const plan = freshPlan()
    writeFileSync(
      join(plan, 'journal.lock'),
      JSON.stringify({ pid: process.pid, host: hostname(), doing: 'apply x', since: '2026-11-21T12:00:00.000Z' }),
    )

    expect(await command(['apply', plan, ...about], demoTenant(openPlan(plan)))).toMatchObject({
      code: 2,
      err: expect.stringContaining('The plan is in use') as unknown,
    })
  })

  it('an assessment that is none, and a folder that is carried out', async () => {
    const plan = freshPlan()
    await command(['apply', plan, ...about], demoTenant(openPlan(plan)))

    expect((await command(['plan', 'nowhere', '--out', 'x', '--tenant', tenantId], undefined)).err).toContain(
      'There is no assessment',
    )
    expect((await command(['plan', 'assessment', '--out', 'x'], undefined)).err).toContain('which tenant')
    expect(
      (await command(['plan', 'assessment', '--out', plan, '--tenant', tenantId, '--force'], undefined)).err,
    ).toContain('is being carried out')
  })
})

describe('plan', () => {
  it('gives the same bytes for the same assessment', async () => {
    await command(['plan', 'assessment', '--out', 'twin', '--tenant', tenantId], undefined)

    for (const name of ['plan.json', 'README.md', '03-hr-onprem/provision.ps1', '03-hr-onprem/README.md'])
      expect(readFileSync(join(folder.path, 'twin', name))).toEqual(readFileSync(join(planFolder, name)))
  })

  it('speaks German', async () => {
    await command(['plan', 'assessment', '--out', 'deutsch', '--tenant', tenantId, '--language', 'de'], undefined)

    expect(readFileSync(join(folder.path, 'deutsch', '03-hr-onprem', 'README.md'), 'utf8')).toContain('Der Weg zurück')
  })
})
