/**
 * A server that speaks enough TDS 7.4 for `mssql`/`tedious` to run unmodified over a real socket: PRELOGIN (also with
 * TLS), LOGIN7, SQL batch, sp_executesql, attention. It keeps every statement it was sent.
 */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Login } from './login.js'
import { Session } from './session.js'
import type { SqlError } from './tokens.js'
import type { SqlColumn, SqlValue } from './types.js'

export interface SqlAnswer {
  readonly columns: readonly SqlColumn[]
  /** Made as they are sent, so that a large answer needs no memory. */
  readonly rows: Iterable<readonly SqlValue[]> | AsyncIterable<readonly SqlValue[]>
  /** Sent after the rows. */
  readonly error?: SqlError
}

export interface Faults {
  /** Packets come in pieces of three bytes. */
  readonly dribble?: boolean
  /** The connection is cut after so many rows of one answer. */
  readonly dropAfterRows?: number
  /** Nothing more comes after so many rows of one answer. */
  readonly stallAfterRows?: number
  /** Rows come with a null bitmap. */
  readonly bitmapRows?: boolean
  /** Never says a word. */
  readonly mute?: boolean
  /** Only statements that match are touched; all by default. */
  readonly only?: RegExp
}

export interface SqlServerOptions {
  readonly answer: (statement: string, parameters: ReadonlyMap<string, SqlValue>) => SqlAnswer | SqlError
  /** undefined lets the login in. */
  readonly onLogin?: (login: Login) => SqlError | undefined
  /** PEM; without it the server says that it knows no encryption. */
  readonly certificate?: { readonly key: string; readonly cert: string }
  readonly faults?: Faults
}

export interface Statement {
  readonly text: string
  readonly parameters: ReadonlyMap<string, SqlValue>
  readonly kind: 'batch' | 'call'
}

export interface RunningSqlServer {
  readonly port: number
  readonly statements: readonly Statement[]
  readonly logins: readonly Login[]
  readonly counts: { attentions: number; rows: number }
  setFaults(faults: Faults): void
  close(): Promise<void>
}

export async function startSqlServer(options: SqlServerOptions): Promise<RunningSqlServer> {
  const statements: Statement[] = []
  const logins: Login[] = []
  const counts = { attentions: 0, rows: 0 }
  const sockets = new Set<Socket>()
  let faults = options.faults ?? {}
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    new Session(socket, { ...options, statements, logins, counts, faults: () => faults }).start()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    statements,
    logins,
    counts,
    setFaults: (next) => {
      faults = next
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
