import type { ProvisioningJob } from '../../entra/index.js'
import { artefactSlug, schemaCall } from '../../entra/index.js'
import { byKey, type Draft, type Drafting, made, requestOf, type StepsOfKind, titled } from '../draft.js'
import type { JsonObject } from '../step.js'
import { applicationDrafts } from './job/application.js'
import { jobDraft } from './job/job.js'
import type { JobNames } from './job/names.js'
import { runDrafts } from './job/run.js'
import { secretsDrafts } from './job/secrets.js'
import { scopes } from './scopes.js'

/** Application, job, credentials and mappings first; then the pilot; then everything. */
export const provisioningJobSteps: StepsOfKind<'provisioning-job'> = (job, drafting) => {
  const names = namesOf(job, drafting)
  return [
    ...applicationDrafts(job, drafting, names),
    jobDraft(job, names),
    ...secretsDrafts(job, drafting, names),
    ...(job.schema === 'written' ? [schemaDraft(job, names)] : []),
    ...runDrafts(job, drafting, names),
  ]
}

function namesOf(job: ProvisioningJob, { key }: Drafting): JobNames {
  const applicationKey = `application/${artefactSlug(job.application)}`
  const servicePrincipal = `servicePrincipals/${made(applicationKey)}`
  return {
    key,
    applicationKey,
    servicePrincipal,
    job: `${servicePrincipal}/synchronization/jobs/${made(key)}`,
    tenant: job.template.jobTemplate === 'Azure2Azure' ? 'source' : 'home',
  }
}

/** Laid over the schema the tenant made for the job: ids of rules and directories and what the plan does not say stay. */
function schemaDraft(job: ProvisioningJob, names: JobNames): Draft {
  const { body, ...request } = requestOf(schemaCall(job), {
    servicePrincipalId: made(names.applicationKey),
    jobId: made(names.key),
  })
  return {
    part: 'schema',
    stage: 'prepare',
    tenant: names.tenant,
    title: titled('graph.title.schema', { name: job.name }),
    scopes: scopes.job,
    find: byKey(`${names.job}/schema?$expand=directories`),
    change: {
      kind: 'ensure',
      desired: withoutScope(body as JsonObject),
      update: { request, body: 'schema' },
    },
    undo: { created: { kind: 'nothing' }, changed: { kind: 'restore' } },
    counts: { updates: 1 },
  }
}

/** Which units or groups are in scope is a matter of the pilot and of the cutover. */
function withoutScope({ id: _, ...schema }: JsonObject): JsonObject {
  const rules = (schema.synchronizationRules ?? []) as readonly JsonObject[]
  return {
    ...schema,
    synchronizationRules: rules.map(({ containerFilter: _container, groupFilter: _group, id: _id, ...rule }) => rule),
    directories: ((schema.directories ?? []) as readonly JsonObject[]).map(({ id: _id, ...directory }) => directory),
  }
}
