import { describe, expect, it } from 'vitest'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  policy,
  server,
  service,
  serviceObject,
  shipped,
  workflow,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const role = serviceObject('msidmPamRole', 'Server admins', {
  msidmPamCandidates: ['one', 'two'],
  msidmPamRoleMfaEnabled: 'True',
})
const handler = workflow('PAM: Handle PAM Request', ['PAMRequestHandlerActivity'], { object: { origin: 'shipped' } })

describe('pam', () => {
  it('finds roles with candidates, and retires those without', () => {
    const empty = serviceObject('msidmPamRole', 'Old role')
    const given = estate({ services: [service({ objects: [role, empty, serviceObject('msidmPamRequest', 'r')] })] })

    const found = expectDetection(analyzer, given, { level: 'likely', use: 60 })
    const design = analyzer.map(found, given)

    expect(design.parts.map((item) => [item.part, item.verdict])).toEqual([
      ['roles', 'redesign'],
      ['rights in AD of tier 0', 'keep'],
      ['roles without candidates', 'retire'],
    ])
    expect(design.effort).toMatchObject({ size: 'M' })
  })

  it('finds shadow principals and a rule of the customer', () => {
    const priv = connector({
      name: 'PRIV',
      kind: 'active-directory',
      exportFlows: [exportFlowSet('msDS-ShadowPrincipal', 'group', ['msDS-ShadowPrincipalSid'])],
    })
    const own = policy('Partners may elevate', { actionWorkflowIds: [handler.object.id] })
    const given = estate({
      servers: [server({ connectors: [priv] })],
      services: [service({ policies: [own], workflows: [handler] })],
    })

    expectDetection(analyzer, given, { level: 'certain', evidence: ['M2E-PAM-002', 'M2E-PAM-003'] })
  })

  it('finds nothing in an untouched service', () => {
    const rule = policy('PAM: Users can create a PAM Request', {
      actionWorkflowIds: [handler.object.id],
      object: { origin: 'shipped' },
    })

    expectClean(analyzer, estate())
    expectClean(
      analyzer,
      estate({
        services: [
          service({ policies: [rule], workflows: [handler], objects: [shipped('msidmPamConfiguration', 'PAM')] }),
        ],
      }),
    )
  })

  it('does not take a changed shipped rule, or a group named PRIV, for privileged access', () => {
    const changed = policy('PAM: Administrators control PAM Roles', {
      actionWorkflowIds: [handler.object.id],
      object: { origin: 'changed' },
    })
    const ad = connector({
      name: 'PRIV',
      kind: 'active-directory',
      exportFlows: [exportFlowSet('group', 'group', ['member'])],
    })

    expectClean(
      analyzer,
      estate({
        servers: [server({ connectors: [ad] })],
        services: [service({ policies: [changed], workflows: [handler] })],
      }),
    )
  })

  it('makes candidates eligible for a group of the role, with its time, approval and factor', () => {
    const person = (name: string, attributes: Record<string, string>) => serviceObject('Person', name, attributes)
    const corp = person('Anna', { EmployeeID: '17' })
    const priv = person('PRIV.Anna', { AccountName: 'priv.anna', msidmPamLinkedUser: corp.id })
    const unnamed = person('Nobody', {})
    const shadow = serviceObject('Group', 'PRIV.Admins', { msidmPamSourceGroupName: 'CORP Admins' })
    const held = serviceObject('msidmPamRole', 'Server admins', {
      msidmPamCandidates: [priv.id, unnamed.id],
      msidmPamPrivileges: [shadow.id],
      msidmPamRoleTTL: '7200',
      msidmPamRoleMfaEnabled: 'True',
      msidmPamIsRoleApprovalNeeded: 'True',
      msidmPamRoleAvailableFrom: '08:00',
    })
    const given = estate({ services: [service({ objects: [corp, priv, unnamed, shadow, held] })] })

    const design = analyzer.map(expectDetection(analyzer, given), given)

    const place = '{made:assigned-group/server-admins-privileged}'
    expect(design.artefacts).toMatchObject([
      { kind: 'assigned-group', description: 'Members by activation only; takes the rights of CORP Admins.' },
      {
        kind: 'pim-group-settings',
        groupId: place,
        activationMinutes: 120,
        needsMfa: true,
        approvers: [{ kind: 'user', userId: '{ask:approverOfServerAdmins}' }],
      },
      { kind: 'pim-group-schedule', groupId: place, principalId: '{find:user?employeeId=17}' },
      { kind: 'hand-step', name: 'Hours of Server admins' },
      { kind: 'hand-step', name: 'Rights of the privileged groups' },
      { kind: 'hand-step', name: 'End of the bastion forest' },
    ])
    expect(design.losses.map((item) => [item.id, item.params.count])).toEqual([['M2E-PAM-211', 1]])
  })
})
