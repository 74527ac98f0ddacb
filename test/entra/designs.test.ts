import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Decided, TargetDesign } from '../../analyzers/analyzer.js'
import { expectWellFormed } from '../../analyzers/testing/estate-builder.js'
import { artefactKey, mappingTable, placesOf, synchronizationSchemaOf } from '../../src/entra/index.js'
import { fromGraph, type GraphExpression, print } from '../../src/expression/index.js'
import type { Estate } from '../../src/model/index.js'
import { openEstate } from '../../src/readers/open.js'
import { hasGraphMetadata, readGraphMetadata } from '../support/csdl.js'
import {
  designsOf,
  designTable,
  designTableHead,
  type FoundDesign,
  requestsOf,
  sightedIn,
} from '../support/design-table.js'

const demo = fileURLToPath(new URL('../../demo/estate', import.meta.url))
const corpus = process.env.MIM2ENTRA_CORPUS ?? ''
const folders = [
  'mim-sync-server-export',
  'mim-service-export',
  'aadc-server-config',
  'single-ma-export',
  'lithnet-configsync',
]

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

/** Scenarios whose choices concern nobody else; groups that change their home concern several. */
const provisioning = new Set([
  'hr-onprem',
  'hr-sap',
  'hr-cloud',
  'app-onprem',
  'saas-provisioning',
  'custom-app-scim',
  'ad-to-ad-sync',
  'gal-cross-org',
  'mim-graph-b2b',
  'connect-to-cloud-sync',
  'fim-aad-connector',
])

const metadata = hasGraphMetadata ? readGraphMetadata() : undefined

/** What the published metadata of Graph does not know of a design's requests. */
function problemsOf(design: TargetDesign): readonly string[] {
  return design.artefacts.flatMap((artefact) =>
    requestsOf(artefact)
      .filter((call) => call.api !== 'beta' && call.type !== '')
      .flatMap((call) => metadata?.problemsOf(call.type, call.body) ?? [])
      .map((problem) => `${artefactKey(artefact)}: ${problem}`),
  )
}

describe.each(samples)('the designs of %s', (name, path) => {
  let estate: Estate = { servers: [], services: [], notices: [], ledger: { files: [] } }
  let sighted: ReturnType<typeof sightedIn> = []
  let designs: readonly FoundDesign[] = []
  beforeAll(async () => {
    estate = await openEstate([path])
    sighted = sightedIn(estate)
    designs = designsOf(estate, undefined, sighted)
  })

  it('ask for artefacts that can be made in their order, each once', () => {
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

  it('follow a decision, and only the design that asked for it does', () => {
    for (const { design } of designs.filter((item) => provisioning.has(item.design.scenario)))
      for (const choice of design.choices)
        for (const option of choice.options) {
          const decide: Decided = (id, subject) =>
            id === choice.id && subject === design.subject ? option.id : undefined
          const decided = designsOf(estate, decide, sighted)
          const changed = decided.filter((item, index) => text(item.design) !== text(designs[index]?.design))
          const label = `${choice.id} = ${option.id}`

          for (const { analyzer, design: other, detection } of changed) {
            expectWellFormed(analyzer, detection, other)
            expect([other.scenario, other.subject], label).toEqual([design.scenario, design.subject])
            expect(problemsOf(other), label).toEqual([])
            for (const id of other.mappingTables) expect(mappingTable(estate, id)?.id, label).toBe(id)
          }
          expect(changed, label).toHaveLength(option.id === choice.taken ? 0 : 1)
        }
  })

  it('hold expressions that read back as they were written', () => {
    for (const { design } of designs)
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
    const again = designsOf(await openEstate([path]))

    expect(again.map(({ design }) => text(design))).toEqual(designs.map(({ design }) => text(design)))
  })

  it.skipIf(!hasGraphMetadata)('send what the published metadata of Graph knows', () => {
    expect(designs.flatMap(({ design }) => problemsOf(design))).toEqual([])
  })
})

function text(design: TargetDesign | undefined): string {
  return JSON.stringify(design, plain)
}

/** Large integers are no JSON. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
