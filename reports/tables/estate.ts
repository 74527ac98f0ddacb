import type { Connector, Partition, Setting, SyncServer } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { anchor, code, count, table, text } from '../table.js'
import { connectorKindWords, deprovisioningText, sensitiveText, yesNo } from '../wording.js'

/** A thing together with the connector and server that hold it. */
interface Of<T> {
  readonly server: SyncServer
  readonly connector: Connector
  readonly item: T
}

const productWords = { 'mim-sync': 'MIM Synchronization Service', 'connect-sync': 'Entra Connect Sync' } as const

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

export function estateTables(servers: readonly SyncServer[]): ReportTable[] {
  return [
    serverTable(servers),
    connectorTable(servers),
    partitionTable(servers),
    settingTable(servers),
    parameterTable(servers),
    globalTable(servers),
  ]
}

function serverTable(servers: readonly SyncServer[]): ReportTable {
  return table(
    {
      id: 'servers',
      title: 'Synchronization servers',
      lead: 'Servers whose configuration was in the input.',
      chapter: 'estate',
      whenEmpty: 'No synchronization server was in the input.',
    },
    servers,
    [
      text('name', 'Server', serverName),
      text('product', 'Product', (server) => productWords[server.product]),
      text('exported', 'Exported', (server) => server.exportedAt),
      count('connectors', 'Connectors', (server) => server.connectors.length),
      count('types', 'Metaverse object types', (server) => server.metaverse?.schema.objectTypes.length ?? 0),
      count('attributes', 'Metaverse attributes', (server) => server.metaverse?.schema.attributes.length ?? 0),
      count('importFlows', 'Import flows', (server) => importFlowCount(server)),
      count('exportFlows', 'Export flows', (server) => exportFlowCount(server)),
      count('rules', 'Synchronization rules', (server) => server.syncRules.length),
      text('provisioning', 'Provisioning', (server) => server.metaverse?.provisioning ?? 'not known'),
      text('extension', 'Metaverse extension', (server) => server.metaverse?.extension?.assembly ?? ''),
      text('passwordSync', 'Password synchronization', (server) => yesNo(server.metaverse?.passwordSyncEnabled)),
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

export function connectorExportFlows(connector: Connector): number {
  return connector.exportFlows.reduce((sum, set) => sum + set.flows.length, 0)
}

function connectorTable(servers: readonly SyncServer[]): ReportTable {
  return table(
    {
      id: 'connectors',
      title: 'Connectors',
      lead: 'Management agents (MIM) and connectors (Entra Connect) with what they hold.',
      chapter: 'estate',
      whenEmpty: 'No connector was in the input.',
    },
    eachConnector(servers, (connector) => [connector]),
    [
      text('name', 'Connector', ({ item }) => item.name),
      text('server', 'Server', ({ server }) => serverName(server)),
      text('kind', 'Kind', ({ item }) => connectorKindWords[item.kind]),
      text('category', 'Category', ({ item }) =>
        item.subtype === '' ? item.category : `${item.category}: ${item.subtype}`,
      ),
      text('target', 'Connects to', ({ item }) => item.connection.target),
      text('account', 'Account', ({ item }) => item.connection.account),
      count('objectTypes', 'Object types', ({ item }) => item.schema.objectTypes.length),
      count('selectedAttributes', 'Attributes selected', ({ item }) => item.selectedAttributes.length),
      count('filters', 'Filters', ({ item }) =>
        item.filters.reduce((sum, filter) => sum + filter.alternatives.length, 0),
      ),
      count('joins', 'Join criteria', ({ item }) => item.joins.reduce((sum, join) => sum + join.criteria.length, 0)),
      count('projections', 'Projections', ({ item }) => item.projections.length),
      count('importFlows', 'Import flows', ({ item, server }) =>
        (server.metaverse?.importFlows ?? []).reduce(
          (sum, group) => sum + group.flows.filter((flow) => flow.connectorId === item.id).length,
          0,
        ),
      ),
      count('exportFlows', 'Export flows', ({ item }) => connectorExportFlows(item)),
      count(
        'rules',
        'Synchronization rules',
        ({ item, server }) => server.syncRules.filter((rule) => rule.connectorId === item.id).length,
      ),
      count('runProfiles', 'Run profiles', ({ item }) => item.runProfiles.length),
      text('deprovisioning', 'Deprovisioning', ({ item }) => deprovisioningText(item.deprovisioning)),
      text('extension', 'Rules extension', ({ item }) => item.extension?.assembly ?? ''),
      text('exchange', 'Exchange provisioning', ({ item }) => item.exchangeProvisioning?.exchangeVersion ?? ''),
      text('passwordSync', 'Receives passwords', ({ item }) => yesNo(item.passwordSync.allowed)),
      code('id', 'Id', ({ item }) => item.id),
    ],
    ({ item }) => item.at,
    ({ server, item }) => connectorAnchor(server, item.id),
  )
}

function partitionTable(servers: readonly SyncServer[]): ReportTable {
  const list = (names: readonly string[]) => names.join('; ')
  return table(
    {
      id: 'partitions',
      sheet: 'Partitions',
      title: 'Partitions, containers and selected object types',
      lead: 'What each connector may see. The nearest listed container decides.',
      chapter: 'estate',
      whenEmpty: 'No partition was in the input.',
    },
    eachConnector<Partition>(servers, (connector) => connector.partitions),
    [
      text('connector', 'Connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      code('partition', 'Partition', ({ item }) => item.name),
      text('selected', 'Selected', ({ item }) => yesNo(item.selected)),
      text('objectTypes', 'Object types', ({ item }) => list(item.objectTypes)),
      code('inclusions', 'Containers included', ({ item }) => list(item.inclusions)),
      code('exclusions', 'Containers excluded', ({ item }) => list(item.exclusions)),
    ],
    ({ item }) => item.at,
  )
}

function settingTable(servers: readonly SyncServer[]): ReportTable {
  return table(
    {
      id: 'connection-settings',
      title: 'Connection settings',
      lead: 'How each connector connects. Secrets are removed when the file is read.',
      chapter: 'estate',
      whenEmpty: 'No connection settings were in the input.',
    },
    eachConnector<Setting>(servers, (connector) => connector.connection.settings),
    [
      text('connector', 'Connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('name', 'Setting', ({ item }) => item.name),
      code('value', 'Value', ({ item }) => shortened(sensitiveText(item.value))),
    ],
    ({ item }) => item.at,
  )
}

function parameterTable(servers: readonly SyncServer[]): ReportTable {
  return table(
    {
      id: 'parameters',
      sheet: 'ECMA parameters',
      title: 'Parameters of extensible connectors',
      lead: 'Parameters of ECMA connectors, scripts cut to their beginning.',
      chapter: 'estate',
      whenEmpty: 'No extensible connector with parameters was in the input.',
    },
    eachConnector(servers, (connector) => connector.connection.extensible?.parameters ?? []),
    [
      text('connector', 'Connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('name', 'Parameter', ({ item }) => item.name),
      text('use', 'Use', ({ item }) => item.use),
      code('value', 'Value', ({ item }) => shortened(sensitiveText(item.value))),
    ],
    ({ item }) => item.at,
  )
}

function globalTable(servers: readonly SyncServer[]): ReportTable {
  return table(
    {
      id: 'global-settings',
      sheet: 'Connect settings',
      title: 'Global settings of Entra Connect',
      lead: 'Optional features, scheduler and anchor settings.',
      chapter: 'estate',
      whenEmpty: 'No Entra Connect settings were in the input.',
    },
    servers.flatMap((server) => (server.metaverse?.parameters ?? []).map((item) => ({ server, item }))),
    [
      text('server', 'Server', ({ server }) => serverName(server)),
      text('name', 'Setting', ({ item }) => item.name),
      code('value', 'Value', ({ item }) => sensitiveText(item.value)),
    ],
    ({ item }) => item.at,
  )
}

const LONGEST_VALUE = 400

/** Whole scripts stand inside parameters; a table shows how they begin. */
function shortened(value: string): string {
  return value.length <= LONGEST_VALUE ? value : `${value.slice(0, LONGEST_VALUE)} … (${value.length} characters)`
}
