import { type ByteWriter, ByteWriter as Writer } from './bytes.js'
import { type SqlColumn, type SqlValue, writeTypeInfo, writeValue } from './types.js'

export const DONE = { final: 0, more: 1, error: 2, count: 0x10, attention: 0x20 } as const

export interface SqlError {
  readonly number: number
  readonly message: string
  /** Severity, 16 by default. */
  readonly level?: number
}

export function done(status: number, rows = 0): Buffer {
  return new Writer(16).u8(0xfd).u16(status).u16(0xc1).i64(BigInt(rows)).take()
}

/** The end of a call, as sp_executesql gives it. */
export function doneProcedure(rows: number): Buffer {
  const writer = new Writer(64)
  writer
    .u8(0xff)
    .u16(DONE.more | DONE.count)
    .u16(0xc1)
    .i64(BigInt(rows))
  writer.u8(0x79).i32(0)
  writer.u8(0xfe).u16(DONE.final).u16(0xe0).i64(0n)
  return writer.take()
}

export function error({ number, message, level = 16 }: SqlError): Buffer {
  const inner = new Writer(256).i32(number).u8(1).u8(level).longText(message).shortText('TDSTEST').shortText('').i32(1)
  const body = inner.take()
  return new Writer(body.length + 3).u8(0xaa).u16(body.length).bytes(body).take()
}

function environment(type: number, now: (writer: ByteWriter) => void): Buffer {
  const inner = new Writer(64).u8(type)
  now(inner)
  const body = inner.take()
  return new Writer(body.length + 3).u8(0xe3).u16(body.length).bytes(body).take()
}

export function loginAnswer(database: string, packetSize: number): Buffer {
  const ack = new Writer(64).u8(1).bytes(Buffer.from([0x74, 0, 0, 4]))
  ack.shortText('Microsoft SQL Server').bytes(Buffer.from([16, 0, 0x10, 0]))
  const body = ack.take()
  const writer = new Writer(512)
  writer.bytes(environment(1, (inner) => inner.shortText(database).shortText('master')))
  writer.bytes(
    environment(7, (inner) =>
      inner
        .u8(5)
        .bytes(Buffer.from([9, 4, 0xd0, 0, 0x34]))
        .u8(0),
    ),
  )
  writer.u8(0xad).u16(body.length).bytes(body)
  writer.bytes(environment(4, (inner) => inner.shortText(String(packetSize)).shortText('4096')))
  return writer.bytes(done(DONE.final)).take()
}

export function columnMetadata(columns: readonly SqlColumn[]): Buffer {
  const writer = new Writer(1024).u8(0x81).u16(columns.length)
  for (const { name, type } of columns) {
    // Nullable, and updatability unknown.
    writer.u32(0).u16(0x09)
    writeTypeInfo(writer, type, 't')
    writer.shortText(name)
  }
  return writer.take()
}

export function writeRow(writer: ByteWriter, columns: readonly SqlColumn[], row: readonly SqlValue[]): void {
  writer.u8(0xd1)
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index]
    if (column !== undefined) writeValue(writer, column.type, row[index] ?? null)
  }
}

/** The other form of a row: a bitmap says which values are NULL. */
export function writeBitmapRow(writer: ByteWriter, columns: readonly SqlColumn[], row: readonly SqlValue[]): void {
  const bitmap = Buffer.alloc(Math.ceil(columns.length / 8))
  for (let index = 0; index < columns.length; index += 1)
    if ((row[index] ?? null) === null) bitmap[index >> 3] = (bitmap[index >> 3] ?? 0) | (1 << (index & 7))
  writer.u8(0xd2).bytes(bitmap)
  for (let index = 0; index < columns.length; index += 1) {
    const [column, value] = [columns[index], row[index] ?? null]
    if (column !== undefined && value !== null) writeValue(writer, column.type, value)
  }
}
