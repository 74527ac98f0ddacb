import { connect } from 'node:net'
import type { ConnectionSettings } from './settings.js'

/** What a port answers before anybody logs in. */
export type ProbeAnswer =
  | { readonly kind: 'sql-server'; readonly encrypts: boolean }
  | { readonly kind: 'not-there'; readonly reason: string }
  | { readonly kind: 'something-else' }
  | { readonly kind: 'silent' }

/** VERSION, ENCRYPTION (on), INSTOPT, THREADID and MARS, as a client of TDS 7.4 sends them. */
const question = Buffer.from(
  '1201002f0000010000001a00060100200001020021000103002200040400260001ff11000000000001000000000000',
  'hex',
)

/**
 * Asks whether the server will encrypt before any password is on its way: the driver goes on in clear text, and in
 * silence, when a server says that it cannot.
 */
export function probe(settings: ConnectionSettings, timeoutMs: number): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ host: settings.server, port: settings.port ?? 1433 })
    let received = Buffer.alloc(0)
    const finish = (answer: ProbeAnswer) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => finish({ kind: 'silent' }), timeoutMs)
    socket.on('connect', () => socket.write(question))
    socket.on('error', (problem: NodeJS.ErrnoException) =>
      finish({ kind: 'not-there', reason: problem.code ?? problem.message }),
    )
    socket.on('close', () => finish({ kind: 'something-else' }))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (received[0] !== 0x04) return finish({ kind: 'something-else' })
      if (received.length < 8 || received.length < received.readUInt16BE(2)) return
      const encryption = encryptionOf(received.subarray(8))
      finish(encryption === undefined ? { kind: 'something-else' } : { kind: 'sql-server', encrypts: encryption !== 2 })
    })
  })
}

function encryptionOf(answer: Buffer): number | undefined {
  for (let at = 0; at + 5 <= answer.length && answer[at] !== 0xff; at += 5)
    if (answer[at] === 1) return answer[answer.readUInt16BE(at + 1)]
  return undefined
}
