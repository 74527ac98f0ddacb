import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadWords } from '../../src/cli/resources.js'
import type { SyncServer } from '../../src/model/index.js'
import { openEstate } from '../../src/readers/open.js'
import { root } from '../../test/meta/repository.js'
import { flowFacts } from '../flows.js'
import type { ReportTable } from '../model.js'
import { type Words, wordsOf } from '../words.js'
import { connectorSettingTable } from './connector-settings.js'
import { schemaTables } from './schema.js'

let servers: readonly SyncServer[]
let words: Words
let tables: ReadonlyMap<string, ReportTable>

beforeAll(async () => {
  servers = (await openEstate([join(root, 'demo', 'estate')])).servers
  words = wordsOf(await loadWords('en'))
  const flows = servers.flatMap((server) => flowFacts(server, words))
  const made = [...schemaTables(servers, flows, words), connectorSettingTable(servers, words)]
  tables = new Map(made.map((table) => [table.id, table]))
})

/** Cells as plain text, one line a row. */
function lines(id: string): string[] {
  const rows = tables.get(id)?.rows ?? []
  return rows.map(({ cells }) => cells.map((cell) => (typeof cell === 'object' ? cell.text : String(cell))).join(' | '))
}

describe('what is known of attributes', () => {
  it('has a row for each selected attribute of each connector', () => {
    const selected = servers.flatMap((server) => server.connectors.flatMap((one) => one.selectedAttributes))

    expect(lines('selected-attributes')).toHaveLength(selected.length)
  })

  it('counts object types that inherit an attribute', () => {
    expect(lines('selected-attributes')).toContainEqual(
      expect.stringMatching(/^KBCORP AD \| employeeType \| string \| no \|.*\buser\b/),
    )
  })

  it('counts the flows that use an attribute in the metaverse as the flow matrix does', () => {
    const flows = servers.flatMap((server) => flowFacts(server, words))
    const uses = new Set(flows.flatMap((flow) => flow.metaverseAttributes.map((name) => `${flow.server.id} ${name}`)))
    const unused = lines('metaverse-attributes').filter((line) => line.endsWith('| 0 | 0'))
    const known = servers.flatMap((server) =>
      (server.metaverse?.schema.attributes ?? []).map(({ name }) => `${server.id} ${name}`),
    )

    expect(lines('metaverse-attributes')).toHaveLength(known.length)
    expect(unused).toHaveLength(known.filter((name) => !uses.has(name)).length)
  })

  it('names the object that stands for a missing parent', () => {
    expect(lines('provisioning-hierarchy')).toContain('KBCORP AD | ou | organizationalUnit')
  })
})

describe('settings of a connector', () => {
  it('names extension, Exchange and passwords, and nothing the export does not say', () => {
    const all = lines('connector-settings')

    expect(all).toContain('KBCORP AD | Rules extension | KBCorpADExtension.dll')
    expect(all).toContain('KBCORP AD | Receives passwords | yes')
    for (const line of all) expect(line).not.toMatch(/\| $/)
  })
})
