import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { all, askColumns } from '../../src/readers/database/catalogue/discover.js'
import { chooseColumns, type SelectForm, wholeStatement } from '../../src/readers/database/catalogue/select.js'
import { syncDatasets } from '../../src/readers/database/catalogue/sync.js'
import { assertSelect } from '../../src/readers/database/connect/guard.js'
import { scriptDatasets } from '../../src/readers/database/offline/script.js'
import { openEstate } from '../../src/readers/open.js'
import { cli, scratch } from '../support/cli.js'
import { peopleDatabase } from './people.js'
import { opener, serve, take } from './serve.js'

const what = ['config', 'objects', 'history'] as const
const people = peopleDatabase(200)

/** Does what the script does, over the same wire: the same statements, the same lines. */
async function asTheScript(): Promise<string[]> {
  const server = await serve(people)
  const connection = await opener(server, people.name)()
  const lines = [
    '{"mim2entra":"offline-snapshot","format":1,"what":"config,history,objects"}',
    '{"source":{"product":"mim-sync","server":"TDSTEST","version":"16.0","database":"FIMSynchronizationService","takenAt":"2026-01-02T03:04:05.678Z"}}',
  ]
  const catalogue = await all(connection, askColumns)
  for (const dataset of syncDatasets) {
    const found = catalogue
      .filter((row) => row[1] === dataset.table)
      .map((row) => ({ name: String(row[2]), type: String(row[3]) }))
    const { columns } = chooseColumns(dataset, found)
    if (found.length === 0) {
      lines.push(JSON.stringify({ absent: dataset.id, state: 'missing', message: 'not there' }))
      continue
    }
    const form: SelectForm = { dataset, columns, what, withoutLocks: true }
    const rows = await all(connection, wholeStatement(form))
    lines.push(JSON.stringify({ table: dataset.id, columns: columns.map(({ name, type }) => ({ name, type })) }))
    for (const row of rows)
      lines.push(
        JSON.stringify(
          row.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value)),
        ),
      )
    lines.push(JSON.stringify({ end: dataset.id, rows: rows.length, serverRows: rows.length }))
  }
  await connection.close()
  return [...lines, '{"complete":true}']
}

it('reads to the same estate as the live snapshot', async () => {
  const folder = scratch()
  const file = join(folder, 'estate.m2e.jsonl')
  writeFileSync(file, (await asTheScript()).join('\r\n'))
  const live = join(folder, 'estate.m2e')
  await take(live, [[await serve(people), people.name]])

  const [offline, online] = [await openEstate([file]), await openEstate([live])]

  const plain = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value, (key, part: unknown) => (key === 'at' || key === 'file' ? undefined : part)),
    ) as unknown
  expect(plain(offline.servers)).toEqual(plain(online.servers))
  expect(plain(offline.objectSources)).toEqual(plain(online.objectSources))
  expect(plain(offline.runs)).toEqual(plain(online.runs))
})

it.each([
  ['cut off', (lines: string[]) => lines.slice(0, -3), 'it ends after line'],
  ['damaged', (lines: string[]) => lines.with(8, '[1,'), 'line 9 is damaged'],
])('takes nothing of a file that is %s', async (_, change, sentence) => {
  const file = join(scratch(), 'estate.m2e.jsonl')
  writeFileSync(file, change(await asTheScript()).join('\n'))

  await expect(openEstate([file])).rejects.toThrow(sentence)
})

it('writes a script with every table of the catalogue and nothing but SELECT', async () => {
  const folder = scratch()

  const result = await cli(['snapshot', '--offline-kit', 'kit', '--what', 'config,objects,history'], folder)

  const script = readFileSync(join(folder, 'kit', 'Get-MimSnapshot.ps1'), 'utf8')
  expect(result.code).toBe(0)
  expect(script.charCodeAt(0)).toBe(0xfeff)
  for (const { id } of scriptDatasets(what)) expect(script).toContain(`"id": "${id}"`)
  const statements = [...script.matchAll(/"(\/\* m2e:[^"]+)"/g)].map((match) => match[1] ?? '')
  expect(statements).toHaveLength(2)
  for (const statement of statements) assertSelect(statement)
  expect(script).not.toMatch(/\b(?:INSERT|UPDATE|DELETE|EXEC|DROP|ALTER)\b/)
})
