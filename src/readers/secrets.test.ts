import { describe, expect, it } from 'vitest'
import { isSecretName, sensitiveParameter } from './secrets.js'

describe('isSecretName', () => {
  it.each([
    'unicodePwd',
    'Password',
    'SecretToken',
    'client secret',
    'userPassword',
    'initialPwd',
    'ServiceAccountPassword',
  ])('%s is a secret', (name) => {
    expect(isSecretName(name)).toBe(true)
  })

  it.each([
    'pwdLastSet',
    'badPwdCount',
    'Microsoft.OptionalFeature.PasswordHashSync',
    'Microsoft.OptionalFeature.PasswordWriteback',
    'displayName',
    '__proto__',
  ])('%s is not', (name) => {
    expect(isSecretName(name)).toBe(false)
  })
})

describe('sensitiveParameter', () => {
  it('takes out what is named or typed as a secret', () => {
    expect(sensitiveParameter('Password', 'string', 'hunter2', false).redacted).toBe(true)
    expect(sensitiveParameter('Blob', 'encrypted-string', 'x', false).redacted).toBe(true)
    expect(sensitiveParameter('Blob', 'string', 'x', true).redacted).toBe(true)
    expect(sensitiveParameter('Begin Password Script', 'text', 'x', true).redacted).toBe(true)
  })

  it('keeps scripts, choices and empty values', () => {
    expect(sensitiveParameter('Begin Password Script', 'text', 'param($x)', false).value).toBe('param($x)')
    expect(sensitiveParameter('Use password policy token', 'checkbox', '1', false).value).toBe('1')
    expect(sensitiveParameter('Password', 'encrypted-string', '', true)).toEqual({ value: '', redacted: false })
  })

  it('takes passwords out of scripts, addresses and files, and leaves the rest', () => {
    expect(sensitiveParameter('Import Script', 'text', '$pwd = "hunter2"\nGet-User', false).value).toBe(
      '$pwd = "•••"\nGet-User',
    )
    expect(sensitiveParameter('Url', 'string', 'https://a.example/?apikey=hunter2', false).value).toBe(
      'https://a.example/?apikey=•••',
    )
    const file = (text: string) => Buffer.from(text).toString('base64')
    expect(sensitiveParameter('DSN File', 'file', file('[ODBC]\nPWD=hunter2'), false).redacted).toBe(true)
    expect(sensitiveParameter('DSN File', 'file', file('[ODBC]\nDSN=x'), false).value).toBe(file('[ODBC]\nDSN=x'))
  })
})
