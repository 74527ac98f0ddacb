import { lifecycleWorkflowCall } from '../../entra/index.js'
import {
  byKey,
  byStampOrName,
  equal,
  get,
  impossible,
  made,
  madeKey,
  odataText,
  pick,
  post,
  remove,
  requestOf,
  restored,
  type StepsOfKind,
  titled,
} from '../draft.js'
import { message } from '../messages.js'
import type { Ensure, StepRequest } from '../step.js'
import { described } from './group.js'
import { scopes } from './scopes.js'

const workflows = 'identityGovernance/lifecycleWorkflows/workflows'
const type = 'microsoft.graph.identityGovernance.workflow'

/** Made switched off, run for a few people on demand, then by its trigger. */
export const lifecycleWorkflowSteps: StepsOfKind<'lifecycle-workflow'> = (workflow, { key, stamp }) => {
  const { name } = workflow
  const create = requestOf(lifecycleWorkflowCall(workflow), {}, described(workflow.description, stamp(key)))
  const at = `${workflows}/${made(key)}`
  const patch: StepRequest = { ...get(at), method: 'PATCH', type }
  const common = { scopes: scopes.workflow, licence: 'governance' as const }
  return [
    {
      ...common,
      part: '',
      stage: 'prepare',
      title: titled('graph.title.workflow', { name }),
      find: {
        ...byStampOrName(
          `${workflows}?$filter=displayName eq ${odataText(name)}`,
          key,
          'description',
          equal('displayName', name),
        ),
        // The list leaves the tasks out.
        detail: get(`${workflows}/{found}?$expand=tasks`),
      },
      change: {
        kind: 'ensure',
        create,
        desired: pick(create.body, 'displayName', 'description', 'category', 'executionConditions', 'tasks'),
        lists: { tasks: { kind: 'ordered' } },
        update: newVersion(at),
      },
      gives: { [madeKey(key)]: 'id' },
      undo: {
        created: { kind: 'requests', requests: [switchedOff(patch), remove(at)] },
        changed: { kind: 'restore' },
      },
      counts: { adds: 1 },
    },
    {
      ...common,
      part: 'enabled',
      stage: 'pilot',
      title: titled('graph.title.workflow-enable', { name }),
      find: byKey(at),
      change: { kind: 'ensure', desired: { isEnabled: true }, update: { request: patch, body: 'difference' } },
      undo: restored,
      counts: { updates: 1 },
    },
    {
      ...common,
      part: 'pilot',
      stage: 'pilot',
      title: titled('graph.title.workflow-pilot', { name }),
      scopes: scopes.workflowRun,
      asks: [{ name: 'pilotPeople', secret: false, many: true }],
      change: {
        kind: 'action',
        request: post(`${at}/activate`, '', { subjects: [{ id: '{ask:pilotPeople}' }] }),
        // Ten people a request is the most; one by one tells whose run failed.
        oneByOne: 'pilotPeople',
        repeatable: false,
        trace: get(`${at}/runs?$select=id`),
        checksOnly: false,
        expect: [],
      },
      wait: {
        request: get(
          `${at}/runs?$select=id,processingStatus,failedTasksCount,successfulUsersCount,workflowExecutionType&$orderby=lastUpdatedDateTime desc`,
        ),
        until: [equal('value.0.processingStatus', 'completed'), equal('value.0.failedTasksCount', 0)],
        failed: [{ path: 'value.0.processingStatus', is: 'one-of', values: ['failed', 'completedWithErrors'] }],
        everySeconds: 15,
        limitSeconds: 1_800,
      },
      undo: { created: { kind: 'nothing' }, changed: impossible(message('graph.undo.ran')) },
      counts: { updates: 10 },
    },
    ...(workflow.trigger.kind === 'on-demand'
      ? []
      : [
          {
            ...common,
            part: 'scheduled',
            stage: 'cutover' as const,
            title: titled('graph.title.workflow-schedule', { name }),
            find: byKey(at),
            change: {
              kind: 'ensure' as const,
              desired: { isSchedulingEnabled: true },
              update: { request: patch, body: 'difference' as const },
            },
            undo: restored,
            counts: { updates: 1 },
          },
        ]),
  ]
}

/** Tasks and conditions of a workflow cannot be changed: another version takes their place, with all of it. */
function newVersion(at: string): NonNullable<Ensure['update']> {
  return {
    request: post(`${at}/createNewVersion`),
    body: 'desired',
    under: 'workflow',
    keeps: ['isEnabled', 'isSchedulingEnabled'],
    fixed: ['category'],
  }
}

function switchedOff(patch: StepRequest): StepRequest {
  return { ...patch, body: { isEnabled: false, isSchedulingEnabled: false } }
}
