import { describe, expect, it } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import {
  activity,
  estate,
  expectClean,
  expectDetection,
  group,
  policy,
  service,
  serviceObject,
  set,
  shipped,
  workflow,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const approval = (properties: Readonly<Record<string, string>> = {}) =>
  activity('ApprovalActivity', {
    Approvers: '[//Requestor/Manager];',
    Threshold: '1',
    Escalation: '{x:Null}',
    ...properties,
  })
const asks = workflow('Project access', [approval(), approval({ Approvers: '[//Target/Owner];' })], {
  phase: 'authorization',
})
const rule = policy('Join a project', {
  attributes: ['ExplicitMember'],
  actions: ['Add'],
  authorizationWorkflowIds: [asks.object.id],
})

describe('access-requests', () => {
  it('finds a customer workflow with two approvals that a customer rule starts', () => {
    const given = estate({ services: [service({ workflows: [asks], policies: [rule] })] })

    const found = expectDetection(analyzer, given, { subject: 'Project access', confidence: 85, level: 'certain' })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'assisted', effort: { size: 'M' }, blockers: [] })
    expect(design.parts.map((part) => part.part)).toEqual(['stage 1', 'stage 2'])
  })

  it('has to be designed anew when several approvers must agree or stages are many', () => {
    const many = workflow('Four eyes and more', [approval({ Threshold: '2' }), approval(), approval(), approval()], {
      phase: 'authorization',
    })
    const given = estate({
      services: [service({ workflows: [many], policies: [{ ...rule, authorizationWorkflowIds: [many.object.id] }] })],
    })

    const found = expectDetection(analyzer, given, { evidence: ['M2E-AREQ-002'] })
    const design = analyzer.map(found, given)

    expect(design.verdict).toBe('redesign')
    expect(design.blockers.map((item) => item.id)).toEqual(['M2E-AREQ-202', 'M2E-AREQ-201'])
  })

  it('has to be designed anew when the approval guards an attribute', () => {
    const people = set('All contractors', "/Person[EmployeeType = 'Contractor']")
    const given = estate({
      services: [
        service({
          sets: [people],
          workflows: [asks],
          policies: [{ ...rule, attributes: ['JobTitle'], targetAfterSetId: people.object.id }],
        }),
      ],
    })

    const found = expectDetection(analyzer, given, { level: 'likely' })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'redesign', effort: { size: 'XL' } })
    expect(design.target.id).toBe('M2E-AREQ-102')
  })

  it('reports use where approvals are in the export', () => {
    const given = estate({
      services: [service({ workflows: [asks], policies: [rule], objects: [serviceObject('Approval', 'Approval 1')] })],
    })

    expectDetection(analyzer, given, { use: 60 })
  })

  it('finds nothing without approvals, and nothing in the shipped Owner Approval', () => {
    const owner = workflow('Owner Approval Workflow', [approval()], {
      phase: 'authorization',
      object: shipped('WorkflowDefinition', 'Owner Approval Workflow'),
    })

    expectClean(analyzer, estate())
    expectClean(
      analyzer,
      estate({
        services: [
          service({ workflows: [owner], policies: [{ ...rule, authorizationWorkflowIds: [owner.object.id] }] }),
        ],
      }),
    )
  })

  it('does not take a workflow nobody starts, or a disabled rule, for a request', () => {
    expectClean(analyzer, estate({ services: [service({ workflows: [asks] })] }))
    expectClean(
      analyzer,
      estate({ services: [service({ workflows: [asks], policies: [{ ...rule, disabled: true }] })] }),
    )
  })

  it('makes a package for each group the rule guards, with the stages, the askers and the days of today', () => {
    const anna = serviceObject('Person', 'Anna', { EmployeeID: '17' })
    const staff = set('Staff', "/Person[Department = 'Sales']")
    const deciders = set('Deciders', '', { explicitMembers: [anna.id] })
    const vpn = set('VPN groups', "/Group[starts-with(DisplayName, 'VPN')]")
    const staged = workflow(
      'Manager, owner, deciders, board',
      [
        approval({ Duration: '5.00:00:00', Escalation: `/Set[ObjectID='${deciders.object.id}']/ComputedMember;` }),
        approval({ Approvers: '[//Target/Owner];', Duration: '0.12:00:00' }),
        approval({ Approvers: `/Set[ObjectID='${deciders.object.id}']/ComputedMember` }),
        approval({ Approvers: '[//Target/Board]' }),
      ],
      { phase: 'authorization' },
    )
    const guard = policy('Ask for VPN', {
      attributes: ['ExplicitMember'],
      actions: ['Add'],
      requestorSetId: staff.object.id,
      targetAfterSetId: vpn.object.id,
      authorizationWorkflowIds: [staged.object.id],
    })
    const given = estate({
      services: [
        service({
          sets: [staff, deciders, vpn],
          groups: [group('VPN Berlin', { owners: [anna.id] }), group('Other')],
          workflows: [staged],
          policies: [guard],
          objects: [anna],
        }),
      ],
    })

    const design = analyzer.map(expectDetection(analyzer, given), given)

    expect(design.artefacts.map(artefactKey)).toEqual([
      'assigned-group/vpn-berlin',
      'dynamic-group/staff',
      'assigned-group/deciders',
      'access-package/vpn-berlin',
      'hand-step/further-approvals-of-manager-owner-deciders-board',
    ])
    expect(design.artefacts[3]).toMatchObject({
      groupIds: ['{made:assigned-group/vpn-berlin}'],
      policies: [
        {
          mayAsk: [{ kind: 'group', groupId: '{made:dynamic-group/staff}' }],
          stages: [
            {
              approvers: [{ kind: 'manager', level: 1 }],
              fallback: [{ kind: 'user', userId: '{ask:fallbackApprover}' }],
              escalation: [{ kind: 'group', groupId: '{made:assigned-group/deciders}' }],
              daysUntilEscalation: 5,
              daysUntilDenial: 10,
            },
            { approvers: [{ kind: 'user', userId: '{find:user?employeeId=17}' }], daysUntilDenial: 1 },
            { approvers: [{ kind: 'group', groupId: '{made:assigned-group/deciders}' }], daysUntilDenial: 14 },
          ],
        },
      ],
    })
    expect(design.handSteps.find((item) => item.id === 'M2E-AREQ-503')?.params.approvers).toBe('[//Target/Board]')
  })

  it('makes no package of an approval that guards data, nor of a group with mail', () => {
    const people = set('All', '/Person')
    const data = { ...rule, attributes: ['MobilePhone'], targetAfterSetId: people.object.id }
    const lists = set('Lists', '/Group')
    const mail = { ...rule, targetAfterSetId: lists.object.id }
    const design = (policies: (typeof rule)[]) => {
      const given = estate({
        services: [
          service({
            sets: [people, lists],
            groups: [group('News', { type: 'Distribution' })],
            workflows: [asks],
            policies,
          }),
        ],
      })
      return analyzer.map(expectDetection(analyzer, given), given).artefacts.map(artefactKey)
    }

    expect(design([data])).toEqual(['hand-step/a-home-for-project-access'])
    expect(design([mail])).toEqual(['hand-step/joining-news'])
  })
})
