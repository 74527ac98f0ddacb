import { badRequest, notFound } from '../http/error.js'
import { type Answer, type Call, type Needs, type Route, route } from '../http/router.js'
import { isObject, type JsonObject, objectsOf, textOf } from '../json.js'
import { testOf } from '../odata/filter.js'
import { expansions, listBody } from '../odata/query.js'
import {
  checkMatch,
  created,
  noContent,
  ok,
  one,
  properties,
  require,
  seenOr404,
  storedOr404,
} from '../service/answers.js'
import type { Entity } from '../service/collection.js'
import type { Tenant } from '../service/tenant.js'
import { anyOf } from './needs.js'
import { plainRoutes } from './plain.js'
import { taskDefinitions } from './task-definitions.js'

const licence = ['Governance'] as const
const read: Needs = {
  ...anyOf(
    'LifecycleWorkflows.Read.All',
    'LifecycleWorkflows.ReadWrite.All',
    'LifecycleWorkflows-Workflow.ReadWrite.All',
  ),
  licence,
}
const write: Needs = {
  ...anyOf('LifecycleWorkflows.ReadWrite.All', 'LifecycleWorkflows-Workflow.ReadWrite.All'),
  licence,
}
const activate: Needs = {
  ...anyOf('LifecycleWorkflows-Workflow.Activate', 'LifecycleWorkflows.ReadWrite.All'),
  licence,
}
const extensions: Needs = {
  ...anyOf('LifecycleWorkflows-CustomExt.ReadWrite.All', 'LifecycleWorkflows.ReadWrite.All'),
  licence,
}
const at = '/identityGovernance/lifecycleWorkflows'

const mostTasks = 25
/** Pages of the documentation say 50 or 100: the stricter one. */
const mostWorkflows = 50

