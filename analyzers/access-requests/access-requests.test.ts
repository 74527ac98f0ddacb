import { describe, expect, it } from 'vitest'
import {
  activity,
  estate,
  expectClean,
  expectDetection,
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
})
