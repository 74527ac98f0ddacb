/** Outbound half of a Connect pass: ownership, reverse join, provisioning, flows (SE-DP-OUT-1 to SE-DP-OUT-7). */

import { RuleError } from '../core/errors.js'
import { getOrMake } from '../core/maps.js'
import type { CsObject, MvObject } from '../core/objects.js'
import { expectedValue, importedView, isOnlyStaged } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { Produced } from '../core/values.js'
import { DECLINED, isUnknown, storedFrom } from '../core/values.js'
import { startConnector } from '../pipeline/connectors.js'
import { removeFromSpace, stageDelete } from '../pipeline/deprovision.js'
import { stageValue } from '../pipeline/export-flow.js'
import { link, unlink } from '../pipeline/links.js'
import { resolveOutbound } from '../pipeline/references.js'
import { foldImport } from '../pipeline/sync-rules.js'
import type { ConnectFlow, ConnectRule } from '../rules/connect-model.js'
import { decidesLink } from '../rules/connect-model.js'
import { producedText } from '../rules/produce.js'
import { Collector } from './collect.js'
import { findOutboundJoin } from './join.js'
import { joiningRule, outboundInScope } from './scope.js'

/** Disconnects, joins and provisions; true when links changed, so that the object has to be recomputed. */
export function runOutboundLinks(state: State, mv: MvObject): boolean {
  const inScope = outboundInScope(state, mv)
  let changed = false
  for (const cs of mv.links) changed = checkOwnership(state, cs, inScope) || changed
  for (const rules of byTarget(inScope).values()) changed = ensureConnector(state, mv, rules) || changed
  return changed
}

function byTarget(rules: readonly ConnectRule[]): ReadonlyMap<string, ConnectRule[]> {
  const groups = new Map<string, ConnectRule[]>()
  for (const rule of rules) getOrMake(groups, `${rule.ma}\u0000${rule.csType}`, () => []).push(rule)
  return groups
}

function isFor(cs: CsObject, rule: ConnectRule): boolean {
  return rule.ma === cs.space.name && rule.csType === cs.shape.type
}

/** SE-DP-OUT-2, SE-DP-OUT-3: who holds the connector, and what happens when nobody does any more. */
function checkOwnership(state: State, cs: CsObject, inScope: readonly ConnectRule[]): boolean {
  const held = inScope.some((rule) => rule.link === 'Provision' && isFor(cs, rule))
  if (held) {
    if (!cs.owned) {
      state.transaction.touchCs(cs)
      cs.owned = true
    }
    return false
  }
  if (!cs.owned) return false
  disconnectOwned(state, cs)
  return true
}

/** Pending delete, or removed if it was never exported. */
export function disconnectOwned(state: State, cs: CsObject): void {
  const onlyStaged = isOnlyStaged(cs)
  state.trace?.actions.push({ ma: cs.space.name, action: 'disconnect', key: cs.key, dn: cs.dn, seq: cs.seq })
  state.pass.outcome(cs).disconnected = true
  unlink(state, cs, onlyStaged ? 'normal' : 'explicit')
  if (onlyStaged) removeFromSpace(cs)
  else stageDelete(cs)
}

/** SE-DP-OUT-1: no connector of the type yet: reverse join, else provision. */
function ensureConnector(state: State, mv: MvObject, rules: readonly ConnectRule[]): boolean {
  const [first] = rules
  if (first === undefined || mv.links.some((cs) => isFor(cs, first))) return false
  const joining = joiningRule(rules)
  const provisioning = rules.find((rule) => rule.link === 'Provision')
  if (joining === undefined && provisioning === undefined) return false
  const dn = dnFor(state, mv, rules)
  const found = joining === undefined ? undefined : findOutboundJoin(state, mv, joining, dn)
  if (found !== undefined) {
    link(state, found, mv)
    foldImport(found)
    found.unseen = false
    found.joinedBy = ''
    found.owned = provisioning !== undefined
    state.trace?.actions.push({ ma: first.ma, action: 'join', key: found.key, dn: found.dn, seq: found.seq })
    return true
  }
  if (provisioning === undefined) return false
  if (dn === undefined)
    throw new RuleError(
      'sync-rule-flow-provisioning-failed',
      `${provisioning.name} gives no DN for the new object.`,
      provisioning.name,
    )
  const cs = startConnector(state, mv, state.space(first.ma), first.csType, dn, new Map(), 'rule')
  cs.joinedBy = ''
  cs.owned = true
  return true
}

function dnFor(state: State, mv: MvObject, rules: readonly ConnectRule[]): string | undefined {
  for (const rule of rules) {
    if (rule.dn === undefined) continue
    lookOut(state, mv, undefined, rule.ma)
    const dn = producedText(rule.dn(state.frame))
    if (dn !== undefined && dn !== '') return dn
  }
  return undefined
}

function lookOut(state: State, mv: MvObject, cs: CsObject | undefined, ma: string): void {
  const { frame } = state
  frame.mv = mv
  frame.cs = cs
  frame.image = cs === undefined ? undefined : importedView(cs)
  frame.parameters = state.ma(ma).parameters
}

/** SE-DP-OUT-5, SE-DP-OUT-6: state-based values of every connector. */
export function runOutboundFlows(state: State, mv: MvObject): void {
  const inScope = outboundInScope(state, mv)
  for (const cs of mv.links) {
    if (cs.transient || cs.pending?.kind === 'delete') continue
    const rules = inScope.filter((rule) => isFor(cs, rule))
    if (rules.some(decidesLink)) runFlowsTo(state, mv, cs, rules)
  }
}

function runFlowsTo(state: State, mv: MvObject, cs: CsObject, rules: readonly ConnectRule[]): void {
  const collector = new Collector<CsObject>(state.coverage)
  const isNew = state.pass.started.has(cs)
  for (const rule of rules)
    for (const flow of rule.flows) collector.offer(rule, flow, cs, () => outboundValue(state, mv, cs, flow, isNew))
  const view = importedView(cs)
  let changed = false
  for (const { flow, value, winner, ignored } of collector.decisions.values()) {
    if (flow.exportOnly && !isNew && !state.pass.changed.has(mv)) continue
    const keeps = winner === undefined && ignored
    const moved = keeps ? false : stageValue(state, cs, view, flow.slot, value, true)
    changed ||= moved
    if (isUnknown(value)) state.notModelled(value.because)
    state.trace?.exports.push({
      object: cs.link,
      attribute: flow.target,
      rule: winner?.rule.name ?? '',
      status: isUnknown(value) ? 'unknown' : keeps ? 'declined' : moved ? 'staged' : 'no-change',
      value: value ?? expectedValue(cs, view, flow.slot),
    })
  }
  const outcome = state.pass.outcome(cs)
  outcome.evaluated = true
  outcome.changed ||= changed
}

function outboundValue(state: State, mv: MvObject, cs: CsObject, flow: ConnectFlow, isNew: boolean): Produced {
  if (flow.once && !isNew) return DECLINED
  if (flow.reference !== undefined) {
    const found = resolveOutbound(mv.values[flow.reference], cs.space.name)
    if (!flow.kind.multi && found.length > 1)
      throw new RuleError('ambiguous-export-flow-to-single-valued-attribute', `${flow.target} takes one value.`)
    return storedFrom(found, flow.kind.multi)
  }
  lookOut(state, mv, cs, cs.space.name)
  return flow.produce(state.frame)
}
