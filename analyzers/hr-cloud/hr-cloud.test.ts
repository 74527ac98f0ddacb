import { describe, expect, it } from 'vitest'
import { asksFor } from '../testing/design-reading.js'
import {
  connector,
  database,
  estate,
  expectClean,
  expectDetection,
  extensible,
  feeds,
  metaverse,
  policy,
  projection,
  runProfile,
  server,
  service,
  set,
  workflow,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const cloud = connector({
  name: 'People feed',
  kind: 'powershell',
  projections: [projection('worker', 'person')],
  runProfiles: [runProfile('full-import')],
  connection: extensible({}),
})
const leaving = set('Leavers', '/Person[EmployeeEndDate < fn:current-dateTime()]')
const mail = workflow('Tell manager', ['EmailNotificationActivity'])
const rule = policy('Leaver', {
  kind: 'set-transition',
  targetAfterSetId: leaving.object.id,
  actionWorkflowIds: [mail.object.id],
})
const rules = service({ sets: [leaving], policies: [rule], workflows: [mail] })

function feeding(agent: typeof cloud, ...dates: readonly string[]) {
  const importFlows = feeds(agent, 'person', 'sn', 'givenName', ...dates)
  return server({ connectors: [agent], metaverse: metaverse({ importFlows }) })
}

describe('hr-cloud', () => {
  it('finds people with dates on which rules act', () => {
    const given = estate({ servers: [feeding(cloud, 'employeeEndDate')], services: [rules] })

    const found = expectDetection(analyzer, given, { level: 'likely', evidence: ['M2E-HRCLD-001'] })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'assisted', effort: { size: 'M' } })
  })

  it('is certain of Workday by its address', () => {
    const workday = { ...cloud, connection: extensible({ Url: 'https://wd3.myworkday.com/ccx' }) }
    const given = estate({ servers: [feeding(workday, 'hireDate')] })

    const found = expectDetection(analyzer, given, { level: 'certain' })

    expect(analyzer.map(found, given).target.id).toBe('M2E-HRCLD-101')
  })

  it('redesigns a dated rule whose workflow runs code', () => {
    const script = workflow('Tell manager', ['RunPowerShellScript'])
    const given = estate({
      servers: [feeding(cloud, 'employeeEndDate')],
      services: [service({ sets: [leaving], policies: [rule], workflows: [script] })],
    })

    expect(analyzer.map(expectDetection(analyzer, given), given).verdict).toBe('redesign')
  })

  it('finds nothing where nobody is made', () => {
    expectClean(analyzer, estate({ services: [rules] }))
    expectClean(analyzer, estate({ servers: [feeding({ ...cloud, projections: [] }, 'hireDate')], services: [rules] }))
  })

  it('does not take a table, or a file alone, for cloud HR', () => {
    const table = { ...cloud, kind: 'sql-server' as const, connection: database() }
    const file = { ...cloud, name: 'Workday', kind: 'delimited-file' as const }

    expectClean(analyzer, estate({ servers: [feeding(table, 'hireDate')], services: [rules] }))
    expectClean(analyzer, estate({ servers: [feeding(file, 'hireDate')] }))
  })

  it('asks for an upload, or for the application of Workday with its user', () => {
    const workday = {
      ...cloud,
      kind: 'web-services' as const,
      connection: extensible({ Url: 'https://wd5.myworkday.com/x' }),
    }
    const feed = estate({ servers: [feeding(cloud, 'employeeEndDate')], services: [rules] })
    const own = estate({ servers: [feeding(workday, 'employeeEndDate')], services: [rules] })

    expect(asksFor(analyzer.map(expectDetection(analyzer, feed), feed))).toMatchInlineSnapshot(`
      [
        "provisioning-job/people-feed-entra-id-api-driven-inbound-provisioning",
        "hand-step/extract-and-upload-of-people-feed",
        "hand-step/end-of-the-import-of-people-feed",
      ]
    `)
    expect(asksFor(analyzer.map(expectDetection(analyzer, own), own))).toMatchInlineSnapshot(`
      [
        "hand-step/integration-system-user-for-people-feed",
        "provisioning-job/people-feed-entra-id-workday",
        "hand-step/end-of-the-import-of-people-feed",
      ]
    `)
  })
})
