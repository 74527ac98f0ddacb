/** Every kind of thing a customer gets in Entra, as data, with the requests that make it. */

export type { AccessPackage, AccessPackageParts, ApprovalStage, AssignmentPolicy } from './access-package.js'
export { accessPackageCalls, accessPackageParts } from './access-package.js'
export type { AccessReview } from './access-review.js'
export { accessReviewCall } from './access-review.js'
export type { Artefact, ArtefactKind } from './any-artefact.js'
export { artefactKey, artefactSlug } from './any-artefact.js'
export type { GraphCall, Made } from './artefact.js'
export type { AuthenticationMethodPolicy } from './authentication-method.js'
export { authenticationMethodCall } from './authentication-method.js'
export type { CrossTenantSync } from './cross-tenant-sync.js'
export { crossTenantCalls } from './cross-tenant-sync.js'
export type { CustomTaskExtension } from './custom-task-extension.js'
export { customTaskExtensionCall } from './custom-task-extension.js'
export type { AdministrativeUnit, DirectoryExtension, SourceOfAuthoritySwitch } from './directory-objects.js'
export { administrativeUnitCall, directoryExtensionCall, sourceOfAuthorityCall } from './directory-objects.js'
export type { EcmaCheck, EcmaHostConfiguration } from './ecma-host.js'
export { ecmaHostAddress } from './ecma-host.js'
export type { AssignedGroup, DynamicGroup } from './group.js'
export { assignedGroupCall, dynamicGroupCall, groupPeopleCalls, longestMembershipRule } from './group.js'
export type { GroupCreationPolicy } from './group-creation.js'
export { groupCreationCall } from './group-creation.js'
export type { GroupOwners } from './group-owners.js'
export { groupOwnersCalls } from './group-owners.js'
export type { HandStep, HandStepWording } from './hand-step.js'
export type { LifecycleTaskKind } from './lifecycle-tasks.js'
export { lifecycleTasks } from './lifecycle-tasks.js'
export type { LifecycleTask, LifecycleTrigger, LifecycleWorkflow } from './lifecycle-workflow.js'
export { lifecycleWorkflowCall, mostTasks } from './lifecycle-workflow.js'
export type { PimGroupSettings } from './pim-group-settings.js'
export { pimGroupSettingsCalls } from './pim-group-settings.js'
export type { PimGroupSchedule, PimRoleSchedule } from './pim-schedule.js'
export { pimGroupCall, pimRoleCall } from './pim-schedule.js'
export type { FoundKind, Place } from './places.js'
export { askedFor, foundIn, madeBy, placesOf, withoutPlaces } from './places.js'
export type {
  JobAction,
  JobAttribute,
  JobAttributeMapping,
  JobDirectory,
  JobNote,
  JobObjectMapping,
  JobPilot,
  JobSetting,
  JobTemplate,
  ProvisioningJob,
} from './provisioning-job.js'
export type { DirectoryRole, RoleAssignment } from './role-assignment.js'
export { directoryRoles, roleAssignmentCall } from './role-assignment.js'
export type { Subject } from './subjects.js'
export type { SynchronizationFeature, SynchronizationFeatures } from './synchronization-features.js'
export { lastingFeatures, synchronizationFeaturesCall } from './synchronization-features.js'
