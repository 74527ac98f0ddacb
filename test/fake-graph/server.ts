import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { selfSignedCertificate } from '../tds-server/certificate.js'
import { realClock } from './clock.js'
import { createFakeGraph, type FakeGraph, type FakeGraphOptions } from './fake-graph.js'
import { ConnectionReset } from './http/message.js'

export interface RunningFakeGraph extends FakeGraph {
  /** `https://127.0.0.1:<port>`, without a version. */
  readonly url: string
  /** PEM of the certificate, for `NODE_EXTRA_CA_CERTS` or a dispatcher's `ca`. */
  readonly certificate: string
  stop(): Promise<void>
}

/** The service on a port of this machine, with a certificate of its own. Its clock is the real one by default. */
export async function startFakeGraph(options: FakeGraphOptions = {}): Promise<RunningFakeGraph> {
  const certificate = selfSignedCertificate()
  if (certificate === undefined) throw new Error('The server needs openssl to make its certificate.')
  let host = ''
  const graph = createFakeGraph({ ...options, clock: options.clock ?? realClock() }, () => host)
  const server: Server = createServer(certificate, (request, response) => {
    void (async () => {
      const headers: Record<string, string> = {}
      for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value)
      const body = await text(request)
      try {
        const answer = await graph.service.answer(
          { method: request.method ?? 'GET', url: request.url ?? '/', headers, body },
          host,
        )
        response.writeHead(answer.status, answer.headers).end(answer.body)
      } catch (error) {
        if (error instanceof ConnectionReset) request.socket.destroy()
        else response.writeHead(500).end(String(error))
      }
    })()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...graph,
    url: `https://${host}`,
    certificate: certificate.cert,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}
