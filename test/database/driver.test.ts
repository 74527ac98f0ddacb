import { createRequire } from 'node:module'
import { expect, it } from 'vitest'

/** tedious 20 needs Node 22 and fails on the oldest Node this product runs on. */
it('drives with tedious 19, also from inside mssql', () => {
  const here = createRequire(import.meta.url)
  const insideDriver = createRequire(here.resolve('mssql'))

  const versions = [here, insideDriver].map((from) => (from('tedious/package.json') as { version: string }).version)

  for (const version of versions) expect(version).toMatch(/^19\./)
})
