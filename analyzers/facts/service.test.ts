import { describe, expect, it } from 'vitest'
import { activity, group, policy, service, serviceObject, set, workflow } from '../testing/estate-builder.js'
import { isMailEnabled, managementOf, nestingGroups } from './groups.js'
import { activitiesOf, customPolicies, nameList, policiesStarting, propertyOf, setById, textOf } from './service.js'

describe('policies', () => {
  it('are the customer’s when made, changed or enabled by the customer, and switched on', () => {
    const origins = ['custom', 'changed', 'enabled', 'shipped', 'unclassified'] as const
    const policies = origins.map((origin) => policy(origin, { object: { origin } }))
    const off = policy('off', { disabled: true })

    const found = customPolicies(service({ policies: [...policies, off] }))

    expect(found.map((item) => item.object.displayName)).toEqual(['changed', 'custom', 'enabled'])
  })

  it('that start a workflow count when they are switched on, shipped ones too', () => {
    const mail = workflow('Mail', [activity('EmailNotificationActivity', { To: '[//Target]' })])
    const starting = policy('Starts', { actionWorkflowIds: [mail.object.id], object: { origin: 'shipped' } })
    const off = policy('Off', { actionWorkflowIds: [mail.object.id], disabled: true })
    const given = service({ policies: [off, starting], workflows: [mail] })

    expect(policiesStarting(given, mail.object.id).map((item) => item.object.displayName)).toEqual(['Starts'])
    expect(activitiesOf(mail, 'EmailNotificationActivity').map((item) => propertyOf(item, 'To'))).toEqual([
      '[//Target]',
    ])
  })
})

describe('objects', () => {
  it('are found by id and read without regard to case', () => {
    const staff = set('Staff', '/Person')

    expect(setById(service({ sets: [staff] }), staff.object.id)?.object.displayName).toBe('Staff')
    expect(setById(service(), undefined)).toBeUndefined()
    expect(textOf(serviceObject('Person', 'A', { Mail: 'a@b' }), 'mail')).toBe('a@b')
  })

  it('are named for a sentence: three, then how many more', () => {
    expect(nameList(['a', 'b'])).toBe('a, b')
    expect(nameList(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c … (+2)')
  })
})

describe('groups', () => {
  it('are managed by rule before owner before hand', () => {
    expect(managementOf(group('a', { membershipLocked: true, membershipAddWorkflow: 'Owner Approval' }))).toBe('rule')
    expect(managementOf(group('a', { membershipAddWorkflow: 'Owner Approval' }))).toBe('owner')
    expect(managementOf(group('a', { owners: ['x'] }))).toBe('open')
    expect(managementOf(group('a'))).toBe('plain')
  })

  it('are mail-enabled by type and nested by member', () => {
    const inner = group('inner')
    const outer = group('outer', { type: 'MailEnabledSecurity', explicitMembers: [inner.object.id] })

    expect([inner, outer].map(isMailEnabled)).toEqual([false, true])
    expect(nestingGroups([inner, outer]).map((item) => item.object.displayName)).toEqual(['outer'])
  })
})
