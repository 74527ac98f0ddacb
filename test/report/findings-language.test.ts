import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runHistoryMessages } from '../../analyzers/facts/run-history.js'
import { analyzers } from '../../analyzers/index.js'
import { placesOf } from '../../src/cli/wording.js'
import { stageNames } from '../../src/model/index.js'

const folder = join('templates', 'language', 'de', 'findings')
const files = ['stages', 'run-history', ...analyzers.map(({ meta }) => meta.id)]
const german = Object.assign(
  {},
  ...files.map((file) => JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as Record<string, string>),
) as Readonly<Record<string, string>>

/** Every text of the analyzers by its key. Those of stages are filled with what an estate says: their places stay unknown. */
const english: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(runHistoryMessages).map(([id, { text }]) => [id, text]),
  ...analyzers.flatMap(({ meta }) => [
    [`scenarios.${meta.id}.title`, meta.title],
    [`scenarios.${meta.id}.summary`, meta.summary],
    ...meta.asks.flatMap((ask, index) => [
      [`scenarios.${meta.id}.ask-${index + 1}.what`, ask.what],
      [`scenarios.${meta.id}.ask-${index + 1}.changes`, ask.changes],
    ]),
    ...Object.entries(meta.messages).map(([id, { text }]) => [id, text]),
  ]),
])
const stageKeys = analyzers.flatMap(({ meta }) =>
  stageNames.flatMap((name) => ['content', 'gate', 'wayBack'].map((what) => `stages.${meta.id}.${name}.${what}`)),
)

describe('what analyzers say, in German', () => {
  it('lacks no text', () => {
    expect([...Object.keys(english), ...stageKeys].filter((key) => german[key] === undefined)).toEqual([])
  })

  it('has no text that nobody says any more', () => {
    const said = new Set([...Object.keys(english), ...stageKeys])

    expect(Object.keys(german).filter((key) => !said.has(key))).toEqual([])
  })

  it('fills the places that the English fills', () => {
    const names = (text: string) => [...placesOf(text)].sort().join(' ')

    expect(
      Object.entries(english).filter(
        ([key, text]) => german[key] !== undefined && names(text) !== names(german[key] ?? ''),
      ),
    ).toEqual([])
  })

  it('leaves no text in English', () => {
    expect(Object.keys(english).filter((key) => german[key] === english[key])).toEqual([])
  })
})
