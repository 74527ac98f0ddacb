import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runFilterVector } from './conformance.js'

// The vector files are no part of the repository; a folder of them may be named from outside.
const folder = process.env.MIM2ENTRA_VECTORS

describe.runIf(folder !== undefined)('vector files', () => {
  const files = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.json'))
  for (const file of files) {
    it(`${file}: every vector of a filter kind holds`, () => {
      const vectors: unknown = JSON.parse(readFileSync(join(folder ?? '', file), 'utf8'))
      const failures = (Array.isArray(vectors) ? vectors : []).flatMap((vector: unknown) => {
        const result = runFilterVector(vector)
        return result === undefined || result.ok ? [] : [{ vector: idOf(vector), ...result }]
      })

      expect(failures).toEqual([])
    })
  }
})

function idOf(vector: unknown): string {
  return typeof vector === 'object' && vector !== null && 'id' in vector ? String(vector.id) : '?'
}
