import type { Connector, ObjectRecord } from '../../model/index.js'
import type { StreamPeek } from '../stream-reader.js'
import { type AvpFormat, readAvp } from './avp.js'
import { type DelimitedFormat, readDelimited } from './delimited.js'
import { type FixedWidthFormat, fixedColumnsOf, readFixedWidth } from './fixed-width.js'
import { type LdifFormat, readLdif } from './ldif.js'
import { matchConnector } from './match.js'
import type { RecordOptions } from './record-maker.js'
import { sniffDelimited } from './sniff-delimited.js'
import { textEncoding, textOfBytes } from './text-stream.js'

export type ObjectFileFormat = DelimitedFormat | LdifFormat | AvpFormat | FixedWidthFormat

export interface ObjectFile {
  readonly format: ObjectFileFormat
  /** Connector whose objects they are, told by columns and configuration, never by the file's name. */
  readonly connector?: Connector
}

/** The objects of a text file, one in memory at a time, in the order of the file. */
export function readObjects(
  bytes: AsyncIterable<Uint8Array>,
  format: ObjectFileFormat,
  options: RecordOptions,
): AsyncGenerator<ObjectRecord, void> {
  switch (format.kind) {
    case 'delimited':
      return readDelimited(bytes, format, options)
    case 'ldif':
      return readLdif(bytes, format, options)
    case 'avp':
      return readAvp(bytes, format, options)
    case 'fixed-width':
      return readFixedWidth(bytes, format, options)
  }
}

/** How a text file of objects is written and whose objects they are; undefined for any other text. */
export function recogniseObjects(peek: StreamPeek, connectors: readonly Connector[]): ObjectFile | undefined {
  if (peek.root !== undefined || /^\s*[<{[]/.test(peek.head)) return undefined
  return (
    ldifFile(peek, connectors) ??
    sniffDelimited(peek, connectors) ??
    avpFile(peek, connectors) ??
    fixedFile(peek, connectors)
  )
}

function ldifFile(peek: StreamPeek, connectors: readonly Connector[]): ObjectFile | undefined {
  const encoding = textEncoding(peek.bytes, '', peek.whole)
  const text = textOfBytes(peek.bytes, encoding)
  if (text.includes('\0') || !beginsAsLdif(text)) return undefined
  const match = matchConnector(attributeNamesOf(text), connectors)
  const format: LdifFormat = { kind: 'ldif', encoding }
  return match === undefined ? { format } : { format, connector: match.connector }
}

/** After comments, empty lines and the version, an entry begins with its DN. */
function beginsAsLdif(text: string): boolean {
  let inComment = false
  let hasVersion = false
  for (const line of text.slice(0, 16_384).split(/\r\n|\r|\n/)) {
    inComment = line.startsWith('#') || (inComment && line.startsWith(' '))
    if (inComment || line === '') continue
    if (hasVersion || !/^version: *1 *$/i.test(line)) return /^dn::? *[^ ]/i.test(line)
    hasVersion = true
  }
  return false
}

/** Names before the colons of the lines that have one. */
function attributeNamesOf(text: string): readonly string[] {
  const names = new Set<string>()
  for (const [, name = ''] of text.matchAll(/^([A-Za-z][\w-]*)(?:;[\w-]+)*::?[ ]/gm)) {
    if (!/^(?:version|control|newrdn|deleteoldrdn|newsuperior|add|delete|replace)$/i.test(name)) names.add(name)
    if (names.size >= 2000) break
  }
  return [...names]
}

/** Pairs look like the head of a mail or a settings file, so only the attributes of an AVP connector make them objects. */
function avpFile(peek: StreamPeek, connectors: readonly Connector[]): ObjectFile | undefined {
  const candidates = connectors.filter(({ kind }) => kind === 'avp-file')
  for (const candidate of candidates) {
    const encoding = textEncoding(peek.bytes, candidate.connection.file?.codePage ?? '', peek.whole)
    const text = textOfBytes(peek.bytes, encoding)
    if (text.includes('\0')) continue
    const match = matchConnector(attributeNamesOf(text), candidates)
    if (match !== undefined) return { format: { kind: 'avp', encoding }, connector: match.connector }
  }
  return undefined
}

/** Only a connector that says where its columns begin makes sense of such a file, and only one that is alone in it. */
function fixedFile(peek: StreamPeek, connectors: readonly Connector[]): ObjectFile | undefined {
  const found = connectors.flatMap((connector) => {
    const columns = connector.kind === 'fixed-width-file' ? fixedColumnsOf(connector) : undefined
    if (columns === undefined) return []
    const encoding = textEncoding(peek.bytes, connector.connection.file?.codePage ?? '', peek.whole)
    const width = columns.reduce((sum, column) => sum + column.width, 0)
    const lines = textOfBytes(peek.bytes, encoding).split(/\r\n|\r|\n/)
    const whole = (peek.whole ? lines : lines.slice(0, -1)).filter((line) => line.trim() !== '')
    if (whole.length === 0 || !whole.every((line) => line.length === width && !line.includes('\0'))) return []
    const skip = connector.connection.file?.headerRow === true ? 1 : 0
    return [{ format: { kind: 'fixed-width', encoding, columns, skip } as const, connector }]
  })
  return found.length === 1 ? found[0] : undefined
}
