import type { Estate, ManagementPolicyRule, ServiceGroup } from '../../src/model/index.js'
import { type Sighting, when } from '../facts/design.js'
import { nameList, objectsOf, servicesOf, textOf } from '../facts/service.js'
import { finding } from '../finding.js'
import { allGroups, groupRules, madeByPeople, ownerApproved } from './rules.js'

export function sight(estate: Estate): readonly Sighting[] {
  const { enabled, own, off } = groupRules(estate)
  const owned = ownerApproved(estate)
  const made = madeByPeople(estate)
  const expiring = allGroups(estate).filter((group) => textOf(group.object, 'ExpirationTime') !== '')
  const approvals = servicesOf(estate).flatMap((service) => objectsOf(service, 'Approval'))
  const policies = (list: readonly ManagementPolicyRule[]) => ({
    count: list.length,
    rules: nameList(list.map((policy) => policy.object.displayName)),
  })
  const named = (list: readonly ServiceGroup[]) => ({
    count: list.length,
    groups: nameList(list.map((group) => group.object.displayName)),
  })
  const at = (list: readonly { readonly object: ServiceGroup['object'] }[]) =>
    list.slice(0, 20).map((item) => item.object.at)
  const found = [
    ...when(enabled.length > 0, finding('M2E-SSG-001', policies(enabled), at(enabled))),
    ...when(owned.length > 0, finding('M2E-SSG-002', named(owned), at(owned))),
    ...when(own.length > 0, finding('M2E-SSG-003', policies(own), at(own))),
    ...when(made.length > 0, finding('M2E-SSG-004', named(made), at(made))),
    ...when(expiring.length > 0, finding('M2E-SSG-005', { count: expiring.length }, at(expiring))),
  ]
  if (found.length === 0) return []
  const isShippedState = enabled.length === 0 && own.length === 0 && off.length > 0
  return [
    {
      name: '',
      id: '',
      evidence: [
        ...found,
        ...when(isShippedState, finding('M2E-SSG-006', {}, at(off))),
        ...when(
          approvals.length > 0 && owned.length > 0,
          finding(
            'M2E-SSG-018',
            { count: approvals.length },
            approvals.slice(0, 3).map((object) => object.at),
          ),
        ),
      ],
    },
  ]
}
