import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentProblem } from '../document-problem.js'
import { recogniseObjects } from './formats.js'
import { connectorWith, peekOf, readAll, valuesOf } from './testing.js'

const people = 'EmployeeID;Name;Manager\r\n1;Ann;\r\n2;"Bo; Jr";1\r\n'

describe('what is a table', () => {
  it.each([
    ['semicolons', people, ';'],
    ['commas', 'id,name\n1,Ann\n2,Bo\n', ','],
    ['tabs', 'id\tname\n1\tAnn\n', '\t'],
    ['pipes', 'id|first name\n1|Ann\n', '|'],
    ['commas in quotes among semicolons', 'id;name\n1;"a,b"\n2;"c,d"\n', ';'],
    ["PowerShell's type line", '#TYPE Selected.User\r\n"id","name"\r\n"1","Ann"\r\n', ','],
    ['a delimiter after the last column', 'id;name;\n1;Ann;\n', ';'],
  ])('%s', (_, text, delimiter) => {
    expect(recogniseObjects(peekOf(text), [])?.format).toMatchObject({ kind: 'delimited', delimiter })
  })

  it.each([
    ['prose', 'Dear all,\nthis is the export, as asked.\nIt has, I think, all you need.\n'],
    ['one column', 'name\nAnn\nBo\n'],
    ['a header alone', 'id;name\n'],
    ['rows without header', '1;2026-01-02;a@x\n2;2026-01-03;b@x\n'],
    ['source code', 'using System;\nusing System.Linq;\nnamespace X\n{\n  class Y { int a; int b; }\n}\n'],
    ['a log', '2026-01-02 03:04:05, INFO, started\n2026-01-02 03:04:06, INFO, ended\n'],
    ['a table drawn in text', '| a | b |\n|---|---|\n| 1 | 2 |\n'],
    ['settings', '[a]\nx=1;2\ny=2;3\n'],
    ['rows of all widths', 'a;b\n1;2;3;4\n1\n1;2;3\n'],
    ['XML', '<a>x;y\n1;2\n</a>'],
    ['JSON', '{"a": 1,\n"b": 2,\n"c": 3}'],
    ['nothing', ''],
    ['zeros', '\0\0\0\0\0\0'],
  ])('not %s', (_, text) => {
    expect(recogniseObjects(peekOf(text), [])).toBeUndefined()
  })
})

describe('rows', () => {
  it('become objects; an empty text is no value', async () => {
    const { records, notices, problem } = await readAll(people)

    expect([notices, problem]).toEqual([[], undefined])
    expect(records.map(valuesOf)).toEqual([
      { EmployeeID: '1', Name: 'Ann' },
      { EmployeeID: '2', Name: 'Bo; Jr', Manager: '1' },
    ])
    expect(records.map((record) => record.at.line)).toEqual([2, 3])
  })

  it('keep quotes, line ends and spaces inside texts', async () => {
    const { records } = await readAll('id;text\n1;"He said ""no"".\r\nTwice."\n2; 007 \n3;5" pipe\n')

    expect(records.map((record) => valuesOf(record).text)).toEqual(['He said "no".\r\nTwice.', ' 007 ', '5" pipe'])
    expect(records.map((record) => record.at.line)).toEqual([2, 4, 5])
  })

  it('too short or too long are named with their line', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => `${at};a;b`)
    const { records, notices, coverage } = await readAll(`id;x;y\n${rows.join('\n')}\n91;short\n92;a;b;surplus\n`)

    expect(records).toHaveLength(32)
    expect(notices.map(({ id, message }) => [id, message])).toEqual([
      ['M2E-READ-064', 'The row in line 32 has 2 of 3 columns; what is missing counts as empty.'],
      ['M2E-READ-064', 'The row in line 33 has 4 of 3 columns; what is too much was left out.'],
    ])
    expect(coverage.entries).toContainEqual({ path: '/column 4', status: 'unknown', count: 1, firstLine: 33 })
  })

  it.each([
    ['UTF-8 with mark', Buffer.from('\uFEFFid;näme\n1;Ö\n')],
    ['UTF-8 without', Buffer.from('id;näme\n1;Ö\n')],
    ['UTF-16LE with mark', Buffer.from('\uFEFFid;näme\n1;Ö\n', 'utf16le')],
    ['UTF-16LE without', Buffer.from('id;näme\n1;Ö\n', 'utf16le')],
    ['UTF-16BE with mark', Buffer.from('\uFEFFid;näme\n1;Ö\n', 'utf16le').swap16()],
    ['windows-1252', Buffer.from('id;näme\n1;Ö\n', 'latin1')],
  ])('are read in %s', async (_, bytes) => {
    const { records } = await readAll(bytes, [], 3)

    expect(records.map(valuesOf)).toEqual([{ id: '1', näme: 'Ö' }])
  })

  it('name bytes that the encoding of the file does not have', async () => {
    const rows = Buffer.from(`id;name\n${'1;Ä\n'.repeat(20_000)}`)
    const { records, notices } = await readAll(Buffer.concat([rows, Buffer.from([0x32, 0x3b, 0xc4, 0x0a])]), [], 5000)

    expect(valuesOf(records.at(-1))).toEqual({ id: '2', name: '\uFFFD' })
    expect(notices).toMatchObject([{ id: 'M2E-READ-066', at: { line: 20_002 } }])
  })

  it('keep the euro sign of windows-1252', async () => {
    expect(valuesOf((await readAll(Buffer.from([...Buffer.from('a;b\n1;'), 0x80, 0x0a]))).records[0])).toEqual({
      a: '1',
      b: '€',
    })
  })

  it('end in a named problem where a quote is never closed', async () => {
    const { records, problem } = await readAll(`id;text\n1;a\n2;b\n${'3;c\n'.repeat(200)}4;"open\n5;e\n`)

    expect(records.length).toBeGreaterThan(200)
    expect(problem).toBeInstanceOf(DocumentProblem)
    expect(problem).toMatchObject({ code: 'truncated', line: 204 })
  })

  it('say when two columns have one name', async () => {
    const { records, notices } = await readAll('id;name;NAME\n1;a;b\n')

    expect(records.map(valuesOf)).toEqual([{ id: '1', name: 'a' }])
    expect(notices.map(({ id }) => id)).toContain('M2E-READ-064')
  })

  it('lose their passwords', async () => {
    const { records, notices } = await readAll('id;Password\n1;P@ssw0rd\n')

    expect(valuesOf(records[0])).toEqual({ id: '1', Password: '•••' })
    expect(notices.map(({ id }) => id)).toEqual(['M2E-READ-028'])
  })
})

