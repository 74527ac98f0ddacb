import type { Connector, SyncServer } from '../src/model/index.js'
import { flowFacts } from './flows.js'
import type { EstateMap, MapNode } from './model.js'
import { connectorAnchor, serverName } from './tables/estate.js'
import type { Words } from './words.js'

/** The estate as a picture in plain data: who brings, who receives, through how many flows. */
export function estateMaps(servers: readonly SyncServer[], words: Words): EstateMap[] {
  return servers.map((server) => estateMap(server, words))
}

function estateMap(server: SyncServer, words: Words): EstateMap {
  const flows = flowFacts(server, words)
  const imports = countBy(flows.filter((flow) => flow.direction === 'import').map((flow) => flow.connectorId))
  const exports = countBy(flows.filter((flow) => flow.direction === 'export').map((flow) => flow.connectorId))
  const types = [...new Set(flows.map((flow) => flow.metaverseObjectType))].filter((type) => type !== '').sort()
  const attributes = new Set(
    flows.flatMap((flow) => flow.metaverseAttributes.map((name) => `${flow.metaverseObjectType}.${name}`)),
  )
  return {
    id: server.id,
    title: `${words.term('product', server.product)} ${serverName(server)}`,
    nodes: server.connectors.map((connector) =>
      node(server, connector, imports.get(connector.id) ?? 0, exports.get(connector.id) ?? 0, words),
    ),
    metaverse: { label: words('html.metaverse'), objectTypes: types, attributes: attributes.size },
  }
}

function node(
  server: SyncServer,
  connector: Connector,
  importFlows: number,
  exportFlows: number,
  words: Words,
): MapNode {
  const types = new Set(
    connector.partitions.filter((partition) => partition.selected).flatMap((partition) => partition.objectTypes),
  )
  return {
    id: connector.id,
    name: connector.name,
    kind: words.term('connector', connector.kind),
    objectTypes: [...types].sort(),
    importFlows,
    exportFlows,
    role: importFlows > 0 ? (exportFlows > 0 ? 'both' : 'source') : exportFlows > 0 ? 'target' : 'idle',
    anchor: connectorAnchor(server, connector.id),
  }
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
