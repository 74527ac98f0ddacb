import { describe, expect, it } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import {
  connector,
  database,
  estate,
  expectClean,
  expectDetection,
  group,
  policy,
  server,
  service,
  set,
  workflow,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const due = set('Groups that expire', '/Group[ExpirationTime < fn:current-dateTime()]')
const ask = workflow('Ask owner and clear', ['EmailNotificationActivity', 'UpdateResourceActivity'])
const drop = workflow('Delete', ['DeleteResourceActivity'])

function rule(name: string, workflowId: string, overrides: Parameters<typeof policy>[1] = {}) {
  return policy(name, {
    kind: 'set-transition',
    targetAfterSetId: due.object.id,
    actionWorkflowIds: [workflowId],
    ...overrides,
  })
}

describe('attestation', () => {
  it('finds a rule that asks owners and takes members away', () => {
    const given = estate({
      services: [service({ sets: [due], policies: [rule('Yearly', ask.object.id)], workflows: [ask] })],
    })

    const found = expectDetection(analyzer, given, { level: 'certain', confidence: 85 })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'assisted', effort: { size: 'S' } })
  })

  it('finds attestation tables of BHOLD', () => {
    const table = connector({
      name: 'Campaigns',
      connection: database({ database: 'b1', table: 'AttestationCampaign' }),
    })

    expectDetection(analyzer, estate({ servers: [server({ connectors: [table] })] }), { level: 'likely' })
  })

  it('redesigns an expiry that asks nobody', () => {
    const given = estate({
      services: [service({ sets: [due], policies: [rule('Drop', drop.object.id)], workflows: [drop] })],
    })

    const found = expectDetection(analyzer, given, { level: 'possible' })

    expect(analyzer.map(found, given).verdict).toBe('redesign')
  })

  it('finds nothing in an untouched service', () => {
    const shippedRule = rule('Temporal policy workflow: Impending group resource expiry notification', ask.object.id, {
      object: { origin: 'shipped' },
    })

    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ services: [service({ sets: [due], policies: [shippedRule], workflows: [ask] })] }))
  })

  it('does not take leavers, or a rule that is off, for recertification', () => {
    const leavers = set('Leavers', '/Person[EmployeeEndDate < fn:current-dateTime()]')
    const leave = policy('Leaver', {
      kind: 'set-transition',
      targetAfterSetId: leavers.object.id,
      actionWorkflowIds: [ask.object.id],
    })
    const off = rule('Old', ask.object.id, { disabled: true })

    expectClean(
      analyzer,
      estate({ services: [service({ sets: [due, leavers], policies: [leave, off], workflows: [ask] })] }),
    )
  })

  it('reviews each group that ends on a day, but those with mail or by rule', () => {
    const ExpirationTime = ['2027-01-01T00:00:00Z']
    const groups = [
      group('Project', { object: { attributes: { ExpirationTime } } }),
      group('News', { type: 'Distribution', object: { attributes: { ExpirationTime } } }),
      group('Lasting'),
    ]
    const given = estate({
      services: [service({ sets: [due], policies: [rule('Yearly', ask.object.id)], workflows: [ask], groups })],
    })

    const { artefacts } = analyzer.map(expectDetection(analyzer, given), given)

    expect(artefacts.map(artefactKey)).toEqual([
      'assigned-group/project',
      'access-review/review-of-project',
      'hand-step/calendar-of-reviews',
    ])
    expect(artefacts[1]).toMatchObject({
      startDate: '{ask:firstReviewDate}',
      appliesDecisions: false,
      reviewers: 'self',
    })
  })
})
