import { pipeline, Readable } from 'node:stream'
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
    info: true,
  }
}

interface CsvRow {
  readonly record: readonly string[]
  /** Lines up to the end of the row. */
  readonly info: { readonly lines: number }
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
  const rows = parse(csvOptions(format))
  pipeline(Readable.from(textOf(bytes, format.encoding)), rows, () => undefined)
  let number = 0
  let endOfLast = 0
  try {
    for await (const { record, info } of rows as AsyncIterable<CsvRow>) {
      const line = endOfLast + 1
      endOfLast = info.lines
      if (number++ < format.skip) continue
      checkWidth(record, format.columns.length, line, maker)
      yield objectOf(record, layout, line, maker)
    }
  } catch (problem) {
    throw problem instanceof CsvError ? csvProblem(problem, endOfLast + 1) : problem
  }
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
