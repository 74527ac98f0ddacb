import type {
  ConnectorSpaceObject,
  DeltaOperation,
  DropFileChange,
  Hologram,
  MetaverseObject,
  ObjectDelta,
  ObjectSource,
  ObjectSourceKind,
} from '../../model/index.js'
import { SourceTally } from './source-tally.js'

// A file names one connector, seldom a few.
const MOST_CONNECTORS = 200

/** Tallies of one file, one for each connector it holds objects of. */
export class FileTally {
  readonly #sources = new Map<string, SourceTally>()

  constructor(
    private readonly kind: ObjectSourceKind,
    private readonly file: string,
  ) {}

  get objects(): number {
    let sum = 0
    for (const source of this.#sources.values()) sum += source.objects
    return sum
  }

  of(connectorId: string, connectorName: string): SourceTally {
    const key = connectorId === '' ? connectorName : connectorId
    let tally = this.#sources.get(key)
    if (tally === undefined) {
      if (this.#sources.size >= MOST_CONNECTORS) return this.of('', '')
      tally = new SourceTally(this.kind, connectorId, connectorName, { file: this.file, path: '' })
      this.#sources.set(key, tally)
    }
    return tally
  }

  /** A file without objects is a source as well: it was exported, and nothing was there. */
  result(truncated: boolean): ObjectSource[] {
    if (this.#sources.size === 0) this.of('', '')
    return [...this.#sources.values()].map((source) => source.result(truncated))
  }
}

const images = ['pendingImport', 'synchronized', 'unconfirmedExport', 'escrowedExport', 'unappliedExport'] as const
const changes = ['pendingImport', 'unconfirmedExport', 'escrowedExport', 'unappliedExport'] as const

export function countCsObject(object: ConnectorSpaceObject, file: FileTally): void {
  const tally = file.of(object.connectorId, object.connectorName)
  const { deltas, holograms, objectType, at } = object
  const sent = [deltas.unconfirmedExport, deltas.escrowedExport].flatMap((delta) =>
    delta === undefined ? [] : [delta.operation],
  )
  tally.object({
    objectType,
    state: object.state,
    imports: deltas.pendingImport?.operation ?? object.importOperation,
    // The scalar field speaks of what was sent as well; it counts when no change is written out.
    exports: deltas.unappliedExport?.operation ?? (sent.length > 0 ? 'none' : object.exportOperation),
    unconfirmed: sent,
    at,
  })
  for (const name of images) countHologram(tally, object, holograms[name])
  for (const name of changes) countDelta(tally, object, deltas[name])
}

function countHologram(
  tally: SourceTally,
  { objectType, at }: ConnectorSpaceObject,
  image: Hologram | undefined,
): void {
  for (const { name, type, values } of image?.attributes ?? [])
    tally.attribute(objectType, name, type, values.length, at)
}

function countDelta(
  tally: SourceTally,
  { objectType, at }: ConnectorSpaceObject,
  delta: ObjectDelta | undefined,
): void {
  for (const { name, type, values } of delta?.attributes ?? [])
    tally.attribute(objectType, name, type, values.length, at)
}

export function countMvObject({ objectType, attributes, at }: MetaverseObject, file: FileTally): void {
  const tally = file.of('', '')
  tally.object({ objectType, at })
  for (const { name, type, values } of attributes) tally.attribute(objectType, name, type, values.length, at)
}

export function countDropChange({ stepType, delta, at }: DropFileChange, file: FileTally): void {
  const tally = file.of('', '')
  const operation: DeltaOperation = delta.operation
  tally.object({
    objectType: delta.objectType,
    ...(stepType === 'export' ? { exports: operation } : { imports: operation }),
    at,
  })
  for (const { name, type, values } of delta.attributes)
    tally.attribute(delta.objectType, name, type, values.length, at)
}
