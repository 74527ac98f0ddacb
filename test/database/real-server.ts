import { randomBytes } from 'node:crypto'
import sql from 'mssql'
import { parseConnectionString } from '../../src/readers/database/connect/settings.js'
import type { Database, Table } from '../tds-server/database.js'
import type { SqlType, SqlValue } from '../tds-server/types.js'

/** A database of the test on a real server, gone when it is closed. */
export interface RealDatabase {
  readonly name: string
  /** Connection string with the password. */
  readonly connection: string
  close(): Promise<void>
}

/** Creates what the test server would have served. Test code only: the product sends nothing but SELECT. */
export async function createOnServer(text: string, database: Database): Promise<RealDatabase> {
  const { settings, password = '' } = parseConnectionString(text)
  const name = `m2e_test_${randomBytes(6).toString('hex')}`
  const config = (target: string): sql.config => ({
    server: settings.server,
    ...(settings.port === undefined ? {} : { port: settings.port }),
    user: settings.user,
    password,
    database: target,
    options: { encrypt: settings.encryption !== 'off', trustServerCertificate: true },
  })
  await during(config(settings.database), (pool) => pool.batch(`CREATE DATABASE [${name}]`))
  await during(config(name), async (pool) => {
    if (database.tables.some(({ schema }) => schema === 'fim')) await pool.batch('CREATE SCHEMA [fim]')
    for (const table of database.tables) await fill(pool, table)
  })
  return {
    name,
    connection: text.replace(/Database=[^;]*/i, `Database=${name}`),
    close: () =>
      during(config(settings.database), async (pool) => {
        await pool.batch(`ALTER DATABASE [${name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [${name}]`)
      }),
  }
}

async function during<T>(config: sql.config, work: (pool: sql.ConnectionPool) => Promise<T>): Promise<void> {
  const pool = new sql.ConnectionPool(config)
  pool.on('error', () => undefined)
  await pool.connect()
  try {
    await work(pool)
  } finally {
    await pool.close()
  }
}

async function fill(pool: sql.ConnectionPool, table: Table): Promise<void> {
  const bracketed = (name: string) => `[${name.replaceAll(']', ']]')}]`
  const target = `[${table.schema}].${bracketed(table.name)}`
  const columns = table.columns.map(({ name, type }) => `${bracketed(name)} ${type} NULL`)
  await pool.batch(`CREATE TABLE ${target} (${columns.join(', ')})`)
  const names = table.columns.map(({ name }) => bracketed(name)).join(', ')
  const marks = table.columns.map((_, index) => `@p${index}`).join(', ')
  for (const row of table.rows()) {
    const request = pool.request()
    for (const [index, { type }] of table.columns.entries())
      request.input(`p${index}`, driverType(type), driverValue(row[index] ?? null, type))
    await request.query(`INSERT INTO ${target} (${names}) VALUES (${marks})`)
  }
}

function driverType(type: SqlType): sql.ISqlType | (() => sql.ISqlType) {
  if (type === 'uniqueidentifier') return sql.UniqueIdentifier
  if (type === 'bigint') return sql.BigInt
  if (type === 'int' || type === 'smallint') return sql.Int
  if (type === 'bit') return sql.Bit
  if (type === 'datetime') return sql.DateTime
  return type === 'image' || type.startsWith('varbinary') ? sql.VarBinary(sql.MAX) : sql.NVarChar(sql.MAX)
}

function driverValue(value: SqlValue, type: SqlType): unknown {
  if (value === null) return null
  if (type === 'datetime') return value instanceof Date ? value : new Date(String(value))
  return typeof value === 'bigint' ? value.toString() : value
}
