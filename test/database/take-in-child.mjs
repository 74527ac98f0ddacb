/** Takes a snapshot in a process of its own, to be killed. */
import { join } from 'node:path'

const [port, database, out, compiled] = process.argv.slice(2)
const load = (name) => import(join(compiled, 'src/readers/database', name))
const { defaultConnectOptions, openConnection } = await load('connect/connection.js')
const { parseConnectionString } = await load('connect/settings.js')
const { defaultBudget, takeSnapshot } = await load('snapshot/take.js')

const { settings } = parseConnectionString(`Server=127.0.0.1,${port};Database=${database};User Id=reader;Encrypt=false`)
await takeSnapshot({
  out,
  what: ['config', 'objects', 'history'],
  connections: [() => openConnection(settings, { password: 'p' }, defaultConnectOptions)],
  budget: { ...defaultBudget, rowsPerPage: 2000 },
  now: () => '2026-01-02T03:04:05.678Z',
  elapsedMs: () => performance.now(),
})
