/** The pass of Entra Connect (SE-DP-2). */

import { RuleError } from '../core/errors.js'
import type { CsObject, MvObject } from '../core/objects.js'
import type { State } from '../core/state.js'
import { dropReferences } from '../pipeline/deletion.js'
import { removeFromSpace } from '../pipeline/deprovision.js'
import { link, unlink } from '../pipeline/links.js'
import { createMv } from '../pipeline/project.js'
import { foldImport } from '../pipeline/sync-rules.js'
import type { ConnectRule } from '../rules/connect-model.js'
import { findInboundJoin, mayProvision } from './join.js'
import { disconnectOwned, runOutboundFlows, runOutboundLinks } from './outbound.js'
import { recompute } from './recompute.js'
import { inboundInScope, joiningRule, subjectView } from './scope.js'

export function runConnectPass(state: State, cs: CsObject): void {
  state.transaction.touchCs(cs)
  if (cs.pending?.kind === 'delete') {
    processDeletion(state, cs)
    return
  }
  let rebuilt = false
  if (cs.pending?.kind === 'delete-add') rebuilt = dismantle(state, cs)
  cs.unseen = false
  const rules = inboundInScope(state, cs, cs.mv, subjectView(cs))
  const former = cs.mv
  const left = former !== undefined && !staysJoined(cs, rules)
  if (left) unlink(state, cs, 'normal')
  if (cs.mv !== undefined) {
    if (state.trace !== undefined) state.trace.link = 'connector'
    foldImport(cs)
    settleConnect(state, cs.mv)
    state.pass.counter = connectorCounter(state, cs.mv ?? former)
  } else {
    const counter = connect(state, cs, rules)
    const fate = former === undefined || !left ? undefined : leave(state, former)
    if (left && cs.mv === undefined) {
      foldImport(cs)
      state.pass.counter = `connector-filtered-${fate}`
    } else state.pass.counter = left ? connectorCounter(state, cs.mv) : counter
  }
  if (rebuilt) state.pass.counter = 'connector-delete-add-processed'
}

function connectorCounter(state: State, mv: MvObject | undefined): string {
  if (mv === undefined || mv.dead) return 'connector-flow-remove-mv'
  return hasFlowed(state, mv) ? 'connector-flow' : 'connector-no-flow'
}

function hasFlowed(state: State, mv: MvObject): boolean {
  return (state.pass.changed.get(mv)?.size ?? 0) > 0
}

/** SE-DP-JOIN-7: while the rule that joined it is in scope; what is owned or linked outbound goes another way. */
function staysJoined(cs: CsObject, rules: readonly ConnectRule[]): boolean {
  if (cs.owned || cs.joinedBy === '' || cs.mode === 'explicit') return true
  return rules.some((rule) => rule.name === cs.joinedBy)
}

/** Join or provision; the counter that says what happened. */
function connect(state: State, cs: CsObject, rules: readonly ConnectRule[]): string {
  const view = subjectView(cs)
  const joining = joiningRule(rules)
  const provisioning = joining?.link === 'Provision' ? joining : rules.find((rule) => rule.link === 'Provision')
  if (view !== undefined && joining !== undefined) {
    const mv = findInboundJoin(state, view, joining)
    if (mv !== undefined) {
      // SE-OBJ-6
      if (mv.links.some((other) => other.space === cs.space))
        throw new RuleError(
          'ambiguous-import-flow-from-multiple-connectors',
          `${mv.id} has a connector of ${cs.space.name} already.`,
          joining.name,
        )
      return adopt(state, cs, mv, joining, 'joined')
    }
  }
  if (view !== undefined && provisioning !== undefined && mayProvision(view, provisioning))
    return adopt(state, cs, createMv(state, provisioning.mvType), provisioning, 'projected')
  // SE-DP-JOIN-5
  if (state.trace !== undefined) state.trace.link = 'disconnector'
  return 'disconnector-remains'
}

function adopt(state: State, cs: CsObject, mv: MvObject, rule: ConnectRule, how: 'joined' | 'projected'): string {
  if (state.trace !== undefined) state.trace.link = how
  link(state, cs, mv)
  cs.joinedBy = rule.name
  foldImport(cs)
  settleConnect(state, mv)
  return `disconnector-${how}-${mv.dead ? 'remove-mv' : hasFlowed(state, mv) ? 'flow' : 'no-flow'}`
}

/** The object an unlinked one leaves behind. */
function leave(state: State, mv: MvObject): 'remove-mv' | 'leave-mv' {
  settleConnect(state, mv)
  return mv.dead ? 'remove-mv' : 'leave-mv'
}

const ROUNDS = 10

/** (5) to (7): recompute, deletion check, outbound, until the links no longer change. */
export function settleConnect(state: State, mv: MvObject): void {
  for (let round = 0; !mv.dead; round++) {
    const { held } = recompute(state, mv)
    if (!held) {
      deleteMv(state, mv)
      break
    }
    if (!runOutboundLinks(state, mv)) break
    if (round === ROUNDS)
      throw new RuleError('extension-provisioning-call-limit-reached', 'Outbound rules keep changing the object.')
  }
  if (!mv.dead) runOutboundFlows(state, mv)
  for (const other of state.pass.bereft) if (!other.dead && other !== mv) runOutboundFlows(state, other)
}

/** SE-DP-MVD-2: owned connectors get a pending delete, the others become disconnectors. */
function deleteMv(state: State, mv: MvObject): void {
  state.transaction.touchMv(mv)
  mv.dead = true
  state.trace?.deletion.push({ rule: mv.type, result: 'deleted' })
  for (const cs of mv.links) {
    if (cs.owned) disconnectOwned(state, cs)
    else {
      unlink(state, cs, 'normal')
      if (cs !== state.pass.subject) state.pass.outcome(cs).disconnected = true
    }
  }
  dropReferences(state, mv)
}

function processDeletion(state: State, cs: CsObject): void {
  const { mv } = cs
  if (state.trace !== undefined) state.trace.link = 'deleted'
  removeFromSpace(cs)
  if (mv === undefined) return
  unlink(state, cs, 'normal')
  state.pass.counter = `connector-delete-${leave(state, mv)}`
}

function dismantle(state: State, cs: CsObject): boolean {
  const { mv, pending } = cs
  if (pending?.kind !== 'delete-add') return false
  cs.synced = undefined
  cs.unconfirmed = undefined
  cs.shape = pending.image.shape
  cs.pending = { kind: 'add', image: pending.image }
  if (mv === undefined) return false
  unlink(state, cs, 'normal')
  leave(state, mv)
  return true
}

/** Joiner: links by hand. */
export function connectByHand(state: State, cs: CsObject, mv: MvObject): void {
  link(state, cs, mv, 'explicit')
  foldImport(cs)
  settleConnect(state, mv)
}

/** Joiner: disconnects by hand. */
export function disconnectConnectByHand(state: State, cs: CsObject): void {
  const { mv } = cs
  unlink(state, cs, 'explicit')
  if (mv !== undefined) settleConnect(state, mv)
}
