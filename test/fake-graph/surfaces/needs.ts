import type { Needs } from '../http/router.js'

/** Permissions in both forms, any of which is enough. */
export function anyOf(...permissions: readonly string[]): Needs {
  return { application: permissions, delegated: permissions }
}

/** Only on behalf of a person. */
export function delegatedOnly(...permissions: readonly string[]): Needs {
  return { application: [], delegated: permissions }
}

export const readUsers = anyOf('User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All')
export const writeUsers = anyOf('User.ReadWrite.All', 'Directory.ReadWrite.All')
export const readGroups = anyOf(
  'Group.Read.All',
  'GroupMember.Read.All',
  'Group.ReadWrite.All',
  'GroupMember.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
)
export const createGroups = anyOf('Group.Create', 'Group.ReadWrite.All', 'Directory.ReadWrite.All')
export const writeGroups = anyOf('Group.ReadWrite.All', 'Directory.ReadWrite.All')
export const writeMembers = anyOf('GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All')
export const readApplications = anyOf(
  'Application.Read.All',
  'Application.ReadWrite.OwnedBy',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
)
export const writeApplications: Needs = {
  application: ['Application.ReadWrite.OwnedBy', 'Application.ReadWrite.All'],
  delegated: ['Application.ReadWrite.All'],
}
export const readJobs: Needs = {
  application: ['Application.ReadWrite.OwnedBy', 'Synchronization.Read.All', 'Synchronization.ReadWrite.All'],
  delegated: ['Synchronization.Read.All', 'Synchronization.ReadWrite.All'],
}
export const writeJobs: Needs = {
  application: ['Application.ReadWrite.OwnedBy', 'Synchronization.ReadWrite.All'],
  delegated: ['Synchronization.ReadWrite.All'],
}
