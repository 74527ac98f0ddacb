import { capability } from '../../src/catalogue/capabilities.js'
import {
  type AccessPackage,
  type Artefact,
  type AssignmentPolicy,
  askedFor,
  type HandStep,
  type Subject,
} from '../../src/entra/index.js'
import { oncePer } from '../../src/entra/once.js'
import type { Estate, IdentityService, ManagementPolicyRule, Provenance, ServiceGroup } from '../../src/model/index.js'
import type { Decided } from '../analyzer.js'
import { type ApprovalWorkflow, approvalWorkflows, stageOf } from './approvals.js'
import { asGroup, askName, entraStage } from './approvers.js'
import { learn } from './design.js'
import { distinctArtefacts } from './distinct.js'
import { isMailEnabled, managementOf } from './groups.js'
import { groupsByGuard, guardedGroups, isEverybody } from './guarded-groups.js'
import { collectionName, groupAuthority, masteredGroup } from './portal-groups.js'
import { activitiesOf, groupsOf, setById, textOf } from './service.js'
import { approvalActivities } from './workflows.js'

/** Stages a package takes: https://learn.microsoft.com/entra/id-governance/entitlement-management-access-package-approval-policy */
const mostStages = 3

/** What has to be there for people to ask for one group, or for what a workflow guards. */
export interface RequestDesign {
  /** undefined: the workflow guards groups that are not in the input. */
  readonly group: ServiceGroup | undefined
  readonly service: IdentityService
  /** In the order to make them, the package last but for steps by hand. */
  readonly artefacts: readonly Artefact[]
  /** Approvers as written for whom nobody was found: they are asked for. */
  readonly unresolved: readonly string[]
  /** Owners without a key, and the product's own. */
  readonly unknown: number
  readonly own: number
}

/** Groups that people ask for through approvals of a workflow; the same group has the same package in every scenario. */
export function requestDesigns(
  estate: Estate,
  found: ApprovalWorkflow,
  decided: Decided | undefined,
): readonly RequestDesign[] {
  const groups = guardedGroups(found)
  if (groups.size === 0) return [groupless(estate, found)]
  return [...groups].map((group) => groupRequest(estate, found.service, group, decided))
}

/** The package of one group, with a policy for each workflow that guards it, else with the approval of its owner. */
export function groupRequest(
  estate: Estate,
  service: IdentityService,
  group: ServiceGroup,
  decided: Decided | undefined,
): RequestDesign {
  const name = collectionName(estate, group.object)
  if (isMailEnabled(group)) return { ...nothing(service, group), artefacts: [joinRestriction(name, group)] }
  const guards = approvalWorkflows(estate).filter(
    (item) => item.service === service && item.about !== 'data' && guardedGroups(item).has(group),
  )
  const mastered = masteredGroup(estate, service, group, groupAuthority(estate, decided))
  const policies =
    guards.length > 0
      ? guards.map((guard) => guardedPolicy(estate, guard, group))
      : [ownerPolicy(estate, service, group)]
  const made = packageOf(
    name,
    textOf(group.object, 'Description'),
    catalogOf(service, group),
    mastered.place,
    policies,
    [
      group.object.at,
      ...guards.flatMap((guard) => [guard.workflow.object.at, ...guard.policies.map((policy) => policy.object.at)]),
    ],
  )
  return {
    group,
    service,
    artefacts: distinctArtefacts([
      ...mastered.artefacts,
      ...policies.flatMap((policy) => policy.before),
      made,
      ...policies.flatMap((policy) => policy.after),
    ]),
    unresolved: policies.flatMap((policy) => policy.unresolved),
    unknown: mastered.unknown,
    own: mastered.own,
  }
}

const requestCatalog = 'Requests of the portal'

/** A catalog takes so many groups; the next ones go to another, whichever of them become packages. */
function catalogOf(service: IdentityService, group: ServiceGroup): string {
  const { resourcesPerCatalog = 0 } = capability('em.limits').limits
  return numberedCatalog(requestCatalog, requestable(service).get(group) ?? 0, resourcesPerCatalog)
}

export function numberedCatalog(name: string, index: number, most: number): string {
  const number = most > 0 ? Math.floor(index / most) + 1 : 1
  return number === 1 ? name : `${name} (${number})`
}

const requestable = oncePer((service: IdentityService): ReadonlyMap<ServiceGroup, number> => {
  const guarded = new Set([...groupsByGuard(service).values()].flatMap((groups) => [...groups]))
  return new Map(
    groupsOf(service)
      .filter((group) => !isMailEnabled(group) && (managementOf(group) === 'owner' || guarded.has(group)))
      .map((group, index) => [group, index]),
  )
})

interface DesignedPolicy {
  readonly policy: AssignmentPolicy
  readonly before: readonly Artefact[]
  readonly after: readonly Artefact[]
  readonly unresolved: readonly string[]
}

function packageOf(
  name: string,
  description: string,
  catalog: string,
  groupId: string,
  policies: readonly DesignedPolicy[],
  madeFrom: readonly Provenance[],
): AccessPackage {
  return {
    kind: 'access-package',
    madeFrom,
    name,
    description: description === '' ? name : description,
    catalog,
    groupIds: [groupId],
    policies: policies.map((item) => item.policy),
  }
}

