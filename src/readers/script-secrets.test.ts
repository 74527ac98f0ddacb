import { describe, expect, it } from 'vitest'
import { withoutScriptSecrets } from './script-secrets.js'

const SECRET = 'Pa55-w0rd'

describe('takes the secret out of', () => {
  it.each([
    `$password = "${SECRET}"`,
    `$token = '${SECRET}'`,
    `ConvertTo-SecureString "${SECRET}" -AsPlainText -Force`,
    `ConvertTo-SecureString -AsPlainText -Force "${SECRET}"`,
    `ConvertTo-SecureString -Force -String '${SECRET}' -AsPlainText`,
    `"${SECRET}" | ConvertTo-SecureString -AsPlainText -Force`,
    `New-Object System.Net.NetworkCredential("svc", "${SECRET}")`,
    `New-Object Net.NetworkCredential -ArgumentList $user, '${SECRET}'`,
    `@{ Authorization = 'Bearer ${SECRET}' }`,
    `{"apiKey": "${SECRET}"}`,
    `Server=a;User Id=b;Password=${SECRET};Encrypt=1`,
    `[ODBC]\r\nUID=sa\r\nPWD=${SECRET}\r\n`,
    `https://api.example.com/v1?apikey=${SECRET}&page=2`,
    `https://logic.example.com/run?sp=1&amp;sig=${SECRET}`,
    `https://fn.example.com/api/x?code=${SECRET}==`,
    `https://svc:${SECRET}@api.example.com/`,
  ])('%s', (text) => {
    const left = withoutScriptSecrets(text)
    expect(left).not.toContain(SECRET)
    expect(left).toContain('•••')
    expect(withoutScriptSecrets(left)).toBe(left)
  })
})

describe('leaves alone', () => {
  it.each([
    'PublicKeyToken=31bf3856ad364e35',
    '"Basic authentication"',
    '$password = "$env:SVC_PASSWORD"',
    '$tokenEndpoint = "https://login.example.com/token"',
    'https://host:8443/path?page=2',
    'Get-ADUser -Filter "mail -like \'*@example.com\'"',
    '$cred = Get-Credential',
  ])('%s', (text) => {
    expect(withoutScriptSecrets(text)).toBe(text)
  })
})

it('stays quick on long lines', () => {
  const started = Date.now()
  withoutScriptSecrets(`password ${'"x" ,'.repeat(100_000)}`)
  withoutScriptSecrets(`token ${'a'.repeat(500_000)}`)
  withoutScriptSecrets(`pwd ${'?key'.repeat(100_000)}`)
  expect(Date.now() - started).toBeLessThan(3000)
})
