import { describe, expect, it } from 'vitest'
import type { Connector } from '../../src/model/index.js'
import { asksFor, decision } from '../testing/design-reading.js'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  extensible,
  place,
  runProfile,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const app = connector({
  name: 'CRM',
  kind: 'web-services',
  exportFlows: [exportFlowSet('User', 'person', ['Email', 'ProfileId'])],
  runProfiles: [runProfile('full-import', 'export')],
  connection: extensible({ Host: 'contoso.my.salesforce.com' }),
})

function given(...connectors: readonly Connector[]) {
  return estate({ servers: [server({ connectors })] })
}

describe('saas-provisioning', () => {
  it('finds an export to a known cloud product', () => {
    const found = expectDetection(analyzer, given(app), { subject: 'CRM', confidence: 85, level: 'certain' })

    expect(analyzer.map(found, given(app))).toMatchObject({
      verdict: 'assisted',
      effort: { size: 'S' },
      target: { id: 'M2E-SAAS-101' },
    })
  })

  it('takes any host on the internet, and warns where MIM deletes', () => {
    const other: Connector = {
      ...app,
      kind: 'powershell',
      connection: extensible({ Server: 'api.example.com' }),
      deprovisioning: { kind: 'declared', action: 'delete-object', raw: '', at: place() },
    }

    const found = expectDetection(analyzer, given(other), { level: 'certain', evidence: ['M2E-SAAS-002'] })

    expect(analyzer.map(found, given(other)).blockers.map((item) => item.id)).toContain('M2E-SAAS-201')
  })

  it('finds nothing without exports', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, given({ ...app, exportFlows: [] }))
    expectClean(analyzer, given({ ...app, runProfiles: [runProfile('full-import')] }))
  })

  it('does not take an internal server for the cloud', () => {
    const inside = { ...app, name: 'Salesforce copy', connection: extensible({ Host: '10.0.0.5' }) }
    const ad = connector({
      name: 'AD',
      kind: 'active-directory',
      connection: { ...extensible(), target: 'contoso.com' },
    })
    const lync = { ...app, connection: extensible({ Server: 'https://s4badmin.contoso.com/OcsPowerShell' }) }

    expectClean(analyzer, given(inside))
    expectClean(analyzer, given(lync, ad))
  })

  it('asks for the application of the gallery, or by decision for SCIM', () => {
    const found = expectDetection(analyzer, given(app))

    expect(asksFor(analyzer.map(found, given(app)))).toMatchInlineSnapshot(`
      [
        "assigned-group/pilot-of-entra-id-crm-gallery-application",
        "provisioning-job/entra-id-crm-gallery-application",
        "hand-step/credentials-of-salesforce",
        "hand-step/end-of-the-export-to-crm",
      ]
    `)
    expect(asksFor(analyzer.map(found, given(app), decision('saas-provisioning.way', 'scim')))).toMatchInlineSnapshot(`
      [
        "hand-step/scim-endpoint-in-place-of-crm",
        "assigned-group/pilot-of-entra-id-crm-scim",
        "provisioning-job/entra-id-crm-scim",
        "hand-step/end-of-the-export-to-crm",
      ]
    `)
  })
})
