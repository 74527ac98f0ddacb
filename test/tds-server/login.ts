import { ByteReader } from './bytes.js'
import { readTypedValue, type SqlValue } from './types.js'

export interface Login {
  readonly host: string
  readonly user: string
  readonly password: string
  readonly application: string
  readonly database: string
  readonly packetSize: number
  readonly readOnlyIntent: boolean
  /** A Windows login by NTLM: the token stands where a password would. */
  readonly hasToken: boolean
  /** An Entra token came in the feature extension. */
  readonly entraToken: string
}

export function readLogin(data: Buffer): Login {
  const text = (at: number): string => {
    const offset = data.readUInt16LE(at)
    return data.subarray(offset, offset + data.readUInt16LE(at + 2) * 2).toString('utf16le')
  }
  return {
    host: text(36),
    user: text(40),
    password: clear(data, 44),
    application: text(48),
    database: text(68),
    packetSize: data.readUInt32LE(8),
    readOnlyIntent: (data.readUInt8(26) & 0x20) !== 0,
    hasToken: data.readUInt16LE(80) > 0,
    entraToken: (data.readUInt8(27) & 0x10) === 0 ? '' : readEntraToken(data),
  }
}

/** Halves of each byte are swapped, then every second bit is turned over. */
function clear(data: Buffer, at: number): string {
  const offset = data.readUInt16LE(at)
  const bytes = data.subarray(offset, offset + data.readUInt16LE(at + 2) * 2)
  const plain = Buffer.from(bytes.map((byte) => (((byte ^ 0xa5) >> 4) | ((byte ^ 0xa5) << 4)) & 0xff))
  return plain.toString('utf16le')
}

function readEntraToken(data: Buffer): string {
  let at = data.readUInt32LE(data.readUInt16LE(56))
  while (at < data.length && data.readUInt8(at) !== 0xff) {
    const length = data.readUInt32LE(at + 1)
    if (data.readUInt8(at) === 0x02) {
      const tokenBytes = data.readUInt32LE(at + 6)
      return data.subarray(at + 10, at + 10 + tokenBytes).toString('utf16le')
    }
    at += 5 + length
  }
  return ''
}

export interface Call {
  readonly statement: string
  /** By name, with its `@`. */
  readonly parameters: ReadonlyMap<string, SqlValue>
}

const EXECUTE_SQL = 10

/** `sp_executesql`: the statement, the declarations, the values. Any other procedure is refused. */
export function readCall(data: Buffer): Call {
  const reader = new ByteReader(data)
  reader.bytes(reader.u32() - 4)
  const nameLength = reader.u16()
  const name = nameLength === 0xffff ? reader.u16() : reader.ucs2(nameLength)
  if (name !== EXECUTE_SQL && name !== 'sp_executesql') throw new RangeError(`procedure ${name} is not answered here`)
  reader.u16()
  const values: [string, SqlValue][] = []
  while (reader.left > 0) {
    const parameter = reader.ucs2(reader.u8())
    reader.u8()
    values.push([parameter, readTypedValue(reader)])
  }
  return { statement: String(values[0]?.[1] ?? ''), parameters: new Map(values.slice(2)) }
}

export function readBatch(data: Buffer): string {
  const reader = new ByteReader(data)
  reader.bytes(reader.u32() - 4)
  return reader.ucs2(reader.left >> 1)
}
