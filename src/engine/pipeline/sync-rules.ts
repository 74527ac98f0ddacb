/** Outbound halves of MIM synchronization rules: who they apply to, linking, creating, disconnecting (SE-SR-5 to 13). */

import { RuleError } from '../core/errors.js'
import { mvValueOf } from '../core/metaverse.js'
import type { CsObject, MvObject } from '../core/objects.js'
import { importedView } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { Stored } from '../core/values.js'
import { atomsOf, foldAtom, isUnknown } from '../core/values.js'
import type { OutboundRule } from '../rules/model.js'
import { producedText } from '../rules/produce.js'
import { renameConnector, startConnector } from './connectors.js'
import { deprovision } from './deprovision.js'
import { runImportFlows } from './import-flow.js'
import { link } from './links.js'
import { recall, yieldsOf } from './recall.js'

const ROUNDS = 10

/** A rule that creates may come after one that only has flows for the same connector, so new links ask all of them again. */
export function runSyncRules(state: State, mv: MvObject): void {
  for (let round = 0; round < ROUNDS && !mv.dead; round++) {
    const links = mv.links.length
    runEachRule(state, mv)
    if (mv.links.length === links) return
  }
}

function runEachRule(state: State, mv: MvObject): void {
  for (const rule of state.rules.outbound.get(mv.type) ?? []) {
    if (mv.dead) return
    const applies = ruleApplies(state, mv, rule)
    const connectors = mv.links.filter((cs) => cs.space.name === rule.ma && cs.shape.type === rule.csType)
    if (applies) applyRule(state, mv, rule, connectors)
    else endRule(state, mv, rule, connectors)
  }
}

function ruleApplies(state: State, mv: MvObject, rule: OutboundRule): boolean {
  const { frame } = state
  const isDue = rule.dependsOn === undefined || isApplied(state, mv, rule, rule.dependsOn)
  frame.mv = mv
  frame.cs = undefined
  frame.image = undefined
  frame.parameters = state.ma(rule.ma).parameters
  const result = rule.applies(mv, frame)
  state.coverage?.answer(rule, isUnknown(result) ? undefined : result)
  if (isUnknown(result)) {
    state.notModelled(result.because)
    return false
  }
  state.trace?.scopes.push({
    rule: rule.name,
    object: mv.id,
    inScope: result,
    failed: result ? '' : (rule.explain?.(frame) ?? ''),
  })
  // SE-SR-12: only where the rule it depends on is applied to a connector of the same object.
  return result && isDue
}

function isApplied(state: State, mv: MvObject, { parent }: OutboundRule, dependsOn: string): boolean {
  if (parent === undefined) return mv.links.some((cs) => cs.applied?.includes(dependsOn))
  return mv.links.some(
    (cs) =>
      cs.space.name === parent.ma &&
      cs.shape.type === parent.csType &&
      (parent.scope === undefined || parent.scope(state.look(cs, importedView(cs), mv)) === true),
  )
}

function applyRule(state: State, mv: MvObject, rule: OutboundRule, connectors: readonly CsObject[]): void {
  if (connectors.length === 0) {
    const found = linkByRelationship(state, mv, rule) ?? (rule.creates ? create(state, mv, rule) : undefined)
    if (found !== undefined) beginRule(state, found, rule)
    return
  }
  for (const cs of connectors) {
    if (!cs.applied?.includes(rule.name)) beginRule(state, cs, rule)
    if (!rule.renames || state.pass.started.has(cs)) continue
    const dn = dnOf(state, mv, rule)
    if (dn !== undefined) renameConnector(state, cs, dn, 'rule')
  }
}

function beginRule(state: State, cs: CsObject, rule: OutboundRule): void {
  state.transaction.touchCs(cs)
  cs.applied = [...(cs.applied ?? []), rule.name]
  state.pass.noteBegin(cs, rule.name)
}

