/**
 * One million metaverse objects over the wire into a snapshot, beside a bare tedious loop that throws the rows away.
 * `npm run bench -- database [objects]`. The server of test/tds-server runs in a process of its own, so that only the
 * client is measured; on few cores it still takes its share of the time.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultConnectOptions, openConnection } from '../src/readers/database/connect/connection.js'
import { parseConnectionString } from '../src/readers/database/connect/settings.js'
import { defaultBudget, takeSnapshot } from '../src/readers/database/snapshot/take.js'
import { bareLoop } from '../test/tds-server/bare-loop.js'

const objects = Number(process.argv[2] ?? 1_000_000)
const DATABASE = 'FIMSynchronizationService'

interface Measured {
  readonly rows: number
  readonly bytes: number
  readonly seconds: number
  readonly peakMiB: number
}

async function startServer(): Promise<{ port: number; stop(): void }> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'database-server.js'), String(objects)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())))
    server.once('exit', (code) => reject(new Error(`the server ended (${code})`)))
  })
  return { port, stop: () => void server.kill() }
}

/** Runs the work and watches the memory of this process meanwhile. */
async function measured(work: () => Promise<{ rows: number; bytes: number }>): Promise<Measured> {
  let peak = process.memoryUsage.rss()
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 100)
  const start = performance.now()
  const { rows, bytes } = await work()
  clearInterval(watch)
  return { rows, bytes, seconds: (performance.now() - start) / 1000, peakMiB: peak / 1_048_576 }
}

async function snapshot(port: number, out: string): Promise<{ rows: number; bytes: number }> {
  const { settings } = parseConnectionString(`Server=127.0.0.1,${port};Database=${DATABASE};User Id=r;Encrypt=false`)
  const result = await takeSnapshot({
    out,
    what: ['config', 'objects', 'history'],
    connections: [() => openConnection(settings, { password: 'p' }, defaultConnectOptions)],
    budget: defaultBudget,
    now: () => '2026-01-01T00:00:00.000Z',
    elapsedMs: () => performance.now(),
  })
  if (!result.whole) throw new Error('the snapshot is not whole')
  return { rows: result.tables.reduce((sum, { rows }) => sum + rows, 0), bytes: statSync(out).size }
}

function line(name: string, { rows, bytes, seconds, peakMiB }: Measured): string {
  const perSecond = Math.round(rows / seconds).toLocaleString('en-US')
  const size = bytes === 0 ? '' : `, ${(bytes / 1_048_576 / seconds).toFixed(1)} MB/s of file`
  return `${name.padEnd(34)} ${rows.toLocaleString('en-US')} rows in ${seconds.toFixed(1)} s: ${perSecond} rows/s${size}, peak ${peakMiB.toFixed(0)} MiB\n`
}

const folder = mkdtempSync(join(tmpdir(), 'mim2entra-bench-'))
const server = await startServer()
try {
  const loop = await measured(() => bareLoop(server.port, DATABASE))
  process.stdout.write(line('bare tedious loop, object tables', loop))
  const taken = await measured(() => snapshot(server.port, join(folder, 'estate.m2e')))
  process.stdout.write(line('snapshot, counted and packed', taken))
  const ratio = taken.seconds / taken.rows / (loop.seconds / loop.rows)
  process.stdout.write(`time for a row: snapshot ${ratio.toFixed(2)} times the bare loop\n`)
} finally {
  server.stop()
  rmSync(folder, { recursive: true, force: true })
}
