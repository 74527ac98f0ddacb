import type { AccessPackage } from './access-package.js'
import type { AccessReview } from './access-review.js'
import type { AuthenticationMethodPolicy } from './authentication-method.js'
import type { CrossTenantSync } from './cross-tenant-sync.js'
import type { CustomTaskExtension } from './custom-task-extension.js'
import type { AdministrativeUnit, DirectoryExtension, SourceOfAuthoritySwitch } from './directory-objects.js'
import type { EcmaHostConfiguration } from './ecma-host.js'
import type { AssignedGroup, DynamicGroup } from './group.js'
import type { GroupCreationPolicy } from './group-creation.js'
import type { GroupOwners } from './group-owners.js'
import type { HandStep } from './hand-step.js'
import type { LifecycleWorkflow } from './lifecycle-workflow.js'
import type { PimGroupSettings } from './pim-group-settings.js'
import type { PimGroupSchedule, PimRoleSchedule } from './pim-schedule.js'
import type { ProvisioningJob } from './provisioning-job.js'
import type { RoleAssignment } from './role-assignment.js'
import type { SynchronizationFeatures } from './synchronization-features.js'

/** Everything a design can ask for in Entra. */
export type Artefact =
  | AccessPackage
  | AccessReview
  | AdministrativeUnit
  | AssignedGroup
  | AuthenticationMethodPolicy
  | CrossTenantSync
  | CustomTaskExtension
  | DirectoryExtension
  | DynamicGroup
  | EcmaHostConfiguration
  | GroupCreationPolicy
  | GroupOwners
  | HandStep
  | LifecycleWorkflow
  | PimGroupSchedule
  | PimGroupSettings
  | PimRoleSchedule
  | ProvisioningJob
  | RoleAssignment
  | SourceOfAuthoritySwitch
  | SynchronizationFeatures

export type ArtefactKind = Artefact['kind']

/**
 * Name of an artefact in a plan, `<kind>/<what it is called>`: the same artefact has the same key in every run, and two
 * scenarios that want the same thing name the same key.
 */
export function artefactKey(artefact: Artefact): string {
  return `${artefact.kind}/${artefactSlug(naturalName(artefact))}`
}

function naturalName(artefact: Artefact): string {
  switch (artefact.kind) {
    case 'authentication-method-policy':
      return artefact.targetId === 'all_users' ? artefact.method : `${artefact.method}-${artefact.targetId}`
    case 'source-of-authority-switch':
      return `${artefact.object}-${artefact.objectId}`
    case 'pim-group-schedule':
      return `${artefact.groupId}-${artefact.access}-${artefact.principalId}`
    case 'pim-role-schedule':
      return `${artefact.roleDefinitionId}-${artefact.scope}-${artefact.principalId}`
    default:
      return artefact.name
  }
}

/** File-safe, lower case; long or unreadable names keep apart by a fingerprint. */
export function artefactSlug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain === '' || plain.length > 60 ? `${plain.slice(0, 50)}-${fingerprint(text)}` : plain
}

/** FNV-1a, 32 bits: tells names apart whose readable part is the same or missing. */
function fingerprint(text: string): string {
  let hash = 0x81_1c_9d_c5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
