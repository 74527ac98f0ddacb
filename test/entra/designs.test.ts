import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { artefactKey, mappingTable, placesOf, synchronizationSchemaOf } from '../../src/entra/index.js'
import { fromGraph, type GraphExpression, print } from '../../src/expression/index.js'
import { openEstate } from '../../src/readers/open.js'
import { hasGraphMetadata, readGraphMetadata } from '../support/csdl.js'
import { designsOf, designTable, designTableHead, requestsOf } from '../support/design-table.js'

const demo = fileURLToPath(new URL('../../demo/estate', import.meta.url))
const corpus = process.env.MIM2ENTRA_CORPUS ?? ''
const folders = ['mim-sync-server-export', 'aadc-server-config', 'single-ma-export', 'lithnet-configsync']

/** The demo estate, and every sample of configuration where the corpus is at hand. */
const samples: readonly (readonly [name: string, path: string])[] = [
  ['demo', demo],
  ...folders.flatMap((folder) =>
    corpus !== '' && existsSync(join(corpus, folder))
      ? readdirSync(join(corpus, folder))
          .sort()
          .map((name) => [`${folder}/${name}`, join(corpus, folder, name)] as const)
      : [],
  ),
]

describe.each(samples)('the designs of %s', (name, path) => {
  it('ask for artefacts that can be made in their order, each once', async () => {
    const estate = await openEstate([path])
    const designs = designsOf(estate)
    console.log([designTableHead, ...designTable(name, estate)].join('\n'))

    for (const { design } of designs) {
      const keys = design.artefacts.map(artefactKey)
      expect(new Set(keys).size, design.scenario).toBe(keys.length)
      for (const id of design.mappingTables) expect(mappingTable(estate, id)?.id).toBe(id)
      for (const [index, artefact] of design.artefacts.entries())
        for (const { place } of placesOf(JSON.stringify(artefact, plain)))
          if (place.kind === 'made') expect(keys.slice(0, index), place.key).toContain(place.key)
    }
  })

  it('hold expressions that read back as they were written', async () => {
    for (const { design } of designsOf(await openEstate([path])))
      for (const artefact of design.artefacts) {
        if (artefact.kind !== 'provisioning-job' || artefact.schema !== 'written') continue
        const [rule] = synchronizationSchemaOf(artefact).synchronizationRules
        for (const mapping of rule?.objectMappings.flatMap((item) => item.attributeMappings ?? []) ?? []) {
          const source = mapping.source as GraphExpression
          expect(print('entra', fromGraph(source))).toBe(source.expression)
        }
      }
  })

  it('are the same for the same export', async () => {
    const [first, second] = [await openEstate([path]), await openEstate([path])]

    expect(
      JSON.stringify(
        designsOf(second).map(({ design }) => design),
        plain,
      ),
    ).toBe(
      JSON.stringify(
        designsOf(first).map(({ design }) => design),
        plain,
      ),
    )
  })

  it.skipIf(!hasGraphMetadata)('send what the published metadata of Graph knows', async () => {
    const metadata = readGraphMetadata()

    for (const { design } of designsOf(await openEstate([path])))
      for (const artefact of design.artefacts)
        for (const call of requestsOf(artefact))
          if (call.api !== 'beta') expect(metadata.problemsOf(call.type, call.body), artefactKey(artefact)).toEqual([])
  })
})

/** Large integers are no JSON. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
