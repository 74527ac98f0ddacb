import type { Connector, Estate } from '../../model/index.js'
import { compareText } from '../../model/index.js'
import { factsOfConnector } from './attribute-facts.js'
import type { PeopleSource } from './cases/people-sources.js'
import { composeTarget } from './compose-target.js'
import { entraNameFor } from './entra-names.js'
import type { ExportEdge, FlowGraph } from './flow-graph.js'
import { sameText } from './flow-graph.js'
import type { MappingTable } from './model.js'
import { type InboundSystem, scenarioOf, sourceNamings } from './source-naming.js'
import { successorName } from './successor-names.js'
import { tableOf } from './table.js'
import { uploadNames } from './upload-names.js'

/** Id of the tenant where no connector of the estate stands for it. */
export const tenantId = 'entra'

/**
 * Source → metaverse → Entra without AD between them. No flow of today writes the tenant like that: where AD gets a value
 * by a rule, Entra gets it by the same rule under its own name; what is fed and goes nowhere by rule is copied.
 */
export function entraTable(
  estate: Estate,
  graph: FlowGraph,
  people: PeopleSource,
  system: InboundSystem,
): MappingTable {
  const { connector: source, objectType, metaverseObjectType } = people
  const naming = sourceNamings[system]
  const names = uploadNames(graph, source, objectType, naming)
  const side = {
    estate,
    graph,
    source,
    target: tenantFor(graph),
    metaverseObjectType,
    targetObjectType: 'User',
    place: 'hr-inbound',
    facts: factsOfConnector(source, objectType),
    rename: (attribute: string) => names.get(attribute)?.name,
  } as const
  const lines = edgesToEntra(graph, source.id, metaverseObjectType).flatMap((edges) => composeTarget(edges, side))
  return tableOf({
    scenario: scenarioOf(system),
    title: `${source.name} → Entra ID (${naming.title})`,
    source: { id: source.id, name: source.name, kind: source.kind, objectType },
    target: { id: tenantId, name: 'Entra ID', kind: 'entra', objectType: 'User' },
    place: 'hr-inbound',
    lines,
    names: [...names.values()],
    key: metaverseObjectType,
  })
}

function directoriesOf(graph: FlowGraph): readonly Connector[] {
  return graph.server.connectors.filter((connector) => connector.kind === 'active-directory')
}

/** What a directory gives back today, the tenant has already: it stands in for the directory. */
function tenantFor(graph: FlowGraph): Connector {
  const [directory] = directoriesOf(graph)
  return { ...emptyConnector(graph), ...(directory ?? {}), name: 'Entra ID', kind: 'entra-id' }
}

function emptyConnector({ server }: FlowGraph): Connector {
  const { at } = server
  return {
    id: tenantId,
    name: 'Entra ID',
    description: '',
    kind: 'entra-id',
    category: '',
    subtype: '',
    company: '',
    listName: '',
    version: '',
    createdAt: '',
    modifiedAt: '',
    schema: { objectTypes: [], attributes: [], at },
    selectedAttributes: [],
    filters: [],
    joins: [],
    projections: [],
    exportFlows: [],
    partitions: [],
    runProfiles: [],
    connection: { kind: 'none', target: '', account: '', anchor: [], settings: [], at },
    capabilities: { mask: '', exportType: '', deltaImport: undefined, fullImport: undefined, export: undefined },
    passwordSync: { allowed: false, sourcePartitions: [], extensionEnabled: false, at },
    dnConstruction: [],
    componentMappings: [],
    hosting: { protection: '', architecture: '' },
    at,
  }
}

/** Exchange Online owns these; AD itself owns what is named for being on premises. */
function isWritten(entraName: string): boolean {
  return !/^(onPremises|proxyAddresses$|mail$)/.test(entraName)
}

function edgesToEntra(
  graph: FlowGraph,
  sourceId: string,
  metaverseObjectType: string,
): readonly (readonly ExportEdge[])[] {
  const found = new Map<string, ExportEdge[]>()
  for (const directory of directoriesOf(graph)) {
    const own = new Map<string, ExportEdge[]>()
    for (const edge of graph.exportsTo(directory.id)) {
      const name = entraNameFor(edge.flow.targetAttribute)
      if (name === undefined || !isWritten(name) || !sameText(edge.metaverseObjectType, metaverseObjectType)) continue
      if (edge.flow.mapping.kind === 'scripted') continue
      own.set(name, [...(own.get(name) ?? []), edge])
    }
    for (const [name, edges] of own) if (!found.has(name)) found.set(name, edges)
  }
  for (const [name, edge] of copiesOf(graph, sourceId, metaverseObjectType))
    if (!found.has(name)) found.set(name, [edge])
  return [...found].sort(([a], [b]) => compareText(a, b)).map(([, edges]) => edges)
}

/** Every metaverse attribute the source feeds, as a copy under the name Entra has for it. */
function copiesOf(
  graph: FlowGraph,
  sourceId: string,
  metaverseObjectType: string,
): readonly (readonly [string, ExportEdge])[] {
  return (graph.server.metaverse?.importFlows ?? [])
    .filter((group) => sameText(group.objectType, metaverseObjectType))
    .flatMap((group) => {
      const flow = group.flows.find((item) => item.connectorId === sourceId)
      const { name } = successorName(graph, metaverseObjectType, group.attribute, 'user')
      if (flow === undefined || !isWritten(name)) return []
      const edge: ExportEdge = {
        connectorObjectType: 'User',
        metaverseObjectType,
        ruleName: '',
        flow: {
          id: `${flow.id} ${name}`,
          targetAttribute: name,
          mapping: { kind: 'direct', source: { name: group.attribute, intrinsic: false } },
          suppressDeletions: true,
          at: flow.at,
        },
      }
      return [[name, edge] as const]
    })
}
