import type { Estate } from '../../model/index.js'
import type { JobNote } from '../artefacts/provisioning-job.js'
import { jobNote } from './notes.js'

/** What the service takes when nobody sets it. */
const serviceDefault = 500
/** A proposal: a fiftieth of the population a cycle is more than any normal day. */
const share = 0.02
const smallest = 10

export interface Threshold {
  readonly count: number
  readonly note: JobNote
}

/** Objects of a type in a connector, as far as the input counts them; 0 where it does not. */
function populationOf(estate: Estate, connectorId: string, objectType: string): number {
  return (estate.objectSources ?? [])
    .filter((source) => source.connectorId === connectorId)
    .flatMap((source) => source.byObjectType)
    .filter((entry) => entry.name.toLowerCase() === objectType.toLowerCase())
    .reduce((most, entry) => Math.max(most, entry.count), 0)
}

/**
 * Deletions and disables a cycle may do, from the objects the target has, or the source where the target is not counted.
 * @param places connector and object type, the one to count first
 */
export function deletionThreshold(
  estate: Estate,
  ...places: readonly (readonly [connectorId: string, objectType: string])[]
): Threshold {
  const population = places.map(([id, type]) => populationOf(estate, id, type)).find((count) => count > 0) ?? 0
  if (population === 0) {
    const count = serviceDefault / 2
    return { count, note: jobNote('threshold-guessed', { count: String(count) }) }
  }
  const count = Math.min(serviceDefault, Math.max(smallest, Math.ceil(population * share)))
  const params = { population, share: share * 100, smallest, most: serviceDefault, count }
  const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
  return { count, note: jobNote('threshold', texts) }
}
