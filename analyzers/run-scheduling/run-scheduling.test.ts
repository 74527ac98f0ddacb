import { describe, expect, it } from 'vitest'
import type { RunProfile } from '../../src/model/index.js'
import { asksFor } from '../testing/design-reading.js'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  metaverse,
  place,
  runProfile,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

function limited(profile: RunProfile, limit: { deletionLimit?: number; objectLimit?: number }): RunProfile {
  return { ...profile, steps: profile.steps.map((step) => ({ ...step, ...limit })) }
}

function parameter(name: string, value: string) {
  return { name, value: { value, redacted: false }, at: place(name, 'MV.xml') }
}

describe('run-scheduling', () => {
  it('finds run profiles and proposes to retire them', () => {
    const hr = connector({
      name: 'HR',
      runProfiles: [runProfile('full-import'), runProfile('delta-import-delta-sync')],
    })
    const given = estate({ servers: [server({ name: 'SYNC01', connectors: [hr] })] })

    const found = expectDetection(analyzer, given, { subject: 'SYNC01', confidence: 60, level: 'likely' })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'retire', effort: { size: 'S' } })
    expect(design.parts.map((part) => part.part)).toEqual(['HR', 'combined steps'])
  })

  it('tells chains, deletion limits and object limits apart', () => {
    const ad = connector({
      name: 'AD',
      runProfiles: [
        runProfile('delta-import', 'delta-synchronization', 'export'),
        limited(runProfile('export'), { deletionLimit: 50 }),
        limited(runProfile('export'), { objectLimit: 200 }),
      ],
    })
    const given = estate({ servers: [server({ connectors: [ad] })] })

    const design = analyzer.map(expectDetection(analyzer, given, { confidence: 100 }), given)

    expect(design).toMatchObject({ verdict: 'redesign', effort: { size: 'M' } })
    expect(design.parts.map(({ part, verdict }) => [part, verdict])).toEqual([
      ['AD', 'retire'],
      ['deletion limits', 'assisted'],
      ['object limits', 'redesign'],
    ])
  })

  it('reads the scheduler of Connect', () => {
    const parameters = [
      parameter('Microsoft.Synchronize.SynchronizationSchedule', 'True'),
      parameter('Microsoft.Synchronize.SchedulerSuspended', 'True'),
      parameter('Microsoft.Synchronize.TimeInterval', '00:30:00'),
    ]
    const forest = connector({ kind: 'active-directory', runProfiles: [runProfile('delta-import')] })
    const given = estate({
      servers: [server({ product: 'connect-sync', connectors: [forest], metaverse: metaverse({ parameters }) })],
    })

    expectDetection(analyzer, given, { confidence: 85, use: 0, evidence: ['M2E-RUNS-003', 'M2E-RUNS-011'] })
  })

  it('finds nothing without profiles', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ servers: [server({ connectors: [connector()] })] }))
  })

  it('does not take an empty profile for a run', () => {
    const empty = connector({ runProfiles: [{ ...runProfile(), name: 'Full Import' }] })

    expectClean(analyzer, estate({ servers: [server({ connectors: [empty] })] }))
  })

  it('asks for the end of each schedule, and for thresholds in place of limits', () => {
    const ad = connector({ name: 'AD', runProfiles: [limited(runProfile('export'), { deletionLimit: 50 })] })
    const given = estate({ servers: [server({ connectors: [ad] })] })

    expect(asksFor(analyzer.map(expectDetection(analyzer, given), given))).toMatchInlineSnapshot(`
      [
        "hand-step/deletion-limits-of-test",
        "hand-step/schedule-of-ad",
      ]
    `)
  })
})
