import { describe, expect, it } from 'vitest'
import type { Connector, SyncRule, SyncRuleFlow } from '../../src/model/index.js'
import { asksFor, decision } from '../testing/design-reading.js'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  metaverse,
  place,
  server,
  syncRule,
  syncRuleFlow,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const forest = connector({ name: 'contoso.com', kind: 'active-directory' })
const tenant = connector({ name: 'contoso.onmicrosoft.com', kind: 'entra-id' })

function rule(name: string, overrides: Partial<SyncRule> = {}): SyncRule {
  const base = { product: 'connect-sync', direction: 'inbound', linkType: 'join', connectorId: forest.id } as const
  return syncRule(name, { ...base, ...overrides })
}

function standard(name: string, overrides: Partial<SyncRule> = {}): SyncRule {
  return rule(name, { standard: true, immutableTag: `Microsoft.${name}.001`, ...overrides })
}

function computes(target: string, text: string): SyncRuleFlow {
  return { ...syncRuleFlow(target, 'inbound'), kind: 'expression', expression: { language: 'connect', text } }
}

function partition(dn: string): Connector['partitions'][number] {
  return {
    id: dn,
    name: dn,
    displayName: dn,
    selected: true,
    objectTypes: ['user'],
    inclusions: [dn],
    exclusions: [],
    dn,
    isDomain: true,
    preferredControllers: [],
    at: place(dn),
  }
}

function condition(attribute: string) {
  return { attribute, operator: 'EQUAL', value: 'x', at: place('scope') }
}

function connect(
  rules: readonly SyncRule[],
  parameters: Readonly<Record<string, string>> = {},
  directory: Connector = forest,
) {
  const list = Object.entries(parameters).map(([name, value]) => ({
    name,
    value: { value, redacted: false },
    at: place(name, 'MV.xml'),
  }))
  return estate({
    servers: [
      server({
        product: 'connect-sync',
        name: 'AADC01',
        connectors: [directory, tenant],
        syncRules: rules,
        metaverse: metaverse({ parameters: list }),
      }),
    ],
  })
}

function verdictsOf(given: ReturnType<typeof connect>) {
  const design = analyzer.map(expectDetection(analyzer, given), given)
  return Object.fromEntries(design.parts.map((part) => [part.part, part.verdict]))
}

