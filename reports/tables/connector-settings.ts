import type { Connector, SyncServer } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { code, table, text } from '../table.js'
import { yesNo } from '../wording.js'
import type { Words } from '../words.js'
import { connectorLink, eachConnector } from './estate.js'

/** What is set for a connector as a whole, beside its connection: identity, extension, Exchange, passwords. */
export function connectorSettingTable(servers: readonly SyncServer[], words: Words): ReportTable {
  return table(
    words,
    { id: 'connector-settings', chapter: 'estate' },
    eachConnector(servers, (connector, server) =>
      settingsOf(connector, server, words).filter(({ value }) => value !== ''),
    ),
    [
      text('connector', ({ server, connector }) => connectorLink(server, connector.id, connector.name)),
      text('name', ({ item }) => words(`cells.connector-setting.${item.id}`)),
      code('value', ({ item }) => item.value),
    ],
    ({ connector }) => connector.at,
  )
}

interface ConnectorSetting {
  /** `cells.connector-setting.<id>` is its name. */
  readonly id: string
  /** '' where the export does not say. */
  readonly value: string
}

function settingsOf(connector: Connector, server: SyncServer, words: Words): ConnectorSetting[] {
  const { extension, exchangeProvisioning: exchange, passwordSync: passwords, hosting, capabilities } = connector
  const said = (id: string, value: string | undefined): ConnectorSetting => ({ id, value: value ?? '' })
  const number = (id: string, value: number | undefined) => said(id, value === undefined ? '' : String(value))
  const flag = (id: string, value: boolean | undefined) => said(id, value === undefined ? '' : yesNo(value, words))
  const hashTarget = passwords.hashSync?.targetConnectorId
  return [
    said('description', connector.description),
    said('company', connector.company),
    said('version', connector.version),
    said('created', connector.createdAt),
    said('modified', connector.modifiedAt),
    said('anchor', connector.connection.anchor.join(', ')),
    said('dn', connector.dnConstruction.join(', ')),
    said('extension', extension?.assembly),
    flag('extension-process', extension?.separateProcess),
    number('extension-timeout', extension?.timeoutSeconds),
    said('exchange', exchange?.assembly),
    said('exchange-version', exchange?.exchangeVersion),
    said('exchange-server', exchange?.server),
    said('exchange-runs', exchange?.runs?.join(', ')),
    said('hosting', [hosting.protection, hosting.architecture].filter((part) => part !== '').join(', ')),
    said('impersonation', hosting.impersonation),
    flag('delta-import', capabilities.deltaImport),
    flag('receives-passwords', passwords.allowed),
    flag('password-extension', passwords.extensionEnabled),
    number('password-retries', passwords.maximumRetryCount),
    number('password-interval', passwords.retryIntervalSeconds),
    flag('password-insecure', passwords.allowLowSecurity),
    flag('password-unlock', passwords.unlockAccount),
    flag('password-hash', passwords.hashSync?.enabled),
    said('password-hash-target', server.connectors.find(({ id }) => id === hashTarget)?.name ?? hashTarget),
    flag('password-writeback', passwords.writeback?.enabled),
  ]
}
