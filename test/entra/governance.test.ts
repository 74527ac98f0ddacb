import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Decided } from '../../analyzers/analyzer.js'
import {
  activity,
  estate,
  expectWellFormed,
  filter,
  group,
  policy,
  service,
  serviceObject,
  set,
  workflow,
} from '../../analyzers/testing/estate-builder.js'
import { type Artefact, artefactKey, placesOf } from '../../src/entra/index.js'
import { parseRule, printRule } from '../../src/expression/filter/index.js'
import type { Estate } from '../../src/model/index.js'
import { openEstate } from '../../src/readers/open.js'
import { hasGraphMetadata, readGraphMetadata } from '../support/csdl.js'
import { designsOf, requestsOf } from '../support/design-table.js'

const anna = serviceObject('Person', 'Anna', { EmployeeID: '17', ObjectSID: 'S-1-5-21-1-2-3-1104' })
const bert = serviceObject('Person', 'Bert O’Hara', { AccountName: 'bert' })
const expiring = { attributes: { ExpirationTime: ['2027-01-01T00:00:00Z'] } }

/** A portal with one of each: every kind of artefact these scenarios make comes out of it. */
const portal = service({
  sets: [
    set('Staff', "/Person[Department = 'Sales' and kbStatus = 'Active']"),
    set('Desk', '', { explicitMembers: [anna.id] }),
    set('Open groups', '/Group'),
    set('Leaving', '/Person[EmployeeEndDate <= fn:current-dateTime()]', { temporal: true }),
    set('Ending', '/Group[ExpirationTime <= fn:current-dateTime()]', { temporal: true }),
  ],
  groups: [
    group('Sales', { membershipLocked: true, filter: filter("/Person[Department = 'Sales']"), owners: [anna.id] }),
    group('Reports', { membershipLocked: true, filter: filter("/Person[Manager = /Person[City = 'Leipzig']]") }),
    group('Owned', { membershipAddWorkflow: 'Owner Approval', owners: [anna.id], explicitMembers: [bert.id] }),
    group('Project', { owners: [bert.id], object: expiring }),
  ],
  workflows: [
    workflow('Two approvals', [activity('ApprovalActivity', { Approvers: '[//Requestor/Manager]' })], {
      phase: 'authorization',
    }),
    workflow('Leaver', [
      activity('EmailNotificationActivity', { To: '[//Target/Manager]' }),
      activity('RunPowerShellScript', {}, 'mimwal'),
    ]),
    workflow('Ask owner and clear', ['EmailNotificationActivity', 'UpdateResourceActivity']),
  ],
  policies: [
    policy('Ask', {
      actions: ['Add'],
      attributes: ['ExplicitMember'],
      grantsRight: true,
      requestorSetId: 'set-staff',
      targetAfterSetId: 'set-open groups',
      authorizationWorkflowIds: ['workflowdefinition-two approvals'],
    }),
    policy('Make groups', {
      actions: ['Create'],
      grantsRight: true,
      requestorSetId: 'set-staff',
      targetAfterSetId: 'set-open groups',
    }),
    policy('Last day', {
      kind: 'set-transition',
      actions: ['TransitionIn'],
      targetAfterSetId: 'set-leaving',
      actionWorkflowIds: ['workflowdefinition-leaver'],
    }),
    policy('End of groups', {
      kind: 'set-transition',
      actions: ['TransitionIn'],
      targetAfterSetId: 'set-ending',
      actionWorkflowIds: ['workflowdefinition-ask owner and clear'],
    }),
    policy('Desk', { grantsRight: true, requestorSetId: 'set-desk', targetBeforeSetId: 'set-staff' }),
    policy('Anonymous users can reset their password', {
      object: { origin: 'enabled' },
      attributes: ['ResetPassword'],
    }),
  ],
  objects: [
    anna,
    bert,
    serviceObject('msidmPamRole', 'Admins', { msidmPamCandidates: [anna.id], msidmPamRoleTTL: '3600' }),
    serviceObject('msidmReportingJob', 'Nightly'),
  ],
})

const governed = new Set([
  'ad-groups',
  'dynamic-groups',
  'self-service-groups',
  'sspr',
  'strong-credentials',
  'audit-reporting',
  'pam',
  'bhold-roles',
  'attestation',
  'access-requests',
  'portal-workflows',
  'soa-groups',
  'soa-users',
])

