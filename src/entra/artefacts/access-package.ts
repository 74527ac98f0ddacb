import type {
  AccessPackageApprovalStage,
  AccessPackageCatalog,
  AccessPackageResourceRequest,
  AccessPackageResourceRoleScope,
  AccessPackage as GraphPackage,
  AccessPackageAssignmentPolicy as GraphPolicy,
} from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall } from './artefact.js'
import { type Subject, subjectBody } from './subjects.js'

export interface AccessPackage extends Made {
  readonly kind: 'access-package'
  readonly name: string
  readonly description: string
  readonly catalog: string
  /** Groups the package gives membership of; ids or places known later. */
  readonly groupIds: readonly string[]
  readonly policies: readonly AssignmentPolicy[]
}

/** One approval of a MIM workflow. Entra takes three stages at most. */
export interface ApprovalStage {
  readonly approvers: readonly Subject[]
  readonly fallback: readonly Subject[]
  readonly escalation: readonly Subject[]
  readonly daysUntilDenial: number
  readonly daysUntilEscalation: number
  readonly needsJustification: boolean
}

export type AssignmentPolicy =
  | {
      readonly kind: 'request'
      readonly name: string
      /** Nobody named: everybody of the directory may ask. */
      readonly mayAsk: readonly Subject[]
      readonly stages: readonly ApprovalStage[]
      readonly expiresAfterDays: number | undefined
    }
  | {
      /** Assigned and taken away by rule; one a package. */
      readonly kind: 'automatic'
      readonly name: string
      readonly rule: Extract<Subject, { readonly kind: 'rule' }>
      readonly graceDays: number
    }

const root = 'identityGovernance/entitlementManagement'

/** What makes a package, by what each call makes; `{catalogId}`, `{accessPackageId}` and `{resourceId}` are ids of the calls before. */
export interface AccessPackageParts {
  readonly catalog: GraphCall
  readonly package: GraphCall
  readonly groups: readonly { readonly groupId: string; readonly resource: GraphCall; readonly role: GraphCall }[]
  /** In the order of the package's policies. */
  readonly policies: readonly GraphCall[]
}

export function accessPackageParts(given: AccessPackage): AccessPackageParts {
  return {
    catalog: catalogCall(given),
    package: packageCall(given),
    groups: given.groupIds.map(groupCalls),
    policies: given.policies.map(policyCall),
  }
}

/** Every call in the order they have to run. */
export function accessPackageCalls(given: AccessPackage): readonly GraphCall[] {
  const parts = accessPackageParts(given)
  return [
    parts.catalog,
    parts.package,
    ...parts.groups.flatMap(({ resource, role }) => [resource, role]),
    ...parts.policies,
  ]
}

function catalogCall({ catalog }: AccessPackage): GraphCall<AccessPackageCatalog> {
  return graphCall('POST', `${root}/catalogs`, 'microsoft.graph.accessPackageCatalog', {
    displayName: catalog,
    state: 'published',
    isExternallyVisible: false,
  })
}

function packageCall({ name, description }: AccessPackage): GraphCall<GraphPackage> {
  return graphCall('POST', `${root}/accessPackages`, 'microsoft.graph.accessPackage', {
    displayName: name,
    description,
    isHidden: false,
    catalog: { id: '{catalogId}' },
  })
}

function groupCalls(groupId: string): AccessPackageParts['groups'][number] {
  const resource = { originId: groupId, originSystem: 'AadGroup' }
  const request: AccessPackageResourceRequest = {
    requestType: 'adminAdd',
    resource,
    catalog: { id: '{catalogId}' },
  }
  const role: AccessPackageResourceRoleScope = {
    role: {
      displayName: 'Member',
      originSystem: 'AadGroup',
      originId: `Member_${groupId}`,
      resource: { id: '{resourceId}', ...resource },
    },
    scope: { ...resource, isRootScope: true },
  }
  return {
    groupId,
    resource: graphCall('POST', `${root}/resourceRequests`, 'microsoft.graph.accessPackageResourceRequest', request),
    role: graphCall(
      'POST',
      `${root}/accessPackages/{accessPackageId}/resourceRoleScopes`,
      'microsoft.graph.accessPackageResourceRoleScope',
      role,
    ),
  }
}

function policyCall(policy: AssignmentPolicy): GraphCall<GraphPolicy> {
  const shared = { displayName: policy.name, description: policy.name, accessPackage: { id: '{accessPackageId}' } }
  const body = policy.kind === 'automatic' ? automaticBody(policy) : requestBody(policy)
  return graphCall('POST', `${root}/assignmentPolicies`, 'microsoft.graph.accessPackageAssignmentPolicy', {
    ...shared,
    ...body,
  })
}

function automaticBody({ rule, graceDays }: Extract<AssignmentPolicy, { readonly kind: 'automatic' }>): GraphPolicy {
  return {
    allowedTargetScope: 'specificDirectoryUsers',
    specificAllowedTargets: [subjectBody(rule)],
    automaticRequestSettings: {
      requestAccessForAllowedTargets: true,
      removeAccessWhenTargetLeavesAllowedTargets: true,
      gracePeriodBeforeAccessRemoval: `P${graceDays}D`,
    },
  }
}

function requestBody(policy: Extract<AssignmentPolicy, { readonly kind: 'request' }>): GraphPolicy {
  return {
    allowedTargetScope: policy.mayAsk.length === 0 ? 'allMemberUsers' : 'specificDirectoryUsers',
    specificAllowedTargets: policy.mayAsk.map(subjectBody),
    expiration:
      policy.expiresAfterDays === undefined
        ? { type: 'noExpiration' }
        : { type: 'afterDuration', duration: `P${policy.expiresAfterDays}D` },
    requestorSettings: {
      enableTargetsToSelfAddAccess: true,
      enableTargetsToSelfUpdateAccess: false,
      enableTargetsToSelfRemoveAccess: true,
      allowCustomAssignmentSchedule: false,
      enableOnBehalfRequestorsToAddAccess: false,
      enableOnBehalfRequestorsToUpdateAccess: false,
      enableOnBehalfRequestorsToRemoveAccess: false,
      onBehalfRequestors: [],
    },
    requestApprovalSettings: {
      isApprovalRequiredForAdd: policy.stages.length > 0,
      isApprovalRequiredForUpdate: false,
      isRequestorJustificationRequired: policy.stages.length > 0,
      stages: policy.stages.map(stageBody),
    },
  }
}

function stageBody(stage: ApprovalStage): AccessPackageApprovalStage {
  const escalates = stage.escalation.length > 0
  return {
    durationBeforeAutomaticDenial: `P${stage.daysUntilDenial}D`,
    isApproverJustificationRequired: stage.needsJustification,
    isEscalationEnabled: escalates,
    durationBeforeEscalation: escalates ? `P${stage.daysUntilEscalation}D` : 'PT0S',
    primaryApprovers: stage.approvers.map(subjectBody),
    fallbackPrimaryApprovers: stage.fallback.map(subjectBody),
    escalationApprovers: stage.escalation.map(subjectBody),
    fallbackEscalationApprovers: [],
  }
}