/** Workflows: tasks and conditions never change, a new version replaces them. */
export const lifecycleRoutes: readonly Route[] = [
  route('GET', `${at}/taskDefinitions`, read, (call) => ok(listBody(call, taskDefinitions))),
  route('GET', `${at}/settings`, read, (call) => one(call, settingsOf(call.tenant))),
  route('PATCH', `${at}/settings`, write, (call) => {
    const hours = call.body.workflowScheduleIntervalInHours
    if (hours !== undefined && (typeof hours !== 'number' || hours < 1 || hours > 24))
      throw badRequest('workflowScheduleIntervalInHours must be between 1 and 24.')
    call.tenant
      .collection('lifecycleSettings')
      .put({ ...settingsOf(call.tenant), ...properties(call.body), id: 'settings' })
    return noContent
  }),
  ...plainRoutes({
    path: `${at}/customTaskExtensions`,
    collection: 'customTaskExtensions',
    resource: 'customTaskExtension',
    read,
    write: extensions,
    required: ['displayName', 'endpointConfiguration', 'authenticationConfiguration', 'clientConfiguration'],
    update: 'PATCH',
    deletes: 'away',
    defaults: { description: null, callbackConfiguration: null },
    check: (_call, next) => {
      for (const name of ['endpointConfiguration', 'authenticationConfiguration', 'clientConfiguration'])
        if (!isObject(next[name]) || textOf(next[name]['@odata.type']) === undefined)
          throw badRequest(`${name} needs its @odata.type.`)
    },
    checkDelete: ({ tenant }, extension) => {
      for (const workflow of tenant.collection('workflows').all())
        if (extensionsOf(workflow).includes(extension.id))
          throw badRequest('The extension is used by a workflow.', 'ExtensionInUse')
    },
  }),
  route('GET', `${at}/workflows`, read, (call) =>
    ok(listBody(call, call.tenant.collection('workflows').all(), {}, (workflow) => shown(call, workflow, false))),
  ),
  route('GET', `${at}/workflows/{id}`, read, (call) => one(call, shown(call, workflowOf(call), true))),
  route('POST', `${at}/workflows`, write, (call) => {
    if (call.tenant.collection('workflows').size >= mostWorkflows)
      throw badRequest(`A tenant can have ${mostWorkflows} workflows.`, 'WorkflowLimitReached')
    checkWorkflow(call.tenant, call.body, undefined)
    return created(call.tenant.collection('workflows').add(workflowFrom(call, call.tenant.newId(), 1)))
  }),
  route('PATCH', `${at}/workflows/{id}`, write, (call) => {
    const workflow = workflowOf(call)
    checkMatch(call, call.tenant.collection('workflows'), workflow.id)
    const change = properties(call.body)
    const fixed = Object.keys(change).find((name) => !changeable.has(name))
    if (fixed !== undefined)
      throw badRequest(`Property '${fixed}' is changed by a new version only.`, 'CannotUpdateWorkflow')
    call.tenant.collection('workflows').change(workflow.id, change)
    return noContent
  }),
  route('DELETE', `${at}/workflows/{id}`, write, (call) => {
    const workflow = workflowOf(call)
    call.tenant.collection('workflows').delete(workflow.id)
    call.tenant.collection('deletedWorkflows').put({ ...workflow, deletedDateTime: call.tenant.now() })
    return noContent
  }),
  route('POST', `${at}/workflows/{id}/createNewVersion`, write, (call) => {
    const before = workflowOf(call)
    const body = isObject(call.body.workflow) ? call.body.workflow : undefined
    if (body === undefined) throw badRequest('workflow is needed.')
    checkWorkflow(call.tenant, body, before)
    const next = workflowFrom({ ...call, body }, before.id, Number(before.version) + 1)
    return created(call.tenant.collection('workflows').put(next))
  }),
  route('POST', `${at}/workflows/{id}/activate`, activate, run),
  route('GET', `${at}/workflows/{id}/runs`, read, (call) => {
    const { id } = workflowOf(call)
    const own = [...call.tenant.collection('workflowRuns').all()].filter((entry) => entry.workflowId === id)
    return ok(
      listBody(
        call,
        own.map(({ workflowId: _, ...shownRun }) => shownRun),
      ),
    )
  }),
  route('GET', `${at}/deletedItems/workflows`, read, (call) =>
    ok(listBody(call, call.tenant.collection('deletedWorkflows').all())),
  ),
  route('GET', `${at}/deletedItems/workflows/{id}`, read, (call) =>
    one(call, storedOr404(call.tenant.collection('deletedWorkflows'), call.at.id ?? '')),
  ),
  route('POST', `${at}/deletedItems/workflows/{id}/restore`, write, (call) => {
    const { deletedDateTime: _, ...workflow } = storedOr404(
      call.tenant.collection('deletedWorkflows'),
      call.at.id ?? '',
    )
    call.tenant.collection('deletedWorkflows').delete(workflow.id)
    return ok(call.tenant.collection('workflows').put(workflow))
  }),
  route('DELETE', `${at}/deletedItems/workflows/{id}`, write, (call) => {
    const { id } = storedOr404(call.tenant.collection('deletedWorkflows'), call.at.id ?? '')
    call.tenant.collection('deletedWorkflows').delete(id)
    return noContent
  }),
]

const changeable = new Set(['displayName', 'description', 'isEnabled', 'isSchedulingEnabled'])

function settingsOf(tenant: Tenant): Entity {
  return (
    tenant.collection('lifecycleSettings').get('settings') ?? { id: 'settings', workflowScheduleIntervalInHours: 3 }
  )
}

function workflowOf(call: Call): Entity {
  return seenOr404(call.tenant.collection('workflows'), call.at.id ?? '')
}

/** Tasks stand in a list only where they are expanded. */
function shown(call: Call, workflow: JsonObject, single: boolean): JsonObject {
  const { tasks, ...plain } = workflow
  return single || expansions(call.query).has('tasks') ? { ...plain, tasks } : plain
}

function workflowFrom(call: Call, id: string, version: number): Entity {
  return {
    description: null,
    ...properties(call.body),
    id,
    version,
    createdDateTime: call.tenant.now(),
    tasks: objectsOf(call.body.tasks).map((task, index) => ({
      executionSequence: index + 1,
      arguments: [],
      ...task,
      id: call.tenant.newId(),
    })),
  }
}

