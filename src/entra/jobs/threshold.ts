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

/** Deletions and disables a cycle may do, from the objects the target has, as far as the input counts them. */
export function deletionThreshold(estate: Estate, connectorId: string, objectType: string): Threshold {
  const population = (estate.objectSources ?? [])
    .filter((source) => source.connectorId === connectorId)
    .flatMap((source) => source.byObjectType)
    .filter((entry) => entry.name.toLowerCase() === objectType.toLowerCase())
    .reduce((most, entry) => Math.max(most, entry.count), 0)
  if (population === 0) {
    const why = 'half the default of the service, as the population is not known'
    return { count: serviceDefault / 2, note: jobNote('threshold', { count: String(serviceDefault / 2), why }) }
  }
  const count = Math.min(serviceDefault, Math.max(smallest, Math.ceil(population * share)))
  const why = `2 % of ${population} objects, at least ${smallest}, at most ${serviceDefault}`
  return { count, note: jobNote('threshold', { count: String(count), why }) }
}
