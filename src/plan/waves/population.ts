import type { MappingTable } from '../../entra/index.js'
import type { Estate } from '../../model/index.js'

/** Objects a wave moves, as far as the input counts them. */
export interface Population {
  /** Connected system the objects are written to today, '' for the portal. */
  readonly system: string
  readonly objectType: string
  /** undefined: the input does not tell. */
  readonly objects: number | undefined
}

/** Population of what a mapping table's job writes, or reads where only the source was counted. */
export function populationOf(estate: Estate, table: MappingTable): Population {
  const count =
    counted(estate, table.target.id, table.target.objectType) ??
    counted(estate, table.source.id, table.source.objectType)
  return { system: table.target.name, objectType: table.target.objectType, objects: count }
}

/** Groups the portal export holds. */
export function portalGroups(estate: Estate): Population {
  const count = estate.services.reduce((sum, service) => sum + service.groups.length, 0)
  return { system: '', objectType: 'Group', objects: count === 0 ? undefined : count }
}

/** The most that one file of the connector's objects has of a type. */
function counted(estate: Estate, connectorId: string, objectType: string): number | undefined {
  const counts = (estate.objectSources ?? [])
    .filter((source) => source.connectorId === connectorId)
    .flatMap((source) => source.byObjectType)
    .filter((entry) => entry.name.toLowerCase() === objectType.toLowerCase())
    .map((entry) => entry.count)
  return counts.length === 0 ? undefined : Math.max(...counts)
}
