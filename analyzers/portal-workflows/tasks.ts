import {
  type Artefact,
  artefactKey,
  askedFor,
  type CustomTaskExtension,
  type HandStep,
  type LifecycleTask,
  lifecycleTasks,
  madeBy,
} from '../../src/entra/index.js'
import {
  type Estate,
  type IdentityService,
  normalizeGuid,
  type ServiceSet,
  type WorkflowActivity,
  type WorkflowDefinition,
} from '../../src/model/index.js'
import { learn } from '../facts/design.js'
import { cloudGroupOf } from '../facts/portal-groups.js'
import { syncedGroupPlace } from '../facts/portal-people.js'
import { nameList } from '../facts/service.js'
import { activityText } from '../facts/workflows.js'
import { mailTask } from './mail.js'
import type { Timing } from './timing.js'

/** What an activity leaves: tasks of the workflow, things to make first, things to do by hand. */
export interface ActivityDesign {
  readonly tasks: readonly LifecycleTask[]
  readonly before: readonly Artefact[]
  /** Sentences for the person who finishes the workflow. */
  readonly notes: readonly string[]
}

export interface ActivityContext {
  readonly estate: Estate
  readonly service: IdentityService
  readonly workflow: WorkflowDefinition
  readonly set: ServiceSet | undefined
  readonly timing: Timing
}

const nothing: ActivityDesign = { tasks: [], before: [], notes: [] }

export function activityDesign(context: ActivityContext, activity: WorkflowActivity): ActivityDesign {
  const { service, timing } = context
  switch (activity.activity) {
    case 'EmailNotificationActivity':
    case 'SendEmailNotification': {
      const { task, notes } = mailTask(service, activity, timing)
      return task === undefined ? { ...coded(context, activity), notes } : { ...nothing, tasks: [task], notes }
    }
    case 'AddUserToGroupActivity':
      return added(context, activity)
    case 'UpdateResourceActivity':
    case 'UpdateResources':
    case 'FunctionActivity':
      return { ...nothing, notes: updates(activity) }
    case 'DeleteResourceActivity':
    case 'DeleteResources':
      return deleted(context, activity)
    case 'SynchronizationRuleActivity':
      return provisioned(context, activity)
    case 'GenerateUniqueValue':
      return {
        ...nothing,
        notes: ['The unique name is made where the account is made: by the provisioning job, or before the upload.'],
      }
    case 'CreateResource':
    case 'CreateResourceActivity': {
      const type = activityText(activity, 'ResourceType') || 'resource'
      if (/^person$/i.test(type)) return { ...nothing, notes: ['People are made by the provisioning job.'] }
      return coded(context, activity)
    }
    case 'AddDelay':
    case 'PWResetActivity':
    case 'FilterValidationActivity':
    case 'GroupValidationActivity':
      return nothing
    default:
      return /^PAM/.test(activity.activity) ? nothing : coded(context, activity)
  }
}

/** A task that the category of the workflow does not have cannot stand in it. */
export function fits({ kind }: LifecycleTask, { category }: Timing): boolean {
  return lifecycleTasks[kind].in.split(',').includes(category)
}

function added({ service }: ActivityContext, activity: WorkflowActivity): ActivityDesign {
  const ids = activity.properties.map((property) => normalizeGuid(property.value))
  const group = service.groups.find((item) => ids.includes(item.object.id))
  if (group === undefined) return { ...nothing, notes: ['Which group people are added to is not in the input.'] }
  const task: LifecycleTask = {
    kind: 'add-to-groups',
    name: `Add to ${group.object.displayName}`,
    continueOnError: true,
    arguments: [{ name: 'groupID', value: syncedGroupPlace(group) }],
  }
  return { ...nothing, tasks: [task] }
}

/** Each row of a table of updates, or the one update of a shipped activity. */
function updates(activity: WorkflowActivity): readonly string[] {
  const rows = activity.properties.find((property) => property.name === 'UpdatesTable')?.rows
  if (rows !== undefined)
    return rows.map(
      ([value = '', target = '']) =>
        `Set ${target} to ${value}: by the task "Update user attributes", or by the mapping of the job.`,
    )
  const named = activity.properties.filter((property) => property.value !== '').map((property) => property.name)
  return [
    `${activity.activity} changes attributes (${nameList(named, 6)}): by the task "Update user attributes", or by the mapping of the job.`,
  ]
}

