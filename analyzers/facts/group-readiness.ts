import type { Estate, ServiceGroup } from '../../src/model/index.js'
import { groupsOf, servicesOf } from './service.js'

/** Groups of the portal by what decides whether they can be mastered in the cloud. A group may be in several lists. */
export interface GroupReadiness {
  readonly all: readonly ServiceGroup[]
  readonly mailEnabled: readonly ServiceGroup[]
  /** Scope is not Universal. */
  readonly notUniversal: readonly ServiceGroup[]
  /** Membership is computed by a filter. */
  readonly byRule: readonly ServiceGroup[]
  readonly withoutOwner: readonly ServiceGroup[]
  /** Groups with another group among their explicit members. */
  readonly nesting: readonly ServiceGroup[]
  /** None of the above, owners aside. */
  readonly ready: readonly ServiceGroup[]
}

export function groupReadiness(estate: Estate): GroupReadiness {
  const all = servicesOf(estate).flatMap(groupsOf)
  const ids = new Set(all.map((group) => group.object.id))
  const mailEnabled = all.filter((group) => /^(Distribution|MailEnabledSecurity)$/i.test(group.type))
  const notUniversal = all.filter((group) => !/^Universal$/i.test(group.scope))
  const byRule = all.filter((group) => group.membershipLocked)
  const nesting = all.filter((group) => group.explicitMembers.some((member) => ids.has(member)))
  const held = new Set([...mailEnabled, ...notUniversal, ...byRule, ...nesting])
  return {
    all,
    mailEnabled,
    notUniversal,
    byRule,
    withoutOwner: all.filter((group) => group.owners.length === 0),
    nesting,
    ready: all.filter((group) => !held.has(group)),
  }
}
