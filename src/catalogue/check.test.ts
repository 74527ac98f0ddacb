import { describe, expect, it } from 'vitest'
import { checkCatalogue, disputedFacts, staleAfterDays, staleFacts } from './check.js'
import { type CatalogueEntry, catalogueEntries } from './entries.js'

const source = 'https://learn.microsoft.com/entra/x'
const entry = (fact: Partial<CatalogueEntry['fact']> = {}): CatalogueEntry => ({
  name: 'some.limit',
  fact: { source, verifiedOn: '2026-11-21', state: 'verified', ...fact },
})
const reading = (plannedOn: boolean, from = source) => ({ text: 't', source: from, asOf: '', plannedOn })

describe('checkCatalogue', () => {
  it('passes the catalogue that ships', () => {
    expect(() => checkCatalogue(catalogueEntries)).not.toThrow()
    expect(catalogueEntries.length).toBeGreaterThan(100)
  })

  it.each([
    ['no source', { source: '' }, /some\.limit has no source/],
    ['a source that is no page', { source: 'a colleague' }, /some\.limit has no source/],
    ['no day', { verifiedOn: '' }, /some\.limit does not say when it was read/],
    ['a day there is none of', { verifiedOn: '2026-13-41' }, /some\.limit does not say when/],
    [
      'a reading without a source',
      { readings: [reading(true), reading(false, '')] },
      /a reading of some\.limit has no source/,
    ],
    ['no reading to plan on', { readings: [reading(false), reading(false)] }, /which of its readings is planned on/],
    ['two readings to plan on', { readings: [reading(true), reading(true)] }, /which of its readings is planned on/],
  ])('names an entry with %s', (_, fact, message) => {
    expect(() => checkCatalogue([entry(), entry(fact)])).toThrow(message)
  })
})

describe('staleFacts', () => {
  it('names what was read too long before the day', () => {
    const [old, fresh] = [entry({ verifiedOn: '2026-01-01' }), entry({ verifiedOn: '2026-11-01' })]

    expect(staleFacts([old, fresh], '2026-11-21')).toEqual([
      { name: 'some.limit', source, verifiedOn: '2026-01-01', days: 324 },
    ])
  })

  it('counts the last day as fresh, and a day before the reading, too', () => {
    expect(staleAfterDays).toBe(90)
    expect(staleFacts([entry({ verifiedOn: '2026-01-01' })], '2026-04-01')).toEqual([])
    expect(staleFacts([entry({ verifiedOn: '2026-01-01' })], '2026-04-02')).toHaveLength(1)
    expect(staleFacts([entry()], '2020-01-01')).toEqual([])
  })
})

describe('disputedFacts', () => {
  it('shows both readings, one of them planned on', () => {
    const disputed = disputedFacts(catalogueEntries)

    expect(disputed.length).toBeGreaterThan(3)
    for (const { readings } of disputed) {
      expect(readings).toHaveLength(2)
      expect(readings.filter((item) => item.plannedOn)).toHaveLength(1)
    }
  })
})
