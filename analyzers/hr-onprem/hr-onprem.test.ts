import { describe, expect, it } from 'vitest'
import { asksFor, decision } from '../testing/design-reading.js'
import {
  columns,
  connector,
  database,
  estate,
  expectClean,
  expectDetection,
  expectWellFormed,
  exportFlowSet,
  feeds,
  importFlows,
  metaverse,
  projection,
  runProfile,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const hr = connector({
  name: 'People DB',
  projections: [projection('row', 'employee', 'sync-rule')],
  runProfiles: [runProfile('full-import')],
  connection: database({ database: 'HRData', table: 'tblHR', columns: columns('EmployeeID', 'FirstName', 'LastName') }),
})
const ad = connector({
  name: 'Corp AD',
  kind: 'active-directory',
  exportFlows: [exportFlowSet('user', 'employee', ['sn'])],
})
const flows = feeds(hr, 'employee', 'givenName', 'sn', 'department', 'costCentre')

describe('hr-onprem', () => {
  it('finds a table that makes people and decides who they are', () => {
    const given = estate({
      servers: [server({ connectors: [hr, ad], metaverse: metaverse({ importFlows: flows }) })],
    })

    const found = expectDetection(analyzer, given, { subject: 'People DB', confidence: 100, level: 'certain' })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'assisted', effort: { size: 'S' } })
    expect(design.target.params).toMatchObject({ target: 'Active Directory', where: 'HRData.tblHR on SQL01' })
  })

  it('counts an attribute once, however many flows feed it', () => {
    const twice = [importFlows('employee', 'sn', hr, hr), importFlows('employee', 'givenName', hr, hr, hr)]
    const given = estate({ servers: [server({ connectors: [hr, ad], metaverse: metaverse({ importFlows: twice }) })] })

    const [found] = analyzer.detect(given)

    expect(found?.evidence[0]?.params).toMatchObject({ count: 2, attributes: 'sn, givenName' })
  })

  it('still is an HR source when mail is written back to it, and says what stays', () => {
    const both = {
      ...hr,
      exportFlows: [exportFlowSet('row', 'employee', ['email'])],
      runProfiles: [runProfile('full-import', 'export')],
    }
    const given = estate({ servers: [server({ connectors: [both], metaverse: metaverse({ importFlows: flows }) })] })

    const found = expectDetection(analyzer, given, { level: 'likely', evidence: ['M2E-HRON-009'] })

    expect(analyzer.map(found, given).parts.find((item) => item.part === 'writeback')?.verdict).toBe('keep')
  })

  it('knows a second source of people that is never first in rank', () => {
    const staff = { ...hr, name: 'Contractors', id: 'contractors' }
    const shared = ['givenName', 'sn'].map((attribute) => importFlows('employee', attribute, hr, staff))
    const given = estate({
      servers: [server({ connectors: [hr, staff], metaverse: metaverse({ importFlows: shared }) })],
    })

    const found = expectDetection(analyzer, given, { subject: 'Contractors', evidence: ['M2E-HRON-005'] })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'keep', effort: { size: 'XL' } })
  })

  it('proposes to retire a source that nothing imports', () => {
    const idle = { ...hr, runProfiles: [] }
    const given = estate({ servers: [server({ connectors: [idle], metaverse: metaverse({ importFlows: flows }) })] })

    const found = expectDetection(analyzer, given, { use: 0 })

    expect(analyzer.map(found, given).verdict).toBe('retire')
  })

  it('thinks a table of people possible when the metaverse file is missing', () => {
    const given = estate({ servers: [{ ...server({ connectors: [hr] }), metaverse: undefined }] })

    expectDetection(analyzer, given, { level: 'likely', evidence: ['M2E-HRON-012', 'M2E-HRON-004'] })
  })

  it('finds nothing in an estate without people from a store', () => {
    const phones = connector({ name: 'HR phone list' })
    const joined = [importFlows('person', 'telephoneNumber', phones), importFlows('person', 'title', phones)]

    expectClean(analyzer, estate())
    expectClean(
      analyzer,
      estate({ servers: [server({ connectors: [ad, phones], metaverse: metaverse({ importFlows: joined }) })] }),
    )
  })

  it('does not take BHOLD or an organization table for HR', () => {
    const bhold = { ...hr, connection: database({ database: 'B1', table: 'FIMEmployee' }) }
    const units = connector({ name: 'HROrg', projections: [projection('organization', 'organization')] })

    const [found] = analyzer.detect(
      estate({ servers: [server({ connectors: [bhold], metaverse: metaverse({ importFlows: flows }) })] }),
    )

    expect(found?.level).not.toBe('certain')
    expect(found?.level).not.toBe('likely')
    expectClean(
      analyzer,
      estate({
        servers: [
          server({
            connectors: [units],
            metaverse: metaverse({ importFlows: feeds(units, 'organization', 'displayName') }),
          }),
        ],
      }),
    )
  })

  it('asks for the job that takes over, to AD or by decision to the tenant', () => {
    const given = estate({
      servers: [server({ connectors: [hr, ad], metaverse: metaverse({ importFlows: flows }) })],
    })
    const found = expectDetection(analyzer, given)
    const proposed = analyzer.map(found, given)
    const decided = analyzer.map(found, given, decision('hr-onprem.target', 'entra-id'))

    expectWellFormed(analyzer, found, decided)
    expect(asksFor(proposed)).toMatchInlineSnapshot(`
      [
        "hand-step/provisioning-agents-for-corp-ad",
        "provisioning-job/people-db-corp-ad-api-driven-inbound-provisioning",
        "hand-step/extract-and-upload-of-people-db",
        "hand-step/end-of-the-import-of-people-db",
      ]
    `)
    expect(asksFor(decided)).toMatchInlineSnapshot(`
      [
        "directory-extension/mim-costcentre",
        "provisioning-job/people-db-entra-id-api-driven-inbound-provisioning",
        "hand-step/extract-and-upload-of-people-db",
        "hand-step/end-of-the-import-of-people-db",
      ]
    `)
    expect(decided.target.params.target).toBe('Entra ID')
    expect(decided.blockers.map((item) => item.id)).toContain('M2E-HRON-206')
    expect(decided.mappingTables).not.toEqual(proposed.mappingTables)
  })
})
