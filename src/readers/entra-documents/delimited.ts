import type { CoverageEntry } from '../../model/index.js'
import type { DocumentPeek } from '../reader.js'
import type { LateReader, StreamResult, StreamSource } from '../stream-reader.js'
import { readRow, separatorOf, startOfTable } from './rows.js'
import { fileTitle } from './title.js'

/**
 * A delimited table that no other reader knows: the sample of a project. Its columns and rows are counted; the values,
 * people's data, stay in the file.
 */
export const delimitedReader: LateReader = {
  kind: 'delimited-sample',
  title: 'Delimited table, sample data',
  recognise: isTable,
  stream: (source, { encoding }) => countTable(source, encoding),
}

const MAX_ROWS_SEEN = 50
const columnName = /^[\p{L}_#@][\p{L}\p{N}_ .:()[\]@#/-]{0,63}$/u

/** Two rows at least, a header of names, and as many cells in every row seen. */
function isTable({ root, head }: DocumentPeek): boolean {
  const separator = root === undefined ? separatorOf(head) : undefined
  if (separator === undefined) return false
  const header = readRow(head, startOfTable(head), separator)
  if (header === undefined || header.cut || !isHeader(header.cells)) return false
  const hasOneName = header.cells.filter((cell) => cell.trim() !== '').length === 1
  let rows = 0
  for (let at = header.end; rows < MAX_ROWS_SEEN; ) {
    const row = readRow(head, at, separator)
    // The last row seen may be cut by the end of what is looked at.
    if (row === undefined || row.cut || (row.end >= head.length && rows > 0) || isBlank(row.cells)) break
    if (row.cells.length !== header.cells.length) return false
    // One name and a comma are how a letter begins; a table of one column has nothing behind the comma.
    if (hasOneName && row.cells.slice(1).some((cell) => cell.trim() !== '')) return false
    rows += 1
    at = row.end
  }
  return rows > 0
}

function isHeader(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return (
    cells.length > 1 &&
    names.length > 0 &&
    names.length >= cells.length - 1 &&
    // A full stop inside is a sentence, not a name.
    names.every((name) => columnName.test(name) && !/[.:] /.test(name)) &&
    new Set(names.map((name) => name.toLowerCase())).size === names.length
  )
}

function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0]?.trim() === ''
}

async function countTable(source: StreamSource, encoding: string): Promise<StreamResult> {
  const counter = new TableCounter()
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source.open()) counter.push(decoder.decode(chunk, { stream: true }))
  counter.push(decoder.decode())
  const { columns, rows, typed } = counter.end()
  const line = typed + 1
  const entries: readonly CoverageEntry[] = [
    { path: '/type', status: 'ignored', reason: 'Type PowerShell wrote.', count: typed, firstLine: 1 },
    { path: '/column', status: 'documented', reason: 'Column of a table; counted.', count: columns, firstLine: line },
    { path: '/row', status: 'documented', reason: 'Row of a table; counted.', count: rows, firstLine: line + 1 },
  ]
  return {
    parts: [
      {
        kind: 'document',
        document: {
          kind: 'delimited-sample',
          title: fileTitle(source.name),
          counts: [
            { name: 'columns', count: columns },
            { name: 'rows', count: rows },
          ],
          at: { file: source.name, path: '', line: 1 },
        },
      },
    ],
    notices: [],
    coverage: {
      counts: { modelled: 0, documented: columns + rows, ignored: typed, unknown: 0 },
      entries: entries.filter((entry) => entry.count > 0),
    },
  }
}

/** Counts rows as they come; holds no more than the row that is not complete yet. */
class TableCounter {
  #text = ''
  #separator: string | undefined
  #columns = 0
  #rows = 0
  #typed = 0

  push(text: string): void {
    this.#text += text
    if (this.#text.length > 65_536) this.#take(false)
  }

  end(): { readonly columns: number; readonly rows: number; readonly typed: number } {
    this.#take(true)
    return { columns: this.#columns, rows: this.#rows, typed: this.#typed }
  }

  #take(last: boolean): void {
    let at = 0
    if (this.#separator === undefined) {
      this.#separator = separatorOf(this.#text) ?? ','
      at = startOfTable(this.#text)
      this.#typed = at > 1 ? 1 : 0
    }
    for (;;) {
      const row = readRow(this.#text, at, this.#separator)
      if (row === undefined || (!last && (row.cut || row.end >= this.#text.length))) break
      at = row.end
      if (this.#columns === 0) this.#columns = row.cells.filter((cell) => cell.trim() !== '').length
      else if (!isBlank(row.cells)) this.#rows += 1
    }
    this.#text = this.#text.slice(at)
  }
}
