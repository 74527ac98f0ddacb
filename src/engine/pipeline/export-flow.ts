/** Export attribute flow: a pending export is the difference to what is known of the target (SE-EAF-1). */

import { RuleError } from '../core/errors.js'
import type { CsObject, Image, MvObject } from '../core/objects.js'
import { desiredView, expectedValue, importedView, isUnseen } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { ExportTrace } from '../core/trace.js'
import type { Produced, Stored } from '../core/values.js'
import { AUTHORITATIVE, DECLINED, isUnknown, sameStored, storedFrom } from '../core/values.js'
import type { ExportFlow } from '../rules/model.js'
import { attributeRule, pairKey, rankOf } from '../rules/model.js'
import { dropEmptyUpdate } from './connectors.js'
import { resolveOutbound } from './references.js'

/** `references`: a retry after something became linked, or was deleted (SE-REF-4, SE-REF-6). */
export type ExportSelection = 'all' | 'changed' | 'references'

/** Runs the export flows of a metaverse object to all its connectors. */
export function runExportFlows(state: State, mv: MvObject, selection: ExportSelection): void {
  for (const cs of mv.links) runExportFlowsTo(state, mv, cs, selection)
}

export function runExportFlowsTo(state: State, mv: MvObject, cs: CsObject, selection: ExportSelection): void {
  if (cs.transient || (isUnseen(cs) && !state.pass.linked.has(cs)) || cs.unapplied?.op === 'delete') return
  // The object the export would go to is about to go.
  if (cs.pending?.kind === 'delete' || cs.pending?.kind === 'delete-add') return
  const flows = state.ma(cs.space.name).exports.get(pairKey(cs.shape.type, mv.type))
  detectRules(state, mv, cs)
  if (flows === undefined) return
  const view = importedView(cs)
  const settled = new Set<number>()
  let evaluated = false
  let changed = false
  for (const flow of flows) {
    // SE-EAF-8: the first flow of a target that applies is the one that counts.
    if (flow.rule !== undefined && !cs.applied?.includes(flow.rule)) continue
    if (settled.has(flow.slot)) {
      state.coverage?.flow(flow, produceOutbound(state, mv, cs, flow), false)
      continue
    }
    settled.add(flow.slot)
    if (!isDue(state, mv, cs, flow, selection)) continue
    evaluated = true
    changed = runFlow(state, mv, cs, flow, view) || changed
  }
  if (evaluated) {
    const outcome = state.pass.outcome(cs)
    outcome.evaluated = true
    outcome.changed ||= changed
  }
  if (changed) checkFilter(state, cs)
}

/** SE-EAF-2. */
function isDue(state: State, mv: MvObject, cs: CsObject, flow: ExportFlow, selection: ExportSelection): boolean {
  const { pass } = state
  if (selection === 'references') return flow.reference !== undefined
  const isNew = pass.linked.has(cs)
  if (isNew || (flow.rule !== undefined && pass.begun.get(cs)?.has(flow.rule))) return true
  const changes = pass.changed.get(mv)
  const sourceChanged = changes !== undefined && (flow.always || flow.sources.some((slot) => changes.has(slot)))
  // SE-EXPORT-8: an image never shows an export-only attribute, so only a change of the source sends it again.
  if (sourceChanged || flow.exportOnly) return sourceChanged
  if (selection === 'all') return true
  // The import changed the target itself: a manual change there is overwritten.
  if (cs !== pass.subject) return false
  const now = importedView(cs)
  return !sameStored(pass.before?.values[flow.slot], now?.values[flow.slot], cs.shape.isReference(flow.slot))
}

function runFlow(state: State, mv: MvObject, cs: CsObject, flow: ExportFlow, view: Image | undefined): boolean {
  const skipped = isSkipped(state, mv, cs, flow)
  const produced = skipped ? DECLINED : produceOutbound(state, mv, cs, flow)
  const value = produced === AUTHORITATIVE ? undefined : produced
  const changed =
    value === DECLINED ? withdraw(state, cs, flow.slot) : stageValue(state, cs, view, flow.slot, value, flow.allowNull)
  if (isUnknown(value)) state.notModelled(value.because)
  state.coverage?.flow(flow, skipped ? undefined : value, true)
  if (skipped && state.coverage !== undefined) state.coverage.of(flow).skipped++
  state.trace?.exports.push({
    object: cs.link,
    attribute: flow.target,
    rule: flow.label,
    status: skipped ? 'skipped-not-precedent' : statusOf(value, changed),
    value: typeof value === 'symbol' ? undefined : value,
  })
  return changed
}

