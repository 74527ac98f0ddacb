import { type Call, type GraphAnswer, isObject } from '../client/client.js'
import { GraphFailure } from '../client/failure.js'
import type { Json, StepRequest } from '../step.js'
import type { Answer, Done, ExecutionContext, Intent } from './context.js'

/** Sends what writes, between the two calls of the witness. @throws GraphFailure */
export async function write(call: Call, intent: Intent, { client, witness }: ExecutionContext): Promise<GraphAnswer> {
  refuseUnsafe(call)
  await witness.before(intent)
  try {
    const answer = await client.send(call)
    await witness.after(intent, { status: answer.status, ...idOf(answer.body) })
    return answer
  } catch (problem) {
    if (problem instanceof GraphFailure) await witness.after(intent, answerOf(problem))
    throw problem
  }
}

/** Many at once; each has a witness of its own. Failures come back in place of answers. */
export async function writeTogether(
  writes: readonly { readonly call: Call; readonly intent: Intent }[],
  { client, witness }: ExecutionContext,
): Promise<readonly (GraphAnswer | GraphFailure)[]> {
  for (const { call, intent } of writes) {
    refuseUnsafe(call)
    await witness.before(intent)
  }
  const answers = await client.batch(writes.map(({ call }) => call))
  for (const [index, { intent }] of writes.entries()) {
    const answer = answers[index]
    if (answer === undefined) continue
    await witness.after(
      intent,
      answer instanceof GraphFailure ? answerOf(answer) : { status: answer.status, ...idOf(answer.body) },
    )
  }
  return answers
}

export function intentOf(request: StepRequest, call: Call, parts: Omit<Intent, 'method' | 'api' | 'path'>): Intent {
  return { ...parts, method: request.method, api: request.api, path: call.path }
}

function answerOf({ status, code, message, unsure }: GraphFailure): Answer {
  return { status, code, message, ...(unsure ? { unsure } : {}) }
}

function idOf(body: Json): { readonly id?: string } {
  return isObject(body) && typeof body.id === 'string' ? { id: body.id } : {}
}

/** Without `/$ref` the person would be deleted, not the membership. */
function refuseUnsafe({ method, path }: Call): void {
  if (isMemberDeletion(method, path))
    throw new TypeError(`${method} ${path} deletes a person; only a reference may go.`)
}

export function isMemberDeletion(method: string, path: string): boolean {
  return (
    method === 'DELETE' &&
    /\/(members|owners|transitiveMembers|registeredOwners|registeredUsers)\/[^/]+$/.test(path.split('?')[0] ?? '')
  )
}

/** @returns whether the service has done it, as far as the journal knows */
export function wasDone({ answer }: Done): 'yes' | 'no' | 'unsure' {
  if (answer === undefined || answer.unsure === true) return 'unsure'
  return answer.status >= 200 && answer.status < 400 ? 'yes' : 'no'
}
