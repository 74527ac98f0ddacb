import type { Connector, ObjectRecord } from '../../model/index.js'
import { DocumentProblem } from '../document-problem.js'
import { operationOf, RecordMaker, type RecordOptions } from './record-maker.js'
import { linesOf, textOf } from './text-stream.js'

export interface FixedColumn {
  readonly name: string
  /** Characters. */
  readonly width: number
}

export interface FixedWidthFormat {
  readonly kind: 'fixed-width'
  readonly encoding: string
  readonly columns: readonly FixedColumn[]
  /** Lines before the first object. */
  readonly skip: number
}

/** Objects of a file whose columns begin at fixed places. Spaces at the end of a text fill its column. */
export async function* readFixedWidth(
  bytes: AsyncIterable<Uint8Array>,
  format: FixedWidthFormat,
  options: RecordOptions,
): AsyncGenerator<ObjectRecord, void> {
  const maker = new RecordMaker(options)
  const width = format.columns.reduce((sum, column) => sum + column.width, 0)
  const tooLong = (line: number) => new DocumentProblem('too-large', `line ${line} is longer than any object`, line)
  for await (const { text, number } of linesOf(textOf(bytes, format.encoding), tooLong)) {
    if (number <= format.skip || text.trim() === '') continue
    if (text.length > width) noteWidth(text.length, width, number, maker)
    yield objectOf(text, format.columns, number, maker)
  }
}

function objectOf(text: string, columns: readonly FixedColumn[], line: number, maker: RecordMaker): ObjectRecord {
  const texts = new Map<string, string>()
  let from = 0
  for (const { name, width } of columns) {
    const value = text.slice(from, from + width).trimEnd()
    from += width
    if (value.trim() === '' || name === '') continue
    maker.ledger.read(name, line)
    texts.set(name, value)
  }
  const named = (wanted: string) =>
    [...texts].find(([name]) => wanted !== '' && name.toLowerCase() === wanted)?.[1] ?? ''
  const change = maker.changeTypeAttribute
  const attributes = [...texts]
    .filter(([name]) => name.toLowerCase() !== 'dn' && name.toLowerCase() !== change)
    .map(([name, value]) => maker.attribute(name, [value], line))
  const type = named(maker.objectTypeAttribute)
  return {
    anchor: maker.anchor(attributes),
    dn: named('dn'),
    objectType: maker.objectType(type === '' ? [] : [type]),
    operation: operationOf(named(change)),
    newDn: '',
    attributes,
    at: { file: maker.file, path: '', line },
  }
}

function noteWidth(found: number, expected: number, line: number, maker: RecordMaker): void {
  maker.ledger.lost('beyond the last column', line)
  maker.book.tally(
    'M2E-READ-064',
    'wide',
    { file: maker.file, path: '', line },
    `Line ${line} has ${found} characters, the columns together ${expected}; what is too much was left out.`,
    'Compare the widths of the columns with the connector.',
  )
}

/**
 * Columns as the connector is set to, undefined where its configuration does not tell. No public export shows how the
 * widths are written: they are taken where as many lengths as columns are found among the settings of the format.
 */
export function fixedColumnsOf(connector: Connector): readonly FixedColumn[] | undefined {
  const names = connector.connection.file?.columns ?? []
  const widths = connector.connection.settings
    .filter(({ name }) => /^fixed_format\/.*(?:length|width|size)$/i.test(name))
    .map(({ value }) => Number(value.value ?? Number.NaN))
  if (names.length === 0 || widths.length !== names.length || !widths.every((width) => width > 0)) return undefined
  return names.map((name, at) => ({ name, width: widths[at] ?? 0 }))
}
