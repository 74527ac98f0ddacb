import type { EstatePart, InputDocument, Reader, ReadResult } from '../reader.js'
import { readConnector } from '../sync-config/connector.js'
import { connectorRules, metaverseRules } from '../sync-config/coverage.js'
import { attributeOf } from '../sync-config/fields.js'
import { readMetaverse } from '../sync-config/metaverse.js'
import { type FileReading, readFile } from '../sync-config/read-file.js'

export const connectorReader: Reader = {
  kind: 'mim-sync-connector',
  title: 'MIM synchronization server export, management agent',
  recognise: ({ root }) => root?.local === 'saved-ma-configuration',
  read: (document) => readFile(document, connectorRules('/saved-ma-configuration/ma-data'), readSavedConnector),
}

export const singleConnectorReader: Reader = {
  kind: 'mim-sync-single-connector',
  title: 'MIM management agent, exported alone',
  recognise: ({ root }) => root?.local === 'export-ma',
  read: readSingle,
}

function readSingle(document: InputDocument): ReadResult {
  const rules = [...connectorRules('/export-ma/ma-data'), ...metaverseRules('/export-ma/mv-data')]
  return readFile(document, rules, (file) => [...readSavedConnector(file, 'single'), ...readTravellingFlows(file)])
}

function readSavedConnector({ root, book }: FileReading, scope: 'server' | 'single' = 'server'): readonly EstatePart[] {
  const server = attributeOf(root, 'server')
  const exportedAt = attributeOf(root, 'export-date')
  const agents = root.many('ma-data')
  if (agents.length === 0) {
    book.add('M2E-READ-029', root.at, 'The file holds no management agent.', 'Export the management agent again.')
  }
  return agents.map((data) => ({
    kind: 'connector',
    product: 'mim-sync',
    server,
    exportedAt,
    scope,
    connector: readConnector(data, book),
  }))
}

/** A single exported agent carries the import flows of all agents, not only its own. */
function readTravellingFlows({ root, book }: FileReading): readonly EstatePart[] {
  return root.many('mv-data').map((data) => ({
    kind: 'metaverse',
    product: 'mim-sync',
    server: attributeOf(root, 'server'),
    exportedAt: attributeOf(root, 'export-date'),
    scope: 'single',
    metaverse: readMetaverse(data, book),
    at: data.at,
  }))
}