/** Designs that a decision is about besides the one that asks for it: all that hold the same groups. */
const concerned: Readonly<Record<string, readonly string[]>> = {
  'ad-groups.authority': ['ad-groups', 'soa-groups', 'self-service-groups', 'access-requests', 'attestation'],
}

const samples: readonly (readonly [string, () => Promise<Estate>])[] = [
  ['a portal with one of each', async () => estate({ services: [portal] })],
  ['the demo', async () => openEstate([fileURLToPath(new URL('../../demo/estate', import.meta.url))])],
]

/** Large integers are no JSON. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item))
}

describe.each(samples)('groups, policies and self-service of %s', (_name, open) => {
  let given: Estate = estate()
  const designs = (decided?: Decided) => designsOf(given, decided).filter((item) => governed.has(item.analyzer.meta.id))
  const artefacts = (): readonly Artefact[] => designs().flatMap((item) => item.design.artefacts)
  beforeAll(async () => {
    given = await open()
  })

  it('ask for nothing before it is there', () => {
    for (const { design } of designs()) {
      const keys = design.artefacts.map(artefactKey)
      for (const [index, artefact] of design.artefacts.entries())
        for (const { place } of placesOf(textOf(artefact)))
          if (place.kind === 'made') expect(keys.slice(0, index), artefactKey(artefact)).toContain(place.key)
    }
  })

  it('mean the same by the same key, whichever scenario asks', () => {
    const byKey = new Map<string, string>()
    for (const { madeFrom: _from, ...artefact } of artefacts()) {
      const key = artefactKey({ ...artefact, madeFrom: [] } as Artefact)
      const text = textOf(artefact)
      expect(byKey.get(key) ?? text, key).toBe(text)
      byKey.set(key, text)
    }
  })

  it('print membership rules that read back', () => {
    const rules = artefacts().flatMap((item) => {
      const isRuled = item.kind === 'dynamic-group' || item.kind === 'administrative-unit'
      return isRuled && item.membershipRule !== '' ? [item.membershipRule] : []
    })

    expect(rules.length).toBeGreaterThan(0)
    for (const rule of rules) {
      const sent = placesOf(rule).reduce(
        (text, { text: whole, place }) =>
          text.replace(whole, place.kind === 'made' ? `extension_${'0'.repeat(32)}_x` : 'id'),
        rule,
      )
      const parsed = parseRule(sent)
      expect(parsed.ok && printRule(parsed.value)).toBe(sent)
    }
  })

  it('follow a decision where it matters, and nowhere else', () => {
    const before = designs()
    for (const { design } of before)
      for (const choice of design.choices)
        for (const option of choice.options) {
          const after = designs((id) => (id === choice.id ? option.id : undefined))
          const changed = after.filter((item, index) => textOf(item.design) !== textOf(before[index]?.design))
          for (const item of changed) {
            expectWellFormed(item.analyzer, item.detection, item.design)
            expect(concerned[choice.id] ?? [design.scenario]).toContain(item.design.scenario)
          }
          const own = changed.some((item) => item.design.scenario === design.scenario)
          expect(own, `${choice.id} = ${option.id}`).toBe(option.id !== choice.taken)
        }
  })

  it('are the same for the same input', () => {
    expect(textOf(designs())).toBe(textOf(designs()))
  })

  it.skipIf(!hasGraphMetadata)('send what the published metadata knows', () => {
    const metadata = readGraphMetadata()

    for (const artefact of artefacts())
      for (const call of requestsOf(artefact)) {
        if (call.api === 'beta' || call.type === '') continue
        expect(metadata.problemsOf(call.type, call.body), artefactKey(artefact)).toEqual([])
      }
  })
})

it('a portal with one of each makes every kind of artefact of these scenarios', () => {
  const kinds = designsOf(estate({ services: [portal] })).flatMap((item) =>
    governed.has(item.analyzer.meta.id) ? item.design.artefacts.map((artefact) => artefact.kind) : [],
  )

  expect([...new Set(kinds)].sort()).toEqual([
    'access-package',
    'access-review',
    'administrative-unit',
    'assigned-group',
    'authentication-method-policy',
    'custom-task-extension',
    'directory-extension',
    'dynamic-group',
    'group-creation-policy',
    'hand-step',
    'lifecycle-workflow',
    'pim-group-schedule',
    'pim-group-settings',
    'role-assignment',
  ])
})
