import type { Artefact, GroupCreationPolicy, HandStep } from '../../src/entra/index.js'
import type { Estate, ManagementPolicyRule, ServiceGroup } from '../../src/model/index.js'
import type { Decided } from '../analyzer.js'
import { approvalWorkflows } from '../facts/approvals.js'
import { learn } from '../facts/design.js'
import { distinctArtefacts } from '../facts/distinct.js'
import { isMailEnabled, managementOf } from '../facts/groups.js'
import { guardedGroups, isEverybody } from '../facts/guarded-groups.js'
import { groupRequest } from '../facts/packages.js'
import { groupAuthority, masteredGroup } from '../facts/portal-groups.js'
import { groupsOf, nameList, servicesOf, setById } from '../facts/service.js'

export type JoiningHome = 'access-package' | 'my-groups'

export interface SelfServiceDesign {
  readonly artefacts: readonly Artefact[]
  /** Groups whose owners or members are not all carried over. */
  readonly incomplete: readonly ServiceGroup[]
  /** Members and owners left out. */
  readonly unknown: number
  readonly own: number
}

/** Groups whose members come and go by themselves: those with the approval of their owner, and the open ones. */
export function selfServiceDesign(
  estate: Estate,
  rules: readonly ManagementPolicyRule[],
  home: JoiningHome,
  decided: Decided | undefined,
): SelfServiceDesign {
  const guarded = approvalWorkflows(estate)
    .filter((item) => item.about !== 'data')
    .map(guardedGroups)
  const designed = servicesOf(estate).flatMap((service) =>
    groupsOf(service)
      .filter((group) => ['owner', 'open'].includes(managementOf(group)))
      .map((group) => {
        const isGuarded = guarded.some((groups) => groups.has(group))
        const isAsked = home === 'access-package' && managementOf(group) === 'owner'
        if (isMailEnabled(group) || isGuarded || isAsked)
          return { ...groupRequest(estate, service, group, decided), group }
        return { ...masteredGroup(estate, service, group, groupAuthority(estate, decided)), group }
      }),
  )
  const joined = designed
    .filter(({ artefacts }) => !artefacts.some((made) => made.kind === 'access-package' || made.kind === 'hand-step'))
    .map(({ group }) => group)
  return {
    artefacts: distinctArtefacts([
      ...designed.flatMap((item) => item.artefacts),
      ...creationPolicy(estate, rules),
      ...myGroups(joined, rules),
    ]),
    incomplete: designed.filter((item) => item.unknown + item.own > 0).map(({ group }) => group),
    unknown: designed.reduce((sum, item) => sum + item.unknown, 0),
    own: designed.reduce((sum, item) => sum + item.own, 0),
  }
}

/** Who may make groups is everybody or nobody in Graph; a group of people who may is set in the portal. */
function creationPolicy(estate: Estate, rules: readonly ManagementPolicyRule[]): readonly GroupCreationPolicy[] {
  const creating = rules.filter(
    (rule) => rule.actions.some((action) => /create/i.test(action)) && !/distribution/i.test(rule.object.displayName),
  )
  if (creating.length === 0) return []
  const sets = servicesOf(estate).flatMap((service) =>
    creating.flatMap((rule) => setById(service, rule.requestorSetId) ?? []),
  )
  return [
    {
      kind: 'group-creation-policy',
      madeFrom: creating.map((rule) => rule.object.at),
      name: 'Who makes security groups',
      everybodyMayCreate: sets.some(isEverybody),
    },
  ]
}

/** The options of My Groups have no request in Graph. */
function myGroups(groups: readonly ServiceGroup[], rules: readonly ManagementPolicyRule[]): readonly HandStep[] {
  if (groups.length === 0 && rules.length === 0) return []
  const names = nameList(
    groups.map((group) => group.object.displayName),
    20,
  )
  return [
    {
      kind: 'hand-step',
      madeFrom: [...groups, ...rules].slice(0, 20).map((item) => item.object.at),
      name: 'Options of My Groups',
      where: 'Entra admin center: Groups, General',
      instructions: [
        'Set "Owners can manage group membership requests in My Groups" to Yes.',
        'Set "Restrict user ability to access groups features in My Groups" as the portal does today.',
        ...(groups.length === 0
          ? []
          : [`Set the policy for joining (open, or with the approval of an owner) of ${names}.`]),
      ],
      check: 'Can a person of the pilot find a group in My Groups, ask to join it, and can its owner decide?',
      source: learn('/entra/identity/users/groups-self-service-management'),
    },
  ]
}
