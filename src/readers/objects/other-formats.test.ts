import { describe, expect, it } from 'vitest'
import type { IdentityService, ServiceObject } from '../../model/index.js'
import { fixedColumnsOf } from './fixed-width.js'
import { recogniseObjects } from './formats.js'
import { serviceObjectRecords } from './service-records.js'
import { connectorWith, peekOf, readAll, valuesOf } from './testing.js'
import { encodingOfCodePage } from './text-stream.js'

const at = { file: 'f', path: '' }

describe('attribute-value pairs', () => {
  const pairs = connectorWith({ kind: 'avp-file', attributes: ['id:integer', 'name', 'mail:string[]'], anchor: ['id'] })
  const text = 'id: 1\nname: Ann\nmail: a@x\nmail: b@x\n\nid: 2\nname: Bo\n'

  it('are the objects of the connector whose attributes they have', async () => {
    const { records, notices } = await readAll(text, [pairs])

    expect(notices).toEqual([])
    expect(records.map(({ anchor }) => anchor)).toEqual(['1', '2'])
    expect(records.map(valuesOf)).toEqual([
      { id: 1, name: 'Ann', mail: ['a@x', 'b@x'] },
      { id: 2, name: 'Bo' },
    ])
  })

  it("are nobody's without such a connector: mails and settings look alike", () => {
    expect(recogniseObjects(peekOf(text), [])).toBeUndefined()
    expect(recogniseObjects(peekOf('From: a\nTo: b\nSubject: c\n'), [pairs])).toBeUndefined()
  })

  it('name a line that is no pair and read the rest', async () => {
    const { records, notices } = await readAll('id: 1\nname: Ann\nnonsense\n', [pairs])

    expect(records.map(valuesOf)).toEqual([{ id: 1, name: 'Ann' }])
    expect(notices.map(({ id }) => id)).toEqual(['M2E-READ-065'])
  })
})

describe('fixed width', () => {
  const setting = (value: string) => ({
    name: 'fixed_format/attributes/attribute/length',
    value: { value, redacted: false },
    at,
  })
  const fixed = connectorWith({
    kind: 'fixed-width-file',
    attributes: ['id:integer', 'name', 'city'],
    file: { columns: ['id', 'name', 'city'] },
    settings: [setting('4'), setting('6'), setting('3')],
  })

  it('is read by the columns of the connector', async () => {
    const { records } = await readAll('0001Ann   Rom\n0002Bo Lee   \n', [fixed])

    expect(records.map(valuesOf)).toEqual([
      { id: 1, name: 'Ann', city: 'Rom' },
      { id: 2, name: 'Bo Lee' },
    ])
  })

  it('is nothing without widths, or with lines of other lengths', () => {
    expect(fixedColumnsOf(connectorWith({ attributes: ['id'], file: { columns: ['id'] } }))).toBeUndefined()
    expect(recogniseObjects(peekOf('0001Ann   Rom\nshort\n'), [fixed])).toBeUndefined()
  })
})

describe('objects of the MIM Service', () => {
  const object = (type: string, attributes: Record<string, readonly string[]>): ServiceObject => ({
    id: '0a0b0c0d-1111-4222-8333-444444444444',
    type,
    displayName: '',
    isPlaceholder: false,
    origin: 'custom',
    changedAttributes: [],
    attributes,
    at,
  })
  const person = object('Person', {
    AccountName: ['ann'],
    Manager: ['urn:uuid:0A0B0C0D-2222-4222-8333-444444444444'],
    Age: ['42'],
    None: [],
    Secret: ['•••'],
  })
  const type = (name: string, dataType: string) => ({
    object: object('AttributeTypeDescription', {}),
    name,
    dataType,
    multivalued: false,
  })
  const service = {
    objects: [person, object('Set', {})],
    attributeTypes: [type('Age', 'Integer'), type('Secret', 'Integer')],
  } as unknown as IdentityService

  it('are records of people and groups, typed by the schema of the service', () => {
    expect([...serviceObjectRecords(service)]).toEqual([
      {
        anchor: person.id,
        dn: person.id,
        objectType: 'Person',
        operation: 'none',
        newDn: '',
        at,
        attributes: [
          { name: 'AccountName', type: 'string', multivalued: false, values: ['ann'] },
          {
            name: 'Manager',
            type: 'reference',
            multivalued: false,
            values: [{ kind: 'reference', dn: '0a0b0c0d-2222-4222-8333-444444444444' }],
          },
          { name: 'Age', type: 'integer', multivalued: false, values: [42] },
          { name: 'Secret', type: 'integer', multivalued: false, values: ['•••'] },
        ],
      },
    ])
  })

  it('are of other types when asked for', () => {
    expect([...serviceObjectRecords(service, { types: ['set'] })].map(({ objectType }) => objectType)).toEqual(['Set'])
  })
})

describe('code pages', () => {
  it.each([
    ['65001', 'utf-8'],
    ['1252', 'windows-1252'],
    ['1250', 'windows-1250'],
    ['28592', 'iso-8859-2'],
    ['1200', 'utf-16le'],
    ['932', 'shift_jis'],
    ['', undefined],
    ['37', undefined],
  ])('%s is %s', (codePage, encoding) => {
    expect(encodingOfCodePage(codePage)).toBe(encoding)
  })
})
