import type { Connector, ObjectSourceKind } from '../../model/index.js'
import { FileTally } from '../cs-export/summarise.js'
import { DocumentProblem } from '../document-problem.js'
import { type LateReader, SourceProblem, type StreamResult, type StreamSource } from '../stream-reader.js'
import { createNoticeBook } from '../sync-config/notice-book.js'
import { type ObjectFile, type ObjectFileFormat, readObjects, recogniseObjects } from './formats.js'
import { TextLedger } from './text-ledger.js'

export { type ObjectFile, type ObjectFileFormat, readObjects, recogniseObjects } from './formats.js'
export type { RecordOptions } from './record-maker.js'
export { serviceObjectRecords } from './service-records.js'

const sourceKinds: Readonly<Record<ObjectFileFormat['kind'], ObjectSourceKind>> = {
  delimited: 'delimited-file',
  ldif: 'ldif-file',
  avp: 'avp-file',
  'fixed-width': 'fixed-width-file',
}

function reader(kind: ObjectFileFormat['kind'], title: string): LateReader {
  const recognised = (peek: Parameters<LateReader['recognise']>[0], connectors: readonly Connector[]) => {
    const file = recogniseObjects(peek, connectors)
    return file?.format.kind === kind ? file : undefined
  }
  return {
    kind: sourceKinds[kind],
    title,
    recognise: (peek, connectors) => recognised(peek, connectors) !== undefined,
    stream: async (source, peek, connectors) => {
      const file = recognised(peek, connectors)
      if (file === undefined) throw new SourceProblem(`${source.name} is not what it was recognised as`)
      return summarise(source, file)
    },
  }
}

/** Text files with the objects of a connected system. */
export const lateReaders: readonly LateReader[] = [
  reader('ldif', 'Objects, LDIF'),
  reader('delimited', 'Objects, delimited text'),
  reader('avp', 'Objects, attribute-value pairs'),
  reader('fixed-width', 'Objects, fixed-width text'),
]

async function summarise(source: StreamSource, { format, connector }: ObjectFile): Promise<StreamResult> {
  const book = createNoticeBook()
  const ledger = new TextLedger()
  const tally = new FileTally(sourceKinds[format.kind], source.name)
  const owner = tally.of(connector?.id ?? '', connector?.name ?? '')
  let problem: DocumentProblem | SourceProblem | undefined
  try {
    const options = { file: source.name, book, ledger, ...(connector === undefined ? {} : { connector }) }
    for await (const { objectType, operation, attributes, changes, at } of readObjects(
      source.open(),
      format,
      options,
    )) {
      owner.object({ objectType, imports: operation, at })
      for (const { name, type, values } of [...attributes, ...(changes ?? [])])
        owner.attribute(objectType, name, type, values.length, at)
    }
  } catch (cause) {
    if (!(cause instanceof DocumentProblem || cause instanceof SourceProblem)) throw cause
    problem = cause
  }
  return {
    parts: tally.result(problem !== undefined).map((summary) => ({ kind: 'object-source', source: summary })),
    notices: book.notices(),
    coverage: ledger.result(),
    encoding: format.encoding,
    ...(problem === undefined ? {} : { brokenBy: problem }),
  }
}
