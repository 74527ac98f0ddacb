import type { CoverageEntry } from '../../model/index.js'
import { parseXml, Reading, type TallyRule } from '../../xml/index.js'
import type { EstatePart, InputDocument, ReadResult } from '../reader.js'
import { createNoticeBook, type NoticeBook } from './notice-book.js'
import { Section } from './section.js'

export interface FileReading {
  readonly root: Section
  readonly book: NoticeBook
}

/**
 * Reads one configuration file: tree, parts, ledger, and a notice for everything nobody read.
 * @throws XmlProblem when the file is not one well-formed document
 */
export function readFile(
  document: InputDocument,
  rules: readonly TallyRule[],
  extract: (file: FileReading) => readonly EstatePart[],
): ReadResult {
  const reading = new Reading(parseXml(document.text))
  const book = createNoticeBook()
  const parts = extract({ root: new Section(document.name, reading, reading.cursor), book })
  const { elements, attributes, entries } = reading.tally(rules)
  noteUnknown(document.name, entries, book)
  return {
    parts,
    notices: book.notices(),
    coverage: {
      counts: {
        modelled: elements.modelled + attributes.modelled,
        documented: elements.documented + attributes.documented,
        ignored: elements.ignored + attributes.ignored,
        unknown: elements.unknown + attributes.unknown,
      },
      entries,
    },
  }
}

function noteUnknown(file: string, entries: readonly CoverageEntry[], book: NoticeBook): void {
  for (const { path, status, count, firstLine } of entries) {
    if (status !== 'unknown') continue
    const what = path.slice(path.lastIndexOf('/') + 1)
    const often = count === 1 ? 'once' : `${count} times, what lies inside counted with it`
    book.tally(
      'M2E-READ-030',
      path,
      { file, path, ...(firstLine === undefined ? {} : { line: firstLine }) },
      `"${what}" is not known to this tool (${often}); it was left out.`,
      'Look at it in the file; if it matters, take it into account by hand.',
    )
  }
}
