import type { Answer, Applied, Intent, Message, TenantRole, Undone } from '../../graph/index.js'
import type { StageName } from '../../model/index.js'
import type { AnswerValue } from '../answers.js'

/** A step of a scenario of the plan; step ids are unique within their scenario. */
export interface StepName {
  readonly scenario: string
  readonly step: string
}

/** What a journal says, in the order in which it happened. Times are ISO 8601, UTC. Holds no secrets. */
export type Entry = Begin | Sent | Answered | StepDone | StepSkipped | StepUndone | StepVerified | End

export type RunCommand = 'apply' | 'rollback' | 'verify'

/** A run of one stage begins. */
export interface Begin {
  readonly type: 'begin'
  readonly at: string
  readonly run: number
  readonly command: RunCommand
  readonly scenario: string
  readonly stage: StageName
  /** Where several are taken back at once. */
  readonly stages?: readonly StageName[]
  /** Hash of the plan. */
  readonly plan: string
  readonly tenants: Partial<Readonly<Record<TenantRole, string>>>
  /** What people have answered, without secrets: a resumed run does not ask again. */
  readonly answers: Readonly<Record<string, AnswerValue>>
  readonly overwrite: boolean
}

/** A request that writes is about to be sent; on disk before it is. */
export interface Sent extends StepName {
  readonly type: 'sent'
  readonly at: string
  readonly run: number
  /** Number of the request in the journal. */
  readonly request: number
  readonly intent: Intent
}

/** What came back. Missing after a crash: then nobody knows whether the service has seen the request. */
export interface Answered {
  readonly type: 'answered'
  readonly at: string
  readonly run: number
  readonly request: number
  readonly answer: Answer
}

export interface StepDone extends StepName {
  readonly type: 'done'
  readonly at: string
  readonly run: number
  readonly effect: Applied['effect']
  readonly gives: Readonly<Record<string, string>>
}

/** Left as it is, and why. `failed`: the service refused it. */
export interface StepSkipped extends StepName {
  readonly type: 'skipped'
  readonly because: 'stopped' | 'by-hand' | 'sign-in' | 'drifted' | 'after' | 'declined' | 'failed'
  readonly at: string
  readonly run: number
  readonly reason: Message
}

export interface StepUndone extends StepName {
  readonly type: 'undone'
  readonly at: string
  readonly run: number
  readonly effect: Undone['effect']
  readonly reason?: Message
}

export interface StepVerified extends StepName {
  readonly type: 'verified'
  readonly at: string
  readonly run: number
  readonly holds: boolean
  readonly problems: readonly Message[]
}

/** `incomplete`: it ran to its end and left something undone. */
export interface End {
  readonly type: 'end'
  readonly at: string
  readonly run: number
  readonly outcome: 'done' | 'incomplete' | 'failed'
  readonly why?: string
}
