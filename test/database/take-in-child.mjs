/** Takes a snapshot in a process of its own, to be killed. */
import { defaultConnectOptions, openConnection } from '../../dist/src/readers/database/connect/connection.js'
import { parseConnectionString } from '../../dist/src/readers/database/connect/settings.js'
import { defaultBudget, takeSnapshot } from '../../dist/src/readers/database/snapshot/take.js'

const [port, database, out] = process.argv.slice(2)
const { settings } = parseConnectionString(`Server=127.0.0.1,${port};Database=${database};User Id=reader;Encrypt=false`)
await takeSnapshot({
  out,
  what: ['config', 'objects', 'history'],
  connections: [() => openConnection(settings, { password: 'p' }, defaultConnectOptions)],
  budget: { ...defaultBudget, rowsPerPage: 2000 },
  now: () => '2026-01-02T03:04:05.678Z',
  elapsedMs: () => performance.now(),
})
