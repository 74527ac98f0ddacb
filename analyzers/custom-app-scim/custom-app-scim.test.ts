import { describe, expect, it } from 'vitest'
import type { Connector } from '../../src/model/index.js'
import { asksFor, decision } from '../testing/design-reading.js'
import {
  columns,
  connector,
  database,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  extensible,
  flow,
  projection,
  runProfile,
  scripted,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const own = connector({
  name: 'Door control',
  kind: 'ecma2-other',
  exportFlows: [
    exportFlowSet('user', 'person', ['givenName', 'sn', 'badge', flow('AccessRights', scripted('rights'))]),
  ],
  runProfiles: [runProfile('full-import', 'export')],
  connection: extensible({}, { assembly: 'Contoso.Doors.dll' }),
})

function given(...connectors: readonly Connector[]) {
  return estate({ servers: [server({ connectors })] })
}

describe('custom-app-scim', () => {
  it('finds a connector of the customer’s own that exports', () => {
    const found = expectDetection(analyzer, given(own), { subject: 'Door control', level: 'certain', confidence: 85 })

    const design = analyzer.map(found, given(own))

    expect(design).toMatchObject({ verdict: 'redesign', effort: { size: 'L' } })
    expect(design.parts[0]?.reasons[1]?.params).toEqual({ core: 2, count: 4, rest: 2 })
  })

  it('finds a hand-over table with a status column', () => {
    const table: Connector = {
      ...own,
      kind: 'sql-server',
      exportFlows: [exportFlowSet('row', 'person', ['ID', 'Status'])],
      connection: database({ table: 'dbo.UserStaging', columns: columns('ID', 'Status') }),
    }

    expectDetection(analyzer, given(table), { level: 'likely', evidence: ['M2E-SCIM-002', 'M2E-SCIM-003'] })
  })

  it('finds nothing without own code or table', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, given({ ...own, exportFlows: [] }))
  })

  it('does not take Microsoft’s connectors, a cloud product, a plain table or an HR table', () => {
    const status = database({ table: 'Staff', columns: columns('ID', 'Status') })

    expectClean(
      analyzer,
      given({ ...own, connection: extensible({}, { assembly: 'Microsoft.IAM.Connector.X.dll' }), exportFlows: [] }),
    )
    expectClean(
      analyzer,
      given({
        ...own,
        exportFlows: [exportFlowSet('u', 'person', ['a'])],
        connection: extensible({ Url: 'https://x.okta.com' }),
      }),
    )
    expectClean(
      analyzer,
      given({ ...own, kind: 'sql-server', connection: status, exportFlows: [exportFlowSet('r', 'person', ['Mail'])] }),
    )
    expectClean(
      analyzer,
      given({ ...own, kind: 'sql-server', connection: status, projections: [projection('row', 'person')] }),
    )
  })

  it('asks for an endpoint, or by decision for the host', () => {
    const found = expectDetection(analyzer, given(own))
    const host = analyzer.map(found, given(own), decision('custom-app-scim.way', 'ecma-host'))

    expect(asksFor(analyzer.map(found, given(own)))).toMatchInlineSnapshot(`
      [
        "hand-step/scim-endpoint-in-place-of-door-control",
        "assigned-group/pilot-of-entra-id-door-control-scim",
        "provisioning-job/entra-id-door-control-scim",
        "hand-step/end-of-the-export-to-door-control",
      ]
    `)
    expect(asksFor(host)).toMatchInlineSnapshot(`
      [
        "hand-step/provisioning-agent-and-ecma-host-beside-door-control",
        "ecma-host-configuration/door-control",
        "hand-step/wizard-of-the-ecma-host-for-door-control",
        "assigned-group/pilot-of-entra-id-door-control-ecma-connector-host",
        "provisioning-job/entra-id-door-control-ecma-connector-host",
        "hand-step/assignment-of-the-agent-to-the-application-of-door-control",
        "hand-step/end-of-the-export-to-door-control",
      ]
    `)
    expect(host.parts[0]?.verdict).toBe('assisted')
  })
})
