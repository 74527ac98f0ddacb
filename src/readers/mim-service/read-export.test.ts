import { expect, test } from 'vitest'
import { XmlProblem } from '../../xml/index.js'
import type { ReadResult } from '../reader.js'
import { readExport } from './read-export.js'
import { exportOf } from './testing.js'

function read(text: string): ReadResult {
  return readExport({ name: 'policy.xml', sizeBytes: text.length, sha256: '', encoding: 'utf-8', text })
}

function objectsOf(text: string) {
  return read(text).parts.flatMap((part) => (part.kind === 'service-objects' ? part.objects : []))
}

test('keeps every attribute in order, with the place of the object', () => {
  const text = exportOf(
    { type: 'Set', attributes: { DisplayName: 'All people' } },
    {
      id: '7FB2B853-24F0-4498-9534-4E10589723C4',
      type: 'Person',
      attributes: { DisplayName: 'Ada', ProxyAddressCollection: ['b', 'a', ' b '], EmployeeID: '00123' },
    },
  )

  const [, person] = objectsOf(text)

  expect(person).toEqual({
    id: '7fb2b853-24f0-4498-9534-4e10589723c4',
    type: 'Person',
    displayName: 'Ada',
    isPlaceholder: false,
    origin: 'unclassified',
    changedAttributes: [],
    attributes: { DisplayName: ['Ada'], ProxyAddressCollection: ['b', 'a', ' b '], EmployeeID: ['00123'] },
    at: { file: 'policy.xml', path: '/Results/ExportObject[2]', line: 20 },
  })
})

test('counts what is used, what is kept and what has no meaning', () => {
  const { coverage, notices } = read(exportOf({ type: 'Set', attributes: { Filter: '/Person', kbOwn: 'x' } }))

  expect(notices).toEqual([])
  // Root, record, source, object, its three fields and two lists, two attributes with their names, one value.
  expect(coverage.counts).toEqual({ modelled: 14, documented: 1, ignored: 4, unknown: 0 })
})

test('an element nobody knows is unknown, wherever it stands', () => {
  const text = exportOf({ type: 'Set' })
    .replace('<Source>', '<Sauce hot="1"/><Source>')
    .replace('</Results>', '<Surprise a="1"><b/></Surprise></Results>')

  const { coverage, notices, parts } = read(text)

  expect(parts).toHaveLength(1)
  expect(coverage.counts.unknown).toBe(5)
  expect(notices.map(({ id, at }) => [id, at.path])).toEqual([
    ['M2E-READ-030', '/Results/ExportObject/Sauce'],
    ['M2E-READ-030', '/Results/ExportObject/Sauce/@hot'],
    ['M2E-READ-030', '/Results/Surprise'],
  ])
})

test('a second Source or attribute list is not lost silently', () => {
  const text = exportOf({ type: 'Set' }).replace('<Source>', '<Source>http://other</Source><Source>')

  expect(read(text).coverage.counts.unknown).toBe(1)
})

test('schema objects alone make a schema export; placeholders do not count', () => {
  const schema = exportOf({ type: 'BindingDescription' }, { type: 'SynchronizationFilter' })
  const policy = exportOf({ type: 'AttributeTypeDescription', placeholder: true }, { type: 'Set' })

  expect(read(schema).parts).toMatchObject([{ part: 'schema', source: 'http://mim:5725/ResourceManagementService' }])
  expect(read(policy).parts).toMatchObject([{ part: 'policy' }])
})

test('keeps translations', () => {
  const text = exportOf({ type: 'Set' }).replace(
    '<LocalizedResourceManagementAttributes />',
    `<LocalizedResourceManagementAttributes><LocalizedResourceManagementAttribute><Culture>de-DE</Culture>
       <ResourceManagementAttributes><ResourceManagementAttribute><AttributeName>DisplayName</AttributeName>
       <HasReference>false</HasReference><IsMultiValue>false</IsMultiValue><Value>Alle Personen</Value>
       </ResourceManagementAttribute></ResourceManagementAttributes></LocalizedResourceManagementAttribute>
     </LocalizedResourceManagementAttributes>`,
  )

  expect(objectsOf(text)[0]?.translations).toEqual([
    { culture: 'de-DE', attributes: { DisplayName: ['Alle Personen'] } },
  ])
  expect(read(text).coverage.counts).toMatchObject({ documented: 1, unknown: 0 })
})

test('an export of nothing is an export', () => {
  expect(read('<Results/>')).toMatchObject({ parts: [{ objects: [] }], notices: [] })
})

test('a file of changes is told apart and counted', () => {
  const { parts, notices, coverage } = read(
    '<Results><ImportObject><ObjectType>Set</ObjectType><State>Put</State></ImportObject><ImportObject/></Results>',
  )

  expect(parts).toEqual([])
  expect(notices).toMatchObject([{ id: 'M2E-READ-042', message: expect.stringContaining('2 changes') }])
  expect(coverage.counts).toEqual({ modelled: 1, documented: 4, ignored: 0, unknown: 0 })
})

test('objects without id, type or content are read as far as they go', () => {
  const text = exportOf({ type: '', id: '' }).replace('</Results>', '<ExportObject/></Results>')

  expect(objectsOf(text)).toMatchObject([{ id: '', type: '' }])
  expect(read(text).notices.map((notice) => notice.id)).toEqual(['M2E-READ-029', 'M2E-READ-029'])
})

test('hostile attribute names are names like any other', () => {
  const [object] = objectsOf(exportOf({ type: 'Set', attributes: { ['__proto__']: 'x', constructor: 'y' } }))

  expect(Object.entries(object?.attributes ?? {})).toEqual([
    ['__proto__', ['x']],
    ['constructor', ['y']],
  ])
})

test('a value that is nil is no value', () => {
  const text = exportOf({ type: 'Set', attributes: { Filter: 'x' } }).replace('<Value>x', '<Value xsi:nil="true">')

  expect(objectsOf(text)[0]?.attributes).toEqual({ Filter: [] })
  expect(read(text).coverage.counts.unknown).toBe(0)
})

test('a file that breaks off is no export', () => {
  const text = exportOf({ type: 'Set' }, { type: 'Set' })

  expect(() => read(text.slice(0, -40))).toThrow(XmlProblem)
})

test('says where a secret was, never what it was', () => {
  const text = exportOf({ type: 'Person', attributes: { DisplayName: 'Ada', kbInitialPassword: 'Pa$$w0rd' } })

  const { notices } = read(text)

  expect(objectsOf(text)[0]?.attributes.kbInitialPassword).toEqual(['•••'])
  expect(notices).toMatchObject([{ id: 'M2E-READ-028', at: { path: '/Results/ExportObject[1]' } }])
  expect(JSON.stringify(notices)).not.toContain('Pa$$')
})
