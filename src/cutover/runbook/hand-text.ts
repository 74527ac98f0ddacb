import type { Step } from '../../graph/index.js'
import type { RunbookWords } from './words.js'

export type HandChange = Extract<Step['change'], { readonly kind: 'hand' }>

/** What a person does, in the language of the runbook. */
export function handText({ where, instructions, check, wording }: HandChange, words: RunbookWords): HandChange {
  const say = (what: string, english: string) =>
    wording === undefined
      ? words.phrase(english)
      : words.translated(`hand-steps.${wording.id}.${what}`, english, wording.params)
  return {
    kind: 'hand',
    where: say('where', where),
    instructions: instructions.map((instruction, index) => say(`instructions-${index + 1}`, instruction)),
    check: say('check', check),
    source: '',
  }
}
