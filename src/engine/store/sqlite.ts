/** The state of an engine in one SQLite file. Each step is one transaction: a killed run leaves the state before it. */

import Database from 'libsql'
import type { StateStore, StoredChange, StoredObject } from './store.js'

const FORMAT = 'mim2entra-engine-state/1'

interface Row {
  readonly id: string
  readonly json: string
}

export function openSqliteStore(file: string): StateStore {
  const database = new Database(file)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID')
  database.exec('CREATE TABLE IF NOT EXISTS object (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID')
  checkFormat(database, file)
  const put = database.prepare(
    'INSERT INTO object (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
  )
  const remove = database.prepare('DELETE FROM object WHERE id = ?')
  const write = database.transaction((change: StoredChange) => {
    for (const id of change.remove) remove.run(id)
    for (const { id, json } of change.put) put.run(id, json)
  })
  return {
    load: () => database.prepare('SELECT id, json FROM object').all().map(asObject),
    commit: (change) => {
      write(change)
    },
    close: () => {
      database.close()
    },
  }
}

function checkFormat(database: InstanceType<typeof Database>, file: string): void {
  const found: unknown = database.prepare("SELECT value FROM meta WHERE key = 'format'").get()
  if (found === undefined) {
    database.prepare("INSERT INTO meta (key, value) VALUES ('format', ?)").run(FORMAT)
    return
  }
  const value = typeof found === 'object' && found !== null && 'value' in found ? found.value : undefined
  if (value !== FORMAT)
    throw new Error(`${file} holds a state of format ${String(value)}; this version reads ${FORMAT}.`)
}

function asObject(row: unknown): StoredObject {
  const { id, json } = row as Row
  return { id, json }
}
