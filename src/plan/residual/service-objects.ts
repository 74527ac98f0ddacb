import { finding } from '../../../analyzers/finding.js'
import { oncePer } from '../../entra/once.js'
import type {
  IdentityService,
  ManagementPolicyRule,
  Provenance,
  ServiceObject,
  WorkflowDefinition,
} from '../../model/index.js'
import { normalizeGuid } from '../../model/index.js'
import { ends, type PlannedCase } from '../today/takeover.js'
import { latest, type Release, releaseBy, unanswered } from './release.js'
import type { ProofLine, ResidualObject } from './report.js'
import { object } from './server-objects.js'

/** Policies, workflows and sets of one MIM Service that are the customer's; the product's own end with the product. */
export function serviceObjects(
  service: IdentityService,
  cases: readonly PlannedCase[],
  rules: readonly ResidualObject[],
): readonly ResidualObject[] {
  const { policies, workflows, sets } = service
  const known = new Map(workflows.map((workflow) => [workflow.object.id, workflow]))
  const proofs = new Map(
    policies.map((policy) => [
      policy.object.id,
      [...proofOfPolicy(policy, known, cases), ...ruleLines(policy, known, rules)],
    ]),
  )
  const proofOf = (policy: ManagementPolicyRule) => proofs.get(policy.object.id) ?? []
  const active = policies.filter((policy) => !policy.disabled && isCustomers(policy.object))
  const made = (kind: 'policy' | 'workflow' | 'set', item: ServiceObject, proof: readonly ProofLine[]) =>
    object(kind, item.id, item.displayName, service.source, proof, item.at)
  return [
    ...policies.filter((item) => isCustomers(item.object)).map((item) => made('policy', item.object, proofOf(item))),
    ...workflows
      .filter((item) => isCustomers(item.object))
      .map((item) => made('workflow', item.object, proofOfWorkflow(item, active, proofOf))),
    ...sets
      .filter((item) => isCustomers(item.object))
      .map((item) =>
        made('set', item.object, [
          ...proofOfSet(item.object, service, active, proofOf),
          ...groupLines(item.object, service, cases),
        ]),
      ),
  ]
}

function isCustomers(item: ServiceObject): boolean {
  return item.origin !== 'shipped' && !item.isPlaceholder
}

const startedBy = [
  ['authentication', 'authenticationWorkflowIds', ['sspr', 'portal-workflows']],
  ['authorization', 'authorizationWorkflowIds', ['access-requests', 'self-service-groups', 'portal-workflows']],
  ['action', 'actionWorkflowIds', ['portal-workflows', 'attestation', 'codeless-provisioning']],
] as const

const rights = ['portal-workflows', 'self-service-groups', 'sspr'] as const

function proofOfPolicy(
  policy: ManagementPolicyRule,
  workflows: ReadonlyMap<string, WorkflowDefinition>,
  cases: readonly PlannedCase[],
): readonly ProofLine[] {
  if (policy.disabled) return []
  const { at } = policy.object
  const starts = startedBy.flatMap(([phase, ids, scenarios]) =>
    policy[ids].map((id) => {
      const workflow = workflows.get(id)
      const places = workflow === undefined ? [at] : [workflow.object.at, at]
      const name = workflow?.object.displayName ?? id
      return { text: finding('M2E-RESD-111', { workflow: name, phase }, places), ...answer(cases, places, scenarios) }
    }),
  )
  if (!policy.grantsRight) return starts
  const params = { actions: policy.actions.join(', '), attributes: policy.attributes.join(', ') }
  return [...starts, { text: finding('M2E-RESD-112', params, at), ...answer(cases, [at], rights) }]
}

/** A workflow that gives people a synchronization rule is needed as long as the rule is. */
function ruleLines(
  policy: ManagementPolicyRule,
  workflows: ReadonlyMap<string, WorkflowDefinition>,
  rules: readonly ResidualObject[],
): readonly ProofLine[] {
  if (policy.disabled) return []
  const named = policy.actionWorkflowIds
    .flatMap((id) => workflows.get(id)?.activities ?? [])
    .filter((activity) => activity.activity === 'SynchronizationRuleActivity')
    .flatMap((activity) => activity.properties.filter((item) => item.name === 'SynchronizationRuleId'))
    .map((property) => normalizeGuid(property.value))
  return rules
    .filter((rule) => named.includes(rule.id) && rule.freeAfter !== 0)
    .map((rule) => ({ text: finding('M2E-RESD-116', { rule: rule.name }, rule.at), ...latest(rule.proof) }))
}

