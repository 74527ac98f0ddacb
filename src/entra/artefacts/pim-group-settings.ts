import type {
  UnifiedRoleManagementPolicyApprovalRule,
  UnifiedRoleManagementPolicyEnablementRule,
  UnifiedRoleManagementPolicyExpirationRule,
  UnifiedRoleManagementPolicyRuleTarget,
} from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall, typed } from './artefact.js'
import { type Subject, subjectBody } from './subjects.js'

/**
 * How membership of a group is activated: what a privileged role of MIM asks before it adds somebody to its shadow groups.
 * `groupId` and the approvers are places.
 */
export interface PimGroupSettings extends Made {
  readonly kind: 'pim-group-settings'
  readonly name: string
  readonly groupId: string
  readonly access: 'member' | 'owner'
  /** Longest activation; the service takes half an hour to 24 hours. */
  readonly activationMinutes: number
  readonly needsMfa: boolean
  /** Empty: no approval. */
  readonly approvers: readonly Subject[]
}

type Rule =
  | UnifiedRoleManagementPolicyApprovalRule
  | UnifiedRoleManagementPolicyEnablementRule
  | UnifiedRoleManagementPolicyExpirationRule

/** The policy is found by `groupId` and `access`; `{policyId}` is its id. Each rule is a request of its own, signed in as a person. */
export function pimGroupSettingsCalls(settings: PimGroupSettings): readonly GraphCall<Rule>[] {
  const target: UnifiedRoleManagementPolicyRuleTarget = {
    caller: 'EndUser',
    operations: ['all'],
    level: 'Assignment',
    inheritableSettings: [],
    enforcedSettings: [],
  }
  const rules: readonly (readonly [string, string, Rule])[] = [
    [
      'Expiration_EndUser_Assignment',
      'unifiedRoleManagementPolicyExpirationRule',
      { isExpirationRequired: true, maximumDuration: `PT${settings.activationMinutes}M` },
    ],
    [
      'Enablement_EndUser_Assignment',
      'unifiedRoleManagementPolicyEnablementRule',
      { enabledRules: ['Justification', ...(settings.needsMfa ? ['MultiFactorAuthentication'] : [])] },
    ],
    [
      'Approval_EndUser_Assignment',
      'unifiedRoleManagementPolicyApprovalRule',
      {
        setting: {
          isApprovalRequired: settings.approvers.length > 0,
          isApprovalRequiredForExtension: false,
          isRequestorJustificationRequired: true,
          approvalMode: 'SingleStage',
          approvalStages: [
            {
              approvalStageTimeOutInDays: 1,
              isApproverJustificationRequired: true,
              escalationTimeInMinutes: 0,
              isEscalationEnabled: false,
              primaryApprovers: settings.approvers.map(subjectBody),
              escalationApprovers: [],
            },
          ],
        },
      },
    ],
  ]
  return rules.map(([id, type, body]) =>
    graphCall(
      'PATCH',
      `policies/roleManagementPolicies/{policyId}/rules/${id}`,
      `microsoft.graph.${type}`,
      typed(type, { id, ...body, target }),
    ),
  )
}
