import { InputError } from '../../files/input-error.js'
import type { What } from '../catalogue/dataset.js'
import { all, type Discovery, discover, type FoundTable } from '../catalogue/discover.js'
import { requestStatement } from '../catalogue/select.js'
import type { Connection } from '../connect/connection.js'
import { driverProblem } from '../connect/explain.js'
import type { TableState } from './format.js'
import { SnapshotStore } from './store.js'
import { readTable } from './table.js'

export interface SnapshotBudget {
  /** Most rows of one table. */
  readonly rows: number
  /** Time for all; what is not read by then waits for the next call. */
  readonly milliseconds: number
  readonly rowsPerPage: number
  /** Before the first repetition after a lost connection; longer before the next ones. */
  readonly retryPauseMs: number
}

export const defaultBudget: SnapshotBudget = {
  rows: 20_000_000,
  milliseconds: 4 * 3_600_000,
  rowsPerPage: 20_000,
  retryPauseMs: 1000,
}

export interface SnapshotRequest {
  readonly out: string
  readonly what: readonly What[]
  /** Each opens one database; called again when a connection was lost. */
  readonly connections: readonly (() => Promise<Connection>)[]
  readonly budget: SnapshotBudget
  /** ISO time, for the content. */
  readonly now: () => string
  readonly elapsedMs: () => number
  readonly onProgress?: (progress: SnapshotProgress) => void
}

export interface SnapshotProgress {
  readonly database: string
  readonly table: string
  readonly rows: number
}

export interface SnapshotTable {
  readonly database: string
  readonly table: string
  readonly state: TableState
  readonly rows: number
  readonly serverRows: number | null
  readonly message: string
}

export interface SnapshotResult {
  /** false: time ran out; the same command goes on from here. */
  readonly whole: boolean
  readonly tables: readonly SnapshotTable[]
  readonly sources: readonly { readonly database: string; readonly encryption: string; readonly isolation: string }[]
}

/** Takes a snapshot, or goes on with one that was interrupted. Everything sent is a SELECT of the catalogue. */
export async function takeSnapshot(request: SnapshotRequest): Promise<SnapshotResult> {
  const store = new SnapshotStore(request.out)
  const until = request.elapsedMs() + request.budget.milliseconds
  const tables: SnapshotTable[] = []
  const sources: { database: string; encryption: string; isolation: string }[] = []
  try {
    holdTo(store, request)
    let whole = true
    for (const [index, open] of request.connections.entries()) {
      const source = index + 1
      const holder = new ConnectionHolder(open)
      try {
        const discovery = await found(await holder.get(), request.what)
        note(store, source, discovery, request)
        sources.push({
          database: discovery.database,
          encryption: discovery.encryption,
          isolation: discovery.isolation,
        })
        for (const table of discovery.tables) {
          const done = await oneTable(store, source, table, holder, request, until, discovery.database)
          tables.push(done)
          if (done.state === 'reading') whole = false
          if (!whole) break
        }
        if (discovery.product === 'mim-service' && whole) await countRequests(store, source, await holder.get())
      } finally {
        await holder.close()
      }
      if (!whole) break
    }
    if (whole) store.finish()
    return { whole, tables, sources }
  } finally {
    // A server that let nobody in leaves nothing to go on with.
    if (store.isEmpty()) store.discard()
    else store.close()
  }
}

/** A lost connection is opened anew on the next use. */
export class ConnectionHolder {
  #connection: Connection | undefined

  constructor(private readonly open: () => Promise<Connection>) {}

  async get(): Promise<Connection> {
    this.#connection ??= await this.open()
    return this.#connection
  }

  async drop(): Promise<void> {
    const connection = this.#connection
    this.#connection = undefined
    await connection?.close()
  }

  close(): Promise<void> {
    return this.drop()
  }
}

/** @throws InputError when the database is of another product, or does not encrypt though it was asked to */
export async function found(connection: Connection, what: readonly What[]): Promise<Discovery> {
  const discovery = await discover(connection, what)
  if (discovery.encryption === 'clear' && connection.settings.encryption !== 'off')
    throw new InputError(
      `${discovery.server || connection.settings.server} says that this connection is not encrypted.`,
      'Treat the password as seen by others, and enable encryption on the server.',
    )
  if (discovery.product === undefined)
    throw new InputError(
      `${connection.settings.database} is none of FIMSynchronizationService, ADSync and FIMService, or the login may see none of its tables.`,
      'Check the name of the database, and that the login has the role db_datareader there.',
    )
  return discovery
}

/** A snapshot that was begun for one thing does not become one of another. */
function holdTo(store: SnapshotStore, request: SnapshotRequest): void {
  const wanted = [...request.what].sort().join(',')
  const begun = store.meta('what')
  if (begun !== undefined && begun !== wanted)
    throw new InputError(
      `${request.out}.partial was begun with --what ${begun}.`,
      'Go on with the same, or delete it and take the snapshot anew.',
    )
  if (begun !== undefined) return
  store.setMeta('what', wanted)
  store.setMeta('rows_per_page', String(request.budget.rowsPerPage))
  store.setMeta('taken_at', request.now())
}

function note(store: SnapshotStore, source: number, discovery: Discovery, request: SnapshotRequest): void {
  const known = store.source(source)
  if (known === undefined)
    store.addSource({
      source,
      product: discovery.product ?? 'mim-sync',
      server: discovery.server,
      database_name: discovery.database,
      version: discovery.version,
      encryption: discovery.encryption,
      isolation: discovery.isolation,
      taken_at: store.meta('taken_at') ?? request.now(),
    })
  else if (known.server !== discovery.server || known.database_name !== discovery.database)
    throw new InputError(
      `${request.out}.partial holds ${known.database_name} of ${known.server}, not ${discovery.database} of ${discovery.server}.`,
      'Go on with the same databases in the same order, or choose another --out.',
    )
}

const words = {
  missing: 'not in this database, or the login may not see it',
  denied: 'the login may not read it (SELECT denied)',
} as const

async function oneTable(
  store: SnapshotStore,
  source: number,
  table: FoundTable,
  holder: ConnectionHolder,
  request: SnapshotRequest,
  until: number,
  database: string,
): Promise<SnapshotTable> {
  const { dataset } = table
  if (store.table(source, dataset.id) === undefined) {
    if (table.state === 'readable') store.begin(source, table, 'reading', '')
    else if (table.state === 'unfit') store.begin(source, table, 'unfit', `without ${table.missing.join(', ')}`)
    else store.begin(source, table, table.state, words[table.state])
  }
  if (store.table(source, dataset.id)?.state === 'reading')
    await readTable({ store, source, dataset, holder, request, until, database })
  const record = store.table(source, dataset.id)
  return {
    database,
    table: dataset.table,
    state: record?.state ?? 'missing',
    rows: record?.rows ?? 0,
    serverRows: record?.server_rows ?? null,
    message: record?.message ?? '',
  }
}

/** The states of requests are worth a number; that they cannot be counted is not worth a failure. */
async function countRequests(store: SnapshotStore, source: number, connection: Connection): Promise<void> {
  try {
    const rows = await all(connection, requestStatement(connection.options.isolation === 'read-uncommitted'))
    store.setRequests(
      source,
      rows.map((row) => [String(row[0] ?? ''), Number(row[1] ?? 0)] as const),
    )
  } catch (problem) {
    if (driverProblem(problem).number === 0) throw problem
  }
}
