/** Deprovisioning by the agent's setting (SE-DEPROV-1 to SE-DEPROV-6). */

import { RuleError } from '../core/errors.js'
import type { CsObject, MvObject } from '../core/objects.js'
import { desiredView, isOnlyStaged } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { DeprovisionAction } from '../rules/model.js'
import { unlink } from './links.js'

/** Takes the connector off its metaverse object; recall is the caller's. */
export function deprovision(state: State, cs: CsObject, mv: MvObject): void {
  const action = isOnlyStaged(cs) ? undefined : actionFor(state, cs, mv)
  state.trace?.actions.push({
    ma: cs.space.name,
    action: 'disconnect',
    key: cs.key,
    dn: cs.dn,
    seq: cs.seq,
  })
  state.pass.outcome(cs).disconnected = true
  if (action === undefined) {
    // SE-DEPROV-3: neither exported nor imported: it disappears whatever the setting.
    unlink(state, cs, 'normal')
    removeFromSpace(cs)
    return
  }
  unlink(state, cs, action === 'disconnector' ? 'normal' : 'explicit')
  if (action === 'delete') stageDelete(cs)
}

export function stageDelete(cs: CsObject): void {
  cs.unapplied = { op: 'delete', values: [], newDn: undefined }
}

/** The object ends; its place in the space goes when the pass is committed, its DN at once. */
export function removeFromSpace(cs: CsObject): void {
  cs.dead = true
  cs.space.releaseDn(cs)
}

function actionFor(state: State, cs: CsObject, mv: MvObject): DeprovisionAction {
  const { deprovision: setting } = state.ma(cs.space.name).spec
  state.coverage?.answer(setting, setting.kind === 'declared' || setting.decide !== undefined ? true : undefined)
  if (setting.kind === 'declared') return setting.action
  if (setting.decide === undefined) {
    // The mildest of the three; the object is reported with the rule that could not run.
    state.notModelled(`deprovisioning of ${cs.space.name}`)
    return 'disconnector'
  }
  const answer = setting.decide(state.look(cs, desiredView(cs), mv))
  if (answer === 'disconnector' || answer === 'explicit-disconnector' || answer === 'delete') return answer
  throw new RuleError('extension-deprovisioning-invalid-result', `Deprovisioning answered ${String(answer)}.`)
}
