import { describe, expect, it } from 'vitest'
import {
  activity,
  estate,
  expectClean,
  expectDetection,
  policy,
  service,
  set,
  shipped,
  workflow,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const joiners = set('New people', "/Person[EmployeeStatus = 'Active']")
const welcome = workflow('Welcome', ['EmailNotificationActivity', 'AddUserToGroupActivity'])
const rule = policy('Welcome new people', {
  kind: 'set-transition',
  actions: ['TransitionIn'],
  targetAfterSetId: joiners.object.id,
  actionWorkflowIds: [welcome.object.id],
})

describe('portal-workflows', () => {
  it('finds a customer workflow that a customer rule starts and decides it activity by activity', () => {
    const given = estate({ services: [service({ sets: [joiners], workflows: [welcome], policies: [rule] })] })

    const found = expectDetection(analyzer, given, { subject: 'portal', confidence: 60, level: 'likely' })
    const design = analyzer.map(found, given)

    expect(design).toMatchObject({ verdict: 'assisted', effort: { size: 'M' } })
    expect(design.parts.map(({ part, verdict }) => [part, verdict])).toEqual([['Welcome', 'assisted']])
    expect(design.parts[0]?.reasons.map((item) => item.id)).toEqual([
      'M2E-PORT-131',
      'M2E-PORT-111',
      'M2E-PORT-111',
      'M2E-PORT-112',
    ])
  })

  it('takes the worst verdict: a script, or resources Entra has no trigger for', () => {
    const script = workflow('Home drive', [activity('RunPowerShellScript', { Script: 'x' }, 'mimwal')])
    const rooms = set('Rooms', "/Room[Building = 'A']")
    const given = estate({
      services: [
        service({
          sets: [rooms],
          workflows: [script, welcome],
          policies: [
            policy('Drive', { actionWorkflowIds: [script.object.id] }),
            { ...rule, targetAfterSetId: rooms.object.id },
          ],
        }),
      ],
    })

    const found = expectDetection(analyzer, given, { confidence: 85, evidence: ['M2E-PORT-003'] })
    const design = analyzer.map(found, given)

    expect(design.parts.map(({ part, verdict }) => [part, verdict])).toEqual([
      ['Home drive', 'redesign'],
      ['Welcome', 'redesign'],
    ])
    expect(design.blockers.map((item) => item.id)).toContain('M2E-PORT-201')
  })

  it('asks directories only in the variant that does', () => {
    const unique = (query: string) =>
      workflow(`Unique ${query}`, [activity('GenerateUniqueValue', { QueryLdap: query }, 'mimwal')])
    const [plain, ldap] = [unique('False'), unique('True')]
    const given = estate({
      services: [
        service({
          workflows: [plain, ldap],
          policies: [policy('Names', { actions: ['Create'], actionWorkflowIds: [plain.object.id, ldap.object.id] })],
        }),
      ],
    })

    const design = analyzer.map(expectDetection(analyzer, given), given)

    expect(design.parts.map((part) => part.verdict)).toEqual(['assisted', 'redesign'])
  })

  it('retires workflows nobody starts instead of passing over them', () => {
    const given = estate({ services: [service({ workflows: [welcome], policies: [{ ...rule, disabled: true }] })] })

    const found = expectDetection(analyzer, given, { level: 'possible', use: 0 })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'retire', effort: { size: 'S' } })
  })

  it('counts an empty set against it', () => {
    const nobody = set('Nobody')
    const given = estate({
      services: [
        service({ sets: [nobody], workflows: [welcome], policies: [{ ...rule, targetAfterSetId: nobody.object.id }] }),
      ],
    })

    expectDetection(analyzer, given, { confidence: 35, evidence: ['M2E-PORT-006'] })
  })

  it('finds nothing in a service as shipped', () => {
    const own = workflow('Group Expiration Notification', ['EmailNotificationActivity'], {
      object: shipped('WorkflowDefinition', 'Group Expiration Notification'),
    })
    const ownRule = policy('Expiration', {
      object: shipped('ManagementPolicyRule', 'Expiration'),
      actionWorkflowIds: [own.object.id],
    })

    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ services: [service({ workflows: [own], policies: [ownRule] })] }))
  })

  it('does not take rules that only grant rights for workflows', () => {
    const rights = policy('Helpdesk may change phones', { grantsRight: true, attributes: ['OfficePhone'] })

    expectClean(analyzer, estate({ services: [service({ policies: [rights] })] }))
  })
})
