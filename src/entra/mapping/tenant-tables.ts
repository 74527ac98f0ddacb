import type { Connector, Estate, SyncServer } from '../../model/index.js'
import { oncePer } from '../once.js'
import { factsOfConnector } from './attribute-facts.js'
import { composeTarget } from './compose-target.js'
import { type FlowGraph, flowGraphOf, sameText } from './flow-graph.js'
import type { MappingTable } from './model.js'
import { tableOf, toldApart } from './table.js'
import { groupedEdges } from './upload-table.js'

/**
 * Forest → metaverse → tenant, for estates in which MIM writes the tenant by its own connector: what Cloud Sync would have
 * to say in its place. One table a forest and object type.
 */
export const tenantTables: (estate: Estate) => readonly MappingTable[] = oncePer((estate) =>
  toldApart(
    estate.servers
      .filter((server) => server.product === 'mim-sync')
      .flatMap((server) => tablesOfServer(estate, server)),
  ),
)

function tablesOfServer(estate: Estate, server: SyncServer): readonly MappingTable[] {
  const graph = flowGraphOf(
    server,
    estate.services.flatMap((service) => service.syncRules),
  )
  const tenants = server.connectors.filter((connector) => connector.kind === 'entra-id')
  const forests = server.connectors.filter((connector) => connector.kind === 'active-directory')
  return tenants.flatMap((tenant) =>
    forests.flatMap((forest) =>
      tenant.exportFlows.flatMap((set) => {
        const objectType = forestType(graph, forest, set.metaverseObjectType)
        return objectType === undefined ? [] : [tenantTable(estate, graph, forest, tenant, objectType, set)]
      }),
    ),
  )
}

/** Type of the forest's objects that feed a metaverse type. */
function forestType({ server }: FlowGraph, forest: Connector, metaverseObjectType: string): string | undefined {
  return (server.metaverse?.importFlows ?? [])
    .filter((group) => sameText(group.objectType, metaverseObjectType))
    .flatMap((group) => group.flows)
    .find((flow) => flow.connectorId === forest.id)?.sourceObjectType
}

function tenantTable(
  estate: Estate,
  graph: FlowGraph,
  source: Connector,
  target: Connector,
  objectType: string,
  set: { readonly connectorObjectType: string; readonly metaverseObjectType: string },
): MappingTable {
  const side = {
    estate,
    graph,
    source,
    target,
    metaverseObjectType: set.metaverseObjectType,
    targetObjectType: set.connectorObjectType,
    place: 'cloud-sync',
    facts: factsOfConnector(source, objectType),
    rename: (attribute: string) => attribute,
  } as const
  const lines = groupedEdges(graph, side).flatMap((edges) => composeTarget(edges, side))
  const read = [...new Set(lines.flatMap((line) => (line.mapping ?? line.proposal)?.reads ?? []))]
  return tableOf({
    scenario: 'fim-aad-connector',
    title: `${source.name} → ${target.name} (Cloud Sync, ${objectType}s)`,
    source: { id: source.id, name: source.name, kind: source.kind, objectType },
    target: { id: target.id, name: target.name, kind: target.kind, objectType: set.connectorObjectType },
    place: 'cloud-sync',
    lines,
    names: read.map((name) => ({ attribute: name, name, kind: 'standard' })),
    key: set.metaverseObjectType,
  })
}