function checkWorkflow(tenant: Tenant, body: JsonObject, before: Entity | undefined): void {
  require(body, [
    'category',
    'displayName',
    'isEnabled',
    'isSchedulingEnabled',
    'executionConditions',
    'tasks',
  ], 'workflow')
  const category = String(body.category)
  if (!['joiner', 'mover', 'leaver'].includes(category)) throw badRequest(`Invalid category '${category}'.`)
  for (const other of tenant.collection('workflows').all())
    if (other.displayName === body.displayName && other.id !== before?.id)
      throw badRequest(`A workflow named '${String(body.displayName)}' exists.`, 'DuplicateWorkflowName')
  checkConditions(tenant, body.executionConditions)
  const tasks = objectsOf(body.tasks)
  if (tasks.length === 0 || tasks.length > mostTasks) throw badRequest(`A workflow has 1 to ${mostTasks} tasks.`)
  for (const task of tasks) checkTask(tenant, task, category)
}

function checkConditions(tenant: Tenant, conditions: JsonObject[string]): void {
  const type = isObject(conditions) ? textOf(conditions['@odata.type']) : undefined
  if (!isObject(conditions) || type === undefined) throw badRequest('executionConditions need their @odata.type.')
  if (type.endsWith('onDemandExecutionOnly')) return
  const [scope, trigger] = [conditions.scope, conditions.trigger]
  for (const part of [scope, trigger])
    if (!isObject(part) || !String(part['@odata.type']).startsWith('#microsoft.graph.identityGovernance.'))
      throw badRequest('Scope and trigger need their @odata.type.')
  if (!isObject(scope)) return
  const rule = textOf(scope.rule)
  // The rule is an OData filter; that of a dynamic group is refused.
  if (rule !== undefined && rule !== '') testOf(rule)
  for (const group of objectsOf(scope.groups))
    if (tenant.seenDirectoryObject(String(group.id)) === undefined) throw notFound(String(group.id))
}

function checkTask(tenant: Tenant, task: JsonObject, category: string): void {
  require(task, ['displayName', 'isEnabled', 'taskDefinitionId'], 'task')
  const wanted = String(task.taskDefinitionId).toLowerCase()
  const definition = taskDefinitions.find((entry) => entry.id === wanted)
  if (definition === undefined) throw badRequest(`Unknown taskDefinitionId '${wanted}'.`, 'InvalidTaskDefinition')
  if (!String(definition.category).split(',').includes(category))
    throw badRequest(
      `The task '${String(definition.displayName)}' is not for category '${category}'.`,
      'InvalidTaskCategory',
    )
  const names = new Set(objectsOf(definition.parameters).map((parameter) => parameter.name))
  for (const argument of objectsOf(task.arguments)) {
    if (!names.has(argument.name))
      throw badRequest(`The task knows no argument '${String(argument.name)}'.`, 'InvalidTaskArgument')
    const value = String(argument.value)
    if (argument.name === 'customTaskExtensionID' && tenant.collection('customTaskExtensions').get(value) === undefined)
      throw notFound(value)
    if (argument.name === 'groupID')
      for (const id of value.split(',')) if (tenant.seenDirectoryObject(id.trim()) === undefined) throw notFound(id)
  }
}

function extensionsOf(workflow: JsonObject): string[] {
  return objectsOf(workflow.tasks)
    .flatMap((task) => objectsOf(task.arguments))
    .filter((argument) => argument.name === 'customTaskExtensionID')
    .map((argument) => String(argument.value))
}

/** On demand, for ten people at most. */
function run(call: Call): Answer {
  const workflow = workflowOf(call)
  const subjects = objectsOf(call.body.subjects)
  if (workflow.isEnabled !== true) throw badRequest('The workflow is not enabled.', 'WorkflowNotEnabled')
  if (subjects.length === 0 || subjects.length > 10) throw badRequest('A workflow is activated for 1 to 10 people.')
  for (const subject of subjects)
    if (call.tenant.collection('users').seen(String(subject.id)) === undefined) throw notFound(String(subject.id))
  const { tenant } = call
  const id = tenant.newId()
  const started = { id, workflowId: workflow.id, workflowExecutionType: 'onDemand', startedDateTime: tenant.now() }
  tenant.collection('workflowRuns').put({
    ...started,
    processingStatus: 'inProgress',
    failedTasksCount: 0,
    successfulUsersCount: 0,
    totalUsersCount: subjects.length,
  })
  tenant.later(tenant.delays.workflowRun, () =>
    tenant.collection('workflowRuns').change(id, {
      processingStatus: 'completed',
      successfulUsersCount: subjects.length,
      completedDateTime: tenant.now(),
    }),
  )
  return noContent
}
