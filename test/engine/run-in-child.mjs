/** Loads people into an engine that keeps its state in a file, step by step, in a process of its own, to be killed. */
import { join } from 'node:path'

const [compiled, file, count] = process.argv.slice(2)
const load = (name) => import(join(compiled, 'src/engine', name))
const { compileBlueprint, createEngine, MemorySystem, openSqliteStore } = await load('index.js')
const { loadConfig } = await load('scenario/load.js')

const reference = { person: { manager: 'reference' } }
const rules = compileBlueprint(
  loadConfig({
    engine: 'mim',
    mv: {
      types: reference,
      flows: {
        person: {
          employeeID: ['HR:person:id'],
          displayName: ['HR:person:name'],
          manager: ['HR:person:manager'],
          phone: ['PBX:line:phone', 'HR:person:phone'],
        },
      },
      provisioning: 'scripted',
      script: [{ mv: 'person', ma: 'AD', cs: 'user', when: 'True', dn: '"CN=" & [employeeID]' }],
    },
    mas: {
      HR: { types: reference, project: { person: 'person' } },
      PBX: { join: { line: [{ mv: 'person', on: [['id', 'employeeID']] }] } },
      AD: {
        types: { user: { manager: 'reference' } },
        export: ['displayName', 'phone', 'manager'].map((to) => ({ cs: 'user', mv: 'person', to, src: to })),
      },
    },
  }),
)
const systems = new Map(['HR', 'PBX', 'AD'].map((name) => [name, new MemorySystem()]))
for (let at = 0; at < Number(count); at++) {
  const common = { id: `${at}`, phone: `${at % 97}` }
  const attributes = { ...common, name: `person ${at}`, manager: `h${(at * 7) % Number(count)}` }
  systems.get('HR').add({ anchor: `h${at}`, type: 'person', dn: `h${at}`, attributes })
  if (at % 3 === 0)
    systems.get('PBX').add({ anchor: `p${at}`, type: 'line', dn: `p${at}`, attributes: { ...common, phone: `x${at}` } })
}
const engine = createEngine(rules, { systems, now: 0, store: openSqliteStore(file) })
for (const [ma, step] of [
  ['HR', 'FI'],
  ['HR', 'FS'],
  ['PBX', 'FI'],
  ['PBX', 'FS'],
  ['HR', 'FS'],
]) {
  engine.runStep(ma, step)
  process.stdout.write('.')
}
