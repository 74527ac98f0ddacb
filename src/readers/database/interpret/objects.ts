import {
  compareText,
  type NamedCount,
  type ObjectAttributeUse,
  type ObjectSource,
  type ObjectValueType,
} from '../../../model/index.js'
import type { EstatePart } from '../../reader.js'
import { named, type TableRecord } from '../snapshot/format.js'
import type { SnapshotView } from '../snapshot/view.js'
import type { Interpretation } from './interpretation.js'

/** Columns of mms_metaverse that are no attributes. */
export const systemColumns: ReadonlySet<string> = new Set([
  'object_id',
  'object_type',
  'row_key',
  'last_modification_date',
  'object_type_lineage_id',
  'object_type_lineage_date',
  'is_ref_retry',
  'is_provisioning_retry',
  'mms_timestamp',
])

const valueTypes: Readonly<Record<string, ObjectValueType>> = {
  integer: 'integer',
  boolean: 'boolean',
  binary: 'binary',
}

/** The objects of the metaverse and of each connector space, summed up where they lie: none is brought into memory. */
export function objectParts(view: SnapshotView, source: number, to: Interpretation): EstatePart[] {
  const metaverse = readable(view.table(source, 'metaverse'))
  const spaces = readable(view.table(source, 'connector-space'))
  return [
    ...(metaverse === undefined ? [] : [metaverseSource(view, source, metaverse, to)]),
    ...(spaces === undefined ? [] : spaceSources(view, source, spaces, to)),
  ].map((objectSource) => ({ kind: 'object-source', source: objectSource }))
}

function readable(table: TableRecord | undefined): TableRecord | undefined {
  return table === undefined || table.data_table === '' ? undefined : table
}

function metaverseSource(view: SnapshotView, source: number, table: TableRecord, to: Interpretation): ObjectSource {
  const columns = view
    .columns(source, 'metaverse')
    .filter(({ name, storage }) => storage !== '' && !systemColumns.has(name.toLowerCase()))
  const counts = columns.map(({ name }, index) => `COUNT(${named(name)}) AS c${index}`)
  const types = view.query<Record<string, number | string>>(
    `SELECT object_type, COUNT(*) AS objects${counts.map((count) => `, ${count}`).join('')} FROM ${named(table.data_table)} GROUP BY object_type ORDER BY object_type`,
  )
  const at = to.at('mms_metaverse')
  const attributes: ObjectAttributeUse[] = types.flatMap((row) =>
    columns.flatMap(({ name, storage }, index) => {
      const objects = Number(row[`c${index}`] ?? 0)
      const objectType = String(row.object_type ?? '')
      const type = valueTypes[storage] ?? 'string'
      return objects === 0 ? [] : [{ objectType, name, type, objects, values: objects, at }]
    }),
  )
  attributes.push(...manyValued(view, source, table, 'metaverse-multivalue', to))
  attributes.push(...manyValued(view, source, table, 'metaverse-link', to))
  return {
    ...nothing(to, 'metaverse', table.state !== 'complete'),
    objects: types.reduce((sum, row) => sum + Number(row.objects ?? 0), 0),
    byObjectType: types.map((row) => ({ name: String(row.object_type ?? ''), count: Number(row.objects) })),
    attributes: attributes.sort((a, b) => compareText(a.objectType, b.objectType) || compareText(a.name, b.name)),
    at,
  }
}

interface ManyValued {
  readonly object_type: string
  readonly attribute_name: string
  readonly objects: number
  readonly total: number
  readonly numbers?: number
  readonly binaries?: number
}

