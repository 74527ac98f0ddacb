/** Recall: what an unlinked object contributed leaves the metaverse, and the next source takes over (SE-RECALL-1 to 5). */

import type { CsObject, Image, MvObject } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { Atom } from '../core/values.js'
import { atomsOf, storedFrom, without } from '../core/values.js'
import type { AttributeRule } from '../rules/model.js'
import { attributeRule, importFlowsOf } from '../rules/model.js'
import { findReplacement, formerYield } from './import-flow.js'
import { setMvValue } from './mv-values.js'

/** What the object yielded for attributes of equal precedence with several values; asked before it is unlinked. */
export type Yields = ReadonlyMap<AttributeRule, readonly Atom[]>

export function yieldsOf(state: State, cs: CsObject, mv: MvObject, view: Image | undefined): Yields {
  const found = new Map<AttributeRule, readonly Atom[]>()
  for (const flow of importFlowsOf(state.rules, cs, mv.shape)) {
    if (flow.attribute.mode !== 'equal' || !flow.attribute.kind.multi) continue
    found.set(flow.attribute, [
      ...(found.get(flow.attribute) ?? []),
      ...formerYield(state, cs, mv, flow, view ?? { shape: cs.shape, dn: cs.dn, values: [] }),
    ])
  }
  return found
}

/** Clears and repopulates; the object is unlinked already. */
export function recall(state: State, cs: CsObject, mv: MvObject, yields: Yields): void {
  if (!state.ma(cs.space.name).spec.recall) {
    // SE-RECALL-3: the values stay with their lineage and rank.
    for (let slot = 0; slot < mv.sources.length; slot++)
      if (mv.sources[slot] === cs) traceRecall(state, mv, slot, 'kept')
    return
  }
  for (const [attribute, values] of yields) removeYield(state, mv, attribute, values, cs)
  for (let slot = 0; slot < mv.sources.length; slot++) {
    if (mv.sources[slot] !== cs) continue
    const rule = attributeRule(state.rules, mv, slot)
    if (rule !== undefined && yields.has(rule)) continue
    traceRecall(state, mv, slot, 'recalled')
    // SE-RECALL-2: ranked and equal are repopulated, manual is not.
    const next =
      rule === undefined || rule.mode === 'manual' ? undefined : findReplacement(state, mv, rule, undefined, undefined)
    setMvValue(state, mv, slot, next?.value, next?.flow.contributor, next?.cs)
  }
}

function traceRecall(state: State, mv: MvObject, slot: number, status: 'recalled' | 'kept'): void {
  state.trace?.recalls.push({
    attribute: mv.shape.nameAt(slot),
    from: mv.contributors[slot]?.label ?? '',
    status,
  })
}

/** SE-RECALL-5: values that only the unlinked object yielded are removed. */
function removeYield(
  state: State,
  mv: MvObject,
  attribute: AttributeRule,
  values: readonly Atom[],
  unlinked: CsObject,
): void {
  const kept: Atom[] = []
  let heir: CsObject | undefined
  for (const flow of attribute.flows)
    for (const other of mv.links)
      if (other.space.name === flow.contributor.ma && other.shape.type === flow.csType) {
        const yielded = formerYield(state, other, mv, flow, other.synced)
        if (yielded.length > 0) heir ??= other
        kept.push(...yielded)
      }
  const { slot } = attribute
  const result = without(atomsOf(mv.values[slot]), without(values, kept))
  const from = mv.sources[slot] === unlinked ? heir : mv.sources[slot]
  const contributor =
    from === mv.sources[slot]
      ? mv.contributors[slot]
      : attribute.flows.find((flow) => flow.contributor.ma === from?.space.name)?.contributor
  setMvValue(state, mv, slot, storedFrom(result, true), contributor, from)
}
