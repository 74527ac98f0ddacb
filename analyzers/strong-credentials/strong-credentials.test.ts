import { describe, expect, it } from 'vitest'
import {
  connector,
  database,
  emailTemplate,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  server,
  service,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

describe('strong-credentials', () => {
  it('finds the agent of Certificate Management and its database', () => {
    const agent = connector({ name: 'CM', kind: 'certificate-management' })
    const table = connector({
      name: 'Cards',
      connection: database({ database: 'FIMCertificateManagement', table: 'Cards' }),
    })
    const given = estate({ servers: [server({ connectors: [agent, table] })] })

    const found = expectDetection(analyzer, given, { level: 'certain', confidence: 100 })

    expect(analyzer.map(found, given).verdict).toBe('redesign')
  })

  it('thinks mail templates of the customer possible', () => {
    const given = estate({ services: [service({ emailTemplates: [emailTemplate('Smart card renewal')] })] })

    expectDetection(analyzer, given, { level: 'possible' })
  })

  it('finds nothing in an estate without cards', () => {
    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ servers: [server({ connectors: [connector()] })] }))
  })

  it('does not take shipped templates or a certificate attribute for cards', () => {
    const ad = connector({
      name: 'AD',
      kind: 'active-directory',
      exportFlows: [exportFlowSet('user', 'person', ['userCertificate'])],
    })
    const template = emailTemplate('Smart card', '', { origin: 'shipped' })

    expectClean(
      analyzer,
      estate({ servers: [server({ connectors: [ad] })], services: [service({ emailTemplates: [template] })] }),
    )
  })

  it('keeps certificates for sign-in where accounts carry them, else takes passkeys', () => {
    const agent = connector({ name: 'CM', kind: 'certificate-management' })
    const ad = connector({
      name: 'AD',
      kind: 'active-directory',
      exportFlows: [exportFlowSet('user', 'person', ['altSecurityIdentities'])],
    })
    const methods = (connectors: readonly (typeof agent)[]) => {
      const given = estate({ servers: [server({ connectors })] })
      const { artefacts } = analyzer.map(expectDetection(analyzer, given), given)
      return artefacts.flatMap((item) => (item.kind === 'authentication-method-policy' ? [item.method] : []))
    }

    expect(methods([agent])).toEqual(['temporaryAccessPass', 'fido2', 'microsoftAuthenticator'])
    expect(methods([agent, ad])).toEqual(['temporaryAccessPass', 'x509Certificate'])
  })
})
