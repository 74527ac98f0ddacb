import { afterEach } from 'vitest'
import type { What } from '../../src/readers/database/catalogue/dataset.js'
import { defaultConnectOptions, openConnection } from '../../src/readers/database/connect/connection.js'
import { parseConnectionString } from '../../src/readers/database/connect/settings.js'
import { defaultBudget, type SnapshotBudget, takeSnapshot } from '../../src/readers/database/snapshot/take.js'
import { answerFrom, type Database } from '../tds-server/database.js'
import { type Faults, type RunningSqlServer, startSqlServer } from '../tds-server/server.js'

const running: RunningSqlServer[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

export async function serve(database: Database, faults: Faults = {}): Promise<RunningSqlServer> {
  const server = await startSqlServer({ answer: answerFrom(database), faults })
  running.push(server)
  return server
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
  from: readonly (readonly [RunningSqlServer, string])[],
  what: readonly What[] = ['config', 'objects', 'history'],
  budget: Partial<SnapshotBudget> = {},
) {
  return takeSnapshot({
    out,
    what,
    connections: from.map(([server, database]) => opener(server, database)),
    budget: { ...defaultBudget, retryPauseMs: 20, ...budget },
    now: () => '2026-01-02T03:04:05.678Z',
    elapsedMs: () => performance.now(),
  })
}
