import type { EcmaHost, EcmaHostConnector, EcmaHostRun } from '../../model/index.js'
import { flagOf, integerOf, textOf, wholeTextOf } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { noteSecret } from '../sync-config/redaction.js'
import type { Section } from '../sync-config/section.js'
import { readObjectTypes } from './object-types.js'
import { readParameters } from './parameters.js'

/** Reads `/Configuration`. */
export function readHost(root: Section, book: NoticeBook): EcmaHost {
  const setting = root.one('Setting')
  const connectors = root.one('Connectors')
  return {
    port: textOf(setting, 'Port'),
    certificate: textOf(setting, 'Certificate'),
    connectors: (connectors?.many('Connector') ?? []).map((connector) => readConnector(connector, book)),
    at: root.at,
  }
}

function readConnector(connector: Section, book: NoticeBook): EcmaHostConnector {
  const config = connector.one('ConnectorConfig')
  const schema = connector.one('Schema')
  const host = connector.one('ECMAConfig')
  const token = host?.one('SecretToken')
  const hasSecretToken = (token?.text().trim() ?? '') !== ''
  if (token !== undefined && hasSecretToken) noteSecret('SecretToken', token.at, book)
  return {
    name: textOf(host, 'ProfileName'),
    library: textOf(host, 'LibraryName'),
    libraryFolder: textOf(host, 'ECMAFolderPath'),
    autosyncMinutes: integerOf(host, 'AutosyncTimer'),
    createdAt: textOf(host, 'CreationDateTime'),
    modifiedAt: textOf(host, 'ModificationDateTime'),
    validated: flagOf(host, 'Validated'),
    hasSecretToken,
    supports: {
      export: flagOf(config, 'IsExportSupported'),
      fullImport: flagOf(config, 'IsFullImportSupported'),
      deltaImport: flagOf(config, 'IsDeltaImportSupported'),
      exportOnly: flagOf(config, 'IsExportOnly'),
      passwords: flagOf(schema, 'SupportPassword'),
      passwordsInFirstExport: flagOf(schema, 'ExportPasswordInFirstPass'),
    },
    parameters: readParameters(config, book),
    runs: (config?.one('RunConfigurations')?.many('RunConfiguration') ?? []).map((run) => readRun(run, book)),
    objectTypes: readObjectTypes(schema),
    partitions: (schema?.one('Partitions')?.many('Partition') ?? []).map((partition) => ({
      id: textOf(partition, 'Id'),
      name: textOf(partition, 'Name'),
      dn: wholeTextOf(partition, 'DN'),
      at: partition.at,
    })),
    at: connector.at,
  }
}

function readRun(run: Section, book: NoticeBook): EcmaHostRun {
  return {
    id: textOf(run, 'Id'),
    name: textOf(run, 'Name'),
    steps: (run.one('RunSteps')?.many('RunStep') ?? []).map((step) => ({
      name: textOf(step, 'Name'),
      type: textOf(step, 'Type'),
      partition: textOf(step, 'Partition'),
      batchSize: integerOf(step, 'BatchSize'),
      timeout: integerOf(step, 'Timeout'),
      parameters: readParameters(step, book),
      at: step.at,
    })),
    at: run.at,
  }
}
