import { describe, expect, it } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import {
  activity,
  emailTemplate,
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

  it('turns dates into triggers, delays into offsets, conditions into scopes and code into extensions', () => {
    const leaving = set(
      'Leaving soon',
      "/Person[EmployeeEndDate <= op:add-dayTimeDuration-to-dateTime(fn:current-dateTime(), xs:dayTimeDuration('P14D')) and EmployeeEndDate > fn:current-dateTime() and Department = 'OHara' and contains(JobTitle, 'x')]",
      { temporal: true },
    )
    const mail = emailTemplate('Farewell', '[//Target/DisplayName] leaves, says [//Requestor/DisplayName]')
    const tell = activity('EmailNotificationActivity', { To: '[//Target/Manager];', EmailTemplate: mail.object.id })
    const script = activity(
      'RunPowerShellScript',
      {
        ActivityDisplayName: 'Move home',
        ActivityExecutionCondition: 'Eq([//Target/EmployeeType],"Staff")',
        Script: 'rm',
      },
      'mimwal',
    )
    const farewell = workflow('Farewell', [
      tell,
      script,
      activity('AddDelay', { TimeoutDuration: '16.00:00:00' }, 'mimwal'),
      activity('DeleteResources', { TargetExpression: '[//Target]' }, 'mimwal'),
    ])
    const start = policy('Before the last day', {
      kind: 'set-transition',
      actions: ['TransitionIn'],
      targetAfterSetId: leaving.object.id,
      actionWorkflowIds: [farewell.object.id],
    })
    const given = estate({
      services: [service({ sets: [leaving], workflows: [farewell], policies: [start], emailTemplates: [mail] })],
    })

    const design = analyzer.map(expectDetection(analyzer, given), given)

    const workflows = design.artefacts.filter((item) => item.kind === 'lifecycle-workflow')
    expect(workflows.map((item) => [item.name, item.category, item.trigger, item.scope])).toEqual([
      [
        'Farewell',
        'leaver',
        { kind: 'time', attribute: 'employeeLeaveDateTime', offsetInDays: -14 },
        "(department eq 'OHara')",
      ],
      [
        'Farewell (2)',
        'leaver',
        { kind: 'time', attribute: 'employeeLeaveDateTime', offsetInDays: -14 },
        "((department eq 'OHara') and (employeeType eq 'Staff'))",
      ],
      [
        'Farewell (3)',
        'leaver',
        { kind: 'time', attribute: 'employeeLeaveDateTime', offsetInDays: 2 },
        "(department eq 'OHara')",
      ],
    ])
    expect(workflows.flatMap((item) => item.tasks.map((task) => [task.kind, task.arguments]))).toEqual([
      ['mail-manager-before-last-day', [{ name: 'customSubject', value: '{{userDisplayName}} leaves, says ' }]],
      [
        'custom-extension',
        [{ name: 'customTaskExtensionID', value: '{made:custom-task-extension/farewell-move-home}' }],
      ],
      ['delete-user', []],
    ])
    const left = design.artefacts.find((item) => item.kind === 'hand-step' && item.name === 'What is left of Farewell')
    expect(left).toMatchObject({
      instructions: expect.arrayContaining([
        "Not in the scope, since no scope can say it: contains(JobTitle, 'x').",
        'Farewell loses [//Requestor/DisplayName]: no variable stands for it.',
      ]),
    })
    expect(JSON.stringify(design.artefacts)).not.toContain('Script = rm')
  })

  it('gives rights over people to a role over a unit, and says where no role is', () => {
    const anna = serviceObject('Person', 'Anna', { EmployeeID: '17' })
    const desk = set('Desk', '', { explicitMembers: [anna.id] })
    const berlin = set('Berlin', "/Person[City = 'Berlin']")
    const contracts = set('Contracts', '/Contract')
    const rights = (name: string, targetBeforeSetId: string, attributes: readonly string[]) =>
      policy(name, { grantsRight: true, requestorSetId: desk.object.id, targetBeforeSetId, attributes })
    const given = estate({
      services: [
        service({
          sets: [desk, berlin, contracts],
          policies: [rights('Reset', berlin.object.id, ['ResetPassword']), rights('Own', contracts.object.id, ['*'])],
          workflows: [welcome],
          objects: [anna],
        }),
      ],
    })

    const { artefacts } = analyzer.map(expectDetection(analyzer, given), given)

    expect(artefacts.map(artefactKey)).toEqual([
      'hand-step/rights-of-own',
      'assigned-group/desk-roles',
      'administrative-unit/berlin',
      'role-assignment/helpdesk-administrator-for-desk-roles-over-berlin',
      'hand-step/rights-of-reset',
    ])
    expect(artefacts[1]).toMatchObject({ isAssignableToRole: true, members: ['{find:user?employeeId=17}'] })
    expect(artefacts[2]).toMatchObject({ membershipRule: 'user.city -eq "Berlin"' })
    expect(artefacts[3]).toMatchObject({ scope: '/administrativeUnits/{made:administrative-unit/berlin}' })
  })

  it('says a chain as it is when nothing in Entra starts it', () => {
    const contracts = set('Contracts', '/Contract')
    const other = { ...rule, targetAfterSetId: contracts.object.id }
    const given = estate({ services: [service({ sets: [contracts], workflows: [welcome], policies: [other] })] })

    const design = analyzer.map(expectDetection(analyzer, given), given)

    expect(design.parts[0]?.reasons.find((item) => item.id === 'M2E-PORT-140')?.params).toMatchObject({
      policy: 'Welcome new people',
      what: 'Contracts',
      actions: 'TransitionIn',
    })
    expect(design.artefacts.map(artefactKey)).toEqual(['hand-step/a-trigger-for-welcome-welcome-new-people'])
  })
})
