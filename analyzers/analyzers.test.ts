import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connectorTargets } from '../src/catalogue/connectors.js'
import { templateText } from './finding.js'
import { analyzers } from './index.js'

const root = import.meta.dirname
/** Folders that are no scenario. */
const others = new Set(['facts', 'testing', '_template'])

const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !others.has(entry.name))
  .map((entry) => entry.name)
  .sort()

function textOf(folder: string, file: string): string {
  const path = join(root, folder, file)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** Everything the analyzer's own code says, tests left out. */
function sourceOf(folder: string): string {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => textOf(folder, file))
    .join('\n')
}

describe('the registry', () => {
  it('lists every scenario of the base once, in the order of its numbers', () => {
    const numbers = analyzers.map((analyzer) => analyzer.meta.number)

    expect(numbers.length).toBeGreaterThanOrEqual(31)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })

  it('lists every folder, and nothing else', () => {
    expect(analyzers.map((analyzer) => analyzer.meta.id).sort()).toEqual(folders)
  })

  it('uses a message id in one scenario only', () => {
    const ids = analyzers.flatMap((analyzer) => Object.keys(analyzer.meta.messages))

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('is what the catalogue of connectors points to', () => {
    const known = new Set(analyzers.map((analyzer) => analyzer.meta.id))
    const named = Object.values(connectorTargets).flatMap((target) => target.scenarios)

    expect(named.filter((id) => !known.has(id))).toEqual([])
  })

  it('gives every scenario an area of its own', () => {
    const areas = analyzers.map((analyzer) => [
      ...new Set(Object.keys(analyzer.meta.messages).map((id) => id.split('-')[1])),
    ])

    for (const area of areas) expect(area).toHaveLength(1)
    expect(new Set(areas.flat()).size).toBe(areas.length)
  })
})

describe.each(folders)('%s', (folder) => {
  const analyzer = analyzers.find((item) => item.meta.id === folder)
  const messages = analyzer?.meta.messages ?? {}
  const ids = Object.keys(messages).sort()

  it.each(['index.ts', 'detect.ts', 'map.ts', 'stages.ts', 'README.md', `${folder}.test.ts`])('has %s', (file) => {
    expect(textOf(folder, file)).not.toBe('')
  })

  it('states what it is', () => {
    const meta = analyzer?.meta

    expect(meta?.title).toMatch(/\S/)
    expect(meta?.summary).toMatch(/\.$/)
    // What no file can rule out has to be asked for.
    if (meta?.visibleIn.length === 0) expect(meta.asks.length).toBeGreaterThan(0)
    expect(meta?.documentation.length).toBeGreaterThan(0)
    for (const address of meta?.documentation ?? []) expect(address).toMatch(/^https:\/\/learn\.microsoft\.com\/\S+$/)
    for (const ask of meta?.asks ?? []) expect(ask.what && ask.changes).toMatch(/\S/)
  })

  it('has messages of the right form, each with a source where one is due', () => {
    for (const [id, message] of Object.entries(messages)) {
      expect(id).toMatch(/^M2E-[A-Z]+-\d{3}$/)
      expect(message.text, id).toMatch(/[.?]$/)
      if (message.kind === 'blocker')
        expect(message.source, id).toMatch(/^(project|https:\/\/learn\.microsoft\.com\/\S+)$/)
      else if (message.kind !== 'evidence' && message.source !== undefined)
        expect(message.source, id).toMatch(/^(project|https:\/\/learn\.microsoft\.com\/\S+)$/)
    }
  })

  it('says every message, and says nothing that is not declared', () => {
    const said = [...new Set(sourceOf(folder).match(/M2E-[A-Z]+-\d{3}/g) ?? [])].sort()
    const mentioned = (id: string): number => sourceOf(folder).split(id).length - 1

    expect(said).toEqual(ids)
    expect(ids.filter((id) => mentioned(id) < 2)).toEqual([])
  })

  it('explains every message in its README under an anchor of its own, and no other', () => {
    const anchors = [...textOf(folder, 'README.md').matchAll(/^#+ (M2E-[A-Z]+-\d{3})\b.*$/gm)].map(
      (match) => match[1] ?? '',
    )

    expect([...anchors].sort()).toEqual(ids)
  })

  it('quotes every message in its README, word for word', () => {
    const texts = Object.entries(messages).map(([id, message]) => [id, templateText(message.text)] as const)
    const sections = textOf(folder, 'README.md').split(/^(?=#)/m)
    const bullets = textOf(folder, 'README.md').match(/^- [+-]\d+ .*$/gm) ?? []
    const quotes = (id: string, text: string): boolean =>
      sections.some(
        (section) =>
          new RegExp(`^#+ ${id}\\b`).test(section) &&
          section.split('\n').some((line) => line === `> ${text}` || line.endsWith(`. ${text}`)),
      )

    expect(texts.filter(([id, text]) => !quotes(id, text))).toEqual([])
    expect(bullets.filter((bullet) => !texts.some(([, text]) => bullet.endsWith(` ${text}`)))).toEqual([])
  })

  it('tells in its README what it cannot see', () => {
    expect(textOf(folder, 'README.md')).toMatch(/^## .*cannot/im)
  })
})