function statusOf(value: Produced, changed: boolean): ExportTrace['status'] {
  if (value === DECLINED) return changed ? 'withdrawn' : 'declined'
  if (isUnknown(value)) return 'unknown'
  if (changed) return 'staged'
  return value === undefined ? 'no-value' : 'no-change'
}

export function produceOutbound(state: State, mv: MvObject, cs: CsObject, flow: ExportFlow): Produced {
  if (flow.reference !== undefined) {
    const found = resolveOutbound(mv.values[flow.reference], cs.space.name)
    if (!flow.kind.multi && found.length > 1)
      throw new RuleError(
        'ambiguous-export-flow-to-single-valued-attribute',
        `${flow.target} takes one value.`,
        flow.label,
      )
    return storedFrom(found, flow.kind.multi)
  }
  return flow.produce(state.look(cs, importedView(cs), mv))
}

/** SE-EAF-3 to SE-EAF-5: an attribute that flows both ways is not exported against its precedence. */
function isSkipped(state: State, mv: MvObject, cs: CsObject, flow: ExportFlow): boolean {
  const { overlap } = flow
  if (overlap === undefined) return false
  const { slot, mode, kind } = overlap.attribute
  const rule = attributeRule(state.rules, mv, slot) ?? overlap.attribute
  const contributor = mv.contributors[slot]
  if (mode !== 'ranked') return !kind.multi && mv.sources[slot] === cs && mv.values[slot] !== undefined
  if (contributor === undefined || mv.sources[slot] === cs) return true
  return rankOf(rule, contributor) > overlap.rank
}

/**
 * Stages a value or, as null, its removal (SE-EAF-6, SE-EAF-7); what the target is expected to have already is withdrawn
 * (SE-EAF-1). True when the pending export changed.
 */
export function stageValue(
  state: State,
  cs: CsObject,
  view: Image | undefined,
  slot: number,
  value: Stored | undefined,
  allowNull: boolean,
): boolean {
  const byDn = cs.shape.isReference(slot)
  const staged = cs.unapplied?.values[slot]
  if (cs.unapplied?.op === 'add' || cs.unapplied?.op === 'delete-add') {
    if (value === undefined && !allowNull) return false
    if (staged === undefined ? value === undefined : sameStored(staged, value, byDn)) return false
    state.transaction.touchCs(cs)
    cs.unapplied.values[slot] = value
    return true
  }
  if (value === undefined && !allowNull) return withdraw(state, cs, slot)
  if (sameStored(expectedValue(cs, view, slot), value, byDn)) return withdraw(state, cs, slot)
  if (staged !== undefined && sameStored(staged, value, byDn)) return false
  state.transaction.touchCs(cs)
  cs.unapplied ??= { op: 'update', values: [], newDn: undefined }
  cs.unapplied.values[slot] = value ?? null
  return true
}

/** Takes a staged value of an update back, so that the target keeps what it has. */
export function withdraw(state: State, cs: CsObject, slot: number): boolean {
  if (cs.unapplied?.op !== 'update' || cs.unapplied.values[slot] === undefined) return false
  state.transaction.touchCs(cs)
  if (cs.unapplied !== undefined) cs.unapplied.values[slot] = undefined
  dropEmptyUpdate(cs)
  return true
}

/** SE-FILTER-6: what is exported must not meet the agent's own filter. */
function checkFilter(state: State, cs: CsObject): void {
  if (cs.mode === 'explicit') return
  const filter = state.ma(cs.space.name).spec.filters[cs.shape.type]
  if (filter === undefined) return
  const frame = state.look(cs, desiredView(cs), cs.mv)
  if (filter.parts.some((part) => part.test(frame) === true))
    throw new RuleError('connector-filter-rule-violation', `${cs.link} would meet the filter of its own agent.`)
}

/** SE-SR-14: a rule is detected while the synchronized image holds exactly the values of its existence tests. */
function detectRules(state: State, mv: MvObject, cs: CsObject): void {
  for (const rule of state.rules.outbound.get(mv.type) ?? []) {
    if (rule.ma !== cs.space.name || rule.csType !== cs.shape.type || rule.existence.length === 0) continue
    const holds = rule.existence.every((flow) => {
      const value = produceOutbound(state, mv, cs, flow)
      state.coverage?.flow(flow, value, true)
      return (
        typeof value !== 'symbol' && sameStored(cs.synced?.values[flow.slot], value, cs.shape.isReference(flow.slot))
      )
    })
    const known = mv.detected?.includes(rule.name) ?? false
    if (holds === known) continue
    state.transaction.touchMv(mv)
    const others = (mv.detected ?? []).filter((name) => name !== rule.name)
    mv.detected = holds ? [...others, rule.name] : others
  }
}
