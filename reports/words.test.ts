import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placesOf } from '../src/cli/wording.js'
import { wordsOf } from './words.js'

const root = 'templates/language'
const areas = readdirSync(join(root, 'en'))
  .filter((file) => file.endsWith('.json'))
  .sort()
const tableOf = (language: string, area: string) =>
  JSON.parse(readFileSync(join(root, language, area), 'utf8')) as Record<string, string>
const english = Object.assign({}, ...areas.map((area) => tableOf('en', area))) as Record<string, string>

describe('the language tables', () => {
  it.each(areas)('%s has the same keys and places in English and German', (area) => {
    const en = tableOf('en', area)
    const de = tableOf('de', area)

    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort())
    for (const [key, text] of Object.entries(en))
      expect([...placesOf(de[key] ?? '')].sort(), key).toEqual([...placesOf(text)].sort())
  })

  it.each(areas)('%s has the keys of its area only', (area) => {
    const prefix = `${area.replace('.json', '')}.`
    for (const language of ['en', 'de'])
      expect(Object.keys(tableOf(language, area)).filter((key) => !key.startsWith(prefix))).toEqual([])
  })

  it('fit the names that a workbook allows its sheets', () => {
    for (const language of ['en', 'de']) {
      const sheets = Object.entries(tableOf(language, 'tables.json')).filter(([key]) => key.endsWith('.sheet'))
      expect(sheets.filter(([, name]) => name.length > 31 || /[\\/?*[\]:]/.test(name))).toEqual([])
      expect(new Set(sheets.map(([, name]) => name)).size, language).toBe(sheets.length)
    }
  })
})

describe('words', () => {
  const words = wordsOf({
    language: 'de',
    texts: { 'a.b': '{count} {count|Regel|Regeln}', 'terms.verdict.keep': 'behalten' },
  })

  it('write numbers and dates as the language does', () => {
    expect(words('a.b', { count: 12480 })).toBe('12.480 Regeln')
    expect(words.decimal(12.34, 1)).toBe('12,3')
    expect(words.date('2027-02-03')).toBe('03.02.2027')
    expect(words.date('2027-02')).toBe('02/2027')
    expect(words.date('a day')).toBe('a day')
    expect(wordsOf({ language: 'en', texts: english }).date('2027-02-03')).toBe('2027-02-03')
  })

  it('say a message in English where no table has it, and never fill a filled text again', () => {
    expect(words.message('M2E-X-1', '{count|one rule|many rules}', { count: 1 })).toBe('one rule')
    expect(words.translated('M2E-X-1', 'The name is {count}.', { count: 1 })).toBe('The name is {count}.')
    expect(words.term('verdict', 'keep')).toBe('behalten')
    expect(words.term('verdict', 'never seen')).toBe('never seen')
  })

  it('fail where a text is missing: a blank would hide it', () => {
    expect(() => words('a.c')).toThrow('a.c')
  })
})
