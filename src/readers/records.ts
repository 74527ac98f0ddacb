import type {
  Connector,
  ConnectorSpaceObject,
  Hologram,
  MetaverseObject,
  ObjectAttribute,
  ObjectValue,
} from '../model/index.js'
import { normalizeGuid } from '../model/index.js'
import { readCsObjects, readMvObjects } from './cs-export/index.js'
import { isSnapshot, readStoredObjects } from './database/index.js'
import { InputError } from './files/input-error.js'
import { listFiles, type RawFile } from './files/list.js'
import { readObjects, recogniseObjects } from './objects/index.js'
import { peekAt } from './read-stream.js'

/** One object as the connected system shows it. Integers beyond a double are bigints; references are DNs. */
export interface SystemRecord {
  /** Normalised id of the connector it belongs to. */
  readonly connectorId: string
  /** null: the file gives nothing to identify it by. */
  readonly anchor: string | null
  readonly objectType: string
  readonly dn: string
  readonly attributes: Readonly<Record<string, RecordValue | readonly RecordValue[]>>
}

export type RecordValue = string | number | bigint | boolean | Uint8Array

export interface RecordFile {
  readonly file: string
  /** '' for a search of the metaverse. */
  readonly connector: string
  readonly objects: number
  /** The file holds the state of a running system, and not only what the connected system shows. */
  readonly isState?: boolean
  /** false: it tells links and states of objects, and no attribute of theirs. */
  readonly hasImages?: boolean
}

/** Takes objects as a running system held them, besides the records they stand for. */
export interface StateTaker {
  readonly space: (connectorId: string, object: ConnectorSpaceObject) => void
  readonly metaverse: (object: MetaverseObject) => void
}

/**
 * The objects of every file under the paths that belongs to one of the connectors: csexport drops by the id they state,
 * text files by their columns. `take` gets them one by one; the result says what came from where.
 *
 * @throws InputError when no file belongs to a connector
 */
export async function readSystemRecords(
  paths: readonly string[],
  connectors: readonly Connector[],
  take: (record: SystemRecord) => void,
  state?: StateTaker,
): Promise<RecordFile[]> {
  const files: RecordFile[] = []
  const closers: (() => void)[] = []
  try {
    for await (const found of listFiles(paths, { isStreamed: () => true, onOpen: (close) => closers.push(close) })) {
      if ('notice' in found) throw new InputError(found.notice.message, found.notice.advice)
      files.push(...(await recordsOf(found.file, connectors, take, state)))
    }
  } finally {
    for (const close of closers) close()
  }
  if (files.length > 0) return files
  throw new InputError(
    `No file under ${paths.join(', ')} holds objects of a connector of this estate.`,
    'Give csexport drops, or CSV and LDIF files whose columns are the attributes of a connector.',
  )
}

async function recordsOf(
  file: RawFile,
  connectors: readonly Connector[],
  take: (record: SystemRecord) => void,
  state: StateTaker | undefined,
): Promise<RecordFile[]> {
  const beginning = await file.beginning()
  if (isSnapshot(beginning)) return storedRecords(file, connectors, state)
  const peek = peekAt(beginning)
  if (peek === undefined) return []
  if (peek.root?.local === 'cs-objects') return dropRecords(file, connectors, take, state)
  if (peek.root?.local === 'results' && /<mv-objects[\s/>]/.test(peek.head)) return searchedObjects(file, state)
  const text = recogniseObjects(peek, connectors)
  const connector = text?.connector
  if (text === undefined || connector === undefined) return []
  let objects = 0
  for await (const record of readObjects(file.stream(), text.format, { file: file.name, connector })) {
    objects += 1
    take({
      connectorId: connector.id,
      anchor: record.anchor === '' ? (record.dn === '' ? null : record.dn) : record.anchor,
      objectType: record.objectType,
      dn: record.dn === '' ? record.anchor : record.dn,
      attributes: attributesOf(record.attributes),
    })
  }
  return [{ file: file.name, connector: connector.name, objects }]
}

/** A drop shows what the connector knows of its system: the pending import where there is one, else what is synchronized. */
async function dropRecords(
  file: RawFile,
  connectors: readonly Connector[],
  take: (record: SystemRecord) => void,
  state: StateTaker | undefined,
): Promise<RecordFile[]> {
  const counts = new Map<string, number>()
  for await (const object of readCsObjects(file.stream(), { file: file.name })) {
    const connector =
      connectors.find((one) => one.id === object.connectorId) ??
      connectors.find((one) => one.name === object.connectorName)
    if (connector !== undefined) state?.space(connector.id, object)
    const image: Hologram | undefined = object.holograms.pendingImport ?? object.holograms.synchronized
    if (connector === undefined || image === undefined || object.state === 'placeholder') continue
    if (object.importOperation === 'delete') continue
    counts.set(connector.name, (counts.get(connector.name) ?? 0) + 1)
    take({
      connectorId: connector.id,
      anchor: image.anchor || object.anchor || object.dn,
      objectType: image.objectType || object.objectType,
      dn: image.dn || object.dn,
      attributes: attributesOf(image.attributes),
    })
  }
  return [...counts].map(([connector, objects]) => ({ file: file.name, connector, objects, isState: true }))
}

/** What a database holds: metaverse values, links and states, and no image of an object. */
function storedRecords(file: RawFile, connectors: readonly Connector[], state: StateTaker | undefined): RecordFile[] {
  if (file.path === undefined)
    throw new InputError(
      `${file.name} is a snapshot inside an archive.`,
      'Unpack it, and give the file itself with --objects.',
    )
  const counts = new Map<string, number>()
  let objects = 0
  readStoredObjects(file.path, {
    metaverse: (object) => {
      objects += 1
      state?.metaverse(object)
    },
    space: (object) => {
      const connector = connectors.find(
        (one) =>
          one.id === normalizeGuid(object.connectorId) ||
          one.id === object.connectorId ||
          one.name === object.connectorName,
      )
      if (connector === undefined || object.state === 'placeholder') return
      state?.space(connector.id, object)
      counts.set(connector.name, (counts.get(connector.name) ?? 0) + 1)
    },
  })
  const of = (connector: string, count: number): RecordFile => ({
    file: file.name,
    connector,
    objects: count,
    isState: true,
    hasImages: false,
  })
  if (counts.size === 0) return []
  return [...[...counts].map(([connector, count]) => of(connector, count)), of('', objects)]
}

/** The metaverse as a search wrote it; nothing without connector spaces that link to it. */
async function searchedObjects(file: RawFile, state: StateTaker | undefined): Promise<RecordFile[]> {
  let objects = 0
  for await (const object of readMvObjects(file.stream(), { file: file.name })) {
    objects += 1
    state?.metaverse(object)
  }
  return [{ file: file.name, connector: '', objects, isState: true }]
}

function attributesOf(attributes: readonly ObjectAttribute[]): SystemRecord['attributes'] {
  // A null prototype keeps an attribute named `__proto__` an attribute.
  const values: Record<string, RecordValue | readonly RecordValue[]> = Object.create(null)
  for (const attribute of attributes) {
    const plain = attribute.values.map(plainValue)
    const [only] = plain
    if (only !== undefined) values[attribute.name] = attribute.multivalued || plain.length > 1 ? plain : only
  }
  return values
}

function plainValue(value: ObjectValue): RecordValue {
  return typeof value === 'object' && !(value instanceof Uint8Array) ? value.dn : value
}
