import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, keptScratch } from '../support/cli.js'

const folder = keptScratch()
const place = (name: string) => join(folder.path, name)
const read = (name: string, file: string) => readFileSync(join(place(name), file), 'utf8')

interface Table {
  readonly id: string
  readonly rows: readonly { readonly cells: readonly unknown[] }[]
}

function progress(name: string): string[] {
  const { report } = JSON.parse(read(name, 'assessment.json')) as { report: { tables: readonly Table[] } }
  const rows = report.tables.find((table) => table.id === 'progress')?.rows ?? []
  return rows.map((row) =>
    row.cells.map((cell) => (typeof cell === 'object' ? (cell as { text: string }).text : String(cell))).join(' | '),
  )
}

beforeAll(async () => {
  await cli(['assess', join('demo', 'estate', 'mim-sync'), '--out', place('spring')])
  await cli(['assess', join('demo', 'estate', 'mim-sync'), join('demo', 'estate', 'connect'), '--out', place('autumn')])
})
afterAll(() => folder.remove())

describe('report', () => {
  it('makes the same reports again from the assessment alone', async () => {
    const result = await cli(['report', place('autumn'), '--out', place('again')])

    expect(result.err).not.toContain('mim2entra:')
    for (const file of ['index.html', 'assessment.md', 'assessment.json'])
      expect(read('again', file) === read('autumn', file), file).toBe(true)
  })

  it('says what has changed since an earlier assessment, in every format', async () => {
    const result = await cli(['report', place('autumn'), '--compare', place('spring'), '--out', place('progress')])
    const rows = progress('progress')

    expect(result.out).toMatch(/progress +\d+ changes since the assessment of/)
    expect(rows).toEqual(
      expect.arrayContaining([
        'inventory | Connectors | changed | 9 | 11',
        expect.stringMatching(/^scenario \| From Connect to Cloud Sync \| new \| /),
        expect.stringMatching(/^deadline \| Entra Connect .* \| new \| /),
        expect.stringMatching(/^blocker \| From Connect to Cloud Sync.* \| new \| /),
        expect.stringMatching(/^effort \| Person-days of all scenarios \| changed \| /),
      ]),
    )
    expect(read('progress', 'index.html')).toContain('Progress since the last assessment')
    expect(read('progress', 'assessment.md')).toContain('## Progress since the last assessment')
  })

  it('finds nothing between an assessment and itself, and says so', async () => {
    await cli(['report', place('autumn'), '--compare', place('autumn'), '--out', place('same')])

    expect(progress('same')).toEqual([])
    expect(read('same', 'index.html')).toContain('Nothing is different.')
  })

  it('names what is no assessment', async () => {
    const missing = await cli(['report', place('nowhere'), '--out', place('x')])
    expect(missing.code).toBe(2)
    expect(missing.err).toContain('There is no assessment at')
  })
})

describe('the schema of assessment.json', () => {
  const schema = JSON.parse(readFileSync('docs/assessment.schema.json', 'utf8')) as object
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema)

  it.each(['spring', 'autumn'])('holds for what was written: %s', (name) => {
    const valid = validate(JSON.parse(read(name, 'assessment.json')))

    expect(validate.errors?.slice(0, 3)).toBeUndefined()
    expect(valid).toBe(true)
  })

  it('refuses what it does not describe', () => {
    const file = JSON.parse(read('spring', 'assessment.json')) as { report: Record<string, unknown> }
    expect(validate({ ...file, report: { ...file.report, surprise: 1 } })).toBe(false)
    expect(validate({ ...file, report: { ...file.report, waves: undefined } })).toBe(false)
  })
})
