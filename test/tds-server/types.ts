import { type ByteReader, ByteWriter } from './bytes.js'

/** Types of columns these databases use. A number in `nvarchar(n)` and `varbinary(n)` is the length in characters or bytes. */
export type SqlType =
  | 'bit'
  | 'smallint'
  | 'int'
  | 'bigint'
  | 'uniqueidentifier'
  | 'datetime'
  | 'xml'
  | 'ntext'
  | 'image'
  | 'nvarchar(max)'
  | 'varbinary(max)'
  | `nvarchar(${number})`
  | `varbinary(${number})`

export type SqlValue = string | number | bigint | boolean | Uint8Array | Date | null

export interface SqlColumn {
  readonly name: string
  readonly type: SqlType
}

const COLLATION = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34])
const NULL_LENGTH = 0xffff
const INTEGER_BYTES: Readonly<Record<string, number>> = { smallint: 2, int: 4, bigint: 8 }

export function writeTypeInfo(writer: ByteWriter, type: SqlType, table: string): void {
  const bytes = INTEGER_BYTES[type]
  if (bytes !== undefined) writer.u8(0x26).u8(bytes)
  else if (type === 'bit') writer.u8(0x68).u8(1)
  else if (type === 'uniqueidentifier') writer.u8(0x24).u8(16)
  else if (type === 'datetime') writer.u8(0x6f).u8(8)
  else if (type === 'xml') writer.u8(0xf1).u8(0)
  else if (type === 'ntext') writer.u8(0x63).i32(0x7ffffffe).bytes(COLLATION).u8(1).longText(table)
  else if (type === 'image') writer.u8(0x22).i32(0x7fffffff).u8(1).longText(table)
  else if (type.startsWith('nvarchar'))
    writer
      .u8(0xe7)
      .u16(lengthOf(type) * 2 || NULL_LENGTH)
      .bytes(COLLATION)
  else writer.u8(0xa5).u16(lengthOf(type) || NULL_LENGTH)
}

/** 0 for `max`. */
function lengthOf(type: SqlType): number {
  return Number(/\((\d+)\)/.exec(type)?.[1] ?? 0)
}

function isLarge(type: SqlType): boolean {
  return type === 'xml' || type.endsWith('(max)')
}

/** One value, NULL included; in a row with a null bitmap NULLs are not written at all. */
export function writeValue(writer: ByteWriter, type: SqlType, value: SqlValue): void {
  const integer = INTEGER_BYTES[type]
  if (value === null) writeNull(writer, type)
  else if (integer === 8) writer.u8(8).i64(BigInt(value as number))
  else if (integer === 4) writer.u8(4).i32(Number(value))
  else if (integer === 2) writer.u8(2).u16(Number(value) & 0xffff)
  else if (type === 'bit') writer.u8(1).u8(value === true || value === 1 ? 1 : 0)
  else if (type === 'uniqueidentifier') writer.u8(16).bytes(guidBytes(String(value)))
  else if (type === 'datetime') writeDate(writer, value instanceof Date ? value : new Date(String(value)))
  else if (type === 'ntext' || type === 'image') writeTextPointer(writer, contentOf(type, value))
  else if (isLarge(type)) writeLarge(writer, contentOf(type, value))
  else if (typeof value === 'string') writer.u16(value.length * 2).ucs2(value)
  else writer.u16((value as Uint8Array).length).bytes(value as Uint8Array)
}

function writeNull(writer: ByteWriter, type: SqlType): void {
  if (isLarge(type)) writer.i64(-1n)
  else if (type.startsWith('nvarchar') || type.startsWith('varbinary')) writer.u16(NULL_LENGTH)
  else writer.u8(0)
}

function contentOf(type: SqlType, value: SqlValue): Uint8Array {
  if (value instanceof Uint8Array) return value
  return Buffer.from(String(value), type === 'image' || type.startsWith('varbinary') ? 'base64' : 'utf16le')
}

function writeTextPointer(writer: ByteWriter, bytes: Uint8Array): void {
  writer.u8(16).bytes(Buffer.alloc(24)).i32(bytes.length).bytes(bytes)
}

function writeLarge(writer: ByteWriter, bytes: Uint8Array): void {
  writer.i64(BigInt(bytes.length))
  if (bytes.length > 0) writer.u32(bytes.length).bytes(bytes)
  writer.u32(0)
}

const DAY_MS = 86_400_000
const EPOCH_1900 = Date.UTC(1900, 0, 1)

/** Days since 1900 and ticks of 1/300 s: the rounding of the real type. */
function writeDate(writer: ByteWriter, date: Date): void {
  const ms = date.getTime() - EPOCH_1900
  const days = Math.floor(ms / DAY_MS)
  writer
    .u8(8)
    .i32(days)
    .u32(Math.round(((ms - days * DAY_MS) * 3) / 10))
}

/** The first three groups are little-endian numbers. */
export function guidBytes(text: string): Buffer {
  const raw = Buffer.from(text.replace(/[{}-]/g, ''), 'hex')
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
  return Buffer.from(order.map((index) => raw[index] ?? 0))
}

export function guidText(bytes: Buffer): string {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
  const hex = Buffer.from(order.map((index) => bytes[index] ?? 0))
    .toString('hex')
    .toUpperCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A parameter of a call: type information and value as the client writes them. */
export function readTypedValue(reader: ByteReader): SqlValue {
  const type = reader.u8()
  if (type === 0x26 || type === 0x68) {
    reader.u8()
    return readInteger(reader, reader.u8(), type === 0x68)
  }
  if (type === 0x24) {
    reader.u8()
    const length = reader.u8()
    return length === 0 ? null : guidText(reader.bytes(length))
  }
  if (type === 0xe7 || type === 0xa5) {
    const size = reader.u16()
    if (type === 0xe7) reader.bytes(5)
    const bytes = size === NULL_LENGTH ? readLarge(reader) : readShort(reader)
    return bytes === null || type === 0xa5 ? bytes : bytes.toString('utf16le')
  }
  throw new RangeError(`parameter type 0x${type.toString(16)} is not spoken here`)
}

function readInteger(reader: ByteReader, length: number, isBit: boolean): SqlValue {
  const bytes = reader.bytes(length)
  if (length === 0) return null
  if (isBit) return bytes[0] === 1
  if (length === 8) return bytes.readBigInt64LE()
  return bytes.readIntLE(0, length)
}

function readShort(reader: ByteReader): Buffer | null {
  const length = reader.u16()
  return length === NULL_LENGTH ? null : reader.bytes(length)
}

function readLarge(reader: ByteReader): Buffer | null {
  if (reader.i64() === -1n) return null
  const chunks: Buffer[] = []
  for (let length = reader.u32(); length > 0; length = reader.u32()) chunks.push(reader.bytes(length))
  return Buffer.concat(chunks)
}

/** Rows are encoded much more often than anything else happens, so the writer is shared. */
export function newRowWriter(): ByteWriter {
  return new ByteWriter(65_536)
}
