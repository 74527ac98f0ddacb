import { describe, expect, it } from 'vitest'
import { connector, estate, expectClean, expectDetection, runProfile, server } from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const odd = connector({ name: 'Odd', kind: 'unknown', category: 'Odd', runProfiles: [runProfile('full-import')] })

describe('_template', () => {
  it('has it', () => {
    const given = estate({ servers: [server({ connectors: [odd] })] })

    const found = expectDetection(analyzer, given, { subject: 'Odd', confidence: 60, level: 'likely' })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'redesign', effort: { size: 'M' } })
  })

  it('has it not', () => {
    expectClean(analyzer, estate())
  })

  it('looks like it and must not fire', () => {
    expectClean(
      analyzer,
      estate({ servers: [server({ connectors: [connector({ name: 'Odd', kind: 'sql-server' })] })] }),
    )
  })
})
