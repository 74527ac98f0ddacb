import { evaluate } from './evaluate.js'
import { parseSelect, SqlSyntaxProblem } from './select.js'
import type { SqlAnswer } from './server.js'
import type { SqlError } from './tokens.js'
import type { SqlColumn, SqlType, SqlValue } from './types.js'

export type Row = readonly SqlValue[]

/** One table of a database that only exists to be read. */
export interface Table {
  readonly schema: string
  readonly name: string
  readonly columns: readonly SqlColumn[]
  /** In the order of the key. Made anew for each statement, so it may be longer than memory allows. */
  readonly rows: (after?: SqlValue) => Iterable<Row>
  /** The rows come after a key already, in its order; nothing has to be sorted. */
  readonly isOrdered?: boolean
  readonly rowCount?: number
  /** The login may not select from it. */
  readonly denied?: boolean
}

export interface Database {
  readonly name: string
  readonly tables: readonly Table[]
  /** The login may not see the views about the server. */
  readonly hidesServerState?: boolean
  /** What `encrypt_option` says. */
  readonly encrypted?: boolean
  /** What `transaction_isolation_level` says of every session; 1, read uncommitted, by default. */
  readonly isolationLevel?: number
}

/** A table with its rows written out: `{ columnName: value }`. */
export function tableOf(
  schema: string,
  name: string,
  columns: Readonly<Record<string, SqlType>>,
  records: readonly Readonly<Record<string, SqlValue>>[],
): Table {
  const list = Object.entries(columns).map(([column, type]) => ({ name: column, type }))
  const rows = records.map((record) => list.map((column) => record[column.name] ?? null))
  return { schema, name, columns: list, rows: () => rows }
}

/** Answers statements of the small language this product speaks; anything else is an error, as a server would say it. */
export function answerFrom(database: Database, isEncrypted: () => boolean = () => database.encrypted ?? false) {
  const tables = [...database.tables, ...views(database, isEncrypted)]
  return (statement: string, parameters: ReadonlyMap<string, SqlValue>): SqlAnswer | SqlError => {
    try {
      return evaluate(parseSelect(statement), { database, tables, parameters })
    } catch (problem) {
      if (problem instanceof SqlSyntaxProblem) return { number: problem.number, message: problem.message }
      throw problem
    }
  }
}

function views(database: Database, isEncrypted: () => boolean): Table[] {
  const columns = database.tables.flatMap((table) =>
    table.columns.map((column, index) => ({
      TABLE_SCHEMA: table.schema,
      TABLE_NAME: table.name,
      COLUMN_NAME: column.name,
      DATA_TYPE: column.type.replace(/\(.*/, ''),
      ORDINAL_POSITION: index + 1,
    })),
  )
  const name = 'nvarchar(128)'
  return [
    tableOf(
      'INFORMATION_SCHEMA',
      'COLUMNS',
      { TABLE_SCHEMA: name, TABLE_NAME: name, COLUMN_NAME: name, DATA_TYPE: name, ORDINAL_POSITION: 'int' },
      columns,
    ),
    {
      ...tableOf('sys', 'dm_exec_connections', { session_id: 'int', encrypt_option: name }, []),
      rows: () => [[51, isEncrypted() ? 'TRUE' : 'FALSE']],
      denied: database.hidesServerState ?? false,
    },
    tableOf('sys', 'dm_exec_sessions', { session_id: 'int', transaction_isolation_level: 'int' }, [
      { session_id: 51, transaction_isolation_level: database.isolationLevel ?? 1 },
    ]),
  ]
}
