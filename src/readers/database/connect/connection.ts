import type { ConnectionPool, config as DriverConfig, Request } from 'mssql'
import { clearText, connectionProblem, notThere, silent, somethingElse } from './explain.js'
import { assertSelect } from './guard.js'
import { probe } from './prelogin-probe.js'
import type { ConnectionSettings } from './settings.js'

export type Isolation = 'read-uncommitted' | 'snapshot'

export interface Credentials {
  readonly password?: string
  /** Entra access token. */
  readonly token?: string
}

export interface ConnectOptions {
  readonly isolation: Isolation
  readonly trustServerCertificate: boolean
  readonly connectTimeoutMs: number
  /** Longest silence of the server, at the beginning or amid rows. */
  readonly idleTimeoutMs: number
}

export const defaultConnectOptions: ConnectOptions = {
  isolation: 'read-uncommitted',
  trustServerCertificate: false,
  connectTimeoutMs: 15_000,
  idleTimeoutMs: 60_000,
}

export type SqlParameter =
  | { readonly type: 'uniqueidentifier' | 'nvarchar' | 'bigint'; readonly value: string }
  | { readonly type: 'int'; readonly value: number }

export type DriverValue = string | number | boolean | Date | Uint8Array | null

export interface Selection {
  readonly statement: string
  readonly parameters: Readonly<Record<string, SqlParameter>>
  /** Called for each row as it comes; the driver waits meanwhile. */
  readonly onRow: (row: readonly DriverValue[]) => void
}

/** One connection to one database that can do nothing but SELECT. */
export interface Connection {
  readonly settings: ConnectionSettings
  readonly options: ConnectOptions
  select(selection: Selection): Promise<void>
  close(): Promise<void>
}

/** The server said nothing for too long; the driver's own timer stops at the first packet. */
class IdleProblem extends Error {
  readonly code = 'EIDLE'
}

/** @throws InputError in one sentence for whatever stands between here and the database */
export async function openConnection(
  settings: ConnectionSettings,
  credentials: Credentials,
  options: ConnectOptions,
): Promise<Connection> {
  // A named instance has its port told by the driver; `strict` cannot be talked out of encryption.
  if (settings.instance === '' && settings.encryption !== 'strict') {
    const answer = await probe(settings, options.connectTimeoutMs)
    if (answer.kind === 'not-there') throw notThere(settings, answer.reason)
    if (answer.kind === 'silent') throw silent(settings)
    if (answer.kind === 'something-else') throw somethingElse(settings)
    if (!answer.encrypts && settings.encryption === 'on') throw clearText(settings)
  }
  // Loaded only here: who reads files neither waits for the driver nor needs it.
  const driver = await import('mssql')
  const sql = driver.default
  const pool = new sql.ConnectionPool(driverConfig(settings, credentials, options))
  // Without a listener a connection that drops would end the whole process when the pool is closed.
  pool.on('error', () => undefined)
  try {
    await pool.connect()
  } catch (problem) {
    await pool.close().catch(() => undefined)
    throw connectionProblem(problem, settings)
  }
  return {
    settings,
    options,
    select: (selection) => {
      assertSelect(selection.statement)
      return run(pool, sql, selection, options.idleTimeoutMs)
    },
    close: () => pool.close().catch(() => undefined),
  }
}

function run(pool: ConnectionPool, sql: DriverTypes, selection: Selection, idleTimeoutMs: number): Promise<void> {
  const request: Request = pool.request()
  request.stream = true
  request.arrayRowMode = true
  for (const [name, parameter] of Object.entries(selection.parameters)) {
    if (parameter.type === 'int') request.input(name, sql.Int, parameter.value)
    else if (parameter.type === 'bigint') request.input(name, sql.BigInt, parameter.value)
    else if (parameter.type === 'uniqueidentifier') request.input(name, sql.UniqueIdentifier, parameter.value)
    else request.input(name, sql.NVarChar(4000), parameter.value)
  }
  return new Promise((resolve, reject) => {
    let failure: unknown
    let moved = true
    const watch = setInterval(() => {
      if (!moved) {
        failure ??= new IdleProblem(`the server said nothing for ${Math.round(idleTimeoutMs / 1000)} s`)
        request.cancel()
      }
      moved = false
    }, idleTimeoutMs)
    request.on('row', (row: readonly DriverValue[]) => {
      moved = true
      if (failure !== undefined) return
      try {
        selection.onRow(row)
      } catch (problem) {
        failure = problem
        request.cancel()
      }
    })
    request.on('error', (problem: unknown) => {
      failure ??= problem
    })
    request.on('done', () => {
      clearInterval(watch)
      if (failure === undefined) resolve()
      else reject(failure)
    })
    void request.query(selection.statement)
  })
}

type DriverTypes = typeof import('mssql')

/** Numbers of tedious for the levels it sets itself on every new connection. */
const ISOLATION_LEVEL = { 'read-uncommitted': 1, snapshot: 5 } as const

function driverConfig(settings: ConnectionSettings, credentials: Credentials, options: ConnectOptions): DriverConfig {
  const { connectTimeoutMs, isolation, trustServerCertificate, idleTimeoutMs } = options
  return {
    server: settings.server,
    database: settings.database,
    ...(settings.port === undefined ? {} : { port: settings.port }),
    connectionTimeout: connectTimeoutMs,
    requestTimeout: idleTimeoutMs,
    arrayRowMode: true,
    // One connection is enough, and its settings are known.
    pool: { max: 1, min: 0, idleTimeoutMillis: 3_600_000 },
    // Otherwise the driver asks `SELECT 1` before every request.
    ...{ validateConnection: 'socket' },
    options: {
      appName: 'mim2entra',
      // Full packets are twice as fast as the default of 4 KiB.
      packetSize: 16_384,
      readOnlyIntent: true,
      useUTC: true,
      enableArithAbort: true,
      connectionIsolationLevel: ISOLATION_LEVEL[isolation],
      trustServerCertificate,
      ...(settings.instance === '' ? {} : { instanceName: settings.instance }),
      // The types of the wrapper know true and false only; the driver below it knows `strict`.
      encrypt: (settings.encryption === 'strict' ? 'strict' : settings.encryption === 'on') as boolean,
    },
    ...loginOf(settings, credentials),
  }
}

function loginOf(settings: ConnectionSettings, { password = '', token = '' }: Credentials): Partial<DriverConfig> {
  const { user, domain, clientId, tenantId } = settings
  switch (settings.login) {
    case 'sql':
      return { user, password }
    case 'ntlm':
      return { user, password, domain }
    case 'entra-token':
      return { authentication: { type: 'azure-active-directory-access-token', options: { token } } }
    case 'entra-default':
      return {
        authentication: { type: 'azure-active-directory-default', options: clientId === '' ? {} : { clientId } },
      }
    case 'entra-password':
      return {
        authentication: {
          type: 'azure-active-directory-password',
          options: { userName: user, password, clientId, tenantId },
        },
      }
  }
}
