import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { compareText, type Estate, type FileCoverage, type SyncRule } from '../../src/model/index.js'
import { readers as json } from '../../src/readers/connect-json/index.js'
import { readers as powershell } from '../../src/readers/connect-powershell/index.js'
import { printPowerShell, printSettings, printYaml } from '../../src/readers/connect-rules/testing.js'
import { readers as yaml } from '../../src/readers/connect-yaml/index.js'
import { openEstate } from '../../src/readers/open.js'

/** Reads the real files around Entra: nothing unknown, a ledger that adds up, and counts taken by other means. */
const corpus = process.env.MIM2ENTRA_CORPUS ?? ''
const folders = [
  'aadc-rule-scripts',
  'ecma-host',
  'entra-dynamic-membership',
  'entra-sync-schema',
  'flat-files',
  'scim-bulk',
] as const

describe.skipIf(corpus === '')('real files around Entra', () => {
  const estates = new Map<string, Estate>()
  beforeAll(async () => {
    for (const folder of folders) estates.set(folder, await openEstate([join(corpus, folder)]))
  })

  function estate(folder: (typeof folders)[number]): Estate {
    const found = estates.get(folder)
    if (found === undefined) throw new Error(`${folder} was not read`)
    return found
  }

  function filesOf(folder: (typeof folders)[number]): readonly FileCoverage[] {
    return estate(folder).ledger.files.filter((file) => !file.file.includes('LICENSE'))
  }

  it.each(folders)('%s: every file is read, nothing is unknown, the ledger adds up', (folder) => {
    for (const file of filesOf(folder)) {
      const total = Object.values(file.counts).reduce((sum, count) => sum + count, 0)

      expect([file.file, file.outcome, file.counts.unknown]).toEqual([file.file, 'read', 0])
      expect(file.kind).toBeDefined()
      expect(total).toBeGreaterThan(0)
      expect(file.entries.reduce((sum, entry) => sum + entry.count, 0)).toBe(total)
    }
  })

  it('takes no licence for an export', () => {
    const licences = estate('scim-bulk').ledger.files.filter((file) => file.file.includes('LICENSE'))

    expect(licences.map((file) => [file.kind, file.outcome])).toEqual([[undefined, 'skipped']])
  })

  it('reads the rules of the YAML list', () => {
    const text = readFileSync(join(corpus, 'aadc-rule-scripts/1-dscconfig-syncrules-yaml/AADSyncRules.yml'), 'utf8')
    const count = (name: string) => [...text.matchAll(new RegExp(`^\\s*(?:- )?${name}:`, 'gm'))].length
    const [server] = estate('aadc-rule-scripts').servers
    const rules = server?.syncRules ?? []

    expect(estate('aadc-rule-scripts').servers).toHaveLength(1)
    expect(rules).toHaveLength(count('LinkType'))
    expect(rules.flatMap((rule) => rule.mappings)).toHaveLength(count('Destination'))
    expect(rules.flatMap((rule) => rule.scope)).toHaveLength(count('ScopeConditionList'))
    expect(rules.flatMap((rule) => rule.scope.flat())).toHaveLength(count('ComparisonOperator'))
    expect(rules.flatMap((rule) => rule.joins)).toHaveLength(count('JoinConditionList'))
    expect(rules.flatMap((rule) => rule.joins.flat())).toHaveLength(count('CSAttribute'))
    expect(rules.flatMap((rule) => rule.mappings).filter((flow) => flow.kind === 'constant')).toHaveLength(
      [...text.matchAll(/FlowType: Constant/g)].length,
    )
    expect(rules.map((rule) => [rule.connectorId, rule.precedence])).toEqual([
      ['contoso.com', 1],
      ['contoso.com', 2],
    ])
  })

  it('reads the synchronization schema', () => {
    const [schema] = estate('entra-sync-schema').provisioningSchemas ?? []

    expect(schema?.rules.map((rule) => rule.name)).toEqual(['USER_OUTBOUND_USER'])
    expect(schema?.rules[0]?.objectMappings[0]).toMatchObject({
      flowTypes: ['Add', 'Update', 'Delete'],
      attributeMappings: [
        {
          target: 'IsActive',
          source: {
            kind: 'function',
            expression: { text: 'Not([IsSoftDeleted])' },
            parameters: [{ name: 'source', source: { kind: 'attribute', name: { value: 'IsSoftDeleted' } } }],
          },
        },
      ],
    })
    expect(schema?.directories.map((directory) => [directory.name, directory.objects.length])).toEqual([
      ['Azure Active Directory', 1],
      ['salesforce.com', 0],
    ])
  })

  it('reads the connector host', () => {
    const [host] = estate('ecma-host').ecmaHosts ?? []

    expect(host).toMatchObject({ port: '8585', connectors: [{ name: 'CSV', hasSecretToken: false }] })
    expect(host?.connectors[0]?.parameters).toHaveLength(50)
    expect(host?.connectors[0]?.objectTypes[0]?.attributes).toHaveLength(7)
  })

  it('counts what it only documents', () => {
    const counted = folders.flatMap((folder) =>
      (estate(folder).documents ?? []).map((one) => [one.kind, one.counts[0]?.count, one.counts[1]?.count]),
    )

    expect(counted.filter(([kind]) => kind !== 'delimited-sample')).toEqual([
      ['directory-extensions', 3, 3],
      ['connector-schema', 1, 7],
      ['dynamic-membership-rules', 28, undefined],
      ['postman-collection', 5, 0],
      ['scim-bulk-request', 3, 3],
    ])
  })

  it('takes every table for objects or for a sample', () => {
    const tables = folders.flatMap((folder) => filesOf(folder).filter((file) => /\.(?:txt|csv)$/.test(file.file)))

    expect(tables.map((file) => file.kind?.replace(/-.*/, ''))).toEqual(Array(7).fill('delimited'))
  })

  it('reads the rules of a real server the same from PowerShell, settings and YAML', async () => {
    const [server] = (await openEstate([join(corpus, 'aadc-server-config')])).servers
    const meant = (server?.syncRules ?? []).map((rule) => ({ ...rule, standard: false, immutableTag: '' }))
    const name = (id: string) => id
    const forms = [
      { readers: powershell, text: meant.map(printPowerShell).join('\n'), notCarried: ['version'] },
      {
        readers: json,
        text: printSettings(meant, server?.connectors ?? []),
        notCarried: ['version', 'disabled', 'joins', 'passwordSync', 'softDeleteExpiry', 'placement'],
      },
      { readers: yaml, text: printYaml(meant, name), notCarried: ['version', 'id', 'softDeleteExpiry', 'placement'] },
    ]
    const facts = (rules: readonly SyncRule[], notCarried: readonly string[]) =>
      rules
        .map((rule) =>
          JSON.parse(
            JSON.stringify(rule, (key, value: unknown) =>
              key === 'at' || notCarried.includes(key) ? undefined : value,
            ),
          ),
        )
        .sort((a, b) => compareText(`${a.connectorId} ${a.precedence}`, `${b.connectorId} ${b.precedence}`))

    expect(meant).toHaveLength(62)
    for (const { readers, text, notCarried } of forms) {
      const [reader] = readers
      const result = await reader?.read({ name: 'rules', sizeBytes: 0, sha256: '', encoding: 'utf-8', text })
      const rules = result?.parts.flatMap((part) => (part.kind === 'sync-rule' ? [part.rule] : [])) ?? []

      expect(facts(rules, notCarried)).toEqual(facts(meant, notCarried))
      expect(result?.coverage.counts.unknown).toBe(0)
    }
  })
})
