import {
  type Artefact,
  type AssignedGroup,
  artefactKey,
  type DynamicGroup,
  type GroupOwners,
  madeBy,
  type SourceOfAuthoritySwitch,
} from '../../src/entra/index.js'
import { oncePer } from '../../src/entra/once.js'
import type { Estate, IdentityService, ServiceGroup, ServiceObject, ServiceSet } from '../../src/model/index.js'
import type { Decided } from '../analyzer.js'
import { connectorsOf, connectRulesOf, sameName } from './connectors.js'
import { isMailEnabled, managementOf } from './groups.js'
import { memberExports } from './membership.js'
import { type FoundPeople, peopleOf, syncedGroupPlace } from './portal-people.js'
import { type MembershipRule, membershipRuleOf } from './portal-rules.js'
import { textOf, valuesOf } from './service.js'

/** Anything of the portal that has members. */
export type Collection = ServiceGroup | ServiceSet

/** A collection as a group of Entra, with what has to be there first and who is left out. */
export interface CloudGroup {
  readonly group: DynamicGroup | AssignedGroup
  /** Its id, once it is made. */
  readonly place: string
  /** In the order to make them, the group last. */
  readonly artefacts: readonly Artefact[]
  /** undefined for members named one by one. */
  readonly rule: MembershipRule | undefined
  /** Members and owners that are not carried over: nobody knows a key of theirs, or they are the product's own. */
  readonly unknown: number
  readonly own: number
}

/** The group that takes a collection's place: by rule where a rule can say it, else with today's members. */
export function cloudGroupOf(estate: Estate, service: IdentityService, item: Collection): CloudGroup {
  const rule = item.filter && membershipRuleOf(estate, service, item.filter.xpath, item.object.at)
  if (rule?.rule === undefined || item.explicitMembers.length > 0)
    return assignedGroupOf(estate, service, item, { rule })
  const owners = peopleOf(service, ownersOf(item))
  const group: DynamicGroup = {
    kind: 'dynamic-group',
    ...sharedPartsOf(estate, item),
    ...(owners.places.length === 0 ? {} : { owners: owners.places }),
    membershipRule: rule.rule,
    type: 'security',
  }
  return cloudGroup(group, rule, rule.extensions, [owners])
}

export interface AssignedOptions {
  /** Why it is not dynamic. */
  readonly rule?: MembershipRule | undefined
  readonly isAssignableToRole?: boolean
  /** How the groups inside it get to the cloud. */
  readonly authority?: GroupAuthority
}

/** The group with the members it has today. */
export function assignedGroupOf(
  estate: Estate,
  service: IdentityService,
  item: Collection,
  options: AssignedOptions = {},
): CloudGroup {
  const { rule, isAssignableToRole = false, authority = groupAuthority(estate, undefined) } = options
  const owners = peopleOf(service, ownersOf(item))
  const members = peopleOf(service, membersOf(item))
  const nested = isAssignableToRole
    ? []
    : members.others.flatMap((id) => nestedPlace(estate, service, id, authority) ?? [])
  const places = [...members.places, ...nested]
  const shared = sharedPartsOf(estate, item)
  const group: AssignedGroup = {
    kind: 'assigned-group',
    ...(isAssignableToRole ? forRoles(shared) : shared),
    ...(owners.places.length === 0 ? {} : { owners: owners.places }),
    ...(places.length === 0 ? {} : { members: places }),
    type: 'security',
    isAssignableToRole,
  }
  const lost = { ...members, unknown: members.unknown + members.others.length - nested.length }
  return cloudGroup(group, rule, [], [owners, lost])
}

/** A group that holds roles is a group of its own: nobody else may manage it, and it takes no groups. */
function forRoles(shared: ReturnType<typeof sharedPartsOf>): ReturnType<typeof sharedPartsOf> {
  return {
    ...shared,
    name: `${shared.name} (roles)`,
    mailNickname: `${shared.mailNickname.slice(0, 58)}-roles`,
    uniqueName: `${shared.uniqueName.slice(0, 122)}-roles`,
  }
}

function cloudGroup(
  group: DynamicGroup | AssignedGroup,
  rule: MembershipRule | undefined,
  before: readonly Artefact[],
  people: readonly FoundPeople[],
): CloudGroup {
  return {
    group,
    place: madeBy(artefactKey(group)),
    artefacts: [...before, group],
    rule,
    unknown: people.reduce((sum, item) => sum + item.unknown, 0),
    own: people.reduce((sum, item) => sum + item.own, 0),
  }
}

function ownersOf(item: Collection): readonly string[] {
  return 'owners' in item ? item.owners : []
}

/** Named one by one, and as far as the export has them computed. */
export function membersOf(item: Collection): readonly string[] {
  return [...item.explicitMembers, ...valuesOf(item.object, 'ComputedMember')]
}

function sharedPartsOf(estate: Estate, { object }: Collection) {
  const name = collectionName(estate, object)
  return {
    madeFrom: [object.at],
    name,
    description: textOf(object, 'Description'),
    mailNickname: mailNicknameOf(object, name),
    uniqueName: `mim-${object.id}`.slice(0, 128),
  }
}

