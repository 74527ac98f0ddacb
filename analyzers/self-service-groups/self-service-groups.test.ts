import { describe, expect, it } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import {
  estate,
  expectClean,
  expectDetection,
  group,
  policy,
  service,
  serviceObject,
  set,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const joinName = 'Security groups: Users can add and remove members to open groups'
const enabled = policy(joinName, { grantsRight: true, actions: ['Add', 'Remove'], object: { origin: 'enabled' } })
const off = policy(joinName, { disabled: true, object: { origin: 'shipped' } })
const groups = set('All groups', '/Group', { object: { origin: 'shipped' } })

describe('self-service-groups', () => {
  it('finds shipped rules that are switched on', () => {
    const given = estate({ services: [service({ policies: [enabled] })] })

    const found = expectDetection(analyzer, given, { level: 'likely', evidence: ['M2E-SSG-001'] })

    expect(analyzer.map(found, given)).toMatchObject({ verdict: 'redesign', effort: { size: 'S' } })
  })

  it('finds rules of the customer that let people at groups, and counts what blocks', () => {
    const people = set('Staff', '/Person')
    const own = policy('Staff may join', {
      grantsRight: true,
      actions: ['Add'],
      attributes: ['ExplicitMember', 'Description'],
      requestorSetId: people.object.id,
      targetAfterSetId: groups.object.id,
    })
    const form = serviceObject('ObjectVisualizationConfiguration', 'Group form', { TargetObjectType: 'Group' })
    const given = estate({
      services: [
        service({
          sets: [people, groups],
          policies: [own],
          groups: [group('DL', { type: 'Distribution', membershipAddWorkflow: 'Owner Approval' })],
          objects: [form],
        }),
      ],
    })

    const found = expectDetection(analyzer, given, { level: 'certain' })
    const design = analyzer.map(found, given)

    expect(design.effort.size).toBe('XL')
    expect(design.blockers.map((item) => item.id)).toEqual(['M2E-SSG-201', 'M2E-SSG-202', 'M2E-SSG-203', 'M2E-SSG-204'])
  })

  it('finds nothing in an untouched service', () => {
    const shippedOn = policy('Group management workflow: Owner approval on add member', {
      object: { origin: 'shipped' },
    })

    expectClean(analyzer, estate())
    expectClean(analyzer, estate({ services: [service({ sets: [groups], policies: [off, shippedOn] })] }))
  })

  it('does not take administrators, disabled rules or synchronized groups for self-service', () => {
    const team = set('Group team', '', { explicitMembers: ['someone'] })
    const admins = policy('Team manages groups', {
      grantsRight: true,
      requestorSetId: team.object.id,
      targetAfterSetId: groups.object.id,
    })
    const idle = policy(joinName, { disabled: true, object: { origin: 'changed' } })
    const synced = group('Synced')
    const bySync = {
      ...synced,
      object: { ...synced.object, attributes: { Creator: ['fb89aefa-5ea1-47f1-8890-abe7797d6497'] } },
    }

    expectClean(
      analyzer,
      estate({ services: [service({ sets: [team, groups], policies: [admins, idle], groups: [bySync] })] }),
    )
  })

  it('makes packages of owner approval and cloud groups of the rest, or cloud groups of both', () => {
    const anna = serviceObject('Person', 'Anna', { EmployeeID: '17' })
    const groups = [
      group('Owned', { membershipAddWorkflow: 'Owner Approval', owners: [anna.id], explicitMembers: [anna.id] }),
      group('Open', { owners: ['7fb2b853-24f0-4498-9534-4e10589723c4', 'gone'] }),
      group('List', { membershipAddWorkflow: 'Owner Approval', type: 'Distribution', owners: [anna.id] }),
    ]
    const given = estate({ services: [service({ groups, objects: [anna] })] })
    const found = expectDetection(analyzer, given)

    const proposed = analyzer.map(found, given)
    const decided = analyzer.map(found, given, (choice) =>
      choice === 'self-service-groups.joining' ? 'my-groups' : undefined,
    )

    expect(proposed.artefacts.map(artefactKey)).toEqual([
      'hand-step/joining-list',
      'assigned-group/open',
      'assigned-group/owned',
      'access-package/owned',
      'hand-step/options-of-my-groups',
    ])
    expect(proposed.artefacts[3]).toMatchObject({
      policies: [
        { stages: [{ approvers: [{ kind: 'user', userId: '{find:user?employeeId=17}' }], daysUntilDenial: 3 }] },
      ],
    })
    expect(proposed.losses.map((item) => [item.id, item.params.count])).toEqual([
      ['M2E-SSG-211', 1],
      ['M2E-SSG-212', 1],
    ])
    expect(decided.artefacts.map(artefactKey)).not.toContain('access-package/owned')
    expect(decided.artefacts.map(artefactKey)).toContain('assigned-group/owned')
  })
})
