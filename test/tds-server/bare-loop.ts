import { Connection, Request } from 'tedious'

/** The driver alone, with the same statement in one piece. */
export function bareLoop(port: number, database: string): Promise<{ rows: number; bytes: number }> {
  const connection = new Connection({
    server: '127.0.0.1',
    authentication: { type: 'default', options: { userName: 'a', password: 'b' } },
    options: { port, database, encrypt: false, packetSize: 16_384, requestTimeout: 0 },
  })
  return new Promise((resolve, reject) => {
    connection.connect((problem) => {
      if (problem !== undefined) return reject(problem)
      let rows = 0
      const statement =
        '/* m2e:metaverse */ SELECT [object_id], [object_type], [displayName], [accountName], [accountExpires], [active] FROM [dbo].[mms_metaverse] WITH (NOLOCK) ORDER BY [object_id]'
      const request = new Request(statement, (failure) => {
        connection.close()
        if (failure) reject(failure)
        else resolve({ rows, bytes: 0 })
      })
      request.on('row', () => {
        rows += 1
      })
      connection.execSql(request)
    })
  })
}
