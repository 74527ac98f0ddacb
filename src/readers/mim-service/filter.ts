import type { ServiceObject, SetFilter } from '../../model/index.js'
import { attributeOf } from '../../xml/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { parseEmbedded } from './embedded.js'
import { nameOf, valuePlace, wholeTextOf } from './values.js'
import { objectionToXPath } from './xpath-check.js'

/** Membership condition of a set or group, unwrapped; undefined when it has none. */
export function readFilter(object: ServiceObject, book: NoticeBook): SetFilter | undefined {
  const text = wholeTextOf(object, 'Filter').trim()
  if (text === '') return undefined
  const unwrapped = unwrapFilter(text)
  if (unwrapped !== undefined) {
    noteObjection(object, unwrapped, book)
    return unwrapped
  }
  book.add(
    'M2E-READ-026',
    valuePlace(object, 'Filter'),
    `The filter of ${object.type} ${nameOf(object)} is not well-formed; it is kept as it stands.`,
    'Open it in the MIM portal and compare before relying on the membership.',
  )
  return salvageFilter(text)
}

function noteObjection(object: ServiceObject, filter: SetFilter, book: NoticeBook): void {
  const objection = objectionToXPath(filter.xpath)
  if (objection === undefined) return
  book.add(
    'M2E-READ-034',
    valuePlace(object, 'Filter'),
    `The filter of ${object.type} ${nameOf(object)} ${objection}.`,
    'Open it in the MIM portal and compare before relying on the membership.',
  )
}

/**
 * Takes the XPath out of `<Filter Dialect="…" xmlns="…">xpath</Filter>`. Scripts also store the bare XPath.
 *
 * @returns undefined when the text is neither
 */
export function unwrapFilter(text: string): SetFilter | undefined {
  const trimmed = text.trim()
  if (trimmed.startsWith('/')) return { xpath: trimmed, dialect: '' }
  const { root } = parseEmbedded(trimmed)
  if (root === undefined || root.local !== 'Filter' || root.children.length > 0) return undefined
  return { xpath: root.text.trim(), dialect: attributeOf(root, 'Dialect') ?? '' }
}

/** A half-escaped filter (`<` inside the XPath) keeps what stands between its tags; anything else stays whole. */
function salvageFilter(text: string): SetFilter {
  const start = /^<(?:[\w.-]+:)?Filter\b[^>]*>/.exec(text)
  const end = /<\/(?:[\w.-]+:)?Filter\s*>$/.exec(text)
  if (start === null || end === null) return { xpath: text, dialect: '' }
  const dialect = /\bDialect\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(start[0])
  return { xpath: text.slice(start[0].length, end.index).trim(), dialect: dialect?.[1] ?? dialect?.[2] ?? '' }
}
