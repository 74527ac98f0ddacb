import type { Draft } from '../draft.js'
import { pick } from '../draft.js'
import type { Condition, JsonObject, Message, Step, StepRequest } from '../step.js'

/** An eligibility is asked for and taken back by requests; what stands is a schedule. */
export function eligibility(given: {
  readonly title: Message
  readonly scopes: Step['scopes']
  readonly request: StepRequest
  readonly present: StepRequest
  readonly where: readonly Condition[]
  /** Properties that name who is eligible for what. */
  readonly same: readonly string[]
}): Draft {
  const { request } = given
  const takenBack: JsonObject = {
    ...pick(request.body, ...given.same, 'justification'),
    action: 'adminRemove',
  }
  return {
    part: '',
    stage: 'cutover',
    title: given.title,
    scopes: given.scopes,
    licence: 'P2',
    find: { ways: [{ by: 'key', request: given.present, answer: 'list', where: given.where }] },
    change: { kind: 'ensure', create: request, answer: { kind: 'request' }, desired: {} },
    undo: {
      created: { kind: 'requests', requests: [{ ...request, body: takenBack }] },
      changed: { kind: 'nothing' },
    },
    counts: { adds: 1 },
  }
}
