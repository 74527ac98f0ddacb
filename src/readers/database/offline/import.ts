import type { Dataset } from '../catalogue/dataset.js'
import type { FoundTable } from '../catalogue/discover.js'
import { type ChosenColumn, chooseColumns, type FoundColumn } from '../catalogue/select.js'
import { serviceDatasets } from '../catalogue/service.js'
import { syncDatasets } from '../catalogue/sync.js'
import type { SourceRecord, TableState } from '../snapshot/format.js'
import type { SnapshotStore } from '../snapshot/store.js'
import type { StoredValue } from '../snapshot/values.js'

type Json = Readonly<Record<string, unknown>>

const datasets = new Map([...syncDatasets, ...serviceDatasets].map((dataset) => [dataset.id, dataset]))

/** Takes the lines of the offline file one by one into a snapshot. */
export class OfflineImport {
  #source = 0
  #columns: readonly (ChosenColumn | undefined)[] = []
  #insert: ((row: readonly StoredValue[]) => void) | undefined
  #rows = 0
  isComplete = false

  constructor(private readonly store: SnapshotStore) {}

  /** @throws SyntaxError for a line that is none of the script's */
  line(text: string): void {
    const parsed: unknown = JSON.parse(text)
    if (Array.isArray(parsed)) this.#row(parsed)
    else this.#statement(Object(parsed) as Json)
  }

  close(): void {
    if (this.#insert !== undefined) this.store.endRows()
    this.#insert = undefined
  }

  #statement(statement: Json): void {
    if (typeof statement.source === 'object') this.#begin(Object(statement.source) as Json)
    else if (typeof statement.table === 'string') this.#table(datasetOf(statement.table), statement)
    else if (typeof statement.end === 'string') this.#end(statement.end, 'complete', '', Number(statement.serverRows))
    else if (typeof statement.failed === 'string')
      this.#end(statement.failed, 'failed', String(statement.message ?? ''), null)
    else if (typeof statement.absent === 'string') this.#absent(datasetOf(statement.absent), statement)
    else if (statement.complete === true) this.isComplete = true
    else if (statement.mim2entra === undefined) throw new SyntaxError('a line that is none of the script')
    else this.store.setMeta('what', String(statement.what ?? ''))
  }

  #begin(source: Json): void {
    this.#source += 1
    const product = source.product
    if (product !== 'mim-sync' && product !== 'connect-sync' && product !== 'mim-service')
      throw new SyntaxError('a product that is not known')
    const record: SourceRecord = {
      source: this.#source,
      product,
      server: String(source.server ?? ''),
      database_name: String(source.database ?? ''),
      version: String(source.version ?? ''),
      // The script runs on the server itself.
      encryption: 'encrypted',
      isolation: 'read uncommitted',
      taken_at: String(source.takenAt ?? ''),
    }
    this.store.addSource(record)
  }

  #table(dataset: Dataset, statement: Json): void {
    const found = (Array.isArray(statement.columns) ? statement.columns : []).map((column): FoundColumn => {
      const { name, type } = Object(column) as Json
      return { name: String(name), type: String(type) }
    })
    // The script chose already; choosing again keeps out what a changed script let in.
    const choice = chooseColumns(dataset, found)
    const table: FoundTable = { ...choice, dataset, state: 'readable' }
    this.store.begin(this.#source, table, 'reading', '')
    this.#columns = found.map(({ name }) => choice.columns.find((column) => column.name === name))
    this.#rows = 0
    this.#insert = this.store.startRows(this.#source, dataset.id, choice.columns.length)
  }

  #row(values: readonly unknown[]): void {
    if (this.#insert === undefined || values.length !== this.#columns.length)
      throw new SyntaxError('a row out of place')
    const row = this.#columns.flatMap((column, index) =>
      column === undefined ? [] : [stored(values[index], column.storage)],
    )
    this.#insert(row)
    this.#rows += 1
  }

  #end(id: string, state: TableState, message: string, serverRows: number | null): void {
    this.close()
    const record = this.store.table(this.#source, id)
    if (record === undefined) throw new SyntaxError('the end of a table that was not begun')
    this.store.setRows(record, this.#rows)
    this.store.end(record, state, message, serverRows)
  }

  #absent(dataset: Dataset, statement: Json): void {
    const state = statement.state === 'unfit' ? 'unfit' : 'missing'
    const table: FoundTable = { dataset, columns: [], passed: [], missing: [], state }
    this.store.begin(this.#source, table, state, String(statement.message ?? ''))
  }
}

function datasetOf(id: string): Dataset {
  const dataset = datasets.get(id)
  if (dataset === undefined) throw new SyntaxError('a table that is not known')
  return dataset
}

function stored(value: unknown, storage: ChosenColumn['storage']): StoredValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return value
  if (storage === 'binary') return Buffer.from(String(value), 'base64')
  return storage === 'guid' ? String(value).toLowerCase() : String(value)
}
