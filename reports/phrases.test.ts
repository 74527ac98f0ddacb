import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { phrasesOf } from './phrases.js'

const say = phrasesOf({
  'phrases.Rights of {name}': 'Rechte von {name}',
  'phrases.{name} has to be filled.': '{name} muss gefüllt sein.',
  'phrases.{first} follows {second}': 'auf {second} folgt {first}',
  'phrases.the manager': 'die vorgesetzte Person',
  'phrases.a connector that is gone ({id})': 'ein weggefallener Konnektor ({id})',
})

describe('a phrase', () => {
  it.each([
    ['the manager', 'die vorgesetzte Person'],
    ['Rights of KB: Help (desk)', 'Rechte von KB: Help (desk)'],
    ['B follows A', 'auf A folgt B'],
    ['a has to be filled. b has to be filled.', 'a muss gefüllt sein. b muss gefüllt sein.'],
    ['HR, a connector that is gone (7)', 'HR, ein weggefallener Konnektor (7)'],
    ['nothing known, here. Nor there', 'nothing known, here. Nor there'],
    ['manager', 'manager'],
  ])('%j is said as %j', (english, said) => {
    expect(say(english)).toBe(said)
  })

  it('has the places of its English in every language', () => {
    const german = JSON.parse(readFileSync('templates/language/de/phrases.json', 'utf8')) as Record<string, string>
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

    expect(Object.entries(german).filter(([key, text]) => places(key).join() !== places(text).join())).toEqual([])
  })
})
