import type { Connector, Provenance, SyncServer } from '../../src/model/index.js'
import { ldapKinds, type PlacedConnector, sameName } from '../facts/connectors.js'
import { contributionsOf } from '../facts/flows.js'
import { type OutFlow, outFlowsOf } from '../facts/membership.js'
import { directoriesOf, forestOf } from '../facts/servers.js'

/** What decides the five questions, as far as the export tells. */
export interface Topology {
  /** AD connectors that decide what goes to the tenant. */
  readonly sending: readonly Connector[]
  readonly choice: 'cloud-sync' | 'connect' | 'connect-ldap' | 'inbound'
  /** Metaverse types that go to the tenant. */
  readonly types: readonly string[]
  readonly outside: readonly string[]
  /** AD connectors those types are in, by name; forests where they are stated. */
  readonly directories: readonly string[]
  readonly joined: readonly string[]
  readonly ldap: readonly string[]
  readonly otherSources: readonly string[]
  readonly flows: readonly OutFlow[]
  readonly computed: readonly OutFlow[]
  readonly anchor: OutFlow | undefined
}

export function topologyOf({ server, connector }: PlacedConnector): Topology {
  const flows = outFlowsOf(server, connector)
  const types = [...new Set(flows.map((flow) => flow.metaverseObjectType))].sort()
  const all = directoriesOf(server)
  const directories = all.filter((item) => types.some((type) => holds(server, item, type)))
  const outside = types.filter((type) => !all.some((item) => holds(server, item, type)))
  // Two forests that both give people to the metaverse may hold one person twice.
  const deciding = (type: string): readonly Connector[] => all.filter((item) => decides(server, item, type, flows))
  const joined = types.filter((type) => new Set(deciding(type).map(forestKey)).size > 1)
  const sending = all.filter((item) => types.some((type) => deciding(type).includes(item)))
  const others = server.connectors.filter(
    (item) => item.id !== connector.id && outside.some((type) => gives(server, item, type)),
  )
  const ldap = others.filter((item) => ldapKinds.includes(item.kind))
  const inAd = types.length > 0 ? outside.length === 0 : all.length > 0
  return {
    sending: sending.length > 0 ? sending : directories.length > 0 ? directories : all,
    choice: inAd ? (joined.length > 0 ? 'connect' : 'cloud-sync') : ldap.length > 0 ? 'connect-ldap' : 'inbound',
    types,
    outside,
    directories: (sending.length > 0 ? sending : directories.length > 0 ? directories : all).map(directoryName),
    joined,
    ldap: ldap.map((item) => item.name),
    otherSources: others.filter((item) => item.kind !== 'mim-service').map((item) => item.name),
    flows,
    computed: flows.filter((flow) => flow.scripted || flow.sources.length > 1),
    anchor: flows.find((flow) => sameName(flow.attribute, 'sourceAnchor') || sameName(flow.attribute, 'immutableId')),
  }
}

function forestKey(connector: Connector): string {
  return forestOf(connector) || connector.id
}

function directoryName(connector: Connector): string {
  const forest = forestOf(connector)
  return forest === '' ? connector.name : `${connector.name} (${forest})`
}

function gives(server: SyncServer, connector: Connector, type: string): boolean {
  return (
    contributionsOf(server, connector).some((item) => sameName(item.objectType, type)) ||
    connector.projections.some((item) => sameName(item.metaverseObjectType ?? '', type))
  )
}

/** It makes objects of this type, or gives values that go to the tenant; an address kept for its own use is neither. */
function decides(server: SyncServer, connector: Connector, type: string, flows: readonly OutFlow[]): boolean {
  const sent = flows.filter((flow) => sameName(flow.metaverseObjectType, type)).flatMap((flow) => flow.sources)
  return (
    connector.projections.some((item) => sameName(item.metaverseObjectType ?? '', type)) ||
    contributionsOf(server, connector).some(
      (item) => sameName(item.objectType, type) && sent.some((name) => sameName(name, item.attribute)),
    )
  )
}

/** Objects of this metaverse type are in this connector: it gives or receives them. */
function holds(server: SyncServer, connector: Connector, type: string): boolean {
  return (
    gives(server, connector, type) ||
    outFlowsOf(server, connector).some((flow) => sameName(flow.metaverseObjectType, type))
  )
}

export function placesOf(flows: readonly OutFlow[]): readonly Provenance[] {
  return flows.map((flow) => flow.at)
}
