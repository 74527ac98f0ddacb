import type { ProvisioningJob } from '../../../entra/index.js'
import {
  asksIn,
  byKey,
  check,
  containing,
  type Draft,
  type Drafting,
  equal,
  get,
  impossible,
  made,
  madeKey,
  nothingToUndo,
  oneOf,
  post,
  remove,
  removedBy,
  restored,
  titled,
} from '../../draft.js'
import { message } from '../../messages.js'
import type { JsonObject, Poll } from '../../step.js'
import { scopes } from '../scopes.js'
import type { JobNames } from './names.js'
import { everybodyDraft } from './secrets.js'

/** Application role of those who have none. */
const defaultAccess = '00000000-0000-0000-0000-000000000000'

/** A few first, by the means the kind of job has; then all; then a look at how it runs. */
export function runDrafts(job: ProvisioningJob, drafting: Drafting, names: JobNames): readonly Draft[] {
  const { pilot } = job
  switch (pilot.kind) {
    case 'assignment':
      return [
        assignDraft(job, names, pilot.group),
        onDemandDraft(job, names),
        startDraft(job, names, 'pilot'),
        everybodyDraft(job, drafting, names),
        restartDraft(job, names),
        cycleDraft(job, names),
      ]
    case 'unit':
      return [
        scopeDraft(job, names, 'pilot', [pilot.unit]),
        startDraft(job, names, 'pilot'),
        scopeDraft(job, names, 'cutover', job.containers),
        cycleDraft(job, names),
      ]
    case 'upload':
      return [
        startDraft(job, names, 'pilot'),
        uploadDraft(job, names, 'pilot'),
        uploadDraft(job, names, 'cutover'),
        cycleDraft(job, names),
      ]
    case 'on-demand':
      return [onDemandDraft(job, names), startDraft(job, names, 'cutover'), cycleDraft(job, names)]
  }
}

function assignDraft(job: ProvisioningJob, names: JobNames, group: string): Draft {
  const { key, tenant, servicePrincipal, applicationKey } = names
  const role = made(key, 'role')
  const assigned = madeKey(key, 'pilot')
  return {
    part: 'assign',
    stage: 'pilot',
    tenant,
    title: titled('graph.title.assign-pilot', { name: job.application }),
    scopes: scopes.assignment,
    licence: 'P1',
    reads: [
      {
        request: get(`${servicePrincipal}?$select=id,appRoles`),
        answer: 'list',
        items: 'appRoles',
        where: [equal('isEnabled', true), containing('allowedMemberTypes', 'User')],
        anyOfThem: true,
        gives: { [madeKey(key, 'role')]: 'id' },
        otherwise: { [madeKey(key, 'role')]: defaultAccess },
      },
    ],
    find: {
      ways: [
        {
          by: 'key',
          request: get(`${servicePrincipal}/appRoleAssignedTo`),
          answer: 'list',
          where: [equal('principalId', group), equal('appRoleId', role)],
        },
      ],
    },
    change: {
      kind: 'ensure',
      create: post(`${servicePrincipal}/appRoleAssignedTo`, 'microsoft.graph.appRoleAssignment', {
        principalId: group,
        resourceId: made(applicationKey),
        appRoleId: role,
      }),
      desired: {},
    },
    gives: { [assigned]: 'id' },
    undo: removedBy(remove(`${servicePrincipal}/appRoleAssignedTo/{${assigned}}`)),
    counts: { adds: 1 },
  }
}

/** It writes: a pilot, not a dry run. Five requests in ten seconds. */
function onDemandDraft(job: ProvisioningJob, names: JobNames): Draft {
  const rule = madeKey(names.key, 'rule')
  return {
    part: 'on-demand',
    stage: 'pilot',
    tenant: names.tenant,
    title: titled('graph.title.on-demand', { name: job.name }),
    scopes: scopes.job,
    licence: 'P1',
    asks: [{ name: 'pilotObjects', secret: false, many: true }],
    reads: [
      {
        request: get(`${names.job}/schema`),
        answer: 'list',
        items: 'synchronizationRules',
        where: [],
        anyOfThem: true,
        gives: { [rule]: 'id' },
      },
    ],
    change: {
      kind: 'action',
      request: post(`${names.job}/provisionOnDemand`, 'microsoft.graph.provisionOnDemand', {
        parameters: [
          {
            ruleId: `{${rule}}`,
            subjects: [
              { objectId: '{ask:pilotObjects}', objectTypeName: job.objectMappings[0]?.sourceObject ?? 'User' },
            ],
          },
        ],
      }),
      oneByOne: 'pilotObjects',
      repeatable: true,
      checksOnly: false,
      expect: [oneOf('json:key.result', 'Success', 'Skipped')],
    },
    undo: { created: { kind: 'nothing' }, changed: impossible(message('graph.undo.provisioned')) },
    counts: { adds: 5, updates: 5 },
  }
}

