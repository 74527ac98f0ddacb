import type {
  ConnectorSpaceObject,
  ConnectorState,
  DeltaOperation,
  Lineage,
  MetaverseAttribute,
  MetaverseObject,
  MetaverseValue,
  ObjectValue,
  ObjectValueType,
} from '../../../model/index.js'
import { SnapshotView, type ViewRow, type ViewValue } from '../snapshot/view.js'
import { systemColumns } from './objects.js'

/** Takes the objects of a database one by one: those of the metaverse first. */
export interface StoredTaker {
  readonly metaverse: (object: MetaverseObject) => void
  readonly space: (object: ConnectorSpaceObject) => void
}

/** Codes of [MS-UPSDBDAP] 2.2.5. */
const operations: readonly DeltaOperation[] = ['none', 'add', 'update', 'delete-add', 'delete']
const NO_LINEAGE: Lineage = { id: '', type: '', time: '' }

/**
 * The objects of a whole snapshot as a running system held them: metaverse values, and of each connector space the DN, type,
 * state, link and pending operations. The images of a connector space are kept in a form nobody has described, so no
 * attribute of it is given.
 *
 * @param path a snapshot on disk
 */
export function readStoredObjects(path: string, take: StoredTaker): void {
  const view = new SnapshotView(path)
  try {
    for (const { source, product } of view.sources()) {
      if (product === 'mim-service') continue
      const names = new Map<string, string>()
      for (const row of view.rows(source, 'management-agent')) names.set(row.text('ma_id'), row.text('ma_name'))
      for (const object of metaverseObjects(view, source, path)) take.metaverse(object)
      for (const object of spaceObjects(view, source, path, names)) take.space(object)
    }
  } finally {
    view.close()
  }
}

function* metaverseObjects(view: SnapshotView, source: number, file: string): Generator<MetaverseObject> {
  const several = view.lookup(source, 'metaverse-multivalue', 'object_id')
  const references = view.lookup(source, 'metaverse-link', 'object_id')
  const columns = view
    .columns(source, 'metaverse')
    .filter(({ name, storage }) => storage !== '' && !systemColumns.has(name.toLowerCase()))
  for (const row of view.rows(source, 'metaverse')) {
    const id = row.text('object_id')
    const attributes = columns.flatMap(({ name, storage }): MetaverseAttribute[] => {
      const value = row.value(name)
      return value === null ? [] : [{ ...typed(plain(value, storage === 'boolean')), name, multivalued: false }]
    })
    attributes.push(...grouped(several.get(id) ?? [], manyValue))
    attributes.push(
      ...grouped(references.get(id) ?? [], (one) => ({ kind: 'reference', dn: one.text('reference_id') })),
    )
    yield {
      id,
      objectType: row.text('object_type'),
      attributes,
      links: [],
      at: { file, path: `mms_metaverse/${id}` },
    }
  }
}

function plain(value: Exclude<ViewValue, null>, isBoolean: boolean): ObjectValue {
  return isBoolean ? Number(value) !== 0 : value
}

function typed(value: ObjectValue): Pick<MetaverseAttribute, 'type' | 'values'> {
  return { type: typeOf(value), values: [{ value, lineage: NO_LINEAGE, connectorId: '' }] }
}

function typeOf(value: ObjectValue): ObjectValueType {
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number' || typeof value === 'bigint') return 'integer'
  if (value instanceof Uint8Array) return 'binary'
  return typeof value === 'string' ? 'string' : 'reference'
}

const VALUE_COLUMNS = [
  'string_value_indexable',
  'string_value_not_indexable',
  'numeric_value',
  'binary_value_indexable',
  'binary_value_not_indexable',
] as const

function manyValue(row: ViewRow): ObjectValue | undefined {
  for (const column of VALUE_COLUMNS) {
    const value = row.value(column)
    if (value !== null) return value
  }
  return undefined
}

function grouped(rows: readonly ViewRow[], read: (row: ViewRow) => ObjectValue | undefined): MetaverseAttribute[] {
  const found = new Map<string, MetaverseValue[]>()
  for (const row of rows) {
    const value = read(row)
    if (value === undefined) continue
    const name = row.text('attribute_name')
    const values = found.get(name) ?? []
    found.set(name, [...values, { value, lineage: NO_LINEAGE, connectorId: '' }])
  }
  return [...found].map(([name, values]) => ({
    name,
    type: values[0] === undefined ? 'string' : typeOf(values[0].value),
    multivalued: true,
    values,
  }))
}

function* spaceObjects(
  view: SnapshotView,
  source: number,
  file: string,
  names: ReadonlyMap<string, string>,
): Generator<ConnectorSpaceObject> {
  const links = view.lookup(source, 'link', 'cs_object_id')
  const nameOf = namer(view, source)
  for (const row of view.rows(source, 'connector-space')) {
    const id = row.text('object_id')
    const [link] = links.get(id) ?? []
    const connectorId = row.text('ma_id')
    yield {
      id,
      dn: nameOf(row),
      objectType: row.text('object_type'),
      anchor: '',
      transient: false,
      state: stateOf(row),
      isConnector: row.has('is_connector') ? row.number('is_connector') === 1 : undefined,
      connectorState: ['normal', 'explicit', 'filtered'][row.number('connector_state')] ?? '',
      connectorId,
      connectorName: names.get(connectorId) ?? '',
      partitionId: row.text('partition_id'),
      partitionName: '',
      // A disconnector keeps the row of its last link.
      ...(link === undefined || row.number('is_connector') !== 1
        ? {}
        : { link: { ...NO_LINEAGE, metaverseObjectId: link.text('mv_object_id') } }),
      importOperation: operations[row.number('import_operation')] ?? 'unknown',
      exportOperation: operations[row.number('export_operation')] ?? 'unknown',
      flags: [],
      holograms: {},
      deltas: {},
      at: { file, path: `mms_connectorspace/${id}` },
    }
  }
}

/** The DN of an object: its own name, and those of what it lies below, as far as the rows say. */
function namer(view: SnapshotView, source: number): (row: ViewRow) => string {
  const parents = new Map<string, { readonly rdn: string; readonly parent: string }>()
  for (const row of view.rows(source, 'connector-space'))
    parents.set(row.text('object_id'), { rdn: row.text('rdn'), parent: row.text('pobject_id') })
  return (row) => {
    const parts = [row.text('rdn')]
    const seen = new Set<string>()
    for (let id = row.text('pobject_id'); id !== '' && !seen.has(id); id = parents.get(id)?.parent ?? '') {
      seen.add(id)
      const above = parents.get(id)
      if (above !== undefined && above.rdn !== '') parts.push(above.rdn)
    }
    return parts.join(',')
  }
}

function stateOf(row: ViewRow): ConnectorState {
  if (!row.has('is_connector')) return 'unknown'
  const mode = row.number('connector_state')
  if (row.number('is_connector') === 1) return mode === 1 ? 'explicit-connector' : 'connector'
  if (!row.has('object_type')) return 'placeholder'
  if (mode === 1) return 'explicit-disconnector'
  return mode === 2 ? 'filtered-disconnector' : 'disconnector'
}
