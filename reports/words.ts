import { fillTemplate, type TemplateParams } from '../src/model/index.js'

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
  number(value: number): string
}

const thousands: Readonly<Record<string, string>> = { en: ',', de: '.' }

export function wordsOf({ language, texts }: WordTable): Words {
  const separator = thousands[language] ?? ' '
  const fill = (text: string, params?: TemplateParams) => fillTemplate(text, params, separator)
  const say = (key: string, params?: TemplateParams): string => {
    const text = texts[key]
    if (text === undefined) throw new Error(`No text for "${key}" in the language "${language}".`)
    return fill(text, params)
  }
  return Object.assign(say, {
    language,
    message: (id: string, english: string, params?: TemplateParams) => fill(texts[id] ?? english, params),
    number: (value: number) => fillTemplate('{value}', { value }, separator),
  })
}
