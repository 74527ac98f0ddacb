import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type CoverageReport,
  compileEstate,
  coverageText,
  type Exercise,
  exerciseRules,
} from '../../src/engine/index.js'
import type { Estate, SyncServer } from '../../src/model/index.js'
import { openEstate } from '../../src/readers/open.js'
import { cli } from '../support/cli.js'

const corpus = process.env.MIM2ENTRA_CORPUS
const demo = join(process.cwd(), 'demo', 'estate')

function exercise(estate: Estate, server: SyncServer): Exercise {
  const services = estate.services.flatMap((service) => service.syncRules)
  return exerciseRules(server, services, compileEstate(estate, {}, { server: server.id }))
}

/** Folders of the corpus, and rules of each that can do their part at least: none shall be explained away. */
const SAMPLES: readonly [string, number][] = [
  ['mim-sync-server-export/1-contoso-pilot', 206],
  ['aadc-server-config/1-contoso-production', 1230],
]

/** Rules that could have done their part and did not. */
function idle(coverage: CoverageReport): readonly string[] {
  return coverage.rows
    .filter((row) => row.status === 'no-value' || row.status === 'not-reached')
    .map((row) => `${row.kind} ${row.ma} ${row.rule}: ${row.reason}`)
}

describe('generated objects exercise the rules of the demo', () => {
  let estate: Estate

  beforeAll(async () => {
    estate = await openEstate([demo])
  })

  it.each([
    ['mim-sync', 295],
    ['connect-sync', 150],
  ])('of its %s server', (product, least) => {
    const server = estate.servers.find((one) => one.product === product)
    const { coverage } = exercise(estate, server as SyncServer)

    expect(idle(coverage)).toEqual([])
    expect(coverage.exercised).toBeGreaterThanOrEqual(least)
    for (const row of coverage.rows) expect(row.reason === '', row.rule).toBe(row.status === 'exercised')
  })

  it('says of rules without code that they were reached and are not known', () => {
    const server = estate.servers.find((one) => one.product === 'mim-sync')
    const { coverage } = exercise(estate, server as SyncServer)
    const provisioning = coverage.rows.find((row) => row.kind === 'provisioning')

    expect(provisioning).toMatchObject({ status: 'not-known', fired: 0 })
    expect(provisioning?.asked).toBeGreaterThan(0)
  })

  it('makes the same objects and the same coverage twice', () => {
    const server = estate.servers.find((one) => one.product === 'connect-sync') as SyncServer

    expect(exercise(estate, server).coverage).toEqual(exercise(estate, server).coverage)
  })
})

describe('simulate --generate', () => {
  it('needs no objects, and prints which rules were exercised and why the others were not', async () => {
    const { out, code } = await cli(['simulate', demo, '--generate'])

    expect(code).toBe(3)
    expect(out).toContain('Objects were made from the schemas: ')
    expect(out).toMatch(/Rules: \d+\. Exercised \d+ of the \d+ that can do their part/)
    expect(out).toMatch(/export flow {2}FIM Service .*: .+/)
  })

  it('gives a row a rule as JSON', async () => {
    const { out } = await cli(['simulate', demo, '--generate', '--json'])
    const { coverage } = JSON.parse(out) as { coverage: { rows: { kind: string; asked: number; reason: string }[] } }

    expect(coverage.rows.length).toBeGreaterThan(300)
    expect(new Set(coverage.rows.map((row) => row.kind)).size).toBeGreaterThan(6)
  })

  it('takes no objects besides', async () => {
    const { err, code } = await cli(['simulate', demo, '--generate', '--objects', demo])

    expect(code).toBe(2)
    expect(err).toContain('--generate makes its own objects')
  })

  it('says that there is nothing to run on', async () => {
    const { err, code } = await cli(['simulate', demo])

    expect(code).toBe(2)
    expect(err).toContain('no objects to run the configuration on')
  })
})

describe.skipIf(corpus === undefined)('generated objects exercise the rules of the samples (MIM2ENTRA_CORPUS)', () => {
  it.each(SAMPLES)('%s', async (folder, least) => {
    const estate = await openEstate([join(corpus ?? '', folder)])
    const [server] = estate.servers
    const { coverage } = exercise(estate, server as SyncServer)

    process.stdout.write(`${folder}\n${coverageText(coverage)}\n`)
    expect(idle(coverage)).toEqual([])
    expect(coverage.exercised).toBeGreaterThanOrEqual(least)
    for (const row of coverage.rows) expect(row.reason === '', row.rule).toBe(row.status === 'exercised')
  })
})
