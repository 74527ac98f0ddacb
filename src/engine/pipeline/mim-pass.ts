/** The pass of MIM, in the order of SE-SYNC-9. */

import type { CsObject, Image, MvObject } from '../core/objects.js'
import { importedView } from '../core/objects.js'
import type { State } from '../core/state.js'
import { deleteMv, shouldDeleteMv } from './deletion.js'
import { removeFromSpace } from './deprovision.js'
import type { ExportSelection } from './export-flow.js'
import { runExportFlows } from './export-flow.js'
import { meetsFilter } from './filter.js'
import { runImportFlows } from './import-flow.js'
import { findJoin } from './join.js'
import { link, unlink } from './links.js'
import { project } from './project.js'
import { provision } from './provision.js'
import { recall, yieldsOf } from './recall.js'
import { foldImport } from './sync-rules.js'

export function runMimPass(state: State, cs: CsObject): void {
  state.transaction.touchCs(cs)
  if (cs.pending?.kind === 'delete') {
    processDeletion(state, cs)
    return
  }
  let rebuilt = false
  if (cs.pending?.kind === 'delete-add') rebuilt = dismantle(state, cs)
  const view = importedView(cs)
  state.pass.before = cs.synced
  const met = isFiltered(state, cs, view)
  cs.unseen = false
  if (met) {
    leaveByFilter(state, cs)
    return
  }
  if (cs.mode === 'filtered') cs.mode = 'normal'
  if (cs.mv === undefined) connect(state, cs, view, rebuilt)
  else {
    const { mv } = cs
    if (state.trace !== undefined) state.trace.link = 'connector'
    runImportFlows(state, cs, mv, state.pass.full ? 'all' : 'changed', cs.synced)
    foldImport(cs)
    const flowed = hasFlowed(state, mv)
    settle(state, mv, state.pass.full || flowed || mv.retry)
    state.pass.counter = mv.dead ? 'connector-flow-remove-mv' : flowed ? 'connector-flow' : 'connector-no-flow'
  }
  if (rebuilt) state.pass.counter = 'connector-delete-add-processed'
}

/** SE-FILTER-4: explicit connectors are not tested. */
function isFiltered(state: State, cs: CsObject, view: Image | undefined): boolean {
  if (cs.mv !== undefined && cs.mode === 'explicit') return false
  return meetsFilter(state, cs, view)
}

function hasFlowed(state: State, mv: MvObject): boolean {
  return (state.pass.changed.get(mv)?.size ?? 0) > 0
}

function connect(state: State, cs: CsObject, view: Image | undefined, rebuilt: boolean): void {
  const found = findJoin(state, cs, view)
  const mv = found.mv ?? (found.ambiguous ? undefined : project(state, cs, view))
  if (mv === undefined) {
    if (state.trace !== undefined) state.trace.link = 'disconnector'
    state.pass.counter = rebuilt ? 'connector-delete-add-processed' : 'disconnector-remains'
    return
  }
  const how = found.mv === undefined ? 'projected' : 'joined'
  if (state.trace !== undefined) state.trace.link = how
  adopt(state, cs, mv, 'normal')
  const flow = mv.dead ? 'remove-mv' : hasFlowed(state, mv) ? 'flow' : 'no-flow'
  state.pass.counter = `disconnector-${how}-${flow}`
}

/** A link is made: all flows, fold, provisioning, exports. */
function adopt(state: State, cs: CsObject, mv: MvObject, mode: 'normal' | 'explicit'): void {
  link(state, cs, mv, mode)
  runImportFlows(state, cs, mv, 'all', undefined)
  foldImport(cs)
  settle(state, mv, true)
}

/** (7) to (10) of SE-SYNC-9 for an object and for those that lost a reference to a deleted one. */
export function settle(state: State, mv: MvObject, provisions: boolean, selection?: ExportSelection): void {
  const exports = selection ?? (state.pass.full ? 'all' : 'changed')
  if (provisions && !mv.dead) {
    if (mv.retry) {
      state.transaction.touchMv(mv)
      mv.retry = false
    }
    provision(state, mv)
  }
  if (!mv.dead) runExportFlows(state, mv, exports)
  for (const other of state.pass.bereft) if (!other.dead && other !== mv) runExportFlows(state, other, 'references')
}

/** (1) A synchronized deletion: unlink, deletion rule, recall or the end of the metaverse object. */
function processDeletion(state: State, cs: CsObject): void {
  const { mv } = cs
  if (state.trace !== undefined) state.trace.link = 'deleted'
  if (mv === undefined) {
    removeFromSpace(cs)
    return
  }
  // Its DN is free at once: provisioning may want the object back under the same name (SE-PROV-2).
  removeFromSpace(cs)
  state.pass.counter = `connector-delete-${detach(state, cs, mv, 'normal')}`
}

/** SE-SYNC-6: the old link goes as for a deletion; the object is then a new one of the new type. */
function dismantle(state: State, cs: CsObject): boolean {
  const { mv, pending } = cs
  if (pending?.kind !== 'delete-add') return false
  const linked = mv !== undefined
  if (linked) detach(state, cs, mv, 'normal')
  cs.synced = undefined
  cs.unconfirmed = undefined
  cs.shape = pending.image.shape
  cs.pending = { kind: 'add', image: pending.image }
  return linked
}

/** Unlinks with deletion rule, then either deletes the metaverse object or recalls, provisions and exports. */
function detach(
  state: State,
  cs: CsObject,
  mv: MvObject,
  mode: 'normal' | 'filtered' | 'explicit',
): 'remove-mv' | 'leave-mv' {
  const before = cs.synced
  const yields = yieldsOf(state, cs, mv, before)
  unlink(state, cs, mode)
  if (shouldDeleteMv(state, cs, mv, before)) {
    deleteMv(state, mv)
    settle(state, mv, false)
    return 'remove-mv'
  }
  recall(state, cs, mv, yields)
  settle(state, mv, true)
  return mv.dead ? 'remove-mv' : 'leave-mv'
}

/** SE-FILTER-2 and SE-FILTER-3. */
function leaveByFilter(state: State, cs: CsObject): void {
  const { mv } = cs
  if (state.trace !== undefined) state.trace.link = 'filtered'
  if (mv === undefined) {
    cs.mode = 'filtered'
    state.pass.counter = 'disconnector-filtered'
    return
  }
  state.pass.counter = `connector-filtered-${detach(state, cs, mv, 'filtered')}`
  foldImport(cs)
}

/** Joiner: links by hand (SE-OBJ-3). */
export function joinByHand(state: State, cs: CsObject, mv: MvObject): void {
  state.pass.before = undefined
  adopt(state, cs, mv, 'explicit')
}

/** Joiner: disconnects by hand; the deletion rule is evaluated, the agent's deprovisioning is not (SE-DEPROV-1). */
export function disconnectByHand(state: State, cs: CsObject): void {
  if (cs.mv !== undefined) detach(state, cs, cs.mv, 'explicit')
}
