import { accessReviewCall } from '../../entra/index.js'
import {
  byStampOrName,
  equal,
  get,
  made,
  madeKey,
  pick,
  post,
  remove,
  requestOf,
  type StepsOfKind,
  titled,
} from '../draft.js'
import { scopes } from './scopes.js'

const definitions = 'identityGovernance/accessReviews/definitions'

/** Names cannot be filtered for: the definitions are read through, and the mark in the administrators' description counts. */
export const accessReviewSteps: StepsOfKind<'access-review'> = (review, { key, stamp }) => {
  const create = requestOf(accessReviewCall(review), {}, { descriptionForAdmins: stamp(key) })
  const at = `${definitions}/${made(key)}`
  return [
    {
      part: '',
      stage: 'cutover',
      title: titled('graph.title.review', { name: review.name }),
      scopes: scopes.review,
      licence: 'P2',
      find: byStampOrName(definitions, key, 'descriptionForAdmins', equal('displayName', review.name)),
      change: {
        kind: 'ensure',
        create,
        desired: pick(create.body, 'displayName', 'descriptionForAdmins', 'scope', 'reviewers', 'settings'),
        update: {
          request: { ...get(at), method: 'PUT', type: create.type },
          body: 'desired',
        },
      },
      gives: { [madeKey(key)]: 'id' },
      undo: { created: { kind: 'requests', requests: [post(`${at}/stop`), remove(at)] }, changed: { kind: 'restore' } },
    },
  ]
}