describe('the connector', () => {
  const hr = connectorWith({
    attributes: ['employeeid:integer', 'name', 'manager:reference', 'active:boolean', 'photo:binary'],
    anchor: ['employeeID'],
    file: {
      delimiter: ';',
      textQualifier: '"',
      headerRow: true,
      changeTypeAttribute: 'what',
      objectTypeAttribute: 'kind',
    },
  })
  const directory = connectorWith({
    name: 'ad',
    kind: 'active-directory',
    attributes: ['name', 'manager', 'employeeID', ...Array.from({ length: 500 }, (_, at) => `x${at}`)],
  })

  it('whose schema the columns are gives types, anchor, kind and operation', async () => {
    const file = 'EmployeeID;Name;Manager;Active;Photo;What;Kind\n7;Ann;8;TRUE;AQI=;Modify;PERSON\n'
    const { connector, records, notices } = await readAll(file, [directory, hr])

    expect(connector).toBe(hr)
    expect(notices).toEqual([])
    expect(records[0]).toMatchObject({ anchor: '7', objectType: 'person', operation: 'update' })
    expect(valuesOf(records[0])).toEqual({
      employeeid: 7,
      name: 'Ann',
      manager: { kind: 'reference', dn: '8' },
      active: true,
      photo: new Uint8Array([1, 2]),
      Kind: 'PERSON',
    })
  })

  it('keeps a value that is not of its type as text and says so', async () => {
    const { records, notices } = await readAll('employeeid;name\nseven;Ann\n', [hr])

    expect(valuesOf(records[0])).toEqual({ employeeid: 'seven', name: 'Ann' })
    expect(notices.map(({ id }) => id)).toEqual(['M2E-READ-062'])
  })

  it("is none when the columns are nobody's, or two alike", () => {
    const alike = { ...hr, id: 'hr2', name: 'HR 2' }

    expect(recogniseObjects(peekOf('colour;size\nred;1\n'), [hr])?.connector).toBeUndefined()
    expect(recogniseObjects(peekOf('employeeid;name;manager\n1;a;2\n'), [hr, alike])?.connector).toBeUndefined()
  })

  it('makes a table of what is none by itself', async () => {
    const single = connectorWith({
      attributes: ['company'],
      file: { delimiter: ';', textQualifier: '"', headerRow: true },
    })
    const headless = connectorWith({
      attributes: ['id', 'mail', 'start'],
      file: { delimiter: '#', textQualifier: '', headerRow: false, columns: ['id', 'mail', 'start'], codePage: '1252' },
    })

    expect((await readAll('Company;\nContoso;\nFabrikam;\n', [single])).records.map(valuesOf)).toEqual([
      { company: 'Contoso' },
      { company: 'Fabrikam' },
    ])
    expect((await readAll(Buffer.from('1#ä@x#2026-01-02\n', 'latin1'), [headless])).records.map(valuesOf)).toEqual([
      { id: '1', mail: 'ä@x', start: '2026-01-02' },
    ])
  })
})

describe('printed and read again', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'ö', '"', ';', ',', '\n', '\r\n', ' ', "'", '#', '\t', '\\'),
    maxLength: 12,
  })
  const row = fc.tuple(text, text, text)
  const print = (rows: readonly (readonly string[])[]) =>
    [
      'key;first;second;third',
      ...rows.map((cells, at) => [`k${at}`, ...cells.map((cell) => `"${cell.replaceAll('"', '""')}"`)].join(';')),
    ].join('\r\n')

  it('is every text that is not empty', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, chunk) => {
          const { records, problem } = await readAll(print(rows), [], chunk)
          const expected = rows.map((cells, at) =>
            Object.fromEntries(
              [
                ['key', `k${at}`],
                ['first', cells[0]],
                ['second', cells[1]],
                ['third', cells[2]],
              ].filter(([, value]) => value !== ''),
            ),
          )

          expect(problem).toBeUndefined()
          expect(records.map(valuesOf)).toEqual(expected)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('never crashes, whatever byte is changed', async () => {
    const bytes = Buffer.from(print(Array.from({ length: 6 }, () => ['a "b"', 'ö\r\nx', ''])))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        async (at, value, cut) => {
          const damaged = cut ? bytes.subarray(0, at) : Buffer.from(bytes)
          if (!cut) damaged[at] = value
          const found = recogniseObjects(peekOf(damaged), [])
          if (found === undefined) return
          const { problem } = await readAll(damaged)
          expect(problem === undefined || problem instanceof DocumentProblem).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })
})
