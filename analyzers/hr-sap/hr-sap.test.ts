import { describe, expect, it } from 'vitest'
import { asksFor } from '../testing/design-reading.js'
import {
  columns,
  connector,
  database,
  estate,
  expectClean,
  expectDetection,
  extensible,
  feeds,
  importFlows,
  metaverse,
  projection,
  runProfile,
  scripted,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const sap = connector({
  name: 'ERP people',
  kind: 'web-services',
  projections: [projection('employee', 'person')],
  runProfiles: [runProfile('full-import')],
  connection: extensible({ 'Web Service project': 'SAPECC6.wsconfig' }),
})

function withFlows(agent: typeof sap, ...more: ReturnType<typeof importFlows>[]) {
  const importFlowGroups = [...feeds(agent, 'person', 'sn', 'givenName', 'department'), ...more]
  return estate({ servers: [server({ connectors: [agent], metaverse: metaverse({ importFlows: importFlowGroups }) })] })
}

describe('hr-sap', () => {
  it('finds a web service connector with an SAP project that makes people', () => {
    const found = expectDetection(analyzer, withFlows(sap), {
      subject: 'ERP people',
      level: 'certain',
      evidence: ['M2E-HRSAP-001', 'M2E-HRSAP-003'],
    })

    expect(analyzer.map(found, withFlows(sap))).toMatchObject({ verdict: 'assisted', effort: { size: 'S' } })
  })

  it('redesigns where code computes the logon name, and takes SuccessFactors by its own app', () => {
    const cloud = { ...sap, connection: extensible({ Host: 'api4.successfactors.com' }) }
    const code = importFlows('person', 'accountName', cloud)
    const flows = code.flows.map((item) => ({ ...item, mapping: scripted('cd.person#1->mv.person:accountName') }))
    const given = withFlows(cloud, { ...code, flows })

    const found = expectDetection(analyzer, given, { evidence: ['M2E-HRSAP-004'] })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'redesign', effort: { size: 'L' }, target: { id: 'M2E-HRSAP-101' } })
    expect(design.blockers.map((item) => item.id)).toContain('M2E-HRSAP-202')
  })

  it('thinks a file with personnel numbers possible, no more', () => {
    const file = {
      ...sap,
      kind: 'delimited-file' as const,
      connection: database(),
      selectedAttributes: ['PERNR', 'BUKRS'],
    }

    expectDetection(analyzer, withFlows(file), { level: 'possible', evidence: ['M2E-HRSAP-002'] })
  })

  it('finds nothing without people, whatever the name says', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, withFlows({ ...sap, name: 'SAP', projections: [] }))
  })

  it('does not take PeopleSoft or Workday behind the same connector for SAP', () => {
    const people = { ...sap, connection: extensible({ 'Web Service project': 'PeopleSoft91.wsconfig' }) }
    const table = {
      ...sap,
      name: 'SAP',
      kind: 'sql-server' as const,
      connection: database({ columns: columns('Name') }),
    }

    expectClean(analyzer, withFlows(people))
    expectClean(analyzer, withFlows({ ...sap, connection: extensible({ Url: 'https://wd3.myworkday.com/ccx' }) }))
    expectClean(analyzer, withFlows(table))
  })

  it('asks for an upload, or for the application of SuccessFactors with its access', () => {
    const factors = withFlows({ ...sap, connection: extensible({ Host: 'api4.successfactors.com' }) })

    expect(asksFor(analyzer.map(expectDetection(analyzer, withFlows(sap)), withFlows(sap)))).toMatchInlineSnapshot(`
      [
        "provisioning-job/erp-people-entra-id-api-driven-inbound-provisioning",
        "hand-step/extract-and-upload-of-erp-people",
        "hand-step/end-of-the-import-of-erp-people",
      ]
    `)
    expect(asksFor(analyzer.map(expectDetection(analyzer, factors), factors))).toMatchInlineSnapshot(`
      [
        "hand-step/api-access-of-successfactors-for-erp-people",
        "provisioning-job/erp-people-entra-id-successfactors",
        "hand-step/end-of-the-import-of-erp-people",
      ]
    `)
  })
})
