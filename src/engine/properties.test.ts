import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from './engine.js'
import type { StepKind } from './rules/blueprint.js'
import { compileBlueprint } from './rules/compile.js'
import { loadConfig } from './scenario/load.js'
import type { ConfigNotation } from './scenario/notation.js'
import { createMemoryStore } from './store/memory.js'
import { writeCs, writeMv } from './store/records.js'
import type { StateStore } from './store/store.js'
import { MemorySystem } from './system/memory-system.js'

const RUNS = { numRuns: 60 }

/** A generated topology: who ranks first, what deprovisioning does, how persons are deleted, whether values are recalled. */
interface Topology {
  readonly pbxFirst: boolean
  readonly deprovision: 'disconnector' | 'delete' | 'explicit-disconnector'
  readonly deletion: 'last' | 'any'
  readonly recall: boolean
  readonly manager: boolean
}

type Operation =
  | {
      readonly kind: 'set'
      readonly ma: 'HR' | 'PBX'
      readonly id: number
      readonly attribute: 'phone' | 'name' | 'status'
      readonly value: string | null
    }
  | { readonly kind: 'delete'; readonly ma: 'HR' | 'PBX'; readonly id: number }
  | { readonly kind: 'add'; readonly ma: 'HR' | 'PBX'; readonly id: number }
  | { readonly kind: 'run'; readonly ma: 'HR' | 'PBX' | 'AD'; readonly step: StepKind }

const ma = fc.constantFrom('HR' as const, 'PBX' as const)
const id = fc.integer({ min: 0, max: 3 })
const topology: fc.Arbitrary<Topology> = fc.record({
  pbxFirst: fc.boolean(),
  deprovision: fc.constantFrom('disconnector' as const, 'delete' as const, 'explicit-disconnector' as const),
  deletion: fc.constantFrom('last' as const, 'any' as const),
  recall: fc.boolean(),
  manager: fc.boolean(),
})
const change: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    ma,
    id,
    attribute: fc.constantFrom('phone' as const, 'name' as const, 'status' as const),
    value: fc.constantFrom('a', 'b', 'gone', null),
  }),
  fc.record({ kind: fc.constant('delete' as const), ma, id }),
  fc.record({ kind: fc.constant('add' as const), ma, id }),
)
const step: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constant('run' as const),
  ma: fc.constantFrom('HR' as const, 'PBX' as const, 'AD' as const),
  step: fc.constantFrom<StepKind>('FI', 'DI', 'FS', 'DS', 'EX', 'DI+DS', 'FI+FS'),
})
const operations = fc.array(fc.oneof({ weight: 2, arbitrary: change }, { weight: 3, arbitrary: step }), {
  maxLength: 40,
})

function configuration(shape: Topology): ConfigNotation {
  const phones = ['PBX:line:phone', 'HR:person:phone']
  return {
    engine: 'mim',
    mv: {
      types: { person: { manager: 'reference' } },
      flows: {
        person: {
          employeeID: ['HR:person:empId'],
          displayName: ['HR:person:name'],
          phone: shape.pbxFirst ? phones : phones.toReversed(),
          ...(shape.manager ? { manager: ['HR:person:manager'] } : {}),
        },
      },
      deletion: { person: shape.deletion === 'any' ? { type: 'any', mas: ['HR'] } : { type: 'last', ignore: ['AD'] } },
      provisioning: 'scripted',
      script: [{ mv: 'person', ma: 'AD', cs: 'user', when: 'IsPresent([employeeID])', dn: '"CN=" & [employeeID]' }],
    },
    mas: {
      HR: {
        types: { person: { manager: 'reference' } },
        filter: { person: [[['status', 'EQUAL', 'gone']]] },
        join: { person: [{ mv: 'person', on: [['empId', 'employeeID']] }] },
        project: { person: 'person' },
        recall: shape.recall,
      },
      PBX: {
        filter: { line: [[['status', 'EQUAL', 'gone']]] },
        join: { line: [{ mv: 'person', on: [['empId', 'employeeID']] }] },
        recall: shape.recall,
      },
      AD: {
        types: { user: { manager: 'reference' } },
        join: { user: [{ mv: 'person', on: [['id', 'employeeID']] }] },
        export: [
          { cs: 'user', mv: 'person', to: 'id', src: 'employeeID' },
          { cs: 'user', mv: 'person', to: 'phone', src: 'phone', allowNull: true },
          { cs: 'user', mv: 'person', to: 'name', src: 'displayName', allowNull: true },
          { cs: 'user', mv: 'person', to: 'manager', src: 'manager', allowNull: true },
        ],
        deprovision: shape.deprovision,
      },
    },
  }
}

type Engine = ReturnType<typeof createEngine>

interface Bench {
  engine: Engine
  readonly systems: ReadonlyMap<string, MemorySystem>
  readonly shape: Topology
}

