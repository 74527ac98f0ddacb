import { describe, expect, it } from 'vitest'
import { parseScoping } from '../expression/filter/index.js'
import { parse } from '../expression/index.js'
import type { ProvisioningJob } from './artefacts/provisioning-job.js'
import { compileJob, type ExistingObject, type JobSurroundings } from './evaluate.js'

const scope = parseScoping('(status EQUALS A)')

function job(overrides: Partial<ProvisioningJob> = {}): ProvisioningJob {
  const mapping = (target: string, text: string, matchingPriority = 0) => ({
    target,
    expression: parse('entra', text),
    flowType: 'Always' as const,
    matchingPriority,
    result: 'exact' as const,
  })
  return {
    kind: 'provisioning-job',
    name: 'HR',
    application: 'HR',
    madeFrom: [],
    template: { application: '', applicationTemplateId: undefined, jobTemplate: '' },
    source: { name: 'API', objects: [] },
    target: { name: 'AD', objects: [] },
    objectMappings: [
      {
        name: 'users',
        sourceObject: 'User',
        targetObject: 'user',
        actions: ['Add', 'Update', 'Delete'],
        scope: scope.ok ? scope.value : undefined,
        attributeMappings: [
          mapping('mail', '[mail]', 2),
          mapping('employeeID', '[externalId]', 1),
          mapping('displayName', 'Join(" ", [first], [last])'),
          { ...mapping('company', '"KB"'), flowType: 'ObjectAddOnly' },
        ],
      },
    ],
    schema: 'written',
    pilot: { kind: 'on-demand' },
    settings: [],
    containers: [],
    leaver: 'disable',
    deletionThreshold: 10,
    prerequisites: [],
    losses: [],
    ...overrides,
  }
}

function holding(...objects: readonly (readonly [string, Readonly<Record<string, string>>])[]): JobSurroundings {
  const all = objects.map(([id, values]): ExistingObject => ({ id, attributes: new Map(Object.entries(values)) }))
  return { find: (attribute, value) => all.filter((item) => item.attributes.get(attribute) === value) }
}

const person = new Map([
  ['externalId', '7'],
  ['mail', 'a@kb.de'],
  ['first', 'Ada'],
  ['last', 'Berg'],
  ['status', 'A'],
])
const gone = new Map([...person, ['status', 'T']])

describe('a provisioning job', () => {
  it('creates what it does not find, with values for new objects only', () => {
    const outcome = compileJob(job()).evaluate(person, holding())

    expect(outcome).toMatchObject({ action: 'created', failures: [] })
    expect('changes' in outcome && outcome.changes.map((change) => [change.attribute, change.after])).toEqual([
      ['mail', 'a@kb.de'],
      ['employeeID', '7'],
      ['displayName', 'Ada Berg'],
      ['company', 'KB'],
    ])
  })

  it('changes what differs and leaves the rest', () => {
    const held = holding(['u1', { employeeID: '7', mail: 'a@kb.de', displayName: 'Ada' }])

    expect(compileJob(job()).evaluate(person, held)).toEqual({
      action: 'updated',
      id: 'u1',
      matchedBy: 'employeeID',
      changes: [{ attribute: 'displayName', before: 'Ada', after: 'Ada Berg' }],
      failures: [],
    })
  })

  it('tries matching attributes in the order of their numbers', () => {
    const held = holding(['by-mail', { mail: 'a@kb.de' }], ['by-number', { employeeID: '7' }])

    expect(compileJob(job()).evaluate(person, held)).toMatchObject({ id: 'by-number' })
    expect(compileJob(job()).evaluate(person, holding(['by-mail', { mail: 'a@kb.de' }]))).toMatchObject({
      matchedBy: 'mail',
    })
  })

  it('does not choose between two objects with one key', () => {
    const held = holding(['u1', { employeeID: '7' }], ['u2', { employeeID: '7' }])

    expect(compileJob(job()).evaluate(person, held)).toEqual({
      action: 'ambiguous',
      attribute: 'employeeID',
      ids: ['u1', 'u2'],
    })
  })

  it('disables, deletes or leaves what has left the scope', () => {
    const held = holding(['u1', { employeeID: '7' }])

    expect(compileJob(job()).evaluate(gone, held)).toMatchObject({ action: 'disabled', id: 'u1' })
    expect(compileJob(job({ leaver: 'delete' })).evaluate(gone, held)).toMatchObject({ action: 'deleted' })
    expect(compileJob(job({ leaver: 'leave' })).evaluate(gone, held)).toMatchObject({ action: 'left-alone' })
    expect(compileJob(job()).evaluate(gone, holding())).toEqual({ action: 'ignored' })
  })

  it('sends no value where there is none', () => {
    const withoutMail = new Map([...person].filter(([name]) => name !== 'mail'))
    const held = holding(['u1', { employeeID: '7', mail: 'old@kb.de', displayName: 'Ada Berg' }])

    expect(compileJob(job()).evaluate(withoutMail, held)).toMatchObject({ action: 'unchanged' })
  })
})
