/**
 * Sentences that reach a report filled, said in another language: tables hold them by their English, with places for names
 * (`phrases.Rights of {name}`). What no table has stays as it is.
 */
export type SayPhrase = (english: string) => string

interface Phrase {
  /** All of them have to be there before the pattern is worth a try. */
  readonly literals: readonly string[]
  readonly pattern: RegExp
  readonly places: readonly string[]
  readonly said: string
}

const AREA = 'phrases.'
/** Characters. */
const LONGEST = 2000
const PLACE = /\{(\w+)\}/g

export function phrasesOf(texts: Readonly<Record<string, string>>): SayPhrase {
  const withPlaces = lazily(() => byFirstWord(texts))
  const fitting = (english: string): string | undefined => {
    const { leading, others } = withPlaces()
    for (const phrase of [...(leading.get(firstWord(english)) ?? []), ...others]) {
      const found = phrase.literals.every((part) => english.includes(part)) ? phrase.pattern.exec(english) : null
      if (found !== null) return filled(phrase, found.slice(1).map(say))
    }
    return undefined
  }
  /** Sentences or items of a list, each by itself; undefined where none is known. */
  const inParts = (english: string, between: RegExp, joint: string): string | undefined => {
    const parts = english.split(between)
    if (parts.length === 1) return undefined
    const said = parts.map(say)
    return said.some((part, index) => part !== parts[index]) ? said.join(joint) : undefined
  }
  const say = (english: string): string => {
    const fixed = texts[`${AREA}${english}`]
    if (fixed !== undefined) return fixed
    // Names and values are single words more often than not, filters and code are long; no phrase is either.
    if (!english.includes(' ') || english.length > LONGEST) return english
    return inParts(english, /(?<=\.) /, ' ') ?? fitting(english) ?? inParts(english, /, /, ', ') ?? english
  }
  return say
}

/** Most phrases begin with a word of their own: the others are few enough to be tried one by one. */
function byFirstWord(texts: Readonly<Record<string, string>>) {
  const leading = new Map<string, Phrase[]>()
  const others: Phrase[] = []
  for (const [key, said] of Object.entries(texts)) {
    const english = key.slice(AREA.length)
    if (!key.startsWith(AREA) || english.search(PLACE) < 0) continue
    const word = firstWord(english)
    const list = word.includes('{') ? others : (leading.get(word) ?? [])
    list.push(phraseOf(english, said))
    if (list !== others) leading.set(word, list)
  }
  return { leading, others }
}

function phraseOf(english: string, said: string): Phrase {
  const literals = english.split(/\{\w+\}/)
  const escaped = literals.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return {
    literals,
    pattern: new RegExp(`^${escaped.join('(.+?)')}$`, 's'),
    places: [...english.matchAll(PLACE)].map(([, name = '']) => name),
    said,
  }
}

function filled({ places, said }: Phrase, values: readonly string[]): string {
  return said.replace(PLACE, (place, name: string) => values[places.indexOf(name)] ?? place)
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0] ?? ''
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
