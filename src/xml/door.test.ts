import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
}

test('only this folder knows the XML library, and only its tree does', () => {
  const files = ['src', 'analyzers', 'reports', 'test', 'bench'].flatMap(sources)

  const importers = files.filter((file) => /from\s+['"]fast-xml-parser/.test(readFileSync(join(root, file), 'utf8')))

  expect(importers).toEqual([join('src', 'xml', 'tree.ts')])
})
