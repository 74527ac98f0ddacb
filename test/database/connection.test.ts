import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type Connection,
  type ConnectOptions,
  type DriverValue,
  defaultConnectOptions,
  openConnection,
} from '../../src/readers/database/connect/connection.js'
import { driverProblem } from '../../src/readers/database/connect/explain.js'
import { parseConnectionString } from '../../src/readers/database/connect/settings.js'
import { selfSignedCertificate } from '../tds-server/certificate.js'
import { answerFrom, type Database, tableOf } from '../tds-server/database.js'
import { type RunningSqlServer, type SqlServerOptions, startSqlServer } from '../tds-server/server.js'

const id = 'AAAAAAAA-BBBB-4CCC-8DDD-000000000001'
const database: Database = {
  name: 'Sample',
  tables: [
    tableOf(
      'dbo',
      'values',
      {
        id: 'uniqueidentifier',
        name: 'nvarchar(100)',
        long: 'nvarchar(max)',
        old: 'ntext',
        doc: 'xml',
        yes: 'bit',
        small: 'smallint',
        number: 'int',
        big: 'bigint',
        at: 'datetime',
        bytes: 'varbinary(50)',
        blob: 'varbinary(max)',
        picture: 'image',
      },
      [
        {
          id,
          name: "O'Brien ]; -- Ünïcødé 😀",
          long: 'x'.repeat(100_000),
          old: 'old text',
          doc: '<a/>',
          yes: true,
          small: -3,
          number: -7,
          big: 9_223_372_036_854_775_807n,
          at: '2024-05-06T07:08:09.123Z',
          bytes: Buffer.from([1, 2, 3]),
          blob: Buffer.alloc(20_000, 9),
          picture: Buffer.from([4, 5]),
        },
        { id: 'AAAAAAAA-BBBB-4CCC-8DDD-000000000002' },
      ],
    ),
  ],
}

const all =
  '/* m2e:values */ SELECT [id], [name], [long], CAST([old] AS nvarchar(max)) AS [old], [doc], [yes], [small], [number], [big], [at], [bytes], [blob], [picture] FROM [dbo].[values] WITH (NOLOCK) ORDER BY [id]'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

async function serve(options: Partial<SqlServerOptions> = {}): Promise<RunningSqlServer> {
  const server = await startSqlServer({ answer: answerFrom(database), ...options })
  open.push(server)
  return server
}

async function connect(port: number, words = 'Encrypt=false', options: Partial<ConnectOptions> = {}) {
  const { settings } = parseConnectionString(`Server=127.0.0.1,${port};Database=Sample;User Id=reader;${words}`)
  const connection = await openConnection(
    settings,
    { password: 'pa55 wörd', token: 'entra-token' },
    { ...defaultConnectOptions, ...options },
  )
  open.push(connection)
  return connection
}

async function rowsOf(connection: Connection, statement: string): Promise<(readonly DriverValue[])[]> {
  const rows: (readonly DriverValue[])[] = []
  await connection.select({ statement, parameters: {}, onRow: (row) => rows.push(row) })
  return rows
}

describe('the connection', () => {
  it('brings every type over the wire, NULLs included', async () => {
    const server = await serve()

    const rows = await rowsOf(await connect(server.port), all)

    expect(rows[0]).toEqual([
      id,
      "O'Brien ]; -- Ünïcødé 😀",
      'x'.repeat(100_000),
      'old text',
      '<a/>',
      true,
      -3,
      -7,
      '9223372036854775807',
      new Date('2024-05-06T07:08:09.123Z'),
      Buffer.from([1, 2, 3]),
      Buffer.alloc(20_000, 9),
      Buffer.from([4, 5]),
    ])
    expect(rows[1]?.slice(1)).toEqual(Array.from({ length: 12 }, () => null))
  })

  it.each([{ dribble: true }, { bitmapRows: true }])(
    'reads the same from packets and rows of every form: %o',
    async (faults) => {
      const plain = await serve()
      const odd = await serve({ faults })

      expect(await rowsOf(await connect(odd.port), all)).toEqual(await rowsOf(await connect(plain.port), all))
    },
  )

  it('says who it is and that it only reads', async () => {
    const server = await serve()

    await connect(server.port)

    expect(server.logins[0]).toMatchObject({
      user: 'reader',
      password: 'pa55 wörd',
      application: 'mim2entra',
      database: 'Sample',
      readOnlyIntent: true,
    })
  })

  it('sends nothing but SELECT and the settings of the driver', async () => {
    const server = await serve()

    await rowsOf(await connect(server.port), all)

    const texts = server.statements.map(({ text }) => text.trim())
    expect(texts.filter((text) => !/^set /.test(text))).toEqual([all])
    expect(texts[0]).toContain('set transaction isolation level read uncommitted')
  })

  it.each([
    'UPDATE [dbo].[values] SET [name] = 1',
    '/* m2e:x */ SELECT [id] FROM [dbo].[values]; DROP TABLE [dbo].[values]',
    '/* m2e:x */ SELECT [id] INTO [dbo].[other] FROM [dbo].[values]',
    '/* m2e:x */ SELECT [id] FROM [dbo].[values] -- and more',
  ])('refuses to send %s', async (statement) => {
    const server = await serve()
    const connection = await connect(server.port)
    const before = server.statements.length

    await expect(async () => rowsOf(connection, statement)).rejects.toThrow('not one plain SELECT')
    expect(server.statements.length).toBe(before)
  })
})

