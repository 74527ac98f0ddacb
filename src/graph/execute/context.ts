import type { GraphClient } from '../client/client.js'
import type { Counter, Json, JsonObject, Message, Step } from '../step.js'

/** Values of places, by the text between the braces (`made:…`, `find:…`, `ask:…`). */
export type Values = ReadonlyMap<string, string | readonly string[]>

/** What the steps need of their surroundings. One context belongs to one tenant and one sign-in. */
export interface ExecutionContext {
  readonly client: GraphClient
  /** Of `ask` and of what other steps gave. */
  readonly values: Values
  /** What the journal knows of this step, oldest first; empty on the first run. */
  readonly history: readonly Done[]
  /** Called around every request that writes, and awaited: nothing is sent before `before` has come back. */
  readonly witness: Witness
  /** Reads the lines of an upload. */
  readonly readLines: (file: string) => AsyncIterable<string>
  /** What a person answered to the check of a hand step. */
  readonly isDoneByHand: (step: Step) => Promise<boolean>
  /** Something without stamp, and never asked for by this plan, may be taken as the step's own. */
  readonly adopts: boolean
  /** Milliseconds to look for what a request without answer may have made, before it is asked for again. */
  readonly patience: number
}

export interface Witness {
  before(intent: Intent): void | Promise<void>
  after(intent: Intent, answer: Answer): void | Promise<void>
}

export type IntentKind = 'create' | 'update' | 'add' | 'remove' | 'secrets' | 'act' | 'upload' | 'hand' | 'undo'

/** What is about to be sent and what it changes. Plain data without secrets: made to be written to a journal. */
export interface Intent {
  readonly kind: IntentKind
  readonly method: string
  readonly api: 'v1.0' | 'beta'
  readonly path: string
  /** Secrets are masked. */
  readonly body?: Json
  /** What the object was before, as far as the request touches it. */
  readonly before?: Json
  /** What the request writes, as far as it can be read back. */
  readonly desired?: JsonObject
  /** Ids put in or taken out; the value of a one-by-one action; lines of an upload as `from-to`. */
  readonly ids?: readonly string[]
}

export interface Answer {
  /** HTTP status; 0 where no answer came. */
  readonly status: number
  /** The service may have done it, although it did not say so. */
  readonly unsure?: boolean
  /** Id of what was made. */
  readonly id?: string
  /** Of a failure. */
  readonly code?: string
  readonly message?: string
}

/** One request of the past; without answer it is not known whether the service has seen it. */
export interface Done {
  readonly intent: Intent
  readonly answer?: Answer
}

/** What the tenant has of a step. */
export type Present =
  | { readonly state: 'absent' }
  | { readonly state: 'found'; readonly by: 'key' | 'stamp' | 'name'; readonly item: JsonObject }
  /** More than one fits: a person decides. */
  | { readonly state: 'ambiguous'; readonly by: 'key' | 'stamp' | 'name'; readonly ids: readonly string[] }
  /** Hangs on a place nothing has filled yet: what it depends on does not exist. */
  | { readonly state: 'unknown'; readonly missing: readonly string[] }
  /** The step only does something. */
  | { readonly state: 'none' }
  /** Something it needs is not as it has to be. */
  | { readonly state: 'stopped'; readonly reason: Message }

/** With the places that the step's own reads have filled. */
export interface StepReading {
  readonly present: Present
  /** Of a step about references. */
  readonly members?: MemberChange
  readonly values: Values
}

/** Who is in, who has to come in, who has to go; ids in lower case. */
export interface MemberChange {
  readonly present: readonly string[]
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

export interface DifferenceLine {
  readonly sign: '+' | '~' | '-'
  readonly path: string
  readonly from?: Json
  readonly to?: Json
}

export interface Difference {
  /**
   * `do`: an action, an upload, secrets; `ask`: a hand step; `later`: what it depends on does not exist yet; `stop`: it must
   * not go on. `reason` says why.
   */
  readonly action: 'none' | 'create' | 'update' | 'do' | 'ask' | 'later' | 'stop'
  readonly lines: readonly DifferenceLine[]
  readonly counts: Partial<Readonly<Record<Counter, number>>>
  readonly reason?: Message
}

export interface Applied {
  readonly effect: 'none' | 'created' | 'changed' | 'done'
  /** What the step gives to the others. */
  readonly gives: Readonly<Record<string, string>>
}

export interface Verified {
  readonly holds: boolean
  readonly problems: readonly Message[]
}

export interface Undone {
  /** `drifted`: somebody changed it since, so it was left. */
  readonly effect: 'undone' | 'nothing' | 'impossible' | 'drifted'
  readonly reason?: Message
}
