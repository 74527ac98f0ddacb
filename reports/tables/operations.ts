import type { RunProfile, RunStep, SyncServer } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { count, table, text } from '../table.js'
import { yesNo } from '../wording.js'
import type { Words } from '../words.js'
import { connectorLink, eachConnector } from './estate.js'

export function operationTables(servers: readonly SyncServer[], words: Words): ReportTable[] {
  return [runStepTable(servers, words), passwordTable(servers, words)]
}

function runStepTable(servers: readonly SyncServer[], words: Words): ReportTable {
  interface Line {
    readonly profile: RunProfile
    readonly step: RunStep | undefined
    readonly index: number
  }
  return table(
    words,
    { id: 'run-profiles', chapter: 'operations' },
    eachConnector(servers, (connector) =>
      connector.runProfiles.flatMap((profile): Line[] =>
        profile.steps.length === 0
          ? [{ profile, step: undefined, index: 0 }]
          : profile.steps.map((step, index) => ({ profile, step, index: index + 1 })),
      ),
    ),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('profile', ({ item }) => item.profile.name),
      count('step', ({ item }) => item.index),
      text('kind', ({ item }) =>
        item.step === undefined ? words('cells.no-step') : words.term('run-step', item.step.kind),
      ),
      text('raw', ({ item }) => item.step?.raw ?? ''),
      text('partition', ({ connector, item }) => {
        const id = item.step?.partitionId ?? ''
        return connector.partitions.find((partition) => partition.id === id)?.name ?? id
      }),
      count('deletionLimit', ({ item }) => item.step?.deletionLimit),
      count('objectLimit', ({ item }) => item.step?.objectLimit),
      count('batchSize', ({ item }) => item.step?.batchSize),
      count('pageSize', ({ item }) => item.step?.pageSize),
      count('timeout', ({ item }) => item.step?.timeoutSeconds),
      text('dropFile', ({ item }) =>
        item.step === undefined || item.step.dropFile.mode === 'none'
          ? ''
          : `${item.step.dropFile.mode}: ${item.step.dropFile.name}`,
      ),
    ],
    ({ item }) => item.step?.at ?? item.profile.at,
  )
}

function passwordTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'password-sync', chapter: 'operations' },
    eachConnector(servers, (connector) => [connector.passwordSync]).filter(
      ({ item }) => item.allowed || item.extensionEnabled || item.sourcePartitions.length > 0,
    ),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('receives', ({ item }) => yesNo(item.allowed, words)),
      text('extension', ({ item }) => yesNo(item.extensionEnabled, words)),
      text('sources', ({ item }) => item.sourcePartitions.map((source) => source.partition).join('; ')),
      text('targets', ({ server, item }) =>
        [...new Set(item.sourcePartitions.flatMap((source) => source.targetConnectorIds))]
          .map((id) => server.connectors.find((connector) => connector.id === id)?.name ?? `{${id}}`)
          .join('; '),
      ),
      count('retries', ({ item }) => item.maximumRetryCount),
    ],
    ({ item }) => item.at,
  )
}
