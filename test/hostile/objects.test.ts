import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inputsAtHand } from '../../src/plan/assess.js'
import { defaultLimits } from '../../src/readers/files/limits.js'
import { openEstate } from '../../src/readers/open.js'
import { cli, scratch } from '../support/cli.js'
import { zip } from '../support/zip.js'

const HR = '11111111-2222-4333-8444-555555555555'
const dsml = (names: readonly string[]) =>
  `<schema><dsml:dsml xmlns:dsml="http://www.dsml.org/DSML"><dsml:directory-schema><dsml:class id="person" type="structural"><dsml:name>person</dsml:name></dsml:class>${names.map((name) => `<dsml:attribute-type id="${name}" single-value="true"><dsml:name>${name}</dsml:name><dsml:syntax>1.3.6.1.4.1.1466.115.121.1.15</dsml:syntax></dsml:attribute-type>`).join('')}</dsml:directory-schema></dsml:dsml></schema>`
const agent = (schema = dsml(['EmployeeID', 'Name'])) =>
  `<saved-ma-configuration server='SYNC01' export-date='2026-01-02 03:04:05.678'><ma-data><id>{${HR}}</id><name>HR</name><category>Delimited</category>${schema}</ma-data></saved-ma-configuration>`
const metaverse = `<saved-mv-configuration server='SYNC01' export-date='2026-01-02 03:04:05.678'><mv-data><version>1</version><import-attribute-flow></import-attribute-flow><provisioning type="none"/></mv-data></saved-mv-configuration>`
const object = (number: number) =>
  `<cs-object cs-dn="CN=User ${number}" id="{00000000-1111-4222-8333-${String(number).padStart(12, '0')}}" object-type="person"><connector>1</connector><connector-state>normal</connector-state><ma-id>{${HR}}</ma-id><ma-name>HR</ma-name><synchronized-hologram><entry dn="CN=User ${number}"><attr name="Name" type="string" multivalued="false"><value>User</value></attr></entry></synchronized-hologram></cs-object>\r\n`
const drop = (count: number) =>
  `<cs-objects>\r\n${Array.from({ length: count }, (_, at) => object(at)).join('')}</cs-objects>\r\n`

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(scratch(), 'export')
  for (const [name, content] of Object.entries({ 'MA-1.xml': agent(), 'MV.xml': metaverse, ...files })) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const small = {
  ...defaultLimits,
  maxFileBytes: 50_000,
  maxUnpackedBytes: 100_000,
  maxCompressionRatio: 20,
  ratioFromBytes: 1000,
}

