import type { Connection, DriverValue, SqlParameter } from '../connect/connection.js'
import { driverProblem } from '../connect/explain.js'
import type { DatabaseProduct, Dataset, What } from './dataset.js'
import { type Choice, chooseColumns, type FoundColumn } from './select.js'
import { serviceDatasets } from './service.js'
import { syncDatasets } from './sync.js'

/** Statements that ask the server about itself. */
export const askServer =
  "/* m2e:server */ SELECT CAST(SERVERPROPERTY(N'ServerName') AS nvarchar(256)) AS [server], CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)) AS [version], DB_NAME() AS [database]"
export const askColumns =
  "/* m2e:columns */ SELECT [TABLE_SCHEMA] AS [schema], [TABLE_NAME] AS [table], [COLUMN_NAME] AS [column], [DATA_TYPE] AS [type] FROM [INFORMATION_SCHEMA].[COLUMNS] WHERE [TABLE_SCHEMA] IN (N'dbo', N'fim') ORDER BY [ORDINAL_POSITION]"
export const askPermission = "/* m2e:permission */ SELECT HAS_PERMS_BY_NAME(@name, N'OBJECT', N'SELECT') AS [allowed]"
export const askEncryption =
  '/* m2e:encryption */ SELECT [encrypt_option] AS [encrypted] FROM [sys].[dm_exec_connections] WHERE [session_id] = @@SPID'
export const askIsolation =
  '/* m2e:isolation */ SELECT [transaction_isolation_level] AS [level] FROM [sys].[dm_exec_sessions] WHERE [session_id] = @@SPID'

export interface FoundTable extends Choice {
  readonly dataset: Dataset
  /** `denied`: it is there, and the login may not read it. `unfit`: a column it cannot do without is not there. */
  readonly state: 'readable' | 'missing' | 'denied' | 'unfit'
}

export interface Discovery {
  readonly product: DatabaseProduct | undefined
  readonly server: string
  readonly version: string
  readonly database: string
  /** `encrypted`, `clear`, or `not told` where the login may not ask. */
  readonly encryption: 'encrypted' | 'clear' | 'not told'
  readonly isolation: string
  readonly tables: readonly FoundTable[]
}

const levels = ['unspecified', 'read uncommitted', 'read committed', 'repeatable read', 'serializable', 'snapshot']

/** Asks the catalogue views what is there before anything is read. */
export async function discover(connection: Connection, what: readonly What[]): Promise<Discovery> {
  const [about = []] = await all(connection, askServer)
  const found = await findColumns(connection)
  const product = productOf(found)
  const datasets = product === 'mim-service' ? serviceDatasets : product === undefined ? [] : syncDatasets
  const tables: FoundTable[] = []
  for (const dataset of datasets.filter((candidate) => what.includes(candidate.what))) {
    const columns = found.get(`${dataset.schema}.${dataset.table}`.toLowerCase())
    const choice = chooseColumns(dataset, columns ?? [])
    if (columns === undefined) tables.push({ ...choice, dataset, state: 'missing', missing: [] })
    else if (choice.missing.length > 0 || choice.columns.length === 0)
      tables.push({ ...choice, dataset, state: 'unfit' })
    else tables.push({ ...choice, dataset, state: (await mayRead(connection, dataset)) ? 'readable' : 'denied' })
  }
  return {
    product,
    server: text(about[0]),
    version: text(about[1]),
    database: text(about[2]),
    encryption: await encryptionOf(connection),
    isolation: await isolationOf(connection),
    tables,
  }
}

async function findColumns(connection: Connection): Promise<Map<string, FoundColumn[]>> {
  const tables = new Map<string, FoundColumn[]>()
  for (const row of await all(connection, askColumns)) {
    const key = `${text(row[0])}.${text(row[1])}`.toLowerCase()
    const column = { name: text(row[2]), type: text(row[3]).toLowerCase() }
    tables.set(key, [...(tables.get(key) ?? []), column])
  }
  return tables
}

/** By what only one product has. */
function productOf(tables: ReadonlyMap<string, unknown>): DatabaseProduct | undefined {
  const has = (name: string) => tables.has(name)
  if (has('dbo.mms_management_agent') || has('dbo.mms_server_configuration') || has('dbo.mms_metaverse'))
    return has('dbo.mms_synchronization_rule') ? 'connect-sync' : 'mim-sync'
  return has('fim.objects') || has('fim.attributeinternal') ? 'mim-service' : undefined
}

async function mayRead(connection: Connection, dataset: Dataset): Promise<boolean> {
  const name = { type: 'nvarchar', value: `[${dataset.schema}].[${dataset.table}]` } as const
  const [row] = await all(connection, askPermission, { name })
  return Number(row?.[0] ?? 0) === 1
}

/** What the server itself says of this connection; the view needs a permission the login need not have. */
async function encryptionOf(connection: Connection): Promise<Discovery['encryption']> {
  const answer = await tolerant(connection, askEncryption)
  if (answer === undefined) return 'not told'
  return /^true$/i.test(text(answer)) ? 'encrypted' : 'clear'
}

async function isolationOf(connection: Connection): Promise<string> {
  const level = await tolerant(connection, askIsolation)
  return level === undefined ? 'not told' : (levels[Number(level)] ?? text(level))
}

async function tolerant(connection: Connection, statement: string): Promise<DriverValue | undefined> {
  try {
    const [row] = await all(connection, statement)
    return row?.[0] ?? undefined
  } catch (problem) {
    if (driverProblem(problem).number === 0) throw problem
    return undefined
  }
}

/** All rows of a small answer. */
export async function all(
  connection: Connection,
  statement: string,
  parameters: Readonly<Record<string, SqlParameter>> = {},
): Promise<(readonly DriverValue[])[]> {
  const rows: (readonly DriverValue[])[] = []
  await connection.select({ statement, parameters, onRow: (row) => rows.push(row) })
  return rows
}

function text(value: DriverValue | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}
