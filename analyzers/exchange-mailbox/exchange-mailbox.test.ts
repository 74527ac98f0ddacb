import { describe, expect, it } from 'vitest'
import { asksFor } from '../testing/design-reading.js'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  importFlows,
  metaverse,
  place,
  runProfile,
  server,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const exchange = (exchangeVersion: string) => ({
  assembly: 'Exch2010Extension.dll',
  exchangeVersion,
  server: '',
  at: place('cd-extension'),
})
const forest = (overrides: Parameters<typeof connector>[0]) =>
  connector({ name: 'Corp AD', kind: 'active-directory', ...overrides })

describe('exchange-mailbox', () => {
  it('finds a connector that provisions Exchange and places mailboxes', () => {
    const ad = forest({
      exchangeProvisioning: exchange('Exchange 2016'),
      exportFlows: [exportFlowSet('user', 'person', ['homeMDB', 'mailNickname', 'sn'])],
      runProfiles: [runProfile('export')],
    })
    const given = estate({ servers: [server({ connectors: [ad] })] })

    const found = expectDetection(analyzer, given, { subject: 'Corp AD', confidence: 100, level: 'certain' })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'assisted', effort: { size: 'XL' } })
  })

  it('is only possible where addresses are written without a mailbox', () => {
    const ad = forest({ exportFlows: [exportFlowSet('user', 'person', ['proxyAddresses'])] })
    const given = estate({ servers: [server({ connectors: [ad] })] })

    const found = expectDetection(analyzer, given, { level: 'possible' })

    expect(analyzer.map(found, given).effort.size).toBe('M')
  })

  it('finds nothing in a connector without mail', () => {
    const ad = forest({ exportFlows: [exportFlowSet('user', 'person', ['sn', 'mail'])] })

    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ servers: [server({ connectors: [ad] })] }))
  })

  it('does not take the DLL without a version, flows that only read, or contacts for mailboxes', () => {
    const ad = forest({
      exchangeProvisioning: exchange(''),
      exportFlows: [exportFlowSet('contact', 'person', ['mailNickname', 'targetAddress'])],
    })

    expectClean(
      analyzer,
      estate({
        servers: [
          server({
            connectors: [ad],
            metaverse: metaverse({ importFlows: [importFlows('person', 'mailNickname', ad)] }),
          }),
        ],
      }),
    )
  })

  it('asks for licence, writeback and the end of the extension', () => {
    const ad = forest({
      exchangeProvisioning: exchange('Exchange 2016'),
      exportFlows: [exportFlowSet('user', 'person', ['homeMDB', 'mailNickname'])],
      runProfiles: [runProfile('export')],
    })
    const given = estate({ servers: [server({ connectors: [ad] })] })

    expect(asksFor(analyzer.map(expectDetection(analyzer, given), given))).toMatchInlineSnapshot(`
      [
        "assigned-group/mailboxes-of-corp-ad",
        "hand-step/mailbox-licence-of-the-group-mailboxes-of-corp-ad",
        "hand-step/provisioning-agents-for-corp-ad",
        "provisioning-job/entra-id-corp-ad-exchange-hybrid-writeback",
        "hand-step/mail-attributes-of-corp-ad-in-the-cloud",
        "hand-step/end-of-exchange-provisioning-by-corp-ad",
      ]
    `)
  })
})
