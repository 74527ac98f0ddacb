import { customTaskExtensionCall } from '../../entra/index.js'
import {
  asksIn,
  byStampOrName,
  equal,
  made,
  madeKey,
  pick,
  remove,
  removedBy,
  requestOf,
  type StepsOfKind,
  titled,
} from '../draft.js'
import { described } from './group.js'
import { scopes } from './scopes.js'

const list = 'identityGovernance/lifecycleWorkflows/customTaskExtensions'

/** The Logic App exists by then; who signs in needs rights on it. */
export const customTaskExtensionSteps: StepsOfKind<'custom-task-extension'> = (extension, { key, stamp }) => {
  const create = requestOf(customTaskExtensionCall(extension), {}, described(extension.description, stamp(key)))
  return [
    {
      part: '',
      stage: 'prepare',
      title: titled('graph.title.task-extension', { name: extension.name }),
      scopes: scopes.extension,
      licence: 'governance',
      asks: asksIn([JSON.stringify(create.body)], [], []),
      find: byStampOrName(list, key, 'description', equal('displayName', extension.name)),
      change: {
        kind: 'ensure',
        create,
        desired: pick(create.body, 'displayName', 'description', 'endpointConfiguration', 'callbackConfiguration'),
        update: {
          request: { api: 'v1.0', method: 'PATCH', path: `${list}/${made(key)}`, headers: {}, type: create.type },
          body: 'difference',
        },
      },
      gives: { [madeKey(key)]: 'id' },
      undo: removedBy(remove(`${list}/${made(key)}`)),
    },
  ]
}
