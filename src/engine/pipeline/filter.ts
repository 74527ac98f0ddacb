/** Disconnector filter: conditions on the imported view, without case (SE-FILTER-1). */

import type { CsObject, Image } from '../core/objects.js'
import type { State } from '../core/state.js'
import { isUnknown } from '../core/values.js'

/** Whether the object is left out. A scripted filter without code leaves nothing out and says so. */
export function meetsFilter(state: State, cs: CsObject, view: Image | undefined): boolean {
  const filter = state.ma(cs.space.name).spec.filters[cs.shape.type]
  if (filter === undefined || view === undefined) return false
  const result = filter.test(state.look(cs, view, cs.mv))
  if (isUnknown(result)) {
    state.notModelled(result.because)
    state.trace?.filters.push({ rule: filter.label, result: 'unknown' })
    return false
  }
  state.trace?.filters.push({ rule: filter.label, result: result ? 'met' : 'not-met' })
  return result
}
