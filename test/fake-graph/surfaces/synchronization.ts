import { badRequest, GraphError, notFound } from '../http/error.js'
import { type Answer, type Call, type Route, route } from '../http/router.js'
import { copyOf, isList, isObject, type JsonObject, objectsOf, textOf } from '../json.js'
import { expansions, listBody } from '../odata/query.js'
import { created, noContent, ok, one, seenOr404 } from '../service/answers.js'
import type { Entity } from '../service/collection.js'
import { anyOf, readJobs, writeJobs } from './needs.js'
import { removeJob, runCycle, startJob } from './synchronization-cycle.js'
import {
  checkedSchema,
  filterOperators,
  functionsOfSchema,
  parsedExpression,
  templateSchema,
} from './synchronization-schema.js'
import { synchronizationTemplatesOf } from './templates.js'

const at = '/servicePrincipals/{id}/synchronization'

/** Provisioning jobs of an application. */
export const synchronizationRoutes: readonly Route[] = [
  route('GET', `${at}/templates`, readJobs, (call) =>
    ok(listBody(call, synchronizationTemplatesOf(principalOf(call)))),
  ),
  route('GET', `${at}/jobs`, readJobs, (call) => ok(listBody(call, jobsOf(call).map(shownJob)))),
  route('POST', `${at}/jobs`, writeJobs, addJob),
  route('GET', `${at}/jobs/{job}`, readJobs, (call) => one(call, shownJob(jobOf(call)))),
  route('DELETE', `${at}/jobs/{job}`, writeJobs, (call) => {
    removeJob(call.tenant, jobOf(call).id)
    return noContent
  }),
  route('POST', `${at}/jobs/{job}/start`, writeJobs, (call) => {
    startJob(call.tenant, jobOf(call))
    return noContent
  }),
  route('POST', `${at}/jobs/{job}/pause`, writeJobs, (call) => {
    change(call, { schedule: { expiration: null, interval: 'PT20M', state: 'Disabled' } }, { code: 'Paused' })
    return noContent
  }),
  route('POST', `${at}/jobs/{job}/restart`, writeJobs, restart),
  route('POST', `${at}/jobs/{job}/validateCredentials`, writeJobs, (call) => {
    jobOf(call)
    return validate(call)
  }),
  route('POST', `${at}/jobs/validateCredentials`, writeJobs, (call) => {
    principalOf(call)
    if (textOf(call.body.templateId) === undefined)
      throw badRequest('templateId is needed where there is no job.', 'BadRequest')
    return validate(call)
  }),
  route('POST', `${at}/jobs/{job}/provisionOnDemand`, writeJobs, provisionOnDemand),
  route('GET', `${at}/secrets`, readJobs, (call) => {
    const stored = call.tenant.collection('synchronizationSecrets').get(principalOf(call).id)
    // Values that are secret are never told again.
    const value = objectsOf(stored?.value).map((entry) =>
      secretKeys.has(String(entry.key)) ? { key: entry.key ?? null, value: '' } : copyOf(entry),
    )
    return ok({ value })
  }),
  route('PUT', `${at}/secrets`, writeJobs, putSecrets),
  route('GET', `${at}/jobs/{job}/schema`, readJobs, (call) => {
    const { directories, ...schema } = schemaOf(call)
    return one(call, expansions(call.query).has('directories') ? { ...schema, directories } : schema)
  }),
  route('GET', `${at}/jobs/{job}/schema/directories`, readJobs, (call) =>
    ok(listBody(call, objectsOf(schemaOf(call).directories))),
  ),
  route('PUT', `${at}/jobs/{job}/schema`, writeJobs, (call) => {
    const job = jobOf(call)
    call.tenant.collection('synchronizationSchemas').put({ ...checkedSchema(call.body, schemaOf(call)), id: job.id })
    return noContent
  }),
  route('DELETE', `${at}/jobs/{job}/schema`, writeJobs, (call) => {
    const job = jobOf(call)
    call.tenant.collection('synchronizationSchemas').put({ ...templateSchema(call.tenant, job), id: job.id })
    return noContent
  }),
  route('GET', `${at}/jobs/{job}/schema/filterOperators()`, readJobs, (call) => {
    jobOf(call)
    return ok({ value: filterOperators })
  }),
  route('GET', `${at}/jobs/{job}/schema/functions()`, readJobs, (call) => {
    jobOf(call)
    return ok({ value: functionsOfSchema })
  }),
  route('POST', `${at}/jobs/{job}/schema/parseExpression`, writeJobs, (call) => {
    jobOf(call)
    return ok(parsedExpression(String(call.body.expression ?? '')))
  }),
  route('POST', `${at}/jobs/{job}/schema/directories/{directory}/discover`, writeJobs, (call) => {
    const directory = objectsOf(schemaOf(call).directories).find((entry) => entry.id === call.at.directory)
    if (directory === undefined) throw notFound(call.at.directory ?? '')
    return ok({ ...directory, discoveryDateTime: call.tenant.now() })
  }),
  route(
    'POST',
    `${at}/jobs/{job}/bulkUpload`,
    anyOf('SynchronizationData-User.Upload', 'SynchronizationData-User.Upload.OwnedBy'),
    bulkUpload,
  ),
  route('GET', '/auditLogs/provisioning', anyOf('ProvisioningLog.Read.All', 'AuditLog.Read.All'), (call) => {
    if (/\b(?:ne|ge|le|startswith|not)\b/i.test((call.query.get('$filter') ?? '').replace(/'[^']*'/g, '')))
      throw badRequest('Only eq, contains, gt and lt are supported.', 'BadRequest')
    return ok(listBody(call, call.tenant.collection('provisioningLogs').all(), { caseSensitive: true }))
  }),
]

const secretKeys = new Set([
  'Password',
  'SecretToken',
  'Oauth2ClientSecret',
  'AppKey',
  'ConnectionString',
  'Oauth2AccessToken',
  'Oauth2RefreshToken',
])

function principalOf(call: Call): Entity {
  return seenOr404(call.tenant.collection('servicePrincipals'), call.at.id ?? '')
}

function jobsOf(call: Call): Entity[] {
  const id = principalOf(call).id
  return [...call.tenant.collection('synchronizationJobs').all()].filter((job) => job.servicePrincipalId === id)
}

function jobOf(call: Call): Entity {
  const job = jobsOf(call).find((entry) => entry.id === call.at.job)
  if (job === undefined) throw new GraphError(404, 'JobNotFound', `Job '${call.at.job ?? ''}' was not found.`)
  return job
}

function shownJob(job: Entity): JsonObject {
  const { servicePrincipalId: _, ...shown } = job
  return shown
}

function schemaOf(call: Call): Entity {
  const job = jobOf(call)
  const stored = call.tenant.collection('synchronizationSchemas').get(job.id)
  if (stored === undefined) throw notFound(job.id)
  return copyOf(stored)
}

/** The answer may name another template than was asked for; only the id's beginning tells. */
function addJob(call: Call): Answer {
  const principal = principalOf(call)
  const templateId = textOf(call.body.templateId)
  const template = synchronizationTemplatesOf(principal).find((entry) => entry.id === templateId)
  if (templateId === undefined || template === undefined)
    throw badRequest(`The template '${templateId ?? ''}' is not one of this application.`, 'TemplateNotFound')
  const { tenant } = call
  const tail = tenant.newId().replaceAll('-', '')
  const job = tenant.collection('synchronizationJobs').add({
    id: `${templateId}.${tail}`,
    servicePrincipalId: principal.id,
    templateId: templateId === 'AD2AADProvisioning' ? 'ADDCInPassthrough' : templateId,
    schedule: { expiration: null, interval: 'PT20M', state: 'Disabled' },
    status: {
      code: 'NotConfigured',
      countSuccessiveCompleteFailures: 0,
      escrowsPruned: false,
      steadyStateFirstAchievedTime: '0001-01-01T00:00:00Z',
      steadyStateLastAchievedTime: '0001-01-01T00:00:00Z',
      troubleshootingUrl: '',
      progress: [],
      synchronizedEntryCountByType: [],
      quarantine: null,
      lastExecution: null,
      lastSuccessfulExecution: null,
    },
    synchronizationJobSettings: [],
  })
  tenant.collection('synchronizationSchemas').put({ ...templateSchema(tenant, job), id: job.id })
  return created(shownJob(job))
}

function change(call: Call, job: JsonObject, status: JsonObject): void {
  const current = jobOf(call)
  const before = isObject(current.status) ? current.status : {}
  call.tenant.collection('synchronizationJobs').change(current.id, { ...job, status: { ...before, ...status } })
}

const resetScopes = new Set([
  'None',
  'ConnectorDataStore',
  'Escrows',
  'Watermark',
  'QuarantineState',
  'Full',
  'ForceDeletes',
])

function restart(call: Call): Answer {
  const criteria = call.body.criteria
  const scope = isObject(criteria) ? textOf(criteria.resetScope) : undefined
  const bad = scope?.split(/\s*,\s*/).find((name) => !resetScopes.has(name))
  if (bad !== undefined) throw badRequest(`Invalid resetScope '${bad}'.`, 'BadRequest')
  change(call, {}, { quarantine: null, steadyStateFirstAchievedTime: '0001-01-01T00:00:00Z' })
  startJob(call.tenant, jobOf(call))
  return noContent
}

function validate(call: Call): Answer {
  const saved = call.body.useSavedCredentials === true
  const given = saved
    ? objectsOf(call.tenant.collection('synchronizationSecrets').get(call.at.id ?? '')?.value)
    : objectsOf(call.body.credentials)
  if (!call.tenant.options.goodCredentials(pairs(given)))
    throw new GraphError(400, 'CredentialsInvalid', 'The credentials were not accepted by the target system.')
  return noContent
}

function pairs(entries: readonly JsonObject[]): Map<string, string> {
  return new Map(entries.map((entry) => [String(entry.key), String(entry.value)]))
}

/** Replaces the whole list: what is not sent is gone. */
function putSecrets(call: Call): Answer {
  const principal = principalOf(call)
  const value = call.body.value
  if (!isList(value)) throw badRequest('value must be a list of keys and values.', 'BadRequest')
  for (const entry of objectsOf(value))
    if (textOf(entry.key) === undefined || textOf(entry.value) === undefined)
      throw badRequest('Every secret needs a key and a value, both texts.', 'BadRequest')
  call.tenant.collection('synchronizationSecrets').put({ id: principal.id, value: copyOf(value) })
  return noContent
}

function provisionOnDemand(call: Call): Answer {
  const job = jobOf(call)
  const rules = objectsOf(schemaOf(call).synchronizationRules)
  const parameters = objectsOf(call.body.parameters)
  if (parameters.length === 0) throw badRequest('parameters are needed.', 'BadRequest')
  for (const parameter of parameters)
    if (!rules.some((rule) => rule.id === parameter.ruleId))
      throw badRequest(`The rule '${String(parameter.ruleId)}' is not one of the schema.`, 'BadRequest')
  const subjects = parameters.flatMap((parameter) => objectsOf(parameter.subjects))
  const [subject] = subjects
  if (subject === undefined || subjects.length > 1)
    throw badRequest('Exactly one subject is provisioned.', 'BadRequest')
  const known =
    call.tenant.directoryObject(String(subject.objectId)) !== undefined || /[=,]/.test(String(subject.objectId))
  const result = known ? 'Success' : 'Failure'
  const steps = ['import', 'scoping', 'matching', 'export'].map((type) => ({
    provisioningStepType: type,
    status: known ? 'success' : 'failure',
  }))
  call.tenant.collection('provisioningLogs').add({
    id: call.tenant.newId(),
    jobId: job.id,
    activityDateTime: call.tenant.now(),
    provisioningAction: known ? 'create' : 'other',
    provisioningStatusInfo: { status: known ? 'success' : 'failure' },
    sourceIdentity: { id: subject.objectId ?? null },
    provisioningSteps: steps,
  })
  return ok({
    key: JSON.stringify({ result, details: known ? '' : 'The object was not found in the source.' }),
    value: JSON.stringify({ provisioningSteps: steps, modifiedProperties: [], statusInfo: { status: result } }),
  })
}

/** At most 50 operations, all POST on /Users; processed by the job's next cycle. */
function bulkUpload(call: Call): Answer {
  const job = jobOf(call)
  if (!/^application\/scim\+json/i.test(call.headers['content-type'] ?? ''))
    throw badRequest('A content-type of application/scim+json is needed.', 'BadRequest')
  const operations = objectsOf(call.body.Operations)
  if (operations.length === 0 || operations.length > 50)
    throw badRequest('A bulk request holds 1 to 50 operations.', 'InvalidBulkRequest')
  for (const operation of operations)
    if (operation.method !== 'POST' || operation.path !== '/Users')
      throw badRequest('Only POST on /Users is supported.', 'InvalidBulkRequest')
  const uploads = call.tenant.collection('uploads')
  for (const operation of operations)
    uploads.add({ id: call.tenant.newId(), jobId: job.id, operation: copyOf(operation), isProcessed: false })
  if (isObject(job.status) && job.status.code === 'Active') runCycle(call.tenant, job.id)
  const location = `${call.root}/auditLogs/provisioning?$filter=jobid eq '${job.id}'`
  return { status: 202, headers: { location } }
}
