import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CliResult, cli, keptScratch } from './support/cli.js'

const folder = keptScratch()
const out = join(folder.path, 'report')
let result: CliResult

beforeAll(async () => {
  result = await cli(['demo', '--out', out])
})
afterAll(() => folder.remove())

const read = (name: string) => readFileSync(join(out, name), 'utf8')

interface Assessment {
  readonly report: {
    readonly scenarios: readonly { readonly id: string; readonly status: string; readonly verdict: string }[]
    readonly tables: readonly { readonly id: string; readonly rows: readonly { readonly at: readonly unknown[] }[] }[]
    readonly completeness: { readonly elements: Readonly<Record<string, number>> }
  }
  readonly assessment: {
    readonly estate: {
      readonly ledger: {
        readonly files: readonly {
          readonly file: string
          readonly outcome: string
          readonly counts: Readonly<Record<string, number>>
          readonly entries: readonly { readonly status: string; readonly count: number; readonly reason?: string }[]
        }[]
      }
    }
  }
}

describe('the demo company', () => {
  it('is assessed and the report named', () => {
    expect(result.code).toBe(0)
    expect(result.out).toContain(join(out, 'index.html'))
  })

  it('holds the scenarios it was written to hold, and none that it was written not to hold', () => {
    const { scenarios } = (JSON.parse(read('assessment.json')) as Assessment).report
    const found = scenarios
      .filter((scenario) => ['certain', 'likely'].includes(scenario.status))
      .map((scenario) => scenario.id)

    expect(found).toEqual(
      expect.arrayContaining([
        'hr-onprem',
        'app-onprem',
        'ad-groups',
        'dynamic-groups',
        'self-service-groups',
        'sspr',
        'access-requests',
        'groups-to-ad-apps',
        'fim-aad-connector',
        'pcns-password-sync',
        'portal-workflows',
        'ad-to-ad-sync',
        'codeless-provisioning',
        'connect-to-cloud-sync',
        'soa-groups',
        'exchange-mailbox',
      ]),
    )
    for (const absent of [
      'hr-sap',
      'hr-cloud',
      'gal-cross-org',
      'pam',
      'bhold-roles',
      'strong-credentials',
      'attestation',
      'mim-graph-b2b',
      'audit-reporting',
    ])
      expect(found).not.toContain(absent)
  })

  it('has a ledger that adds up, file by file and entry by entry', () => {
    const { report, assessment } = JSON.parse(read('assessment.json')) as Assessment
    const { ledger } = assessment.estate
    for (const status of ['modelled', 'documented', 'ignored', 'unknown']) {
      const files = ledger.files.reduce((sum, file) => sum + (file.counts[status] ?? 0), 0)
      expect(files).toBe(report.completeness.elements[status])
      for (const file of ledger.files)
        expect(
          file.entries.filter((entry) => entry.status === status).reduce((sum, entry) => sum + entry.count, 0),
        ).toBe(file.counts[status] ?? 0)
    }
    for (const entry of ledger.files.flatMap((file) => file.entries))
      if (entry.status === 'ignored' || entry.status === 'documented') expect(entry.reason ?? '').not.toBe('')
  })

  it('gives the same bytes again, the manifest aside', async () => {
    const again = join(folder.path, 'again')
    await cli(['demo', '--out', again])
    for (const name of ['index.html', 'assessment.xlsx', 'assessment.docx', 'assessment.md', 'assessment.json'])
      expect(readFileSync(join(again, name)).equals(readFileSync(join(out, name))), name).toBe(true)
  })

  it('names every file it read and wrote in the manifest, with checksums', () => {
    const manifest = JSON.parse(read('manifest.json')) as {
      inputs: { sha256: string }[]
      outputs: { file: string; sha256: string }[]
    }

    expect(manifest.outputs.map((output) => output.file)).toEqual([
      'index.html',
      'assessment.xlsx',
      'assessment.docx',
      'assessment.md',
      'assessment.json',
    ])
    for (const { sha256 } of [...manifest.inputs, ...manifest.outputs]) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('writes no secret into any output', () => {
    const secrets = ['Willkommen', 'Passw0rd', 'P@ssw0rd']
    for (const name of ['index.html', 'assessment.md', 'assessment.json'])
      for (const secret of secrets) expect(read(name)).not.toContain(secret)
  })

  it('has the same rows in the workbook as in the JSON, and formulas on the what-if sheet only', async () => {
    const { report } = JSON.parse(read('assessment.json')) as Assessment
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(out, 'assessment.xlsx'))
    const sheet = workbook.getWorksheet('Attribute flows')
    const flows = report.tables.find((table) => table.id === 'flows')

    expect(sheet?.rowCount).toBe((flows?.rows.length ?? 0) + 1)
    workbook.eachSheet((each) => {
      if (each.name === 'What-if') return
      expect(each.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
      each.eachRow((row) => {
        row.eachCell((cell) => {
          expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)
        })
      })
    })
  })

  it('gives every fact its place in the input', () => {
    const { report } = JSON.parse(read('assessment.json')) as Assessment
    // Sums over the plan stand on all of it, and facts of the catalogue on the pages they name.
    const summed = ['residual-counts', 'facts']
    for (const table of report.tables.filter(({ id }) => !summed.includes(id)))
      for (const row of table.rows) expect(row.at.length, table.id).toBeGreaterThan(0)
  })
})

describe('inspect', () => {
  it('shows the tree, and the same as JSON', async () => {
    const estate = join(process.cwd(), 'demo', 'estate')
    const tree = await cli(['inspect', estate])
    const json = JSON.parse((await cli(['inspect', estate, '--json'])).out) as { servers: { connectors: unknown[] }[] }

    expect(tree.out).toContain('MIM Synchronization Service KBMIMSYNC01')
    expect(json.servers.flatMap((server) => server.connectors).length).toBe(11)
  })
})

describe('explain', () => {
  it('prints the page of a scenario', async () => {
    const page = await cli(['explain', 'hr-onprem'])

    expect(page.code).toBe(0)
    expect(page.out).toContain('# ')
  })

  it('finds a connector in a report and says where it stands', async () => {
    const found = await cli(['explain', 'Phonebook', '--in', out])

    expect(found.code).toBe(0)
    expect(found.out).toMatch(/Connectors\n {2}Connector +Phonebook/)
    expect(found.out).toMatch(/Where +estate\/mim-sync\/MA-/)
  })

  it('proposes the nearest scenario for a misspelt one', async () => {
    const wrong = await cli(['explain', 'hr-onpremm'])

    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('Did you mean hr-onprem?')
  })
})
