import type { Estate, IdentityService, ManagementPolicyRule, WorkflowActivity } from '../../src/model/index.js'
import type { Finding, PartVerdict, Verdict } from '../analyzer.js'
import { activityTarget, isConditional, repeats } from '../facts/activities.js'
import { part, when } from '../facts/design.js'
import { nameList } from '../facts/service.js'
import { approvalActivities, type BoundWorkflow, subjectMatter, targetTypesOf } from '../facts/workflows.js'
import { finding, overallVerdict } from '../finding.js'
import { patternReason } from './patterns.js'
import { triggerOf } from './triggers.js'

/** One workflow: the worst verdict of its activities and of what starts it. */
export function workflowPart(
  estate: Estate,
  service: IdentityService,
  { workflow, policies }: BoundWorkflow,
): PartVerdict {
  const { displayName, at } = workflow.object
  const name = { workflow: displayName }
  if (!workflow.readable) return part(displayName, 'redesign', finding('M2E-PORT-114', name, at))
  if (workflow.activities.length === 0) return part(displayName, 'retire', finding('M2E-PORT-115', name, at))
  const kinds = [...new Set(workflow.activities.map((activity) => activity.activity))]
  const activities = kinds.map((kind) => workflow.activities.filter((activity) => activity.activity === kind))
  // Gates and approvals are started by a sign-in or a request; only actions need a trigger of their own.
  const triggers =
    workflow.phase === 'action' ? policies.map((policy) => ({ policy, ...triggerOf(service, policy) })) : []
  const approves = workflow.activities.filter((item) => approvalActivities.includes(item.activity))
  const types = policies.flatMap((policy) => targetTypesOf(service, policy))
  const guardsData = approves.length > 0 && policies.length > 0 && subjectMatter(policies, types) === 'data'
  const verdicts: readonly Verdict[] = [
    ...(guardsData ? (['redesign'] as const) : []),
    ...workflow.activities.map((activity) => activityTarget(activity).verdict),
    ...triggers.map((trigger): Verdict => (trigger.exists ? 'automated' : 'redesign')),
  ]
  return part(
    displayName,
    overallVerdict(verdicts.map((verdict) => part('', verdict))),
    ...policies.flatMap((policy) => patternReason(estate, service, policy, workflow)),
    ...activities.flatMap(activityReason),
    ...when(
      guardsData,
      finding(
        'M2E-PORT-120',
        name,
        approves.map((item) => item.at),
      ),
    ),
    ...triggers.map(({ policy, words }) =>
      finding('M2E-PORT-112', { policy: policy.object.displayName, trigger: words }, policy.object.at),
    ),
    ...shapeReasons(workflow.activities),
  )
}

function activityReason(same: readonly WorkflowActivity[]): readonly Finding[] {
  const targets = [...new Set(same.map((activity) => activityTarget(activity).becomes))]
  return targets.map((becomes) => {
    const these = same.filter((activity) => activityTarget(activity).becomes === becomes)
    return finding(
      'M2E-PORT-111',
      { activity: these[0]?.activity ?? '', count: these.length, becomes },
      these.map((activity) => activity.at),
    )
  })
}

function shapeReasons(activities: readonly WorkflowActivity[]): readonly Finding[] {
  const loops = activities.filter(repeats)
  const conditions = activities.filter(isConditional)
  return [
    ...when(
      loops.length > 0,
      finding(
        'M2E-PORT-118',
        { count: loops.length },
        loops.map((item) => item.at),
      ),
    ),
    ...when(
      conditions.length > 0,
      finding(
        'M2E-PORT-119',
        { count: conditions.length },
        conditions.map((item) => item.at),
      ),
    ),
  ]
}

export function unboundPart({ workflow }: BoundWorkflow): PartVerdict {
  const { displayName, at } = workflow.object
  return part(displayName, 'retire', finding('M2E-PORT-113', { workflow: displayName }, at))
}

/** Rules that only grant rights, those on named attributes apart. */
export function rightsPart(rights: readonly ManagementPolicyRule[]): readonly PartVerdict[] {
  const whole = rights.filter((policy) => policy.attributes.includes('*'))
  const named = rights.filter((policy) => !policy.attributes.includes('*'))
  const reason = (id: string, policies: readonly ManagementPolicyRule[]): Finding =>
    finding(
      id,
      { count: policies.length, policies: nameList(policies.map((policy) => policy.object.displayName)) },
      policies.map((policy) => policy.object.at),
    )
  const delegated = rights.filter(
    (policy) => policy.requestorSetId !== undefined && policy.requestorRelation === undefined,
  )
  const pattern = when(
    delegated.length > 0,
    ...delegated.map((policy) => finding('M2E-PORT-138', { policy: policy.object.displayName }, policy.object.at)),
  )
  const about = (list: readonly ManagementPolicyRule[]): readonly Finding[] =>
    pattern.filter((item) => list.some((policy) => item.at.includes(policy.object.at)))
  return [
    ...(named.length === 0
      ? []
      : [part('rights on attributes', 'redesign', reason('M2E-PORT-116', named), ...about(named))]),
    ...(whole.length === 0
      ? []
      : [part('rights on resources', 'assisted', reason('M2E-PORT-117', whole), ...about(whole))]),
  ]
}
