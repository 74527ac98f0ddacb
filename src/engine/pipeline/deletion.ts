/** Object deletion rules (SE-ODR-1 to SE-ODR-6), and what the end of a metaverse object means for others. */

import type { CsObject, Image, MvObject } from '../core/objects.js'
import type { State } from '../core/state.js'
import { atomsOf, isUnknown, storedFrom, without } from '../core/values.js'
import { deprovision } from './deprovision.js'
import { setMvValue } from './mv-values.js'

/** Whether the object goes, now that `cs` is unlinked. `view` is the synchronized image of `cs`. */
export function shouldDeleteMv(state: State, cs: CsObject, mv: MvObject, view: Image | undefined): boolean {
  const result = decide(state, cs, mv, view)
  const rule = state.rules.deletion[mv.type]
  if (rule !== undefined && mv.links.length > 0) state.coverage?.answer(rule, result)
  state.trace?.deletion.push({ rule: mv.type, result: result === undefined ? 'unknown' : result ? 'deleted' : 'kept' })
  return result ?? false
}

function decide(state: State, cs: CsObject, mv: MvObject, view: Image | undefined): boolean | undefined {
  // SE-OBJ-5: no link, no object; a script is not even asked (SE-ODR-6).
  if (mv.links.length === 0) return true
  const rule = state.rules.deletion[mv.type] ?? { kind: 'last', ignore: [] }
  switch (rule.kind) {
    case 'last':
      return mv.links.every((link) => rule.ignore.includes(link.space.name))
    case 'any':
      return rule.mas.includes(cs.space.name) && !mv.links.some((link) => link.space === cs.space)
    case 'scripted': {
      const result = rule.decide?.(state.look(cs, view, mv))
      if (result === undefined || isUnknown(result)) {
        state.notModelled(result === undefined ? `deletion rule of ${mv.type}` : result.because)
        return undefined
      }
      return result
    }
    case 'unknown':
      state.notModelled(`deletion rule of ${mv.type}`)
      return undefined
  }
}

/** Deletes a metaverse object: its remaining connectors are deprovisioned, references to it go. */
export function deleteMv(state: State, mv: MvObject): void {
  state.transaction.touchMv(mv)
  mv.dead = true
  for (const cs of mv.links) deprovision(state, cs, mv)
  dropReferences(state, mv)
}

/** SE-REF-6: values that point at the object go, and the export flows of who held them run again. */
export function dropReferences(state: State, mv: MvObject): void {
  for (const referrer of mv.referrers ?? []) {
    if (referrer.dead) continue
    for (let slot = 0; slot < referrer.values.length; slot++) {
      if (!referrer.shape.isReference(slot)) continue
      const present = atomsOf(referrer.values[slot])
      if (!present.includes(mv)) continue
      const rest = without(present, [mv])
      const { multi } = referrer.shape.kindAt(slot)
      setMvValue(state, referrer, slot, storedFrom(rest, multi), referrer.contributors[slot], referrer.sources[slot])
      state.pass.bereft.add(referrer)
    }
  }
}
