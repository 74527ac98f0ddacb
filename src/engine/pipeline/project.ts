/** Projection: a new metaverse object for an object that did not join (SE-PROJ-1 to SE-PROJ-3). */

import type { CsObject, Image, MvObject } from '../core/objects.js'
import type { State } from '../core/state.js'
import { isUnknown } from '../core/values.js'

export function project(state: State, cs: CsObject, view: Image | undefined): MvObject | undefined {
  for (const rule of state.ma(cs.space.name).projections.get(cs.shape.type) ?? []) {
    const frame = state.look(cs, view, undefined)
    if (rule.scope !== undefined && rule.scope(frame) !== true) {
      state.trace?.projections.push({ rule: rule.name, result: 'out of scope' })
      continue
    }
    const allowed = rule.when === undefined || rule.when(frame)
    if (rule.mvType === undefined || isUnknown(allowed)) {
      state.coverage?.answer(rule, undefined)
      state.notModelled(isUnknown(allowed) ? allowed.because : `projection of ${rule.name}`)
      state.trace?.projections.push({ rule: rule.name, result: 'unknown' })
      continue
    }
    const type = allowed ? (typeof rule.mvType === 'string' ? rule.mvType : rule.mvType(frame)) : undefined
    state.coverage?.answer(rule, type !== undefined)
    state.trace?.projections.push({ rule: rule.name, result: type === undefined ? 'not projected' : type })
    if (type === undefined) continue
    return createMv(state, type)
  }
  return undefined
}

export function createMv(state: State, type: string): MvObject {
  const mv = state.metaverse.create(type)
  state.transaction.createdMv(mv)
  state.pass.created.add(mv)
  return mv
}
