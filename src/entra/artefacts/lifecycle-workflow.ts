import type { IdentityGovernanceNamespace as Governance } from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall, typed } from './artefact.js'
import { type LifecycleTaskKind, lifecycleTasks } from './lifecycle-tasks.js'

export interface LifecycleWorkflow extends Made {
  readonly kind: 'lifecycle-workflow'
  readonly category: 'joiner' | 'mover' | 'leaver'
  readonly name: string
  readonly description: string
  readonly trigger: LifecycleTrigger
  /** OData filter over users, '' for everybody. Not the language of dynamic groups. */
  readonly scope: string
  /** In order; 25 at most. */
  readonly tasks: readonly LifecycleTask[]
}

export type LifecycleTrigger =
  | {
      readonly kind: 'time'
      readonly attribute: 'employeeHireDate' | 'employeeLeaveDateTime' | 'createdDateTime'
      /** Days after the date; negative before it. */
      readonly offsetInDays: number
    }
  | { readonly kind: 'attribute-change'; readonly attributes: readonly string[] }
  | { readonly kind: 'membership-change'; readonly change: 'add' | 'remove'; readonly groupIds: readonly string[] }
  | { readonly kind: 'on-demand' }

export interface LifecycleTask {
  readonly kind: LifecycleTaskKind
  readonly name: string
  readonly continueOnError: boolean
  readonly arguments: readonly { readonly name: string; readonly value: string }[]
}

/** Longest list of tasks: https://learn.microsoft.com/entra/id-governance/what-are-lifecycle-workflows */
export const mostTasks = 25

/** Created switched off: the pilot runs it on demand first. */
export function lifecycleWorkflowCall(workflow: LifecycleWorkflow): GraphCall<Governance.Workflow> {
  return graphCall(
    'POST',
    'identityGovernance/lifecycleWorkflows/workflows',
    'microsoft.graph.identityGovernance.workflow',
    {
      category: workflow.category,
      displayName: workflow.name,
      description: workflow.description,
      isEnabled: false,
      isSchedulingEnabled: false,
      executionConditions: conditionsOf(workflow),
      tasks: workflow.tasks.map((task, index) => taskBody(task, index, workflow.category)),
    },
  )
}

function taskBody(task: LifecycleTask, index: number, category: LifecycleWorkflow['category']): Governance.Task {
  return {
    // The metadata calls it a set of flags, its TypeScript form knows single ones only: the workflow's own is one of them.
    category,
    displayName: task.name,
    isEnabled: true,
    continueOnError: task.continueOnError,
    executionSequence: index + 1,
    taskDefinitionId: lifecycleTasks[task.kind].id,
    arguments: task.arguments.map((argument) => ({ ...argument })),
  }
}

function conditionsOf({ trigger, scope }: LifecycleWorkflow): Governance.WorkflowExecutionConditions {
  if (trigger.kind === 'on-demand') return typed('identityGovernance.onDemandExecutionOnly', {})
  const conditions: Governance.TriggerAndScopeBasedConditions = {
    scope:
      trigger.kind === 'membership-change'
        ? typed('identityGovernance.groupBasedSubjectSet', { groups: trigger.groupIds.map((id) => ({ id })) })
        : typed('identityGovernance.ruleBasedSubjectSet', { rule: scope }),
    trigger: triggerBody(trigger),
  }
  return typed('identityGovernance.triggerAndScopeBasedConditions', conditions)
}

function triggerBody(
  trigger: Exclude<LifecycleTrigger, { readonly kind: 'on-demand' }>,
): Governance.WorkflowExecutionTrigger {
  switch (trigger.kind) {
    case 'time':
      return typed('identityGovernance.timeBasedAttributeTrigger', {
        timeBasedAttribute: trigger.attribute,
        offsetInDays: trigger.offsetInDays,
      })
    case 'attribute-change':
      return typed('identityGovernance.attributeChangeTrigger', {
        triggerAttributes: trigger.attributes.map((name) => ({ name })),
      })
    case 'membership-change':
      return typed('identityGovernance.membershipChangeTrigger', { changeType: trigger.change })
  }
}
