/** Framing: messages are cut into packets with a header of eight bytes. */
export const packetType = {
  batch: 0x01,
  rpc: 0x03,
  response: 0x04,
  attention: 0x06,
  transaction: 0x0e,
  login: 0x10,
  sspi: 0x11,
  prelogin: 0x12,
} as const

export interface Message {
  readonly type: number
  readonly data: Buffer
}

const HEADER = 8

/** Puts the packets of a connection together to messages. */
export class MessageReader {
  #pending: Buffer = Buffer.alloc(0)
  #parts: Buffer[] = []

  push(chunk: Buffer): Message[] {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk])
    const messages: Message[] = []
    while (this.#pending.length >= HEADER) {
      const length = this.#pending.readUInt16BE(2)
      if (length < HEADER) throw new RangeError('a packet shorter than its header')
      if (this.#pending.length < length) break
      this.#parts.push(this.#pending.subarray(HEADER, length))
      const type = this.#pending.readUInt8(0)
      const isLast = (this.#pending.readUInt8(1) & 1) === 1
      this.#pending = this.#pending.subarray(length)
      if (!isLast) continue
      messages.push({ type, data: Buffer.concat(this.#parts) })
      this.#parts = []
    }
    return messages
  }
}

/** Cuts one message into packets. `last: false` leaves it open, for rows that are still to come. */
export class PacketCutter {
  #rest: Buffer = Buffer.alloc(0)
  #number = 1

  constructor(
    private readonly type: number,
    private readonly packetSize: number,
  ) {}

  cut(data: Buffer, last: boolean): Buffer {
    const body = this.packetSize - HEADER
    const all = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data])
    const out: Buffer[] = []
    let at = 0
    // A full packet is kept back until it is known whether it is the last one.
    while (all.length - at > body) {
      out.push(this.#header(body, false), all.subarray(at, at + body))
      at += body
    }
    this.#rest = Buffer.from(all.subarray(at))
    if (last) {
      out.push(this.#header(this.#rest.length, true), this.#rest)
      this.#rest = Buffer.alloc(0)
    }
    return Buffer.concat(out)
  }

  #header(length: number, last: boolean): Buffer {
    const header = Buffer.alloc(HEADER)
    header.writeUInt8(this.type, 0)
    header.writeUInt8(last ? 1 : 0, 1)
    header.writeUInt16BE(length + HEADER, 2)
    header.writeUInt8(this.#number, 6)
    this.#number = (this.#number + 1) & 0xff
    return header
  }
}
