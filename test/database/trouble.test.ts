import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { defaultConnectOptions, openConnection } from '../../src/readers/database/connect/connection.js'
import { parseConnectionString } from '../../src/readers/database/connect/settings.js'
import { connectionSource } from '../../src/readers/database/connect/source.js'
import { scratch } from '../support/cli.js'
import { answerFrom, type Database } from '../tds-server/database.js'
import { type RunningSqlServer, startSqlServer } from '../tds-server/server.js'
import { peopleDatabase } from './people.js'
import { connectionString, serve, take } from './serve.js'

const people = peopleDatabase(300)
const running: RunningSqlServer[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

/** A server that answers the first statements that match with an error, then as it should. */
async function serveFailing(only: RegExp, number: number, times: number): Promise<RunningSqlServer> {
  const answer = answerFrom(people)
  let left = times
  const server = await startSqlServer({
    answer: (statement, parameters) => {
      if (!only.test(statement) || left === 0) return answer(statement, parameters)
      left -= 1
      return { number, message: `Made-up failure ${number}` }
    },
  })
  running.push(server)
  return server
}

describe('errors of the server that pass', () => {
  it.each([
    ['deadlock victim', 1205],
    ['data moved under NOLOCK', 601],
  ])('asks again after: %s', async (_, number) => {
    const calm = join(scratch(), 'calm.m2e')
    await take(calm, [[await serve(people), people.name]])
    const out = join(scratch(), 'estate.m2e')

    const result = await take(out, [[await serveFailing(/m2e:metaverse /, number, 2), people.name]])

    expect(result.whole).toBe(true)
    expect(readFileSync(out).equals(readFileSync(calm))).toBe(true)
  })

  it('gives up on one that does not pass, and leaves nothing that looks whole', async () => {
    const out = join(scratch(), 'estate.m2e')

    const result = await take(out, [[await serveFailing(/m2e:metaverse /, 1205, 1000), people.name]]).catch(
      (problem: unknown) => problem,
    )

    expect(String(result instanceof Error ? result.message : JSON.stringify(result))).toMatch(/deadlock victim/)
    expect(existsSync(out) && !JSON.stringify(result).includes('deadlock victim')).toBe(false)
  })
})

describe('snapshot isolation', () => {
  const versioned: Database = { ...people, isolationLevel: 5 }

  it('is asked of the server, takes no lock hints with it, and is stated', async () => {
    const server = await serve(versioned)
    const { settings } = parseConnectionString(connectionString(server, people.name))
    const out = join(scratch(), 'estate.m2e')

    const result = await take(out, [
      () => openConnection(settings, { password: 'p' }, { ...defaultConnectOptions, isolation: 'snapshot' }),
    ])

    const texts = server.statements.map(({ text }) => text.trim())
    expect(texts[0]).toContain('set transaction isolation level snapshot')
    expect(texts.filter((text) => /NOLOCK/i.test(text))).toEqual([])
    expect(result.sources).toMatchObject([{ isolation: 'snapshot' }])
  })
})

describe('the password', () => {
  const argument = 'Server=sql01;Database=ADSync;User Id=reader'

  it('is asked for where nobody gave it, once, and goes nowhere else', async () => {
    const asked: string[] = []

    const source = await connectionSource(
      argument,
      {
        environment: {},
        passwordVariable: 'MIM2ENTRA_SQL_PASSWORD',
        prompt: async (question) => {
          asked.push(question)
          return 'S3cret!'
        },
      },
      defaultConnectOptions,
    )

    expect(asked).toEqual(['Password of reader for ADSync: '])
    expect(JSON.stringify(source.settings)).not.toContain('S3cret!')
  })

  it('is not asked for where the environment has it, and its absence is said where nobody can be asked', async () => {
    const secrets = { environment: {}, passwordVariable: 'MIM2ENTRA_SQL_PASSWORD' }

    await expect(connectionSource(argument, secrets, defaultConnectOptions)).rejects.toThrow('nobody to ask')
    await connectionSource(
      argument,
      {
        environment: { MIM2ENTRA_SQL_PASSWORD: 'S3cret!' },
        passwordVariable: 'MIM2ENTRA_SQL_PASSWORD',
        prompt: () => Promise.reject(new Error('asked all the same')),
      },
      defaultConnectOptions,
    )
  })
})
