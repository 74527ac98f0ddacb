import { oncePer } from '../../src/entra/once.js'
import { evaluateXPath, type FilterObject, parseXPath } from '../../src/expression/filter/index.js'
import type {
  IdentityService,
  ManagementPolicyRule,
  ServiceGroup,
  ServiceSet,
  WorkflowDefinition,
} from '../../src/model/index.js'
import type { ApprovalWorkflow } from './approvals.js'
import { managementOf } from './groups.js'
import { groupsOf, isCustomers, policiesStarting, setById } from './service.js'

export function isEverybody(set: ServiceSet): boolean {
  return /^\s*\/Person\s*$/i.test(set.filter?.xpath ?? '')
}

/** Groups of the input that requests under the rules of a workflow can be about. */
export function guardedGroups({
  service,
  workflow,
}: Pick<ApprovalWorkflow, 'service' | 'workflow'>): ReadonlySet<ServiceGroup> {
  return groupsByGuard(service).get(workflow) ?? new Set()
}

export const groupsByGuard = oncePer((service: IdentityService) => {
  const open = groupsOf(service).filter((group) => managementOf(group) !== 'rule')
  return new Map(
    service.workflows.map((workflow): [WorkflowDefinition, ReadonlySet<ServiceGroup>] => {
      const sets = policiesStarting(service, workflow.object.id)
        .filter((policy) => isCustomers(policy.object))
        .flatMap((policy) => setById(service, policy.targetAfterSetId ?? policy.targetBeforeSetId) ?? [])
      return [workflow, new Set(open.filter((group) => sets.some((set) => holds(set, group))))]
    }),
  )
})

/** Groups of the input, but those by rule, that are in the target set of a rule. */
export function guardedBySet(service: IdentityService, policy: ManagementPolicyRule): readonly ServiceGroup[] {
  const set = setById(service, policy.targetAfterSetId ?? policy.targetBeforeSetId)
  if (set === undefined) return []
  return groupsOf(service).filter((group) => managementOf(group) !== 'rule' && holds(set, group))
}

/** Is the group certainly in the set? */
export function holds(set: ServiceSet, group: ServiceGroup): boolean {
  if (set.explicitMembers.includes(group.object.id)) return true
  const parsed = filterOf(set)
  return parsed.ok && evaluateXPath(parsed.value, filterObject(group)) === true
}

const filterOf = oncePer((set: ServiceSet) => parseXPath(set.filter?.xpath ?? ''))

const filterObject = oncePer(({ object }: ServiceGroup): FilterObject => {
  const values = new Map<string, readonly string[]>(Object.entries(object.attributes))
  values.set('ObjectType', [object.type])
  values.set('ObjectID', [object.id])
  values.set('DisplayName', [object.displayName])
  return { get: (name) => values.get(name) ?? null }
})
