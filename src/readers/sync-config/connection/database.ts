import type { Connection, DatabaseConnection } from '../../../model/index.js'
import { attributeOf, flagOf, integerOf, parseFlag, present, textOf, textsOf } from '../fields.js'
import type { NoticeBook } from '../notice-book.js'
import type { Section } from '../section.js'
import { settingsBelow, settingsOf, shownText } from '../settings.js'
import { accountOf } from './account.js'

/** Reads `oledbma-configuration`: SQL Server, Oracle, DB2. */
export function readDatabaseConnection(root: Section, book: NoticeBook): Connection {
  const info = root.one('connection-info')
  const layout = root.one('mms-info')
  const database = readDatabase(info, layout)
  const source = textOf(info, 'datasource')
  const delta = layout?.one('delta-info')
  return {
    kind: 'database',
    target: [database.server === '' ? source : database.server, database.database]
      .filter((part) => part !== '')
      .join('/'),
    account: accountOf(textOf(info, 'domain'), textOf(info, 'user')),
    database,
    anchor: textsOf(layout?.one('anchor'), 'attribute'),
    settings: [
      ...settingsOf(info, ['datasource'], book),
      ...multivaluedColumns(layout?.one('multivalued-info')?.one('extra-columns')),
      ...(delta === undefined ? [] : settingsBelow(delta, book, 'delta-info')),
      ...settingsOf(root, ['enable-unapplied-merge'], book),
    ],
    at: root.at,
  }
}

function readDatabase(info: Section | undefined, layout: Section | undefined): DatabaseConnection {
  const typeInfo = layout?.one('object-type-info')
  const columns = layout?.one('column-info')
  return {
    provider: textOf(info, 'provider'),
    server: textOf(info, 'server'),
    database: textOf(info, 'databasename'),
    table: textOf(info, 'tablename'),
    deltaTable: textOf(info, 'delta-tablename'),
    multivalueTable: textOf(info, 'multivalued-tablename'),
    authentication: textOf(info, 'authentication'),
    columns: (columns?.many('column') ?? []).map((column) => ({
      name: textOf(column, 'name'),
      dataType: textOf(column, 'data-type'),
      nullable: flagOf(column, 'isnullable') ?? true,
      readOnly: flagOf(column, 'isreadonly') ?? false,
      ...attributeTypeOf(column),
      ...present('length', integerOf(column, 'length')),
      at: column.at,
    })),
    objectTypeColumn: textOf(typeInfo, 'object-type-column'),
    objectTypes: [
      ...textsOf(layout, 'object-type'),
      ...textsOf(typeInfo?.one('object-types'), 'object-type'),
      ...textsOf(typeInfo, 'object-type'),
    ],
    primaryKey: textsOf(columns?.one('primary-key'), 'column-name'),
    ...present('multivalued', readMultivalued(layout?.one('multivalued-info'))),
  }
}

/** Columns of the multivalued table. */
function multivaluedColumns(section: Section | undefined): Connection['settings'] {
  return (section?.shown('column') ?? []).map((column) => ({
    name: `multivalued table: ${shownText(column, 'name')}`,
    value: { value: shownText(column, 'data-type'), redacted: false },
    at: column.at,
  }))
}

function attributeTypeOf(column: Section): { readonly attributeType?: string; readonly reference?: boolean } {
  const type = column.one('mms-type')
  if (type === undefined) return {}
  return { attributeType: type.text().trim(), reference: parseFlag(attributeOf(type, 'dn')) ?? false }
}

/** One value column for each type; the names of these elements end in `-column`. */
const valueColumns = [
  'string-column',
  'large-string-column',
  'binary-column',
  'large-binary-column',
  'numeric-column',
  'boolean-column',
  'bit-column',
] as const

function readMultivalued(info: Section | undefined): DatabaseConnection['multivalued'] {
  if (info === undefined) return undefined
  return {
    attributeColumn: textOf(info, 'attribute-column'),
    valueColumns: valueColumns.flatMap((name) => {
      const column = textOf(info, name)
      return column === '' ? [] : [{ type: name.replace(/-column$/, ''), column }]
    }),
    attributes: (info.one('multivalued-columns')?.many('column') ?? []).map((column) => {
      const type = attributeTypeOf(column)
      return {
        name: textOf(column, 'name'),
        type: type.attributeType ?? '',
        reference: type.reference ?? false,
      }
    }),
    at: info.at,
  }
}