function deleted(context: ActivityContext, activity: WorkflowActivity): ActivityDesign {
  const target = activityText(activity, 'TargetExpression') || activityText(activity, 'ResourceId') || '[//Target]'
  if (!/^\[\/\/Target(\/ObjectID)?\]$/i.test(target)) return coded(context, activity)
  const task: LifecycleTask = { kind: 'delete-user', name: 'Delete the account', continueOnError: false, arguments: [] }
  if (fits(task, context.timing)) return { ...nothing, tasks: [task] }
  return { ...nothing, notes: ['Accounts are deleted by leaver workflows only.'] }
}

/** Who gets an account by rule is in the scope of its job: the set, as a group assigned to the application. */
function provisioned({ estate, service, set }: ActivityContext, activity: WorkflowActivity): ActivityDesign {
  const id = normalizeGuid(activityText(activity, 'SynchronizationRuleId'))
  const rule = service.syncRules.find((item) => item.id === id)?.name ?? id
  if (/^remove$/i.test(activityText(activity, 'Action')))
    return { ...nothing, notes: [`Who leaves the scope of the job of ${rule} loses the account: no task is needed.`] }
  if (set?.filter === undefined) return { ...nothing, notes: [`Assign the people to the job of ${rule}.`] }
  const cloud = cloudGroupOf(estate, service, set)
  if (cloud.group.kind !== 'dynamic-group')
    return {
      ...nothing,
      notes: [`No rule says who is in the scope of the job of ${rule}: scope the job by attributes.`],
    }
  return {
    ...nothing,
    before: cloud.artefacts,
    notes: [`Assign the group ${cloud.group.name} to the application of ${rule}: it is the scope of the job.`],
  }
}

/** Code, and whatever else no task does: a Logic App that the workflow calls, written by hand. */
function coded(context: ActivityContext, activity: WorkflowActivity): ActivityDesign {
  const { workflow } = context
  const title = activityText(activity, 'ActivityDisplayName') || activity.activity
  const name = `${workflow.object.displayName}: ${title}`
  const extension: CustomTaskExtension = {
    kind: 'custom-task-extension',
    madeFrom: [activity.at],
    name,
    description: `${activity.clrNamespace}.${activity.activity}`.slice(0, 500),
    subscriptionId: askedFor('subscriptionId'),
    resourceGroup: askedFor('resourceGroupName'),
    logicApp: logicAppName(name),
    waitsMinutes: undefined,
  }
  const task: LifecycleTask = {
    kind: 'custom-extension',
    name: title,
    continueOnError: true,
    arguments: [{ name: 'customTaskExtensionID', value: madeBy(artefactKey(extension)) }],
  }
  return { tasks: [task], before: [logicApp(extension, activity), extension], notes: [] }
}

/** 80 characters that a Logic App may be called by. */
function logicAppName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
  return `la-${plain}`.slice(0, 80)
}

function logicApp({ name, logicApp: app, madeFrom }: CustomTaskExtension, activity: WorkflowActivity): HandStep {
  const parameters = activity.properties
    // Scripts and tables of another kind are read where they stand; they are too long to be told here.
    .filter(
      ({ name: property, value }) => value !== '' && property !== 'Script' && !/Service(Attributes)?$/.test(property),
    )
    .map(({ name: property, value }) => `${property} = ${value.replace(/\s+/g, ' ').slice(0, 200)}`)
  return {
    kind: 'hand-step',
    madeFrom,
    name: `Logic App for ${name}`,
    where: 'Azure portal: Logic Apps',
    instructions: [
      `Make the Logic App ${app} (consumption plan, HTTP trigger with the schema of lifecycle workflows).`,
      `It does what ${activity.clrNamespace}.${activity.activity} does today; what runs on premises goes to Azure Automation with a hybrid worker.`,
      ...(parameters.length === 0 ? [] : [`Set up today with: ${parameters.join('; ')}.`]),
      'Let lifecycle workflows call it: its managed identity and authorization policy as the documentation says.',
    ],
    check: `Does a test run of ${app} with one person of the pilot succeed?`,
    source: learn('/entra/id-governance/lifecycle-workflow-extensibility'),
  }
}
