import { describe, expect, it } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import {
  activity,
  estate,
  expectClean,
  expectDetection,
  policy,
  service,
  serviceObject,
  set,
  workflow,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const names = [
  'Anonymous users can reset their password',
  'Password reset users can read password reset objects',
  'Password Reset Users can update the lockout attributes of themselves',
  'Users can create registration objects for themselves',
  'Users can modify registration objects for themselves',
]
const gates = workflow(
  'Password Reset AuthN Workflow',
  ['PasswordCheckGate', 'LockoutGate', activity('QAAuthenticationGate')],
  {
    phase: 'authentication',
    object: { origin: 'shipped' },
  },
)
const reset = workflow('Password Reset Action Workflow', ['PWResetActivity'], { object: { origin: 'shipped' } })

function rules(origin: 'shipped' | 'enabled' | 'changed', disabled: boolean) {
  return names.map((name) =>
    policy(name, {
      disabled,
      object: { origin },
      authenticationWorkflowIds: [gates.object.id],
      actionWorkflowIds: [reset.object.id],
    }),
  )
}

describe('sspr', () => {
  it('finds the shipped rules when they are switched on, and replaces gate by gate', () => {
    const given = estate({ services: [service({ policies: rules('enabled', false), workflows: [gates, reset] })] })

    const found = expectDetection(analyzer, given, { subject: '', level: 'likely', evidence: ['M2E-SSPR-001'] })

    expect(analyzer.map(found, given).parts.map((item) => [item.part, item.verdict])).toEqual([
      ['LockoutGate', 'assisted'],
      ['PasswordCheckGate', 'assisted'],
      ['QAAuthenticationGate', 'redesign'],
    ])
  })

  it('finds a rule of the customer with a workflow that resets, and registrations as use', () => {
    const own = policy('Partners reset', { actionWorkflowIds: [reset.object.id] })
    const given = estate({
      services: [service({ policies: [own], workflows: [reset], objects: [serviceObject('GateRegistration', 'one')] })],
    })

    expectDetection(analyzer, given, { level: 'certain', use: 60, evidence: ['M2E-SSPR-002', 'M2E-SSPR-003'] })
  })

  it('says that text messages end, where a gate sends them', () => {
    const bySms = workflow('By text message', ['OneTimePasswordSmsAuthenticationGate'], { phase: 'authentication' })
    const own = policy('Reset', { authenticationWorkflowIds: [bySms.object.id], actionWorkflowIds: [reset.object.id] })
    const given = estate({ services: [service({ policies: [own], workflows: [bySms, reset] })] })

    const design = analyzer.map(expectDetection(analyzer, given), given)

    expect(design.blockers.map((item) => item.id)).toContain('M2E-SSPR-205')
  })

  it('thinks rules without the reset itself possible', () => {
    const given = estate({ services: [service({ policies: rules('enabled', false).slice(1) })] })

    expectDetection(analyzer, given, { level: 'possible', evidence: ['M2E-SSPR-004'] })
  })

  it('finds nothing in an untouched service', () => {
    expectClean(analyzer, estate())
    expectClean(
      analyzer,
      estate({ services: [service({ policies: rules('shipped', true), workflows: [gates, reset] })] }),
    )
  })

  it('does not take rules that were changed and left off, or a workflow nothing starts', () => {
    const off = policy('Partners reset', { disabled: true, actionWorkflowIds: [reset.object.id] })
    const copy = workflow('Copy of reset', ['PWResetActivity'])

    expectClean(
      analyzer,
      estate({ services: [service({ policies: [...rules('changed', true), off], workflows: [gates, reset, copy] })] }),
    )
  })

  it('allows the methods of the choice, for the people the rules are about', () => {
    const staff = set('Staff', "/Person[Department = 'Sales']")
    const codes = workflow(
      'Codes',
      [
        activity('OneTimePasswordEmailAuthenticationGate'),
        activity('LockoutGate', { LockoutThreshold: '3', Timeout: '30' }),
      ],
      { phase: 'authentication' },
    )
    const own = policy('Reset', {
      attributes: ['ResetPassword'],
      targetBeforeSetId: staff.object.id,
      authenticationWorkflowIds: [codes.object.id],
      actionWorkflowIds: [reset.object.id],
    })
    const given = estate({ services: [service({ sets: [staff], policies: [own], workflows: [codes, reset] })] })
    const found = expectDetection(analyzer, given)

    const proposed = analyzer.map(found, given)
    const decided = analyzer.map(found, given, () => 'authenticator')

    expect(proposed.choices.map((choice) => choice.taken)).toEqual(['as-today'])
    expect(proposed.artefacts.map(artefactKey)).toEqual([
      'dynamic-group/staff',
      'authentication-method-policy/email-made-dynamic-group-staff',
      'hand-step/password-writeback',
      'hand-step/smart-lockout',
      'hand-step/self-service-password-reset-for-whom',
    ])
    expect(
      decided.artefacts.flatMap((item) => (item.kind === 'authentication-method-policy' ? [item.method] : [])),
    ).toEqual(['email', 'microsoftAuthenticator', 'softwareOath', 'temporaryAccessPass'])
  })
})
