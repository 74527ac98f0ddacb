import type { Estate, IdentityService, ManagementPolicyRule, WorkflowDefinition } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { when } from '../facts/design.js'
import { nameList } from '../facts/service.js'
import { approvalActivities, isMembershipAttribute, targetSetOf, targetTypesOf } from '../facts/workflows.js'
import { finding } from '../finding.js'
import { timingOf } from './timing.js'

/** The pattern that a rule with its set and workflow follows, as the reason for what it becomes. */
export function patternReason(
  estate: Estate,
  service: IdentityService,
  policy: ManagementPolicyRule,
  workflow: WorkflowDefinition,
): readonly Finding[] {
  const id = workflow.phase === 'action' ? undefined : requestPattern(policy, workflow)
  const name = { policy: policy.object.displayName, workflow: workflow.object.displayName }
  if (id !== undefined) return [finding(id, name, policy.object.at)]
  if (workflow.phase !== 'action') return [unknown(service, policy, workflow)]
  if (workflow.activities.some((item) => item.activity === 'PWResetActivity'))
    return [finding('M2E-PORT-137', name, policy.object.at)]
  const timing = timingOf(estate, service, policy)
  if (timing === undefined) return [unknown(service, policy, workflow)]
  const mailsOnly = workflow.activities.length > 0 && workflow.activities.every((item) => /Email/.test(item.activity))
  return [
    ...when(
      timing.trigger.kind === 'time' && targetSetOf(service, policy)?.temporal === true,
      finding(
        'M2E-PORT-134',
        {
          ...name,
          set: targetSetOf(service, policy)?.object.displayName ?? '',
          attribute: timing.trigger.kind === 'time' ? timing.trigger.attribute : '',
          days: timing.trigger.kind === 'time' ? timing.trigger.offsetInDays : 0,
        },
        policy.object.at,
      ),
    ),
    finding(
      timing.trigger.kind === 'membership-change'
        ? 'M2E-PORT-139'
        : ({ joiner: 'M2E-PORT-131', leaver: 'M2E-PORT-132', mover: 'M2E-PORT-133' } as const)[timing.category],
      name,
      policy.object.at,
    ),
    ...when(mailsOnly, finding('M2E-PORT-136', name, policy.object.at)),
  ]
}

function requestPattern(policy: ManagementPolicyRule, workflow: WorkflowDefinition): string | undefined {
  if (workflow.activities.some((item) => approvalActivities.includes(item.activity)))
    return policy.attributes.some(isMembershipAttribute) ? 'M2E-PORT-139' : 'M2E-PORT-135'
  if (workflow.phase === 'authentication' && workflow.activities.some((item) => item.activity.endsWith('Gate')))
    return 'M2E-PORT-137'
  return undefined
}

/** Said as it is: when it starts, on what, and what it runs. */
function unknown(service: IdentityService, policy: ManagementPolicyRule, workflow: WorkflowDefinition): Finding {
  const types = targetTypesOf(service, policy).join(', ')
  const runs = [...new Set(workflow.activities.map((item) => item.activity))]
  return finding(
    'M2E-PORT-140',
    {
      policy: policy.object.displayName,
      workflow: workflow.object.displayName,
      actions: policy.actions.join(', ') || '?',
      what: targetSetOf(service, policy)?.object.displayName ?? (types || '?'),
      activities: nameList(runs, 5) || '-',
    },
    [policy.object.at, workflow.object.at],
  )
}
