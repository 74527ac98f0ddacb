import type { ErrorBody } from './failure.js'
import { retryAfter } from './retry-after.js'

/** How one attempt ended. */
export type Outcome =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly error: ErrorBody
      readonly retryAfter: string | undefined
    }
  /** No answer: the connection's own error code. */
  | { readonly kind: 'broken'; readonly code: string }

export interface Attempted {
  readonly method: string
  /** Doing it twice is the same as doing it once. */
  readonly repeats: boolean
  /** Path or body name something made in the last quarter of an hour: other replicas may not know it yet. */
  readonly fresh: boolean
  /** Attempts before this one. */
  readonly attempt: number
  /** An attempt before this one may have been done. */
  readonly unsureBefore: boolean
  /** A new token was tried for this request. */
  readonly renewed: boolean
  /** Milliseconds since the first attempt. */
  readonly elapsed: number
  /** Attempts that met the lag of replicas. */
  readonly lagged: number
  readonly deadline: number
}

export type WaitReason = 'throttled' | 'unavailable' | 'connection' | 'lag' | 'conflict' | 'token'

export type Move =
  | { readonly kind: 'done' }
  | { readonly kind: 'wait'; readonly milliseconds: number; readonly why: WaitReason }
  | { readonly kind: 'give-up'; readonly unsure: boolean }

const mostBackoff = 60_000
/** Replicas follow within minutes; longer is another problem. */
const longestLag = 600_000

/**
 * What to do after an attempt. A request that makes something is repeated only when the service has surely not done it:
 * after 429, after a refused connection, after an answer that refuses it. After 5xx or silence nobody knows, and who asked
 * has to look first.
 */
export function nextMove(outcome: Outcome, tried: Attempted, now: number, random: () => number): Move {
  const move = wanted(outcome, tried, now, random)
  if (move.kind === 'wait' && tried.elapsed + move.milliseconds > tried.deadline)
    return { kind: 'give-up', unsure: mayBeDone(outcome) }
  return move
}

function wanted(outcome: Outcome, tried: Attempted, now: number, random: () => number): Move {
  const backoff = jittered(Math.min(mostBackoff, 1_000 * 2 ** tried.attempt), random)
  if (outcome.kind === 'broken') {
    const repeatable = tried.repeats || neverSent.has(outcome.code)
    return repeatable ? { kind: 'wait', milliseconds: backoff, why: 'connection' } : { kind: 'give-up', unsure: true }
  }
  const { status, error } = outcome
  const told = retryAfter(outcome.retryAfter, now)
  const wait = told === undefined ? backoff : told + random() * 1_000
  if (status < 400) return { kind: 'done' }
  if (status === 404 && tried.method === 'DELETE' && tried.unsureBefore) return { kind: 'done' }
  if (status === 429) return { kind: 'wait', milliseconds: wait, why: 'throttled' }
  if (status === 401)
    return tried.renewed ? { kind: 'give-up', unsure: false } : { kind: 'wait', milliseconds: 0, why: 'token' }
  if (isLag(status, error) && tried.fresh && tried.elapsed < longestLag)
    return { kind: 'wait', milliseconds: jittered(Math.min(30_000, 2_000 * 2 ** tried.lagged), random), why: 'lag' }
  if (status === 409 && /concurrency/i.test(error.code)) return { kind: 'wait', milliseconds: wait, why: 'conflict' }
  if (status < 500 && status !== 408) return { kind: 'give-up', unsure: false }
  if (!tried.repeats || status === 501 || (status === 500 && tried.attempt >= 3))
    return { kind: 'give-up', unsure: status !== 501 }
  return { kind: 'wait', milliseconds: wait, why: 'unavailable' }
}

/** Between half and all of it, so that many who wait do not come back at once. */
function jittered(milliseconds: number, random: () => number): number {
  return milliseconds / 2 + (random() * milliseconds) / 2
}

/** A replica does not know what another one has made. */
function isLag(status: number, error: ErrorBody): boolean {
  if (status === 404) return true
  return (
    status === 400 &&
    /does not exist|reference-property objects are not present|ResourceNotFound/i.test(`${error.code} ${error.message}`)
  )
}

function mayBeDone(outcome: Outcome): boolean {
  if (outcome.kind === 'broken') return !neverSent.has(outcome.code)
  return outcome.status >= 500 || outcome.status === 408
}

/** The connection never stood. */
const neverSent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** An answer that does not want the request as it is. */
export function isRefusal(outcome: Outcome): boolean {
  return outcome.kind === 'answer' && outcome.status >= 400
}

/** An attempt after which the service may have done what was asked. */
export function leavesUnsure(outcome: Outcome): boolean {
  return mayBeDone(outcome)
}
