import type { Json, JsonObject } from '../step.js'
import type { Call, GraphAnswer, GraphClient } from './client.js'
import { errorBodyOf, GraphFailure } from './failure.js'
import { idsMadeBy } from './fresh.js'
import { givenUp, type Surroundings } from './middleware.js'
import { isRefusal, leavesUnsure, nextMove, type Outcome } from './next-move.js'

/** https://learn.microsoft.com/graph/json-batching */
const mostInBatch = 20

interface Waiting {
  readonly index: number
  readonly call: Call
  readonly started: number
  attempt: number
  lagged: number
  unsureBefore: boolean
  notBefore: number
}

/**
 * Twenty requests in one. The answer 200 of a batch says nothing about its members: each has its own status and its own
 * retry, and only who was refused is sent again.
 */
export async function sendBatches(
  calls: readonly Call[],
  client: GraphClient,
  around: Surroundings,
): Promise<readonly (GraphAnswer | GraphFailure)[]> {
  const { clock } = around
  const results = new Map<number, GraphAnswer | GraphFailure>()
  let waiting: Waiting[] = calls.map((call, index) => ({
    index,
    call,
    started: clock.now(),
    attempt: 0,
    lagged: 0,
    unsureBefore: false,
    notBefore: 0,
  }))
  while (waiting.length > 0) {
    const soonest = Math.min(...waiting.map(({ notBefore }) => notBefore))
    if (soonest > clock.now()) await clock.sleep(soonest - clock.now())
    const ready = waiting.filter(({ notBefore }) => notBefore <= clock.now())
    const again: Waiting[] = waiting.filter(({ notBefore }) => notBefore > clock.now())
    for (const members of groupsOf(ready)) again.push(...(await sendOne(members, client, around, results)))
    waiting = again
  }
  return calls.map((_, index) => results.get(index) ?? missing(calls[index]))
}

/** One version a batch, and requests that make something apart: a lost answer leaves only those unsure. */
function groupsOf(ready: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const groups = new Map<string, Waiting[][]>()
  for (const member of ready) {
    const kind = `${member.call.api} ${repeatsOf(member.call)}`
    const batches = groups.get(kind) ?? []
    const last = batches.at(-1)
    if (last !== undefined && last.length < mostInBatch) last.push(member)
    else batches.push([member])
    groups.set(kind, batches)
  }
  return [...groups.values()].flat()
}

function repeatsOf(call: Call): boolean {
  return call.repeats ?? call.method !== 'POST'
}

async function sendOne(
  members: readonly Waiting[],
  client: GraphClient,
  around: Surroundings,
  results: Map<number, GraphAnswer | GraphFailure>,
): Promise<readonly Waiting[]> {
  const { clock, pace, tell } = around
  const first = members[0]
  if (first === undefined) return []
  const wait = Math.max(...members.map(({ call }) => pace.take(call.method, call.path)))
  if (wait > 0) {
    tell({ kind: 'waiting', why: 'pace', milliseconds: wait, method: 'POST', path: '$batch' })
    await clock.sleep(wait)
  }
  let answers: ReadonlyMap<string, JsonObject>
  try {
    const { body } = await client.send({
      api: first.call.api,
      method: 'POST',
      path: '$batch',
      repeats: repeatsOf(first.call),
      body: { requests: members.map(({ call }, id) => memberOf(call, id)) },
    })
    answers = answersOf(body)
  } catch (problem) {
    if (!(problem instanceof GraphFailure)) throw problem
    for (const { index } of members) results.set(index, problem)
    return []
  }
  return members.flatMap((member, id) => settle(member, answers.get(String(id)), around, results))
}

function memberOf({ method, path, headers, body }: Call, id: number): JsonObject {
  return {
    id: String(id),
    method,
    url: `/${path.replaceAll(' ', '%20')}`,
    ...(body === undefined
      ? headers === undefined
        ? {}
        : { headers }
      : { headers: { 'Content-Type': 'application/json', ...headers }, body }),
  }
}

function answersOf(body: Json): ReadonlyMap<string, JsonObject> {
  const responses = isObject(body) && Array.isArray(body.responses) ? body.responses : []
  return new Map(responses.filter(isObject).map((response) => [String(response.id), response]))
}

/** @returns the request again, where it has to be sent again */
function settle(
  member: Waiting,
  response: JsonObject | undefined,
  { clock, fresh, deadline, pace, tell, newId }: Surroundings,
  results: Map<number, GraphAnswer | GraphFailure>,
): readonly Waiting[] {
  const { call, index } = member
  const now = clock.now()
  const headers = new Headers(isObject(response?.headers) ? (response.headers as Record<string, string>) : {})
  const status = Number(response?.status ?? 0)
  const outcome: Outcome =
    response === undefined
      ? { kind: 'broken', code: 'NO_RESPONSE' }
      : {
          kind: 'answer',
          status,
          error: errorBodyOf(response.body),
          retryAfter: headers.get('Retry-After') ?? undefined,
        }
  const move = nextMove(
    outcome,
    {
      method: call.method,
      repeats: repeatsOf(call),
      fresh: isRefusal(outcome) && fresh.isNamedIn(`${call.path} ${JSON.stringify(call.body ?? '')}`),
      attempt: member.attempt,
      unsureBefore: member.unsureBefore,
      renewed: true,
      elapsed: now - member.started,
      lagged: member.lagged,
      deadline,
    },
    now,
    () => clock.random(),
  )
  if (move.kind === 'done') {
    const body = response?.body ?? null
    if (call.method === 'POST') for (const id of idsMadeBy(body)) fresh.remember(id)
    results.set(index, { status, headers, body })
    return []
  }
  if (move.kind === 'give-up') {
    results.set(index, givenUp(call, outcome, move.unsure, newId()))
    return []
  }
  tell({ kind: 'waiting', why: move.why, milliseconds: move.milliseconds, method: call.method, path: call.path })
  if (move.why === 'throttled') pace.hold(move.milliseconds)
  return [
    {
      ...member,
      attempt: member.attempt + 1,
      lagged: member.lagged + (move.why === 'lag' ? 1 : 0),
      unsureBefore: member.unsureBefore || leavesUnsure(outcome),
      notBefore: now + move.milliseconds,
    },
  ]
}

function missing(call: Call | undefined): GraphFailure {
  return new GraphFailure({
    kind: 'unavailable',
    message: `The batch did not answer ${call?.method ?? ''} ${call?.path ?? ''}`,
    remedy: 'Go on with "mim2entra resume".',
    unsure: true,
  })
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
