import type { Artefact, ArtefactKind } from '../../entra/index.js'
import type { Draft, Drafting, StepsOfKind } from '../draft.js'
import { accessPackageSteps } from './access-package.js'
import { accessReviewSteps } from './access-review.js'
import { administrativeUnitSteps } from './administrative-unit.js'
import { assignedGroupSteps } from './assigned-group.js'
import { authenticationMethodSteps } from './authentication-method-policy.js'
import { crossTenantSyncSteps } from './cross-tenant-sync.js'
import { customTaskExtensionSteps } from './custom-task-extension.js'
import { directoryExtensionSteps } from './directory-extension.js'
import { dynamicGroupSteps } from './dynamic-group.js'
import { ecmaHostSteps } from './ecma-host-configuration.js'
import { groupCreationSteps } from './group-creation-policy.js'
import { groupOwnersSteps } from './group-owners.js'
import { handSteps } from './hand-step.js'
import { lifecycleWorkflowSteps } from './lifecycle-workflow.js'
import { pimGroupSteps } from './pim-group-schedule.js'
import { pimGroupSettingsSteps } from './pim-group-settings.js'
import { pimRoleSteps } from './pim-role-schedule.js'
import { provisioningJobSteps } from './provisioning-job.js'
import { roleAssignmentSteps } from './role-assignment.js'
import { sourceOfAuthoritySteps } from './source-of-authority-switch.js'
import { synchronizationFeaturesSteps } from './synchronization-features.js'

/** A new kind of artefact does not compile until it stands here. */
const registry: { readonly [K in ArtefactKind]: StepsOfKind<K> } = {
  'access-package': accessPackageSteps,
  'access-review': accessReviewSteps,
  'administrative-unit': administrativeUnitSteps,
  'assigned-group': assignedGroupSteps,
  'authentication-method-policy': authenticationMethodSteps,
  'cross-tenant-sync': crossTenantSyncSteps,
  'custom-task-extension': customTaskExtensionSteps,
  'directory-extension': directoryExtensionSteps,
  'dynamic-group': dynamicGroupSteps,
  'ecma-host-configuration': ecmaHostSteps,
  'group-creation-policy': groupCreationSteps,
  'group-owners': groupOwnersSteps,
  'hand-step': handSteps,
  'lifecycle-workflow': lifecycleWorkflowSteps,
  'pim-group-schedule': pimGroupSteps,
  'pim-group-settings': pimGroupSettingsSteps,
  'pim-role-schedule': pimRoleSteps,
  'provisioning-job': provisioningJobSteps,
  'role-assignment': roleAssignmentSteps,
  'source-of-authority-switch': sourceOfAuthoritySteps,
  'synchronization-features': synchronizationFeaturesSteps,
}

export const artefactKinds = Object.keys(registry) as readonly ArtefactKind[]

export function draftsOf<K extends ArtefactKind>(
  artefact: Extract<Artefact, { readonly kind: K }>,
  drafting: Drafting,
): readonly Draft[] {
  return registry[artefact.kind as K](artefact, drafting)
}
