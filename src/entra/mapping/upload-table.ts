import type { Connector, Estate } from '../../model/index.js'
import { compareText } from '../../model/index.js'
import { factsOfConnector } from './attribute-facts.js'
import { composeTarget } from './compose-target.js'
import type { CompositionSide } from './composition-side.js'
import type { ExportEdge, FlowGraph } from './flow-graph.js'
import type { MappingTable } from './model.js'
import { type InboundSystem, scenarioOf, sourceNamings } from './source-naming.js'
import { tableOf } from './table.js'
import { uploadNames } from './upload-names.js'

export interface UploadCase {
  readonly estate: Estate
  readonly graph: FlowGraph
  readonly source: Connector
  readonly sourceObjectType: string
  readonly target: Connector
  readonly targetObjectType: string
  readonly metaverseObjectType: string
  readonly system: InboundSystem
}

/** Source → metaverse → directory, for a job that reads the source, or takes its uploads, and writes the directory. */
export function uploadTable(given: UploadCase): MappingTable {
  const { graph, source, target, sourceObjectType, targetObjectType, metaverseObjectType } = given
  const naming = sourceNamings[given.system]
  const names = uploadNames(graph, source, sourceObjectType, naming)
  const side: CompositionSide = {
    ...given,
    place: 'hr-inbound',
    facts: factsOfConnector(source, sourceObjectType),
    rename: (attribute) => names.get(attribute)?.name,
  }
  const lines = groupedEdges(graph, given).flatMap((edges) => composeTarget(edges, side))
  return tableOf({
    scenario: scenarioOf(given.system),
    title: `${source.name} → ${target.name} (${naming.title})`,
    source: { id: source.id, name: source.name, kind: source.kind, objectType: sourceObjectType },
    target: { id: target.id, name: target.name, kind: target.kind, objectType: targetObjectType },
    place: side.place,
    lines,
    names: [...names.values()],
    key: metaverseObjectType,
  })
}

/** Export flows of the case by target attribute, in the order of their names. */
export function groupedEdges(
  graph: FlowGraph,
  {
    target,
    targetObjectType,
    metaverseObjectType,
  }: Pick<UploadCase, 'target' | 'targetObjectType' | 'metaverseObjectType'>,
): readonly (readonly ExportEdge[])[] {
  const groups = new Map<string, ExportEdge[]>()
  for (const edge of graph.exportsTo(target.id)) {
    if (edge.connectorObjectType !== targetObjectType || edge.metaverseObjectType !== metaverseObjectType) continue
    const key = edge.flow.targetAttribute.toLowerCase()
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [edge])
    else known.push(edge)
  }
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, edges]) => edges)
}
