import type { EstatePart, InputDocument, ReadResult } from '../reader.js'
import { createNoticeBook, type NoticeBook } from '../sync-config/notice-book.js'
import { Field, type JsonMarks } from './field.js'
import { tallyJson, twinsOf } from './ledger.js'
import { type JsonNode, jsonPath } from './node.js'
import { parseJson } from './parse.js'

export interface TreeReading {
  readonly file: string
  readonly root: Field
  readonly book: NoticeBook
}

export type Extract = (reading: TreeReading) => readonly EstatePart[]

/**
 * Reads one JSON file: tree, parts, ledger, and a notice for everything nobody read.
 * @throws DocumentProblem when the file is not one complete JSON value
 */
export function readJson(document: InputDocument, extract: Extract): ReadResult {
  return readTree(document.name, parseJson(document.text), extract)
}

/** The same for a tree of whatever notation. */
export function readTree(file: string, node: JsonNode, extract: Extract): ReadResult {
  const marks: JsonMarks = { file, of: new Map([[node, { status: 'modelled' }]]) }
  const book = createNoticeBook()
  const parts = extract({ file, root: new Field(marks, node), book })
  const coverage = tallyJson(node, marks)
  for (const twin of twinsOf(node)) {
    book.tally(
      'M2E-READ-051',
      twin.name.toLowerCase(),
      { file, path: jsonPath(twin.node), line: twin.node.line },
      `The property "${twin.name}" is given twice in one object; the last one counts.`,
      'Find out which of the two is meant.',
    )
  }
  noteUnknown(file, coverage.entries, book)
  return { parts, notices: book.notices(), coverage }
}

/** A notice for each path of the ledger that nobody read. */
export function noteUnknown(file: string, entries: ReadResult['coverage']['entries'], book: NoticeBook): void {
  for (const { path, status, count, firstLine } of entries) {
    if (status !== 'unknown') continue
    const often = count === 1 ? 'once' : `${count} values, what lies inside counted with it`
    book.tally(
      'M2E-READ-030',
      path,
      { file, path, ...(firstLine === undefined ? {} : { line: firstLine }) },
      `"${path}" is not known to this tool (${often}); it was left out.`,
      'Look at it in the file; if it matters, take it into account by hand.',
    )
  }
}
