import { isObject, type JsonObject } from '../json.js'
import type { Entity } from '../service/collection.js'
import type { Tenant } from '../service/tenant.js'

const neverYet = '0001-01-01T00:00:00Z'

/** On from now; the first cycle ends after a while, with what the target makes of the credentials. */
export function startJob(tenant: Tenant, job: Entity): void {
  const jobs = tenant.collection('synchronizationJobs')
  jobs.change(job.id, {
    schedule: { expiration: null, interval: 'PT20M', state: 'Active' },
    status: { ...statusOf(job), code: 'Active', quarantine: null },
  })
  tenant.later(tenant.delays.initialCycle, () => runCycle(tenant, job.id))
}

/** A job goes with its schema. */
export function removeJob(tenant: Tenant, id: string): void {
  tenant.collection('synchronizationJobs').delete(id)
  tenant.collection('synchronizationSchemas').delete(id)
}

/** One cycle: takes in what was uploaded, counts what is there, or ends in quarantine. */
export function runCycle(tenant: Tenant, id: string): void {
  const jobs = tenant.collection('synchronizationJobs')
  const job = jobs.get(id)
  if (job === undefined || statusOf(job).code !== 'Active') return
  const credentials = new Map(secretsOf(tenant, String(job.servicePrincipalId)))
  const good = tenant.options.goodCredentials(credentials)
  jobs.change(id, { status: { ...statusOf(job), ...(good ? succeeded(tenant, job) : quarantined(tenant)) } })
}

function succeeded(tenant: Tenant, job: Entity): JsonObject {
  const first = statusOf(job).steadyStateFirstAchievedTime
  const imported = processUploads(tenant, job)
  const execution = {
    activityIdentifier: job.id,
    state: 'Succeeded',
    timeBegan: tenant.now(),
    timeEnded: tenant.now(),
    countImported: imported,
    countExported: imported,
    countEscrowed: 0,
  }
  return {
    lastExecution: execution,
    lastSuccessfulExecution: execution,
    steadyStateFirstAchievedTime: first === neverYet ? tenant.now() : (first ?? null),
    steadyStateLastAchievedTime: tenant.now(),
  }
}

function quarantined(tenant: Tenant): JsonObject {
  return {
    code: 'Quarantine',
    quarantine: {
      currentBegan: tenant.now(),
      nextAttempt: new Date(tenant.clock.now() + 24 * 3_600_000).toISOString(),
      reason: 'EncounteredQuarantineException',
      seriesBegan: tenant.now(),
      seriesCount: 1,
      error: {
        code: 'SystemForCrossDomainIdentityManagementCredentialValidationFailed',
        message: 'The credentials were not accepted.',
      },
    },
  }
}

function processUploads(tenant: Tenant, job: Entity): number {
  let count = 0
  for (const upload of [...tenant.collection('uploads').all()]) {
    if (upload.jobId !== job.id || upload.isProcessed === true) continue
    tenant.collection('uploads').change(upload.id, { isProcessed: true })
    count++
    const operation = isObject(upload.operation) ? upload.operation : {}
    tenant.collection('provisioningLogs').add({
      id: tenant.newId(),
      jobId: job.id,
      activityDateTime: tenant.now(),
      provisioningAction: 'create',
      provisioningStatusInfo: { status: 'success' },
      sourceIdentity: { id: operation.bulkId ?? null },
      provisioningSteps: [],
    })
  }
  return count
}

function secretsOf(tenant: Tenant, servicePrincipalId: string): [string, string][] {
  const value = tenant.collection('synchronizationSecrets').get(servicePrincipalId)?.value
  return Array.isArray(value) ? value.filter(isObject).map((entry) => [String(entry.key), String(entry.value)]) : []
}

function statusOf(job: Entity): JsonObject {
  return isObject(job.status) ? job.status : {}
}
