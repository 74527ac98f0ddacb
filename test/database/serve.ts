import { afterEach } from 'vitest'
import type { What } from '../../src/readers/database/catalogue/dataset.js'
import {
  type Connection,
  defaultConnectOptions,
  openConnection,
} from '../../src/readers/database/connect/connection.js'
import { parseConnectionString } from '../../src/readers/database/connect/settings.js'
import { defaultBudget, type SnapshotBudget, takeSnapshot } from '../../src/readers/database/snapshot/take.js'
import { answerFrom, type Database } from '../tds-server/database.js'
import { type Faults, type RunningSqlServer, startSqlServer } from '../tds-server/server.js'
import { createOnServer } from './real-server.js'

const running: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

export async function serve(database: Database, faults: Faults = {}): Promise<RunningSqlServer> {
  const server = await startSqlServer({ answer: answerFrom(database), faults })
  running.push(server)
  return server
}

/** Where the databases of a test stand: behind the test server, or on a real one when MIM2ENTRA_TEST_SQL names it. */
export async function openerFor(database: Database): Promise<() => Promise<Connection>> {
  const real = process.env.MIM2ENTRA_TEST_SQL
  if (real === undefined || real === '') return opener(await serve(database), database.name)
  const created = await createOnServer(real, database)
  running.push(created)
  const { settings, password = '' } = parseConnectionString(created.connection)
  return () => openConnection(settings, { password }, { ...defaultConnectOptions, trustServerCertificate: true })
}

export function connectionString(server: RunningSqlServer, database: string): string {
  return `Server=127.0.0.1,${server.port};Database=${database};User Id=reader;Encrypt=false`
}

export function opener(server: RunningSqlServer, database: string, idleTimeoutMs = 10_000) {
  const { settings } = parseConnectionString(connectionString(server, database))
  return () => openConnection(settings, { password: 'p' }, { ...defaultConnectOptions, idleTimeoutMs })
}

/** Takes a snapshot of the databases behind the servers. */
export function take(
  out: string,
  from: readonly (readonly [RunningSqlServer, string] | (() => Promise<Connection>))[],
  what: readonly What[] = ['config', 'objects', 'history'],
  budget: Partial<SnapshotBudget> = {},
) {
  return takeSnapshot({
    out,
    what,
    connections: from.map((one) => (typeof one === 'function' ? one : opener(...one))),
    budget: { ...defaultBudget, retryPauseMs: 20, ...budget },
    now: () => '2026-01-02T03:04:05.678Z',
    elapsedMs: () => performance.now(),
  })
}