/** SE-SR-10, SE-SR-15: with "disconnect" the connector goes, without it stays and the rule's flows stop. */
function endRule(state: State, mv: MvObject, rule: OutboundRule, connectors: readonly CsObject[]): void {
  for (const cs of connectors) {
    if (!cs.applied?.includes(rule.name)) continue
    state.transaction.touchCs(cs)
    cs.applied = cs.applied.filter((name) => name !== rule.name)
    if (rule.disconnects) disconnectByProvisioning(state, cs, mv)
  }
}

/** Deprovisioning called by provisioning: the setting, then recall; the deletion rule is not asked (SE-ODR-2). */
export function disconnectByProvisioning(state: State, cs: CsObject, mv: MvObject): void {
  const yields = yieldsOf(state, cs, mv, cs.synced)
  deprovision(state, cs, mv)
  recall(state, cs, mv, yields)
}

/** SE-SR-11: exactly one normal disconnector with equal values is linked; its import flows run as for a join. */
function linkByRelationship(state: State, mv: MvObject, rule: OutboundRule): CsObject | undefined {
  const [only, second] = findByRelationship(state, mv, rule)
  if (only === undefined || second !== undefined) return undefined
  link(state, only, mv)
  state.trace?.actions.push({ ma: rule.ma, action: 'join', key: only.key, dn: only.dn, seq: only.seq })
  runImportFlows(state, only, mv, 'all', undefined)
  foldImport(only)
  return only
}

function findByRelationship(state: State, mv: MvObject, rule: OutboundRule): readonly CsObject[] {
  const [first] = rule.relationship
  if (first === undefined) return []
  const wanted = rule.relationship.map((pair) => atomsOf(mvValueOf(mv, pair.mvAttribute)).map(foldAtom))
  const found = new Set<CsObject>()
  for (const text of wanted[0] ?? [])
    for (const cs of state.space(rule.ma).having(rule.csType, first.csAttribute, text))
      if (isFree(cs) && rule.relationship.every((pair, index) => hasValue(cs, pair.csAttribute, wanted[index] ?? [])))
        found.add(cs)
  return [...found]
}

/** A normal disconnector that is not about to go. */
export function isFree(cs: CsObject): boolean {
  return !cs.dead && !cs.transient && cs.mv === undefined && cs.mode === 'normal' && cs.pending?.kind !== 'delete'
}

export function hasValue(cs: CsObject, attribute: string, folded: readonly string[]): boolean {
  const view = importedView(cs)
  const slot = cs.shape.find(attribute)
  const atoms = slot === undefined ? (attribute === 'dn' ? [cs.dn] : []) : atomsOf(view?.values[slot])
  return atoms.some((atom) => folded.includes(foldAtom(atom)))
}

/** SE-HOLO-4: what the import showed is accepted. */
export function foldImport(cs: CsObject): void {
  if (cs.pending === undefined || cs.pending.kind === 'delete') return
  cs.synced = cs.pending.image
  cs.pending = undefined
}

function create(state: State, mv: MvObject, rule: OutboundRule): CsObject {
  const dn = dnOf(state, mv, rule)
  if (dn === undefined)
    throw new RuleError('sync-rule-flow-provisioning-failed', `${rule.name} gives no DN for the new object.`, rule.name)
  const initial = new Map<string, Stored | undefined>()
  for (const flow of rule.initial) {
    const value = flow.produce(state.frame)
    state.coverage?.flow(flow, value, true)
    if (typeof value !== 'symbol') initial.set(flow.target, value)
  }
  return startConnector(state, mv, state.space(rule.ma), rule.csType, dn, initial, 'rule')
}

function dnOf(state: State, mv: MvObject, rule: OutboundRule): string | undefined {
  const { frame } = state
  frame.mv = mv
  frame.parameters = state.ma(rule.ma).parameters
  const { dn } = rule
  if (dn === undefined) return undefined
  if (state.coverage === undefined) return producedText(dn(frame))
  const value = state.coverage.watch(dn, () => dn(frame))
  state.coverage.answer(dn, isUnknown(value) ? undefined : producedText(value) !== undefined)
  return producedText(value)
}
