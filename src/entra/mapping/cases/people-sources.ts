import type { Connector } from '../../../model/index.js'
import type { FlowGraph } from '../flow-graph.js'
import { sameText } from '../flow-graph.js'
import { plainName } from '../scim-names.js'

/** A connector that makes people in the metaverse and decides who they are. */
export interface PeopleSource {
  readonly connector: Connector
  readonly objectType: string
  readonly metaverseObjectType: string
}

const personAttributes = new Set(
  'givenname|firstname|sn|lastname|surname|displayname|employeeid|employeenumber|department|manager|jobtitle|title|company'.split(
    '|',
  ),
)

/** Directories hold accounts, the portal and the tenant hold copies: none of them is where people come from. */
const notSources: readonly Connector['kind'][] = [
  'active-directory',
  'active-directory-gal',
  'mim-service',
  'entra-id',
  'microsoft-graph',
]

/** A type named for people, or one that a given name and a surname flow into: some metaverses call them `SyncObject`. */
export function isPeopleType({ server }: FlowGraph, metaverseObjectType: string): boolean {
  if (/person|user|employee|worker|contractor|student|staff/i.test(metaverseObjectType)) return true
  const fed = (server.metaverse?.importFlows ?? [])
    .filter((group) => sameText(group.objectType, metaverseObjectType))
    .map((group) => plainName(group.attribute))
  return (
    fed.some((name) => /^(givenname|firstname)$/.test(name)) && fed.some((name) => /^(sn|surname|lastname)$/.test(name))
  )
}

/** First in rank for two attributes that say who a person is; the fuller source comes first. */
export function peopleSources(graph: FlowGraph): readonly PeopleSource[] {
  return graph.server.connectors
    .filter((connector) => !notSources.includes(connector.kind))
    .flatMap((connector) => {
      const projected = connector.projections.flatMap(({ objectType, metaverseObjectType }) =>
        metaverseObjectType === undefined ? [] : [{ connector, objectType, metaverseObjectType }],
      )
      return projected.filter((item) => firstRanks(graph, item) >= 2)
    })
    .sort((a, b) => firstRanks(graph, b) - firstRanks(graph, a))
}

function firstRanks(graph: FlowGraph, { connector, metaverseObjectType }: PeopleSource): number {
  return (graph.server.metaverse?.importFlows ?? []).filter(
    (group) =>
      sameText(group.objectType, metaverseObjectType) &&
      personAttributes.has(plainName(group.attribute)) &&
      group.flows[0]?.connectorId === connector.id,
  ).length
}
