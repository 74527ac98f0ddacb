import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { designMappings, type MappingTable, totalShares } from '../../src/entra/index.js'
import { openEstate } from '../../src/readers/open.js'

const corpus = process.env.MIM2ENTRA_CORPUS ?? ''
const folders = [
  'mim-sync-server-export',
  'aadc-server-config',
  'single-ma-export',
  'lithnet-configsync',
  'mim-service-export',
]

function samples(): readonly string[] {
  return corpus === ''
    ? []
    : folders.flatMap((folder) => readdirSync(join(corpus, folder)).map((name) => `${folder}/${name}`)).sort()
}

/** Reasons by how many lines they decide, the most frequent first. */
function reasonCounts(tables: readonly MappingTable[]): string {
  const counts = new Map<string, number>()
  for (const line of tables.flatMap((table) => table.lines)) {
    const deciding = line.reasons.filter((reason) => reason.result === line.result && line.result !== 'exact')
    for (const id of new Set(deciding.map((reason) => reason.id))) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([id, count]) => `${id} ${count}`)
    .join(', ')
}

describe.skipIf(corpus === '')('the mappings of the public samples', () => {
  it.each(samples())('%s', async (sample) => {
    const tables = designMappings(await openEstate([join(corpus, sample)]))
    const shares = totalShares(tables)

    console.log(`${sample}: ${tables.length} tables, ${JSON.stringify(shares)} ${reasonCounts(tables)}`)

    for (const table of tables) {
      expect(table.lines.length).toBeGreaterThan(0)
      for (const line of table.lines) for (const { text } of line.reasons) expect(text).not.toMatch(/\{\w+\}|undefined/)
    }
  })
})
