/** Import attribute flow: which flows run, and what ranked, equal and manual precedence make of their values. */

import { foldDn } from '../core/dn.js'
import { RuleError } from '../core/errors.js'
import type { CsObject, Image, MvObject } from '../core/objects.js'
import { importedView } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { FlowStatus } from '../core/trace.js'
import type { Atom, Produced, Stored } from '../core/values.js'
import { AUTHORITATIVE, atomsOf, DECLINED, isUnknown, sameStored, storedFrom, without } from '../core/values.js'
import type { AttributeRule, ImportFlow } from '../rules/model.js'
import { importFlowsOf, rankOf } from '../rules/model.js'
import { setMvValue } from './mv-values.js'
import { resolveInbound, unavailable } from './references.js'

/** `all`: full synchronization and new links; `changed`: the delta (SE-SYNC-2); `references`: a retry (SE-REF-4). */
export type FlowSelection = 'all' | 'changed' | 'references'

/** Runs the import flows of a connector into its metaverse object; `before` is what the last pass accepted. */
export function runImportFlows(
  state: State,
  cs: CsObject,
  mv: MvObject,
  selection: FlowSelection,
  before: Image | undefined,
): void {
  const view = importedView(cs)
  if (view === undefined) return
  const flows = importFlowsOf(state.rules, cs, mv.shape)
  const twin = mv.links.some((other) => other !== cs && other.space === cs.space && other.shape === cs.shape)
  for (const flow of flows) {
    if (flow.scope !== undefined && flow.scope(state.look(cs, view, mv)) !== true) continue
    // SE-IAF-8
    if (twin && !flow.scripted)
      throw new RuleError(
        'ambiguous-import-flow-from-multiple-connectors',
        `Two connectors of ${cs.space.name} flow to ${flow.attribute.name}.`,
        flow.label,
      )
    if (
      selection === 'references'
        ? flow.reference === undefined
        : selection === 'changed' && !isChanged(flow, before, view)
    )
      continue
    runFlow(state, cs, mv, flow, view, before)
  }
}

/** SE-SYNC-2: the delta between the synchronized image and the imported view; constants have no source. */
function isChanged(flow: ImportFlow, before: Image | undefined, view: Image): boolean {
  if (flow.always || before === undefined) return true
  if (flow.readsDn && foldDn(before.dn) !== foldDn(view.dn)) return true
  for (const slot of flow.sources) {
    if (!sameStored(before.values[slot], view.values[slot], view.shape.isReference(slot))) return true
  }
  return false
}

function runFlow(
  state: State,
  cs: CsObject,
  mv: MvObject,
  flow: ImportFlow,
  view: Image,
  before: Image | undefined,
): void {
  const { attribute } = flow
  const old = mv.values[attribute.slot]
  const value =
    state.coverage === undefined
      ? produceInbound(state, cs, mv, flow, view, true)
      : state.coverage.watch(flow, () => produceInbound(state, cs, mv, flow, view, true))
  const status = decide(state, cs, mv, flow, value, before)
  if (isUnknown(value)) state.notModelled(value.because)
  state.coverage?.flow(flow, value, mv.contributors[attribute.slot]?.key === flow.contributor.key)
  state.trace?.importFlows.push({
    object: cs.link,
    attribute: attribute.name,
    rule: flow.label,
    status: isUnknown(value) && status === 'applied' ? 'unknown' : status,
    value: typeof value === 'symbol' ? undefined : value,
    old,
    unavailable: flow.reference === undefined ? [] : unavailable(cs, view, flow.reference),
  })
}

/** What a flow yields from a view of its connector. */
export function produceInbound(
  state: State,
  cs: CsObject,
  mv: MvObject,
  flow: ImportFlow,
  view: Image | undefined,
  wait: boolean,
): Produced {
  const { kind } = flow.attribute
  if (flow.reference !== undefined) {
    const found = resolveInbound(cs, view, flow.reference, wait)
    if (!kind.multi && found.length > 1)
      throw new RuleError('flow-multi-values-to-single-value', `${flow.attribute.name} takes one value.`, flow.label)
    return storedFrom(found, kind.multi)
  }
  return flow.produce(state.look(cs, view, mv))
}

function decide(
  state: State,
  cs: CsObject,
  mv: MvObject,
  flow: ImportFlow,
  value: Produced,
  before: Image | undefined,
): FlowStatus {
  // SE-HOOK-4: a declined mapping leaves the value and its contributor.
  if (value === DECLINED) return 'declined'
  const plain = value === AUTHORITATIVE ? undefined : value
  switch (flow.attribute.mode) {
    case 'ranked':
      return decideRanked(state, cs, mv, flow, plain)
    case 'equal':
      return flow.attribute.kind.multi
        ? mergeEqual(state, cs, mv, flow, plain, before)
        : decideEqual(state, cs, mv, flow, plain, before)
    case 'manual':
      return accept(state, cs, mv, flow, plain)
  }
}

