/** Little-endian writer that grows; enough for what a server says. */
export class ByteWriter {
  #buffer: Buffer
  #length = 0

  constructor(size = 4096) {
    this.#buffer = Buffer.allocUnsafe(size)
  }

  get length(): number {
    return this.#length
  }

  #room(bytes: number): number {
    const at = this.#length
    if (at + bytes > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, at + bytes))
      this.#buffer.copy(larger, 0, 0, at)
      this.#buffer = larger
    }
    this.#length = at + bytes
    return at
  }

  u8(value: number): this {
    const at = this.#room(1)
    this.#buffer[at] = value & 0xff
    return this
  }

  u16(value: number): this {
    const at = this.#room(2)
    this.#buffer.writeUInt16LE(value, at)
    return this
  }

  i32(value: number): this {
    const at = this.#room(4)
    this.#buffer.writeInt32LE(value, at)
    return this
  }

  u32(value: number): this {
    const at = this.#room(4)
    this.#buffer.writeUInt32LE(value, at)
    return this
  }

  i64(value: bigint): this {
    const at = this.#room(8)
    this.#buffer.writeBigInt64LE(value, at)
    return this
  }

  bytes(value: Uint8Array): this {
    const at = this.#room(value.length)
    this.#buffer.set(value, at)
    return this
  }

  ucs2(text: string): this {
    const at = this.#room(text.length * 2)
    this.#buffer.write(text, at, 'utf16le')
    return this
  }

  /** Text with its length in characters in one byte. */
  shortText(text: string): this {
    return this.u8(text.length).ucs2(text)
  }

  /** Text with its length in characters in two bytes. */
  longText(text: string): this {
    return this.u16(text.length).ucs2(text)
  }

  /** What was written so far; the writer starts anew. */
  take(): Buffer {
    const taken = Buffer.from(this.#buffer.subarray(0, this.#length))
    this.#length = 0
    return taken
  }
}

/** Reads front to back; running over the end is an error of the client. */
export class ByteReader {
  at = 0

  constructor(private readonly buffer: Buffer) {}

  get left(): number {
    return this.buffer.length - this.at
  }

  u8(): number {
    this.at += 1
    return this.buffer.readUInt8(this.at - 1)
  }

  u16(): number {
    this.at += 2
    return this.buffer.readUInt16LE(this.at - 2)
  }

  u32(): number {
    this.at += 4
    return this.buffer.readUInt32LE(this.at - 4)
  }

  i64(): bigint {
    this.at += 8
    return this.buffer.readBigInt64LE(this.at - 8)
  }

  bytes(length: number): Buffer {
    if (length > this.left) throw new RangeError(`${length} bytes expected, ${this.left} left`)
    this.at += length
    return this.buffer.subarray(this.at - length, this.at)
  }

  ucs2(characters: number): string {
    return this.bytes(characters * 2).toString('utf16le')
  }
}
