/** Join: criteria in order, conditions of a criterion all hold, text without case (SE-JOIN-1 to SE-JOIN-7). */

import { RuleError } from '../core/errors.js'
import { mvValueOf } from '../core/metaverse.js'
import type { CsObject, Image, MvObject } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { JoinTrace } from '../core/trace.js'
import { atomsOf, foldAtom, isAtoms, isUnknown } from '../core/values.js'
import type { JoinCriterion } from '../rules/model.js'

export interface JoinResult {
  readonly mv: MvObject | undefined
  /** Some criterion matched several and nobody chose (SE-JOIN-5). */
  readonly ambiguous: boolean
}

export function findJoin(state: State, cs: CsObject, view: Image | undefined): JoinResult {
  let ambiguous = false
  for (const criterion of state.ma(cs.space.name).joins.get(cs.shape.type) ?? []) {
    const { mv, result, candidates } = tryCriterion(state, cs, view, criterion)
    state.coverage?.answer(criterion, result === 'unknown' ? undefined : mv !== undefined)
    state.trace?.joins.push({ criterion: criterion.name, result, candidates: candidates.map((one) => one.id) })
    if (mv !== undefined) return { mv, ambiguous: false }
    ambiguous ||= result === 'ambiguous'
  }
  return { mv: undefined, ambiguous }
}

interface Tried {
  readonly mv: MvObject | undefined
  readonly result: JoinTrace['result']
  readonly candidates: readonly MvObject[]
}

function tryCriterion(state: State, cs: CsObject, view: Image | undefined, criterion: JoinCriterion): Tried {
  const frame = state.look(cs, view, undefined)
  const none = (result: JoinTrace['result'], candidates: readonly MvObject[] = []): Tried => ({
    mv: undefined,
    result,
    candidates,
  })
  if (criterion.scope !== undefined && criterion.scope(frame) !== true) return none('out-of-scope')
  const wanted: (readonly string[])[] = []
  for (const pair of criterion.pairs) {
    const value = pair.produce(frame)
    // SE-JOIN-3: a condition whose value is absent is not satisfied.
    if (value === undefined || typeof value === 'symbol') return none('no-value')
    const unknown = atomsOf(value).find(isUnknown)
    if (unknown !== undefined) {
      state.notModelled(unknown.because)
      return none('unknown')
    }
    wanted.push(atomsOf(value).map(foldAtom))
  }
  const candidates = candidatesOf(state, criterion, wanted)
  if (criterion.resolve !== undefined) return resolve(state, cs, view, criterion, candidates)
  const [only, second] = candidates
  if (only === undefined) return none('no-match')
  if (second !== undefined) return none('ambiguous', candidates)
  return { mv: only, result: 'joined', candidates }
}

function candidatesOf(
  state: State,
  criterion: JoinCriterion,
  wanted: readonly (readonly string[])[],
): readonly MvObject[] {
  const found = new Set<MvObject>()
  const first = criterion.pairs[0]
  if (first === undefined) return []
  for (const text of wanted[0] ?? [])
    for (const mv of state.metaverse.having(first.mvAttribute, text))
      if (
        !mv.dead &&
        (criterion.mvType === undefined || mv.type === criterion.mvType) &&
        matches(mv, criterion, wanted)
      )
        found.add(mv)
  return [...found].sort((a, b) => a.seq - b.seq)
}

/** SE-JOIN-2: a multi-valued side matches if any value matches. */
function matches(mv: MvObject, criterion: JoinCriterion, wanted: readonly (readonly string[])[]): boolean {
  return criterion.pairs.every((pair, index) => {
    const value = mvValueOf(mv, pair.mvAttribute)
    if (value === undefined) return false
    const texts = wanted[index] ?? []
    if (!isAtoms(value)) return texts.includes(foldAtom(value))
    return value.some((atom) => texts.includes(foldAtom(atom)))
  })
}

/** SE-JOIN-6: the resolution rule is asked even for a single candidate; none chosen does not count as ambiguous. */
function resolve(
  state: State,
  cs: CsObject,
  view: Image | undefined,
  criterion: JoinCriterion,
  candidates: readonly MvObject[],
): Tried {
  if (candidates.length === 0) return { mv: undefined, result: 'no-match', candidates }
  if (criterion.resolve === undefined || criterion.resolve === 'missing') {
    state.notModelled(`join resolution of ${criterion.name}`)
    return { mv: undefined, result: 'unknown', candidates }
  }
  const index = criterion.resolve(state.look(cs, view, undefined), candidates)
  if (index === undefined) return { mv: undefined, result: 'not-resolved', candidates }
  const chosen = candidates[index]
  if (chosen === undefined)
    // SE-HOOK-3
    throw new RuleError(
      'extension-join-resolution-index-out-of-bounds',
      `There is no candidate ${index}.`,
      criterion.name,
    )
  return { mv: chosen, result: 'joined', candidates }
}
