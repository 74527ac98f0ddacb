import { type Artefact, askedFor, type ApprovalStage as EntraStage, type Subject } from '../../src/entra/index.js'
import { parseXPath, type XPathFilter } from '../../src/expression/filter/index.js'
import { type Estate, type IdentityService, normalizeGuid, type ServiceGroup } from '../../src/model/index.js'
import type { ApprovalStage } from './approvals.js'
import { assignedGroupOf, type Collection, cloudGroupOf } from './portal-groups.js'
import { peopleOf } from './portal-people.js'
import { setById } from './service.js'
import { activityText } from './workflows.js'

/** Subjects with the groups that have to be there for them. */
export interface Resolved {
  readonly subjects: readonly Subject[]
  readonly artefacts: readonly Artefact[]
  /** As written: what nobody could be found for. */
  readonly unresolved: readonly string[]
}

/** Earliest day another approver comes in: https://learn.microsoft.com/entra/id-governance/entitlement-management-access-package-approval-policy */
const earliestEscalation = 4

/** Days an approval waits in Entra when the workflow names none. */
const usualDays = 14

/** A stage of a MIM workflow as a stage of a package; a person is asked for where the configuration names nobody. */
export function entraStage(
  estate: Estate,
  service: IdentityService,
  stage: ApprovalStage,
  group: ServiceGroup | undefined,
  askName: string,
): Resolved & { readonly stage: EntraStage } {
  const approvers = resolve(estate, service, stage.approvers, group)
  const escalation = resolve(estate, service, activityText(stage.activity, 'Escalation'), group)
  const asked: readonly Subject[] = [{ kind: 'user', userId: askedFor(askName) }]
  const byManager = approvers.subjects.some((subject) => subject.kind === 'manager')
  const days = daysOf(stage.duration) ?? usualDays
  const daysUntilEscalation = Math.max(earliestEscalation, days)
  const escalates = escalation.subjects.length > 0
  return {
    subjects: approvers.subjects,
    artefacts: [...approvers.artefacts, ...escalation.artefacts],
    unresolved: [...approvers.unresolved, ...escalation.unresolved],
    stage: {
      approvers: approvers.subjects.length === 0 ? asked : approvers.subjects,
      // Nobody's manager is always filled.
      fallback: byManager ? [{ kind: 'user', userId: askedFor('fallbackApprover') }] : [],
      escalation: escalation.subjects,
      daysUntilEscalation,
      daysUntilDenial: escalates ? daysUntilEscalation + days : days,
      needsJustification: true,
    },
  }
}

/** `d.hh:mm:ss` in whole days, at least one; undefined when it is not written so. */
export function daysOf(duration: string): number | undefined {
  const match = /^(?:(\d+)\.)?(\d+):(\d+)(?::\d+(?:\.\d+)?)?$/.exec(duration.trim())
  if (match === null) return undefined
  const [, days = '0', hours = '0', minutes = '0'] = match
  return Math.max(1, Math.ceil(Number(days) + (Number(hours) + Number(minutes) / 60) / 24))
}

function resolve(estate: Estate, service: IdentityService, text: string, group: ServiceGroup | undefined): Resolved {
  const found = text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => resolveOne(estate, service, item, group))
  return {
    subjects: found.flatMap((item) => item.subjects),
    artefacts: found.flatMap((item) => item.artefacts),
    unresolved: found.flatMap((item) => item.unresolved),
  }
}

function resolveOne(estate: Estate, service: IdentityService, text: string, group: ServiceGroup | undefined): Resolved {
  const nobody: Resolved = { subjects: [], artefacts: [], unresolved: [text] }
  // Who is about to get the access asks for it: the target of such a request is the group, never a person.
  const manager = /^\[\/\/(?:Requestor|Target)((?:\/Manager)+)\]$/i.exec(text)?.[1]
  if (manager !== undefined) {
    const level = manager.split('/').length - 1
    return { subjects: [{ kind: 'manager', level }], artefacts: [], unresolved: [] }
  }
  if (/^\[\/\/Target\/(Displayed)?Owner\]$/i.test(text)) {
    if (group === undefined) return nobody
    return people(service, group.owners, text)
  }
  const id = normalizeGuid(text)
  const collection = collectionById(service, id)
  if (collection !== undefined) return asGroup(estate, service, collection)
  if (/^[0-9a-f-]{36}$/.test(id)) return people(service, [id], text)
  const parsed = parseXPath(text)
  const named = parsed.ok ? namedCollection(service, parsed.value) : undefined
  return named === undefined ? nobody : asGroup(estate, service, named)
}

function people(service: IdentityService, ids: readonly string[], text: string): Resolved {
  const { places } = peopleOf(service, ids)
  return {
    subjects: places.map((userId) => ({ kind: 'user', userId })),
    artefacts: [],
    unresolved: places.length === 0 ? [text] : [],
  }
}

/** A set or group as those who ask, approve or take over. */
export function asGroup(estate: Estate, service: IdentityService, item: Collection): Resolved {
  const cloud =
    item.explicitMembers.length > 0 ? assignedGroupOf(estate, service, item) : cloudGroupOf(estate, service, item)
  return {
    subjects: [{ kind: 'group', groupId: cloud.place, description: cloud.group.name }],
    artefacts: cloud.artefacts,
    unresolved: [],
  }
}

function collectionById(service: IdentityService, id: string): Collection | undefined {
  return setById(service, id) ?? service.groups.find((group) => group.object.id === id)
}

/** `/Set[ObjectID = '…']/ComputedMember`: the members of one set or group. */
function namedCollection(service: IdentityService, { paths }: XPathFilter): Collection | undefined {
  const [path, further] = paths
  const [first, second] = path?.steps ?? []
  if (first === undefined || further !== undefined || !/^(Set|Group)$/.test(first.name)) return undefined
  if (second !== undefined && !/Member$/.test(second.name)) return undefined
  const [predicate] = first.predicates
  const inner = predicate?.kind === 'group' ? predicate.operand : predicate
  if (inner?.kind !== 'compare' || inner.attribute !== 'ObjectID' || inner.value.kind !== 'string') return undefined
  return collectionById(service, normalizeGuid(inner.value.value))
}

/** Name of a question about something of the customer's: camel case, letters and digits only. */
export function askName(prefix: string, ...about: readonly string[]): string {
  const words = about
    .join(' ')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  return prefix + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
