import { existsSync, renameSync, rmSync } from 'node:fs'
import Database from 'libsql'
import { InputError } from '../../files/input-error.js'
import type { FoundTable } from '../catalogue/discover.js'
import type { ChosenColumn } from '../catalogue/select.js'
import {
  APPLICATION_ID,
  affinities,
  named,
  ownTables,
  PARTIAL_ID,
  SNAPSHOT_FORMAT,
  type SourceRecord,
  type TableRecord,
  type TableState,
} from './format.js'
import type { StoredValue } from './values.js'

/**
 * A snapshot being taken: `<out>.partial` until it is whole. Each page of rows and the place to go on from are written
 * in one transaction, so wherever the work is cut off, it goes on without a row lost or doubled.
 */
export class SnapshotStore {
  readonly #db: Database.Database
  readonly #partial: string

  constructor(private readonly out: string) {
    this.#partial = `${out}.partial`
    const isNew = !existsSync(this.#partial)
    this.#db = new Database(this.#partial)
    try {
      // Before the log is switched on, so that the mark of an unfinished file stands in the file itself.
      if (isNew || !this.#hasTables())
        this.#db.exec(
          `BEGIN; PRAGMA application_id=${PARTIAL_ID}; PRAGMA user_version=${SNAPSHOT_FORMAT};${ownTables} COMMIT;`,
        )
      this.#db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;')
    } catch (cause) {
      throw new InputError(
        `${this.#partial} is not a snapshot to go on with.`,
        'Delete it and take the snapshot anew.',
        {
          cause,
        },
      )
    }
  }

  #hasTables(): boolean {
    return this.#db.prepare("SELECT name FROM sqlite_master WHERE name = 'm2e_meta'").all().length > 0
  }

  meta(name: string): string | undefined {
    const row = this.#db.prepare('SELECT value FROM m2e_meta WHERE name = ?').get(name) as { value: string } | undefined
    return row?.value
  }

  setMeta(name: string, value: string): void {
    this.#db.prepare('INSERT OR REPLACE INTO m2e_meta VALUES (?, ?)').run(name, value)
  }

  source(source: number): SourceRecord | undefined {
    return this.#db.prepare('SELECT * FROM m2e_source WHERE source = ?').get(source) as SourceRecord | undefined
  }

