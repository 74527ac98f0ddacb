import type { ProvisioningJob } from '../../../entra/index.js'
import {
  asksIn,
  byKey,
  containing,
  type Draft,
  type Drafting,
  equal,
  get,
  made,
  madeKey,
  odataText,
  post,
  remove,
  removedBy,
  titled,
} from '../../draft.js'
import type { Reading } from '../../step.js'
import { scopes } from '../scopes.js'
import type { JobNames } from './names.js'

/**
 * An application of the gallery. Its name is not unique, and the request that makes it takes no mark, so the mark is set
 * right after: until then only the journal tells that it is ours.
 */
export function applicationDrafts(job: ProvisioningJob, { stamp }: Drafting, names: JobNames): readonly Draft[] {
  const { applicationKey, tenant, servicePrincipal } = names
  const name = job.application
  const list = get(
    `servicePrincipals?$filter=displayName eq ${odataText(name)}&$select=id,appId,displayName,applicationTemplateId,notes`,
  )
  const template = made(applicationKey, 'template')
  const common = { shared: applicationKey, stage: 'prepare', tenant, scopes: scopes.application } as const
  return [
    {
      ...common,
      part: '',
      title: titled('graph.title.application', { name, template: job.template.application || 'SCIM' }),
      asks: asksIn([name], [], []),
      reads: [templateReading(job, madeKey(applicationKey, 'template'))],
      find: {
        ways: [
          {
            by: 'stamp',
            request: list,
            answer: 'list',
            where: [containing('notes', '[mim2entra:'), containing('notes', `/${applicationKey}]`)],
          },
          {
            by: 'name',
            request: list,
            answer: 'list',
            where: [equal('displayName', name), equal('applicationTemplateId', template)],
          },
        ],
      },
      change: {
        kind: 'ensure',
        create: post(`applicationTemplates/${template}/instantiate`, 'microsoft.graph.instantiate', {
          displayName: name,
        }),
        answer: { kind: 'inside', path: 'servicePrincipal' },
        desired: { displayName: name },
      },
      gives: { [madeKey(applicationKey)]: 'id', [madeKey(applicationKey, 'app-id')]: 'appId' },
      undo: removedBy(remove(`applications(appId='${made(applicationKey, 'app-id')}')`)),
      counts: { adds: 1 },
    },
    {
      ...common,
      part: 'mark',
      title: titled('graph.title.stamp', { name }),
      find: byKey(`${servicePrincipal}?$select=id,notes`),
      change: {
        kind: 'ensure',
        desired: { notes: stamp(applicationKey) },
        update: {
          request: { ...get(servicePrincipal), method: 'PATCH', type: 'microsoft.graph.servicePrincipal' },
          body: 'difference',
        },
      },
      undo: { created: { kind: 'nothing' }, changed: { kind: 'restore' } },
      counts: { updates: 1 },
    },
  ]
}

/** Templates were renamed with the product, and clouds lag behind: every name it had is asked for, unless its id is known. */
function templateReading({ template }: ProvisioningJob, place: string): Reading {
  if (template.applicationTemplateId !== undefined)
    return {
      request: get(`applicationTemplates/${template.applicationTemplateId}?$select=id,displayName`),
      answer: 'object',
      where: [],
      gives: { [place]: 'id' },
    }
  const filter = namesOver(template.application)
    .map((name) => `displayName eq ${odataText(name)}`)
    .join(' or ')
  return {
    request: get(`applicationTemplates?$filter=${filter}&$select=id,displayName,supportedProvisioningTypes`),
    answer: 'list',
    where: [containing('supportedProvisioningTypes', 'sync')],
    gives: { [place]: 'id' },
  }
}

function namesOver(name: string): readonly string[] {
  const former = ['Azure Active Directory', 'Azure AD'].flatMap((old) => [
    name.replace('Microsoft Entra ID', old),
    name.replace('Microsoft Entra', old),
  ])
  return [...new Set([name, ...former])]
}
