import { describe, expect, it } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import type { ServiceGroup } from '../../src/model/index.js'
import { estate, expectClean, expectDetection, filter, group, policy, service, set } from '../testing/estate-builder.js'
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
})
