import type { Connector } from '../../model/index.js'
import { compareText } from '../../model/index.js'
import { factsOfConnector } from './attribute-facts.js'
import type { FlowGraph } from './flow-graph.js'
import { sameText } from './flow-graph.js'
import type { SourceName } from './model.js'
import { type SourceNaming, sourceNamings } from './source-naming.js'

/** A column of the source and a metaverse attribute it flows into unchanged, '' for one that only takes part in rules. */
interface UsedColumn {
  readonly attribute: string
  readonly flowsInto: string
}

/**
 * Names of a source's attributes in the job: the key first, then what a column is used for, then what it is called. One
 * SCIM attribute carries one column; what is left goes into an extension of its own.
 */
export function uploadNames(
  graph: FlowGraph,
  source: Connector,
  objectType: string,
  naming: SourceNaming = sourceNamings.api,
): ReadonlyMap<string, SourceName> {
  const used = columnsOf(graph, source)
  const facts = factsOfConnector(source, objectType)
  const names = new Map<string, SourceName>()
  const taken = new Set<string>()
  const claim = (attribute: string, name: string | undefined): void => {
    if (name === undefined || taken.has(name) || names.has(attribute)) return
    const { type } = facts.get(attribute) ?? {}
    // A status column is text; only a yes or no can be `active`.
    if (name === 'active' && type !== 'boolean') return
    if (type === 'reference' && name !== naming.manager) return
    taken.add(name)
    names.set(attribute, { attribute, name, kind: 'standard' })
  }
  for (const { attribute } of used)
    if (source.connection.anchor.some((anchor) => sameText(anchor, attribute))) claim(attribute, naming.key)
  for (const { attribute, flowsInto } of used) claim(attribute, naming.nameFor(flowsInto))
  for (const { attribute } of used) claim(attribute, naming.nameFor(attribute))
  for (const { attribute } of used)
    if (!names.has(attribute))
      names.set(attribute, { attribute, name: naming.customName(source.name, attribute), kind: 'custom' })
  return names
}

function columnsOf(graph: FlowGraph, source: Connector): readonly UsedColumn[] {
  const columns = (graph.server.metaverse?.importFlows ?? []).flatMap((group) =>
    group.flows
      .filter((flow) => flow.connectorId === source.id)
      .flatMap(({ mapping }): readonly UsedColumn[] => {
        if (mapping.kind === 'direct') return [{ attribute: mapping.source.name, flowsInto: group.attribute }]
        if (mapping.kind === 'scripted') return mapping.sources.map(({ name }) => ({ attribute: name, flowsInto: '' }))
        if (mapping.kind !== 'sync-rule') return []
        const flowsInto = mapping.form === 'direct' ? group.attribute : ''
        return mapping.sources.map(({ name }) => ({ attribute: name, flowsInto }))
      }),
  )
  return columns.sort((a, b) => compareText(a.attribute, b.attribute) || compareText(a.flowsInto, b.flowsInto))
}
