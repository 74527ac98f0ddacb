/** What makes a SQLite file one of ours; `docs/snapshot.md` describes the tables. */
export const SNAPSHOT_FORMAT = 1
/** `m2eS`: a whole snapshot. */
export const APPLICATION_ID = 0x6d326553
/** `m2eP`: one that is still being taken. */
export const PARTIAL_ID = 0x6d326550

const SQLITE_HEADER = 'SQLite format 3\0'
const APPLICATION_ID_AT = 68

export type SnapshotKind = 'snapshot' | 'partial'

/** By the first bytes of a file; undefined for anything else, other SQLite files included. */
export function snapshotKind(bytes: Uint8Array): SnapshotKind | undefined {
  if (bytes.length < 100) return undefined
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, 100)
  if (buffer.toString('latin1', 0, 16) !== SQLITE_HEADER) return undefined
  const id = buffer.readUInt32BE(APPLICATION_ID_AT)
  return id === APPLICATION_ID ? 'snapshot' : id === PARTIAL_ID ? 'partial' : undefined
}

/** Tables that say what the others hold. Names of data tables are `db<source>_<table>`. */
export const ownTables = `
CREATE TABLE m2e_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE m2e_source (
  source INTEGER PRIMARY KEY, product TEXT NOT NULL, server TEXT NOT NULL, database_name TEXT NOT NULL,
  version TEXT NOT NULL, encryption TEXT NOT NULL, isolation TEXT NOT NULL, taken_at TEXT NOT NULL
);
CREATE TABLE m2e_table (
  source INTEGER NOT NULL, dataset TEXT NOT NULL, schema_name TEXT NOT NULL, table_name TEXT NOT NULL,
  data_table TEXT NOT NULL, state TEXT NOT NULL, message TEXT NOT NULL, rows INTEGER NOT NULL,
  server_rows INTEGER, last_key TEXT, PRIMARY KEY (source, dataset)
) WITHOUT ROWID;
CREATE TABLE m2e_column (
  source INTEGER NOT NULL, dataset TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
  sql_type TEXT NOT NULL, storage TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (source, dataset, position)
) WITHOUT ROWID;
CREATE TABLE m2e_request (source INTEGER NOT NULL, status TEXT NOT NULL, requests INTEGER NOT NULL);
`

/**
 * `complete`: every row was read; `reading`: in the middle; `missing`, `denied` and `unfit` as the catalogue says;
 * `failed`: the server would not go on; `budget`: the row budget was spent.
 */
export type TableState = 'reading' | 'complete' | 'missing' | 'denied' | 'unfit' | 'failed' | 'budget'

export interface SourceRecord {
  readonly source: number
  readonly product: 'mim-sync' | 'connect-sync' | 'mim-service'
  readonly server: string
  readonly database_name: string
  readonly version: string
  readonly encryption: string
  readonly isolation: string
  readonly taken_at: string
}

export interface TableRecord {
  readonly source: number
  readonly dataset: string
  readonly schema_name: string
  readonly table_name: string
  readonly data_table: string
  readonly state: TableState
  readonly message: string
  readonly rows: number
  readonly server_rows: number | null
  readonly last_key: string | null
}

export interface ColumnRecord {
  readonly source: number
  readonly dataset: string
  readonly name: string
  readonly sql_type: string
  /** '' when the column was passed over. */
  readonly storage: string
  readonly reason: string
}

export const affinities: Readonly<Record<string, string>> = {
  text: 'TEXT',
  guid: 'TEXT',
  time: 'TEXT',
  integer: 'INTEGER',
  boolean: 'INTEGER',
  binary: 'BLOB',
  real: 'REAL',
}

/** SQLite's way to write a name. */
export function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
