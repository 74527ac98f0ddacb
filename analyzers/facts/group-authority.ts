import type { Artefact, HandStep } from '../../src/entra/index.js'
import type { Estate, ServiceGroup } from '../../src/model/index.js'
import { learn } from './design.js'
import { isMailEnabled, managementOf } from './groups.js'
import { type GroupAuthority, masteredGroup } from './portal-groups.js'
import { groupsOf, nameList, servicesOf, textOf } from './service.js'

/** Groups with named members on their way to the cloud, and who of them is left out. */
export interface MasteredGroups {
  readonly groups: readonly ServiceGroup[]
  readonly artefacts: readonly Artefact[]
  readonly incomplete: readonly ServiceGroup[]
  readonly unknown: number
  readonly own: number
}

/** Innermost first: a group is not switched with the one around it. */
export function masteredGroups(
  estate: Estate,
  authority: GroupAuthority,
  isWanted: (group: ServiceGroup) => boolean,
): MasteredGroups {
  const mastered = servicesOf(estate).flatMap((service) =>
    innermostFirst(
      groupsOf(service).filter((group) => !isMailEnabled(group) && managementOf(group) !== 'rule' && isWanted(group)),
    ).map((group) => ({ ...masteredGroup(estate, service, group, authority), group })),
  )
  const groups = mastered.map(({ group }) => group)
  const scoped = groups.filter((group) => !/^Universal$/i.test(group.scope))
  return {
    groups,
    artefacts: [
      ...(scoped.length === 0 ? [] : [universalScope(scoped)]),
      ...mastered.flatMap((item) => item.artefacts),
    ],
    incomplete: mastered.filter((item) => item.unknown + item.own > 0).map(({ group }) => group),
    unknown: mastered.reduce((sum, item) => sum + item.unknown, 0),
    own: mastered.reduce((sum, item) => sum + item.own, 0),
  }
}

function innermostFirst(groups: readonly ServiceGroup[]): readonly ServiceGroup[] {
  const byId = new Map(groups.map((group) => [group.object.id, group]))
  const ordered = new Set<ServiceGroup>()
  const open = new Set<ServiceGroup>()
  const place = (group: ServiceGroup): void => {
    // Groups that contain each other have no innermost one.
    if (ordered.has(group) || open.has(group)) return
    open.add(group)
    for (const id of group.explicitMembers) {
      const inner = byId.get(id)
      if (inner !== undefined) place(inner)
    }
    ordered.add(group)
  }
  groups.forEach(place)
  return [...ordered]
}

/** Groups go back to AD as Universal ones only. */
function universalScope(groups: readonly ServiceGroup[]): HandStep {
  return {
    kind: 'hand-step',
    madeFrom: groups.slice(0, 20).map((group) => group.object.at),
    name: 'Universal scope in AD',
    where: 'Active Directory: Set-ADGroup',
    instructions: groups.map(({ object, scope }) => {
      const account = textOf(object, 'AccountName') || object.displayName
      // AD changes no scope from domain local or global to the other; universal is one step from both.
      return `Set-ADGroup -Identity '${account.replaceAll("'", "''")}' -GroupScope Universal (${scope} today).`
    }),
    check: `Does Get-ADGroup show GroupScope Universal for ${nameList(
      groups.map((group) => group.object.displayName),
      10,
    )}?`,
    source: learn('/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory'),
  }
}

/** A mail-enabled group that nobody manages in the portal but its administrators. */
export function mailGroupStep(group: ServiceGroup): HandStep {
  const { displayName } = group.object
  const address = textOf(group.object, 'Email')
  return {
    kind: 'hand-step',
    madeFrom: [group.object.at],
    name: `Mail group ${displayName}`,
    stage: 'cutover',
    where: 'Exchange Online',
    instructions: [
      `Microsoft's pages disagree whether ${displayName} can be converted: keep it in AD, or make it anew in Exchange Online with New-DistributionGroup.`,
      ...(address === '' ? [] : [`Move the address ${address} when the old group is hidden from the address list.`]),
    ],
    check: `Is it decided where ${displayName} lives, and does mail to ${address === '' ? 'it' : address} arrive?`,
    source: learn('/entra/identity/hybrid/concept-group-source-of-authority-guidance'),
  }
}
