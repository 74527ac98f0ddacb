import { describe, expect, it } from 'vitest'
import { limitsFor } from '../client/limits.js'
import { Pace } from '../client/pace.js'
import { odataText } from '../draft.js'
import { Progress } from '../progress.js'
import type { Json } from '../step.js'
import { beforeImage, differences, isSame, mergedList } from './compare.js'
import { fillJson, fillPath, fillText, MissingPlaces } from './fill.js'
import { overlaidSchema } from './schema.js'

describe('two values', () => {
  it.each<readonly [Json, Json, boolean]>([
    ['P1D', 'PT24H', true],
    ['2026-10-01T00:00:00Z', '2026-10-01T00:00:00.0000000Z', true],
    ['AAAAAAAA-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000001', true],
    ['Add, Update', 'Update,Add', true],
    ['Sales, Berlin', 'Berlin, Sales', false],
    ['x [mim2entra:a/k]', 'x [mim2entra:b/k]', true],
    ['x [mim2entra:a/k]', 'x [mim2entra:a/l]', false],
    [null, [], true],
    [false, null, false],
    [['a', 'b'], ['b', 'a'], true],
    ['Sales', 'sales', false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(isSame(a, b)).toBe(same)
  })
})

describe('a difference', () => {
  it('counts what is set alone, and shows it where it is', () => {
    const lines = differences(
      { name: 'new', gone: null, list: ['a', 'b'], inner: { on: true }, stages: ['x', 'y'] },
      { name: 'old', gone: 'here', list: ['b', 'c'], inner: { on: false, other: 1 }, stages: ['y', 'x'], more: 1 },
      { stages: { kind: 'ordered' } },
    )

    expect(lines.map(({ sign, path }) => `${sign} ${path}`)).toEqual([
      '~ name',
      '- gone',
      '+ list',
      '- list',
      '~ inner.on',
      '~ stages.0',
      '~ stages.1',
    ])
  })

  it('leaves what others put into a shared list', () => {
    const theirs = [{ id: 'A', extra: 1 }, { id: 'B' }]

    expect(
      differences({ targets: [{ id: 'a', on: true }] }, { targets: theirs }, { targets: { kind: 'merged', by: 'id' } })
        .length,
    ).toBe(1)
    expect(mergedList([{ id: 'a', on: true }, { id: 'c' }], theirs, 'id')).toEqual([
      { id: 'a', extra: 1, on: true },
      { id: 'B' },
      { id: 'c' },
    ])
  })

  it('can be put back', () => {
    expect(beforeImage({ a: 1, b: { c: 2 }, d: 3 }, { a: 9, b: { c: 8, e: 7 }, f: 6 })).toEqual({
      a: 9,
      b: { c: 8 },
      d: null,
    })
  })
})

describe('places', () => {
  const values = new Map<string, string | readonly string[]>([
    ['made:group/a', "O'Brien & co/x"],
    ['ask:many', ['1', '2']],
    ['ask:quoted', 'a"b'],
  ])

  it('are encoded for where they stand', () => {
    expect(fillPath("groups?$filter=displayName eq '{made:group/a}'", values)).toBe(
      "groups?$filter=displayName eq 'O%27%27Brien%20%26%20co%2Fx'",
    )
    expect(fillText('{"name":"{ask:quoted}"}', values)).toBe('{"name":"a\\"b"}')
    expect(fillJson({ list: ['{ask:many}', 'x'] }, values)).toEqual({ list: ['1', '2', 'x'] })
    expect(() => fillText('{ask:nothing}', values)).toThrow(MissingPlaces)
  })

  it('stay in a quoted text that is encoded around them', () => {
    expect(odataText("O'B & {made:group/a}+")).toBe("'O%27%27B %26 {made:group/a}%2B'")
  })
})

describe('a schema laid over another', () => {
  const rule = {
    id: 'r1',
    name: 'USER_TO_USER',
    sourceDirectoryName: 'API',
    targetDirectoryName: 'AAD',
    metadata: [{ key: 'k', value: 'v' }],
    objectMappings: [
      { sourceObjectName: 'User', targetObjectName: 'User', enabled: true, metadata: [1] },
      { sourceObjectName: 'Group', targetObjectName: 'Group', enabled: true },
    ],
  }
  const present = {
    '@odata.context': 'x',
    id: 'job',
    version: 'v1',
    synchronizationRules: [rule],
    directories: [{ id: 'd1', name: 'API', objects: [{ name: 'User', attributes: [{ name: 'a', type: 'String' }] }] }],
  }

  it('keeps ids, metadata and what the plan does not say, and switches off what it does not want', () => {
    const laid = overlaidSchema(
      {
        synchronizationRules: [
          {
            name: 'HR',
            sourceDirectoryName: 'HR',
            targetDirectoryName: 'Entra',
            metadata: [],
            objectMappings: [
              {
                sourceObjectName: 'user',
                targetObjectName: 'User',
                enabled: true,
                attributeMappings: [{ targetAttributeName: 'm', matchingPriority: 1 }],
                metadata: [],
              },
            ],
          },
        ],
        directories: [{ name: 'HR', objects: [{ name: 'User', attributes: [{ name: 'A' }, { name: 'b' }] }] }],
      },
      present,
    )

    expect(laid).toMatchObject({
      id: 'job',
      version: 'v1',
      synchronizationRules: [
        {
          id: 'r1',
          name: 'USER_TO_USER',
          sourceDirectoryName: 'API',
          metadata: [{ key: 'k' }],
          objectMappings: [
            { attributeMappings: [{ targetAttributeName: 'm', matchingPriority: 1 }], metadata: [1] },
            { enabled: false },
          ],
        },
      ],
      directories: [{ id: 'd1', name: 'API', objects: [{ attributes: [{ name: 'a' }, { name: 'b' }] }] }],
    })
    expect(laid).not.toHaveProperty('@odata.context')
  })

  it('is itself when nothing is laid over it', () => {
    const { '@odata.context': _, ...same } = present
    expect(overlaidSchema({}, present)).toEqual(same)
  })
})

describe('the time that remains', () => {
  it('is what the throttle leaves, or longer when answers are slow', () => {
    let time = 0
    const clock = { now: () => time, sleep: () => Promise.resolve(), random: () => 0 }
    const progress = new Progress(6_000, new Pace(limitsFor('small'), clock), () => time, {
      method: 'POST',
      path: 'groups',
      requests: 1,
    })
    expect(progress.remainingSeconds()).toBeUndefined()

    time = 1_000
    progress.advance(1_000)
    expect(progress.remainingSeconds()).toBe(100)
    time = 100_000
    expect(progress.remainingSeconds()).toBe(500)
    progress.advance(5_000)
    expect(progress.remainingSeconds()).toBe(0)
  })
})