describe('connect-to-cloud-sync', () => {
  it('finds a Connect server with shipped rules only, and lets it go', () => {
    const given = connect([standard('In from AD - User Join')])

    const found = expectDetection(analyzer, given, { subject: 'AADC01', confidence: 60, level: 'likely' })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'assisted', effort: { size: 'S' } })
  })

  it('judges custom rules by what they do', () => {
    const given = connect([
      rule('Filter', { mappings: [syncRuleFlow('cloudFiltered', 'inbound')], scope: [[condition('employeeType')]] }),
      rule('By place', {
        mappings: [{ ...syncRuleFlow('cloudFiltered', 'inbound'), sources: [] }],
        scope: [[condition('dn')]],
      }),
      rule('Join', {
        joins: [[{ connectorAttribute: 'mail', metaverseAttribute: 'mail', caseSensitive: false, at: place('join') }]],
      }),
      rule('Country', { mappings: [syncRuleFlow('c', 'inbound')] }),
      rule('Half', { mappings: [syncRuleFlow('co', 'inbound')], scope: [[condition('company')]] }),
      rule('Proxy', { mappings: [computes('proxyAddresses', 'CertFriendlyName([userCertificate])')] }),
      rule('Off', { disabled: true, mappings: [syncRuleFlow('c', 'inbound')] }),
    ])

    expect(verdictsOf(given)).toEqual({
      Filter: 'keep',
      'By place': 'assisted',
      Join: 'keep',
      Country: 'automated',
      Half: 'assisted',
      Proxy: 'keep',
      Off: 'retire',
      'forest contoso.com': 'keep',
    })
  })

  it('knows a copy of a disabled shipped rule, and counts only what was changed', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const original = standard('Common', {
      disabled: true,
      mappings: names.map((name) => syncRuleFlow(name, 'inbound')),
    })
    const copy = rule('Copy', {
      mappings: [...original.mappings.slice(1), { ...syncRuleFlow('a', 'inbound'), sources: ['z'] }],
    })
    const given = connect([original, copy])

    const found = expectDetection(analyzer, given, { confidence: 100, evidence: ['M2E-CTCS-002', 'M2E-CTCS-003'] })
    const [part, ...others] = analyzer.map(found, given).parts

    expect(part?.reasons.find((reason) => reason.id === 'M2E-CTCS-120')?.params).toMatchObject({ changed: 1, count: 5 })
    expect(others.map((item) => item.part)).toEqual(['forest contoso.com'])
  })

  it('weighs options, and says both things about devices', () => {
    const given = connect([standard('In from AD - Computer Join', { metaverseObjectType: 'device' })], {
      'Microsoft.OptionalFeature.DeviceWriteUp': 'True',
      'Microsoft.OptionalFeature.PasswordHashSync': 'True',
      'Microsoft.OptionalFeature.GroupWriteBack': 'False',
      'Microsoft.Synchronize.ServerConfigurationVersion': '2.4.21.0',
    })

    const found = expectDetection(analyzer, given, { confidence: 85 })
    const design = analyzer.map(found, given)

    expect(verdictsOf(given)).toEqual({
      'password hash sync': 'automated',
      'device sync': 'keep',
      'forest contoso.com': 'keep',
    })
    expect(design.blockers.map((item) => item.id)).toEqual(expect.arrayContaining(['M2E-CTCS-203', 'M2E-CTCS-206']))
  })

  it('finds nothing without Connect', () => {
    expectClean(analyzer, estate())
  })

  it('does not take a MIM server with a tenant connector, or a Connect without one, for it', () => {
    expectClean(analyzer, estate({ servers: [server({ connectors: [forest, tenant] })] }))
    expectClean(analyzer, estate({ servers: [server({ product: 'connect-sync', connectors: [forest] })] }))
  })

  it('asks for one configuration a domain, with password hashes beside it', () => {
    const domains: Connector = {
      ...forest,
      partitions: ['DC=contoso,DC=com', 'DC=eu,DC=contoso,DC=com'].map((dn) => partition(dn)),
    }
    const given = connect(
      [
        standard('In from AD - User Join', { linkType: 'provision', mappings: [syncRuleFlow('mail', 'inbound')] }),
        standard('Out to Entra ID - User', {
          direction: 'outbound',
          connectorId: tenant.id,
          linkType: 'provision',
          mappings: [syncRuleFlow('mail', 'outbound')],
        }),
      ],
      { 'Microsoft.OptionalFeature.PasswordHashSync': 'True' },
      domains,
    )
    const found = expectDetection(analyzer, given)
    const design = analyzer.map(found, given)

    expect(asksFor(design)).toMatchInlineSnapshot(`
      [
        "hand-step/saved-settings-of-aadc01",
        "hand-step/provisioning-agents-for-contoso-com",
        "hand-step/rules-of-aadc01-that-let-the-pilot-go",
        "provisioning-job/contoso-com-entra-id-cloud-sync",
        "provisioning-job/contoso-com-password-hashes",
        "hand-step/password-hash-synchronization-of-contoso-com",
        "provisioning-job/eu-contoso-com-entra-id-cloud-sync",
        "provisioning-job/eu-contoso-com-password-hashes",
        "hand-step/password-hash-synchronization-of-eu-contoso-com",
        "hand-step/staging-mode-of-aadc01",
      ]
    `)
    expect(design.choices[0]).toMatchObject({ proposed: 'cloud-sync', taken: 'cloud-sync' })
    expect(
      asksFor(analyzer.map(found, given, decision('connect-to-cloud-sync.way', 'connect'))),
    ).toMatchInlineSnapshot(`
      [
        "hand-step/aadc01-on-a-supported-build",
      ]
    `)
  })
})
