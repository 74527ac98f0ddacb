import { describe, expect, it } from 'vitest'
import { graphClient } from '../client/client.js'
import { clouds } from '../client/clouds.js'
import { GraphFailure } from '../client/failure.js'
import { stepsFor } from '../steps-for.js'
import { signInFailure } from './credential.js'
import { licencesFor, scopesFor } from './scopes.js'
import { assertTenant, claimsIn } from './tenant.js'

const plan = 'aaaaaaaa-0000-4000-8000-000000000001'
const other = 'bbbbbbbb-0000-4000-8000-000000000002'

function tokenOf(claims: object): string {
  return `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`
}

function signedIn(token: string, organization: string) {
  const sent: string[] = []
  const credential = { getToken: () => Promise.resolve({ token }) }
  const client = graphClient({
    cloud: clouds.global,
    credential,
    fetch: (input) => {
      sent.push(String(input))
      return Promise.resolve(Response.json({ value: [{ id: organization, displayName: 'Contoso' }] }))
    },
  })
  return { client, credential, sent }
}

describe('the tenant', () => {
  it('is the one of the plan, by token and by service', async () => {
    const { client, credential } = signedIn(tokenOf({ tid: plan, roles: ['Group.Read.All'] }), plan.toUpperCase())

    await expect(assertTenant(client, credential, plan)).resolves.toEqual({
      id: plan,
      displayName: 'Contoso',
      granted: ['Group.Read.All'],
    })
  })

  it.each([
    ['token', tokenOf({ tid: other }), plan, 0],
    ['service', 'opaque', other, 1],
  ])('of another %s is refused', async (_, token, organization, requests) => {
    const { client, credential, sent } = signedIn(token, organization)

    const problem: unknown = await assertTenant(client, credential, plan).catch((thrown: unknown) => thrown)

    expect(problem).toBeInstanceOf(GraphFailure)
    expect(problem).toMatchObject({ kind: 'wrong-tenant' })
    expect(sent.length).toBe(requests)
  })

  it('is unknown from a token nobody can read', () => {
    expect([claimsIn(''), claimsIn('a.b.c'), claimsIn(tokenOf([1]))]).toEqual([undefined, undefined, undefined])
  })
})

describe('a sign-in that fails', () => {
  it.each([
    ['AADSTS90002: Tenant not found.', 'wrong-tenant'],
    ['AADSTS65001: The user or administrator has not consented.', 'consent'],
    ['AADSTS700082: The refresh token has expired.', 'sign-in'],
    ['something else', 'sign-in'],
  ])('%s', (text, kind) => {
    const problem = signInFailure(new Error(`${text}\r\nTrace ID: 1`), plan)

    expect(problem.kind).toBe(kind)
    expect(problem.message).not.toContain('Trace ID')
    expect(problem.remedy).not.toBe('')
  })
})

describe('permissions', () => {
  const { steps } = stepsFor(
    [
      { kind: 'group-creation-policy', madeFrom: [], name: 'Groups', everybodyMayCreate: false },
      {
        kind: 'synchronization-features',
        madeFrom: [],
        name: 'Joining',
        features: { blockSoftMatchEnabled: true },
        deletionThreshold: undefined,
      },
      {
        kind: 'cross-tenant-sync',
        madeFrom: [],
        name: 'F',
        sourceTenantId: plan,
        targetTenantId: other,
        includesGroups: true,
      },
    ],
    { planId: 'p' },
  )

  it('are the least, by tenant and by who signs in', () => {
    expect(scopesFor(steps, 'read')).toEqual([
      {
        tenant: 'home',
        either: ['Policy.Read.All'],
        application: [],
        delegated: ['OnPremDirectorySynchronization.Read.All'],
      },
      { tenant: 'source', either: ['Policy.Read.All'], application: [], delegated: [] },
      { tenant: 'target', either: ['Policy.Read.All'], application: [], delegated: [] },
    ])
    expect(scopesFor(steps, 'write')[0]).toEqual({
      tenant: 'home',
      either: ['Policy.Read.All', 'Policy.ReadWrite.Authorization'],
      application: [],
      delegated: ['OnPremDirectorySynchronization.ReadWrite.All'],
    })
  })

  it('come with the service plans they take', () => {
    expect(licencesFor(steps)).toEqual(['P1', 'governance'])
  })
})
