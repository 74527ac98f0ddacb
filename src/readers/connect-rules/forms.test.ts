import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Estate, SyncRule, SyncServer } from '../../model/index.js'
import { readers as json } from '../connect-json/index.js'
import { readers as powershell } from '../connect-powershell/index.js'
import { readers as yaml } from '../connect-yaml/index.js'
import { readAtOnce } from '../json/testing.js'
import { openEstate } from '../open.js'
import type { Reader } from '../reader.js'
import { printPowerShell, printSettings, printYaml } from './testing.js'

const folder = fileURLToPath(new URL('../../../demo/estate/connect', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'mim2entra-forms-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function file(name: string, text: string | Uint8Array): string {
  const path = join(scratch, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** A rule without where it was read and without what the form named cannot carry. */
function facts(rule: SyncRule, notCarried: readonly (keyof SyncRule)[]): unknown {
  const left = Object.fromEntries(Object.entries(rule).filter(([name]) => !notCarried.includes(name as keyof SyncRule)))
  return JSON.parse(JSON.stringify(left, (key, value: unknown) => (key === 'at' ? undefined : value)))
}

function byName(rules: readonly SyncRule[]): readonly SyncRule[] {
  return [...rules].sort((a, b) => (`${a.name}${a.id}` < `${b.name}${b.id}` ? -1 : 1))
}

function compare(read: readonly SyncRule[], meant: readonly SyncRule[], notCarried: readonly (keyof SyncRule)[]): void {
  expect(read.length).toBe(meant.length)
  expect(byName(read).map((rule) => facts(rule, notCarried))).toEqual(
    byName(meant).map((rule) => facts(rule, notCarried)),
  )
}

function ids(estate: Estate): readonly string[] {
  return estate.notices.map((notice) => notice.id)
}

let whole: Estate
let server: SyncServer
let custom: readonly SyncRule[]

beforeAll(async () => {
  whole = await openEstate([folder])
  const [first] = whole.servers
  if (first === undefined) throw new Error('the demo has no Entra Connect')
  server = first
  custom = server.syncRules.filter((rule) => !rule.standard)
})

function connectorName(id: string): string {
  return server.connectors.find((one) => one.id === id)?.name ?? id
}

describe('the same rules in another form', () => {
  it('are the same facts as PowerShell, but for the version of the rule', async () => {
    expect(custom.length).toBeGreaterThan(0)
    const estate = await openEstate([file('ps/all.ps1', server.syncRules.map(printPowerShell).join('\n'))])

    compare(estate.servers[0]?.syncRules ?? [], server.syncRules, ['version'])
    expect(ids(estate)).toEqual(['M2E-READ-009', 'M2E-READ-009'])
  })

  it('are the same facts as PowerShell in UTF-16, one rule a file', async () => {
    for (const [at, rule] of custom.entries()) {
      file(`utf16/rule${at}.ps1`, Buffer.from(`\uFEFF${printPowerShell(rule).replaceAll('\n', '\r\n')}`, 'utf16le'))
    }

    const estate = await openEstate([join(scratch, 'utf16')])

    expect(estate.servers).toHaveLength(1)
    compare(estate.servers[0]?.syncRules ?? [], custom, ['version'])
  })

  it('are the same facts as settings, but for what settings do not carry', async () => {
    const text = printSettings(server.syncRules, server.connectors)
    const estate = await openEstate([file('json/Applied-SynchronizationPolicy-1.JSON', text)])
    const [read] = estate.servers

    compare(read?.syncRules.filter((rule) => !rule.standard) ?? [], custom, [
      'version',
      'disabled',
      'joins',
      'passwordSync',
      'softDeleteExpiry',
      'placement',
    ])
    // Standard rules by tag and place only.
    expect(
      byName(read?.syncRules.filter((rule) => rule.standard) ?? []).map((rule) => [
        rule.id,
        rule.immutableTag,
        rule.precedence,
      ]),
    ).toEqual(
      byName(server.syncRules.filter((rule) => rule.standard)).map((rule) => [
        rule.id,
        rule.immutableTag,
        rule.precedence,
      ]),
    )
    expect(read).toMatchObject({ name: 'CONNECT01', product: 'connect-sync', exportedAt: '2026-01-02T03:04:05' })
    expect(
      read?.metaverse?.parameters.find((one) => one.name === 'Microsoft.Synchronize.ServerConfigurationVersion')?.value,
    ).toEqual({ value: '2.4.18.0', redacted: false })
    expect(read?.connectors.map((one) => [one.id, one.partitions[0]?.inclusions])).toEqual(
      server.connectors.map((one) => [one.id, ['OU=in,DC=x']]),
    )
    expect(ids(estate)).toEqual(['M2E-READ-053', 'M2E-READ-009'])
  })

  it('are the same facts as YAML, but for ids, place and version', async () => {
    const estate = await openEstate([file('yaml/AADSyncRules.yml', printYaml(custom, connectorName))])

    compare(
      estate.servers[0]?.syncRules ?? [],
      custom.map((rule) => ({ ...rule, connectorId: connectorName(rule.connectorId) })),
      ['id', 'version', 'softDeleteExpiry', 'placement'],
    )
  })
})

describe('rules with any texts', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', "'", '"', '`', '$', '@', '\n', '#', '(', '{', '’', '“', '–', 'ü', '\\', '%', ':'),
  })

  it('come back from PowerShell, settings and YAML as they were', () => {
    const [first] = custom
    if (first === undefined) throw new Error('no custom rule')
    fc.assert(
      fc.property(text, text, text, (name, value, expression) => {
        const rule: SyncRule = {
          ...first,
          name: `x${name}x`,
          description: `y${value}y`,
          scope: [[{ attribute: 'a', operator: 'EQUAL', value, at: first.at }]],
          mappings: [
            {
              direction: first.direction === 'outbound' ? 'outbound' : 'inbound',
              target: 't',
              kind: 'expression',
              sources: [],
              expression: { language: 'connect', text: `[${expression}]` },
              initialOnly: false,
              existenceTest: false,
              mergeType: 'update',
              at: first.at,
            },
          ],
        }
        const read = [
          readAtOnce(one(powershell), printPowerShell(rule)),
          readAtOnce(one(json), printSettings([rule], server.connectors)),
          readAtOnce(one(yaml), printYaml([rule], connectorName)),
        ].map((result) => result.parts.flatMap((part) => (part.kind === 'sync-rule' ? [part.rule] : [])))

        for (const rules of read) {
          compare(
            rules,
            [{ ...rule, ...(rules[0] === undefined ? {} : { connectorId: rules[0].connectorId }) }],
            ['id', 'version', 'disabled', 'joins', 'passwordSync', 'softDeleteExpiry', 'placement'],
          )
        }
      }),
    )
  })
})

function one(readers: readonly Reader[]): Reader {
  const [first] = readers
  if (first === undefined) throw new Error('no reader')
  return first
}

describe('the same rules in two forms', () => {
  it.each(['powershell', 'json', 'yaml'] as const)('as folder and %s are counted once', async (form) => {
    const paths = {
      powershell: () => file('twice/rules.ps1', custom.map(printPowerShell).join('\n')),
      json: () =>
        file('twice/Exported-SynchronizationPolicy-1.JSON', printSettings(server.syncRules, server.connectors)),
      yaml: () => file('twice/rules.yml', printYaml(custom, connectorName)),
    }

    const estate = await openEstate([folder, paths[form]()])

    expect(estate.servers).toHaveLength(1)
    expect(estate.servers[0]?.syncRules).toEqual(server.syncRules)
    expect(estate.servers[0]?.connectors).toEqual(server.connectors)
    expect(estate.servers[0]?.metaverse).toEqual(server.metaverse)
    expect(ids(estate).filter((id) => id === 'M2E-READ-032')).toHaveLength(1)
    expect(ids(estate)).not.toContain('M2E-READ-008')
    expect(estate.ledger.files.every((one) => one.outcome === 'read')).toBe(true)
  })

  it('adds a rule the folder does not have to the server its connector belongs to, and says so', async () => {
    const [first] = custom
    if (first === undefined) throw new Error('no custom rule')
    const extra = { ...first, id: 'ffffffff-0000-4000-8000-000000000001', name: 'New' }

    const estate = await openEstate([folder, file('extra/new.ps1', printPowerShell(extra))])

    expect(estate.servers).toHaveLength(1)
    expect(estate.servers[0]?.syncRules).toHaveLength(server.syncRules.length + 1)
    expect(ids(estate)).toContain('M2E-READ-056')
  })

  it('of another server stand by themselves', async () => {
    const [first] = custom
    if (first === undefined) throw new Error('no custom rule')
    const other = {
      ...first,
      id: 'ffffffff-0000-4000-8000-000000000001',
      connectorId: 'ffffffff-0000-4000-8000-000000000002',
    }

    const estate = await openEstate([folder, file('other/new.ps1', printPowerShell(other))])

    expect(estate.servers.map((one) => one.syncRules.length).sort()).toEqual([1, server.syncRules.length])
  })

  it('as settings of two days are assessed as the newer says', async () => {
    const text = printSettings(server.syncRules, server.connectors)
    file('days/a.json', text)
    file('days/b.json', text.replace('2026-01-02', '2026-02-02').replace('2.4.18.0', '2.5.3.0'))

    const estate = await openEstate([join(scratch, 'days')])

    expect(estate.servers).toHaveLength(1)
    expect(estate.servers[0]?.exportedAt).toBe('2026-02-02T03:04:05')
    expect(ids(estate)).toContain('M2E-READ-008')
  })

  it('names the server by the settings that lie beside the folder', async () => {
    file(
      'named/MigratedPolicy.json',
      JSON.stringify({
        policyMetadata: { type: 'migration', azureADConnectVersion: '1.6' },
        deploymentMetadata: { hostName: 'OLD01' },
      }),
    )
    file(
      'named/SynchronizationRules/r.xml',
      '<synchronizationRule><id>{ffffffff-0000-4000-8000-000000000009}</id><name>R</name><direction>Inbound</direction><linkType>Join</linkType></synchronizationRule>',
    )

    const estate = await openEstate([join(scratch, 'named')])

    expect(estate.servers.map((one) => [one.name, one.syncRules.length])).toEqual([['OLD01', 1]])
    expect(estate.servers[0]?.metaverse?.parameters[0]?.value.value).toBe('1.6')
    expect(ids(estate)).toContain('M2E-READ-053')
  })
})
