import type { ExecutionContext, GraphClient, Step, TenantRole } from '../../graph/index.js'
import type { AnswerValue } from '../answers.js'
import type { Entry } from '../journal/entries.js'
import { historiesOf, keyOf } from '../journal/history.js'
import type { Recorder } from './recorder.js'

/** The outside a run needs; everything in it can be put in by a test. */
export interface Surroundings {
  /** ISO 8601, UTC. */
  now(): string
  /** Signed in, and proved to be the tenant of the plan. */
  client(role: TenantRole): GraphClient
  readLines(file: string): AsyncIterable<string>
  /** The answer of a person to the check of a hand step. */
  isDoneByHand(step: Step): Promise<boolean>
  /** One step begins, of so many. */
  progress(done: number, all: number, step: Step): void
  /** undefined: as whatever a step wants. */
  readonly signedInAs?: 'delegated' | 'application'
  /** Milliseconds to look for what a lost answer may have made. */
  readonly patience: number
  /** Steps that run side by side. */
  readonly width: number
}

/** What the steps of a scenario need to read, write and undo. */
export function contextsFor(
  scenario: string,
  entries: readonly Entry[],
  surroundings: Surroundings,
  recorder: Recorder | undefined,
): (step: Step, values: ReadonlyMap<string, AnswerValue>) => ExecutionContext {
  const histories = historiesOf(entries)
  const remembered = new Set<GraphClient>()
  return (step, values) => {
    const client = surroundings.client(step.tenant)
    if (!remembered.has(client)) rememberMade(client, entries)
    remembered.add(client)
    const name = { scenario, step: step.id }
    return {
      client,
      values,
      history: histories.get(keyOf(name)) ?? [],
      witness: recorder?.witness(name) ?? mute,
      readLines: (file) => surroundings.readLines(file),
      isDoneByHand: (one) => surroundings.isDoneByHand(one),
      adopts: false,
      patience: surroundings.patience,
    }
  }
}

/** What an earlier run has just made may not be seen everywhere yet. */
function rememberMade(client: GraphClient, entries: readonly Entry[]): void {
  for (const entry of entries) {
    if (entry.type === 'answered' && entry.answer.id !== undefined)
      client.remember(entry.answer.id, Date.parse(entry.at))
    if (entry.type === 'done' && entry.effect === 'created')
      for (const id of Object.values(entry.gives)) client.remember(id, Date.parse(entry.at))
  }
}

/** Where nothing is written nothing has to be witnessed; a write there is a defect of ours. */
const mute = {
  before: () => {
    throw new Error('A run that only reads was about to write.')
  },
  after: () => undefined,
}
