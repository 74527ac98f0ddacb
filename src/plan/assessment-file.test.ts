import { describe, expect, it } from 'vitest'
import { analyzers } from '../../analyzers/index.js'
import { connector, estate, metaverse, server } from '../../analyzers/testing/estate-builder.js'
import { InputError } from '../model/index.js'
import { openEstate } from '../readers/open.js'
import { assess } from './assess.js'
import { readAssessmentFile, writeAssessmentFile } from './assessment-file.js'
import { contentHash } from './canonical.js'

const assessment = assess(
  estate({ servers: [server({ name: 'SYNC', connectors: [connector({ name: 'HR' })], metaverse: metaverse() })] }),
  { asOf: '2026-11-21', analyzers },
)
const text = writeAssessmentFile(assessment)
const file = JSON.parse(text) as object

describe('readAssessmentFile', () => {
  it('gives back what was written', () => {
    const read = readAssessmentFile(text)

    expect(read.assessment).toEqual(assessment)
    expect(contentHash(read.assessment)).toBe(contentHash(assessment))
  })

  it.each([
    ['no JSON', '{"format"', /^plan\/a\.json is not valid JSON/],
    ['another thing', '{"format":"something"}', /is not an assessment of mim2entra/],
    ['no object', '[1]', /is not an assessment of mim2entra/],
    ['an earlier version', JSON.stringify({ ...file, formatVersion: 1 }), /is of format version 1; .* reads version 2/],
    ['no content', JSON.stringify({ ...file, assessment: undefined }), /holds no assessment/],
    ['a name changed by hand', text.replaceAll('"SYNC"', '"SINK"'), /was changed after it was written/],
    ['another hash of decisions', JSON.stringify({ ...file, decisionsHash: '0' }), /was changed after it was written/],
  ])('refuses %s', (_, given, message) => {
    expect(() => readAssessmentFile(given, 'plan/a.json')).toThrow(message)
    expect(() => readAssessmentFile(given, 'plan/a.json')).toThrow(InputError)
  })
})

describe('the demo company', () => {
  it('comes back whole, integers of its expressions included', async () => {
    const demo = assess(await openEstate(['demo/estate']), { asOf: '2026-11-21', analyzers })

    const { assessment: read, assessmentHash } = readAssessmentFile(writeAssessmentFile(demo))

    expect(read).toEqual(demo)
    expect(assessmentHash).toBe(contentHash(demo))
  })
})

describe('contentHash', () => {
  it('does not depend on the order of members, nor on members that are undefined', () => {
    expect(contentHash({ b: [1, undefined, 'x'], a: { d: undefined, c: null } })).toBe(
      contentHash({ a: { c: null }, b: [1, null, 'x'] }),
    )
  })

  it('tells different data apart', () => {
    const hashes = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: {} }, { b: 1 }, [], {}, null].map(contentHash)

    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it('hashes texts longer than its buffer like short ones', () => {
    const long = { a: Array.from({ length: 20_000 }, (_, index) => `value ${index}`) }

    expect(contentHash(long)).toBe(contentHash(JSON.parse(JSON.stringify(long))))
    expect(contentHash({ a: [...long.a, 'more'] })).not.toBe(contentHash(long))
  })
})
