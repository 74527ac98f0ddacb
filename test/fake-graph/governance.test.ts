import { describe, expect, it } from 'vitest'
import { base, codeOf, type Reply, send } from './client.js'
import { createFakeGraph, type FakeGraph } from './index.js'

const anna = 'aaaaaaaa-0000-4000-8000-000000000001'
const bert = 'aaaaaaaa-0000-4000-8000-000000000002'
const hr = 'bbbbbbbb-0000-4000-8000-000000000001'
const synced = 'bbbbbbbb-0000-4000-8000-000000000002'

function tenant(): FakeGraph {
  return createFakeGraph({
    content: {
      users: [
        { id: anna, userPrincipalName: 'anna@contoso.com', department: 'Sales', onPremisesSyncEnabled: true },
        { id: bert, userPrincipalName: 'bert@contoso.com', department: 'HR' },
      ],
      groups: [
        { id: hr, displayName: 'HR', mailNickname: 'hr' },
        { id: synced, displayName: 'Synced', mailNickname: 'synced', onPremisesSyncEnabled: true },
      ],
    },
  })
}

function onBehalf(graph: FakeGraph): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${graph.token({ delegated: true })}` }
}

function idOf(reply: Reply): string {
  return String(reply.body.id)
}

describe('entitlement management', () => {
  const at = '/identityGovernance/entitlementManagement'

  async function withPackage(
    graph: FakeGraph,
  ): Promise<Record<'catalog' | 'resource' | 'accessPackage' | 'policy', string>> {
    const catalog = idOf(await send(graph, 'POST', `${at}/catalogs`, { displayName: 'MIM' }))
    await send(graph, 'POST', `${at}/resourceRequests`, {
      requestType: 'adminAdd',
      resource: { originId: hr, originSystem: 'AadGroup' },
      catalog: { id: catalog },
    })
    await graph.clock.sleep(2_000)
    const resources = await send(graph, 'GET', `${at}/catalogs/${catalog}/resources?$filter=originId eq '${hr}'`)
    const resource = String(resources.body.value[0]?.id)
    const accessPackage = idOf(
      await send(graph, 'POST', `${at}/accessPackages`, { displayName: 'HR', catalog: { id: catalog } }),
    )
    const scope = {
      role: { originId: `Member_${hr}`, originSystem: 'AadGroup', resource: { id: resource } },
      scope: { originId: hr, originSystem: 'AadGroup', isRootScope: true },
    }
    expect((await send(graph, 'POST', `${at}/accessPackages/${accessPackage}/resourceRoleScopes`, scope)).status).toBe(
      201,
    )
    const policy = idOf(
      await send(graph, 'POST', `${at}/assignmentPolicies`, {
        displayName: 'all',
        allowedTargetScope: 'allMemberUsers',
        accessPackage: { id: accessPackage },
      }),
    )
    return { catalog, resource, accessPackage, policy }
  }

  it('assigns a package after a while and takes it back', async () => {
    const graph = tenant()
    const { accessPackage, policy } = await withPackage(graph)
    const filter = `$filter=accessPackage/id eq '${accessPackage}' and target/objectId eq '${anna}'`
    const state = async (): Promise<unknown> =>
      (await send(graph, 'GET', `${at}/assignments?${filter}`)).body.value[0]?.state
    const assignment = {
      target: { objectId: anna },
      assignmentPolicy: { id: policy },
      accessPackage: { id: accessPackage },
    }
    const ask = { requestType: 'adminAdd', assignment }

    expect((await send(graph, 'POST', `${at}/assignmentRequests`, ask)).status).toBe(201)
    expect((await send(graph, 'POST', `${at}/assignmentRequests`, ask)).status).toBe(400)
    expect(await state()).toBe('delivering')
    await graph.clock.sleep(30_000)
    expect(await state()).toBe('delivered')
    expect(graph.related(hr, 'members')).toEqual([anna])

    const id = String((await send(graph, 'GET', `${at}/assignments?${filter}`)).body.value[0]?.id)
    await send(graph, 'POST', `${at}/assignmentRequests`, { requestType: 'adminRemove', assignment: { id } })
    await graph.clock.sleep(30_000)
    expect(await state()).toBe('expired')
    expect(graph.related(hr, 'members')).toEqual([])
  })

  it('is taken apart from the inside out only, and is then as before', async () => {
    const graph = tenant()
    const before = graph.dump()
    const { catalog, resource, accessPackage, policy } = await withPackage(graph)
    const remove = async (path: string): Promise<number> => (await send(graph, 'DELETE', `${at}${path}`)).status

    expect(await remove(`/catalogs/${catalog}`)).toBe(400)
    expect(await remove(`/accessPackages/${accessPackage}`)).toBe(400)
    expect(await remove(`/assignmentPolicies/${policy}`)).toBe(204)
    expect(await remove(`/accessPackages/${accessPackage}`)).toBe(204)
    expect(await remove(`/catalogs/${catalog}`)).toBe(400)
    await send(graph, 'POST', `${at}/resourceRequests`, {
      requestType: 'adminRemove',
      resource: { id: resource },
      catalog: { id: catalog },
    })
    await graph.clock.sleep(2_000)
    expect(await remove(`/catalogs/${catalog}`)).toBe(204)
    expect(graph.dump()).toEqual(before)
  })

  it('replaces policies by PUT and knows no PATCH of them; approvers need their type', async () => {
    const graph = tenant()
    const { accessPackage, policy } = await withPackage(graph)
    const whole = {
      displayName: 'managers',
      allowedTargetScope: 'allMemberUsers',
      accessPackage: { id: accessPackage },
    }
    const stages = [{ primaryApprovers: [{ userId: anna }] }]

    expect((await send(graph, 'PATCH', `${at}/assignmentPolicies/${policy}`, whole)).status).toBe(405)
    expect((await send(graph, 'PUT', `${at}/assignmentPolicies/${policy}`, whole)).status).toBe(204)
    expect((await send(graph, 'PUT', `${at}/assignmentPolicies/${policy}`, { displayName: 'x' })).status).toBe(400)
    const approval = { ...whole, requestApprovalSettings: { stages } }
    expect((await send(graph, 'PUT', `${at}/assignmentPolicies/${policy}`, approval)).status).toBe(400)
  })
})

describe('access reviews', () => {
  it('are replaced, not patched, found by paging, stopped and deleted', async () => {
    const graph = tenant()
    const at = '/identityGovernance/accessReviews/definitions'
    const review = {
      displayName: 'HR',
      scope: { query: `/groups/${hr}/transitiveMembers`, queryType: 'MicrosoftGraph' },
      settings: { instanceDurationInDays: 14 },
    }

    const id = idOf(await send(graph, 'POST', at, review))
    expect((await send(graph, 'PATCH', `${at}/${id}`, review)).status).toBe(405)
    expect((await send(graph, 'GET', `${at}?$filter=displayName eq 'HR'`)).status).toBe(400)
    expect((await send(graph, 'GET', `${at}/${id}/instances`)).body.value).toEqual([])
    await graph.clock.sleep(3_600_000)
    expect((await send(graph, 'GET', `${at}/${id}/instances`)).body.value).toHaveLength(1)
    expect((await send(graph, 'POST', `${at}/${id}/stop`)).status).toBe(204)
    expect((await send(graph, 'DELETE', `${at}/${id}`)).status).toBe(204)
    expect(graph.dump()).toEqual(tenant().dump())
  })
})

describe('lifecycle workflows', () => {
  const at = '/identityGovernance/lifecycleWorkflows/workflows'
  const workflow = {
    category: 'leaver',
    displayName: 'leaver',
    isEnabled: false,
    isSchedulingEnabled: false,
    executionConditions: {
      '@odata.type': '#microsoft.graph.identityGovernance.triggerAndScopeBasedConditions',
      scope: {
        '@odata.type': '#microsoft.graph.identityGovernance.ruleBasedSubjectSet',
        rule: "(department eq 'Sales')",
      },
      trigger: {
        '@odata.type': '#microsoft.graph.identityGovernance.timeBasedAttributeTrigger',
        timeBasedAttribute: 'employeeLeaveDateTime',
        offsetInDays: 0,
      },
    },
    tasks: [
      {
        category: 'leaver',
        displayName: 'off',
        isEnabled: true,
        taskDefinitionId: '1dfdfcc7-52fa-4c2e-bf3a-e3919cc12950',
      },
    ],
  }

  it('run on demand when they are on, and change by a new version', async () => {
    const graph = tenant()
    const id = idOf(await send(graph, 'POST', at, workflow))
    const activate = { subjects: [{ id: anna }] }

    expect((await send(graph, 'POST', at, workflow)).status).toBe(400)
    expect((await send(graph, 'POST', `${at}/${id}/activate`, activate)).status).toBe(400)
    expect((await send(graph, 'PATCH', `${at}/${id}`, { tasks: [] })).status).toBe(400)
    expect((await send(graph, 'PATCH', `${at}/${id}`, { isEnabled: true })).status).toBe(204)
    expect((await send(graph, 'POST', `${at}/${id}/activate`, activate)).status).toBe(204)
    await graph.clock.sleep(60_000)
    expect((await send(graph, 'GET', `${at}/${id}/runs`)).body.value[0]).toMatchObject({
      processingStatus: 'completed',
      successfulUsersCount: 1,
    })
    const next = await send(graph, 'POST', `${at}/${id}/createNewVersion`, { workflow })
    expect([next.status, next.body.version]).toEqual([201, 2])
  })

  it('refuse tasks of another category, rules of dynamic groups and unknown extensions', async () => {
    const graph = tenant()
    const refused = async (change: object): Promise<number> =>
      (await send(graph, 'POST', at, { ...workflow, ...change })).status
    const task = workflow.tasks[0]
    const scope = { ...workflow.executionConditions.scope, rule: '(user.department -eq "Sales")' }

    expect(await refused({ tasks: [{ ...task, taskDefinitionId: '70b29d51-b59a-4773-9280-8841dfd3f2ea' }] })).toBe(400)
    expect(await refused({ executionConditions: { ...workflow.executionConditions, scope } })).toBe(400)
    const extension = {
      taskDefinitionId: '4262b724-8dba-4fad-afc3-43fcbb497a0e',
      arguments: [{ name: 'customTaskExtensionID', value: 'x' }],
    }
    expect(await refused({ tasks: [{ ...task, ...extension }] })).toBe(404)
    expect(await refused({ tasks: Array.from({ length: 26 }, () => task) })).toBe(400)
    expect(graph.state('workflows')).toEqual([])
  })

  it('wait in a bin of their own', async () => {
    const graph = tenant()
    const id = idOf(await send(graph, 'POST', at, workflow))
    await send(graph, 'DELETE', `${at}/${id}`)
    const restore = `/identityGovernance/lifecycleWorkflows/deletedItems/workflows/${id}/restore`
    expect((await send(graph, 'POST', restore)).status).toBe(200)
    expect((await send(graph, 'GET', `${at}/${id}`)).status).toBe(200)
  })
})

describe('privileged access', () => {
  const roles = '/roleManagement/directory'
  const role = 'fe930be7-5e62-47db-91af-98c3a49a38b1'
  const eligible = {
    action: 'adminAssign',
    principalId: anna,
    roleDefinitionId: role,
    directoryScopeId: '/',
    scheduleInfo: { startDateTime: '2026-10-01T00:00:00Z', expiration: { type: 'afterDuration', duration: 'P365D' } },
  }

  it('checks without doing, does once, and undoes', async () => {
    const graph = tenant()
    const before = graph.dump()
    const ask = (change: object): Promise<Reply> =>
      send(graph, 'POST', `${roles}/roleEligibilityScheduleRequests`, { ...eligible, ...change })

    expect((await ask({ isValidationOnly: true })).status).toBe(201)
    expect(graph.dump()).toEqual(before)
    const endless = { scheduleInfo: { expiration: { type: 'noExpiration' } } }
    expect(codeOf(await ask(endless))).toBe('RoleAssignmentRequestPolicyValidationFailed')
    const request = idOf(await ask({}))
    await graph.clock.sleep(2_000)
    expect((await send(graph, 'GET', `${roles}/roleEligibilityScheduleRequests/${request}`)).body.status).toBe(
      'Provisioned',
    )
    expect(codeOf(await ask({}))).toBe('RoleAssignmentExists')
    await ask({ action: 'adminRemove' })
    await graph.clock.sleep(2_000)
    expect(graph.dump()).toEqual(before)
  })

  it('refuses synchronised groups and lists without filter', async () => {
    const graph = tenant()
    const at = '/identityGovernance/privilegedAccess/group'
    const { roleDefinitionId: _, directoryScopeId: __, ...shared } = eligible
    const ask = (groupId: string): Promise<Reply> =>
      send(graph, 'POST', `${at}/eligibilityScheduleRequests`, { ...shared, groupId, accessId: 'member' })

    expect((await ask(synced)).status).toBe(400)
    expect((await ask(hr)).status).toBe(201)
    expect((await send(graph, 'GET', `${at}/eligibilitySchedules`)).status).toBe(400)
    await graph.clock.sleep(2_000)
    expect((await send(graph, 'GET', `${at}/eligibilitySchedules?$filter=groupId eq '${hr}'`)).body.value).toHaveLength(
      1,
    )
  })

  it('gives roles to groups made for them only', async () => {
    const graph = tenant()
    const ask = (principalId: string): Promise<Reply> =>
      send(graph, 'POST', `${roles}/roleAssignments`, { principalId, roleDefinitionId: role, directoryScopeId: '/' })
    const group = {
      displayName: 'Desk',
      mailNickname: 'desk',
      mailEnabled: false,
      securityEnabled: true,
      isAssignableToRole: true,
    }

    expect((await ask(hr)).status).toBe(400)
    const desk = idOf(await send(graph, 'POST', '/groups', group))
    expect([(await ask(desk)).status, (await ask(desk)).status]).toEqual([201, 400])
  })

  it('changes settings of roles on behalf of a person only', async () => {
    const graph = tenant()
    const path = `/policies/roleManagementPolicies/DirectoryRole_${role}/rules/Expiration_EndUser_Assignment`
    const rule = {
      '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyExpirationRule',
      maximumDuration: 'PT4H',
    }
    expect((await send(graph, 'PATCH', path, rule)).status).toBe(403)
    expect((await send(graph, 'PATCH', path, rule, onBehalf(graph))).status).toBe(200)
    expect((await send(graph, 'GET', path, undefined, onBehalf(graph))).body.maximumDuration).toBe('PT4H')
  })
})

describe('source of authority', () => {
  it('goes to the cloud and comes back when the client has run', async () => {
    const graph = tenant()
    const path = `/users/${anna}/onPremisesSyncBehavior`
    const state = async (): Promise<unknown[]> => [
      (await send(graph, 'GET', path)).body.isCloudManaged,
      (await send(graph, 'GET', `/users/${anna}?$select=onPremisesSyncEnabled`)).body.onPremisesSyncEnabled,
    ]

    expect(await state()).toEqual([false, true])
    expect((await send(graph, 'PATCH', `/users/${anna}`, { department: 'HR' })).status).toBe(400)
    expect((await send(graph, 'PATCH', path, { isCloudManaged: 'true' })).status).toBe(400)
    await send(graph, 'PATCH', path, { isCloudManaged: true })
    expect(await state()).toEqual([true, null])
    expect((await send(graph, 'PATCH', `/users/${anna}`, { department: 'HR' })).status).toBe(204)
    await send(graph, 'PATCH', path, { isCloudManaged: false })
    expect(await state()).toEqual([false, null])
    await graph.clock.sleep(1_800_000)
    expect(await state()).toEqual([false, true])
  })
})

describe('settings and partners', () => {
  it('need the type of a method and keep partners with a policy', async () => {
    const graph = tenant()
    const methods = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2'
    expect((await send(graph, 'PATCH', methods, { state: 'enabled' })).status).toBe(400)
    const typed = { '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration', state: 'enabled' }
    expect((await send(graph, 'PATCH', methods, typed)).status).toBe(204)

    const partners = '/policies/crossTenantAccessPolicy/partners'
    expect((await send(graph, 'POST', partners, { tenantId: 't2' })).status).toBe(201)
    expect((await send(graph, 'POST', partners, { tenantId: 't2' })).status).toBe(409)
    const sync = { userSyncInbound: { isSyncAllowed: true } }
    expect((await send(graph, 'PUT', `${partners}/t2/identitySynchronization`, sync)).status).toBe(204)
    expect((await send(graph, 'DELETE', `${partners}/t2`)).status).toBe(400)
    expect((await send(graph, 'DELETE', `${partners}/t2/identitySynchronization`)).status).toBe(204)
    expect((await send(graph, 'DELETE', `${partners}/t2`)).status).toBe(204)
  })

  it('tell more in beta', async () => {
    const graph = tenant()
    const path = `/directory/onPremisesSynchronization/${graph.tenantId}`
    const configuration = async (prefix: string): Promise<unknown> =>
      (await send(graph, 'GET', `${prefix}${path}`, undefined, onBehalf(graph))).body.configuration
    expect(await configuration('')).not.toHaveProperty('anchorAttribute')
    expect(await configuration('/beta')).toHaveProperty('anchorAttribute')
  })
})

describe('extensions, units and the bin', () => {
  it('cannot take custom security attributes away', async () => {
    const graph = tenant()
    expect((await send(graph, 'POST', '/directory/attributeSets', { id: 'Mim' })).status).toBe(201)
    expect((await send(graph, 'DELETE', '/directory/attributeSets/Mim')).status).toBe(405)
  })

  it('gives back a unit with its members', async () => {
    const graph = tenant()
    const unit = idOf(await send(graph, 'POST', '/directory/administrativeUnits', { displayName: 'Hamburg' }))
    await send(graph, 'POST', `/directory/administrativeUnits/${unit}/members/$ref`, {
      '@odata.id': `${base}/users/${anna}`,
    })
    const before = graph.dump()
    await send(graph, 'DELETE', `/directory/administrativeUnits/${unit}`)
    expect(graph.dump()).not.toEqual(before)
    expect((await send(graph, 'POST', `/directory/deletedItems/${unit}/restore`)).status).toBe(200)
    expect(graph.dump()).toEqual(before)
  })

  it('names an extension by its application', async () => {
    const graph = tenant()
    const application = await send(graph, 'POST', '/applications', { displayName: 'Schema' })
    const body = { name: 'costCentre', dataType: 'String', targetObjects: ['User'] }
    const made = await send(graph, 'POST', `/applications/${idOf(application)}/extensionProperties`, body)
    expect(made.body.name).toBe(`extension_${String(application.body.appId).replaceAll('-', '')}_costCentre`)
  })

  it('deletes the person where $ref is forgotten', async () => {
    const graph = tenant()
    await send(graph, 'POST', `/groups/${hr}/members/$ref`, { '@odata.id': `${base}/directoryObjects/${anna}` })
    await send(graph, 'DELETE', `/groups/${hr}/members/${anna}`)
    expect((await send(graph, 'GET', `/users/${anna}`)).status).toBe(404)
    await send(graph, 'POST', `/directory/deletedItems/${anna}/restore`)
    expect(graph.related(hr, 'members')).toEqual([anna])
  })
})
