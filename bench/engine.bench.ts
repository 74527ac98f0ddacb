/**
 * Time and memory of the engine: users in two connectors with thirty flows each way, a third of them expressions, and
 * groups with members. `node dist/bench/engine.bench.js [users…]` prints a line a size; run node with --expose-gc and
 * a heap large enough for the size.
 */

import type { ConnectedSystem, SourceRecord } from '../src/engine/index.js'
import { compileBlueprint, createEngine, MemorySystem } from '../src/engine/index.js'
import { loadConfig } from '../src/engine/scenario/load.js'
import type { ConfigNotation, MvFlow, TargetFlow } from '../src/engine/scenario/notation.js'

const FLOWS = 30
const MEMBERS = 20

interface Figures {
  readonly users: number
  readonly groups: number
  readonly importMs: number
  readonly syncMs: number
  readonly exportMs: number
  readonly heapMb: number
  readonly peakMb: number
  readonly deltaMs: number
  readonly cpuMs: number
}

/** Expressions of the kind real rules have: a condition, a concatenation, a part of a text. */
function expressionFor(index: number, attribute: string): string {
  if (index % 9 === 0) return `IIF(IsPresent([${attribute}]), UCase([${attribute}]), "none")`
  if (index % 9 === 3) return `Left([${attribute}], 5) & "-" & [a1]`
  return `Trim([${attribute}] & " ")`
}

function configuration(): ConfigNotation {
  const imports: Record<string, (string | MvFlow)[]> = { employeeID: ['HR:person:id'] }
  const exports: (TargetFlow & { cs: string; mv: string })[] = []
  for (let index = 0; index < FLOWS - 1; index++) {
    const expr = index % 3 === 0
    const mvExpression = expressionFor(index, `m${index}`).replace('[a1]', '[m1]')
    imports[`m${index}`] = [
      expr ? { ma: 'HR', cs: 'person', expr: expressionFor(index, `a${index}`), sr: 'HR in' } : `HR:person:a${index}`,
    ]
    exports.push({
      cs: 'user',
      mv: 'person',
      to: `t${index}`,
      ...(expr ? { expr: mvExpression } : { src: `m${index}` }),
    })
  }
  exports.push({ cs: 'user', mv: 'person', to: 'employeeID', src: 'employeeID' })
  exports.push({ cs: 'group', mv: 'group', to: 'name', src: 'name' })
  exports.push({ cs: 'group', mv: 'group', to: 'member', src: 'member' })
  return {
    engine: 'mim',
    mv: {
      types: { group: { member: 'reference[]' } },
      flows: { person: imports, group: { name: ['HR:group:name'], member: ['HR:group:member'] } },
      provisioning: 'scripted',
      script: [
        { mv: 'person', ma: 'AD', cs: 'user', when: 'True', dn: '"CN=" & [employeeID] & ",OU=Staff,DC=x"' },
        { mv: 'group', ma: 'AD', cs: 'group', when: 'True', dn: '"CN=" & [name] & ",OU=Groups,DC=x"' },
      ],
    },
    mas: {
      HR: {
        types: { group: { member: 'reference[]' } },
        join: { person: [{ mv: 'person', on: [['id', 'employeeID']] }] },
        project: { person: 'person', group: 'group' },
      },
      AD: {
        types: { group: { member: 'reference[]' } },
        join: { user: [{ mv: 'person', on: [['employeeID', 'employeeID']] }] },
      },
    },
  }
}

function userRecord(index: number): SourceRecord {
  const attributes: Record<string, string> = { id: `e${index}` }
  for (let at = 0; at < FLOWS - 1; at++)
    attributes[`a${at}`] = at % 5 === 0 ? `department ${index % 97}` : `value ${at} ${index}`
  return { anchor: `u${index}`, type: 'person', dn: `u${index}`, attributes }
}

function groupRecord(index: number, users: number): SourceRecord {
  const member: string[] = []
  for (let at = 0; at < MEMBERS; at++) member.push(`u${(index * 7919 + at * 104_729) % users}`)
  return { anchor: `g${index}`, type: 'group', dn: `g${index}`, attributes: { name: `group ${index}`, member } }
}

/** The source system: records are made as they are read, as if from a file; the target keeps what it is sent. */
class Source implements ConnectedSystem {
  private changes: SourceRecord[] = []

  constructor(
    private readonly users: number,
    private readonly groups: number,
  ) {}

  *readAll(): Iterable<SourceRecord> {
    for (let index = 0; index < this.users; index++) yield userRecord(index)
    for (let index = 0; index < this.groups; index++) yield groupRecord(index, this.users)
  }

  readChanges(): { readonly records: readonly SourceRecord[]; readonly deletions: readonly string[] } {
    return { records: this.changes, deletions: [] }
  }

  consumeChanges(): void {
    this.changes = []
  }

  change(index: number, value: string): void {
    const record = userRecord(index)
    this.changes = [{ ...record, attributes: { ...record.attributes, a1: value } }]
  }

  export(): { readonly ok: false; readonly error: string } {
    return { ok: false, error: 'read-only' }
  }
}

function heapMb(): number {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20)
}

function measure(users: number): Figures {
  const groups = Math.floor(users / 2)
  const hr = new Source(users, groups)
  const systems = new Map<string, ConnectedSystem>([
    ['HR', hr],
    ['AD', new MemorySystem()],
  ])
  const engine = createEngine(compileBlueprint(loadConfig(configuration())), { systems, now: 0 })
  const timed = (ma: string, step: 'FI' | 'FS' | 'EX' | 'DI' | 'DS'): number => {
    const start = performance.now()
    const result = engine.runStep(ma, step)
    if (result.status !== 'success') throw new Error(`${ma} ${step}: ${result.status} ${result.errors[0]?.message}`)
    return performance.now() - start
  }
  const cpu = process.cpuUsage()
  const importMs = timed('HR', 'FI')
  const syncMs = timed('HR', 'FS')
  const exportMs = timed('AD', 'EX')
  const used = process.cpuUsage(cpu)
  const cpuMs = (used.user + used.system) / 1000
  const peakMb = Math.round(process.memoryUsage().rss / 2 ** 20)
  const heap = heapMb()
  const deltas: number[] = []
  for (let round = 0; round < 50; round++) {
    hr.change(round * 3, `changed ${round}`)
    deltas.push(timed('HR', 'DI') + timed('HR', 'DS'))
  }
  deltas.sort((a, b) => a - b)
  return { users, groups, importMs, syncMs, exportMs, heapMb: heap, peakMb, deltaMs: deltas[25] ?? 0, cpuMs }
}

const sizes = process.argv.slice(2).map(Number)
for (const users of sizes.length === 0 ? [10_000, 100_000] : sizes) {
  const figures = measure(users)
  const total = figures.importMs + figures.syncMs + figures.exportMs
  const perObject = (total * 1000) / (figures.users + figures.groups)
  const parts = [
    `${figures.users} users, ${figures.groups} groups`,
    `import ${(figures.importMs / 1000).toFixed(2)} s`,
    `sync ${(figures.syncMs / 1000).toFixed(2)} s`,
    `export ${(figures.exportMs / 1000).toFixed(2)} s`,
    `total ${(total / 1000).toFixed(2)} s (processor ${(figures.cpuMs / 1000).toFixed(2)} s)`,
    `${perObject.toFixed(1)} µs an object`,
    `heap ${figures.heapMb} MB, rss ${figures.peakMb} MB`,
    `delta of one object ${figures.deltaMs.toFixed(3)} ms`,
  ]
  process.stdout.write(`${parts.join(' · ')}\n`)
}