function record(name: 'HR' | 'PBX', number: number): Parameters<MemorySystem['add']>[0] {
  const anchor = `${name}${number}`
  const common = { empId: String(number), phone: `${name}-${number}` }
  if (name === 'PBX') return { anchor, type: 'line', dn: anchor, attributes: common }
  return {
    anchor,
    type: 'person',
    dn: anchor,
    attributes: { ...common, name: `N${number}`, manager: `HR${(number + 1) % 4}` },
  }
}

function bench(shape: Topology, store?: StateStore): Bench {
  const systems = new Map(['HR', 'PBX', 'AD'].map((name) => [name, new MemorySystem()]))
  for (const name of ['HR', 'PBX'] as const) for (let at = 0; at < 3; at++) systems.get(name)?.add(record(name, at))
  return { engine: engineOf(shape, systems, store), systems, shape }
}

function engineOf(shape: Topology, systems: ReadonlyMap<string, MemorySystem>, store?: StateStore): Engine {
  const rules = compileBlueprint(loadConfig(configuration(shape)))
  return createEngine(rules, store === undefined ? { systems } : { systems, store })
}

function perform(on: Bench, operation: Operation): void {
  if (operation.kind === 'run') {
    on.engine.runStep(operation.ma, operation.step)
    return
  }
  const system = on.systems.get(operation.ma)
  const anchor = `${operation.ma}${operation.id}`
  if (operation.kind === 'delete') system?.delete(anchor)
  else if (operation.kind === 'set') system?.set({ anchor, attributes: { [operation.attribute]: operation.value } })
  else if (system?.set({ anchor, attributes: {} }) === false) system.add(record(operation.ma, operation.id))
}

/** Everything an engine holds, as text. */
function snapshot({ engine }: Bench): string {
  const lines: string[] = []
  for (const space of engine.state.spaces.values()) {
    for (const cs of [...space.objects].sort((a, b) => a.seq - b.seq)) lines.push(`${cs.link} ${writeCs(cs)}`)
    lines.push(
      ...space
        .placeholders()
        .map((dn) => `placeholder ${dn}`)
        .sort(),
    )
  }
  for (const mv of [...engine.state.metaverse.objects].sort((a, b) => a.seq - b.seq)) lines.push(writeMv(mv))
  return lines.join('\n')
}

/** Values and links of the metaverse without ids, for runs that number objects differently. */
function meaning({ engine }: Bench): readonly string[] {
  return [...engine.state.metaverse.objects]
    .map((mv) => {
      const values = mv.values.flatMap((value, slot) =>
        value === undefined || mv.shape.isReference(slot) ? [] : [`${mv.shape.nameAt(slot)}=${String(value)}`],
      )
      return `${mv.links
        .map((cs) => cs.link)
        .sort()
        .join(',')} ${values.sort().join(',')}`
    })
    .sort()
}

test('same input, same state (SE-DET-3)', () => {
  fc.assert(
    fc.property(topology, operations, (shape, list) => {
      const one = bench(shape)
      const two = bench(shape)

      for (const operation of list) perform(one, operation)
      for (const operation of list) perform(two, operation)

      expect(snapshot(two)).toBe(snapshot(one))
    }),
    RUNS,
  )
})

test('a second full synchronization stages no export and moves nothing (SE-DET-1)', () => {
  fc.assert(
    fc.property(topology, operations, (shape, list) => {
      const on = bench(shape)
      for (const operation of list) perform(on, operation)
      for (const name of ['HR', 'PBX', 'AD']) on.engine.runStep(name, 'FI')
      for (let round = 0; round < 3; round++) for (const name of ['HR', 'PBX', 'AD']) on.engine.runStep(name, 'FS')
      const before = on.engine.pendingExports()
      const image = snapshot(on)

      for (const name of ['HR', 'PBX', 'AD']) on.engine.runStep(name, 'FS')

      expect(on.engine.pendingExports()).toEqual(before)
      expect(snapshot(on)).toBe(image)
    }),
    RUNS,
  )
})

test('links are mutual, an object has one at most, and the metaverse holds nothing without one (SE-OBJ-5, SE-OBJ-6)', () => {
  fc.assert(
    fc.property(topology, operations, (shape, list) => {
      const on = bench(shape)
      for (const operation of list) {
        perform(on, operation)
        const linked = new Set<unknown>()
        for (const mv of on.engine.state.metaverse.objects) {
          expect(mv.links.length).toBeGreaterThan(0)
          for (const cs of mv.links) {
            expect(cs.mv).toBe(mv)
            expect(linked.has(cs)).toBe(false)
            linked.add(cs)
          }
        }
        for (const space of on.engine.state.spaces.values())
          for (const cs of space.objects) if (cs.mv !== undefined) expect(linked.has(cs)).toBe(true)
      }
    }),
    RUNS,
  )
})

