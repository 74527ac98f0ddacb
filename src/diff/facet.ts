import type { SensitiveValue } from '../model/index.js'
import { byText, collapsed } from './text.js'
import type { Facet, Noise } from './thing.js'

/** A text; blanks outside quotes are no difference. */
export function said(id: string, text: string, same = text): Facet {
  const plain = collapsed(same)
  return { id, same: plain, text, ...(plain === same ? {} : { raw: { text: same, noise: 'whitespace' } }) }
}

/** A token that the words know by a kind of term. */
export function term(id: string, kind: string, token: string): Facet {
  return { id, same: token, text: token, term: kind }
}

export function yesNo(id: string, value: boolean | undefined): Facet {
  return term(id, 'yes-no', value === undefined ? 'unknown' : value ? 'yes' : 'no')
}

export function count(id: string, value: number | undefined): Facet {
  return said(id, value === undefined ? '' : String(value))
}

/** Texts whose order has no meaning. */
export function bag(id: string, texts: readonly string[], same: readonly string[] = texts): Facet {
  const plain = [...same].sort(byText).join('\n')
  return {
    id,
    same: plain,
    text: [...texts].sort(byText).join('\n'),
    raw: { text: same.join('\n'), noise: 'order' },
  }
}

/** Texts in an order that has a meaning. */
export function sequence(id: string, texts: readonly string[]): Facet {
  return { id, same: texts.join('\n'), text: texts.join('\n') }
}

/** What differs from export to export without anybody's doing. */
export function noise(id: string, kind: Noise, text: string): Facet {
  return { id, same: text, text, noise: kind }
}

export function version(id: string, text: string): Facet {
  return { id, same: text, text, isVersion: true }
}

export function secret(id: string, { value, redacted }: SensitiveValue): Facet {
  return said(id, redacted ? '•••' : (value ?? ''))
}
