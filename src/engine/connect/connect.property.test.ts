import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from '../engine.js'
import { compileBlueprint } from '../rules/compile.js'
import { loadConfig } from '../scenario/load.js'
import type { ConfigNotation } from '../scenario/notation.js'
import { writeCs, writeMv } from '../store/records.js'
import { MemorySystem } from '../system/memory-system.js'

const RUNS = { numRuns: 60 }

const CONFIG: ConfigNotation = {
  engine: 'aadc',
  mas: {
    ONE: { types: { user: { bits: 'integer' } } },
    TWO: { types: { user: { bits: 'integer' } } },
    CLOUD: { cloud: true, newAnchor: 'id' },
  },
  rules: [
    ...['ONE', 'TWO'].flatMap(
      (conn, index): NonNullable<ConfigNotation['rules']> => [
        {
          name: `Join ${conn}`,
          dir: 'in',
          conn,
          cs: 'user',
          mv: 'person',
          link: 'Provision',
          prec: 10 + index,
          scope: [[['hidden', 'NOTEQUAL', 'True']]],
          join: [[['id', 'id']]],
          flows: [{ to: 'id', src: 'id' }],
        },
        {
          name: `Enabled ${conn}`,
          dir: 'in',
          conn,
          cs: 'user',
          mv: 'person',
          link: 'Join',
          prec: 20 + index,
          scope: [[['bits', 'ISBITNOTSET', '2']]],
          flows: [{ to: 'name', src: 'name' }],
        },
        {
          name: `Common ${conn}`,
          dir: 'in',
          conn,
          cs: 'user',
          mv: 'person',
          link: 'Join',
          prec: 30 + index,
          flows: [
            { to: 'name', src: 'name' },
            { to: 'city', expr: 'IIF([city] = "x", IgnoreThisFlow, [city])' },
          ],
        },
      ],
    ),
    {
      name: 'Out',
      dir: 'out',
      conn: 'CLOUD',
      cs: 'user',
      mv: 'person',
      link: 'Provision',
      prec: 50,
      scope: [[['name', 'ISNOTNULL']]],
      join: [[['id', 'id']]],
      flows: [
        { to: 'dn', expr: '"CN={" & [id] & "}"' },
        { to: 'id', src: 'id' },
        { to: 'name', src: 'name' },
      ],
    },
  ],
}

interface Person {
  readonly ma: 'ONE' | 'TWO'
  readonly id: number
  readonly name: string | null
  readonly bits: number
  readonly hidden: boolean
  readonly city: string | null
}

const person: fc.Arbitrary<Person> = fc.record({
  ma: fc.constantFrom('ONE' as const, 'TWO' as const),
  id: fc.integer({ min: 0, max: 3 }),
  name: fc.constantFrom('a', 'b', null),
  bits: fc.constantFrom(512, 514),
  hidden: fc.boolean(),
  city: fc.constantFrom('y', null),
})
const people = fc.uniqueArray(person, { selector: (one) => `${one.ma}${one.id}`, maxLength: 8 })

type Engine = ReturnType<typeof createEngine>

function world(list: readonly Person[]): {
  readonly engine: Engine
  readonly systems: ReadonlyMap<string, MemorySystem>
} {
  const systems = new Map(['ONE', 'TWO', 'CLOUD'].map((name) => [name, new MemorySystem({ newAnchor: 'id' })]))
  for (const one of list) put(systems, one)
  return { engine: createEngine(compileBlueprint(loadConfig(CONFIG)), { systems }), systems }
}

function put(systems: ReadonlyMap<string, MemorySystem>, one: Person): void {
  const anchor = `${one.ma}${one.id}`
  const attributes = {
    id: String(one.id),
    name: one.name,
    bits: one.bits,
    hidden: one.hidden ? 'True' : null,
    city: one.city,
  }
  const system = systems.get(one.ma)
  if (system?.set({ anchor, attributes }) === false)
    system.add({ anchor, type: 'user', dn: `CN=${anchor}`, attributes })
}

function meaning(engine: Engine): readonly string[] {
  return [...engine.state.metaverse.objects]
    .map((mv) => {
      const values = mv.values.flatMap((value, slot) =>
        value === undefined ? [] : [`${mv.shape.nameAt(slot)}=${String(value)} by ${mv.contributors[slot]?.label}`],
      )
      return `${mv.links
        .map((cs) => cs.link)
        .sort()
        .join(',')} ${values.sort().join(',')}`
    })
    .sort()
}

function snapshot(engine: Engine): string {
  const css = [...engine.state.spaces.values()].flatMap((space) =>
    [...space.objects].map((cs) => `${cs.link} ${writeCs(cs)}`),
  )
  return [...css, ...[...engine.state.metaverse.objects].map(writeMv)].join('\n')
}

test('the metaverse does not depend on the order of imports (SE-DP-PREC-2, SE-DET-4)', () => {
  fc.assert(
    fc.property(people, (list) => {
      const one = world(list).engine
      const two = world(list).engine
      for (const name of ['ONE', 'TWO', 'ONE', 'TWO']) one.runProfile(name, [{ kind: 'FI' }, { kind: 'FS' }])
      for (const name of ['TWO', 'ONE', 'TWO', 'ONE']) two.runProfile(name, [{ kind: 'FI' }, { kind: 'FS' }])

      expect(meaning(two)).toEqual(meaning(one))
    }),
    RUNS,
  )
})

test('cycles settle: after export and confirmation nothing is pending, and previews change nothing (SE-DET-1)', () => {
  fc.assert(
    fc.property(people, fc.array(person, { maxLength: 4 }), (list, changes) => {
      const { engine, systems } = world(list)
      engine.runCycle('initial')
      for (const one of changes) {
        put(systems, one)
        engine.runCycle('delta')
      }
      for (let round = 0; round < 3; round++) engine.runCycle('delta')
      const before = snapshot(engine)

      for (const name of ['ONE', 'TWO', 'CLOUD']) engine.runStep(name, 'FS')
      for (const space of engine.state.spaces.values())
        for (const cs of [...space.objects]) engine.preview(space.name, cs.key, 'full')

      expect(engine.pendingExports()).toEqual([])
      expect(snapshot(engine)).toBe(before)
    }),
    RUNS,
  )
})
