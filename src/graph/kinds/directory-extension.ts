import { directoryExtensionCall } from '../../entra/index.js'
import type { Drafting } from '../draft.js'
import {
  byStampOrName,
  type Draft,
  equal,
  get,
  made,
  madeKey,
  odataText,
  pick,
  post,
  remove,
  removedBy,
  requestOf,
  type StepsOfKind,
  titled,
} from '../draft.js'
import { scopes } from './scopes.js'

const ownerKey = 'application/mim2entra-directory-extensions'
const ownerName = 'mim2entra directory extensions'

/** An extension belongs to an application; all extensions of a tenant share one. It is called by its full name from then on. */
export const directoryExtensionSteps: StepsOfKind<'directory-extension'> = (extension, drafting) => {
  const { key } = drafting
  const list = `applications/${made(ownerKey)}/extensionProperties`
  const create = requestOf(directoryExtensionCall(extension), { applicationId: made(ownerKey) })
  return [
    ownerDraft(drafting),
    {
      part: '',
      stage: 'prepare',
      title: titled('graph.title.extension', { name: extension.name }),
      scopes: scopes.application,
      find: {
        ways: [
          {
            by: 'key',
            request: get(list),
            answer: 'list',
            where: [{ path: 'name', is: 'ending-with', value: `_${extension.name}` }],
          },
        ],
      },
      change: {
        kind: 'ensure',
        create,
        desired: pick(create.body, 'dataType', 'isMultiValued', 'targetObjects'),
      },
      // Rules, filters and schemas of jobs want the full name; to delete it takes the id.
      gives: { [madeKey(key)]: 'name', [madeKey(key, 'id')]: 'id' },
      undo: removedBy(remove(`${list}/${made(key, 'id')}`)),
      counts: { adds: 1 },
    },
  ]
}

function ownerDraft({ stamp }: Drafting): Draft {
  return {
    part: '',
    shared: ownerKey,
    stage: 'prepare',
    title: titled('graph.title.extension-owner'),
    scopes: scopes.application,
    find: byStampOrName(
      `applications?$filter=displayName eq ${odataText(ownerName)}`,
      ownerKey,
      'notes',
      equal('displayName', ownerName),
    ),
    change: {
      kind: 'ensure',
      create: post('applications', 'microsoft.graph.application', {
        displayName: ownerName,
        signInAudience: 'AzureADMyOrg',
        notes: stamp(ownerKey),
      }),
      desired: { displayName: ownerName },
    },
    gives: { [madeKey(ownerKey)]: 'id' },
    undo: removedBy(remove(`applications/${made(ownerKey)}`)),
    counts: { adds: 1 },
  }
}
