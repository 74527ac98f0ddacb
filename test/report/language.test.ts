import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, keptScratch } from '../support/cli.js'

const folder = keptScratch()
const out = join(folder.path, 'bericht')
const read = (name: string) => readFileSync(join(out, name), 'utf8')

beforeAll(async () => {
  await cli(['demo', '--out', out, '--language', 'de'])
})
afterAll(() => folder.remove())

/** Texts of the English tables that no German reader should meet: more than two words, and not the same in German. */
function englishTexts(): string[] {
  const texts = (language: string) =>
    Object.assign(
      {},
      ...readdirSync(`templates/language/${language}`)
        .filter((file) => file.endsWith('.json'))
        .map((file) => JSON.parse(readFileSync(`templates/language/${language}/${file}`, 'utf8'))),
    ) as Record<string, string>
  const german = texts('de')
  return (
    Object.entries(texts('en'))
      // The nouns of the effort rates stand in the messages of the analyzers, too, which have tables of their own.
      .filter(([key, text]) => !key.startsWith('terms.rate.') && german[key] !== text)
      // Part of the title of a page of Microsoft's, which keeps its English name.
      .filter(([key]) => key !== 'phrases.groups to Active Directory')
      .flatMap(([, text]) => text.split(/\{[^{}]*\}/))
      .map((text) => text.trim())
      .filter((text) => text.split(/\s+/).length > 3)
  )
}

function plain(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;|&#x27;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
}

describe('a report in German', () => {
  it('says so, and writes numbers and dates the German way', () => {
    expect(read('index.html')).toContain('<html lang="de">')
    expect(read('index.html')).toContain('Migrationsbewertung')
    expect(read('index.html')).toMatch(/\d\d\.\d\d\.20\d\d/)
    expect(read('assessment.md')).toContain('**Stand** 21.11.2026')
    expect(read('assessment.md')).toMatch(/\d{2}\.\d{3} Elemente/)
  })

  it.each(['index.html', 'assessment.md'])('%s holds no English wording of the reports', (name) => {
    const texts = englishTexts()
    const shown = name.endsWith('.html') ? plain(read(name)) : read(name).replace(/\\(.)/g, '$1')

    expect(texts.length).toBeGreaterThan(200)
    expect(texts.filter((text) => shown.includes(text))).toEqual([])
  })
})

describe('a brand', () => {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

  function brandFolder(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
    const place = join(folder.path, name)
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(join(place, file, '..'), { recursive: true })
      writeFileSync(join(place, file), content)
    }
    return place
  }
  const json = (value: unknown) => JSON.stringify(value)
  const agent = join('demo', 'estate', 'mim-sync', 'MA-{0047399D-4CAF-4EA1-B1E0-148E788FE625}.XML')
  const assess = (brand: string, ...more: string[]) =>
    cli(['assess', agent, '--out', join(folder.path, `${brand.split('/').pop() ?? ''}-out`), '--brand', brand, ...more])

  it('puts its name, colours, logo, footer, wording and templates into the report', async () => {
    const brand = brandFolder('good', {
      'brand.json': json({
        name: 'Nordlicht & Partner',
        colours: { accent: '#7a1f4e' },
        font: 'Segoe UI',
        footer: 'Confidential <draft>',
        logo: 'logo.png',
      }),
      'logo.png': Buffer.from(pixel, 'base64'),
      'language/en/ours.json': json({ 'html.fire': 'What burns?' }),
      'templates/html/digest.hbs': '<b class="ours">{{effort}}</b>',
    })
    const result = await assess(brand)
    const html = readFileSync(join(folder.path, 'good-out', 'index.html'), 'utf8')

    expect(result.code).not.toBe(2)
    expect(result.err).not.toContain('contrast')
    expect(html).toContain('Nordlicht &amp; Partner')
    expect(html).toContain('--accent: #7a1f4e')
    expect(html).toContain('font-family: "Segoe UI"')
    expect(html).toContain(`data:image/png;base64,${pixel.slice(0, 20)}`)
    expect(html).toContain('Confidential &lt;draft&gt;')
    expect(html).toContain('What burns?')
    expect(html).toContain('<b class="ours">')
  })

  it('brings a language of its own over the English one', async () => {
    const brand = brandFolder('french', { 'language/fr/mots.json': json({ 'html.fire': 'Y a-t-il le feu ?' }) })
    const result = await assess(brand, '--language', 'fr')

    expect(result.code).not.toBe(2)
    expect(readFileSync(join(folder.path, 'french-out', 'index.html'), 'utf8')).toContain('Y a-t-il le feu ?')
  })

  it('is warned about colours that cannot be read', async () => {
    const brand = brandFolder('pale', { 'brand.json': json({ colours: { accent: '#ffe680' } }) })

    expect((await assess(brand)).err).toMatch(/"colours\.accent" #ffe680 .* contrast of 1\.\d:1/)
  })

  it.each([
    ['no JSON', { 'brand.json': '{' }, /brand\.json is not valid JSON/],
    ['an unknown key', { 'brand.json': json({ color: '#000000' }) }, /brand\.json: "color" is not known/],
    ['no colour', { 'brand.json': json({ colours: { accent: 'red' } }) }, /"colours\.accent" is not a colour: red/],
    ['a logo outside', { 'brand.json': json({ logo: '../../etc/passwd' }) }, /"logo" leads out of the brand folder/],
    [
      'a logo that is none',
      { 'brand.json': json({ logo: 'l.png' }), 'l.png': 'GIF89a' },
      /"logo" is neither PNG nor SVG/,
    ],
    ['a face that is code', { 'brand.json': json({ font: 'x;}</style>' }) }, /"font" is not the name of a typeface/],
    ['an unknown text', { 'language/en/a.json': json({ 'html.fier': 'x' }) }, /a\.json: there is no text "html\.fier"/],
    [
      'a place nothing fills',
      { 'language/en/a.json': json({ 'html.more': '{many}' }) },
      /"html\.more" has a place \{many\}/,
    ],
    ['a broken template', { 'templates/html/meter.hbs': '{{#if}}' }, /HTML templates of the brand folder do not fit/],
  ])('with %s is refused by name, and nothing is written', async (name, files, message) => {
    const brand = brandFolder(`bad-${name.replace(/\W/g, '-')}`, files)
    const result = await assess(brand)

    expect(result.code).toBe(2)
    expect(result.err).toMatch(message)
    expect(() => readdirSync(join(folder.path, `${brand.split('/').pop() ?? ''}-out`))).toThrow()
  })

  it('that is not there, or a language nobody speaks, is said', async () => {
    expect((await assess(join(folder.path, 'nowhere'))).err).toContain('brand folder')
    const result = await cli(['demo', '--out', join(folder.path, 'x'), '--language', 'xx'])
    expect(result.code).toBe(2)
    expect(result.err).toContain('There is no language "xx".')
  })
})
