import { lastingFeatures, synchronizationFeaturesCall } from '../../entra/index.js'
import { byKey, get, impossible, made, madeKey, requestOf, restored, type StepsOfKind, titled } from '../draft.js'
import { message } from '../messages.js'
import type { JsonObject } from '../step.js'
import { scopes } from './scopes.js'

/** The permission map of the service knows a delegated form alone. */
export const synchronizationFeaturesSteps: StepsOfKind<'synchronization-features'> = (set, { key }) => {
  const { body, ...request } = requestOf(synchronizationFeaturesCall(set), { tenantId: made(key) })
  const lasting = lastingFeatures.filter((name) => set.features[name] === true)
  return [
    {
      part: '',
      stage: 'prepare',
      title: titled('graph.title.sync-features'),
      scopes: scopes.syncFeatures,
      signIn: 'delegated',
      reads: [
        {
          request: get('directory/onPremisesSynchronization?$select=id'),
          answer: 'list',
          where: [],
          gives: { [madeKey(key)]: 'id' },
        },
      ],
      find: byKey(request.path),
      change: { kind: 'ensure', desired: body as JsonObject, update: { request, body: 'difference' } },
      undo:
        lasting.length === 0
          ? restored
          : {
              created: { kind: 'nothing' },
              changed: impossible(message('graph.undo.not-switchable', { what: lasting.join(', ') })),
            },
      counts: { updates: 1 },
    },
  ]
}
