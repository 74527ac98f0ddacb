import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { createSecureContext, TLSSocket } from 'node:tls'
import { MessageReader, PacketCutter, packetType } from './packets.js'

export const ENCRYPT_ON = 1
const ENCRYPT_NOT_SUPPORTED = 2

/** A server without a certificate answers that it cannot encrypt, whatever was asked for. */
export function answerPrelogin(
  data: Buffer,
  canEncrypt: boolean,
): { readonly answer: Buffer; readonly encryption: number } {
  const asked = optionOf(data, 1)?.[0] ?? ENCRYPT_NOT_SUPPORTED
  const encryption = canEncrypt && asked !== ENCRYPT_NOT_SUPPORTED ? ENCRYPT_ON : ENCRYPT_NOT_SUPPORTED
  const options: [number, Buffer][] = [
    [0, Buffer.from([16, 0, 0x10, 0, 0, 0])],
    [1, Buffer.from([encryption])],
    [2, Buffer.from([0])],
    [3, Buffer.alloc(0)],
    [4, Buffer.from([0])],
  ]
  const wantsToken = optionOf(data, 6)
  if (wantsToken !== undefined) options.push([6, Buffer.from([1])])
  let offset = options.length * 5 + 1
  const head = Buffer.alloc(offset)
  options.forEach(([token, value], index) => {
    head.writeUInt8(token, index * 5)
    head.writeUInt16BE(offset, index * 5 + 1)
    head.writeUInt16BE(value.length, index * 5 + 3)
    offset += value.length
  })
  head.writeUInt8(0xff, options.length * 5)
  return { answer: Buffer.concat([head, ...options.map(([, value]) => value)]), encryption }
}

function optionOf(data: Buffer, token: number): Buffer | undefined {
  for (let at = 0; at < data.length && data.readUInt8(at) !== 0xff; at += 5)
    if (data.readUInt8(at) === token) {
      const offset = data.readUInt16BE(at + 1)
      return data.subarray(offset, offset + data.readUInt16BE(at + 3))
    }
  return undefined
}

/** TLS whose handshake travels inside PRELOGIN packets; what comes after it does not. */
export function secureServerSide(
  socket: Socket,
  certificate: { readonly key: string; readonly cert: string },
  onData: (chunk: Buffer) => void,
): Duplex {
  const reader = new MessageReader()
  let isShakingHands = true
  // Nothing of a packet is pending.
  let isFresh = true
  let flight: Buffer[] = []
  const sendFlight = () => {
    if (flight.length > 0) socket.write(new PacketCutter(packetType.prelogin, 4096).cut(Buffer.concat(flight), true))
    flight = []
  }
  const wire = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, callback) => {
      if (isShakingHands) {
        // The client waits for exactly one message for each of its own, however many records are in it.
        flight.push(chunk)
        if (flight.length === 1) setTimeout(sendFlight, 5)
        callback()
      } else socket.write(chunk, () => callback())
    },
  })
  socket.on('data', (chunk) => {
    // The client's first record outside of a packet says that it has seen our last word.
    if (chunk[0] !== packetType.prelogin && isFresh) isShakingHands = false
    isFresh = false
    if (!isShakingHands) wire.push(chunk)
    else
      for (const message of reader.push(chunk)) {
        wire.push(message.data)
        isFresh = true
      }
  })
  // In TLS 1.2 the server has the last word of the handshake, so both sides change over at the same place.
  const secured = new TLSSocket(wire, {
    isServer: true,
    secureContext: createSecureContext({ ...certificate, maxVersion: 'TLSv1.2' }),
  })
  secured.on('data', onData)
  socket.on('close', () => secured.destroy())
  return secured
}
