import {
  type Artefact,
  type HandStep,
  type LifecycleTask,
  type LifecycleWorkflow,
  mostTasks,
} from '../../src/entra/index.js'
import type {
  Estate,
  IdentityService,
  ManagementPolicyRule,
  WorkflowActivity,
  WorkflowDefinition,
} from '../../src/model/index.js'
import { daysOf } from '../facts/approvers.js'
import { learn } from '../facts/design.js'
import { graphPropertyOf } from '../facts/odata-scope.js'
import { activityText, type BoundWorkflow, targetSetOf } from '../facts/workflows.js'
import { activityDesign, fits } from './tasks.js'
import { type Timing, timingOf } from './timing.js'

/** Activities that run together: after the same delay and under the same condition. */
interface Segment {
  readonly delayDays: number
  readonly condition: string
  readonly activities: readonly WorkflowActivity[]
}

/** The lifecycle workflows a workflow of the portal becomes, one a rule, delay and condition, with what they need. */
export function lifecycleArtefacts(
  estate: Estate,
  service: IdentityService,
  { workflow, policies }: BoundWorkflow,
): readonly Artefact[] {
  if (workflow.phase !== 'action') return []
  return policies.flatMap((policy) => {
    const timing = timingOf(estate, service, policy)
    if (timing === undefined) return [untriggered(workflow, policy)]
    const name =
      policies.length > 1
        ? `${workflow.object.displayName} (${policy.object.displayName})`
        : workflow.object.displayName
    return ruleArtefacts(estate, service, workflow, policy, timing, name)
  })
}

function ruleArtefacts(
  estate: Estate,
  service: IdentityService,
  workflow: WorkflowDefinition,
  policy: ManagementPolicyRule,
  timing: Timing,
  name: string,
): readonly Artefact[] {
  const context = { estate, service, workflow, set: targetSetOf(service, policy), timing }
  const notes: string[] = []
  for (const condition of timing.scope.unsaid) notes.push(`Not in the scope, since no scope can say it: ${condition}.`)
  const before: Artefact[] = [...timing.scope.extensions]
  const workflows: LifecycleWorkflow[] = []
  for (const segment of segmentsOf(workflow.activities)) {
    const designs = segment.activities.map((activity) => activityDesign(context, activity))
    const tasks = designs.flatMap((design) => design.tasks)
    before.push(...designs.flatMap((design) => design.before))
    notes.push(...designs.flatMap((design) => design.notes))
    for (const task of tasks.filter((item) => !fits(item, timing)))
      notes.push(`The task ${task.name} is not for ${timing.category} workflows.`)
    const narrowed = narrow(context, segment, timing)
    notes.push(...narrowed.notes)
    before.push(...narrowed.before)
    const delayed = delay(timing, segment.delayDays)
    if (delayed === undefined)
      notes.push(`${segment.delayDays} days of waiting are not carried over: only a date can be waited for.`)
    const made = { timing: delayed ?? timing, scope: narrowed.scope }
    for (const part of partsOf(tasks.filter((item) => fits(item, timing))))
      workflows.push(workflowOf(workflow, policy, made, part, named(name, workflows.length)))
  }
  if (workflows.length > 0) notes.unshift(...timing.notes)
  const hand = notes.length === 0 ? [] : [finishing(workflow, policy, name, notes)]
  return [...before, ...workflows, ...hand]
}

/** Delays add up; whatever has another condition than the activity before it starts a part of its own. */
function segmentsOf(activities: readonly WorkflowActivity[]): readonly Segment[] {
  const segments: Segment[] = []
  let delayDays = 0
  for (const activity of activities) {
    if (activity.activity === 'AddDelay') {
      delayDays += daysOf(activityText(activity, 'TimeoutDuration')) ?? 0
      continue
    }
    const condition = activityText(activity, 'ActivityExecutionCondition')
    const last = segments.at(-1)
    if (last !== undefined && last.delayDays === delayDays && last.condition === condition)
      segments[segments.length - 1] = { ...last, activities: [...last.activities, activity] }
    else segments.push({ delayDays, condition, activities: [activity] })
  }
  return segments
}