/** Started only from rest: asking a running job to start again can stop the service. */
function startDraft(job: ProvisioningJob, names: JobNames, stage: 'pilot' | 'cutover'): Draft {
  return {
    part: 'start',
    stage,
    tenant: names.tenant,
    title: titled('graph.title.start', { name: job.name }),
    scopes: scopes.job,
    licence: 'P1',
    find: byKey(names.job),
    change: {
      kind: 'ensure',
      desired: { schedule: { state: 'Active' } },
      update: { request: post(`${names.job}/start`), body: 'fixed' },
    },
    wait: settled(names),
    undo: {
      created: { kind: 'nothing' },
      changed: { kind: 'requests', requests: [post(`${names.job}/pause`)] },
    },
    counts: { updates: 1 },
  }
}

/** A cycle has run, or stopped for a reason. */
function settled(names: JobNames): Poll {
  return {
    request: get(names.job),
    until: [equal('status.code', 'Active')],
    failed: [equal('status.code', 'Quarantine')],
    everySeconds: 30,
    limitSeconds: 7_200,
  }
}

/** Watermark, escrows and quarantine are forgotten, what was joined is not. */
function restartDraft(job: ProvisioningJob, names: JobNames): Draft {
  return {
    part: 'restart',
    stage: 'cutover',
    tenant: names.tenant,
    title: titled('graph.title.restart', { name: job.name }),
    scopes: scopes.job,
    licence: 'P1',
    change: {
      kind: 'action',
      request: post(`${names.job}/restart`, 'microsoft.graph.restart', {
        criteria: { resetScope: 'Watermark, Escrows, QuarantineState' },
      }),
      repeatable: true,
      checksOnly: false,
      expect: [],
    },
    wait: settled(names),
    undo: { created: { kind: 'nothing' }, changed: { kind: 'nothing' } },
    counts: { updates: 1 },
  }
}

/** Which units, or which groups where the job writes groups to AD; the service looks at everything again by itself. */
function scopeDraft(
  job: ProvisioningJob,
  names: JobNames,
  stage: 'pilot' | 'cutover',
  containers: readonly string[],
): Draft {
  const filter: JsonObject = job.template.jobTemplate.startsWith('AAD2AD')
    ? { groupFilter: containers.length === 0 ? null : { includedGroups: [...containers] } }
    : { containerFilter: containers.length === 0 ? null : { includedContainers: [...containers] } }
  return {
    part: `scope-${stage}`,
    ...(stage === 'pilot' ? { until: 'scope-cutover' } : {}),
    stage,
    tenant: names.tenant,
    title: titled(stage === 'pilot' ? 'graph.title.pilot-scope' : 'graph.title.full-scope', { name: job.name }),
    scopes: scopes.job,
    licence: 'P1',
    asks: asksIn(containers, [], ['pilotGroups', 'pilotUnit']),
    find: byKey(`${names.job}/schema?$expand=directories`),
    change: {
      kind: 'ensure',
      desired: { synchronizationRules: [filter] },
      update: {
        request: {
          api: 'v1.0',
          method: 'PUT',
          path: `${names.job}/schema`,
          headers: {},
          type: 'microsoft.graph.synchronizationSchema',
        },
        body: 'schema',
      },
    },
    undo: restored,
    counts: { updates: 1 },
  }
}

/** Who is not sent is not touched. */
function uploadDraft(job: ProvisioningJob, names: JobNames, stage: 'pilot' | 'cutover'): Draft {
  const file = stage === 'pilot' ? 'pilotUpload' : 'fullUpload'
  return {
    part: `upload-${stage}`,
    stage,
    tenant: names.tenant,
    title: titled(stage === 'pilot' ? 'graph.title.upload-pilot' : 'graph.title.upload-all', { name: job.name }),
    // The service publishes no delegated role that fits but the highest.
    signIn: 'application',
    // The body is SCIM, which the metadata does not describe.
    basis: 'documentation',
    scopes: scopes.upload,
    licence: 'P1',
    asks: [{ name: file, secret: false, many: false }],
    change: {
      kind: 'upload',
      request: {
        ...post(`${names.job}/bulkUpload`),
        headers: { 'Content-Type': 'application/scim+json' },
      },
      file,
    },
    undo: { created: { kind: 'nothing' }, changed: impossible(message('graph.undo.uploaded')) },
  }
}

function cycleDraft(job: ProvisioningJob, names: JobNames): Draft {
  return {
    part: 'cycle',
    stage: 'validate',
    tenant: names.tenant,
    title: titled('graph.title.cycle', { name: job.name }),
    scopes: scopes.job,
    change: {
      kind: 'action',
      request: get(names.job),
      repeatable: true,
      checksOnly: true,
      expect: [equal('status.code', 'Active')],
    },
    verify: [
      check(message('graph.check.expects'), names.job, [
        equal('status.code', 'Active'),
        { path: 'status.quarantine', is: 'absent' },
      ]),
    ],
    undo: nothingToUndo,
  }
}