/** The part of a design that names the place; else the scenario that such rules belong to. */
function answer(cases: readonly PlannedCase[], places: readonly Provenance[], scenarios: readonly string[]): Release {
  const named = places.flatMap((place) => partsByPlace(cases).get(placeKey(place)) ?? [])
  const [first] = named.sort((a, b) => a.order - b.order)
  if (first !== undefined) return first.release
  const usual = scenarios
    .map((id) => cases.find((planned) => planned.scenario === id))
    .find((item) => item !== undefined)
  return usual === undefined ? unanswered : releaseBy(usual)
}

/** The first part of a design that names a place, by the place. */
const partsByPlace = oncePer((cases: readonly PlannedCase[]) => {
  const found = new Map<string, { readonly order: number; readonly release: Release }>()
  let order = 0
  for (const planned of cases)
    for (const part of planned.design.parts) {
      order += 1
      const release = {
        wave: ends(part.verdict) ? planned.wave : undefined,
        by: { scenario: planned.scenario, subject: planned.subject },
      }
      for (const key of part.reasons.flatMap((reason) => reason.at.map(placeKey)))
        if (!found.has(key)) found.set(key, { order, release })
    }
  return found
})

function placeKey({ file, path }: Provenance): string {
  return `${file}\n${path}`
}

function proofOfWorkflow(
  workflow: WorkflowDefinition,
  policies: readonly ManagementPolicyRule[],
  proofOf: (policy: ManagementPolicyRule) => readonly ProofLine[],
): readonly ProofLine[] {
  const { id } = workflow.object
  return policies
    .filter((policy) => startedBy.some(([, ids]) => policy[ids].includes(id)))
    .map((policy) => ({
      text: finding('M2E-RESD-113', { policy: policy.object.displayName }, policy.object.at),
      ...latest(proofOf(policy)),
    }))
}

/** A set lasts as long as a policy that is about it, or a set or group that is made of it and used itself. */
function proofOfSet(
  set: ServiceObject,
  service: IdentityService,
  policies: readonly ManagementPolicyRule[],
  proofOf: (policy: ManagementPolicyRule) => readonly ProofLine[],
): readonly ProofLine[] {
  const users = usersOf(set.id, service)
  const reached = new Set([set.id, ...users.map((item) => item.id)])
  return policies
    .filter((policy) =>
      [policy.requestorSetId, policy.targetBeforeSetId, policy.targetAfterSetId].some(
        (id) => id !== undefined && reached.has(id),
      ),
    )
    .map((policy) => {
      const direct = [policy.requestorSetId, policy.targetBeforeSetId, policy.targetAfterSetId].includes(set.id)
      const between = users.find((item) =>
        [policy.requestorSetId, policy.targetBeforeSetId, policy.targetAfterSetId].includes(item.id),
      )
      const text =
        direct || between === undefined
          ? finding('M2E-RESD-114', { policy: policy.object.displayName }, policy.object.at)
          : finding('M2E-RESD-115', { user: between.displayName }, between.at)
      return { text, ...latest(proofOf(policy)) }
    })
}

/** Groups whose members the set helps to find. */
function groupLines(set: ServiceObject, service: IdentityService, cases: readonly PlannedCase[]): readonly ProofLine[] {
  const reached = new Set([set.id, ...usersOf(set.id, service).map((item) => item.id)])
  return filteredGroups(service)
    .filter(({ named }) => named.some((id) => reached.has(id)))
    .map(({ group }) => group)
    .map(({ object: group }) => ({
      text: finding('M2E-RESD-115', { user: group.displayName }, group.at),
      ...answer(cases, [group.at], ['dynamic-groups', 'ad-groups', 'soa-groups']),
    }))
}

/** Sets whose filters name this one, over any number of steps. */
function usersOf(id: string, service: IdentityService): readonly ServiceObject[] {
  const found = new Map<string, ServiceObject>()
  const waiting = [id]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    for (const user of setsNaming(service).get(next) ?? []) {
      if (found.has(user.id) || user.id === id) continue
      found.set(user.id, user)
      waiting.push(user.id)
    }
  return [...found.values()]
}

/** Sets by the ids their filters name. */
const setsNaming = oncePer(({ sets }: IdentityService) => {
  const found = new Map<string, ServiceObject[]>()
  for (const { object: user, filter } of sets)
    for (const id of idsIn(filter?.xpath ?? '')) {
      const known = found.get(id)
      if (known === undefined) found.set(id, [user])
      else known.push(user)
    }
  return found
})

/** Groups by rule, with the ids their filters name. */
const filteredGroups = oncePer(({ groups }: IdentityService) =>
  groups.map((group) => ({ group, named: idsIn(group.filter?.xpath ?? '') })).filter(({ named }) => named.length > 0),
)

/** What a filter names in quotes, as the ids of objects are written, each once. */
function idsIn(xpath: string): readonly string[] {
  return [...new Set([...xpath.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, a, b]) => normalizeGuid(a ?? b ?? '')))]
}
