import type { ConnectorKind } from '../../../model/index.js'
import type { FlowGraph } from '../flow-graph.js'
import { isPeopleType, peopleSources } from './people-sources.js'

/** Kinds that hold accounts of an application, not of a directory Entra knows itself. */
const applicationKinds: readonly ConnectorKind[] = [
  'sql-server',
  'oracle',
  'db2',
  'generic-sql',
  'ad-lds',
  'sun-directory',
  'novell-edirectory',
  'ibm-directory',
  'generic-ldap',
  'powershell',
  'web-services',
  'lotus-domino',
  'ecma1',
  'ecma2-other',
]

export interface WrittenType {
  readonly connectorId: string
  readonly objectType: string
  readonly metaverseObjectType: string
}

/** Object types of people an application receives. What goes back to a source of people is no application. */
export function applicationTypes(graph: FlowGraph): readonly WrittenType[] {
  const sources = new Set(peopleSources(graph).map((source) => source.connector.id))
  return writtenTypes(graph, (kind) => applicationKinds.includes(kind)).filter(
    (item) => isPeopleType(graph, item.metaverseObjectType) && !sources.has(item.connectorId),
  )
}

/** Group types an AD connector receives, whatever the metaverse calls them. */
export function directoryGroups(graph: FlowGraph): readonly WrittenType[] {
  return writtenTypes(graph, (kind) => kind === 'active-directory').filter(
    (item) => /group/i.test(item.metaverseObjectType) || /^group$/i.test(item.objectType),
  )
}

function writtenTypes(graph: FlowGraph, wanted: (kind: ConnectorKind) => boolean): readonly WrittenType[] {
  return graph.server.connectors
    .filter((connector) => wanted(connector.kind))
    .flatMap((connector) =>
      connector.exportFlows
        .filter((set) => set.flows.length > 0)
        .map((set) => ({
          connectorId: connector.id,
          objectType: set.connectorObjectType,
          metaverseObjectType: set.metaverseObjectType,
        })),
    )
}
