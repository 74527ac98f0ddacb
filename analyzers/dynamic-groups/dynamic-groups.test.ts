import { describe, expect, it } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import type { ServiceGroup } from '../../src/model/index.js'
import {
  estate,
  expectClean,
  expectDetection,
  filter,
  group,
  policy,
  service,
  serviceObject,
  set,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

function ruled(name: string, xpath: string, overrides: Partial<ServiceGroup> = {}): ServiceGroup {
  return { ...group(name), membershipLocked: true, filter: filter(xpath), ...overrides }
}

describe('dynamic-groups', () => {
  it('finds computed groups and sorts the filters by what a rule can say', () => {
    const groups = [
      ruled('Sales', "/Person[Department = 'Sales']", { computedMemberCount: 12 }),
      ruled('Not external', "/Person[not(EmployeeType = 'External')]"),
      ruled('Team of IT', "/Person[Manager = /Person[Department = 'IT']]"),
      ruled('New', "/Person[HireCode = '1']", { type: 'Distribution', explicitMembers: ['x'] }),
    ]
    const given = estate({ services: [service({ groups })] })

    const found = expectDetection(analyzer, given, { subject: '', level: 'likely', use: 60 })
    const design = analyzer.map(found, given)

    expect(design.parts.map((item) => [item.part, item.verdict, item.reasons[0]?.params.count])).toEqual([
      ['flat filters', 'redesign', 2],
      ['filters with not', 'assisted', 1],
      ['filters over references', 'redesign', 1],
    ])
    expect(design.effort.size).toBe('L')
    expect(design.prerequisites[0]?.params.attributes).toBe('HireCode')
    expect(design.prerequisites[1]?.params.extensions).toBe('mim_employeeType')
    expect(design.artefacts.map(artefactKey)).toEqual([
      'hand-step/mailing-list-new',
      'directory-extension/mim-employeetype',
      'dynamic-group/not-external',
      'dynamic-group/sales',
      'assigned-group/team-of-it',
      'hand-step/keep-the-members-of-team-of-it',
    ])
    expect(design.blockers.map((item) => item.id)).toEqual(['M2E-DYN-203', 'M2E-DYN-204', 'M2E-DYN-205'])
  })

  it('is automated when every filter is flat', () => {
    const given = estate({ services: [service({ groups: [ruled('Sales', "/Person[Department = 'Sales']")] })] })

    expect(analyzer.map(expectDetection(analyzer, given), given)).toMatchObject({
      verdict: 'automated',
      effort: { size: 'S' },
    })
  })

  it('thinks sets behind rules of the customer possible', () => {
    const staff = set('Staff', "/Person[EmployeeType = 'Staff']")
    const rule = policy('Staff may read', { requestorSetId: staff.object.id, grantsRight: true })

    expectDetection(analyzer, estate({ services: [service({ sets: [staff], policies: [rule] })] }), {
      level: 'possible',
    })
  })

  it('finds nothing in an untouched service', () => {
    const people = set('All People', '/Person', { object: { origin: 'shipped' } })
    const rule = policy('Shipped rule', { requestorSetId: people.object.id, object: { origin: 'shipped' } })

    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ services: [service({ sets: [people], policies: [rule] })] }))
  })

  it('does not take unused sets, named members or a single named group for rules', () => {
    const unused = set('Old', "/Person[a = '1']")
    const off = policy('Off', { requestorSetId: unused.object.id, disabled: true })
    const single = ruled('Alias', "/Group[ObjectID = 'fb89aefa-5ea1-47f1-8890-abe7797d6497']")

    expectClean(
      analyzer,
      estate({
        services: [
          service({ sets: [unused], policies: [off], groups: [single, group('Plain', { explicitMembers: ['x'] })] }),
        ],
      }),
    )
  })

  it('carries members over by the key that finds them, and counts those without', () => {
    const anna = serviceObject('Person', 'Anna', { EmployeeID: '17' })
    const bert = serviceObject('Person', 'Bert', { AccountName: 'bert' })
    const unnamed = serviceObject('Person', 'Nobody')
    const inner = group('Inner', { explicitMembers: [] })
    const team = group('Team of IT', {
      membershipLocked: true,
      filter: filter("/Person[Manager = /Person[Department = 'IT']]"),
      object: { attributes: { ComputedMember: [anna.id, bert.id, unnamed.id, inner.object.id, 'gone'] } },
      owners: [anna.id],
    })
    const given = estate({ services: [service({ groups: [inner, team], objects: [anna, bert, unnamed] })] })

    const design = analyzer.map(expectDetection(analyzer, given), given)

    expect(design.artefacts[0]).toMatchObject({
      kind: 'assigned-group',
      members: [
        '{find:user?employeeId=17}',
        '{find:user?onPremisesSamAccountName=bert}',
        '{made:assigned-group/inner}',
      ],
      owners: ['{find:user?employeeId=17}'],
    })
    expect(design.losses.map((item) => [item.id, item.params.count])).toEqual([['M2E-DYN-211', 2]])
  })

  it('follows the decision for packages and for Microsoft 365 groups, and proposes neither', () => {
    const groups = [
      ruled('Sales', "/Person[Department = 'Sales']", { computedMemberCount: 5001 }),
      ruled('News', "/Person[City = 'Leipzig']", { type: 'Distribution' }),
    ]
    const given = estate({ services: [service({ groups })] })
    const found = expectDetection(analyzer, given)
    const answers: Readonly<Record<string, string>> = {
      'dynamic-groups.membership': 'access-package',
      'dynamic-groups.mail': 'microsoft-365',
    }

    const proposed = analyzer.map(found, given)
    const decided = analyzer.map(found, given, (choice) => answers[choice])

    expect(proposed.choices.map((choice) => [choice.id, choice.taken])).toEqual([
      ['dynamic-groups.membership', 'dynamic-group'],
      ['dynamic-groups.mail', 'exchange'],
    ])
    expect(proposed.artefacts.map(artefactKey)).toEqual(['hand-step/mailing-list-news', 'dynamic-group/sales'])
    expect(decided.artefacts.map(artefactKey)).toEqual([
      'dynamic-group/news',
      'assigned-group/sales',
      'access-package/sales',
    ])
    expect(proposed.blockers.map((item) => item.id)).not.toContain('M2E-DYN-206')
    expect(decided.blockers.map((item) => item.id)).toContain('M2E-DYN-206')
    expect(decided.licences.map((item) => item.level)).toEqual(['p1', 'id-governance'])
    expect(decided.artefacts[0]).toMatchObject({ type: 'microsoft365' })
    expect(decided.artefacts[2]).toMatchObject({ policies: [{ kind: 'automatic' }] })
  })

  it('tells groups of one name apart', () => {
    const groups = ['A', 'B'].map((domain) =>
      group('Sales', {
        membershipLocked: true,
        filter: filter("/Person[Department = 'Sales']"),
        object: { id: `group-${domain}`, attributes: { Domain: [domain] } },
      }),
    )
    const given = estate({ services: [service({ groups })] })

    const { artefacts } = analyzer.map(expectDetection(analyzer, given), given)

    expect(artefacts.map(artefactKey)).toEqual(['dynamic-group/sales-a-group-a', 'dynamic-group/sales-b-group-b'])
  })
})
