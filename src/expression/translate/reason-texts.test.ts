import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { OPEN_QUESTIONS } from '../decisions.js'
import type { Language } from '../index.js'
import { parse, translate } from '../index.js'
import { reasonText } from './reason-texts.js'
import type { Reason, ReasonId } from './result.js'

const folder = import.meta.dirname
const sources = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .concat(readFileSync(join(folder, '../translate.ts'), 'utf8'))

const declared = [...(readFileSync(join(folder, 'result.ts'), 'utf8').match(/(?<=^ {2}\| ')[a-z-]+(?=')/gm) ?? [])]
const noted = sources.flatMap((source) => [
  ...(source.match(/(?<=(?:\b(?:note|refuse)|text\.refused|\brefused)\(\s*')[a-z-]+(?=')/g) ?? []),
])

function reason(id: string, params: Readonly<Record<string, string>> = {}): Reason {
  return { id: id as ReasonId, verdict: 'conditional', params, span: { start: 0, end: 0 } }
}

describe('the text of a reason', () => {
  it('exists for every id, with params and without', () => {
    expect(declared.length).toBeGreaterThan(30)
    for (const id of declared) {
      const text = reasonText(reason(id))

      expect(text, id).toMatch(/^\S.*\.$/)
      expect(text, id).not.toMatch(/undefined|\{|\.\./)
    }
  })

  it('knows every id the translators note', () => {
    expect(noted.length).toBeGreaterThan(50)
    expect(noted.filter((id) => !declared.includes(id))).toEqual([])
  })

  it('asks every open question in one sentence', () => {
    for (const { id, question, assumed } of OPEN_QUESTIONS) {
      expect(question, id).toMatch(/^[^?]+\?$/)
      expect(assumed, id).not.toMatch(/\.$/)
      expect(reasonText(reason('decision', { question: id }))).toContain(question)
    }
  })

  it.each([
    ['connect', 'IIF(IsPresent([a]), [a], "none")', 'Switch takes the place of IIF'],
    ['connect', 'InStrRev([a], "x")', 'InStrRev has no counterpart in Entra.'],
    ['connect', 'Mid([a], 3, 2)', 'has 3 characters or more'],
    ['connect', 'BitOr([a], 2)', 'BitOr computes numbers; Entra expressions do not.'],
    ['mim', 'Word(mail, 1, "@")', '(Q-08): What does Word give for a text without a delimiter? Assumed: '],
  ] as const satisfies readonly (readonly [Language, string, string])[])('of %s %s', (language, expression, said) => {
    const texts = translate(language, parse(language, expression)).reasons.map(reasonText)

    expect(texts.join('\n')).toContain(said)
  })
})
