import { type EntraObject, entraNameFor, extensionNameFor } from './entra-names.js'
import { copiedSource } from './flow-expression.js'
import type { FlowGraph } from './flow-graph.js'
import { sameText } from './flow-graph.js'
import type { SourceName } from './model.js'

/**
 * Where a metaverse attribute is found once Entra has taken its place: under its own name, under the name of the AD
 * attribute it is copied to or from, else in a directory extension that has to be made.
 */
export function successorName(
  graph: FlowGraph,
  metaverseObjectType: string,
  attribute: string,
  object: EntraObject,
): SourceName {
  const directory = directoryNames(graph, metaverseObjectType, attribute)
  const known = [attribute, ...directory].map((name) => entraNameFor(name, object)).find((name) => name !== undefined)
  if (known !== undefined) return { attribute, name: known, kind: 'standard' }
  return { attribute, name: extensionNameFor(attribute), kind: 'custom' }
}

/** AD attributes that hold the metaverse attribute unchanged. */
function directoryNames(graph: FlowGraph, metaverseObjectType: string, attribute: string): readonly string[] {
  const directories = graph.server.connectors.filter((connector) => connector.kind === 'active-directory')
  const written = directories.flatMap((connector) =>
    graph
      .exportsTo(connector.id)
      .filter(
        (edge) =>
          sameText(edge.metaverseObjectType, metaverseObjectType) &&
          sameText(copiedSource(edge.flow.mapping) ?? '', attribute),
      )
      .map((edge) => edge.flow.targetAttribute),
  )
  const read = (graph.feed(metaverseObjectType, attribute)?.flows ?? [])
    .filter((flow) => directories.some((connector) => connector.id === flow.connectorId))
    .flatMap((flow) => copiedSource(flow.mapping) ?? [])
  return [...written, ...read]
}
