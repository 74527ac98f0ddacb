import { describe, expect, test } from 'vitest'
import { objectOf } from '../testing.js'
import { openBaseline } from './baseline.js'
import { buildBaseline } from './build-baseline.js'
import { originOf } from './origin.js'

const RULE = '11111111-1111-4111-8111-111111111111'
const SET = '22222222-2222-4222-8222-222222222222'
const FLOW = '33333333-3333-4333-8333-333333333333'
const ADMINS = '10000005-1111-45b5-ad13-2764d866c000'

const filter = (xpath: string, first = '') =>
  `<Filter ${first}Dialect="http://schemas.microsoft.com/2006/11/XPathFilterDialect" xmlns="http://schemas.xmlsoap.org/ws/2004/09/enumeration">${xpath}</Filter>`
const xoml = (version: string, attributes: string) =>
  `<ns0:SequentialWorkflow xmlns:ns0="clr-namespace:M.Activities;Assembly=M, Version=${version}, Culture=neutral"><ns0:ApprovalActivity ${attributes} /></ns0:SequentialWorkflow>`

const rule = { DisplayName: 'Users can reset', Disabled: 'True', GrantRight: 'True', ActionParameter: ['a', 'b'] }
const set = { DisplayName: 'People', Filter: filter(`/Person[ObjectID = '${SET.toUpperCase()}']`) }
const workflow = {
  DisplayName: 'Approval',
  XOML: xoml('4.4.1302.0', 'Threshold="1" Duration="3"'),
  RequestPhase: 'Authorization',
}
const admins = { DisplayName: 'Administrators', ExplicitMember: ['urn:uuid:7fb2b853-24f0-4498-9534-4e10589723c4'] }

const baseline = openBaseline(
  buildBaseline(
    [
      objectOf('ManagementPolicyRule', rule, { id: RULE }),
      objectOf('Set', set, { id: SET }),
      objectOf('WorkflowDefinition', workflow, { id: FLOW }),
      objectOf('Set', admins, { id: ADMINS }),
      objectOf('Person', { DisplayName: 'fimadmin' }, { id: '7fb2b853-24f0-4498-9534-4e10589723c4' }),
      objectOf('TimeZoneConfiguration', {}, { id: '17a8b9fb-0150-4d0b-a53f-edada3bb0439' }),
    ],
    { product: 'MIM', build: '1' },
  ),
)

describe('a shipped object', () => {
  test.each([
    ['as it ships', 'ManagementPolicyRule', RULE, rule],
    ['with values in another order', 'ManagementPolicyRule', RULE, { ...rule, ActionParameter: ['b', 'a'] }],
    [
      'with other texts and marks',
      'Set',
      SET,
      {
        ...set,
        DisplayName: 'Personen',
        Description: 'x',
        Creator: 'y',
        CreatedTime: 'z',
        ComputedMember: ['m'],
        DetectedRulesList: ['n'],
      },
    ],
    [
      'with a filter written differently',
      'Set',
      SET,
      { ...set, Filter: filter(`\n/Person[ObjectID  = '${SET}']`, 'xmlns:xsi="i" ') },
    ],
    [
      'of another build',
      'WorkflowDefinition',
      FLOW,
      { ...workflow, XOML: xoml('4.6.34.0', 'Duration="3"\n  Threshold="1"') },
    ],
    ['with another prefix', 'WorkflowDefinition', FLOW, { ...workflow, XOML: workflow.XOML.replaceAll('ns0', 'n7') }],
    ['with other installers', 'Set', ADMINS, { ...admins, ExplicitMember: ['urn:uuid:x'] }],
    ['that is switched off explicitly', 'Set', SET, { ...set, Temporal: 'False' }],
    ['that is an account', 'Person', '7fb2b853-24f0-4498-9534-4e10589723c4', { AccountName: 'administrator' }],
  ])('%s is shipped', (_what, type, id, attributes) => {
    expect(originOf(objectOf(type, attributes, { id }), baseline)).toEqual({ origin: 'shipped', changedAttributes: [] })
  })

  test.each([
    ['another filter', 'Set', SET, { ...set, Filter: filter('/Person') }, ['Filter']],
    ['members of its own', 'Set', SET, { ...set, ExplicitMember: ['urn:uuid:x'] }, ['ExplicitMember']],
    ['no filter', 'Set', SET, { DisplayName: 'People' }, ['Filter']],
    [
      'another activity property',
      'WorkflowDefinition',
      FLOW,
      { ...workflow, XOML: xoml('4.4.1302.0', 'Threshold="2" Duration="3"') },
      ['XOML'],
    ],
    [
      'an attribute of the customer',
      'ManagementPolicyRule',
      RULE,
      { ...rule, kbOwner: 'x', ActionParameter: ['a'] },
      ['ActionParameter', 'kbOwner'],
    ],
    ['another type', 'Group', SET, {}, ['ObjectType']],
  ])('with %s is changed', (_what, type, id, attributes, changedAttributes) => {
    expect(originOf(objectOf(type, attributes, { id }), baseline)).toEqual({ origin: 'changed', changedAttributes })
  })

  test('that ships disabled and is on is enabled, whatever else changed', () => {
    const on = objectOf('ManagementPolicyRule', { ...rule, Disabled: 'False', GrantRight: 'False' }, { id: RULE })

    expect(originOf(on, baseline)).toEqual({ origin: 'enabled', changedAttributes: ['Disabled', 'GrantRight'] })
  })

  test('as a placeholder is not changed by what it leaves out', () => {
    const placeholder = objectOf('Set', { DisplayName: 'People' }, { id: SET, isPlaceholder: true })

    expect(originOf(placeholder, baseline).origin).toBe('shipped')
  })
})

describe('an object nobody ships', () => {
  const id = '99999999-9999-4999-8999-999999999999'
  const times = { CreatedTime: '5/2/2017 7:47:05 PM' }

  test.each([
    ['made by somebody', 'Set', { ...times, Creator: 'urn:uuid:e05d1f1b-3d5e-4014-baa6-94dee7d68c89' }, 'custom'],
    ['of which nothing is told', 'Set', {}, 'custom'],
    ['with the name of a shipped one', 'Set', { ...times, DisplayName: 'People', Creator: 'c' }, 'custom'],
    ['of a type that does not ship', 'SynchronizationRule', times, 'custom'],
    ['that is a person', 'Person', times, 'custom'],
  ])('%s is custom', (_what, type, attributes, origin) => {
    expect(originOf(objectOf(type, attributes, { id }), baseline)).toEqual({ origin, changedAttributes: [] })
  })

  test('is taken for shipped when setup made it', () => {
    expect(originOf(objectOf('Set', times, { id }), baseline)).toMatchObject({ origin: 'shipped', byHint: true })
    expect(originOf(objectOf('TimeZoneConfiguration', times, { id }), baseline)).toMatchObject({ origin: 'shipped' })
  })

  test('cannot be told when it is a placeholder without data', () => {
    const placeholder = objectOf('Set', { DisplayName: 'People' }, { id, isPlaceholder: true })

    expect(originOf(placeholder, baseline).origin).toBe('unclassified')
  })
})
