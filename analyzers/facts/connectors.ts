import type { Connector, ConnectorKind, Estate, RunStepKind, SyncRule, SyncServer } from '../../src/model/index.js'
import { compareText } from '../../src/model/index.js'

/** A connector together with the server it runs on: most questions need both. */
export interface PlacedConnector {
  readonly server: SyncServer
  readonly connector: Connector
}

/** Every connector, by server, then name, then id, so that findings come in one order on every machine. */
export function connectorsOf(estate: Estate, product?: SyncServer['product']): readonly PlacedConnector[] {
  return estate.servers
    .filter((server) => product === undefined || server.product === product)
    .flatMap((server) => server.connectors.map((connector) => ({ server, connector })))
    .sort(
      (a, b) =>
        compareText(a.server.id, b.server.id) ||
        compareText(a.connector.name, b.connector.name) ||
        compareText(a.connector.id, b.connector.id),
    )
}

/** The connector a detection is about. */
export function connectorById(estate: Estate, id: string): PlacedConnector | undefined {
  return connectorsOf(estate).find((placed) => placed.connector.id === id)
}

export const databaseKinds: readonly ConnectorKind[] = ['sql-server', 'oracle', 'db2', 'generic-sql']
export const fileKinds: readonly ConnectorKind[] = [
  'delimited-file',
  'fixed-width-file',
  'avp-file',
  'ldif-file',
  'dsml-file',
  'generic-csv',
]
export const ldapKinds: readonly ConnectorKind[] = [
  'ad-lds',
  'sun-directory',
  'novell-edirectory',
  'ibm-directory',
  'generic-ldap',
]

/** Rules of Entra Connect that work on this connector and are switched on. */
export function connectRulesOf(server: SyncServer, connector: Connector): readonly SyncRule[] {
  return server.syncRules.filter((rule) => rule.connectorId === connector.id && !rule.disabled)
}

export function stepCount(connector: Connector, matches: (kind: RunStepKind) => boolean): number {
  return connector.runProfiles.flatMap((profile) => profile.steps).filter((step) => matches(step.kind)).length
}

export function isImportStep(kind: RunStepKind): boolean {
  return kind.startsWith('full-import') || kind.startsWith('delta-import')
}

export function isExportStep(kind: RunStepKind): boolean {
  return kind === 'export'
}

export function hasExportStep(connector: Connector): boolean {
  return stepCount(connector, isExportStep) > 0
}

/** Lower case, letters and digits only: `First Name`, `first_name` and `FirstName` are one name. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
