import type { Connector, Partition, Setting, SyncServer } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { anchor, code, count, table, text } from '../table.js'
import { deprovisioningText, sensitiveText, yesNo } from '../wording.js'
import type { Words } from '../words.js'

/** A thing together with the connector and server that hold it. */
interface Of<T> {
  readonly server: SyncServer
  readonly connector: Connector
  readonly item: T
}

export function serverName(server: SyncServer): string {
  return server.name === '' ? server.at.file : server.name
}

export function connectorAnchor(server: SyncServer, connectorId: string): string {
  return anchor('connector', `${server.id}-${connectorId}`)
}

/** Link to a connector's row, or its bare name where the connector is not in the input. */
export function connectorLink(
  server: SyncServer,
  connectorId: string,
  name: string,
): { text: string; href: string } | string {
  return server.connectors.some((connector) => connector.id === connectorId)
    ? { text: name, href: `#${connectorAnchor(server, connectorId)}` }
    : name
}

export function eachConnector<T>(
  servers: readonly SyncServer[],
  items: (connector: Connector, server: SyncServer) => readonly T[],
): Of<T>[] {
  return servers.flatMap((server) =>
    server.connectors.flatMap((connector) => items(connector, server).map((item) => ({ server, connector, item }))),
  )
}

export function estateTables(servers: readonly SyncServer[], words: Words): ReportTable[] {
  return [
    serverTable(servers, words),
    connectorTable(servers, words),
    partitionTable(servers, words),
    settingTable(servers, words),
    parameterTable(servers, words),
    globalTable(servers, words),
  ]
}

function serverTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'servers', chapter: 'estate' },
    servers,
    [
      text('name', serverName),
      text('product', (server) => words.term('product', server.product)),
      text('exported', (server) => server.exportedAt),
      count('connectors', (server) => server.connectors.length),
      count('types', (server) => server.metaverse?.schema.objectTypes.length ?? 0),
      count('attributes', (server) => server.metaverse?.schema.attributes.length ?? 0),
      count('importFlows', (server) => importFlowCount(server)),
      count('exportFlows', (server) => exportFlowCount(server)),
      count('rules', (server) => server.syncRules.length),
      text('provisioning', (server) => words.term('provisioning', server.metaverse?.provisioning ?? 'unknown')),
      text('extension', (server) => server.metaverse?.extension?.assembly ?? ''),
      text('passwordSync', (server) => yesNo(server.metaverse?.passwordSyncEnabled, words)),
    ],
    (server) => server.metaverse?.at ?? server.at,
    (server) => anchor('server', server.id),
  )
}

export function importFlowCount(server: SyncServer): number {
  return (server.metaverse?.importFlows ?? []).reduce((sum, group) => sum + group.flows.length, 0)
}

export function exportFlowCount(server: SyncServer): number {
  return server.connectors.reduce((sum, connector) => sum + connectorExportFlows(connector), 0)
}

export function connectorImportFlows(server: SyncServer, connector: Connector): number {
  return (server.metaverse?.importFlows ?? []).reduce(
    (sum, group) => sum + group.flows.filter((flow) => flow.connectorId === connector.id).length,
    0,
  )
}

export function connectorExportFlows(connector: Connector): number {
  return connector.exportFlows.reduce((sum, set) => sum + set.flows.length, 0)
}

function connectorTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'connectors', chapter: 'estate' },
    eachConnector(servers, (connector) => [connector]),
    [
      text('name', ({ item }) => item.name),
      text('server', ({ server }) => serverName(server)),
      text('kind', ({ item }) => words.term('connector', item.kind)),
      text('category', ({ item }) => (item.subtype === '' ? item.category : `${item.category}: ${item.subtype}`)),
      text('target', ({ item }) => item.connection.target),
      text('account', ({ item }) => item.connection.account),
      count('objectTypes', ({ item }) => item.schema.objectTypes.length),
      count('selectedAttributes', ({ item }) => item.selectedAttributes.length),
      count('filters', ({ item }) => item.filters.reduce((sum, filter) => sum + filter.alternatives.length, 0)),
      count('joins', ({ item }) => item.joins.reduce((sum, join) => sum + join.criteria.length, 0)),
      count('projections', ({ item }) => item.projections.length),
      count('importFlows', ({ item, server }) => connectorImportFlows(server, item)),
      count('exportFlows', ({ item }) => connectorExportFlows(item)),
      count('rules', ({ item, server }) => server.syncRules.filter((rule) => rule.connectorId === item.id).length),
      count('runProfiles', ({ item }) => item.runProfiles.length),
      text('deprovisioning', ({ item }) => deprovisioningText(item.deprovisioning, words)),
      text('extension', ({ item }) => item.extension?.assembly ?? ''),
      text('exchange', ({ item }) => item.exchangeProvisioning?.exchangeVersion ?? ''),
      text('passwordSync', ({ item }) => yesNo(item.passwordSync.allowed, words)),
      code('id', ({ item }) => item.id),
    ],
    ({ item }) => item.at,
    ({ server, item }) => connectorAnchor(server, item.id),
  )
}

function partitionTable(servers: readonly SyncServer[], words: Words): ReportTable {
  const list = (names: readonly string[]) => names.join('; ')
  return table(
    words,
    { id: 'partitions', chapter: 'estate' },
    eachConnector<Partition>(servers, (connector) => connector.partitions),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      code('partition', ({ item }) => item.name),
      text('selected', ({ item }) => yesNo(item.selected, words)),
      text('objectTypes', ({ item }) => list(item.objectTypes)),
      code('inclusions', ({ item }) => list(item.inclusions)),
      code('exclusions', ({ item }) => list(item.exclusions)),
    ],
    ({ item }) => item.at,
  )
}

function settingTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'connection-settings', chapter: 'estate' },
    eachConnector<PlacedSetting>(servers, (connector) => [
      ...connector.connection.settings.map((setting) => ({ setting, partition: '' })),
      ...connector.partitions.flatMap((partition) => partitionSettings(partition)),
    ]),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      code('partition', ({ item }) => item.partition),
      text('name', ({ item }) => item.setting.name),
      code('value', ({ item }) => shortened(sensitiveText(item.setting.value), words)),
    ],
    ({ item }) => item.setting.at,
  )
}

/** `partition` is '' for what is set for the connector as a whole. */
interface PlacedSetting {
  readonly setting: Setting
  readonly partition: string
}

function partitionSettings(partition: Partition): PlacedSetting[] {
  const controllers = partition.preferredControllers.map(
    (value): Setting => ({ name: 'preferred-dc', value: { value, redacted: false }, at: partition.at }),
  )
  return [...controllers, ...(partition.settings ?? [])].map((setting) => ({ setting, partition: partition.name }))
}

function parameterTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'parameters', chapter: 'estate' },
    eachConnector(servers, (connector) => connector.connection.extensible?.parameters ?? []),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('name', ({ item }) => item.name),
      text('use', ({ item }) => item.use),
      code('value', ({ item }) => shortened(sensitiveText(item.value), words)),
    ],
    ({ item }) => item.at,
  )
}

function globalTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'global-settings', chapter: 'estate' },
    servers.flatMap((server) => (server.metaverse?.parameters ?? []).map((item) => ({ server, item }))),
    [
      text('server', ({ server }) => serverName(server)),
      text('name', ({ item }) => item.name),
      code('value', ({ item }) => sensitiveText(item.value)),
    ],
    ({ item }) => item.at,
  )
}

const LONGEST_VALUE = 400

/** Whole scripts stand inside parameters; a table shows how they begin. */
function shortened(value: string, words: Words): string {
  if (value.length <= LONGEST_VALUE) return value
  return words('cells.shortened', { beginning: value.slice(0, LONGEST_VALUE), length: String(value.length) })
}
