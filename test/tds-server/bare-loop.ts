import { Connection, Request } from 'tedious'

/** The object tables of `peopleDatabase`, each in one piece: what the product asks for page by page. */
const statements = [
  '/* m2e:metaverse */ SELECT [object_id], [object_type], [displayName], [accountName], [accountExpires], [active] FROM [dbo].[mms_metaverse] WITH (NOLOCK) ORDER BY [object_id]',
  '/* m2e:metaverse-multivalue */ SELECT [object_id], [attribute_name], [string_value_indexable] FROM [dbo].[mms_metaverse_multivalue] WITH (NOLOCK) ORDER BY [object_id]',
  '/* m2e:metaverse-link */ SELECT [object_id], [attribute_name], [reference_id] FROM [dbo].[mms_mv_link] WITH (NOLOCK) ORDER BY [object_id]',
  '/* m2e:connector-space */ SELECT [object_id], [ma_id], [rdn], [object_type], [is_connector], [connector_state], [export_operation] FROM [dbo].[mms_connectorspace] WITH (NOLOCK) ORDER BY [object_id]',
  '/* m2e:link */ SELECT [cs_object_id], [mv_object_id] FROM [dbo].[mms_csmv_link] WITH (NOLOCK) ORDER BY [cs_object_id]',
]

/** The driver alone: asks for the same rows and throws them away. */
export async function bareLoop(port: number, database: string): Promise<{ rows: number; bytes: number }> {
  const connection = new Connection({
    server: '127.0.0.1',
    authentication: { type: 'default', options: { userName: 'a', password: 'b' } },
    options: { port, database, encrypt: false, packetSize: 16_384, requestTimeout: 0 },
  })
  await new Promise<void>((resolve, reject) => {
    connection.connect((problem) => (problem === undefined ? resolve() : reject(problem)))
  })
  let rows = 0
  for (const statement of statements)
    await new Promise<void>((resolve, reject) => {
      const request = new Request(statement, (failure) => (failure ? reject(failure) : resolve()))
      request.on('row', () => {
        rows += 1
      })
      connection.execSql(request)
    })
  connection.close()
  return { rows, bytes: 0 }
}
