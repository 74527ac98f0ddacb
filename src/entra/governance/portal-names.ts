import type { Estate } from '../../model/index.js'
import { serversOf } from '../mapping/design.js'
import { type EntraObject, entraNameFor, extensionNameFor } from '../mapping/entra-names.js'
import { copiedSource } from '../mapping/flow-expression.js'
import { type FlowGraph, flowGraphOf, sameText } from '../mapping/flow-graph.js'
import type { SourceName } from '../mapping/model.js'
import { successorName } from '../mapping/successor-names.js'
import { oncePer } from '../once.js'

export type PortalName = SourceName

/** Where an attribute of the MIM portal is found in Entra. `custom`: in a directory extension that has to be made. */
export type PortalNames = (attribute: string, object?: EntraObject) => PortalName

/**
 * Follows the customer's own flows: portal attribute → metaverse attribute → what becomes of that. An attribute that no flow
 * carries is looked up by its name.
 */
export const portalNames: (estate: Estate) => PortalNames = oncePer((estate) => {
  const rules = estate.services.flatMap((service) => service.syncRules)
  const graphs = serversOf(estate)
    .filter((server) => server.product === 'mim-sync')
    .map((server) => flowGraphOf(server, rules))
  return (attribute, object = 'user') => {
    const byName = entraNameFor(attribute, object)
    const carried = graphs
      .flatMap((graph) => metaverseNames(graph, attribute, object).map((found) => ({ graph, ...found })))
      .map(({ graph, type, name }) => successorName(graph, type, name, object))
    const known = carried.find((item) => item.kind === 'standard')
    if (known !== undefined) return { attribute, name: known.name, kind: 'standard' }
    if (byName !== undefined) return { attribute, name: byName, kind: 'standard' }
    return { attribute, name: carried[0]?.name ?? extensionNameFor(attribute), kind: 'custom' }
  }
})

/** Metaverse attributes of people or groups that hold the portal's attribute unchanged, those written to the portal first. */
function metaverseNames(
  graph: FlowGraph,
  attribute: string,
  object: EntraObject,
): readonly { readonly type: string; readonly name: string }[] {
  const portalType = object === 'user' ? 'Person' : 'Group'
  const portals = graph.server.connectors.filter((connector) => connector.kind === 'mim-service')
  const written = portals.flatMap((portal) =>
    graph
      .exportsTo(portal.id)
      .filter(
        (edge) => sameText(edge.connectorObjectType, portalType) && sameText(edge.flow.targetAttribute, attribute),
      )
      .flatMap((edge) => {
        const name = copiedSource(edge.flow.mapping)
        return name === undefined ? [] : [{ type: edge.metaverseObjectType, name }]
      }),
  )
  const read = (graph.server.metaverse?.importFlows ?? [])
    .filter((group) =>
      group.flows.some(
        (flow) =>
          portals.some((portal) => portal.id === flow.connectorId) &&
          sameText(flow.sourceObjectType, portalType) &&
          sameText(copiedSource(flow.mapping) ?? '', attribute),
      ),
    )
    .map((group) => ({ type: group.objectType, name: group.attribute }))
  return [...written, ...read]
}
