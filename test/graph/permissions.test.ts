import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plannedSamples } from './world.js'

const file = join(process.env.MIM2ENTRA_GRAPH_METADATA ?? '', 'graph-permissions.json')

/** Forms with less than what the published extract lists; all of them read. */
const readOnly = ['PrivilegedEligibilitySchedule.Read.AzureADGroup', 'RoleManagementPolicy.Read.AzureADGroup']

interface Permission {
  readonly applicationId: string | null
  readonly delegatedId: string | null
}

describe.skipIf(process.env.MIM2ENTRA_GRAPH_METADATA === undefined || !existsSync(file))('permissions', () => {
  it('exist, in the form the step signs in with', () => {
    const { permissions } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly permissions: Readonly<Record<string, Permission>>
    }
    const wrong = plannedSamples.steps.flatMap(({ id, signIn, scopes }) =>
      [...scopes.read, ...scopes.write]
        .filter((name) => !readOnly.includes(name))
        .filter((name) => {
          const known = permissions[name]
          const missing = signIn === 'delegated' ? known?.delegatedId : known?.applicationId
          return missing === undefined || missing === null
        })
        .map((name) => `${id}: ${name}`),
    )

    expect(wrong).toEqual([])
  })

  it('of reading write nothing, but where the service has no smaller form', () => {
    const writing = new Set(
      plannedSamples.steps.flatMap(({ scopes }) => scopes.read.filter((name) => name.includes('ReadWrite'))),
    )

    expect([...writing].sort()).toEqual([
      'Group-OnPremisesSyncBehavior.ReadWrite.All',
      'User-OnPremisesSyncBehavior.ReadWrite.All',
    ])
  })
})