/** 64 characters the service takes in an alias; what it refuses becomes a hyphen. */
function mailNicknameOf(object: ServiceObject, name: string): string {
  const wished = textOf(object, 'MailNickname') || textOf(object, 'AccountName') || name
  const plain = wished
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  return plain === '' ? `mim-${object.id}`.slice(0, 64) : plain.slice(0, 64)
}

/** Its name, made unique over all groups and sets of the estate: two things of one name would be one artefact. */
export function collectionName(estate: Estate, object: ServiceObject): string {
  return uniqueNames(estate).get(object.id) ?? object.displayName
}

const uniqueNames = oncePer((estate: Estate): ReadonlyMap<string, string> => {
  const objects = estate.services.flatMap((service) => [...service.groups, ...service.sets].map((item) => item.object))
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
  const counts = new Map<string, number>()
  for (const { displayName } of objects) counts.set(plain(displayName), (counts.get(plain(displayName)) ?? 0) + 1)
  return new Map(
    objects.map((object) => {
      const { displayName, id } = object
      if (displayName.trim() === '') return [id, id] as const
      if ((counts.get(plain(displayName)) ?? 0) < 2) return [id, displayName] as const
      const domain = textOf(object, 'Domain')
      return [id, `${displayName} (${[domain, id.slice(0, 8)].filter((part) => part !== '').join(', ')})`] as const
    }),
  )
})

/** How groups whose members are named get to the cloud. */
export type GroupAuthority = 'convert' | 'write-back'

/** Entra has the groups already when Connect brings the groups of AD there: then the same object can be switched. */
export function groupsAreSynced(estate: Estate): boolean {
  const synced = estate.servers
    .filter((server) => server.product === 'connect-sync')
    .some((server) =>
      server.connectors
        .filter((connector) => connector.kind === 'entra-id')
        .some((connector) =>
          connectRulesOf(server, connector).some(
            (rule) => rule.direction === 'outbound' && !rule.disabled && sameName(rule.connectorObjectType, 'group'),
          ),
        ),
    )
  return synced && directoriesWithGroups(estate).length > 0
}

/** AD connectors of MIM that receive the members of groups. */
function directoriesWithGroups(estate: Estate): readonly string[] {
  return connectorsOf(estate, 'mim-sync')
    .filter(
      ({ server, connector }) => connector.kind === 'active-directory' && memberExports(server, connector).length > 0,
    )
    .map(({ connector }) => connector.name)
}

export const authorityChoice = 'ad-groups.authority'

/** The answer to `ad-groups.authority` for scenarios that are about no single connector. */
export function groupAuthority(estate: Estate, decided: Decided | undefined): GroupAuthority {
  const answers = ['', ...directoriesWithGroups(estate)].map((subject) => decided?.(authorityChoice, subject))
  const answer = answers.find((item) => item !== undefined) ?? (groupsAreSynced(estate) ? 'convert' : 'write-back')
  return answer === 'convert' ? 'convert' : 'write-back'
}

/** A group with named members, mastered in the cloud: switched, or made anew. Owners come along either way. */
export function masteredGroup(
  estate: Estate,
  service: IdentityService,
  group: ServiceGroup,
  authority: GroupAuthority,
): { readonly place: string; readonly artefacts: readonly Artefact[]; readonly unknown: number; readonly own: number } {
  if (authority === 'write-back') return assignedGroupOf(estate, service, group, { authority })
  const place = syncedGroupPlace(group)
  const { places, unknown, own } = peopleOf(service, group.owners)
  const made = { madeFrom: [group.object.at] }
  const owners: GroupOwners = {
    ...made,
    kind: 'group-owners',
    name: collectionName(estate, group.object),
    groupId: place,
    owners: places,
  }
  return {
    place,
    artefacts: [authoritySwitch(group), ...(places.length === 0 ? [] : [owners])],
    unknown,
    own,
  }
}

export function authoritySwitch(group: ServiceGroup): SourceOfAuthoritySwitch {
  return {
    kind: 'source-of-authority-switch',
    madeFrom: [group.object.at],
    object: 'group',
    objectId: syncedGroupPlace(group),
  }
}

function nestedPlace(
  estate: Estate,
  service: IdentityService,
  id: string,
  authority: GroupAuthority,
): string | undefined {
  const group = service.groups.find((item) => item.object.id === id)
  if (group === undefined) return undefined
  if (isMailEnabled(group)) return syncedGroupPlace(group)
  if (managementOf(group) !== 'rule')
    return authority === 'convert' ? syncedGroupPlace(group) : madeGroup(estate, group, 'assigned-group')
  const rule = group.filter && membershipRuleOf(estate, service, group.filter.xpath, group.object.at)
  const kind = rule?.rule === undefined || group.explicitMembers.length > 0 ? 'assigned-group' : 'dynamic-group'
  return madeGroup(estate, group, kind)
}

function madeGroup(estate: Estate, group: ServiceGroup, kind: 'assigned-group' | 'dynamic-group'): string {
  const parts = { ...sharedPartsOf(estate, group), type: 'security' as const }
  return madeBy(
    artefactKey(
      kind === 'dynamic-group' ? { kind, ...parts, membershipRule: '' } : { kind, ...parts, isAssignableToRole: false },
    ),
  )
}
