/** Linking and unlinking a connector space object and a metaverse object (SE-OBJ-6). */

import { foldDn } from '../core/dn.js'
import type { ConnectorMode, CsObject, MvObject } from '../core/objects.js'
import type { State } from '../core/state.js'

export function link(state: State, cs: CsObject, mv: MvObject, mode: 'normal' | 'explicit' = 'normal'): void {
  state.transaction.touchCs(cs)
  state.transaction.touchMv(mv)
  cs.mv = mv
  cs.mode = mode
  // Linked again, it is not to be deleted any more.
  if (cs.unapplied?.op === 'delete') cs.unapplied = undefined
  mv.links = [...mv.links, cs]
  state.pass.linked.add(cs)
  // SE-REF-4: whoever refers to this object can now resolve it.
  for (const waiting of cs.space.waiting.get(foldDn(cs.dn))) state.inboundRetries.add(waiting)
  for (const referrer of mv.referrers ?? []) state.outboundRetries.add(referrer)
}

export function unlink(state: State, cs: CsObject, mode: ConnectorMode): void {
  const { mv } = cs
  state.transaction.touchCs(cs)
  cs.mode = mode
  cs.mv = undefined
  cs.unapplied = undefined
  cs.applied = undefined
  cs.yields = undefined
  cs.joinedBy = undefined
  cs.owned = false
  if (mv === undefined) return
  state.transaction.touchMv(mv)
  mv.links = mv.links.filter((other) => other !== cs)
  state.pass.linked.delete(cs)
  forgetDetected(state, cs, mv)
  awaitAgain(state, cs, mv)
}

function forgetDetected(state: State, cs: CsObject, mv: MvObject): void {
  if (mv.detected === undefined) return
  const ours = state.rules.outbound
    .get(mv.type)
    ?.filter((rule) => rule.ma === cs.space.name && rule.csType === cs.shape.type)
  mv.detected = mv.detected.filter((name) => !ours?.some((rule) => rule.name === name))
}

/** SE-REF-6: connectors that refer to the object in their source wait for it to come back. */
function awaitAgain(state: State, cs: CsObject, mv: MvObject): void {
  const folded = foldDn(cs.dn)
  for (const referrer of mv.referrers ?? [])
    for (const other of referrer.links) {
      if (other.space !== cs.space || other === cs) continue
      state.transaction.touchCs(other)
      awaitTarget(other, folded)
    }
}

/** Marks the object for reference retry when the object at a DN is linked. */
export function awaitTarget(cs: CsObject, foldedTarget: string): void {
  cs.leftOut ??= new Set()
  cs.leftOut.add(foldedTarget)
  cs.space.waiting.add(foldedTarget, cs)
}
