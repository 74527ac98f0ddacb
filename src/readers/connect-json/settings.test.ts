import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentProblem } from '../document-problem.js'
import { readAtOnce, recognising, sizeOf } from '../json/testing.js'
import { readers } from './index.js'

const AD = '11111111-2222-3333-4444-555555555555'
const rule = {
  Name: 'In from AD - Contoso',
  description: 'd',
  direction: 'Inbound',
  source: 'user',
  target: 'person',
  linkType: 'Join',
  precedence: 50,
  scopeFilters: [{ attribute: 'mail', condition: 'ISNOTNULL', value: '' }],
  attributeMappings: [{ source: ['mail'], destination: 'mail' }],
  internalIdentifier: 'aaaaaaaa-0000-4000-8000-000000000001',
  uniqueIdentifier: 'AAAAAAAA-0000-4000-8000-000000000002',
}
const policy = {
  uniqueIdentifier: `{${AD.toUpperCase()}}`,
  friendlyName: 'contoso.com',
  fullyQualifiedDomainName: 'contoso.com',
  partitionFilters: [
    {
      distinguishedName: 'DC=contoso,DC=com',
      containerInclusions: ['OU=A,DC=contoso,DC=com'],
      containerExclusions: 'OU=B,OU=A,DC=contoso,DC=com',
    },
  ],
  customSynchronizationRules: [rule],
  standardSynchronizationRules: [
    {
      uniqueIdentifier: 'bbbbbbbb-0000-4000-8000-000000000001',
      immutableTag: 'Microsoft.InfromADUserJoin.005',
      precedence: 102,
    },
  ],
}
const settings = {
  policyMetadata: {
    type: 'applied',
    author: 'x',
    timeCreated: '2026-01-02T03:04:05Z',
    azureADConnectVersion: '2.4.18.0',
  },
  deploymentMetadata: { hostName: 'CONNECT01', serviceAccount: 'NT SERVICE\\ADSync', connectorIds: [AD] },
  onpremisesDirectoryPolicy: [policy],
  azureDirectoryPolicy: {
    uniqueIdentifier: 'b891884f-051e-4a83-95af-2544101c9083',
    friendlyName: 'contoso.onmicrosoft.com',
    customSynchronizationRules: [],
    standardSynchronizationRules: [],
  },
}

function read(value: unknown, text = JSON.stringify(value, null, 1)) {
  const [reader] = readers
  if (reader === undefined) throw new Error('no reader')
  const result = readAtOnce(reader, text, 'x/Applied-SynchronizationPolicy.JSON')
  return {
    ...result,
    rules: result.parts.flatMap((part) => (part.kind === 'sync-rule' ? [part.rule] : [])),
    connectors: result.parts.flatMap((part) => (part.kind === 'connector' ? [part.connector] : [])),
    parameters: result.parts.flatMap((part) => (part.kind === 'metaverse' ? part.metaverse.parameters : [])),
    ids: result.notices.map((notice) => notice.id),
    recognised: recognising(readers, text)?.kind,
  }
}

function withRule(change: object) {
  return read({ onpremisesDirectoryPolicy: [{ ...policy, customSynchronizationRules: [{ ...rule, ...change }] }] })
}

