import { describe, expect, it } from 'vitest'
import { columns, connector, database, estate, extensible, server } from '../testing/estate-builder.js'
import { bholdSigns, isBhold } from './bhold.js'
import { hostsOf } from './hosts.js'

describe('hosts', () => {
  it('tells a cloud product, an internal server and any other', () => {
    const agent = connector({
      kind: 'web-services',
      connection: extensible({
        Host: 'crm.my.salesforce.com',
        Server: 'https://s4badmin.contoso.com/OcsPowerShell',
        Endpoint: 'https://10.1.2.3:8443/api',
        Url: 'https://api.example.com/v1',
        'Import Script': 'Invoke-RestMethod https://ignored.example.com\n',
      }),
    })
    const ad = connector({
      name: 'AD',
      kind: 'active-directory',
      connection: { ...extensible(), kind: 'directory', target: 'contoso.com' },
    })

    expect(
      hostsOf(estate({ servers: [server({ connectors: [agent, ad] })] }), agent).map((host) => [host.name, host.place]),
    ).toEqual([
      ['crm.my.salesforce.com', 'known-cloud'],
      ['s4badmin.contoso.com', 'internal'],
      ['10.1.2.3', 'internal'],
      ['api.example.com', 'internet'],
    ])
  })
})

describe('BHOLD', () => {
  it('needs two signs: a database b1 or a table tblobjects may be anyone’s', () => {
    const alone = connector({ connection: database({ database: 'b1', table: 'Employees' }) })
    const both = connector({ connection: database({ database: 'B1', table: 'dbo.FIMEmployee' }) })
    const renamed = connector({
      connection: database({
        database: 'roles',
        table: 'fimOrgunit',
        columns: columns('RecordID', 'OrgunitID', 'ParentID', 'DisplayName'),
      }),
    })

    expect(isBhold(alone)).toBe(false)
    expect(isBhold(both)).toBe(true)
    expect(isBhold(renamed)).toBe(true)
    expect(bholdSigns(connector())).toBeUndefined()
  })
})
