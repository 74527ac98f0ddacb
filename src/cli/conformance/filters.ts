/** Vectors of the filter room: scopes, dynamic membership rules, XPath conversion. */

import { runFilterVector as runInRoom } from '../../expression/filter/conformance.js'
import type { Vector, Verdict } from './vectors.js'
import { failed, PASSED } from './vectors.js'

/** Hands the vector to the filter room. */
export function runFilterVector(vector: Vector): Verdict {
  const result = runInRoom(vector)
  if (result === undefined) return failed(`no runner for ${vector.lang} ${vector.kind}`)
  return result.ok ? PASSED : failed(result.got)
}
