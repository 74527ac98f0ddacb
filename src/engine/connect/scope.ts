/** Which rules of Entra Connect an object is in the scope of. */

import { RuleError } from '../core/errors.js'
import type { CsObject, Image, MvObject } from '../core/objects.js'
import { desiredView, overlaid } from '../core/objects.js'
import type { State } from '../core/state.js'
import { isUnknown } from '../core/values.js'
import type { ConnectRule } from '../rules/connect-model.js'

/** What inbound rules read of the object of the pass: an export is assumed to succeed (SE-HOLO-3). */
export function subjectView(cs: CsObject): Image | undefined {
  return desiredView(cs)
}

/** What they read of every connector once the pass has folded its import: the others count as last accepted (SE-DP-2). */
export function settledView(cs: CsObject): Image | undefined {
  return overlaid(cs, cs.synced)
}

export function inboundInScope(
  state: State,
  cs: CsObject,
  mv: MvObject | undefined,
  view: Image | undefined,
): readonly ConnectRule[] {
  const rules = state.rules.connectInbound.get(cs.space.name)
  if (rules === undefined || view === undefined) return []
  const frame = state.look(cs, view, mv)
  return rules.filter((rule) => rule.csType === cs.shape.type && holds(state, rule, cs.link, frame))
}

export function outboundInScope(state: State, mv: MvObject): readonly ConnectRule[] {
  const { frame } = state
  frame.mv = mv
  frame.cs = undefined
  frame.image = undefined
  return (state.rules.connectOutbound.get(mv.type) ?? []).filter((rule) => {
    frame.parameters = state.rules.mas.get(rule.ma)?.parameters ?? new Map()
    return holds(state, rule, mv.id, frame)
  })
}

function holds(state: State, rule: ConnectRule, object: string, frame: State['frame']): boolean {
  const result = rule.scope.test(frame)
  state.coverage?.answer(rule, isUnknown(result) ? undefined : result)
  if (isUnknown(result)) {
    state.notModelled(result.because)
    return false
  }
  state.trace?.scopes.push({
    rule: rule.name,
    object,
    inScope: result,
    failed: result ? '' : rule.scope.explain(frame),
  })
  return result
}

/** SE-DP-JOIN-6: one rule in scope may say how to join; identical criteria count as one. */
export function joiningRule(rules: readonly ConnectRule[]): ConnectRule | undefined {
  const withJoins = rules.filter((rule) => rule.joins.length > 0)
  const [first] = withJoins
  if (first !== undefined && withJoins.some((rule) => rule.joinKey !== first.joinKey))
    throw new RuleError(
      'sync-rule-multiple-join-rules-in-scope',
      `The sync rules in scope have different join criteria: ${withJoins.map((rule) => rule.name).join(', ')}.`,
      first.name,
    )
  return first
}
