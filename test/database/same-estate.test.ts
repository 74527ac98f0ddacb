import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Estate, ServiceObject } from '../../src/model/index.js'
import { interpretService } from '../../src/readers/mim-service/index.js'
import { openEstate } from '../../src/readers/open.js'
import { root } from '../meta/repository.js'
import { scratch } from '../support/cli.js'
import { syncDatabase } from './from-exports.js'
import { openerFor, take } from './serve.js'
import { serviceDatabase } from './service-from-exports.js'

const corpus = process.env.MIM2ENTRA_CORPUS ?? ''

/** Without where things stood, and without the moment and name a file and a database tell in their own ways. */
function content(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) => {
      if (key === 'at' || key === 'exportedAt' || key === 'id@' || key === 'ledger' || key === 'notices')
        return undefined
      return part instanceof Map ? [...part] : part
    }),
  )
}

function servers(estate: Estate) {
  return estate.servers.map(({ product, connectors, metaverse, syncRules }) =>
    content({
      product,
      connectors: connectors.map((connector) => ({
        ...connector,
        partitions: byId(connector.partitions),
        runProfiles: byId(connector.runProfiles),
        createdAt: ticks(connector.createdAt),
        modifiedAt: ticks(connector.modifiedAt),
        // The published columns of ADSync have none for the limits of password synchronization.
        passwordSync: product === 'mim-sync' ? connector.passwordSync : { hashSync: connector.passwordSync.hashSync },
      })),
      metaverse,
      syncRules,
    }),
  )
}

/** The type datetime counts in 1/300 s. */
function ticks(text: string): number {
  return Math.round((Date.parse(`${text.replace(' ', 'T')}Z`) * 3) / 10)
}

/** A database keeps partitions and run profiles in the order of its keys, a file in that of its making. */
function byId<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function throughTheWire(databases: Parameters<typeof openerFor>[0][]): Promise<Estate> {
  const out = join(scratch(), 'estate.m2e')
  const from: Awaited<ReturnType<typeof openerFor>>[] = []
  for (const database of databases) from.push(await openerFor(database))
  expect((await take(out, from)).whole).toBe(true)
  return openEstate([out])
}

const syncFolders: readonly (readonly [string, string, 'mim-sync' | 'connect-sync'])[] = [
  ['the demo, MIM', join(root, 'demo/estate/mim-sync'), 'mim-sync'],
  ['the demo, Entra Connect', join(root, 'demo/estate/connect'), 'connect-sync'],
  ...(corpus === '' ? [] : corpusFolders()),
]

function corpusFolders(): (readonly [string, string, 'mim-sync' | 'connect-sync'])[] {
  const below = (name: string) =>
    existsSync(join(corpus, name)) ? readdirSync(join(corpus, name)).map((entry) => join(corpus, name, entry)) : []
  return [
    ...below('mim-sync-server-export').map((folder) => [folder.slice(corpus.length), folder, 'mim-sync'] as const),
    ...below('single-ma-export').map((folder) => [folder.slice(corpus.length), folder, 'mim-sync'] as const),
    ...below('aadc-server-config').map((folder) => [folder.slice(corpus.length), folder, 'connect-sync'] as const),
  ]
}

describe('a synchronization database', () => {
  it.each(syncFolders)('gives the same estate as its export: %s', async (_, folder, product) => {
    const files = await openEstate([folder])

    const database = await throughTheWire([syncDatabase(folder, product)])

    expect(JSON.stringify(servers(database), undefined, 1).split('\n')).toEqual(
      JSON.stringify(servers(files), undefined, 1).split('\n'),
    )
    expect(database.notices.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

const serviceFolders: readonly (readonly [string, string])[] = [
  ['the demo', join(root, 'demo/estate/mim-service')],
  ...(corpus === ''
    ? []
    : readdirSync(corpus).flatMap((kind) => (/mim-service/.test(kind) ? [[kind, join(corpus, kind)] as const] : []))),
]

describe('a service database', () => {
  it.each(serviceFolders)('gives the same objects and meaning as its export: %s', async (_, folder) => {
    const files = await openEstate([folder])
    // A database knows no placeholders and no translations by culture: its objects are simply there.
    const objects = files.services[0]?.objects.map(
      ({ translations: _translations, ...object }): ServiceObject => ({
        ...object,
        isPlaceholder: false,
        origin: 'unclassified',
        changedAttributes: [],
      }),
    )
    if (objects === undefined) throw new Error('the export has no service')
    const at = { file: '', path: '' }
    const { service } = interpretService([{ kind: 'service-objects', part: 'policy', source: 'x', objects, at }])

    const database = await throughTheWire([serviceDatabase(objects)])

    const { id: _a, source: _b, ...expected } = content(service) as Record<string, unknown>
    const { id: _c, source: _d, ...read } = content(database.services[0]) as Record<string, unknown>
    expect(read).toEqual(expected)
  })
})

it('puts several databases into one snapshot', async () => {
  const folder = scratch()
  mkdirSync(join(folder, 'all'))
  for (const name of ['mim-sync', 'mim-service'])
    symlinkSync(join(root, 'demo/estate', name), join(folder, 'all', name))
  const service = (await openEstate([join(root, 'demo/estate/mim-service')])).services[0]

  const estate = await throughTheWire([
    syncDatabase(join(root, 'demo/estate/mim-sync'), 'mim-sync'),
    serviceDatabase(service?.objects ?? []),
  ])

  expect(estate.servers).toHaveLength(1)
  expect(estate.services[0]?.policies.length).toBe(service?.policies.length)
})