  addSource(record: SourceRecord): void {
    const { source, product, server, database_name, version, encryption, isolation, taken_at } = record
    this.#db
      .prepare('INSERT INTO m2e_source VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(source, product, server, database_name, version, encryption, isolation, taken_at)
  }

  table(source: number, dataset: string): TableRecord | undefined {
    const row = this.#db.prepare('SELECT * FROM m2e_table WHERE source = ? AND dataset = ?').get(source, dataset)
    return row as TableRecord | undefined
  }

  /** Columns of a table as they were found when it was begun. */
  columns(source: number, dataset: string): ChosenColumn[] {
    const rows = this.#db
      .prepare(
        "SELECT name, sql_type, storage FROM m2e_column WHERE source = ? AND dataset = ? AND storage <> '' ORDER BY position",
      )
      .all(source, dataset) as { name: string; sql_type: string; storage: ChosenColumn['storage'] }[]
    return rows.map(({ name, sql_type, storage }) => ({ name, type: sql_type, storage }))
  }

  /** Writes down what was found of a table and, when it can be read, makes room for its rows. */
  begin(source: number, table: FoundTable, state: TableState, message: string): void {
    const { dataset, columns, passed } = table
    const dataTable = state === 'reading' ? `db${source}_${dataset.table}` : ''
    this.#transaction(() => {
      this.#db
        .prepare('INSERT INTO m2e_table VALUES (?, ?, ?, ?, ?, ?, ?, 0, NULL, NULL)')
        .run(source, dataset.id, dataset.schema, dataset.table, dataTable, state, message)
      const insert = this.#db.prepare('INSERT INTO m2e_column VALUES (?, ?, ?, ?, ?, ?, ?)')
      let position = 0
      for (const { name, type, storage } of columns) insert.run(source, dataset.id, position++, name, type, storage, '')
      for (const { name, reason } of passed) insert.run(source, dataset.id, position++, name, '', '', reason)
      if (dataTable === '') return
      const list = columns.map(({ name, storage }) => `${named(name)} ${affinities[storage] ?? 'BLOB'}`).join(', ')
      this.#db.exec(`CREATE TABLE ${named(dataTable)} (${list})`)
    })
  }

  /** One page: its rows come through `fill`; nothing of it stays when `fill` fails. */
  async page(
    record: TableRecord,
    width: number,
    fill: (insert: (row: readonly StoredValue[]) => void) => Promise<{ rows: number; lastKey: string | null }>,
  ): Promise<{ readonly rows: number; readonly lastKey: string | null }> {
    const marks = Array.from({ length: width }, () => '?').join(', ')
    const insert = this.#db.prepare(`INSERT INTO ${named(record.data_table)} VALUES (${marks})`)
    this.#db.exec('BEGIN')
    try {
      const page = await fill((row) => void insert.run(...row))
      this.#db
        .prepare('UPDATE m2e_table SET rows = rows + ?, last_key = ? WHERE source = ? AND dataset = ?')
        .run(page.rows, page.lastKey, record.source, record.dataset)
      this.#db.exec('COMMIT')
      return page
    } catch (problem) {
      this.#db.exec('ROLLBACK')
      throw problem
    }
  }

  /** Rows outside of pages, all in one transaction until `endRows`. */
  startRows(source: number, dataset: string, width: number): (row: readonly StoredValue[]) => void {
    const record = this.table(source, dataset)
    const marks = Array.from({ length: width }, () => '?').join(', ')
    const insert = this.#db.prepare(`INSERT INTO ${named(record?.data_table ?? '')} VALUES (${marks})`)
    this.#db.exec('BEGIN')
    return (row) => void insert.run(...row)
  }

  endRows(): void {
    this.#db.exec('COMMIT')
  }

  setRows(record: TableRecord, rows: number): void {
    this.#db
      .prepare('UPDATE m2e_table SET rows = ? WHERE source = ? AND dataset = ?')
      .run(rows, record.source, record.dataset)
  }

  end(record: TableRecord, state: TableState, message: string, serverRows: number | null): void {
    this.#db
      .prepare('UPDATE m2e_table SET state = ?, message = ?, server_rows = ? WHERE source = ? AND dataset = ?')
      .run(state, message, serverRows, record.source, record.dataset)
  }

  setRequests(source: number, requests: readonly (readonly [status: string, count: number])[]): void {
    this.#transaction(() => {
      this.#db.prepare('DELETE FROM m2e_request WHERE source = ?').run(source)
      const insert = this.#db.prepare('INSERT INTO m2e_request VALUES (?, ?, ?)')
      for (const [status, count] of requests) insert.run(source, status, count)
    })
  }

  #transaction(work: () => void): void {
    this.#db.exec('BEGIN')
    try {
      work()
      this.#db.exec('COMMIT')
    } catch (problem) {
      this.#db.exec('ROLLBACK')
      throw problem
    }
  }

  /**
   * The whole snapshot, written in one go beside the place it belongs and then moved there. It is packed anew, so it does
   * not depend on where the work was interrupted.
   */
  finish(): void {
    const whole = `${this.out}.new`
    rmSync(whole, { force: true })
    this.#db.exec(`VACUUM INTO '${whole.replaceAll("'", "''")}'`)
    this.close()
    const packed = new Database(whole)
    packed.exec(`PRAGMA application_id=${APPLICATION_ID}`)
    packed.close()
    renameSync(whole, this.out)
    this.discard()
  }

  /** No database was ever found. */
  isEmpty(): boolean {
    return this.#db.open && this.source(1) === undefined
  }

  discard(): void {
    this.close()
    for (const ending of ['', '-wal', '-shm']) rmSync(`${this.#partial}${ending}`, { force: true })
  }

  close(): void {
    if (this.#db.open) this.#db.close()
  }
}
