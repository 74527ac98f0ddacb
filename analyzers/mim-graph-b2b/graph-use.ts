import type { Connector } from '../../src/model/index.js'
import { type PlacedConnector, sameName } from '../facts/connectors.js'
import { contributionsOf } from '../facts/flows.js'
import { type OutFlow, outFlowsOf } from '../facts/membership.js'
import { directoriesOf } from '../facts/servers.js'

const guestMarks = ['userType', 'creationType', 'externalUserState', 'invitedUserEmailAddress']

export interface GraphUse {
  /** Metaverse types it makes. */
  readonly types: readonly string[]
  /** AD connectors that receive objects of those types. */
  readonly directories: readonly Connector[]
  readonly received: readonly OutFlow[]
  /** What it writes to the cloud. */
  readonly written: readonly OutFlow[]
  readonly importCount: number
  /** Attributes that tell guests from members, in flows, filters and scopes. */
  readonly marks: readonly string[]
}

export function graphUseOf({ server, connector }: PlacedConnector): GraphUse {
  const contributions = contributionsOf(server, connector)
  const types = [
    ...new Set(connector.projections.map((item) => item.metaverseObjectType ?? contributions[0]?.objectType ?? '')),
  ].filter((type) => type !== '')
  const receives = (item: Connector): readonly OutFlow[] =>
    outFlowsOf(server, item).filter((flow) => types.some((type) => sameName(type, flow.metaverseObjectType)))
  const directories = directoriesOf(server).filter((item) => receives(item).length > 0)
  const written = outFlowsOf(server, connector)
  const named = [
    ...contributions.flatMap((item) => item.sources),
    ...written.map((flow) => flow.attribute),
    ...connector.filters.flatMap((filter) =>
      filter.alternatives.flatMap((alternative) => alternative.conditions.map((condition) => condition.attribute)),
    ),
    ...connector.projections.flatMap((item) => item.scope.map((condition) => condition.attribute)),
  ]
  return {
    types,
    directories,
    received: directories.flatMap(receives),
    written,
    importCount: contributions.length,
    marks: guestMarks.filter((mark) => named.some((name) => sameName(name, mark))),
  }
}
