import { oncePer } from '../../src/entra/once.js'
import type { Estate, IdentityService, WorkflowActivity } from '../../src/model/index.js'
import { activitiesOf, servicesOf } from './service.js'
import {
  activityText,
  approvalActivities,
  type BoundWorkflow,
  customWorkflows,
  subjectMatter,
  targetTypesOf,
} from './workflows.js'

/** A customer workflow that asks for approval and is started by customer rules. */
export interface ApprovalWorkflow extends BoundWorkflow {
  readonly service: IdentityService
  readonly stages: readonly ApprovalStage[]
  /** What the request is about: access (membership), data (other attributes), or not told by the rule. */
  readonly about: 'access' | 'data' | 'unclear'
  /** Attributes the rules name, `*` included. */
  readonly attributes: readonly string[]
  readonly types: readonly string[]
}

export interface ApprovalStage {
  readonly number: number
  readonly approvers: string
  readonly kind: ApproverKind
  readonly threshold: number
  readonly escalates: boolean
  readonly duration: string
  readonly activity: WorkflowActivity
}

export type ApproverKind = 'manager' | 'second-manager' | 'owner' | 'named' | 'computed'

export const approvalWorkflows = oncePer((estate: Estate): readonly ApprovalWorkflow[] =>
  servicesOf(estate).flatMap((service) =>
    customWorkflows(service).flatMap((bound) => {
      const { workflow, policies } = bound
      const approvals = activitiesOf(workflow, ...approvalActivities)
      if (workflow.phase !== 'authorization' || approvals.length === 0 || policies.length === 0) return []
      const types = [...new Set(policies.flatMap((policy) => targetTypesOf(service, policy)))]
      const attributes = [...new Set(policies.flatMap((policy) => policy.attributes))].sort()
      return [
        { ...bound, service, stages: approvals.map(stageOf), about: subjectMatter(policies, types), attributes, types },
      ]
    }),
  ),
)

export function stageOf(activity: WorkflowActivity, index: number): ApprovalStage {
  const approvers = activityText(activity, 'Approvers').replace(/;\s*$/, '')
  return {
    number: index + 1,
    approvers,
    kind: approverKind(approvers),
    threshold: Number.parseInt(activityText(activity, 'Threshold'), 10) || 1,
    escalates: activityText(activity, 'Escalation') !== '',
    duration: activityText(activity, 'Duration'),
    activity,
  }
}

function approverKind(approvers: string): ApproverKind {
  if (/^\[\/\/(Requestor|Target)\/Manager\/Manager\]$/i.test(approvers)) return 'second-manager'
  if (/^\[\/\/(Requestor|Target)\/Manager\]$/i.test(approvers)) return 'manager'
  if (/^\[\/\/Target\/(Displayed)?Owner\]$/i.test(approvers)) return 'owner'
  const named = approvers.split(';').every((item) => /^\s*(urn:uuid:)?\{?[0-9a-f-]{36}\}?\s*$/i.test(item))
  return named && approvers !== '' ? 'named' : 'computed'
}

/** Settings of the approval activity beyond a plain approval, in words. */
export function specialFeatures(stages: readonly ApprovalStage[]): readonly string[] {
  const ownTexts = stages.some(({ activity }) =>
    activity.properties.some(({ name }) => /Template/i.test(name) && activityText(activity, name) !== ''),
  )
  return [
    ...(stages.some((stage) => stage.threshold > 1) ? ['a threshold above one'] : []),
    ...(stages.some((stage) => stage.escalates) ? ['escalation'] : []),
    ...(ownTexts ? ['own mail texts'] : []),
  ]
}
