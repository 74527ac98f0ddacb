import type { Connector, Metaverse } from '../../model/index.js'
import type { InputDocument, Reader, ReadResult } from '../reader.js'
import { connectorReader } from './connector-file.js'
import { metaverseReader } from './metaverse-file.js'

/** Wraps text into a document, for tests. */
export function documentOf(text: string, name = 'MA-test.xml'): InputDocument {
  return { name, sizeBytes: text.length, sha256: '0'.repeat(64), encoding: 'utf-8', text }
}

export function readText(reader: Reader, text: string): ReadResult {
  const result = reader.read(documentOf(text))
  if (result instanceof Promise) throw new TypeError('The sync readers answer at once.')
  return result
}

export interface ReadAgent extends ReadResult {
  readonly connector: Connector
  /** Paths the ledger counts as unknown. */
  readonly unknown: readonly string[]
}

/** Reads a management agent made of the given sections. */
export function readAgent(sections: string): ReadAgent {
  const result = readText(
    connectorReader,
    `<saved-ma-configuration server='SYNC01' export-date='2024-05-01 10:00:00.000'><ma-data>
<id>{11111111-2222-3333-4444-55555555AAAA}</id><name>HR</name>${sections}</ma-data></saved-ma-configuration>`,
  )
  const part = result.parts.find((candidate) => candidate.kind === 'connector')
  if (part === undefined) throw new Error('no connector was read')
  return { ...result, connector: part.connector, unknown: unknownPaths(result) }
}

export interface ReadSavedMetaverse extends ReadResult {
  readonly metaverse: Metaverse
  readonly unknown: readonly string[]
}

/** Reads a metaverse file made of the given sections. */
export function readMetaverseOf(sections: string): ReadSavedMetaverse {
  const result = readText(
    metaverseReader,
    `<saved-mv-configuration server="SYNC01" export-date="2024-05-01 10:00:00.000"><mv-data>${sections}</mv-data></saved-mv-configuration>`,
  )
  const part = result.parts.find((candidate) => candidate.kind === 'metaverse')
  if (part === undefined) throw new Error('no metaverse was read')
  return { ...result, metaverse: part.metaverse, unknown: unknownPaths(result) }
}

export function unknownPaths(result: ReadResult): readonly string[] {
  return result.coverage.entries.filter((entry) => entry.status === 'unknown').map((entry) => entry.path)
}
