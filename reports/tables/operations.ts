import type { RunProfile, RunStep, SyncServer } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { count, table, text } from '../table.js'
import { runStepWords, yesNo } from '../wording.js'
import { connectorLink, eachConnector } from './estate.js'

export function operationTables(servers: readonly SyncServer[]): ReportTable[] {
  return [runStepTable(servers), passwordTable(servers)]
}

function runStepTable(servers: readonly SyncServer[]): ReportTable {
  interface Line {
    readonly profile: RunProfile
    readonly step: RunStep | undefined
    readonly index: number
  }
  return table(
    {
      id: 'run-profiles',
      title: 'Run profiles',
      lead: 'Profiles and their steps. When they run is not part of an export.',
      chapter: 'operations',
      whenEmpty: 'No run profile was in the input.',
    },
    eachConnector(servers, (connector) =>
      connector.runProfiles.flatMap((profile): Line[] =>
        profile.steps.length === 0
          ? [{ profile, step: undefined, index: 0 }]
          : profile.steps.map((step, index) => ({ profile, step, index: index + 1 })),
      ),
    ),
    [
      text('connector', 'Connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('profile', 'Run profile', ({ item }) => item.profile.name),
      count('step', 'Step', ({ item }) => item.index),
      text('kind', 'Does', ({ item }) => (item.step === undefined ? 'no step' : runStepWords[item.step.kind])),
      text('raw', 'As written', ({ item }) => item.step?.raw ?? ''),
      text('partition', 'Partition', ({ connector, item }) => {
        const id = item.step?.partitionId ?? ''
        return connector.partitions.find((partition) => partition.id === id)?.name ?? id
      }),
      count('deletionLimit', 'Deletion limit', ({ item }) => item.step?.deletionLimit),
      count('objectLimit', 'Object limit', ({ item }) => item.step?.objectLimit),
      count('batchSize', 'Batch size', ({ item }) => item.step?.batchSize),
      text('dropFile', 'Drop file', ({ item }) =>
        item.step === undefined || item.step.dropFile.mode === 'none'
          ? ''
          : `${item.step.dropFile.mode}: ${item.step.dropFile.name}`,
      ),
    ],
    ({ item }) => item.step?.at ?? item.profile.at,
  )
}

function passwordTable(servers: readonly SyncServer[]): ReportTable {
  return table(
    {
      id: 'password-sync',
      title: 'Password synchronization',
      lead: 'Which connectors are sources and targets of captured passwords.',
      chapter: 'operations',
      whenEmpty: 'No connector takes part in password synchronization.',
    },
    eachConnector(servers, (connector) => [connector.passwordSync]).filter(
      ({ item }) => item.allowed || item.extensionEnabled || item.sourcePartitions.length > 0,
    ),
    [
      text('connector', 'Connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('receives', 'Receives passwords', ({ item }) => yesNo(item.allowed)),
      text('extension', 'Sets them by its own DLL', ({ item }) => yesNo(item.extensionEnabled)),
      text('sources', 'Source partitions', ({ item }) =>
        item.sourcePartitions.map((source) => source.partition).join('; '),
      ),
      text('targets', 'Sends to', ({ server, item }) =>
        [...new Set(item.sourcePartitions.flatMap((source) => source.targetConnectorIds))]
          .map((id) => server.connectors.find((connector) => connector.id === id)?.name ?? `{${id}}`)
          .join('; '),
      ),
      count('retries', 'Retries', ({ item }) => item.maximumRetryCount),
    ],
    ({ item }) => item.at,
  )
}
