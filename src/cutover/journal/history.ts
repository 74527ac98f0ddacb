import type { Done } from '../../graph/index.js'
import type { Begin, Entry, StepName, StepUndone } from './entries.js'

/** A run that began and did not end: a crash, or it still runs. */
export function openRun(entries: readonly Entry[]): Begin | undefined {
  const ended = new Set(entries.flatMap((entry) => (entry.type === 'end' ? [entry.run] : [])))
  return entries.findLast((entry): entry is Begin => entry.type === 'begin' && !ended.has(entry.run))
}

/**
 * Requests by step (`keyOf`), oldest first, each with its answer if one came. What was taken back altogether is past: a step
 * that was undone has no history until it is done again.
 */
export function historiesOf(entries: readonly Entry[]): ReadonlyMap<string, readonly Done[]> {
  const histories = new Map<string, Done[]>()
  const open = new Map<number, { readonly history: Done[]; readonly index: number }>()
  for (const entry of entries) {
    if (entry.type === 'sent') {
      const history = histories.get(keyOf(entry)) ?? []
      histories.set(keyOf(entry), history)
      open.set(entry.request, { history, index: history.length })
      history.push({ intent: entry.intent })
    }
    if (entry.type === 'answered') {
      const sent = open.get(entry.request)
      const done = sent?.history[sent.index]
      if (sent !== undefined && done !== undefined) sent.history[sent.index] = { ...done, answer: entry.answer }
    }
    if (entry.type === 'undone' && isTakenBack(entry.effect)) histories.delete(keyOf(entry))
  }
  return histories
}

/** What the steps of all scenarios have given and still give: what was undone gives nothing. */
export function givenSoFar(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const byStep = new Map<string, Readonly<Record<string, string>>>()
  for (const entry of entries) {
    // Doing a step again tells only what is new.
    if (entry.type === 'done') byStep.set(keyOf(entry), { ...byStep.get(keyOf(entry)), ...entry.gives })
    if (entry.type === 'undone' && isTakenBack(entry.effect)) byStep.delete(keyOf(entry))
  }
  return new Map([...byStep.values()].flatMap((gives) => Object.entries(gives)))
}

/** Steps that have or may have an effect in the tenant, in the order in which they were begun. */
export function standingSteps(entries: readonly Entry[]): readonly StepName[] {
  const standing = new Map<string, StepName>()
  for (const entry of entries) {
    const begins = (entry.type === 'sent' && entry.intent.kind !== 'undo') || entry.type === 'done'
    if (begins && !standing.has(keyOf(entry)))
      standing.set(keyOf(entry), { scenario: entry.scenario, step: entry.step })
    if (entry.type === 'undone' && isTakenBack(entry.effect)) standing.delete(keyOf(entry))
  }
  return [...standing.values()]
}

export function keyOf({ scenario, step }: StepName): string {
  return `${scenario}/${step}`
}

/**
 * What cannot be taken back is past all the same: it will be done again when its step is. What somebody has changed since
 * was left, and still stands.
 */
export function isTakenBack(effect: StepUndone['effect']): boolean {
  return effect !== 'drifted'
}

/** Keys of the steps that were done to their end and not taken back since. */
export function doneSteps(entries: readonly Entry[]): ReadonlySet<string> {
  const done = new Set<string>()
  for (const entry of entries) {
    if (entry.type === 'done') done.add(keyOf(entry))
    if (entry.type === 'undone' && isTakenBack(entry.effect)) done.delete(keyOf(entry))
  }
  return done
}
