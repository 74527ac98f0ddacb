import type { Connector, ConnectorKind, FileConnection, ObjectRecord, SchemaAttribute } from '../../model/index.js'
import { chunksOf } from '../cs-export/testing.js'
import { BEGINNING_BYTES } from '../files/streams.js'
import { peekAt } from '../read-stream.js'
import type { StreamPeek } from '../stream-reader.js'
import { createNoticeBook } from '../sync-config/notice-book.js'
import { readObjects, recogniseObjects } from './formats.js'
import { TextLedger } from './text-ledger.js'

const at = { file: 'MA.xml', path: '' }

export interface ConnectorParts {
  readonly name?: string
  readonly kind?: ConnectorKind
  /** `name`, `name:type`, `name:type[]` for several values. */
  readonly attributes: readonly string[]
  readonly objectTypes?: readonly string[]
  readonly anchor?: readonly string[]
  readonly file?: Partial<FileConnection>
  readonly settings?: Connector['connection']['settings']
}

/** A connector with only what matters for objects. */
export function connectorWith(parts: ConnectorParts): Connector {
  const attributes = parts.attributes.map((text): SchemaAttribute => {
    const [name = '', type = 'string'] = text.replace('[]', '').split(':')
    return {
      name,
      type: type as SchemaAttribute['type'],
      multivalued: text.endsWith('[]'),
      syntax: '',
      indexed: false,
      immutable: false,
      encrypted: false,
      exportOnly: false,
      readOnly: false,
      at,
    }
  })
  const objectTypes = (parts.objectTypes ?? ['person']).map((name) => ({
    name,
    kind: 'structural' as const,
    attributes: [],
    auxiliaries: [],
    at,
  }))
  const file = { format: '', codePage: '', delimiter: '', textQualifier: '', headerRow: undefined, ...parts.file }
  const connector: Pick<Connector, 'id' | 'name' | 'kind' | 'schema' | 'selectedAttributes' | 'connection'> = {
    id: parts.name ?? 'hr',
    name: parts.name ?? 'HR',
    kind: parts.kind ?? 'delimited-file',
    schema: { objectTypes, attributes, at },
    selectedAttributes: [],
    connection: {
      kind: 'file',
      target: '',
      account: '',
      anchor: parts.anchor ?? [],
      settings: parts.settings ?? [],
      file,
      at,
    },
  }
  // The readers of objects look at nothing else.
  return connector as Connector
}

export function peekOf(content: string | Uint8Array): StreamPeek {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const peek = peekAt(bytes.subarray(0, BEGINNING_BYTES))
  if (peek === undefined) throw new Error('no text')
  return peek
}

/** Recognises and reads a file as the input would. */
export async function readAll(content: string | Uint8Array, connectors: readonly Connector[] = [], chunk = 50) {
  const found = recogniseObjects(peekOf(content), connectors)
  if (found === undefined) throw new Error('not recognised')
  const book = createNoticeBook()
  const ledger = new TextLedger()
  const records: ObjectRecord[] = []
  let problem: unknown
  try {
    const options = {
      file: 'f',
      book,
      ledger,
      ...(found.connector === undefined ? {} : { connector: found.connector }),
    }
    for await (const record of readObjects(chunksOf(content, chunk), found.format, options)) records.push(record)
  } catch (cause) {
    problem = cause
  }
  return { ...found, records, problem, notices: book.notices(), coverage: ledger.result() }
}

/** Attributes as name and values. */
export function valuesOf(record: ObjectRecord | undefined): Record<string, unknown> {
  return Object.fromEntries(
    (record?.attributes ?? []).map(({ name, values }) => [name, values.length === 1 ? values[0] : values]),
  )
}
