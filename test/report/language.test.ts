import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, keptScratch } from '../support/cli.js'
import { unzip } from '../support/unzip.js'
import { spokenTexts } from './spoken.js'

const folder = keptScratch()
const out = join(folder.path, 'bericht')
const plan = join(folder.path, 'plan')
const read = (name: string) => readFileSync(join(out, name), 'utf8')

beforeAll(async () => {
  await cli(['demo', '--out', out, '--language', 'de'])
  await cli(['plan', out, '--out', plan, '--tenant', '11111111-1111-1111-1111-111111111111', '--language', 'de'])
})
afterAll(() => folder.remove())

/** English texts that no German reader should meet, in pieces between their places: more than three words, and not the same in German. */
function englishTexts(): string[] {
  const texts = (language: string) =>
    Object.assign(
      {},
      ...readdirSync(`templates/language/${language}`, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.json'))
        .map((file) => JSON.parse(readFileSync(`templates/language/${language}/${file}`, 'utf8'))),
    ) as Record<string, string>
  const german = texts('de')
  return Object.entries({ ...texts('en'), ...spokenTexts })
    .filter(([key, text]) => german[key] !== text)
    .flatMap(([key, text]) => text.split(/\{[^{}]*\}/).filter((piece) => !german[key]?.includes(piece)))
    .map((piece) => piece.trim())
    .filter((piece) => piece.split(/\s+/).length > 3)
}

/** What stays English in a German report of the demo, and why. */
const leftInEnglish: readonly string[] = [
  // Parts of titles of Microsoft's pages, which keep their English names.
  'groups to Active Directory',
]

async function zipped(name: string, parts: RegExp): Promise<string> {
  const files = [...(await unzip(readFileSync(join(out, name))))].filter(([file]) => parts.test(file))
  return plain(files.map(([, content]) => content.toString('utf8')).join('\n'))
}

function unescaped(markdown: string): string {
  return markdown.replace(/\\(.)/g, '$1')
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

  const shown: Readonly<Record<string, () => string | Promise<string>>> = {
    'index.html': () => plain(read('index.html')),
    'assessment.md': () => unescaped(read('assessment.md')),
    'assessment.docx': () => zipped('assessment.docx', /^word\/document\.xml$/),
    'assessment.xlsx': () => zipped('assessment.xlsx', /^xl\/(?:sharedStrings|worksheets\/[^/]*)\.xml$/),
    'the runbooks': () =>
      readdirSync(plan, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('README.md'))
        .map((file) => unescaped(readFileSync(join(plan, file), 'utf8')))
        .join('\n'),
  }

  it.each(Object.keys(shown))('%s say nothing in English that a table has in German', async (name) => {
    const texts = englishTexts()
    const text = (await shown[name]?.()) ?? ''

    expect(texts.length).toBeGreaterThan(1500)
    expect(text.length).toBeGreaterThan(50_000)
    expect(new Set(texts.filter((piece) => text.includes(piece) && !leftInEnglish.includes(piece)))).toEqual(new Set())
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
