import { describe, expect, it } from 'vitest'
import type { EstateDocument } from '../../model/index.js'
import { peekRoot } from '../../xml/index.js'
import { readAtOnce, recognising, sizeOf } from '../json/testing.js'
import type { ReadResult } from '../reader.js'
import { lateReaders, readers } from './index.js'

function counted(result: ReadResult): EstateDocument {
  const [part] = result.parts
  if (part?.kind !== 'document') throw new Error('no document was read')
  return part.document
}

function countsOf(document: EstateDocument): Readonly<Record<string, number>> {
  return Object.fromEntries(document.counts.map(({ name, count }) => [name, count]))
}

function read(value: unknown) {
  const text = JSON.stringify(value)
  const reader = recognising(readers, text)
  if (reader === undefined) throw new Error('not recognised')
  const result = readAtOnce(reader, text)
  const total = Object.values(result.coverage.counts).reduce((sum, count) => sum + count, 0)
  expect(result.coverage.counts.unknown).toBe(0)
  expect(total).toBe(sizeOf(value))
  expect(result.notices).toEqual([])
  const document = counted(result)
  return { kind: reader.kind, document, counts: countsOf(document) }
}

describe('documents in JSON', () => {
  it('lists of membership rules are counted', () => {
    const rules = ['user.department -eq "Sales"', '(device.objectId -ne null)', 'Direct Reports for "x"']

    expect(read({ source: 'x', rules })).toMatchObject({
      kind: 'dynamic-membership-rules',
      counts: { 'membership rules': 3 },
    })
  })

  it('groups with membership rules are counted', () => {
    const groups = [
      { id: '1', displayName: 'a', membershipRule: 'user.x -eq "1"', membershipRuleProcessingState: 'On' },
      { id: '2', displayName: 'b', membershipRule: 'user.x -eq "2"', membershipRuleProcessingState: 'Paused' },
      { id: '3', displayName: 'c', membershipRule: null },
    ]

    expect(read({ '@odata.context': 'x', value: groups }).counts).toEqual({
      groups: 3,
      'membership rules': 2,
      'paused rules': 1,
    })
    expect(read(groups).counts).toMatchObject({ groups: 3, 'membership rules': 2 })
    expect(read(groups[0]).counts).toMatchObject({ groups: 1, 'membership rules': 1 })
  })

  it('bulk requests are counted by method, and nobody is named', () => {
    const request = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', bulkId: '1', path: '/Users', data: { userName: 'jdoe', Novelty: 1 } },
        { method: 'post', bulkId: '2', path: '/Users', data: {} },
        { method: 'PATCH', bulkId: '3', path: '/Users/1', data: null },
      ],
      failOnErrors: null,
    }

    const { document, counts } = read(request)

    expect(counts).toEqual({ operations: 3, 'PATCH operations': 1, 'POST operations': 2 })
    expect(JSON.stringify(document)).not.toContain('jdoe')
  })

  it('collections of requests are counted, and no token is kept', () => {
    const collection = {
      info: {
        _postman_id: '1',
        name: 'Inbound',
        schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
      },
      item: [
        { name: 'Folder', item: [{ name: 'a', request: { auth: { bearer: [{ key: 'token', value: 'abc123' }] } } }] },
        { name: 'b', request: {} },
      ],
      variable: [{ key: 'secret', value: 'abc123' }],
    }

    const { document, counts } = read(collection)

    expect(document.title).toBe('Inbound')
    expect(counts).toEqual({ requests: 2, folders: 1 })
    expect(JSON.stringify(document)).not.toContain('abc123')
  })

  it.each([
    '{"rules": [{"id": 1}]}',
    '{"rules": ["no-var"]}',
    '{"item": []}',
    '{"schemas": []}',
    '{"value": [{"id": 1}]}',
    '[1]',
  ])('are not seen in %s', (text) => {
    expect(recognising(readers, text)).toBeUndefined()
  })
})

describe('schema files of connectors', () => {
  it('are counted', () => {
    const text =
      '<Schema><Types><SchemaType><Name>Person</Name><Attributes><SchemaAttribute><Name>a</Name></SchemaAttribute></Attributes></SchemaType></Types></Schema>'
    const reader = readers.find((one) => one.recognise({ root: peekRoot(text), head: text }))
    if (reader === undefined) throw new Error('not recognised')
    const result = readAtOnce(reader, text)

    expect(countsOf(counted(result))).toEqual({ 'object types': 1, attributes: 1 })
    expect(result.coverage.counts.unknown).toBe(0)
  })
})

describe('tables', () => {
  const [reader] = lateReaders
  const peek = (head: string) => ({ root: undefined, head, encoding: 'utf-8', bytes: new Uint8Array(0), whole: true })

  async function count(text: string, chunk = 7) {
    const bytes = Buffer.from(text)
    const source = {
      name: 'samples/people.csv',
      sizeBytes: bytes.length,
      async *open() {
        for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
      },
    }
    const result = await reader?.stream(source, peek(text), [])
    if (result === undefined) throw new Error('no reader')
    const { counts } = result.coverage
    expect(result.coverage.entries.reduce((sum, entry) => sum + entry.count, 0)).toBe(
      counts.documented + counts.ignored,
    )
    return countsOf(counted(result))
  }

  it.each([
    ['a,b\n1,2\n3,4\n', 2, 2],
    ['a;b;\nx;y;\n', 2, 1],
    ['"a";"b"\n"x;\n""y""";"z"\n\n', 2, 1],
    ['#TYPE X.Y\na|b\n1|2\n', 2, 1],
    ['\uFEFFName\tGröße\nx\ty', 2, 1],
  ])('%j have columns and rows', async (text, columns, rows) => {
    expect(reader?.recognise(peek(text), [])).toBe(true)
    expect(await count(text)).toEqual({ columns, rows })
  })

  it('are counted row by row, however long they are', async () => {
    const text = `a,b\n${'"x, y",ü\n'.repeat(50_000)}`

    expect(await count(text, 1000)).toEqual({ columns: 2, rows: 50_000 })
  })

  it.each([
    'a,b\n1,2,3\n',
    'a\nb\n',
    'a,b\n',
    'Hello, world. This is text,\nand more, of, it.\n',
    'Hello,\nthis is it, more or less.\nBye',
    'MIT License\n\nCopyright (c) x, y\n',
    'a,a\n1,2\n',
    '1,2\n3,4\n',
    '',
  ])('are not seen in %j', (text) => {
    expect(reader?.recognise(peek(text), [])).toBe(false)
  })
})
