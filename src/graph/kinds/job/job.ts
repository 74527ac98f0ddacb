import type { ProvisioningJob } from '../../../entra/index.js'
import { type Draft, equal, get, made, madeKey, post, remove, removedBy, titled } from '../../draft.js'
import { scopes } from '../scopes.js'
import type { JobNames } from './names.js'

/** The id of a job is the service's own; what it was made from stands in its template, or only in how its id begins. */
export function jobDraft(job: ProvisioningJob, names: JobNames): Draft {
  const { key, servicePrincipal, tenant } = names
  const jobs = get(`${servicePrincipal}/synchronization/jobs`)
  const template = made(key, 'template')
  return {
    part: '',
    stage: 'prepare',
    tenant,
    title: titled('graph.title.job', { name: job.name }),
    scopes: scopes.job,
    licence: 'P1',
    reads: [
      {
        request: get(`${servicePrincipal}/synchronization/templates?$select=id,factoryTag,default,description`),
        answer: 'list',
        where:
          job.template.jobTemplate === '' ? [] : [{ path: 'id', is: 'starting-with', value: job.template.jobTemplate }],
        gives: { [madeKey(key, 'template')]: 'id' },
        // A new application answers late.
        wait: { everySeconds: 5, limitSeconds: 600 },
      },
    ],
    find: {
      ways: [
        { by: 'key', request: jobs, answer: 'list', where: [equal('templateId', template)] },
        {
          by: 'key',
          request: jobs,
          answer: 'list',
          where: [{ path: 'id', is: 'starting-with', value: `${template}.` }],
        },
      ],
    },
    change: {
      kind: 'ensure',
      create: post(`${servicePrincipal}/synchronization/jobs`, 'microsoft.graph.synchronizationJob', {
        templateId: template,
      }),
      desired: {},
    },
    gives: { [madeKey(key)]: 'id' },
    undo: removedBy(remove(names.job)),
    counts: { adds: 1 },
  }
}
