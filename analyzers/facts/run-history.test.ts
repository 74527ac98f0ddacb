import { describe, expect, it } from 'vitest'
import type { Estate, RunSummary } from '../../src/model/index.js'
import { messageText } from '../finding.js'
import { analyzer as hrOnprem } from '../hr-onprem/index.js'
import {
  columns,
  connector,
  database,
  estate,
  feeds,
  guid,
  metaverse,
  place,
  projection,
  runProfile,
  server,
} from '../testing/estate-builder.js'
import { withRunHistory } from './run-history.js'

const analyzer = withRunHistory(hrOnprem)
const hr = connector({
  id: guid(7),
  name: 'People DB',
  projections: [projection('row', 'employee', 'sync-rule')],
  runProfiles: [runProfile('full-import')],
  connection: database({ database: 'HRData', table: 'tblHR', columns: columns('EmployeeID', 'FirstName', 'LastName') }),
})
const ad = connector({ id: guid(8), name: 'Corp AD', kind: 'active-directory' })
const flows = feeds(hr, 'employee', 'givenName', 'sn', 'department', 'costCentre')

function run(connectorName: string, connectorId: string, day: string, result = 'success'): RunSummary {
  return {
    connectorId,
    connectorName,
    profile: 'Full Import',
    number: 1,
    account: 'CORP\\svc',
    steps: [
      {
        number: 1,
        type: 'full-import',
        partition: '',
        result,
        startedAt: `${day} 02:00:00.000`,
        endedAt: `${day} 02:10:00.000`,
        counters: [],
        errors: [],
      },
    ],
    at: place(),
  }
}

const lds = connector({ id: guid(9), name: 'LDS' })

function given(runs: readonly RunSummary[], ...further: readonly (typeof hr)[]): Estate {
  return estate({
    servers: [server({ connectors: [hr, ad, ...further], metaverse: metaverse({ importFlows: flows }) })],
    runs,
  })
}

const other = (day: string) => run(ad.name, ad.id, day)

describe('the run history as evidence', () => {
  it.each<[string, readonly RunSummary[], number | undefined, string[]]>([
    ['none at hand', [], undefined, []],
    ['it ran the day before', [run(hr.name, hr.id, '2026-09-01'), other('2026-09-02')], 60, ['M2E-RUNH-011']],
    ['braces and case of its id', [run('', `{${hr.id.toUpperCase()}}`, '2026-09-01')], 60, ['M2E-RUNH-011']],
    [
      'every run failed',
      [run(hr.name, hr.id, '2026-09-01', 'stopped-connectivity')],
      35,
      ['M2E-RUNH-011', 'M2E-RUNH-014'],
    ],
    ['silent for two years', [run(hr.name, hr.id, '2024-09-01'), other('2026-09-02')], 0, ['M2E-RUNH-012']],
    [
      'never in a history of half a year',
      [other('2026-03-01'), other('2026-09-02'), run('LDS', guid(9), '2026-09-01')],
      0,
      ['M2E-RUNH-013'],
    ],
    ['never in a history of a week', [other('2026-08-26'), other('2026-09-02')], undefined, []],
  ])('%s', (_, runs, use, ids) => {
    const [found] = analyzer.detect(given(runs, lds))

    expect(found?.use).toBe(use)
    expect(found?.evidence.map(({ id }) => id).filter((id) => id.includes('RUNH'))).toEqual(ids)
    for (const item of found?.evidence ?? []) expect(messageText(analyzer.meta.messages, item)).not.toMatch(/[{}]/)
  })

  it.each<[string, readonly RunSummary[]]>([
    ['of one connector alone', [other('2026-03-01'), other('2026-09-02')]],
    ['of another server', [run('Elsewhere', guid(77), '2024-01-01'), run('Elsewhere', guid(77), '2026-09-02')]],
  ])('says nothing about a connector that is not in it where the history is %s', (_, runs) => {
    const [found] = analyzer.detect(given(runs, lds))

    expect(found?.evidence.filter(({ id }) => id.includes('RUNH'))).toEqual([])
  })

  it('takes the clock from the runs of the same server', () => {
    const old = [run(hr.name, hr.id, '2023-09-01'), other('2023-09-02'), run('Elsewhere', guid(77), '2026-09-02')]

    expect(analyzer.detect(given(old))[0]?.evidence.map(({ id }) => id)).toContain('M2E-RUNH-011')
  })

  it('retires a connector that has been silent for two years, whatever else speaks for it', () => {
    const silent = given([run(hr.name, hr.id, '2024-09-01'), other('2026-09-02')])
    const [found] = analyzer.detect(silent)

    const design = found && analyzer.map(found, silent)

    expect(design).toMatchObject({ verdict: 'retire', artefacts: [], effort: { size: 'S' } })
    expect(design && messageText(analyzer.meta.messages, design.target)).toContain('nothing uses it')
  })

  it('leaves the design of a running connector as it was', () => {
    const running = given([run(hr.name, hr.id, '2026-09-01')])
    const [found] = analyzer.detect(running)
    const [plain] = hrOnprem.detect(given([]))

    expect(found && analyzer.map(found, running).verdict).toBe(plain && hrOnprem.map(plain, given([])).verdict)
  })
})
