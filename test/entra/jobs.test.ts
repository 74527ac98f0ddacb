import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  compileJob,
  crossTenantJob,
  designMappings,
  ecmaHostFor,
  jobForTable,
  type ProvisioningJob,
  schemaCall,
  synchronizationSchemaOf,
} from '../../src/entra/index.js'
import { printScoping } from '../../src/expression/filter/index.js'
import type { Estate } from '../../src/model/index.js'
import { openEstate } from '../../src/readers/open.js'
import { hasGraphMetadata, readGraphMetadata } from '../support/csdl.js'

const demo = fileURLToPath(new URL('../../demo/estate', import.meta.url))

function scopeText(job: ProvisioningJob | undefined): string {
  const scope = job?.objectMappings[0]?.scope
  return scope === undefined ? 'everything' : printScoping(scope)
}

describe('the jobs of the demo estate', () => {
  let estate: Estate
  let jobs: readonly ProvisioningJob[] = []
  beforeAll(async () => {
    estate = await openEstate([demo])
    jobs = designMappings(estate).flatMap((table) => jobForTable(estate, table) ?? [])
  })
  const jobNamed = (name: string): ProvisioningJob | undefined => jobs.find((job) => job.name.startsWith(name))

  it('are one a mapping table', () => {
    expect(jobs.map((job) => [job.template.jobTemplate, job.leaver, job.deletionThreshold])).toEqual([
      ['API2AD', 'disable', 250],
      ['API2AD', 'delete', 250],
      ['', 'leave', 250],
      ['', 'delete', 250],
      ['', 'delete', 250],
      ['AAD2ADGroupProvisioning', 'disable', 250],
      ['AAD2ADGroupProvisioning', 'delete', 250],
      ['AD2AADProvisioning', 'delete', 250],
      ['AD2AADProvisioning', 'delete', 250],
    ])
  })

  it('match by the joins of today', () => {
    const matched = jobs.map((job) =>
      (job.objectMappings[0]?.attributeMappings ?? [])
        .filter((mapping) => mapping.matchingPriority > 0)
        .sort((a, b) => a.matchingPriority - b.matchingPriority)
        .map((mapping) => mapping.target),
    )

    expect(matched).toEqual([
      ['employeeID'],
      ['employeeID'],
      ['EMP_NO'],
      ['BadgeHolderId'],
      ['employeeNumber', 'uid'],
      ['sAMAccountName'],
      [],
      [],
      [],
    ])
  })

  it('take in what the filter of HR does not leave out', () => {
    const groups = jobNamed('HR → KBCORP AD')?.objectMappings[0]?.scope?.groups ?? []
    const clauses = (groups.at(-1)?.clauses ?? []).map((clause) => [
      clause.attribute.split(':').at(-1),
      clause.operator,
      ...clause.values,
    ])

    expect(groups).toHaveLength(12)
    expect(clauses).toEqual([
      ['REC_TYPE', 'NOT EQUALS', 'TEST'],
      ['IS_TEST', 'NOT EQUALS', '1'],
      ['TERM_DATE', 'IS NULL'],
      ['externalId', 'NOT REGEX MATCH', '^9999.*'],
      ['name.familyName', 'IS NOT NULL'],
    ])
    expect(jobNamed('HR → KBCORP AD')?.losses.map((note) => note.id)).toMatchInlineSnapshot(`
      [
        "scripted-join",
        "filter-nearly",
        "scripted-deprovisioning",
      ]
    `)
  })

  it('take in what no rule of Connect filters', () => {
    expect(scopeText(jobs.at(-2))).toMatchInlineSnapshot(
      `"(isCriticalSystemObject IS NULL AND adminDescription IS NULL AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND sAMAccountName NOT REGEX MATCH ^[Aa][Dd][Mm]-.* AND userPrincipalName IS NULL) OR (isCriticalSystemObject IS NULL AND adminDescription IS NULL AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND sAMAccountName NOT REGEX MATCH ^[Aa][Dd][Mm]-.* AND userPrincipalName NOT REGEX MATCH .*@[Kk][Bb][Dd][Ee][Ss][Tt]\\.[Dd][Ee]\\z) OR (isCriticalSystemObject IS NULL AND adminDescription IS NULL AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND employeeID IS NOT NULL AND userPrincipalName IS NULL) OR (isCriticalSystemObject IS NULL AND adminDescription IS NULL AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND employeeID IS NOT NULL AND userPrincipalName NOT REGEX MATCH .*@[Kk][Bb][Dd][Ee][Ss][Tt]\\.[Dd][Ee]\\z) OR (isCriticalSystemObject IS NULL AND adminDescription NOT REGEX MATCH ^[Uu][Ss][Ee][Rr]_.* AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND sAMAccountName NOT REGEX MATCH ^[Aa][Dd][Mm]-.* AND userPrincipalName IS NULL) OR (isCriticalSystemObject IS NULL AND adminDescription NOT REGEX MATCH ^[Uu][Ss][Ee][Rr]_.* AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND sAMAccountName NOT REGEX MATCH ^[Aa][Dd][Mm]-.* AND userPrincipalName NOT REGEX MATCH .*@[Kk][Bb][Dd][Ee][Ss][Tt]\\.[Dd][Ee]\\z) OR (isCriticalSystemObject IS NULL AND adminDescription NOT REGEX MATCH ^[Uu][Ss][Ee][Rr]_.* AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND employeeID IS NOT NULL AND userPrincipalName IS NULL) OR (isCriticalSystemObject IS NULL AND adminDescription NOT REGEX MATCH ^[Uu][Ss][Ee][Rr]_.* AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND employeeID IS NOT NULL AND userPrincipalName NOT REGEX MATCH .*@[Kk][Bb][Dd][Ee][Ss][Tt]\\.[Dd][Ee]\\z) OR (isCriticalSystemObject IS FALSE AND adminDescription IS NULL AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND sAMAccountName NOT REGEX MATCH ^[Aa][Dd][Mm]-.* AND userPrincipalName IS NULL) OR (isCriticalSystemObject IS FALSE AND adminDescription IS NULL AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND sAMAccountName NOT REGEX MATCH ^[Aa][Dd][Mm]-.* AND userPrincipalName NOT REGEX MATCH .*@[Kk][Bb][Dd][Ee][Ss][Tt]\\.[Dd][Ee]\\z) OR (isCriticalSystemObject IS FALSE AND adminDescription IS NULL AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND employeeID IS NOT NULL AND userPrincipalName IS NULL) OR (isCriticalSystemObject IS FALSE AND adminDescription IS NULL AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND employeeID IS NOT NULL AND userPrincipalName NOT REGEX MATCH .*@[Kk][Bb][Dd][Ee][Ss][Tt]\\.[Dd][Ee]\\z) OR (isCriticalSystemObject IS FALSE AND adminDescription NOT REGEX MATCH ^[Uu][Ss][Ee][Rr]_.* AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND sAMAccountName NOT REGEX MATCH ^[Aa][Dd][Mm]-.* AND userPrincipalName IS NULL) OR (isCriticalSystemObject IS FALSE AND adminDescription NOT REGEX MATCH ^[Uu][Ss][Ee][Rr]_.* AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND sAMAccountName NOT REGEX MATCH ^[Aa][Dd][Mm]-.* AND userPrincipalName NOT REGEX MATCH .*@[Kk][Bb][Dd][Ee][Ss][Tt]\\.[Dd][Ee]\\z) OR (isCriticalSystemObject IS FALSE AND adminDescription NOT REGEX MATCH ^[Uu][Ss][Ee][Rr]_.* AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND employeeID IS NOT NULL AND userPrincipalName IS NULL) OR (isCriticalSystemObject IS FALSE AND adminDescription NOT REGEX MATCH ^[Uu][Ss][Ee][Rr]_.* AND sAMAccountName NOT REGEX MATCH ^[Ss][Vv][Cc]-.* AND employeeID IS NOT NULL AND userPrincipalName NOT REGEX MATCH .*@[Kk][Bb][Dd][Ee][Ss][Tt]\\.[Dd][Ee]\\z)"`,
    )
    expect(jobs.at(-2)?.losses.map((note) => note.text)).toMatchInlineSnapshot(`
      [
        "The scope made from the filter on the rule that makes the object is conditional: adminDescription NOTSTARTSWITH User_ is taken to compare without case.",
        "The scope made from the filter on KB - In from AD - User filter is conditional: sAMAccountName NOTSTARTSWITH svc- is taken to compare without case. sAMAccountName NOTSTARTSWITH adm- is taken to compare without case. userPrincipalName NOTENDSWITH "@kbdest.de" is taken to compare without case. employeeID never holds an empty text, which the target takes for absent.",
        "Cloud Sync has no full filtering by attribute: check this scope in the tenant, or move what it leaves out into units of their own.",
      ]
    `)
  })

  it('name what has to be there first', () => {
    expect(jobNamed('HR → KBCORP AD')?.prerequisites.map((note) => note.text)).toMatchInlineSnapshot(`
      [
        "An active provisioning agent that reaches KBCORP AD; three are advised.",
        "The metaverse deletes people when HR no longer has them.",
        "Leavers sent with active = false: a missing row deletes nothing.",
        "employeeID filled and unique in the source and on every object of KBCORP AD: it finds the objects that exist.",
        "Attributes added to the schema of the job: urn:ietf:params:scim:schemas:extension:HR:1.0:User:DEPT_NO, urn:ietf:params:scim:schemas:extension:HR:1.0:User:EMP_STATUS, urn:ietf:params:scim:schemas:extension:HR:1.0:User:ROOM.",
        "The job stops before 250 deletions or disables in one cycle (half the default of the service, as the population is not known).",
      ]
    `)
  })

  it('say of each connector what the host takes', () => {
    const tables = designMappings(estate).filter((table) => table.scenario === 'app-onprem')
    const hosts = tables.flatMap((table) => {
      const connector = estate.servers
        .flatMap((server) => server.connectors)
        .find((item) => item.id === table.target.id)
      return connector === undefined ? [] : [ecmaHostFor(estate, connector, table.target.objectType)]
    })

    expect(hosts.map((host) => [host.name, host.importable, host.leftOut])).toEqual([
      [
        'Asset DB',
        'in-part',
        [
          { attribute: 'DEPUTIES', why: 'references' },
          { attribute: 'SUPERVISOR', why: 'references' },
          { attribute: 'ASSET_POOLS', why: 'multi-valued' },
        ],
      ],
      ['Badge system', 'as-it-is', []],
      [
        'Intranet LDAP',
        'in-part',
        [
          { attribute: 'departmentNumber', why: 'multi-valued' },
          { attribute: 'o', why: 'multi-valued' },
        ],
      ],
    ])
  })

  it('parse every expression they send, and send each attribute once', () => {
    for (const job of jobs) {
      const [rule] = synchronizationSchemaOf(job).synchronizationRules
      const targets = rule?.objectMappings[0]?.attributeMappings?.map((mapping) => mapping.targetAttributeName) ?? []

      expect(targets.length, job.name).toBeGreaterThan(0)
      expect(new Set(targets).size, job.name).toBe(targets.length)
    }
  })

  it('do to a row of HR what the flows of HR do', () => {
    const job = jobNamed('HR → KBCORP AD')
    const extension = 'urn:ietf:params:scim:schemas:extension:HR:1.0:User'
    const row = new Map([
      ['externalId', '4711'],
      ['name.familyName', 'Berg'],
      ['name.givenName', 'Ada'],
      [`${extension}:EMP_STATUS`, 'A'],
      [`${extension}:REC_TYPE`, 'PERM'],
    ])
    const left = new Map([...row, [`${extension}:REC_TYPE`, 'TEST'] as const])
    const account = { id: 'u1', attributes: new Map([['employeeID', '4711']]) }
    const held = { find: (name: string, value: string) => (account.attributes.get(name) === value ? [account] : []) }
    const compiled = job === undefined ? undefined : compileJob(job)
    const created = compiled?.evaluate(row, { find: () => [] })

    expect(created).toMatchObject({ action: 'created', failures: [] })
    expect(
      created !== undefined && 'changes' in created
        ? created.changes.filter((change) => ['displayName', 'parentDistinguishedName'].includes(change.attribute))
        : [],
    ).toMatchObject([{ after: 'Berg, Ada' }, { after: 'OU=Mitarbeiter,OU=KB,DC=kbcorp,DC=de' }])
    expect(compiled?.evaluate(row, held)).toMatchObject({ action: 'updated', matchedBy: 'employeeID' })
    expect(compiled?.evaluate(left, held)).toMatchObject({ action: 'disabled', id: 'u1' })
  })

  it.skipIf(!hasGraphMetadata)('have schemas that are well-formed for the published metadata', () => {
    const metadata = readGraphMetadata()

    const crossTenant = crossTenantJob({
      name: 'Fabrikam',
      madeFrom: [],
      showInAddressList: true,
      deletionThreshold: 50,
    })

    for (const job of [...jobs, crossTenant]) {
      const { type, body } = schemaCall(job)
      expect(metadata.problemsOf(type, body), job.name).toEqual([])
    }
  })
})
