import type { Dataset } from '../catalogue/dataset.js'
import { all } from '../catalogue/discover.js'
import {
  afterParameter,
  type ChosenColumn,
  countStatement,
  pageStatement,
  type SelectForm,
} from '../catalogue/select.js'
import type { Connection, SqlParameter } from '../connect/connection.js'
import { driverProblem, isPassing, tableProblem } from '../connect/explain.js'
import type { TableRecord } from './format.js'
import type { SnapshotStore } from './store.js'
import type { ConnectionHolder, SnapshotRequest } from './take.js'
import { storedValue } from './values.js'

export interface TableReading {
  readonly store: SnapshotStore
  readonly source: number
  readonly dataset: Dataset
  readonly holder: ConnectionHolder
  readonly request: SnapshotRequest
  /** On the clock of the request. */
  readonly until: number
  readonly database: string
}

const MOST_RETRIES = 3

/** Reads one table page by page, from where it stands to its end. A page that fails for a passing reason is asked again. */
export async function readTable(reading: TableReading): Promise<void> {
  const { store, source, dataset, request } = reading
  const columns = store.columns(source, dataset.id)
  let failures = 0
  for (;;) {
    const record = store.table(source, dataset.id)
    if (record === undefined || record.state !== 'reading') return
    if (request.elapsedMs() >= reading.until) return
    if (record.rows >= request.budget.rows) {
      store.end(record, 'budget', `the row budget of ${request.budget.rows} is spent`, await countOf(reading, columns))
      return
    }
    try {
      const page = await readPage(reading, record, columns)
      failures = 0
      request.onProgress?.({ database: reading.database, table: dataset.table, rows: record.rows + page.rows })
      if (page.last) {
        store.end(record, 'complete', '', await countOf(reading, columns))
        return
      }
    } catch (problem) {
      failures += 1
      await overcome(reading, record, problem, failures)
    }
  }
}

/** Returns when it is worth asking again or the table is given up; throws when the connection is gone for good. */
async function overcome(reading: TableReading, record: TableRecord, problem: unknown, failures: number): Promise<void> {
  const driver = driverProblem(problem)
  if (driver.number === 0 && driver.code === '') throw problem
  if (isPassing(driver) && failures <= MOST_RETRIES) {
    await reading.holder.drop()
    await new Promise((resolve) => setTimeout(resolve, reading.request.budget.retryPauseMs * failures))
    return
  }
  // What is the server's own word about this table leaves the others readable.
  if (driver.number === 0) throw problem
  reading.store.end(record, 'failed', tableProblem(driver), null)
}

async function readPage(
  { store, dataset, holder, request }: TableReading,
  record: TableRecord,
  columns: readonly ChosenColumn[],
): Promise<{ readonly rows: number; readonly last: boolean }> {
  const connection = await holder.get()
  const form = formOf(dataset, columns, connection, request)
  const keyIndex = columns.findIndex(({ name }) => name.toLowerCase() === dataset.key.toLowerCase())
  const keyColumn = columns[keyIndex]
  const limit = Math.min(request.budget.rowsPerPage, request.budget.rows - record.rows)
  const parameters: Record<string, SqlParameter> = {}
  if (dataset.key !== '') parameters.rows = { type: 'int', value: limit }
  if (record.last_key !== null && keyColumn !== undefined) parameters.after = afterParameter(keyColumn, record.last_key)
  const statement = pageStatement(form, record.last_key === null)
  const page = await store.page(record, columns.length, async (insert) => {
    let rows = 0
    let lastKey: string | null = null
    await connection.select({
      statement,
      parameters,
      onRow: (row) => {
        rows += 1
        insert(columns.map((column, index) => storedValue(row[index], column.storage)))
        const key = row[keyIndex]
        if (key !== undefined && key !== null) lastKey = String(key)
      },
    })
    return { rows, lastKey: lastKey ?? record.last_key }
  })
  return { rows: page.rows, last: dataset.key === '' || page.rows < limit }
}

/** How many rows the server has now; null when it does not say. */
async function countOf(
  { dataset, holder, request }: TableReading,
  columns: readonly ChosenColumn[],
): Promise<number | null> {
  try {
    const connection = await holder.get()
    const [row] = await all(connection, countStatement(formOf(dataset, columns, connection, request)))
    return Number(row?.[0] ?? 0)
  } catch (problem) {
    const driver = driverProblem(problem)
    if (driver.number === 0 && driver.code === '') throw problem
    await holder.drop()
    return null
  }
}

function formOf(
  dataset: Dataset,
  columns: readonly ChosenColumn[],
  connection: Connection,
  request: SnapshotRequest,
): SelectForm {
  const withoutLocks = connection.options.isolation === 'read-uncommitted'
  return { dataset, columns, what: request.what, withoutLocks }
}
