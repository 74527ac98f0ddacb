import type { Estate, SyncServer } from '../../model/index.js'
import { oncePer } from '../once.js'
import { applicationTypes, directoryGroups, type WrittenType } from './cases/applications.js'
import { type PeopleSource, peopleSources } from './cases/people-sources.js'
import { cloudTables } from './connect/cloud-table.js'
import { entraTable } from './entra-table.js'
import { type FlowGraph, flowGraphOf } from './flow-graph.js'
import type { MappingTable } from './model.js'
import { serverFromService } from './service-server.js'
import type { InboundSystem } from './source-naming.js'
import { type SuccessorCase, successorTable } from './successor-table.js'
import { toldApart } from './table.js'
import { uploadTable } from './upload-table.js'

/** The attribute mappings of every provisioning job the estate becomes, composed from its own flows. */
export const designMappings: (estate: Estate) => readonly MappingTable[] = oncePer((estate) =>
  toldApart(
    serversOf(estate).flatMap((server) =>
      server.product === 'mim-sync' ? mimTables(estate, server) : cloudTables(server),
    ),
  ),
)

/** Servers of the estate; without one of MIM, what the rules of its service say of it. */
export const serversOf: (estate: Estate) => readonly SyncServer[] = oncePer((estate) => {
  if (estate.servers.some((server) => server.product === 'mim-sync')) return estate.servers
  const ruled = estate.services.filter((service) => service.syncRules.length > 0)
  return [...estate.servers, ...ruled.map(serverFromService)]
})

function mimTables(estate: Estate, server: SyncServer): readonly MappingTable[] {
  const graph = flowGraphOf(
    server,
    estate.services.flatMap((service) => service.syncRules),
  )
  return [
    ...uploadTables(estate, graph),
    ...successorTables(estate, graph, applicationTypes(graph), {
      scenario: 'app-onprem',
      object: 'user',
      place: 'app-provisioning',
      how: 'ECMA Connector Host',
    }),
    ...successorTables(estate, graph, directoryGroups(graph), {
      scenario: 'groups-to-ad-apps',
      object: 'group',
      place: 'cloud-sync',
      how: 'groups to Active Directory',
    }),
  ]
}

/** A source of people and a directory that receives the same people; without any, the tenant itself. */
function uploadTables(estate: Estate, graph: FlowGraph): readonly MappingTable[] {
  const sources = peopleSources(graph)
  const tables = uploadTablesOf(estate, graph, sources, 'api')
  const written = new Set(tables.map((table) => table.source.id))
  const unwritten = sources.filter((source) => !written.has(source.connector.id))
  return [...tables, ...unwritten.map((source) => entraTable(estate, graph, source, 'api'))]
}

export function uploadTablesOf(
  estate: Estate,
  graph: FlowGraph,
  sources: readonly PeopleSource[],
  system: InboundSystem,
): readonly MappingTable[] {
  const { connectors } = graph.server
  const directories = connectors.filter((target) => target.kind === 'active-directory' && target.exportFlows.length > 0)
  const tenants = connectors.filter((target) => target.kind === 'entra-id' || target.kind === 'microsoft-graph')
  return sources.flatMap((source) =>
    (directories.length > 0 ? directories : tenants).flatMap((target) =>
      target.exportFlows
        .filter((set) => set.metaverseObjectType === source.metaverseObjectType)
        .map((set) =>
          uploadTable({
            estate,
            graph,
            source: source.connector,
            sourceObjectType: source.objectType,
            target,
            targetObjectType: set.connectorObjectType,
            metaverseObjectType: source.metaverseObjectType,
            system,
          }),
        ),
    ),
  )
}

function successorTables(
  estate: Estate,
  graph: FlowGraph,
  types: readonly WrittenType[],
  how: Pick<SuccessorCase, 'scenario' | 'object' | 'place' | 'how'>,
): readonly MappingTable[] {
  return types.flatMap(({ connectorId, objectType, metaverseObjectType }) => {
    const target = graph.connector(connectorId)
    return target === undefined
      ? []
      : [successorTable({ estate, graph, target, targetObjectType: objectType, metaverseObjectType, ...how })]
  })
}
