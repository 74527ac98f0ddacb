import { badRequest, notFound } from '../http/error.js'
import { type Call, type Needs, type Route, route } from '../http/router.js'
import type { JsonObject } from '../json.js'
import { textOf } from '../json.js'
import { listBody } from '../odata/query.js'
import { ok, one, properties } from '../service/answers.js'
import type { Tenant } from '../service/tenant.js'
import { delegatedOnly } from './needs.js'

const licence = ['P2', 'Governance'] as const
const needs: Needs = {
  ...delegatedOnly(
    'RoleManagementPolicy.ReadWrite.Directory',
    'RoleManagementPolicy.ReadWrite.AzureADGroup',
    'RoleManagement.ReadWrite.Directory',
  ),
  licence,
}

/** Settings of roles: one policy each, a rule a call, on behalf of a person only. */
export const rolePolicyRoutes: readonly Route[] = [
  route('GET', '/policies/roleManagementPolicyAssignments', needs, (call) => {
    const filter = call.query.get('$filter') ?? ''
    if (!/scopeId/.test(filter) || !/scopeType/.test(filter))
      throw badRequest('The request needs a filter on scopeId and scopeType.', 'InvalidFilter')
    return ok(listBody(call, assignmentsOf(call.tenant)))
  }),
  route('GET', '/policies/roleManagementPolicies/{id}', needs, (call) =>
    one(call, policy(call.tenant, policyId(call))),
  ),
  route('GET', '/policies/roleManagementPolicies/{id}/rules', needs, (call) =>
    ok(listBody(call, rulesOf(call.tenant, policyId(call)))),
  ),
  route('GET', '/policies/roleManagementPolicies/{id}/rules/{rule}', needs, (call) => one(call, ruleOf(call))),
  route('PATCH', '/policies/roleManagementPolicies/{id}/rules/{rule}', needs, (call) => {
    const rule = ruleOf(call)
    if (textOf(call.body['@odata.type']) !== rule['@odata.type'])
      throw badRequest('A rule needs its own @odata.type.', 'InvalidPolicyRule')
    const id = `${policyId(call)}/${String(rule.id)}`
    const next = { ...rule, ...properties(call.body) }
    call.tenant.collection('roleManagementPolicyRules').put({ ...next, ruleId: String(rule.id), id })
    return ok({ ...next, id: rule.id ?? null })
  }),
]

function policyId(call: Call): string {
  const id = call.at.id ?? ''
  if (!assignmentsOf(call.tenant).some((entry) => entry.policyId === id)) throw notFound(id)
  return id
}

function ruleOf(call: Call): JsonObject {
  const rule = rulesOf(call.tenant, policyId(call)).find((entry) => entry.id === call.at.rule)
  if (rule === undefined) throw notFound(call.at.rule ?? '')
  return rule
}

function assignmentsOf(tenant: Tenant): JsonObject[] {
  const roles = [...tenant.collection('roleDefinitions').all()].map((role) => ({
    scopeId: '/',
    scopeType: 'DirectoryRole',
    roleDefinitionId: role.id,
    policyId: `DirectoryRole_${role.id}`,
  }))
  const groups = [...tenant.collection('groups').all()].flatMap((group) =>
    ['member', 'owner'].map((access) => ({
      scopeId: group.id,
      scopeType: 'Group',
      roleDefinitionId: access,
      policyId: `Group_${group.id}_${access}`,
    })),
  )
  return [...roles, ...groups].map((entry) => ({
    id: `${entry.policyId}_${entry.roleDefinitionId}`,
    ...entry,
    policy: policy(tenant, entry.policyId),
  }))
}

function policy(tenant: Tenant, id: string): JsonObject {
  return { id, displayName: id.split('_')[0] ?? id, rules: rulesOf(tenant, id) }
}

/** Rules of a policy: as shipped, or as they were set. */
export function rulesOf(tenant: Tenant, id: string): JsonObject[] {
  return shipped.map((rule) => {
    const set = tenant.collection('roleManagementPolicyRules').get(`${id}/${String(rule.id)}`)
    if (set === undefined) return rule
    const { ruleId, ...properties } = set
    return { ...properties, id: ruleId ?? null }
  })
}

function expiration(caller: string, level: string, isExpirationRequired: boolean, maximumDuration: string): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyExpirationRule',
    id: `Expiration_${caller}_${level}`,
    isExpirationRequired,
    maximumDuration,
    target: { caller, operations: ['all'], level, inheritableSettings: [], enforcedSettings: [] },
  }
}

const shipped: readonly JsonObject[] = [
  expiration('Admin', 'Eligibility', true, 'P365D'),
  expiration('Admin', 'Assignment', true, 'P180D'),
  expiration('EndUser', 'Assignment', true, 'PT8H'),
  {
    '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyEnablementRule',
    id: 'Enablement_EndUser_Assignment',
    enabledRules: ['MultiFactorAuthentication', 'Justification'],
    target: {
      caller: 'EndUser',
      operations: ['all'],
      level: 'Assignment',
      inheritableSettings: [],
      enforcedSettings: [],
    },
  },
  {
    '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyApprovalRule',
    id: 'Approval_EndUser_Assignment',
    setting: { isApprovalRequired: false, approvalStages: [] },
    target: {
      caller: 'EndUser',
      operations: ['all'],
      level: 'Assignment',
      inheritableSettings: [],
      enforcedSettings: [],
    },
  },
]