/** The workflow tells who approves, and its rules who may ask. */
function guardedPolicy(estate: Estate, found: ApprovalWorkflow, group: ServiceGroup | undefined): DesignedPolicy {
  const { service, workflow, policies, stages } = found
  const asking = requestors(estate, service, policies)
  const about = group?.object.displayName ?? ''
  const resolved = stages.map((stage) =>
    entraStage(
      estate,
      service,
      stage,
      group,
      askName('approverOf', workflow.object.displayName, about, `Stage${stage.number}`),
    ),
  )
  const name = workflow.object.displayName
  return {
    policy: {
      kind: 'request',
      name,
      mayAsk: asking.subjects,
      stages: resolved.slice(0, mostStages).map((item) => item.stage),
      expiresAfterDays: undefined,
    },
    before: [...asking.artefacts, ...resolved.flatMap((item) => item.artefacts)],
    after: resolved.length > mostStages ? [furtherStages(found)] : [],
    unresolved: resolved.flatMap((item) => item.unresolved),
  }
}

/** The shipped workflow tells how long an owner has; without it the usual three days. */
function ownerPolicy(estate: Estate, service: IdentityService, group: ServiceGroup): DesignedPolicy {
  const approval = service.workflows
    .filter((workflow) => /^owner approval/i.test(workflow.object.displayName))
    .flatMap((workflow) => activitiesOf(workflow, ...approvalActivities))[0]
  const stage = {
    ...(approval === undefined ? shippedApproval : stageOf(approval, 0)),
    approvers: '[//Target/Owner]',
    activity: approval ?? { ...shippedApproval.activity, at: group.object.at },
  }
  const {
    stage: made,
    artefacts,
    unresolved,
  } = entraStage(estate, service, stage, group, askName('approverOf', group.object.displayName))
  return {
    policy: {
      kind: 'request',
      name: `${group.object.displayName}: owner approval`,
      mayAsk: [],
      stages: [made],
      expiresAfterDays: undefined,
    },
    before: artefacts,
    after: [],
    unresolved,
  }
}

const shippedApproval = {
  number: 1,
  kind: 'owner',
  threshold: 1,
  escalates: false,
  duration: '3.00:00:00',
  activity: { activity: 'ApprovalActivity', clrNamespace: '', family: 'shipped', properties: [] },
} as const

/** Nobody named: everybody of the directory. */
function requestors(estate: Estate, service: IdentityService, policies: readonly ManagementPolicyRule[]) {
  const sets = policies.map((policy) => setById(service, policy.requestorSetId))
  const named = [...new Set(sets.filter((set) => set !== undefined))]
  if (sets.some((set) => set === undefined || isEverybody(set)))
    return { subjects: [] as readonly Subject[], artefacts: [] as readonly Artefact[] }
  const found = named.map((set) => asGroup(estate, service, set))
  return { subjects: found.flatMap((item) => item.subjects), artefacts: found.flatMap((item) => item.artefacts) }
}

/** No group of the input: what the package gives is asked for. */
function groupless(estate: Estate, found: ApprovalWorkflow): RequestDesign {
  const { workflow, service, policies } = found
  const name = workflow.object.displayName
  const policy = guardedPolicy(estate, found, undefined)
  const made = packageOf(
    name,
    '',
    requestCatalog,
    askedFor(askName('groupOf', name)),
    [policy],
    [workflow.object.at, ...policies.map((item) => item.object.at)],
  )
  return {
    ...nothing(service, undefined),
    artefacts: distinctArtefacts([...policy.before, made, ...policy.after]),
    unresolved: policy.unresolved,
  }
}

function nothing(service: IdentityService, group: ServiceGroup | undefined): RequestDesign {
  return { group, service, artefacts: [], unresolved: [], unknown: 0, own: 0 }
}

function furtherStages({ workflow, stages }: ApprovalWorkflow): HandStep {
  const name = workflow.object.displayName
  return {
    kind: 'hand-step',
    madeFrom: [workflow.object.at],
    name: `Further approvals of ${name}`,
    where: 'My Access, and those who decide today',
    instructions: [
      `${name} has ${stages.length} stages; a package takes the first ${mostStages}.`,
      ...stages.slice(mostStages).map((stage) => `Agree who takes over stage ${stage.number}: ${stage.approvers}.`),
    ],
    check: `Have the owners of ${name} agreed to ${mostStages} stages?`,
    source: learn('/entra/id-governance/entitlement-management-access-package-approval-policy'),
  }
}

/** Packages and My Groups do not manage mail-enabled groups; Exchange knows approval by an owner. */
function joinRestriction(name: string, group: ServiceGroup): HandStep {
  const owner = managementOf(group) === 'owner'
  return {
    kind: 'hand-step',
    madeFrom: [group.object.at],
    name: `Joining ${name}`,
    where: 'Exchange Online',
    instructions: [
      `Make ${name} anew in Exchange Online with its members and owners, or keep it where it is.`,
      `Set who may join: Set-DistributionGroup -MemberJoinRestriction ${owner ? 'ApprovalRequired' : 'Open'}.`,
    ],
    check: `Does Get-DistributionGroup show the owners and MemberJoinRestriction of ${name}?`,
    source: learn('/exchange/recipients-in-exchange-online/manage-distribution-groups/manage-distribution-groups'),
  }
}
