import { CsvError, type Options, parse } from 'csv-parse'
import type { ObjectAttribute, ObjectRecord } from '../../model/index.js'
import { DocumentProblem } from '../document-problem.js'
import { operationOf, RecordMaker, type RecordOptions } from './record-maker.js'
import { textOf } from './text-stream.js'

/** How a delimited file is written. */
export interface DelimitedFormat {
  readonly kind: 'delimited'
  readonly encoding: string
  readonly delimiter: string
  /** '' when texts are not qualified. */
  readonly qualifier: string
  /** Records before the first object: a `#TYPE` line, the header. */
  readonly skip: number
  /** Names in order; '' for a column without a name. */
  readonly columns: readonly string[]
}

// An object of a file is a few kilobytes; a quote that is never closed would collect the rest of the file.
const MOST_CHARACTERS = 4 * 1024 * 1024

/** Options that take every row as it comes; what is odd about it is said afterwards. */
export function csvOptions({ delimiter, qualifier }: Pick<DelimitedFormat, 'delimiter' | 'qualifier'>): Options {
  return {
    delimiter,
    quote: qualifier === '' ? null : qualifier,
    escape: qualifier === '' ? null : qualifier,
    columns: false,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MOST_CHARACTERS,
  }
}

interface CsvRow {
  readonly texts: readonly string[]
  /** 1-based line the row begins in. */
  readonly line: number
}

/**
 * The objects of a delimited file, one row in memory at a time.
 *
 * @throws DocumentProblem where a quote is never closed or a row is larger than any object
 */
export async function* readDelimited(
  bytes: AsyncIterable<Uint8Array>,
  format: DelimitedFormat,
  options: RecordOptions,
): AsyncGenerator<ObjectRecord, void> {
  const maker = new RecordMaker(options)
  const layout = layoutOf(format.columns, maker)
  let number = 0
  for await (const { texts, line } of rowsOf(textOf(bytes, format.encoding), format)) {
    if (number++ < format.skip) continue
    checkWidth(texts, format.columns.length, line, maker)
    yield objectOf(texts, layout, line, maker)
  }
}

/** The rows of each chunk in turn; the parser's own stream would lose those it has ready when it meets a problem. */
async function* rowsOf(chunks: AsyncIterable<string>, format: DelimitedFormat): AsyncGenerator<CsvRow> {
  let ready: CsvRow[] = []
  let end = 0
  let doubled = 0
  const parser = parse({
    ...csvOptions(format),
    on_record: (texts: string[], { lines }) => {
      ready.push({ texts, line: end + 1 })
      // The parser counts both halves of a line end inside a quoted text.
      if (lines - doubled > end + 1) doubled += doubleLineEnds(texts)
      end = lines - doubled
      return null
    },
  })
  parser.on('error', () => undefined).resume()
  const feed = (step: (done: (problem?: Error | null) => void) => void) =>
    new Promise<Error | undefined>((resolve) => step((problem) => resolve(problem ?? undefined)))
  const taken = () => {
    const rows = ready
    ready = []
    return rows
  }
  let problem: Error | undefined
  for await (const chunk of chunks) {
    problem = await feed((done) => parser.write(chunk, done))
    yield* taken()
    if (problem !== undefined) break
  }
  problem ??= await feed((done) => parser.end(done))
  yield* taken()
  parser.destroy()
  if (problem !== undefined) throw problem instanceof CsvError ? csvProblem(problem, end + 1) : problem
}

function doubleLineEnds(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + (text.match(/\r\n/g)?.length ?? 0), 0)
}

function csvProblem(problem: CsvError, line: number): DocumentProblem {
  if (problem.code === 'CSV_QUOTE_NOT_CLOSED')
    return new DocumentProblem('truncated', `the quoted text that begins in line ${line} is never closed`, line)
  return new DocumentProblem('damaged', `the row in line ${line} cannot be read (${problem.message})`, line)
}

interface Layout {
  /** Columns whose values are attributes. */
  readonly attributes: readonly { readonly at: number; readonly name: string }[]
  readonly dn: number
  readonly objectType: number
  readonly changeType: number
}

function layoutOf(columns: readonly string[], maker: RecordMaker): Layout {
  const names = columns.map((name) => name.trim())
  const lower = names.map((name) => name.toLowerCase())
  const place = (name: string) => (name === '' ? -1 : lower.indexOf(name))
  const changeType = place(maker.changeTypeAttribute)
  for (const [at, name] of lower.entries())
    if (name !== '' && lower.indexOf(name) !== at)
      maker.book.tally(
        'M2E-READ-064',
        `twice ${name}`,
        { file: maker.file, path: '', line: 1 },
        `Two columns are called ${names[at] ?? ''}; the first one counts.`,
        'Name the columns apart in the source.',
      )
  return {
    attributes: names.flatMap((name, at) =>
      name === '' || lower.indexOf(name.toLowerCase()) !== at ? [] : [{ at, name }],
    ),
    dn: place('dn'),
    objectType: place(maker.objectTypeAttribute),
    changeType,
  }
}

/** An empty text is no value. */
function objectOf(row: readonly string[], layout: Layout, line: number, maker: RecordMaker): ObjectRecord {
  const attributes: ObjectAttribute[] = []
  for (const { at, name } of layout.attributes) {
    const text = row[at] ?? ''
    if (text === '') continue
    maker.ledger.read(name, line)
    if (at !== layout.dn && at !== layout.changeType) attributes.push(maker.attribute(name, [text], line))
  }
  const named = new Set(layout.attributes.map(({ at }) => at))
  for (const [at, text] of row.entries()) if (text !== '' && !named.has(at)) maker.ledger.lost(`column ${at + 1}`, line)
  const type = row[layout.objectType] ?? ''
  return {
    anchor: maker.anchor(attributes),
    dn: row[layout.dn] ?? '',
    objectType: maker.objectType(type === '' ? [] : [type]),
    operation: operationOf(row[layout.changeType] ?? ''),
    newDn: '',
    attributes,
    at: { file: maker.file, path: '', line },
  }
}

function checkWidth(row: readonly string[], columns: number, line: number, maker: RecordMaker): void {
  if (row.length === columns) return
  // A delimiter at the end of every row is a habit of some programs, not a column.
  if (row.length === columns + 1 && row.at(-1) === '') return
  const few = row.length < columns
  maker.book.tally(
    'M2E-READ-064',
    few ? 'few' : 'many',
    { file: maker.file, path: '', line },
    `The row in line ${line} has ${row.length} of ${columns} columns; ${few ? 'what is missing counts as empty' : 'what is too much was left out'}.`,
    'Look at the row: a text that holds the delimiter must be quoted.',
  )
}
