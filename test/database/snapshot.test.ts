import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEstate } from '../../src/readers/open.js'
import { root } from '../meta/repository.js'
import { cli, scratch } from '../support/cli.js'
import { type Database, tableOf } from '../tds-server/database.js'
import { peopleDatabase } from './people.js'
import { connectionString, openerFor, serve, take } from './serve.js'

const people = peopleDatabase(3000)

describe('a snapshot', () => {
  it('holds objects, links, states and runs, with the counts of the server', async () => {
    const out = join(scratch(), 'estate.m2e')

    const result = await take(out, [await openerFor(people)])
    const estate = await openEstate([out])

    expect(result.whole).toBe(true)
    expect(result.tables.filter(({ state }) => state === 'complete').every((t) => t.rows === t.serverRows)).toBe(true)
    const metaverse = estate.objectSources?.find(({ kind }) => kind === 'metaverse')
    expect(metaverse).toMatchObject({
      objects: 3000,
      byObjectType: [{ name: 'person', count: 3000 }],
      truncated: false,
    })
    expect(metaverse?.attributes.map(({ name, type, objects, values }) => [name, type, objects, values])).toEqual([
      ['accountExpires', 'integer', 3000, 3000],
      ['accountName', 'string', 3000, 3000],
      ['active', 'boolean', 3000, 3000],
      ['displayName', 'string', 1500, 1500],
      ['manager', 'reference', 2999, 2999],
      ['proxyAddresses', 'string', 3000, 6000],
    ])
    expect(estate.objectSources?.find(({ kind }) => kind === 'connector-space')).toMatchObject({
      connectorName: 'HR',
      objects: 3000,
      byConnectorState: [
        { name: 'connector', count: 2000 },
        { name: 'filtered-disconnector', count: 1000 },
      ],
      pendingExports: [{ name: 'update', count: 300 }],
    })
    expect(estate.runs).toMatchObject([
      {
        connectorName: 'HR',
        profile: 'Full Import',
        number: 1,
        account: 'CORP\\svc',
        steps: [
          {
            number: 1,
            type: 'full-import to-cs',
            result: 'completed-discovery-errors',
            counters: [{ name: 'stage-add', count: 7 }],
            errors: [
              { name: 'ma-object-error: missing-anchor', count: 1 },
              { name: 'import-error: extension-dll-exception', count: 2 },
            ],
          },
        ],
      },
    ])
  })

  it('never asks for a secret and never for everything', async () => {
    const server = await serve(people)

    await take(join(scratch(), 'estate.m2e'), [[server, people.name]])

    const sent = server.statements.map(({ text }) => text).filter((text) => !/^\s*set /.test(text))
    expect(sent.length).toBeGreaterThan(20)
    for (const text of sent) {
      expect(text).toMatch(/^\/\* m2e:[\w/-]+ \*\/ SELECT /)
      expect(text.replace('COUNT_BIG(*)', '').replace(/\/\*.*?\*\//, '')).not.toMatch(
        /\*|;|encrypted_configuration|password\b|keyset|entropy|instance_id|unicodePwd|INSERT|UPDATE|DELETE /i,
      )
    }
  })

  it('is the same to the byte wherever it was interrupted', async () => {
    const folder = scratch()
    const calm = join(folder, 'calm.m2e')
    const server = await serve(people)
    await take(calm, [[server, people.name]], undefined, { rowsPerPage: 500 })
    const out = join(folder, 'torn.m2e')

    let attempts = 0
    for (const dropAfterRows of [0, 1, 137, 499, 3, 250]) {
      server.setFaults({ dropAfterRows, only: /m2e:(?:metaverse|connector-space|link|management)/ })
      await take(out, [[server, people.name]], undefined, { rowsPerPage: 500 }).catch(() => undefined)
      attempts += 1
      expect(existsSync(out)).toBe(false)
      server.setFaults({})
      // One page further each time, then cut off again.
      await take(out, [[server, people.name]], undefined, { rowsPerPage: 500, milliseconds: 5 })
      if (existsSync(out)) break
    }
    if (!existsSync(out)) await take(out, [[server, people.name]], undefined, { rowsPerPage: 500 })

    expect(attempts).toBeGreaterThan(0)
    expect(readFileSync(out).equals(readFileSync(calm))).toBe(true)
    expect(existsSync(`${out}.partial`)).toBe(false)
  })

  it('goes on within one call when the connection drops once', async () => {
    const server = await serve(people)
    const out = join(scratch(), 'estate.m2e')
    server.setFaults({ dropAfterRows: 100, only: /m2e:metaverse / })
    setTimeout(() => server.setFaults({}), 30)

    const result = await take(out, [[server, people.name]]).catch((problem: unknown) => problem)

    expect(result).toMatchObject({ whole: true })
  })

  it('is never taken for a whole one while it is half written', async () => {
    const server = await serve(people)
    const folder = scratch()
    const out = join(folder, 'estate.m2e')
    await take(out, [[server, people.name]], undefined, { milliseconds: 1 })

    expect(existsSync(out)).toBe(false)
    await expect(openEstate([`${out}.partial`])).rejects.toThrow('is a snapshot that was not finished')
  })

  it('goes on with the same only', async () => {
    const server = await serve(people)
    const out = join(scratch(), 'estate.m2e')
    await take(out, [[server, people.name]], ['config'], { milliseconds: 1 })

    await expect(take(out, [[server, people.name]], ['objects'])).rejects.toThrow('was begun with --what config')
  })
})

describe('databases that are not as they should be', () => {
  function changed(change: (table: Database['tables'][number]) => Database['tables'][number] | undefined): Database {
    return { ...people, tables: people.tables.flatMap((table) => change(table) ?? []) }
  }

  async function read(database: Database) {
    const server = await serve(database)
    const out = join(scratch(), 'estate.m2e')
    await take(out, [[server, database.name]])
    return openEstate([out])
  }

  it('says which table the login may not read, and reads the others', async () => {
    const estate = await read(changed((t) => (t.name === 'mms_mv_link' ? { ...t, denied: true } : t)))

    expect(estate.notices.filter(({ id }) => id === 'M2E-READ-090').map(({ message }) => message)).toContain(
      'The table dbo.mms_mv_link could not be read: the login may not read it (SELECT denied).',
    )
    expect(estate.servers).toHaveLength(1)
  })

  it('does without a column that is not there', async () => {
    const without = (table: Database['tables'][number]) => {
      if (table.name !== 'mms_connectorspace') return table
      const at = table.columns.findIndex(({ name }) => name === 'connector_state')
      const cut = <T>(list: readonly T[]) => list.filter((_, index) => index !== at)
      return { ...table, columns: cut(table.columns), rows: () => [...table.rows()].map(cut) }
    }

    const estate = await read(changed(without))

    expect(estate.objectSources?.find(({ kind }) => kind === 'connector-space')?.byConnectorState).toEqual([
      { name: 'connector', count: 2000 },
      { name: 'disconnector', count: 1000 },
    ])
  })

  it('says that a table without its key is of no use', async () => {
    const estate = await read(
      changed((t) => (t.name === 'mms_csmv_link' ? tableOf('dbo', t.name, { something: 'int' }, []) : t)),
    )

    expect(estate.notices.find(({ id }) => id === 'M2E-READ-090')?.message).toContain(
      'without cs_object_id, mv_object_id',
    )
  })

  it('leaves damaged XML out and keeps the rest of the row', async () => {
    const estate = await read(
      changed((t) => {
        if (t.name !== 'mms_management_agent') return t
        const at = t.columns.findIndex(({ name }) => name === 'join_rule_xml')
        return { ...t, rows: () => [...t.rows()].map((row) => row.map((v, i) => (i === at ? '<join><join-pro' : v))) }
      }),
    )

    expect(estate.notices.filter(({ id }) => id === 'M2E-READ-026')).toHaveLength(1)
    expect(estate.servers[0]?.connectors[0]?.name).toBe('HR')
  })

  it('refuses a database of another product', async () => {
    const other: Database = { name: 'Shop', tables: [tableOf('dbo', 'orders', { id: 'int' }, [])] }
    const server = await serve(other)

    const out = join(scratch(), 'e.m2e')

    await expect(take(out, [[server, 'Shop']])).rejects.toThrow(
      'none of FIMSynchronizationService, ADSync and FIMService',
    )
    expect(existsSync(`${out}.partial`)).toBe(false)
  })

  it('says so when the file is damaged', async () => {
    const server = await serve(people)
    const out = join(scratch(), 'estate.m2e')
    await take(out, [[server, people.name]], ['config'])
    const bytes = readFileSync(out)
    writeFileSync(out, bytes.subarray(0, Math.floor(bytes.length / 2)))

    await expect(openEstate([out])).rejects.toThrow('is a damaged snapshot')
  })
})

describe('the command', () => {
  it('takes, checks and is taken by the others', async () => {
    const server = await serve(people)
    const folder = scratch()
    process.env.M2E_TEST_CONNECTION = `${connectionString(server, people.name)};Password=p`

    const check = await cli(['snapshot', '--check', '--connection', 'M2E_TEST_CONNECTION'], folder)
    const taken = await cli(['snapshot', '-c', 'M2E_TEST_CONNECTION', '--what', 'config,objects,history'], folder)
    const inspected = await cli(['inspect', 'estate.m2e'], folder)

    expect(check.out).toContain('readable  dbo.mms_management_agent')
    expect(taken).toMatchObject({ code: 0 })
    expect(taken.out).toContain('read with isolation read uncommitted')
    expect(inspected.out).toContain('HR')
    expect(server.logins.every(({ password }) => password === 'p')).toBe(true)
  })

  it.each([
    [['--connection', 'Server=a;Database=b;User Id=u;Password=secret'], 'A password does not belong on a command line'],
    [['--connection', 'Server=a;Database=b;User Id=u'], 'There is no password for u'],
    [['--connection', 'NOT_SET_ANYWHERE'], 'There is no environment variable NOT_SET_ANYWHERE'],
    [['--what', 'everything', '--check'], '--what does not know "everything"'],
    [[], 'No database was named'],
  ])('says what is wrong with %j', async (words, sentence) => {
    const result = await cli(['snapshot', ...words, '--password-env', 'M2E_NO_SUCH_VARIABLE'], scratch())

    expect(result.code).toBe(2)
    expect(result.err).toContain(sentence)
  })
})

it('goes on where a killed process stopped', async () => {
  const folder = scratch()
  const server = await serve(peopleDatabase(40_000))
  const calm = join(folder, 'calm.m2e')
  await take(calm, [[server, people.name]], undefined, { rowsPerPage: 2000 })
  const out = join(folder, 'killed.m2e')
  // Inside node_modules, so that the packages are found from there.
  const compiled = mkdtempSync(join(root, 'node_modules', '.m2e-kill-'))
  let kills = 0
  try {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const to = ['-p', join(root, 'tsconfig.build.json'), '--outDir', compiled]
    spawnSync(process.execPath, [compiler, ...to, '--noEmitOnError', 'false'])
    copyFileSync(join(root, 'package.json'), join(compiled, 'package.json'))
    const program = join(import.meta.dirname, 'take-in-child.mjs')

    for (const rowsUntilKill of [1000, 45_000, 61_000, 130_000]) {
      const from = server.counts.rows
      const child = spawn(process.execPath, [program, String(server.port), people.name, out, compiled])
      const closed = new Promise((resolve) => child.once('close', resolve))
      while (child.exitCode === null && server.counts.rows - from < rowsUntilKill)
        await new Promise((resolve) => setTimeout(resolve, 2))
      if (child.kill('SIGKILL')) kills += 1
      await closed
    }
  } finally {
    rmSync(compiled, { recursive: true, force: true })
  }
  if (!existsSync(out)) await take(out, [[server, people.name]], undefined, { rowsPerPage: 2000 })

  expect(kills).toBeGreaterThan(2)
  expect(readFileSync(out).equals(readFileSync(calm))).toBe(true)
})
