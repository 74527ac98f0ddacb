import type { ServiceObject } from '../../src/model/index.js'
import { type Database, tableOf } from '../tds-server/database.js'
import type { SqlType, SqlValue } from '../tds-server/types.js'

/** FIMService of the objects an export holds: a row for each value, in the table of its kind. */
export function serviceDatabase(objects: readonly ServiceObject[]): Database {
  const types = [...new Set([...objects.map(({ type }) => type), 'Request'])].sort()
  const names = [...new Set(objects.flatMap(({ attributes }) => Object.keys(attributes)))].sort()
  const keyOf = new Map(objects.map(({ id }, index) => [id, index + 1]))
  const kinds = kindsOf(objects, keyOf)
  const values: Record<string, Record<string, SqlValue>[]> = {}
  for (const [index, { attributes }] of objects.entries())
    for (const [name, texts] of Object.entries(attributes)) {
      if (name === 'ObjectID' || name === 'ObjectType') continue
      for (const text of texts) {
        const kind = kinds.get(name) ?? 'Text'
        const stored = storedAs(kind, text, keyOf)
        const row = { ObjectKey: index + 1, AttributeKey: names.indexOf(name) + 1, LocaleKey: 127 }
        const rows = values[kind] ?? []
        values[kind] = rows
        rows.push({ ...row, [`Value${kind}`]: stored })
      }
    }
  const small = 'smallint' as const
  const name = 'nvarchar(448)' as const
  const fim = (table: string, columns: Record<string, SqlType>, rows: Record<string, SqlValue>[]) =>
    tableOf('fim', table, columns, rows)
  const valueTypes: Readonly<Record<string, SqlType>> = {
    String: name,
    Text: 'nvarchar(max)',
    Integer: 'bigint',
    Boolean: 'bit',
    DateTime: 'datetime',
    Reference: 'bigint',
    Binary: 'varbinary(max)',
  }
  return {
    name: 'FIMService',
    tables: [
      fim(
        'ObjectTypeInternal',
        { Key: small, Name: name },
        types.map((type, index) => ({ Key: index + 1, Name: type })),
      ),
      fim(
        'AttributeInternal',
        { Key: small, Name: name, DataType: 'nvarchar(100)', Multivalued: 'bit' },
        names.map((attribute, index) => ({ Key: index + 1, Name: attribute, DataType: 'String' })),
      ),
      fim(
        'Objects',
        { ObjectKey: 'bigint', ObjectID: 'uniqueidentifier', ObjectTypeKey: small },
        objects.map(({ id, type }, index) => ({
          ObjectKey: index + 1,
          ObjectID: id,
          ObjectTypeKey: types.indexOf(type) + 1,
        })),
      ),
      ...Object.entries(valueTypes).map(([kind, type]) => {
        const locale: Record<string, SqlType> = kind === 'String' || kind === 'Text' ? { LocaleKey: small } : {}
        const columns = { ObjectKey: 'bigint' as const, AttributeKey: small, ...locale, [`Value${kind}`]: type }
        return fim(`ObjectValue${kind}`, columns, values[kind] ?? [])
      }),
    ],
  }
}

/** An attribute has one kind for all of its values. */
function kindsOf(objects: readonly ServiceObject[], keyOf: ReadonlyMap<string, number>): Map<string, string> {
  const kinds = new Map<string, string>()
  for (const { attributes } of objects)
    for (const [name, texts] of Object.entries(attributes))
      for (const text of texts) {
        const kind = kindOf(text, keyOf)
        const known = kinds.get(name) ?? kind
        kinds.set(name, known === kind ? kind : 'Text')
      }
  return kinds
}

function kindOf(text: string, keyOf: ReadonlyMap<string, number>): string {
  const target = /^urn:uuid:([0-9a-f-]{36})$/.exec(text)?.[1]
  if (target !== undefined && keyOf.has(target)) return 'Reference'
  if (text === 'True' || text === 'False') return 'Boolean'
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return 'Integer'
  if (/^[1-9]\d?\/[1-9]\d?\/\d{4} [1-9]\d?:\d\d:\d\d [AP]M$/.test(text)) return 'DateTime'
  return text.length > 400 ? 'Text' : 'String'
}

function storedAs(kind: string, text: string, keyOf: ReadonlyMap<string, number>): SqlValue {
  if (kind === 'Reference') return keyOf.get(text.slice('urn:uuid:'.length)) ?? null
  if (kind === 'Boolean') return text === 'True'
  if (kind === 'Integer') return Number(text)
  return kind === 'DateTime' ? new Date(`${text} UTC`).toISOString() : text
}
