/** State-based recomputation: all attributes of a metaverse object from all its connectors (SE-DP-2, SE-DP-PREC-2). */

import { RuleError } from '../core/errors.js'
import type { CsObject, MvObject } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { Produced } from '../core/values.js'
import { DECLINED, isUnknown, storedFrom } from '../core/values.js'
import { setMvValue } from '../pipeline/mv-values.js'
import { resolveInbound, unavailable } from '../pipeline/references.js'
import type { ConnectFlow, ConnectRule } from '../rules/connect-model.js'
import { decidesLink } from '../rules/connect-model.js'
import type { Decision } from './collect.js'
import { Collector } from './collect.js'
import { inboundInScope, settledView } from './scope.js'

/** What holds the object in the metaverse: an in-scope rule that provisions or sticks (SE-DP-MVD-1). */
export interface Recomputed {
  readonly held: boolean
}

export function recompute(state: State, mv: MvObject): Recomputed {
  const offers: { readonly rule: ConnectRule; readonly cs: CsObject }[] = []
  let held = false
  for (const cs of mv.links) {
    const rules = inboundInScope(state, cs, mv, settledView(cs))
    held ||= rules.some((rule) => rule.link !== 'Join' && rule.mvType === mv.type)
    // SE-DP-FLOW-1: an object without a rule that decides its link contributes nothing.
    if (!rules.some(decidesLink)) continue
    for (const rule of rules) if (rule.mvType === mv.type) offers.push({ rule, cs })
  }
  // The smallest precedence first; one rule for two objects: CS order (SE-DP-PREC-2).
  offers.sort((a, b) => a.rule.precedence - b.rule.precedence || a.cs.seq - b.cs.seq)
  const collector = new Collector<CsObject>(state.coverage)
  const isNew = state.pass.created.has(mv)
  for (const { rule, cs } of offers)
    for (const flow of rule.flows) collector.offer(rule, flow, cs, () => inboundValue(state, cs, mv, flow, isNew))
  for (const decision of collector.decisions.values()) settleAttribute(state, mv, decision)
  clearOrphans(state, mv, collector.decisions)
  return { held }
}

/** SE-DP-FLOW-7: an execute-once flow counts only in the pass that creates the object. */
function inboundValue(state: State, cs: CsObject, mv: MvObject, flow: ConnectFlow, isNew: boolean): Produced {
  if (flow.once && !isNew) return DECLINED
  const view = settledView(cs)
  if (flow.reference === undefined) return flow.produce(state.look(cs, view, mv))
  const found = resolveInbound(cs, view, flow.reference, true)
  if (!flow.kind.multi && found.length > 1)
    throw new RuleError('flow-multi-values-to-single-value', `${flow.target} takes one value.`)
  return storedFrom(found, flow.kind.multi)
}

function settleAttribute(state: State, mv: MvObject, decision: Decision<CsObject>): void {
  const { flow, winner, value } = decision
  const old = mv.values[flow.slot]
  const keeps = winner === undefined && decision.ignored
  const changed = keeps ? false : setMvValue(state, mv, flow.slot, value, winner?.rule.contributor, winner?.source)
  if (isUnknown(value)) state.notModelled(value.because)
  if (state.trace === undefined) return
  const source = winner?.source
  state.trace.importFlows.push({
    object: source?.link ?? '',
    attribute: flow.target,
    rule: winner?.rule.name ?? '',
    status: isUnknown(value) ? 'unknown' : keeps ? 'declined' : statusOf(changed, value !== undefined),
    value,
    old,
    unavailable:
      source === undefined || winner?.flow.reference === undefined
        ? []
        : unavailable(source, settledView(source), winner.flow.reference),
  })
}

function statusOf(changed: boolean, present: boolean): 'applied' | 'deleted' | 'no-change' | 'no-value' {
  if (changed) return present ? 'applied' : 'deleted'
  return present ? 'no-change' : 'no-value'
}

/** Values whose rules are no longer in scope for anybody: nothing contributes them, so they go. */
function clearOrphans(state: State, mv: MvObject, decided: ReadonlyMap<number, unknown>): void {
  for (let slot = 0; slot < mv.values.length; slot++)
    if (mv.values[slot] !== undefined && !decided.has(slot))
      setMvValue(state, mv, slot, undefined, undefined, undefined)
}
