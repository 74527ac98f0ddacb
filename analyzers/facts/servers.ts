import type { Connector, Estate, Setting, SyncServer } from '../../src/model/index.js'
import { compareText } from '../../src/model/index.js'
import type { Detection } from '../analyzer.js'
import { sameName } from './connectors.js'

export function serversOf(estate: Estate, product?: SyncServer['product']): readonly SyncServer[] {
  return estate.servers
    .filter((server) => product === undefined || server.product === product)
    .sort((a, b) => compareText(a.id, b.id))
}

/** The server's name, or its product where the export states none. */
export function serverName(server: SyncServer): string {
  if (server.name !== '') return server.name
  return server.product === 'mim-sync' ? 'the MIM synchronization server' : 'the Entra Connect server'
}

export function subjectOf(server: SyncServer): { readonly name: string; readonly id: string } {
  return { name: serverName(server), id: server.id }
}

/** The server a detection is about; a detection always comes from the same Estate. */
export function serverOf(estate: Estate, found: Detection): SyncServer {
  const server = estate.servers.find((item) => item.id === found.subjectId)
  if (server === undefined) throw new Error(`No server ${found.subjectId} in this Estate: map what was detected in it`)
  return server
}

/** Global parameter of Entra Connect, by its full name. */
export function parameterOf(server: SyncServer, name: string): Setting | undefined {
  return server.metaverse?.parameters.find((item) => sameName(item.name, name))
}

export function parameterText(server: SyncServer, name: string): string {
  return parameterOf(server, name)?.value.value?.trim() ?? ''
}

export function isTrue(server: SyncServer, name: string): boolean {
  return parameterText(server, name).toLowerCase() === 'true'
}

/** Version of Entra Connect, '' where the export does not state it. */
export function connectVersion(server: SyncServer): string {
  return parameterText(server, 'Microsoft.Synchronize.ServerConfigurationVersion')
}

/** Compares dotted versions number by number; a missing part is 0. */
export function isVersionBelow(version: string, limit: string): boolean {
  const [left, right] = [version, limit].map((text) => text.split('.').map((item) => Number.parseInt(item, 10) || 0))
  const length = Math.max(left?.length ?? 0, right?.length ?? 0)
  for (let index = 0; index < length; index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

/** Forest an AD connector connects to, lower case, '' where the export does not state it. */
export function forestOf(connector: Connector): string {
  return connector.connection.target.toLowerCase()
}

export function directoriesOf(server: SyncServer): readonly Connector[] {
  return server.connectors
    .filter((connector) => connector.kind === 'active-directory')
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id))
}

/** The AD connector of an Entra Connect server in the input that reads the same forest. */
export function connectTwinOf(
  estate: Estate,
  connector: Connector,
): { readonly server: SyncServer; readonly connector: Connector } | undefined {
  const forest = forestOf(connector)
  if (forest === '') return undefined
  return serversOf(estate, 'connect-sync')
    .flatMap((server) => directoriesOf(server).map((item) => ({ server, connector: item })))
    .find((twin) => twin.connector.id !== connector.id && forestOf(twin.connector) === forest)
}

/** Connect servers are in the input, and none of them reads the forest of this MIM connector. */
export function isOutsideConnect(estate: Estate, connector: Connector): boolean {
  return (
    serversOf(estate, 'connect-sync').length > 0 &&
    forestOf(connector) !== '' &&
    connectTwinOf(estate, connector) === undefined
  )
}

export function connectorName(server: SyncServer, id: string): string {
  return server.connectors.find((item) => item.id === id)?.name ?? id
}
