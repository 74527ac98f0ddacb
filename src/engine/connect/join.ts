/** Join of Entra Connect, both ways: groups top-down, all pairs of a group, exactly one match (SE-DP-JOIN-1 to 3). */

import { foldDn } from '../core/dn.js'
import { mvValueOf } from '../core/metaverse.js'
import type { CsObject, Image, MvObject } from '../core/objects.js'
import { importedView } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { Atom, Stored } from '../core/values.js'
import { atomsOf, atomText, foldAtom } from '../core/values.js'
import { hasValue, isFree } from '../pipeline/sync-rules.js'
import type { ConnectJoinPair } from '../rules/connect-blueprint.js'
import type { ConnectRule } from '../rules/connect-model.js'

/** As the shipped rule for foreign security principals writes it: whatever type has the value. */
const ANY_TYPE = '*'

/** The metaverse object an inbound rule joins the object to. */
export function findInboundJoin(state: State, view: Image, rule: ConnectRule): MvObject | undefined {
  for (const [index, group] of rule.joins.entries()) {
    const candidates = matchesOf(state, view, rule, group)
    const [only, second] = candidates
    state.coverage?.answer(group, only !== undefined && second === undefined)
    state.trace?.joins.push({
      criterion: `${rule.name}, group ${index + 1}`,
      result: only === undefined ? 'no-match' : second === undefined ? 'joined' : 'ambiguous',
      candidates: candidates.map((mv) => mv.id),
    })
    if (only !== undefined && second === undefined) return only
  }
  return undefined
}

function csValue(view: Image, name: string): Stored | undefined {
  const slot = view.shape.find(name)
  return slot === undefined ? (name === 'dn' ? view.dn : undefined) : view.values[slot]
}

function matchesOf(
  state: State,
  view: Image,
  rule: ConnectRule,
  group: readonly ConnectJoinPair[],
): readonly MvObject[] {
  const [first] = group
  if (first === undefined) return []
  const found = new Set<MvObject>()
  for (const atom of atomsOf(csValue(view, first.csAttribute)))
    for (const mv of state.metaverse.having(first.mvAttribute, foldAtom(atom)))
      if (
        !mv.dead &&
        (rule.mvType === ANY_TYPE || mv.type === rule.mvType) &&
        group.every((pair) =>
          pairHolds(atomsOf(csValue(view, pair.csAttribute)), mvValueOf(mv, pair.mvAttribute), pair),
        )
      )
        found.add(mv)
  return [...found].sort((a, b) => a.seq - b.seq)
}

function pairHolds(left: readonly Atom[], right: Stored | undefined, pair: ConnectJoinPair): boolean {
  const text = pair.caseSensitive ? atomText : foldAtom
  const wanted = left.map(text)
  return atomsOf(right).some((atom) => wanted.includes(text(atom)))
}

/** SE-DP-JOIN-4: at least one CS attribute of the join groups is present, or there are none. */
export function mayProvision(view: Image, rule: ConnectRule): boolean {
  if (rule.link !== 'Provision') return false
  if (rule.joins.length === 0) return true
  return rule.joins.flat().some((pair) => csValue(view, pair.csAttribute) !== undefined)
}

/** SE-DP-OUT-1, reverse join: an object at the DN the rules would build, then the groups. */
export function findOutboundJoin(
  state: State,
  mv: MvObject,
  rule: ConnectRule,
  dn: string | undefined,
): CsObject | undefined {
  const space = state.space(rule.ma)
  const atDn = dn === undefined ? undefined : space.byDn.get(foldDn(dn))
  if (atDn !== undefined && atDn.shape.type === rule.csType && isFree(atDn)) return atDn
  for (const group of rule.joins) {
    const [first] = group
    if (first === undefined) continue
    const found = new Set<CsObject>()
    for (const atom of atomsOf(mvValueOf(mv, first.mvAttribute)))
      for (const cs of space.having(rule.csType, first.csAttribute, foldAtom(atom)))
        if (isFree(cs) && group.every((pair) => outboundPairHolds(cs, mv, pair))) found.add(cs)
    const [only, second] = found
    state.coverage?.answer(group, only !== undefined && second === undefined)
    if (only !== undefined && second === undefined) return only
  }
  return undefined
}

function outboundPairHolds(cs: CsObject, mv: MvObject, pair: ConnectJoinPair): boolean {
  const right = mvValueOf(mv, pair.mvAttribute)
  if (!pair.caseSensitive) return hasValue(cs, pair.csAttribute, atomsOf(right).map(foldAtom))
  const view = importedView(cs)
  return view !== undefined && pairHolds(atomsOf(csValue(view, pair.csAttribute)), right, pair)
}