describe('encryption', () => {
  const certificate = selfSignedCertificate()

  it('sends no password to a server that does not encrypt', async () => {
    const server = await serve()

    await expect(connect(server.port, '')).rejects.toThrow('does not encrypt; no password was sent')
    expect(server.logins).toEqual([])
  })

  it.skipIf(certificate === undefined)(
    'encrypts with a trusted certificate only, unless told to trust any',
    async () => {
      const server = await serve(certificate === undefined ? {} : { certificate })

      await expect(connect(server.port, '')).rejects.toThrow('is not one this computer trusts')
      const connection = await connect(server.port, '', { trustServerCertificate: true })

      expect(await rowsOf(connection, all)).toHaveLength(2)
    },
  )

  it('does not let a server out of strict encryption', async () => {
    const server = await serve()

    await expect(connect(server.port, 'Encrypt=Strict', { connectTimeoutMs: 2000 })).rejects.toThrow()
    expect(server.logins).toEqual([])
  })
})

describe('logins', () => {
  it('offers a Windows login by NTLM and explains a refusal', async () => {
    const refusal = { number: 18452, message: 'Login failed. The login is from an untrusted domain.', level: 14 }
    const server = await serve({ onLogin: () => refusal })

    await expect(connect(server.port, 'Encrypt=false;Domain=CORP')).rejects.toThrow('does not take this Windows login')
    expect(server.logins[0]).toMatchObject({ hasToken: true, password: '' })
  })

  it('offers an Entra token', async () => {
    const server = await serve()

    await connect(server.port, 'Encrypt=false;Authentication=ActiveDirectoryAccessToken')

    expect(server.logins[0]?.entraToken).toBe('entra-token')
  })

  it.each([
    [{ number: 18456, message: "Login failed for user 'reader'.", level: 14 }, 'refused the login of reader'],
    [
      { number: 4060, message: 'Cannot open database "Sample" requested by the login.', level: 11 },
      'but not into the database Sample',
    ],
  ])('says in one sentence what %o means', async (refusal, sentence) => {
    const server = await serve({ onLogin: () => refusal })

    await expect(connect(server.port)).rejects.toThrow(sentence)
  })
})

describe('what can go wrong', () => {
  it('says that nobody is there', async () => {
    const server = await serve()
    await server.close()

    await expect(connect(server.port)).rejects.toThrow('Nobody is at 127.0.0.1')
  })

  it('says that a web server is no SQL Server', async () => {
    const web = createServer((_, response) => response.end('hello'))
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => new Promise((resolve) => void web.close(() => resolve())) })

    await expect(connect((web.address() as AddressInfo).port)).rejects.toThrow('is not a SQL Server')
  })

  it('gives up on a server that never answers', async () => {
    const server = await serve({ faults: { mute: true } })

    await expect(connect(server.port, 'Encrypt=false', { connectTimeoutMs: 300 })).rejects.toThrow('does not answer')
  })

  it('gives up on an answer that stops in the middle, and can ask again', async () => {
    const server = await serve({ faults: { stallAfterRows: 1 } })
    const connection = await connect(server.port, 'Encrypt=false', { idleTimeoutMs: 300 })

    await expect(rowsOf(connection, all)).rejects.toThrow('said nothing')
    server.setFaults({})

    expect(await rowsOf(connection, all)).toHaveLength(2)
    expect(server.counts.attentions).toBe(1)
  })

  it('survives a connection that drops in the middle', async () => {
    const server = await serve({ faults: { dropAfterRows: 1 } })
    const connection = await connect(server.port)

    const problem = await rowsOf(connection, all).catch((caught: unknown) => caught)
    expect(driverProblem(problem).code).toMatch(/ECONN|ESOCKET/)
    server.setFaults({})

    expect(await rowsOf(connection, all)).toHaveLength(2)
  })

  it('passes on what the server says, with its number', async () => {
    const server = await serve()
    const connection = await connect(server.port)

    const problem = await rowsOf(connection, '/* m2e:x */ SELECT [id] FROM [dbo].[nothing]').catch(
      (caught: unknown) => caught,
    )

    expect(driverProblem(problem)).toMatchObject({ number: 208, code: 'EREQUEST' })
  })
})
