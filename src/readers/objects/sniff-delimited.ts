import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import type { Connector } from '../../model/index.js'
import type { StreamPeek } from '../stream-reader.js'
import { csvOptions, type DelimitedFormat } from './delimited.js'
import { attributeNames, matchConnector } from './match.js'
import { textEncoding, textOfBytes } from './text-stream.js'

export interface DelimitedFound {
  readonly format: DelimitedFormat
  readonly connector?: Connector
}

interface Sample {
  readonly delimiter: string
  readonly qualifier: string
  /** Leading `#TYPE` line of PowerShell. */
  readonly skip: number
  readonly rows: readonly (readonly string[])[]
}

const delimiters = [';', ',', '\t', '|'] as const
const SAMPLE_ROWS = 100
// Share of the rows that must have as many columns as the header.
const LEAST_CONSISTENT = 0.9

/**
 * What is delimited text: a row of column names and at least one more row as wide, two columns or more. Text that is
 * none of that may still be the file of a connector whose configuration says how it is written.
 */
export function sniffDelimited(peek: StreamPeek, connectors: readonly Connector[]): DelimitedFound | undefined {
  if (peek.root !== undefined) return undefined
  const encoding = textEncoding(peek.bytes, '', peek.whole)
  const text = textOfBytes(peek.bytes, encoding)
  if (text.includes('\0')) return undefined
  const best = bestSample(text, peek.whole)
  if (best === undefined) return configured(peek, connectors)
  const header = best.rows[0] ?? []
  const match = matchConnector(header, connectors)
  if (match === undefined && connectors.length > 0) {
    const found = configured(peek, connectors)
    if (found !== undefined) return found
  }
  const format: DelimitedFormat = {
    kind: 'delimited',
    encoding: match === undefined ? encoding : encodingFor(peek, match.connector),
    delimiter: best.delimiter,
    qualifier: best.qualifier,
    skip: best.skip + 1,
    columns: withoutEmptyEnd(header),
  }
  return match === undefined ? { format } : { format, connector: match.connector }
}

function bestSample(text: string, whole: boolean): Sample | undefined {
  const samples = delimiters.flatMap((delimiter) => {
    const sample = sampleOf(text, whole, delimiter, '"')
    return sample !== undefined && isTable(sample) ? [sample] : []
  })
  return samples.sort((a, b) => (b.rows[0]?.length ?? 0) - (a.rows[0]?.length ?? 0))[0]
}

function sampleOf(text: string, whole: boolean, delimiter: string, qualifier: string): Sample | undefined {
  const skip = text.startsWith('#TYPE ') ? 1 : 0
  // The last row of a part of a file is a part of a row.
  const complete = whole ? text : text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1)
  try {
    const rows = parse(complete, {
      ...csvOptions({ delimiter, qualifier }),
      to: SAMPLE_ROWS + skip,
    }) as unknown as string[][]
    return { delimiter, qualifier, skip, rows: rows.slice(skip) }
  } catch (problem) {
    if (problem instanceof CsvError) return undefined
    throw problem
  }
}

function isTable({ rows }: Sample): boolean {
  const [header, ...others] = rows
  if (header === undefined || others.length === 0) return false
  const names = withoutEmptyEnd(header)
  if (names.length < 2 || !names.every(isColumnName) || new Set(names).size !== names.length) return false
  const fitting = others.filter((row) => withoutEmptyEnd(row).length <= header.length && row.length >= names.length)
  return fitting.length >= others.length * LEAST_CONSISTENT
}

/** As connectors and databases call columns; sentences, numbers, dates and addresses are none. */
function isColumnName(text: string): boolean {
  return /^[\p{L}_#$][\p{L}\p{N}_ .#$()/-]{0,63}$/u.test(text.trim()) && text.trim().split(' ').length <= 4
}

function withoutEmptyEnd(row: readonly string[]): readonly string[] {
  let end = row.length
  while (end > 0 && row[end - 1]?.trim() === '') end -= 1
  return row.slice(0, end)
}

/** A file written as exactly one file connector of the input reads it. */
function configured(peek: StreamPeek, connectors: readonly Connector[]): DelimitedFound | undefined {
  const found = connectors.flatMap((connector) => {
    const format = connector.kind === 'delimited-file' ? formatFor(peek, connector) : undefined
    return format === undefined ? [] : [{ format, connector }]
  })
  return found.length === 1 ? found[0] : undefined
}

function formatFor(peek: StreamPeek, connector: Connector): DelimitedFormat | undefined {
  const file = connector.connection.file
  if (file === undefined || file.delimiter === '') return undefined
  const encoding = encodingFor(peek, connector)
  const text = textOfBytes(peek.bytes, encoding)
  const sample = text.includes('\0') ? undefined : sampleOf(text, peek.whole, file.delimiter, file.textQualifier)
  const [first, ...others] = sample?.rows ?? []
  if (sample === undefined || first === undefined) return undefined
  const format = { kind: 'delimited', encoding, delimiter: file.delimiter, qualifier: file.textQualifier } as const
  if (file.headerRow !== false) {
    const columns = withoutEmptyEnd(first)
    const known = attributeNames(connector)
    const fits = columns.length > 0 && columns.every((name) => known.has(name.trim().toLowerCase()))
    return fits ? { ...format, skip: sample.skip + 1, columns } : undefined
  }
  const columns = file.columns ?? []
  const fits = columns.length >= 2 && [first, ...others].every((row) => row.length === columns.length)
  return fits ? { ...format, skip: sample.skip, columns } : undefined
}

function encodingFor(peek: StreamPeek, connector: Connector): string {
  return textEncoding(peek.bytes, connector.connection.file?.codePage ?? '', peek.whole)
}
