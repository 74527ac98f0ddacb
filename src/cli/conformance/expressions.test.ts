import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { readVectors, runVector, runVectorFiles, runVectors } from './expressions.js'

const EVAL = {
  id: 'v-1',
  lang: 'aadc',
  kind: 'eval',
  expression: 'UCase([c])',
  attributes: { c: 'us' },
  expected: 'US',
}

function fileWith(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'vectors-')), 'vectors.json')
  writeFileSync(path, content)
  return path
}

describe('conformance run', () => {
  it('counts what holds', () => {
    expect(runVectors([EVAL])).toEqual({ lines: ['1 passed, 0 failed'], exitCode: 0 })
  })

  it('prints a line for what does not hold', () => {
    const run = runVectors([EVAL, { ...EVAL, id: 'v-2', expected: 'DE' }])

    expect(run).toEqual({ lines: ['v-2: expected "DE", got "US"', '1 passed, 1 failed'], exitCode: 1 })
  })

  it('refuses files that are none', () => {
    expect(runVectorFiles([]).exitCode).toBe(2)
    expect(runVectorFiles(['/does/not/exist.json']).exitCode).toBe(2)
    expect(runVectorFiles([fileWith('{}')]).lines[0]).toContain('the file is not a JSON array')
    expect(runVectorFiles([fileWith('[{"id":"x"}]')]).lines[0]).toContain('entry 1 is not a vector')
    expect(runVectorFiles([fileWith(JSON.stringify([EVAL]))]).exitCode).toBe(0)
  })

  test.each([
    [{ ...EVAL, expression: 'UCase(', expected: { $error: '*' } }, true],
    [{ ...EVAL, expression: 'RandomNum(1,3)', expected: { $range: [1, 3] } }, true],
    [{ ...EVAL, expression: 'Guid()', expected: { $match: '^[0-9a-f-]{36}$' } }, true],
    [{ ...EVAL, expression: 'Len([c])', expected: '2' }, false],
    [{ ...EVAL, lang: 'entra', expression: 'Count([c])', expected: '1' }, true],
    [{ ...EVAL, expression: 'NULL', expected: { $oneOf: ['', null] } }, true],
    [
      {
        ...EVAL,
        kind: 'translate',
        expression: 'UCase([c])',
        verdict: 'identical',
        probes: [{ attributes: { c: 'x' }, expected: 'X' }],
      },
      true,
    ],
    [{ ...EVAL, kind: 'translate', expression: 'BitOr([c],1)', verdict: 'identical' }, false],
    [{ ...EVAL, kind: 'unheard' }, false],
  ])('judges %j', (vector, holds) => {
    expect(runVector(vector).passed).toBe(holds)
  })
})

const folder = process.env.MIM2ENTRA_VECTORS ?? ''

describe.skipIf(folder === '' || !existsSync(folder))('vector files', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  const vectors = files.flatMap((name) => {
    const read = readVectors(join(folder, name))
    return typeof read === 'string'
      ? []
      : read.map((vector) => ({ ...vector, name: `${vector.id} ${vector.expression}` }))
  })

  it('are found', () => {
    expect(vectors.length).toBeGreaterThan(0)
  })

  it.each(vectors)('$name', (vector) => {
    expect(runVector(vector)).toEqual({ passed: true })
  })
})
