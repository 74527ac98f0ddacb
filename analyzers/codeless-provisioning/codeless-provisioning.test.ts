import { describe, expect, it } from 'vitest'
import { asksFor } from '../testing/design-reading.js'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  flow,
  metaverse,
  place,
  scripted,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const extension = { assembly: 'Contoso.MV.dll', separateProcess: false, at: place('extension', 'MV.xml') }
const rules = { assembly: 'Contoso.Rules.dll', separateProcess: false, at: place('extension') }
const target = connector({
  name: 'Corp AD',
  kind: 'active-directory',
  extension: rules,
  exportFlows: [
    exportFlowSet('user', 'person', [flow('sAMAccountName', scripted('accountName', ['givenName', 'sn'])), 'sn']),
  ],
})

describe('codeless-provisioning', () => {
  it('finds provisioning by code and lists each computed rule', () => {
    const given = estate({
      servers: [
        server({ name: 'SYNC01', connectors: [target], metaverse: metaverse({ provisioning: 'both', extension }) }),
      ],
    })

    const found = expectDetection(analyzer, given, { subject: 'SYNC01', confidence: 100, level: 'certain' })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'redesign', effort: { size: 'L' } })
    expect(design.parts.map(({ part, verdict }) => [part, verdict])).toEqual([
      ['provisioning', 'redesign'],
      ['Corp AD: accountName', 'assisted'],
    ])
    expect(found.evidence.find((item) => item.id === 'M2E-CODE-002')?.params).toMatchObject({
      connectors: 'Corp AD 1',
      rules: 'accountName',
    })
  })

  it('counts filters, deprovisioning and manual precedence that are left to code', () => {
    const gives = connector({
      name: 'HR',
      filters: [{ objectType: 'row', kind: 'scripted', alternatives: [], at: place('filter') }],
      deprovisioning: { kind: 'scripted', at: place('cleanup') },
      extension: rules,
    })
    const given = estate({
      servers: [
        server({
          connectors: [gives],
          metaverse: metaverse({
            importFlows: [
              { objectType: 'person', attribute: 'mail', precedence: 'manual', flows: [], at: place('mail', 'MV.xml') },
            ],
          }),
        }),
      ],
    })

    const found = expectDetection(analyzer, given, { confidence: 25, level: 'possible' })

    expect(analyzer.map(found, given).parts.map((part) => part.verdict)).toEqual(['assisted', 'redesign', 'retire'])
  })

  it('finds nothing where rules are declared', () => {
    expectClean(analyzer, estate())
    expectClean(
      analyzer,
      estate({ servers: [server({ connectors: [connector()], metaverse: metaverse({ provisioning: 'sync-rule' }) })] }),
    )
  })

  it('does not take an assembly nobody calls for a rule', () => {
    const named = connector({ name: 'HR', extension: rules })

    expectClean(
      analyzer,
      estate({ servers: [server({ connectors: [named], metaverse: metaverse({ provisioning: 'none', extension }) })] }),
    )
  })

  it('asks somebody to read each file, with the rules that are in it', () => {
    const given = estate({
      servers: [server({ connectors: [target], metaverse: metaverse({ provisioning: 'both', extension }) })],
    })
    const design = analyzer.map(expectDetection(analyzer, given), given)

    expect(asksFor(design)).toMatchInlineSnapshot(`
      [
        "hand-step/rules-of-contoso-mv-dll",
        "hand-step/rules-of-contoso-rules-dll",
      ]
    `)
    expect(design.artefacts.map((item) => (item.kind === 'hand-step' ? item.instructions[0] : ''))).toEqual([
      expect.stringContaining('provisioning'),
      expect.stringContaining('Corp AD: accountName'),
    ])
  })
})