function delay(timing: Timing, days: number): Timing | undefined {
  if (days === 0) return timing
  const { trigger } = timing
  if (trigger.kind !== 'time') return undefined
  return { ...timing, trigger: { ...trigger, offsetInDays: trigger.offsetInDays + days } }
}

/** The condition of an activity as a part of the scope, where it compares one attribute of the person. */
function narrow(
  { estate, service }: { readonly estate: Estate; readonly service: IdentityService },
  { condition, activities }: Segment,
  { scope }: Timing,
): { readonly scope: string; readonly before: readonly Artefact[]; readonly notes: readonly string[] } {
  if (condition === '') return { scope: scope.scope, before: [], notes: [] }
  const match = /^(Not\()?Eq\(\[\/\/Target\/(\w+)\],\s*"([^"]*)"\)(\))?$/i.exec(condition.trim()) ?? undefined
  const [at] = activities.map((activity) => activity.at)
  if (match === undefined || at === undefined || (match[1] === undefined) !== (match[4] === undefined))
    return { scope: scope.scope, before: [], notes: [`Runs today only if ${condition}: no scope can say it.`] }
  const { property, extensions } = graphPropertyOf(estate, service, match[2] ?? '', at)
  const text = `${property} eq '${(match[3] ?? '').replaceAll("'", "''")}'`
  const added = match[1] === undefined ? `(${text})` : `(not (${text}))`
  if (scope.scope.includes(added)) return { scope: scope.scope, before: [], notes: [] }
  return { scope: scope.scope === '' ? added : `(${scope.scope} and ${added})`, before: extensions, notes: [] }
}

/** As many tasks as one workflow takes. */
function partsOf(tasks: readonly LifecycleTask[]): readonly (readonly LifecycleTask[])[] {
  return Array.from({ length: Math.ceil(tasks.length / mostTasks) }, (_, index) =>
    tasks.slice(index * mostTasks, (index + 1) * mostTasks),
  )
}

function named(name: string, before: number): string {
  return before === 0 ? name : `${name} (${before + 1})`
}

function workflowOf(
  workflow: WorkflowDefinition,
  policy: ManagementPolicyRule,
  { timing, scope }: { readonly timing: Timing; readonly scope: string },
  tasks: readonly LifecycleTask[],
  name: string,
): LifecycleWorkflow {
  return {
    kind: 'lifecycle-workflow',
    madeFrom: [policy.object.at, workflow.object.at],
    category: timing.category,
    name,
    description: `${policy.object.displayName} starts ${workflow.object.displayName} in the portal.`.slice(0, 500),
    trigger: timing.trigger,
    scope,
    tasks,
  }
}

function finishing(
  workflow: WorkflowDefinition,
  policy: ManagementPolicyRule,
  name: string,
  notes: readonly string[],
): HandStep {
  return {
    kind: 'hand-step',
    madeFrom: [policy.object.at, workflow.object.at],
    name: `What is left of ${name}`,
    where: 'Entra admin center: Lifecycle workflows, and the provisioning jobs',
    instructions: [...new Set(notes)],
    check: `Does a run on demand for one person of the pilot end as ${name} does in the portal?`,
    source: learn('/entra/id-governance/lifecycle-workflow-tasks'),
  }
}

/** Nothing in Entra starts it: what it does has to be started by something else. */
function untriggered(workflow: WorkflowDefinition, policy: ManagementPolicyRule): HandStep {
  const names = [...new Set(workflow.activities.map((activity) => activity.activity))]
  return {
    kind: 'hand-step',
    madeFrom: [policy.object.at, workflow.object.at],
    name: `A trigger for ${workflow.object.displayName} (${policy.object.displayName})`,
    where: 'Azure Logic Apps, or the system that owns the objects',
    instructions: [
      `${policy.object.displayName} starts it when ${policy.actions.join(', ')} happens; no lifecycle workflow starts on that.`,
      `It runs ${names.join(', ')}.`,
      'Let a Logic App start on a change notification of Microsoft Graph, or let the system that owns the objects act.',
    ],
    check: `Does one change of the pilot start what takes the place of ${workflow.object.displayName}?`,
    source: learn('/entra/id-governance/lifecycle-workflow-execution-conditions'),
  }
}