describe('settings of the wizard', () => {
  it('are read with rules, filters, server and version', () => {
    const result = read(settings)

    expect(result.recognised).toBe('connect-settings')
    expect(result.coverage.counts.unknown).toBe(0)
    expect(Object.values(result.coverage.counts).reduce((sum, count) => sum + count, 0)).toBe(sizeOf(settings))
    expect(result.rules).toMatchObject([
      {
        id: 'aaaaaaaa-0000-4000-8000-000000000002',
        name: 'In from AD - Contoso',
        connectorId: AD,
        standard: false,
        scope: [[{ attribute: 'mail', operator: 'ISNOTNULL', value: '' }]],
        mappings: [{ target: 'mail', kind: 'direct', sources: ['mail'] }],
      },
      { standard: true, immutableTag: 'Microsoft.InfromADUserJoin.005', precedence: 102, direction: 'inbound' },
    ])
    expect(result.connectors).toMatchObject([
      {
        id: AD,
        name: 'contoso.com',
        kind: 'active-directory',
        partitions: [
          {
            dn: 'DC=contoso,DC=com',
            inclusions: ['OU=A,DC=contoso,DC=com'],
            exclusions: ['OU=B,OU=A,DC=contoso,DC=com'],
          },
        ],
      },
      { kind: 'entra-id', name: 'contoso.onmicrosoft.com' },
    ])
    expect(result.parameters.map((one) => [one.name, one.value.value, one.at.path])).toContainEqual([
      'Microsoft.Synchronize.ServerConfigurationVersion',
      '2.4.18.0',
      '$.policyMetadata.azureADConnectVersion',
    ])
  })

  it('are the same whatever the case of the names, with or without byte order marks', () => {
    const text = JSON.stringify(settings)
    const upper = text.replace(/"(\w+)":/g, (_, name: string) => `"${name.toUpperCase()}":`)
    const facts = (result: ReturnType<typeof read>) =>
      JSON.stringify(result.parts, (key, value: unknown) => (key === 'at' || key === 'name' ? undefined : value))

    expect(facts(read(undefined, upper))).toBe(facts(read(undefined, text)))
    expect(facts(read(undefined, `\uFEFF${text}\uFEFF\n`))).toBe(facts(read(undefined, text)))
    expect(read(undefined, upper).recognised).toBe('connect-settings')
  })

  it('say what they do not carry, once', () => {
    const { notices } = read(settings)

    expect(notices.map((notice) => notice.message)).toEqual([
      'x/Applied-SynchronizationPolicy.JSON is a settings export, which does not carry the optional features, the schedule, the schema and the run profiles, which custom rules are disabled (all are read as enabled), how custom rules join and what the 1 standard rules do (only name, tag and precedence).',
    ])
    expect(withRule({ disabled: true, joinFilters: [] }).notices[0]?.message).not.toContain('disabled')
  })

  it('of a migration hold the server and its version only', () => {
    const { policyMetadata, deploymentMetadata } = settings
    const { rules, parameters, ids, recognised } = read({ policyMetadata, deploymentMetadata })

    expect(recognised).toBe('connect-settings')
    expect(rules).toEqual([])
    expect(parameters[0]?.value.value).toBe('2.4.18.0')
    expect(ids).toEqual(['M2E-READ-053'])
  })

  it.each([
    [
      'conditions by themselves',
      [
        { attribute: 'a', condition: 'EQUAL', value: '1' },
        { attribute: 'b', condition: 'EQUAL', value: '2' },
      ],
      [2],
    ],
    [
      'lists',
      [[{ attribute: 'a', condition: 'EQUAL', value: '1' }], [{ attribute: 'b', condition: 'EQUAL', value: '2' }]],
      [1, 1],
    ],
    [
      'objects with a list',
      [{ conditions: [{ attribute: 'a', condition: 'EQUAL', value: '1' }] }, { scopeConditions: [] }],
      [1],
    ],
    ['one condition without a list', { attribute: 'a', condition: 'EQUAL', value: '1' }, [1]],
    ['nothing', null, []],
  ])('may give scopes as %s', (_, scopeFilters, sizes) => {
    const { rules, coverage } = withRule({ scopeFilters })

    expect(rules[0]?.scope.map((group) => group.length)).toEqual(sizes)
    expect(coverage.counts.unknown).toBe(0)
  })

  it('may give joins and kinds of mappings', () => {
    const { rules, ids } = withRule({
      joinFilters: [{ conditions: [{ csAttribute: 'objectSid', mvAttribute: 'sid', caseSensitive: true }] }],
      attributeMappings: [
        { source: 'Contoso', destination: 'company', flowType: 'Constant', executeOnce: true },
        { source: [], destination: 'c', flowType: 'Expression', expression: 'Trim([c])', mergeType: 'Merge' },
        { source: 'IIF(IsPresent([a]),"x",NULL)', destination: 'd' },
      ],
    })

    expect(rules[0]?.joins).toMatchObject([
      [{ connectorAttribute: 'objectSid', metaverseAttribute: 'sid', caseSensitive: true }],
    ])
    expect(rules[0]?.mappings).toMatchObject([
      { target: 'company', kind: 'constant', constant: { value: 'Contoso' }, initialOnly: true },
      { target: 'c', kind: 'expression', expression: { text: 'Trim([c])' }, mergeType: 'merge' },
      { target: 'd', kind: 'expression', expression: { text: 'IIF(IsPresent([a]),"x",NULL)' } },
    ])
    expect(ids).toContain('M2E-READ-054')
  })

  it('name what is new and let no password through', () => {
    const result = withRule({
      novelty: { a: [1] },
      attributeMappings: [{ source: 'Start-1234!', destination: 'unicodePwd', flowType: 'Constant' }],
    })

    expect(JSON.stringify(result)).not.toContain('Start-1234')
    expect(result.notices.map((notice) => notice.id)).toEqual(['M2E-READ-053', 'M2E-READ-028', 'M2E-READ-030'])
    expect(result.coverage.counts.unknown).toBe(3)
  })

  it.each(['{"policyMetadata": 1}', '{"type": "x"}', '[]', 'policyMetadata'])('are not seen in %s', (text) => {
    expect(recognising(readers, text)).toBeUndefined()
  })

  it('damaged or of any shape are read, or the problem is named', () => {
    const text = JSON.stringify(settings)
    const outcome = (damaged: string) => {
      try {
        const { coverage } = read(undefined, damaged)
        return Object.values(coverage.counts).reduce((sum, count) => sum + count, 0) > 0
      } catch (problem) {
        return problem instanceof DocumentProblem
      }
    }
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', '"', '{', ']', ',', '\\', '0', 'null'), (at, piece) => {
        expect(outcome(piece === '' ? text.slice(0, at) : text.slice(0, at) + piece + text.slice(at + 1))).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(...Object.keys(policy), ...Object.keys(rule)), (value, name) => {
        const odd = JSON.stringify(settings).replace(
          new RegExp(`"${name}":`),
          `"${name}": ${value.replaceAll('$', '$$$$')}, "was":`,
        )

        expect(outcome(odd)).toBe(true)
      }),
    )
  })
})
