import { describe, expect, it } from 'vitest'
import { estate, expectClean, expectDetection, service, serviceObject, shipped } from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const ran = serviceObject('msidmReportingJob', 'Nightly', { msidmReportingJobStatus: 'Completed' })

describe('audit-reporting', () => {
  it('finds reporting jobs and an own retention', () => {
    const keep = serviceObject(
      'SystemResourceRetentionConfiguration',
      'Retention',
      { RetentionPeriod: '365' },
      { origin: 'changed' },
    )
    const given = estate({ services: [service({ objects: [ran, keep] })] })

    const found = expectDetection(analyzer, given, { level: 'certain', confidence: 85, use: 60 })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'assisted', effort: { size: 'M' } })
    expect(design.parts.map((item) => item.part)).toEqual(['reports', 'retention', 'history'])
  })

  it('thinks an own retention alone possible, and prices an archive', () => {
    const keep = serviceObject('SystemResourceRetentionConfiguration', 'Retention', { RetentionPeriod: '90' })
    const given = estate({ services: [service({ objects: [keep] })] })

    expect(analyzer.map(expectDetection(analyzer, given, { level: 'possible' }), given).effort.size).toBe('S')
  })

  it('finds nothing in an untouched service', () => {
    const keep = shipped('SystemResourceRetentionConfiguration', 'Retention', { RetentionPeriod: '30' })

    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ services: [service({ objects: [keep] })] }))
  })

  it('does not take the product’s own jobs for reporting', () => {
    const job = shipped('msidmReportingJob', 'Initial load')
    const off = serviceObject('msidmSystemConfiguration', 'System', { msidmReportingLoggingEnabled: 'False' })

    expectClean(analyzer, estate({ services: [service({ objects: [job, off] })] }))
  })

  it('keeps logs as long as MIM keeps requests, and archives the history', () => {
    const keep = serviceObject('SystemResourceRetentionConfiguration', 'Retention', { RetentionPeriod: '365' })
    const given = estate({ services: [service({ objects: [ran, keep] })] })

    const { artefacts } = analyzer.map(expectDetection(analyzer, given), given)

    expect(artefacts.map((item) => item.kind === 'hand-step' && item.name)).toEqual([
      'Logs to a workspace',
      'Archive of the history',
      'Reports and their readers',
    ])
    expect(JSON.stringify(artefacts[0])).toContain('365 days at least')
  })
})
