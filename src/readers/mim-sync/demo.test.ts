import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { decodeText, peekRoot } from '../../xml/index.js'
import { readers as connectReaders } from '../connect-sync/index.js'
import { readers as mimReaders } from './index.js'
import { unknownPaths } from './testing.js'

const estate = new URL('../../../demo/estate/', import.meta.url).pathname
const readers = [...connectReaders, ...mimReaders]

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : /\.xml$/i.test(name) ? [path] : []
  })
}

it.each(['mim-sync', 'connect'])('knows every element of the demo estate, %s', async (folder) => {
  const unknown: string[] = []
  const kinds: string[] = []
  for (const path of filesBelow(join(estate, folder))) {
    const { text, encoding } = decodeText(readFileSync(path))
    const head = text.slice(0, 65_536)
    const reader = readers.find((candidate) => candidate.recognise({ root: peekRoot(head), head }))
    const result = await reader?.read({ name: path, sizeBytes: text.length, sha256: '', encoding, text })
    kinds.push(reader?.kind ?? `nobody reads ${path}`)
    if (result !== undefined) unknown.push(...unknownPaths(result))
  }

  expect(unknown).toEqual([])
  expect(kinds.filter((kind) => kind.startsWith('nobody'))).toEqual([])
  expect(kinds.length).toBeGreaterThan(5)
})
