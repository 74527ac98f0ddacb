/** Deletions an import reports or finds by obsoletion (SE-IMPORT-5, SE-OBS-1, SE-CONFIRM-4, SE-CONFIRM-5). */

import type { CsObject } from '../core/objects.js'
import { importedView } from '../core/objects.js'
import type { State } from '../core/state.js'
import { sendAgain } from './confirm.js'
import { finish } from './stage.js'

/** Already pending deletion: reported again, nothing changes and no limit counts it (SE-IMPORT-10). */
export function isPendingDeletion(cs: CsObject): boolean {
  return cs.pending?.kind === 'delete'
}

/** Stages the deletion, or removes what needs no synchronization. True: the object is gone at once. */
export function stageDeletion(state: State, cs: CsObject): boolean {
  const { space } = cs
  leaveTransience(state, cs)
  const confirmed = cs.unconfirmed?.op === 'delete'
  // Never synchronized and not linked, or an exported deletion: nothing is left to synchronize.
  if (cs.mv === undefined && (confirmed || cs.synced === undefined)) {
    cs.dead = true
    space.leave(cs)
    if (state.collectsChanges) state.dirtyCs.add(cs)
    return true
  }
  space.countImage(importedView(cs), -1)
  cs.pending = { kind: 'delete' }
  cs.unconfirmed = undefined
  cs.unseen = true
  finish(state, cs)
  return false
}

function leaveTransience(state: State, cs: CsObject): void {
  if (!cs.transient) return
  cs.transient = false
  state.transients.delete(cs)
}

/** SE-OBS-1: not to be obsoleted: pending deletion already, or provisioned and never exported. */
export function isExemptFromObsoletion(cs: CsObject): boolean {
  if (isPendingDeletion(cs)) return true
  return cs.unapplied?.op === 'add' && cs.unconfirmed === undefined && importedView(cs) === undefined
}

/** SE-CONFIRM-4: an exported add that a full import does not show is sent again; the object loses its anchor. */
export function isMissingAdd(cs: CsObject): boolean {
  return cs.unconfirmed?.op === 'add' && importedView(cs) === undefined
}

export function resendAdd(state: State, cs: CsObject): void {
  const sent = cs.unconfirmed
  if (sent === undefined) return
  cs.unconfirmed = undefined
  sendAgain(cs, { op: 'add', values: sent.values, newDn: undefined })
  if (cs.unapplied !== undefined && cs.unapplied.op !== 'delete') cs.unapplied.op = 'add'
  if (cs.anchor !== undefined && cs.space.byAnchor.get(cs.anchor) === cs) cs.space.byAnchor.delete(cs.anchor)
  cs.anchor = undefined
  finish(state, cs)
}
