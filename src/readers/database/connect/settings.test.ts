import { describe, expect, it } from 'vitest'
import { parseConnectionString } from './settings.js'

describe('connection strings', () => {
  it.each([
    ['Server=(localdb)\\.\\ADSync2019;Database=ADSync', 'through a named pipe'],
    ['Server=np:\\\\.\\pipe\\x;Database=ADSync', 'through a named pipe'],
    ['Server=a;Database=b;Integrated Security=true', 'Windows login of this session cannot be used'],
    ['Server=a;Database=b;User Id=u;TrustServerCertificate=true', 'not taken from a connection string'],
    ['Server=a;User Id=u', 'has no Database'],
    ['Server=a;Database=b', 'has no User Id'],
    ['Server=a;Database=b;User Id=u;Colour=red', 'says "colour"'],
  ])('refuses %s', (text, sentence) => {
    expect(() => parseConnectionString(text)).toThrow(sentence)
  })

  it('reads server, instance, port, quotes and login', () => {
    expect(
      parseConnectionString('Data Source=tcp:sql.corp.net,1444;Initial Catalog="a;b";UID=CORP\\joe;Encrypt=Strict'),
    ).toEqual({
      settings: {
        server: 'sql.corp.net',
        port: 1444,
        instance: '',
        database: 'a;b',
        user: 'joe',
        domain: 'CORP',
        login: 'ntlm',
        clientId: '',
        tenantId: '',
        encryption: 'strict',
      },
      password: undefined,
    })
    expect(parseConnectionString('Server=.\\MIM;Database=d;User Id=u;Password=p').settings).toMatchObject({
      server: 'localhost',
      instance: 'MIM',
      encryption: 'on',
    })
  })
})
