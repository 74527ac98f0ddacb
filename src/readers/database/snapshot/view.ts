import Database from 'libsql'
import { type ColumnRecord, named, type SourceRecord, type TableRecord } from './format.js'

export type ViewValue = string | number | bigint | Uint8Array | null

/** One row by the names of its columns, lower case. */
export class ViewRow {
  constructor(
    private readonly names: ReadonlyMap<string, number>,
    private readonly values: readonly ViewValue[],
  ) {}

  value(name: string): ViewValue {
    const index = this.names.get(name.toLowerCase())
    return index === undefined ? null : (this.values[index] ?? null)
  }

  /** '' for NULL and for a column that is not there. */
  text(name: string): string {
    const value = this.value(name)
    return value === null || value instanceof Uint8Array ? '' : String(value)
  }

  has(name: string): boolean {
    return this.value(name) !== null
  }

  /** 0 for NULL. */
  number(name: string): number {
    const value = Number(this.text(name))
    return Number.isFinite(value) ? value : 0
  }
}

/** A whole snapshot, opened to be read. */
export class SnapshotView {
  readonly #db: Database.Database

  constructor(path: string) {
    this.#db = new Database(path, { readonly: true })
  }

  sources(): SourceRecord[] {
    return this.#all<SourceRecord>('SELECT * FROM m2e_source ORDER BY source')
  }

  tables(source: number): TableRecord[] {
    return this.#all<TableRecord>('SELECT * FROM m2e_table WHERE source = ? ORDER BY dataset', source)
  }

  columns(source: number, dataset: string): ColumnRecord[] {
    return this.#all<ColumnRecord>(
      'SELECT * FROM m2e_column WHERE source = ? AND dataset = ? ORDER BY position',
      source,
      dataset,
    )
  }

  requests(source: number): { readonly status: string; readonly requests: number }[] {
    return this.#all('SELECT status, requests FROM m2e_request WHERE source = ? ORDER BY status', source)
  }

  table(source: number, dataset: string): TableRecord | undefined {
    return this.#all<TableRecord>('SELECT * FROM m2e_table WHERE source = ? AND dataset = ?', source, dataset)[0]
  }

  /** Rows of one table, one at a time, in the order they were read or by the column given. */
  *rows(source: number, dataset: string, orderBy = 'rowid'): Generator<ViewRow> {
    const table = this.table(source, dataset)
    if (table === undefined || table.data_table === '') return
    const columns = this.columns(source, dataset).filter(({ storage }) => storage !== '')
    const names = new Map(columns.map(({ name }, index) => [name.toLowerCase(), index]))
    if (orderBy !== 'rowid' && !names.has(orderBy.toLowerCase())) return
    const list = columns.map(({ name }) => named(name)).join(', ')
    const order = orderBy === 'rowid' ? 'rowid' : `${named(orderBy)}, rowid`
    const statement = this.#db.prepare(`SELECT ${list} FROM ${named(table.data_table)} ORDER BY ${order}`)
    for (const raw of statement.raw().safeIntegers().iterate()) yield new ViewRow(names, (raw as unknown[]).map(plain))
  }

  /** Rows of one key; for walks along references. */
  lookup(source: number, dataset: string, column: string): Map<string, ViewRow[]> {
    const found = new Map<string, ViewRow[]>()
    for (const row of this.rows(source, dataset)) {
      const key = row.text(column)
      const rows = found.get(key)
      if (rows === undefined) found.set(key, [row])
      else rows.push(row)
    }
    return found
  }

  /** Sums over the rows where they lie. */
  query<T>(sql: string): T[] {
    return this.#all<T>(sql)
  }

  #all<T>(sql: string, ...parameters: unknown[]): T[] {
    return this.#db.prepare(sql).all(...parameters) as T[]
  }

  close(): void {
    this.#db.close()
  }
}

/** Numbers that fit are numbers; a binary value is handed out as a Uint8Array. */
function plain(value: unknown): ViewValue {
  if (typeof value === 'bigint')
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  return value as ViewValue
}
