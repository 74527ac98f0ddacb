import { describe, expect, it } from 'vitest'
import { messageText } from '../../../analyzers/finding.js'
import {
  activity,
  connector,
  estate,
  exportFlowSet,
  feeds,
  metaverse,
  policy,
  projection,
  server,
  service,
  set,
  syncRule,
  workflow,
} from '../../../analyzers/testing/estate-builder.js'
import type { MappingTable } from '../../entra/index.js'
import type { Estate } from '../../model/index.js'
import type { ScenarioResult } from '../assessment.js'
import { planMessages } from '../messages.js'
import { result, table, wavesOf } from '../testing.js'
import { heldAfter } from './report.js'
import { proveResidual } from './residual.js'

const hr = connector({ name: 'HR', projections: [projection('person', 'person')] })
const ad = connector({
  name: 'AD',
  kind: 'active-directory',
  exportFlows: [exportFlowSet('user', 'person', ['mail', 'title'])],
})
const app = connector({ name: 'App', exportFlows: [exportFlowSet('person', 'person', ['mail', 'photo'])] })
const sync = estate({
  servers: [
    server({
      connectors: [hr, ad, app],
      metaverse: metaverse({ importFlows: feeds(hr, 'person', 'mail', 'title', 'unused') }),
    }),
  ],
})
const toAd = table('hr-onprem', hr, ad, 'user', ['mail', 'title'])
const toApp = table('app-onprem', undefined, app, 'person', ['mail'], ['photo'])
const whole = table('app-onprem', undefined, app, 'person', ['mail', 'photo'])

function prove(given: Estate, results: readonly ScenarioResult[], tables: readonly MappingTable[] = []) {
  const report = proveResidual(given, results, tables, wavesOf(given, results, tables))
  for (const { text } of report.objects.flatMap((item) => item.proof))
    expect(messageText(planMessages, text)).not.toMatch(/\{\w+\}|undefined|M2E-/)
  return report
}

const freed = (report: ReturnType<typeof prove>) =>
  Object.fromEntries(report.objects.map((item) => [item.name, item.freeAfter]))

describe('an agent', () => {
  it('is free when all it writes is taken over, and a source when all it feeds is', () => {
    const results = [result('hr-onprem', hr, 'assisted', [toAd]), result('app-onprem', app, 'assisted', [whole])]
    const report = prove(sync, results, [toAd, whole])

    expect(freed(report)).toEqual({ AD: 1, App: 2, HR: 2 })
    expect(report.waves.map((count) => [count.wave, count.held.agent, count.free.agent])).toEqual([
      [0, 3, 0],
      [1, 2, 1],
      [2, 0, 3],
    ])
  })

  it('stays with the attribute no job can hold, and keeps its source; the proof says which', () => {
    const results = [result('hr-onprem', hr, 'assisted', [toAd]), result('app-onprem', app, 'keep', [toApp])]
    const report = prove(sync, results, [toAd, toApp])
    const held = heldAfter(report, 99)

    expect(freed(report)).toEqual({ AD: 1, App: undefined, HR: undefined })
    expect(held.find((item) => item.name === 'App')?.proof).toMatchObject([
      { text: { params: { attributes: 'mail' } }, wave: 2, by: { scenario: 'app-onprem' } },
      { text: { params: { attributes: 'photo' } }, wave: undefined, by: { scenario: 'app-onprem', subject: 'App' } },
    ])
  })

  it('stays where no scenario answers for it, and nobody is named', () => {
    const [unanswered] = prove(sync, []).objects.filter((item) => item.name === 'App')

    expect(unanswered?.freeAfter).toBeUndefined()
    expect(unanswered?.proof.map((line) => line.by)).toEqual([undefined])
  })

  it('stays with the scenario that the plan leaves out, which then answers for it', () => {
    const results = [result('app-onprem', app, 'assisted', [whole])]
    const left = proveResidual(sync, results, [whole], []).objects.find((item) => item.name === 'App')

    expect(left?.proof).toMatchObject([{ wave: undefined, by: { scenario: 'app-onprem', subject: 'App' } }])
  })

  it('is free at once when nothing uses it, and ends with a redesign that covers it', () => {
    expect(freed(prove(sync, [result('app-onprem', app, 'retire')])).App).toBe(0)
    expect(freed(prove(sync, [result('app-onprem', app, 'redesign')])).App).toBe(1)
  })
})

describe('a synchronization rule', () => {
  const rule = syncRule('Badges', { connectorId: 'gone' })

  it('of a connector that is not in the input cannot be followed', () => {
    const [found] = prove(estate({ services: [service({ syncRules: [rule] })] }), []).objects

    expect(found).toMatchObject({ kind: 'sync-rule', freeAfter: undefined, proof: [{ text: { id: 'M2E-RESD-105' } }] })
  })

  it('does nothing when it is switched off', () => {
    const given = estate({ services: [service({ syncRules: [{ ...rule, disabled: true }] })] })

    expect(prove(given, []).objects).toMatchObject([{ freeAfter: 0, proof: [] }])
  })
})

describe('policies, workflows and sets', () => {
  const mail = workflow('Mail', [])
  const staff = set('Staff', '/Person[Active = true]')
  const inner = set('All', '/Person')
  const outer = set('Some', `/Person[ObjectID = /Set[ObjectID = '${inner.object.id}']/ComputedMember]`)
  const starts = policy('Welcome', {
    actionWorkflowIds: [mail.object.id],
    requestorSetId: staff.object.id,
    targetAfterSetId: outer.object.id,
  })
  const off = policy('Old', { disabled: true, actionWorkflowIds: [mail.object.id] })
  const portal = service({ workflows: [mail], sets: [staff, inner, outer], policies: [starts, off] })
  const given = estate({ services: [portal] })
  const workflows = result('portal-workflows', { name: 'MIM Service', id: portal.id }, 'assisted')

  it('end with the scenario that takes the workflow', () => {
    expect(freed(prove(given, [workflows]))).toEqual({ Welcome: 1, Old: 0, Mail: 1, Staff: 1, All: 1, Some: 1 })
  })

  it('stay when it stays, or when nobody answers', () => {
    const kept = result('portal-workflows', { name: 'MIM Service', id: portal.id }, 'keep')

    expect(freed(prove(given, [kept]))).toMatchObject({ Welcome: undefined, Mail: undefined, Staff: undefined, Old: 0 })
    expect(freed(prove(given, []))).toMatchObject({ Welcome: undefined, Mail: undefined, All: undefined })
  })

  it('do nothing when no enabled policy needs them', () => {
    const idle = estate({ services: [{ ...portal, policies: [off] }] })

    expect(freed(prove(idle, [workflows]))).toEqual({ Old: 0, Mail: 0, Staff: 0, All: 0, Some: 0 })
  })

  it('last as long as the rule they give', () => {
    const rule = syncRule('Accounts', { connectorId: 'gone' })
    const gives = workflow('Give', [activity('SynchronizationRuleActivity', { SynchronizationRuleId: rule.id })])
    const policies = [policy('Joiner', { actionWorkflowIds: [gives.object.id] })]
    const ruled = estate({ services: [service({ workflows: [gives], policies, syncRules: [rule] })] })

    expect(freed(prove(ruled, [result('portal-workflows', { name: '', id: '' }, 'assisted')]))).toEqual({
      Accounts: undefined,
      Joiner: undefined,
      Give: undefined,
    })
  })
})
