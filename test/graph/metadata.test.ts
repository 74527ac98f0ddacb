import { describe, expect, it } from 'vitest'
import { placesOf } from '../../src/entra/index.js'
import { isMemberDeletion } from '../../src/graph/execute/write.js'
import type { Step, StepRequest } from '../../src/graph/index.js'
import { hasGraphMetadata, readGraphMetadata } from '../support/csdl.js'
import { plannedSamples, world } from './world.js'

const { steps } = plannedSamples

/** Every request a step names, besides those whose body is made when the tenant is known. */
function requestsOf(step: Step): readonly StepRequest[] {
  const { change, undo } = step
  const ways = [undo.created, undo.changed]
  return [
    ...step.reads.map(({ request }) => request),
    ...(step.find?.ways ?? []).map(({ request }) => request),
    ...(step.find?.detail === undefined ? [] : [step.find.detail]),
    ...(change.kind === 'ensure' ? [change.create, change.update?.request] : []).flatMap((one) => one ?? []),
    ...('request' in change ? [change.request] : []),
    ...(change.kind === 'action' && change.trace !== undefined ? [change.trace] : []),
    ...(step.wait === undefined ? [] : [step.wait.request]),
    ...step.verify.map(({ request }) => request),
    ...ways.flatMap((way) => (way.kind === 'requests' ? way.requests : [])),
    ...ways.flatMap((way) => ('wait' in way && way.wait !== undefined ? [way.wait.request] : [])),
  ]
}

/** Places stand for ids and names; a word without a slash does as well for the metadata. */
function withoutPlaces(text: string): string {
  return placesOf(text)
    .reduce((shown, { text: place }) => shown.replace(place, 'x'), text)
    .replace('{found}', 'x')
}

/** SCIM, which the metadata does not describe. */
function isUpload({ path }: { readonly path: string }): boolean {
  return path.endsWith('/bulkUpload')
}

describe.skipIf(!hasGraphMetadata)('requests against the published metadata', () => {
  // The body of a skipped block runs all the same.
  const metadata = hasGraphMetadata
    ? { 'v1.0': readGraphMetadata('v1.0'), beta: readGraphMetadata('beta') }
    : ({} as Record<'v1.0' | 'beta', ReturnType<typeof readGraphMetadata>>)

  it('finds what is wrong', () => {
    const wrong = [
      { method: 'GET', path: 'group/x' },
      { method: 'GET', path: 'groups/x/member' },
      { method: 'GET', path: "groups(mailNickname='x')" },
      { method: 'GET', path: 'groups?$select=id,name' },
      { method: 'GET', path: "groups?$filter=nickname eq 'x'" },
      { method: 'GET', path: 'groups?$expand=people' },
      { method: 'POST', path: 'groups/x/restart' },
      { method: 'POST', path: 'applicationTemplates/x/instantiate', body: { name: 'x' } },
      { method: 'PATCH', path: 'groups/x', body: { securityEnabled: 'true' } },
      { method: 'POST', path: 'groups', body: { nickname: 'x' } },
      { method: 'POST', path: 'groups/x/members/$ref', body: { id: 'x' } },
    ]

    expect(wrong.filter((request) => metadata['v1.0'].problemsOfRequest(request).length === 0)).toEqual([])
  })

  it.each(steps.map((step) => [step.id, step] as const))('%s', (_, step) => {
    const problems = requestsOf(step).flatMap((request) =>
      metadata[request.api].problemsOfRequest({
        method: request.method,
        path: decodeURIComponent(withoutPlaces(request.path)),
        body: isUpload(request) ? undefined : request.body,
      }),
    )

    expect(problems).toEqual([])
  })

  it('whatever is sent in the life of every step', async () => {
    const { fake, run } = world()
    for (const step of steps) {
      await run.apply(step)
      await run.verify(step)
    }
    for (const step of [...steps].reverse()) await run.undo(step)

    const sent = fake.requests().filter((request) => !isUpload(request) && request.path !== '/$batch')
    const problems = sent.flatMap(({ method, version, path, query, body }) =>
      metadata[version === 'beta' ? 'beta' : 'v1.0'].problemsOfRequest({
        method,
        path: decodeURIComponent(`${path.slice(1)}${query === '' ? '' : `?${query.replace(/^\?/, '')}`}`),
        body: body === '' ? undefined : (JSON.parse(body) as unknown),
      }),
    )
    expect(sent.length).toBeGreaterThan(500)
    expect([...new Set(problems)]).toEqual([])
  })

  it('marks what the published version does not know', () => {
    const unmarked = steps.flatMap((step) =>
      requestsOf(step)
        .filter(({ api }) => (api === 'beta') !== (step.basis === 'beta'))
        .map(({ path }) => `${step.id} ${path}`),
    )

    expect(unmarked).toEqual([])
  })
})

describe('what is never sent', () => {
  it('the deletion of a person in place of a membership', async () => {
    expect(isMemberDeletion('DELETE', 'groups/a/members/b')).toBe(true)
    expect(isMemberDeletion('DELETE', 'groups/a/members/b/$ref')).toBe(false)
    const { fake, run } = world()
    for (const step of steps) await run.apply(step)
    for (const step of [...steps].reverse()) await run.undo(step)

    const deleted = fake.requests().filter(({ method, path }) => isMemberDeletion(method, path))
    expect(deleted).toEqual([])
  })
})
