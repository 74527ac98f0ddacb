import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { designMappings, type MappingTable, totalShares } from '../../src/entra/index.js'
import { openEstate } from '../../src/readers/open.js'
import { mappingMarkdown } from '../support/mapping-markdown.js'

const demo = fileURLToPath(new URL('../../demo/estate', import.meta.url))

describe('the mappings of the demo estate', () => {
  let tables: readonly MappingTable[] = []
  beforeAll(async () => {
    tables = designMappings(await openEstate([demo]))
  })

  it('covers every job the estate becomes', () => {
    expect(tables.map((table) => [table.title, table.lines.length])).toEqual([
      ['HR → KBCORP AD (API-driven inbound provisioning)', 33],
      ['HR → KBDEST AD (API-driven inbound provisioning)', 17],
      ['Entra ID → Asset DB (ECMA Connector Host)', 9],
      ['Entra ID → Badge system (ECMA Connector Host)', 6],
      ['Entra ID → Intranet LDAP (ECMA Connector Host)', 12],
      ['Entra ID → KBCORP AD (groups to Active Directory)', 10],
      ['Entra ID → KBDEST AD (groups to Active Directory)', 4],
      ['kbcorp.de → kbcorp.onmicrosoft.com - AAD (Cloud Sync, users)', 41],
      ['kbcorp.de → kbcorp.onmicrosoft.com - AAD (Cloud Sync, groups)', 13],
    ])
  })

  it('are composed from the rules of the MIM Service alone, where the server’s export is missing', async () => {
    const alone = designMappings(await openEstate([join(demo, 'mim-service')]))
    const [upload] = alone

    const read = upload?.lines.filter((line) => line.today.steps.length > 0) ?? []

    expect(read.length).toBeGreaterThan(15)
    expect(read.filter((line) => line.result === 'exact')).toEqual([])
    expect(read.find((line) => line.target === 'co')?.reasons[0]?.id).toBe('feed-unknown')
    expect(upload?.lines.find((line) => line.target === 'givenName')?.mapping?.text).toBe('[name.givenName]')
  })

  it('counts every line once', () => {
    const { exact, conditional, approximate, impossible } = totalShares(tables)

    expect(exact + conditional + approximate + impossible).toBe(
      tables.reduce((sum, table) => sum + table.lines.length, 0),
    )
  })

  it('gives a reason for everything that is not exact, filled in and with its place in the input', () => {
    for (const line of tables.flatMap((table) => table.lines)) {
      expect(line.provenance.length, line.target).toBeGreaterThan(0)
      if (line.result === 'exact') continue
      expect(line.reasons.length, line.target).toBeGreaterThan(0)
      for (const { text, instead } of line.reasons)
        expect(`${text}${instead}`, line.target).not.toMatch(/\{\w+\}|undefined/)
    }
  })

  it('never applies what is impossible, and holds a mapping for all else but what needs none', () => {
    for (const line of tables.flatMap((table) => table.lines)) {
      if (line.result === 'impossible') expect(line.mapping, line.target).toBeUndefined()
      else expect(line.proposal, line.target).toBeUndefined()
    }
  })

  it.each([
    ['hr-to-corp-ad', 0],
    ['intranet-ldap', 4],
    ['connect-users', 7],
    ['connect-groups', 8],
  ])('reads as a table: %s', async (name, index) => {
    const table = tables[index]
    const text = table === undefined ? '' : mappingMarkdown(table)

    await expect(text).toMatchFileSnapshot(`mappings/${name}.golden.md`)
  })
})
