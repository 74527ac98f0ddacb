import { capability } from '../../src/catalogue/capabilities.js'
import {
  type AccessPackage,
  type Artefact,
  type AssignedGroup,
  artefactKey,
  type HandStep,
  madeBy,
} from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import { learn } from '../facts/design.js'
import { isMailEnabled } from '../facts/groups.js'
import { numberedCatalog } from '../facts/packages.js'
import { assignedGroupOf, type CloudGroup, cloudGroupOf } from '../facts/portal-groups.js'
import { textOf } from '../facts/service.js'
import type { CustomFilter } from './filters.js'

export type RuleHome = 'dynamic-group' | 'access-package'
export type MailHome = 'exchange' | 'microsoft-365'

/** A filter with the group it becomes and everything that has to be made for it. */
export interface DesignedFilter {
  readonly filter: CustomFilter
  readonly cloud: CloudGroup
  readonly artefacts: readonly Artefact[]
}

/** @param index of the filter among all, so that no catalog holds more groups than it takes */
export function designedFilter(
  estate: Estate,
  filter: CustomFilter,
  home: RuleHome,
  mail: MailHome,
  index: number,
): DesignedFilter {
  const { service, group } = filter
  const cloud = cloudGroupOf(estate, service, filter.collection)
  // A set gives no access: who needs its members is another scenario's, unless a rule keeps them by itself.
  if (group === undefined && cloud.group.kind === 'assigned-group') return { filter, cloud, artefacts: [] }
  const isMail = group !== undefined && isMailEnabled(group)
  // A list that gives no access needs no security group.
  const isListOnly = isMail && /^distribution$/i.test(group.type)
  if (isMail && mail === 'microsoft-365') return { filter, cloud, artefacts: [...unified(cloud), ...byHand(cloud)] }
  if (isListOnly) return { filter, cloud, artefacts: [mailingList(filter, cloud)] }
  const access = home === 'access-package' ? packaged(estate, filter, cloud, index) : cloud.artefacts
  return { filter, cloud, artefacts: [...access, ...byHand(cloud), ...(isMail ? [mailingList(filter, cloud)] : [])] }
}

function unified({ artefacts, group }: CloudGroup): readonly Artefact[] {
  return artefacts.map((item) => (item === group ? { ...group, type: 'microsoft365' } : item))
}

/** A group that a package fills by the rule, instead of a group that fills itself. */
function packaged(
  estate: Estate,
  { service, collection }: CustomFilter,
  cloud: CloudGroup,
  index: number,
): readonly Artefact[] {
  const membershipRule = cloud.rule?.rule
  if (cloud.group.kind !== 'dynamic-group' || membershipRule === undefined) return cloud.artefacts
  const { group: filled } = assignedGroupOf(estate, service, collection)
  const { members: _today, ...empty } = filled as AssignedGroup
  const { name, description, madeFrom } = cloud.group
  const made: AccessPackage = {
    kind: 'access-package',
    madeFrom,
    name,
    description: description === '' ? name : description,
    catalog: numberedCatalog('Access by rule', index, capability('em.limits').limits.resourcesPerCatalog ?? 0),
    groupIds: [madeBy(artefactKey(empty))],
    policies: [
      {
        kind: 'automatic',
        name: `${name}: by rule`,
        rule: { kind: 'rule', membershipRule, description: name },
        graceDays: 0,
      },
    ],
  }
  return [...cloud.artefacts.filter((item) => item !== cloud.group), empty, made]
}

/** What keeps a group right whose rule cannot be said. */
function byHand({ group, rule }: CloudGroup): readonly HandStep[] {
  if (group.kind === 'dynamic-group' || rule === undefined) return []
  const advice = [
    ...new Set(rule.reasons.flatMap((reason) => [reason.text, ...(reason.instead ? [reason.instead] : [])])),
  ]
  return [
    {
      kind: 'hand-step',
      madeFrom: group.madeFrom,
      name: `Keep the members of ${group.name}`,
      stage: 'cutover',
      where: 'Entra admin center: Groups',
      instructions: [
        `No membership rule can say the filter of ${group.name}; it starts with the members it has today.`,
        ...advice,
        'Name somebody who adds and removes members until the filter is redesigned.',
      ],
      check: `Does ${group.name} have an owner who knows that its members are kept by hand?`,
      source: learn('/entra/identity/users/groups-dynamic-membership'),
    },
  ]
}

/** Microsoft Graph makes neither distribution lists nor mail-enabled security groups. */
function mailingList({ collection, group }: CustomFilter, { group: made, rule }: CloudGroup): HandStep {
  const address = textOf(collection.object, 'Email')
  const extensions = rule?.extensions ?? []
  const readable = extensions.reduce(
    (text, extension) => text.replaceAll(madeBy(artefactKey(extension)), extension.name),
    rule?.rule ?? '',
  )
  const by =
    readable === ''
      ? 'Make a distribution list with the members it has today: no rule can say its filter.'
      : `Make a dynamic distribution group whose recipient filter says the same as this rule: ${readable}`
  return {
    kind: 'hand-step',
    madeFrom: made.madeFrom,
    name: `Mailing list ${made.name}`,
    stage: 'cutover',
    where: 'Exchange Online',
    instructions: [
      by,
      ...extensions.map(
        ({ name }) =>
          `Recipient filters read CustomAttribute1 to 15, no directory extension: carry ${name} in one of them.`,
      ),
      ...(address === '' ? [] : [`Move the address ${address} to it when the old list is hidden.`]),
      ...(group?.type.toLowerCase() === 'mailenabledsecurity'
        ? [`It carries mail only: access goes with the security group ${made.name}.`]
        : []),
    ],
    check: `Does Get-DynamicDistributionGroupMember (or Get-DistributionGroupMember) list the members that ${made.name} has in MIM?`,
    source: learn(
      '/exchange/recipients-in-exchange-online/manage-dynamic-distribution-groups/manage-dynamic-distribution-groups',
    ),
  }
}