describe('a drop beside the export it belongs to', () => {
  it('is placed with its connector and at hand for every scenario', async () => {
    const text = drop(3)
    const estate = await openEstate([folderWith({ 'cs.xml': text })])
    const file = estate.ledger.files.find((each) => each.file.endsWith('cs.xml'))

    expect(estate.objectSources).toMatchObject([
      { connectorId: HR, connectorName: 'HR', objects: 3, outsideSchema: [] },
    ])
    expect(inputsAtHand(estate)).toMatchObject({ objects: true, 'run-history': false })
    expect(file).toMatchObject({
      kind: 'cs-export',
      outcome: 'read',
      encoding: 'utf-8',
      sizeBytes: text.length,
      sha256: createHash('sha256').update(text).digest('hex'),
    })
  })

  it('is read whatever its size, and however tightly it is packed', async () => {
    const text = drop(1000)
    const path = join(scratch(), 'all.zip')
    writeFileSync(
      path,
      zip([
        { name: 'MA-1.xml', data: Buffer.from(agent()) },
        { name: 'cs.xml', data: Buffer.from(text) },
      ]),
    )

    expect(text.length).toBeGreaterThan(small.maxUnpackedBytes)
    for (const input of [folderWith({ 'cs.xml': text }), path]) {
      const estate = await openEstate([input], { limits: small })
      expect(estate.objectSources).toMatchObject([{ objects: 1000 }])
      expect(estate.ledger.files.every(({ outcome }) => outcome === 'read')).toBe(true)
    }
  })

  it('leaves the limits in force for everything else', async () => {
    const padding = Buffer.from(`<Results>${' '.repeat(200_000)}</Results>`)
    const path = join(scratch(), 'all.zip')
    writeFileSync(
      path,
      zip([
        { name: 'MA-1.xml', data: Buffer.from(agent()) },
        { name: 'a.xml', data: padding },
      ]),
    )
    const [packed, loose] = await Promise.all([
      openEstate([path], { limits: small }),
      openEstate([folderWith({ 'a.xml': padding })], { limits: small }),
    ])

    expect(packed.notices.map(({ id }) => id)).toContain('M2E-READ-006')
    expect(loose.notices.map(({ id }) => id)).toContain('M2E-READ-011')
  })

  it('that breaks off is kept as far as it goes, named, and ends in exit code 3', async () => {
    const text = drop(5)
    const out = join(scratch(), 'report')
    const folder = folderWith({ 'cs.xml': text.slice(0, text.indexOf('User 3') + 3) })
    const estate = await openEstate([folder])
    const result = await cli(['assess', folder, '--out', out])

    expect(estate.objectSources).toMatchObject([{ objects: 3, truncated: true }])
    expect(estate.ledger.files.find(({ kind }) => kind === 'cs-export')).toMatchObject({ outcome: 'failed' })
    expect(estate.ledger.files.find(({ kind }) => kind === 'cs-export')?.counts.modelled).toBeGreaterThan(20)
    expect(result.code).toBe(3)
    expect(result.err).toMatch(/cs\.xml is cut off.*objects before that place are counted/s)
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('HR')
  })

  it('in a damaged archive is kept as far as it goes', async () => {
    const path = join(scratch(), 'all.zip')
    const bytes = zip([{ name: 'cs.xml', data: Buffer.from(drop(20_000)), statedSize: 4_000_000 }])
    writeFileSync(path, bytes)
    const estate = await openEstate([path])

    expect(estate.notices.map(({ id }) => id)).toContain('M2E-READ-001')
    expect(estate.objectSources?.[0]).toMatchObject({ truncated: true })
  })

  it('is shown by inspect', async () => {
    const result = await cli(['inspect', folderWith({ 'cs.xml': drop(3) })])
    const json = JSON.parse((await cli(['inspect', folderWith({ 'cs.xml': drop(3) }), '--json'])).out)

    expect(result.out).toMatch(/cs\.xml: 3 objects of HR\n├─ by type: person 3\n└─ by state: connector 3/)
    expect(json).toMatchObject({ objectSources: [{ connectorName: 'HR', objects: 3, attributes: 1 }], runs: [] })
  })

  it('given twice is counted once; two of one connector are both counted and said', async () => {
    const twice = await openEstate([folderWith({ 'a.xml': drop(2), 'b.xml': drop(2) })])
    const two = await openEstate([folderWith({ 'a.xml': drop(2), 'b.xml': drop(3) })])

    expect(twice.objectSources).toHaveLength(1)
    expect(twice.notices.map(({ id }) => id)).toContain('M2E-READ-010')
    expect(two.objectSources).toHaveLength(2)
    expect(two.notices.map(({ id }) => id)).toContain('M2E-READ-067')
  })

  it('names a connector that is not there and attributes the schema does not have', async () => {
    const stranger = await openEstate([
      folderWith({ 'cs.xml': drop(2).replaceAll(HR, HR.replace('1', '9')).replaceAll('>HR<', '>SAP<') }),
    ])
    const older = await openEstate([folderWith({ 'cs.xml': drop(2).replaceAll('"Name"', '"Nickname"') })])

    expect(stranger.notices.find(({ id }) => id === 'M2E-READ-060')?.message).toContain('connector SAP')
    expect(older.notices.find(({ id }) => id === 'M2E-READ-063')?.message).toMatch(
      /Nickname of 2 objects.*connector HR/,
    )
    expect(older.objectSources?.[0]?.outsideSchema).toMatchObject([{ name: 'Nickname', objects: 2 }])
  })
})

describe('a text file of objects', () => {
  it('belongs to the connector whose columns it has, wherever it lies and whatever it is called', async () => {
    const estate = await openEstate([folderWith({ 'AAA/notes.bin': 'EmployeeID;Name\n1;Ann\n2;Bo\n' })])

    expect(estate.objectSources).toMatchObject([
      { kind: 'delimited-file', connectorId: HR, objects: 2, byObjectType: [{ name: 'person', count: 2 }] },
    ])
    expect(estate.ledger.files.map(({ file }) => file.slice(file.indexOf('/') + 1))).toEqual([
      'AAA/notes.bin',
      'MA-1.xml',
      'MV.xml',
    ])
  })

  it("that is nobody's is kept, and said", async () => {
    const estate = await openEstate([folderWith({ 'x.csv': 'colour;size\nred;1\nblue;2\n' })])

    expect(estate.objectSources).toMatchObject([{ connectorId: '', objects: 2 }])
    expect(estate.notices.map(({ id }) => id)).toContain('M2E-READ-061')
  })

  it('is read in a zip as well, larger than other files may be', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `${at};Ann`).join('\n')
    const path = join(scratch(), 'all.zip')
    writeFileSync(
      path,
      zip([
        { name: 'MA-1.xml', data: Buffer.from(agent()) },
        { name: 'x.txt', data: Buffer.from(`EmployeeID;Name\n${rows}\n`) },
      ]),
    )
    const estate = await openEstate([path], { limits: small })

    expect(estate.objectSources).toMatchObject([{ connectorName: 'HR', objects: 20_000 }])
  })

  it('with an open quote ends in exit code 3', async () => {
    const folder = folderWith({ 'x.csv': `EmployeeID;Name\n${'1;Ann\n'.repeat(200)}2;"Bo\n3;Cy\n` })
    const result = await cli(['assess', folder, '--out', join(scratch(), 'report')])

    expect(result.code).toBe(3)
    expect(result.err).toMatch(/x\.csv is cut off: the quoted text that begins in line 202/)
  })

  it('is no prose', async () => {
    const estate = await openEstate([folderWith({ 'readme.txt': 'Hello,\nthis is it, more or less.\nBye\n' })])

    expect(estate.objectSources).toBeUndefined()
    expect(estate.ledger.files.find(({ file }) => file.endsWith('.txt'))?.kind).not.toBe('delimited-file')
  })
})
