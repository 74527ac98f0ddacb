import type { IdentityService, ServiceGroup } from '../../src/model/index.js'
import { groupsOf, setById } from './service.js'
import { filterTypes } from './xpath.js'

/** How a group gets its members, decided once for all scenarios about groups. */
export type GroupManagement = 'rule' | 'owner' | 'open' | 'plain'

export function managementOf(group: ServiceGroup): GroupManagement {
  if (group.membershipLocked) return 'rule'
  if (/owner/i.test(group.membershipAddWorkflow)) return 'owner'
  return group.owners.length > 0 ? 'open' : 'plain'
}

export function isMailEnabled(group: ServiceGroup): boolean {
  return /distribution|mailenabled/i.test(group.type)
}

/** Groups computed by a filter that the customer wrote. */
export function ruleGroups(service: IdentityService): readonly ServiceGroup[] {
  return groupsOf(service).filter((group) => managementOf(group) === 'rule' && group.filter !== undefined)
}

/** Members named one by one, or computed; 0 may also mean that the export left them out. */
export function memberCount(group: ServiceGroup): number {
  return Math.max(group.explicitMembers.length, group.computedMemberCount)
}

/** Groups that hold another group of the input. */
export function nestingGroups(groups: readonly ServiceGroup[]): readonly ServiceGroup[] {
  const ids = new Set(groups.map((group) => group.object.id))
  return groups.filter((group) => group.explicitMembers.some((member) => ids.has(member)))
}

/** Does a rule about this set speak of groups? */
export function isGroupSet(service: IdentityService, setId: string | undefined): boolean {
  const xpath = setById(service, setId)?.filter?.xpath
  return xpath !== undefined && filterTypes(xpath).includes('group')
}
