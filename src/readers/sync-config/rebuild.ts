import type { Connector, Notice } from '../../model/index.js'
import { parseXml, Reading, XmlProblem } from '../../xml/index.js'
import { readConnector } from './connector.js'
import { createNoticeBook } from './notice-book.js'
import { Section } from './section.js'

export interface RebuiltConnector {
  readonly connector: Connector
  readonly notices: readonly Notice[]
}

/**
 * Reads a connector whose sections are kept apart: columns of the synchronization database, attributes of the MIM Service's
 * `ma-data` objects. A section that is not well-formed becomes a notice; the others are read.
 * @param sections name of the child of `ma-data` and its content: plain text, or XML whose root is that element or stands
 * inside it. A name may repeat.
 */
export function rebuildConnector(
  source: string,
  sections: readonly (readonly [element: string, content: string])[],
): RebuiltConnector {
  const book = createNoticeBook()
  const children = sections.flatMap(([element, content]) => {
    const trimmed = content.replace(/^\uFEFF?\s*(?:<\?xml[^>]*\?>)?\s*/, '').trim()
    if (!trimmed.startsWith('<')) return [`<${element}>${escapeText(trimmed)}</${element}>`]
    const root = rootOf(trimmed)
    if (root === undefined) {
      book.add(
        'M2E-READ-026',
        { file: source, path: `/ma-data/${element}` },
        `The section "${element}" of a connector is damaged and was left out.`,
        'Export the management agent and add its file.',
      )
      return []
    }
    return [root === element ? trimmed : `<${element}>${trimmed}</${element}>`]
  })
  const reading = new Reading(parseXml(`<ma-data>${children.join('\n')}</ma-data>`))
  const connector = readConnector(new Section(source, reading, reading.cursor), book)
  return { connector, notices: book.notices() }
}

/** Local name of the root of a well-formed document; undefined for anything else. */
function rootOf(xml: string): string | undefined {
  try {
    return parseXml(xml).local
  } catch (problem) {
    if (problem instanceof XmlProblem) return undefined
    throw problem
  }
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
