import type { Step } from '../step.js'

type Scopes = Step['scopes']

/**
 * Least privileged permissions by what is touched.
 * https://learn.microsoft.com/graph/permissions-reference
 */
export const scopes = {
  application: { read: ['Application.Read.All'], write: ['Application.ReadWrite.All'] },
  job: { read: ['Synchronization.Read.All'], write: ['Synchronization.ReadWrite.All'] },
  upload: { read: ['Synchronization.Read.All'], write: ['SynchronizationData-User.Upload'] },
  assignment: { read: ['Application.Read.All'], write: ['AppRoleAssignment.ReadWrite.All', 'Application.Read.All'] },
  group: { read: ['Group.Read.All'], write: ['Group.ReadWrite.All'] },
  roleGroup: { read: ['Group.Read.All'], write: ['Group.ReadWrite.All', 'RoleManagement.ReadWrite.Directory'] },
  members: { read: ['GroupMember.Read.All'], write: ['GroupMember.ReadWrite.All'] },
  owners: { read: ['Group.Read.All'], write: ['Group.ReadWrite.All'] },
  roleMembers: {
    read: ['GroupMember.Read.All'],
    write: ['GroupMember.ReadWrite.All', 'RoleManagement.ReadWrite.Directory'],
  },
  entitlement: { read: ['EntitlementManagement.Read.All'], write: ['EntitlementManagement.ReadWrite.All'] },
  review: { read: ['AccessReview.Read.All'], write: ['AccessReview.ReadWrite.All'] },
  workflow: { read: ['LifecycleWorkflows.Read.All'], write: ['LifecycleWorkflows-Workflow.ReadWrite.All'] },
  workflowRun: { read: ['LifecycleWorkflows.Read.All'], write: ['LifecycleWorkflows-Workflow.Activate'] },
  extension: { read: ['LifecycleWorkflows.Read.All'], write: ['LifecycleWorkflows-CustomExt.ReadWrite.All'] },
  crossTenant: { read: ['Policy.Read.All'], write: ['Policy.ReadWrite.CrossTenantAccess'] },
  methods: { read: ['Policy.Read.All'], write: ['Policy.ReadWrite.AuthenticationMethod'] },
  authorization: { read: ['Policy.Read.All'], write: ['Policy.ReadWrite.Authorization'] },
  pimRole: { read: ['RoleManagement.Read.Directory'], write: ['RoleEligibilitySchedule.ReadWrite.Directory'] },
  pimGroup: {
    read: ['PrivilegedEligibilitySchedule.Read.AzureADGroup'],
    write: ['PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'],
  },
  pimGroupRule: {
    read: ['RoleManagementPolicy.Read.AzureADGroup'],
    write: ['RoleManagementPolicy.ReadWrite.AzureADGroup'],
  },
  role: { read: ['RoleManagement.Read.Directory'], write: ['RoleManagement.ReadWrite.Directory'] },
  unit: { read: ['AdministrativeUnit.Read.All'], write: ['AdministrativeUnit.ReadWrite.All'] },
  groupAuthority: {
    read: ['Group-OnPremisesSyncBehavior.ReadWrite.All', 'Group.Read.All'],
    write: ['Group-OnPremisesSyncBehavior.ReadWrite.All'],
  },
  userAuthority: {
    read: ['User-OnPremisesSyncBehavior.ReadWrite.All', 'User.Read.All'],
    write: ['User-OnPremisesSyncBehavior.ReadWrite.All'],
  },
  syncFeatures: {
    read: ['OnPremDirectorySynchronization.Read.All'],
    write: ['OnPremDirectorySynchronization.ReadWrite.All'],
  },
  none: { read: [], write: [] },
} as const satisfies Readonly<Record<string, Scopes>>
