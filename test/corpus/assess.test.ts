import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, scratch } from '../support/cli.js'

const corpus = process.env.MIM2ENTRA_CORPUS ?? ''

const exports: readonly (readonly [
  string,
  { readonly servers: number; readonly connectors: number; readonly rules: number },
])[] = [
  ['mim-sync-server-export/1-contoso-pilot', { servers: 1, connectors: 8, rules: 0 }],
  ['mim-sync-server-export/2-mimdsc-litware', { servers: 1, connectors: 3, rules: 0 }],
  ['aadc-server-config/1-contoso-production', { servers: 1, connectors: 2, rules: 62 }],
  ['mim-service-export/1-mim-sp1-base-4.4.1459.0', { servers: 1, connectors: 0, rules: 0 }],
  ['single-ma-export', { servers: 2, connectors: 2, rules: 0 }],
]

describe.skipIf(corpus === '')(
  `public sample exports${corpus === '' ? ' (skipped: MIM2ENTRA_CORPUS is not set)' : ''}`,
  () => {
    it.each(exports)('%s is assessed with nothing unknown', async (path, counts) => {
      const out = join(scratch(), 'report')
      const result = await cli(['assess', join(corpus, path), '--out', out])
      const { report } = JSON.parse(readFileSync(join(out, 'assessment.json'), 'utf8')) as {
        report: {
          headline: Record<string, number>
          completeness: { filesFailed: number; elements: { unknown: number } }
        }
      }

      expect([0, 3]).toContain(result.code)
      expect(report.headline).toMatchObject(counts)
      expect(report.completeness).toMatchObject({ filesFailed: 0, elements: { unknown: 0 } })
      expect(existsSync(join(out, 'index.html'))).toBe(true)
    })

    it('both products in one report', async () => {
      const out = join(scratch(), 'report')
      await cli(['assess', join(corpus, exports[0]?.[0] ?? ''), join(corpus, exports[2]?.[0] ?? ''), '--out', out])
      const html = readFileSync(join(out, 'index.html'), 'utf8')

      expect(html).toContain('Contoso HR System')
      expect(html).toContain('contoso.onmicrosoft.com')
    })
  },
)