function manyValued(
  view: SnapshotView,
  source: number,
  metaverse: TableRecord,
  dataset: string,
  to: Interpretation,
): ObjectAttributeUse[] {
  const table = readable(view.table(source, dataset))
  if (table === undefined) return []
  const have = new Set(view.columns(source, dataset).map(({ name }) => name.toLowerCase()))
  const numbers = have.has('numeric_value') ? ', COUNT(v.numeric_value) AS numbers' : ''
  const binaries = have.has('binary_value_indexable') ? ', COUNT(v.binary_value_indexable) AS binaries' : ''
  const rows = view.query<ManyValued>(
    `SELECT m.object_type, v.attribute_name, COUNT(DISTINCT v.object_id) AS objects, COUNT(*) AS total${numbers}${binaries}
     FROM ${named(table.data_table)} v JOIN ${named(metaverse.data_table)} m ON m.object_id = v.object_id
     GROUP BY m.object_type, v.attribute_name`,
  )
  return rows.map((row) => ({
    objectType: row.object_type,
    name: row.attribute_name,
    type: typeOf(row, dataset),
    objects: row.objects,
    values: row.total,
    at: to.at(table.table_name),
  }))
}

function typeOf(row: ManyValued, dataset: string): ObjectValueType {
  if (dataset === 'metaverse-link') return 'reference'
  if ((row.numbers ?? 0) > 0) return 'integer'
  return (row.binaries ?? 0) > 0 ? 'binary' : 'string'
}

interface SpaceRow {
  readonly ma_id: string
  readonly object_type: string | null
  readonly is_connector: number | null
  readonly connector_state: number | null
  readonly import_operation: number | null
  readonly export_operation: number | null
  readonly objects: number
}

const spaceColumns = ['object_type', 'is_connector', 'connector_state', 'import_operation', 'export_operation'] as const

/** Codes of [MS-UPSDBDAP] 2.2.5. */
const operations: Readonly<Record<number, string>> = { 1: 'add', 2: 'update', 3: 'delete-add', 4: 'delete' }

function spaceSources(view: SnapshotView, source: number, table: TableRecord, to: Interpretation): ObjectSource[] {
  const have = new Set(view.columns(source, 'connector-space').map(({ name }) => name.toLowerCase()))
  const columns = spaceColumns.map((name) => (have.has(name) ? name : `NULL AS ${name}`))
  const rows = view.query<SpaceRow>(
    `SELECT ma_id, ${columns.join(', ')}, COUNT(*) AS objects FROM ${named(table.data_table)} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1`,
  )
  const names = new Map<string, string>()
  for (const row of view.rows(source, 'management-agent')) names.set(row.text('ma_id'), row.text('ma_name'))
  const byConnector = new Map<string, SpaceRow[]>()
  for (const row of rows) byConnector.set(row.ma_id, [...(byConnector.get(row.ma_id) ?? []), row])
  return [...byConnector].map(([connectorId, group]) => ({
    ...nothing(to, 'connector-space', table.state !== 'complete'),
    connectorId,
    connectorName: names.get(connectorId) ?? '',
    objects: group.reduce((sum, row) => sum + row.objects, 0),
    byObjectType: counted(group, (row) => row.object_type ?? ''),
    byConnectorState: counted(group, stateOf),
    pendingImports: counted(group, (row) => operationOf(row.import_operation)),
    pendingExports: counted(group, (row) => operationOf(row.export_operation)),
    at: to.at('mms_connectorspace'),
  }))
}

function stateOf({ is_connector, connector_state, object_type }: SpaceRow): string {
  if (is_connector === null) return 'unknown'
  if (is_connector === 1) return connector_state === 1 ? 'explicit-connector' : 'connector'
  if (object_type === null) return 'placeholder'
  if (connector_state === 1) return 'explicit-disconnector'
  return connector_state === 2 ? 'filtered-disconnector' : 'disconnector'
}

function operationOf(code: number | null): string | undefined {
  return code === null || code === 0 ? undefined : (operations[code] ?? 'unknown')
}

function counted(rows: readonly SpaceRow[], nameOf: (row: SpaceRow) => string | undefined): NamedCount[] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const name = nameOf(row)
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + row.objects)
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => compareText(a.name, b.name))
}

function nothing(to: Interpretation, kind: ObjectSource['kind'], truncated: boolean): ObjectSource {
  return {
    kind,
    file: to.file,
    connectorId: '',
    connectorName: '',
    objects: 0,
    byObjectType: [],
    byConnectorState: [],
    pendingImports: [],
    pendingExports: [],
    unconfirmedExports: [],
    attributes: [],
    outsideSchema: [],
    truncated,
    at: to.at(''),
  }
}
