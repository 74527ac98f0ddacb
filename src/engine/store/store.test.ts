import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEngine } from '../engine.js'
import { compileBlueprint } from '../rules/compile.js'
import { loadConfig } from '../scenario/load.js'
import { ANN, BOB, HR_AD } from '../scenario/testing.js'
import { sourceRecord } from '../scenario/world.js'
import { MemorySystem } from '../system/memory-system.js'
import { openSqliteStore } from './sqlite.js'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-store-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function systems(): ReadonlyMap<string, MemorySystem> {
  const found = new Map([
    ['HR', new MemorySystem()],
    ['AD', new MemorySystem()],
  ])
  for (const record of [{ ...ANN, manager: '2' }, BOB]) found.get('HR')?.add(sourceRecord(record))
  return found
}

test('a state file brings objects, values, lineage and references back', () => {
  const file = join(folder, 'state.db')
  const rules = (): ReturnType<typeof compileBlueprint> => compileBlueprint(loadConfig(HR_AD))
  const store = openSqliteStore(file)
  const first = createEngine(rules(), { systems: systems(), store })
  first.runStep('HR', 'FI')
  first.runStep('HR', 'FS')
  store.close()

  const again = openSqliteStore(file)
  const second = createEngine(rules(), { systems: systems(), store: again })

  expect(second.pendingExports()).toEqual(first.pendingExports())
  expect(second.why('HR', '1', 'title')).toEqual(first.why('HR', '1', 'title'))
  expect(second.runStep('HR', 'FS').counters).toEqual({ 'connector-no-flow': 2 })
  again.close()
})

test('a step that is not finished leaves the file as it was', () => {
  const file = join(folder, 'state.db')
  const store = openSqliteStore(file)
  store.commit({ put: [{ id: 'mv:1', json: '{"a":1}' }], remove: [] })
  const before = [...store.load()]

  expect(() => {
    store.commit({
      put: [
        { id: 'mv:1', json: '{"a":2}' },
        // A value SQLite cannot bind ends the transaction in its middle.
        { id: 'mv:2', json: Symbol('x') as unknown as string },
      ],
      remove: [],
    })
  }).toThrow()

  expect([...store.load()]).toEqual(before)
  store.close()
})

test('a process killed inside a step leaves the file as it was', () => {
  const file = join(folder, 'state.db')
  const store = openSqliteStore(file)
  store.commit({ put: [{ id: 'mv:1', json: '{"a":1}' }], remove: [] })
  store.close()
  const script = `
    const Database = require('libsql');
    const database = new Database(${JSON.stringify(file)});
    database.exec('BEGIN');
    database.exec("UPDATE object SET json = 'half'");
    process.kill(process.pid, 'SIGKILL');`

  const killed = spawnSync(process.execPath, ['-e', script], { cwd: process.cwd() })

  expect(killed.signal).toBe('SIGKILL')
  const again = openSqliteStore(file)
  expect([...again.load()]).toEqual([{ id: 'mv:1', json: '{"a":1}' }])
  again.close()
})
