/** Vectors of the filter room: scopes, dynamic membership rules, XPath conversion. */

import type { Vector, Verdict } from './vectors.js'
import { failed } from './vectors.js'

export function runFilterVector(vector: Vector): Verdict {
  return failed(`no runner for ${vector.lang} ${vector.kind}`)
}
