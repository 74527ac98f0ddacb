import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placesOf } from '../../src/cli/wording.js'
import { spokenTexts, stageKeys } from './spoken.js'

const folder = join('templates', 'language', 'de', 'findings')
const german = Object.assign(
  {},
  ...readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>),
) as Readonly<Record<string, string>>

/** Where something is done and what a date is about may be a product, which has one name everywhere. */
const nameOnly = /^deadlines\..*\.subject$|^hand-steps\..*\.where$/

describe('what has its English beside the code, in German', () => {
  it('lacks no text', () => {
    expect([...Object.keys(spokenTexts), ...stageKeys].filter((key) => german[key] === undefined)).toEqual([])
  })

  it('has no text that nobody says any more', () => {
    const said = new Set([...Object.keys(spokenTexts), ...stageKeys])

    expect(Object.keys(german).filter((key) => !said.has(key))).toEqual([])
  })

  it('fills the places that the English fills', () => {
    const names = (text: string) => [...placesOf(text)].sort().join(' ')

    expect(
      Object.entries(spokenTexts).filter(
        ([key, text]) => german[key] !== undefined && names(text) !== names(german[key] ?? ''),
      ),
    ).toEqual([])
  })

  it('leaves no text in English', () => {
    const spoken = Object.entries(spokenTexts).filter(
      ([key, text]) => !nameOnly.test(key) && /\s/.test(text.replace(/\{[^{}]*\}/g, '').trim()),
    )

    expect(spoken.filter(([key, text]) => german[key] === text)).toEqual([])
  })
})
