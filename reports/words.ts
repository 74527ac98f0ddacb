import { fillTemplate, type TemplateParams } from '../src/model/index.js'
import { phrasesOf } from './phrases.js'

/**
 * Everything a reader of a report sees that does not come from the input: texts by key, one table a language
 * (`templates/language/<language>/<area>.json`, flat, key `<area>.<what>`). A consultancy changes any of them with a table
 * of its own. Places are those of `fillTemplate`.
 */
export interface WordTable {
  /** BCP 47, for example `en` or `de`. */
  readonly language: string
  readonly texts: Readonly<Record<string, string>>
}

export interface Words {
  readonly language: string
  /** Text of a key with its places filled. @throws when no table has the key: a missing text is a defect, not a blank. */
  (key: string, params?: TemplateParams): string
  /** Text of a message id that has its English beside the code that says it; the English where no table has it. */
  message(id: string, english: string, params?: TemplateParams): string
  /** Like `message`, for English that is filled already: it must not be read as a template again. */
  translated(id: string, filled: string, params?: TemplateParams): string
  /** Word for a token of the model (`terms.<kind>.<token>`); the token itself where no table has it. */
  term(kind: string, token: string): string
  /** A phrase that stands in a param, or reaches the report filled (`phrases.<English>`); what no table has stays. */
  phrase(text: string): string
  number(value: number): string
  /** A number with this many digits after the point, for example a percentage. */
  decimal(value: number, digits: number): string
  /** `yyyy-mm-dd`, `yyyy-mm` or `yyyy` as the language writes it; anything else as it is. */
  date(iso: string): string
}

interface Notation {
  readonly thousands: string
  readonly point: string
  readonly date: (year: string, month: string, day: string) => string
}

const international: Notation = {
  thousands: ' ',
  point: ',',
  date: (year, month, day) => [year, month, day].filter((part) => part !== '').join('-'),
}

const notations: Readonly<Record<string, Notation>> = {
  en: { ...international, thousands: ',', point: '.' },
  de: {
    thousands: '.',
    point: ',',
    date: (year, month, day) =>
      day !== '' ? `${day}.${month}.${year}` : [month, year].filter((part) => part !== '').join('/'),
  },
}

export function wordsOf({ language, texts }: WordTable): Words {
  const notation = notations[language] ?? international
  const phrase = phrasesOf(texts)
  const said = (params: TemplateParams) =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? phrase(value) : value]),
    )
  const fill = (text: string, params: TemplateParams = {}) => fillTemplate(text, said(params), notation.thousands)
  const say = (key: string, params?: TemplateParams): string => {
    const text = texts[key]
    if (text === undefined) throw new Error(`No text for "${key}" in the language "${language}".`)
    return fill(text, params)
  }
  return Object.assign(say, {
    language,
    message: (id: string, english: string, params?: TemplateParams) => fill(texts[id] ?? english, params),
    translated: (id: string, filled: string, params?: TemplateParams) => {
      const text = texts[id]
      return text === undefined ? filled : fill(text, params)
    },
    term: (kind: string, token: string) => texts[`terms.${kind}.${token}`] ?? token,
    phrase,
    number: (value: number) => fill('{value}', { value }),
    decimal: (value: number, digits: number) => value.toFixed(digits).replace('.', notation.point),
    date: (iso: string) => {
      const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso)
      return parts === null ? iso : notation.date(parts[1] ?? '', parts[2] ?? '', parts[3] ?? '')
    },
  })
}