function accept(state: State, cs: CsObject, mv: MvObject, flow: ImportFlow, value: Stored | undefined): FlowStatus {
  const { slot } = flow.attribute
  if (value === undefined && mv.values[slot] === undefined) return 'no-value'
  const changed = setMvValue(state, mv, slot, value, flow.contributor, cs)
  if (!changed) return 'no-change'
  return value === undefined ? 'deleted' : 'applied'
}

/** SE-IAF-4 to SE-IAF-7, SE-IAF-12, SE-IAF-14. */
function decideRanked(
  state: State,
  cs: CsObject,
  mv: MvObject,
  flow: ImportFlow,
  value: Stored | undefined,
): FlowStatus {
  const { attribute } = flow
  const contributor = mv.contributors[attribute.slot]
  if (value !== undefined) {
    if (contributor !== undefined && rankOf(attribute, contributor) < flow.rank) return 'skipped-not-precedent'
    return accept(state, cs, mv, flow, value)
  }
  const isOwn = contributor?.key === flow.contributor.key && mv.sources[attribute.slot] === cs
  if (!isOwn) return 'no-value'
  const found = findReplacement(state, mv, attribute, flow, cs)
  if (found === undefined) return accept(state, cs, mv, flow, undefined)
  const changed = setMvValue(state, mv, attribute.slot, found.value, found.flow.contributor, found.cs)
  return changed ? 'repopulated' : 'no-change'
}

export interface Replacement {
  readonly value: Stored
  readonly flow: ImportFlow
  readonly cs: CsObject
}

/**
 * SE-IAF-6: the other flows in rank order, from the synchronized images of the other connectors; the object of the pass
 * counts with what it is about to become. First value wins.
 */
export function findReplacement(
  state: State,
  mv: MvObject,
  attribute: AttributeRule,
  except: ImportFlow | undefined,
  subject: CsObject | undefined,
): Replacement | undefined {
  for (const flow of attribute.flows) {
    for (const cs of mv.links) {
      if (cs.space.name !== flow.contributor.ma || cs.shape.type !== flow.csType) continue
      if (flow === except && cs === subject) continue
      const view = cs === subject ? importedView(cs) : cs.synced
      if (view === undefined) continue
      if (flow.scope !== undefined && flow.scope(state.look(cs, view, mv)) !== true) continue
      const value = produceInbound(state, cs, mv, flow, view, false)
      if (value !== undefined && typeof value !== 'symbol') return { value, flow, cs }
    }
  }
  return undefined
}

/** SE-IAF-9: last writer wins; a source whose value goes from present to null clears whoever contributed. */
function decideEqual(
  state: State,
  cs: CsObject,
  mv: MvObject,
  flow: ImportFlow,
  value: Stored | undefined,
  before: Image | undefined,
): FlowStatus {
  if (value !== undefined) return accept(state, cs, mv, flow, value)
  if (before === undefined) return 'no-value'
  const former = produceInbound(state, cs, mv, flow, before, false)
  if (former === undefined || typeof former === 'symbol') return 'no-value'
  return accept(state, cs, mv, flow, undefined)
}

/** SE-IAF-15: by value. What the flow yields now and did not before is added, what is gone is removed. */
function mergeEqual(
  state: State,
  cs: CsObject,
  mv: MvObject,
  flow: ImportFlow,
  value: Stored | undefined,
  before: Image | undefined,
): FlowStatus {
  const { slot } = flow.attribute
  const former = formerYield(state, cs, mv, flow, before)
  const now = atomsOf(value)
  const added = without(now, former)
  const removed = without(former, now)
  const present = atomsOf(mv.values[slot])
  state.transaction.touchCs(cs)
  cs.yields = new Map([...(cs.yields ?? []), [flow.contributor.key, now]])
  const result = without([...present, ...without(added, present)], removed)
  if (sameStored(storedFrom(result, true), mv.values[slot])) return now.length === 0 ? 'no-value' : 'no-change'
  setMvValue(state, mv, slot, storedFrom(result, true), flow.contributor, cs)
  return result.length === 0 ? 'deleted' : 'applied'
}

/** What the flow yielded at its previous evaluation for this link: references left out then are not part of it. */
export function formerYield(
  state: State,
  cs: CsObject,
  mv: MvObject,
  flow: ImportFlow,
  before: Image | undefined,
): readonly Atom[] {
  if (before === undefined) return []
  const yielded = cs.yields?.get(flow.contributor.key)
  if (yielded !== undefined) return yielded
  const former = produceInbound(state, cs, mv, flow, before, false)
  return typeof former === 'symbol' ? [] : atomsOf(former)
}
