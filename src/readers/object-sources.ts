import type {
  Connector,
  DirectorySchema,
  Notice,
  ObjectAttributeUse,
  ObjectSource,
  RunSummary,
  SyncServer,
} from '../model/index.js'
import { matchConnector } from './objects/match.js'
import type { EstatePart } from './reader.js'
import { createNoticeBook, type NoticeBook } from './sync-config/notice-book.js'

export interface PlacedObjects {
  readonly objectSources?: readonly ObjectSource[]
  readonly runs?: readonly RunSummary[]
}

/** Gives each file of objects its connector and holds its attributes against that connector's schema. */
export function placeObjects(
  parts: readonly EstatePart[],
  servers: readonly SyncServer[],
): { readonly placed: PlacedObjects; readonly notices: readonly Notice[] } {
  const book = createNoticeBook()
  const sources = parts.flatMap((part) => (part.kind === 'object-source' ? [place(part.source, servers, book)] : []))
  const runs = parts.flatMap((part) => (part.kind === 'run-history' ? part.runs : []))
  noteTwins(sources, book)
  const hasHistory = parts.some((part) => part.kind === 'run-history')
  return {
    placed: { ...(sources.length === 0 ? {} : { objectSources: sources }), ...(hasHistory ? { runs } : {}) },
    notices: book.notices(),
  }
}

function place(source: ObjectSource, servers: readonly SyncServer[], book: NoticeBook): ObjectSource {
  if (source.kind === 'metaverse') {
    const schemas = servers.flatMap(({ metaverse }) => (metaverse === undefined ? [] : [metaverse.schema]))
    const [schema] = schemas
    return schemas.length === 1 && schema !== undefined ? heldAgainst(source, schema, 'the metaverse', book) : source
  }
  const connectors = servers.flatMap((server) => server.connectors)
  const connector = connectorOf(source, connectors)
  if (connector === undefined) {
    noteHomeless(source, connectors, book)
    return source
  }
  const placed = { ...source, connectorId: connector.id, connectorName: connector.name }
  return heldAgainst(placed, connector.schema, `connector ${connector.name}`, book)
}

/** The id a file states decides; the name only where no id is stated; the attributes where neither is. */
function connectorOf(source: ObjectSource, connectors: readonly Connector[]): Connector | undefined {
  if (source.connectorId !== '') return connectors.find((connector) => connector.id === source.connectorId)
  if (source.connectorName !== '') {
    const named = connectors.filter(({ name }) => name.toLowerCase() === source.connectorName.toLowerCase())
    return named.length === 1 ? named[0] : undefined
  }
  // Flat files were matched when they were read.
  if (source.kind !== 'connector-space' && source.kind !== 'drop-file') return undefined
  return matchConnector([...new Set(source.attributes.map(({ name }) => name))], connectors)?.connector
}

function noteHomeless(source: ObjectSource, connectors: readonly Connector[], book: NoticeBook): void {
  const stated = source.connectorName || (source.connectorId === '' ? '' : `{${source.connectorId}}`)
  if (stated !== '')
    book.add(
      'M2E-READ-060',
      source.at,
      `${source.file} holds ${objects(source)} of connector ${stated}, which is not in the input.`,
      'Send the server export as well: without it nothing is known of the rules these objects go through.',
    )
  else if (source.objects > 0)
    book.add(
      'M2E-READ-061',
      source.at,
      `${source.file} holds ${objects(source)}, but ${connectors.length === 0 ? 'no connector is in the input' : "their attributes are no connector's in the input"}.`,
      'Say which connector the file belongs to, or send the export of the server that reads it.',
    )
}

function objects({ objects: count }: ObjectSource): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'object' : 'objects'}`
}

function heldAgainst(source: ObjectSource, schema: DirectorySchema, owner: string, book: NoticeBook): ObjectSource {
  if (schema.attributes.length === 0) return source
  const known = new Set(schema.attributes.map(({ name }) => name.toLowerCase()))
  const outsideSchema = source.attributes.filter(({ name }) => !known.has(name.toLowerCase()))
  for (const use of outsideSchema) noteOutside(use, owner, book)
  return { ...source, outsideSchema }
}

function noteOutside(use: ObjectAttributeUse, owner: string, book: NoticeBook): void {
  const often = use.objects === 1 ? 'one object' : `${use.objects.toLocaleString('en-US')} objects`
  book.tally(
    'M2E-READ-063',
    `${use.at.file} ${use.objectType} ${use.name}`,
    use.at,
    `${use.name} of ${often}${use.objectType === '' ? '' : ` of type ${use.objectType}`} is not in the schema of ${owner}; this is the first.`,
    'Refresh the schema of the connector, or find out whether the file is of another time than the configuration.',
  )
}

/** Two files of one connector space are two moments of it; both are kept, because a filtered export is one as well. */
function noteTwins(sources: readonly ObjectSource[], book: NoticeBook): void {
  const seen = new Map<string, ObjectSource>()
  for (const source of sources) {
    if (source.kind === 'drop-file' || (source.connectorId === '' && source.kind !== 'metaverse')) continue
    const key = `${source.kind} ${source.connectorId}`
    const other = seen.get(key)
    seen.set(key, source)
    if (other === undefined) continue
    const whose = source.kind === 'metaverse' ? 'the metaverse' : `connector ${source.connectorName}`
    book.add(
      'M2E-READ-067',
      source.at,
      `${other.file} and ${source.file} both hold objects of ${whose}; both are counted.`,
      'Send one export of all objects, or make sure that no object is in both.',
    )
  }
}
