/** Disconnector filter: conditions on the imported view, without case (SE-FILTER-1). */

import type { CsObject, Image } from '../core/objects.js'
import type { State } from '../core/state.js'
import { isUnknown } from '../core/values.js'

/** Whether the object is left out. A scripted filter without code leaves nothing out and says so. */
export function meetsFilter(state: State, cs: CsObject, view: Image | undefined): boolean {
  const filter = state.ma(cs.space.name).spec.filters[cs.shape.type]
  if (filter === undefined || view === undefined) return false
  const frame = state.look(cs, view, cs.mv)
  let met = false
  for (const part of filter.parts) {
    const result = part.test(frame)
    const known = isUnknown(result) ? undefined : result
    state.coverage?.answer(part, known)
    if (isUnknown(result)) state.notModelled(result.because)
    state.trace?.filters.push({ rule: part.label, result: known === undefined ? 'unknown' : known ? 'met' : 'not-met' })
    met ||= known === true
    if (met && state.trace === undefined && state.coverage === undefined) return true
  }
  return met
}