test('delta runs end where full runs end', () => {
  fc.assert(
    fc.property(topology, fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 5 }), (shape, batches) => {
      const delta = bench({ ...shape, recall: true })
      const full = bench({ ...shape, recall: true })
      const load = (on: Bench, imports: StepKind, syncs: StepKind): void => {
        for (const name of ['HR', 'PBX']) on.engine.runStep(name, imports)
        for (const name of ['HR', 'PBX']) on.engine.runStep(name, syncs)
      }
      load(delta, 'FI', 'FS')
      load(full, 'FI', 'FS')
      for (const batch of batches) {
        for (const one of batch) for (const on of [delta, full]) perform(on, one)
        load(delta, 'DI', 'DS')
        load(full, 'DI', 'FS')
      }

      expect(meaning(delta)).toEqual(meaning(full))
    }),
    RUNS,
  )
})

test('precedence holds after removals: the best present source contributes (SE-IAF-4, SE-IAF-6)', () => {
  fc.assert(
    fc.property(topology, fc.array(change, { maxLength: 12 }), (shape, changes) => {
      const on = bench({ ...shape, recall: true })
      for (const one of changes) perform(on, one)
      for (const name of ['HR', 'PBX', 'AD']) on.engine.runStep(name, 'FI')
      for (const name of ['HR', 'PBX', 'HR', 'PBX']) on.engine.runStep(name, 'FS')
      const order = shape.pbxFirst ? ['PBX', 'HR'] : ['HR', 'PBX']

      for (const mv of on.engine.state.metaverse.objects) {
        const wanted = order
          .flatMap((name) => mv.links.filter((cs) => cs.space.name === name))
          .flatMap((cs) => cs.synced?.values[cs.shape.slot('phone')] ?? [])[0]
        expect(mv.values[mv.shape.slot('phone')]).toEqual(wanted)
      }
    }),
    RUNS,
  )
})

test('the order of imports, and of the objects in them, does not matter (SE-DET-4)', () => {
  const orders = fc.shuffledSubarray(['HR', 'PBX', 'AD'] as const, { minLength: 3 })
  fc.assert(
    fc.property(topology, fc.array(change, { maxLength: 8 }), orders, (shape, changes, order) => {
      const one = bench(shape)
      const other = bench(shape)
      for (const each of changes) for (const on of [one, other]) perform(on, each)
      for (const [name, system] of other.systems) {
        const turned = new MemorySystem()
        for (const each of [...system.readAll()].reverse()) turned.add(each)
        ;(other.systems as Map<string, MemorySystem>).set(name, turned)
      }
      other.engine = engineOf(shape, other.systems)
      for (const name of ['HR', 'PBX', 'AD']) one.engine.runStep(name, 'FI')
      for (const name of order) other.engine.runStep(name, 'FI')
      for (const on of [one, other]) for (const name of ['HR', 'PBX', 'HR', 'PBX']) on.engine.runStep(name, 'FS')

      expect(meaning(other)).toEqual(meaning(one))
    }),
    RUNS,
  )
})

test('a preview changes nothing (SE-PREVIEW-2)', () => {
  fc.assert(
    fc.property(topology, operations, (shape, list) => {
      const on = bench(shape)
      for (const operation of list) perform(on, operation)
      const before = snapshot(on)

      for (const space of on.engine.state.spaces.values())
        for (const cs of [...space.objects])
          for (const mode of ['full', 'delta'] as const) on.engine.preview(space.name, cs.key, mode)

      expect(snapshot(on)).toBe(before)
    }),
    RUNS,
  )
})

test('saved at any step and resumed, it ends the same', () => {
  fc.assert(
    fc.property(topology, operations, (shape, list) => {
      const whole = bench(shape)
      let store = createMemoryStore()
      const resumed = bench(shape, store)
      for (const operation of list) {
        perform(whole, operation)
        perform(resumed, operation)
        store = createMemoryStore(store.copy())
        resumed.engine = engineOf(shape, resumed.systems, store)
      }

      expect(snapshot(resumed)).toBe(snapshot(whole))
    }),
    RUNS,
  )
})

test('filtered, disconnected and unfiltered, a person is as before', () => {
  fc.assert(
    fc.property(topology, id, (shape, number) => {
      const on = bench({ ...shape, deletion: 'last', recall: true })
      const settle = (): void => {
        for (const name of ['HR', 'PBX']) on.engine.runStep(name, 'DI')
        for (const name of ['HR', 'PBX']) on.engine.runStep(name, 'DS')
      }
      settle()
      settle()
      const before = meaning(on)

      perform(on, { kind: 'set', ma: 'PBX', id: number, attribute: 'status', value: 'gone' })
      settle()
      perform(on, { kind: 'set', ma: 'PBX', id: number, attribute: 'status', value: null })
      settle()

      expect(meaning(on)).toEqual(before)
    }),
    RUNS,
  )
})
