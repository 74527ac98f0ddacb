import { describe, expect, it } from 'vitest'
import { type AnswerSources, answersTo, variableOf } from './answers.js'

const nothing: AnswerSources = {
  earlier: {},
  file: {},
  environment: {},
  vault: () => Promise.reject(new Error('no vault')),
}
const open = (name: string, many = false) => ({ name, secret: false, many })
const secret = (name: string) => ({ name, secret: true, many: false })

describe('answersTo', () => {
  it('takes what was answered before, then the file, then the environment, then the prompt', async () => {
    const answers = await answersTo([open('a'), open('b'), open('c'), open('d', true)], {
      ...nothing,
      earlier: { a: '1' },
      file: { a: 'x', b: '2' },
      environment: { MIM2ENTRA_B: 'x', MIM2ENTRA_C: '3' },
      prompt: () => Promise.resolve('4, 5'),
    })

    expect(answers.open).toEqual({ a: '1', b: '2', c: '3', d: ['4', '5'] })
    expect(answers.values.get('ask:d')).toEqual(['4', '5'])
  })

  it('refuses a secret whose name stands where no secret belongs', async () => {
    await expect(
      answersTo([secret('token'), open('token')], { ...nothing, environment: { MIM2ENTRA_TOKEN: 's' } }),
    ).rejects.toThrow('uses the same name where no secret belongs')
  })

  it('keeps secrets apart and takes them by reference', async () => {
    const answers = await answersTo([secret('token'), secret('password'), secret('key')], {
      ...nothing,
      file: { token: 'env:TOKEN', password: 'https://kv.vault.azure.net/secrets/pw' },
      environment: { TOKEN: 't0p', MIM2ENTRA_KEY: 'k3y' },
      vault: (address) => Promise.resolve(`of ${address}`),
    })

    expect(answers.open).toEqual({})
    expect(answers.secrets).toEqual(['t0p', 'of https://kv.vault.azure.net/secrets/pw', 'k3y'])
  })

  it('refuses a secret in a file without saying it', async () => {
    const tried = answersTo([secret('token')], { ...nothing, file: { token: 'hunter2' } })

    await expect(tried).rejects.toThrow(/token is a secret and stands in the file/)
    await expect(tried).rejects.not.toThrow(/hunter2/)
  })

  it('names everything that is missing at once', async () => {
    await expect(answersTo([open('a'), secret('b')], nothing)).rejects.toThrow('Nobody has said: a, b (secret).')
  })

  it('refuses a list where one value is meant', async () => {
    await expect(answersTo([open('a')], { ...nothing, file: { a: ['1', '2'] } })).rejects.toThrow(/takes one value/)
  })

  it('names variables after asks', () => {
    expect(variableOf('hrSecretToken')).toBe('MIM2ENTRA_HR_SECRET_TOKEN')
  })
})
