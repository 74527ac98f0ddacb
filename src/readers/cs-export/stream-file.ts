import type { ObjectSourceKind } from '../../model/index.js'
import { XmlProblem } from '../../xml/index.js'
import type { EstatePart, ReadResult } from '../reader.js'
import { SourceProblem, type StreamResult, type StreamSource } from '../stream-reader.js'
import { createNoticeBook, type NoticeBook } from '../sync-config/notice-book.js'
import type { OnBadValue } from './images.js'
import { PathCount } from './path-count.js'
import type { ObjectStreamOptions } from './read-objects.js'
import { FileTally } from './summarise.js'

/** Reads a file of objects to its end, or as far as it goes, and sums up what it holds. */
export async function summarise<T>(
  source: StreamSource,
  kind: ObjectSourceKind,
  objects: (bytes: AsyncIterable<Uint8Array>, options: ObjectStreamOptions) => AsyncIterable<T>,
  count: (object: T, tally: FileTally) => void,
): Promise<StreamResult> {
  const tally = new FileTally(kind, source.name)
  return await readToEnd(
    source,
    async (options) => {
      for await (const object of objects(source.open(), options)) count(object, tally)
    },
    (truncated) => tally.result(truncated).map((summary) => ({ kind: 'object-source', source: summary })),
  )
}

/** What the file holds before the place where it breaks is kept, and the problem goes along. */
export async function readToEnd(
  source: StreamSource,
  read: (options: ObjectStreamOptions) => Promise<void>,
  parts: (truncated: boolean) => readonly EstatePart[],
): Promise<StreamResult> {
  const counts = PathCount.root()
  const book = createNoticeBook()
  let problem: XmlProblem | SourceProblem | undefined
  try {
    await read({ file: source.name, counts, onBad: noteBadValues(source.name, book) })
  } catch (cause) {
    if (!(cause instanceof XmlProblem || cause instanceof SourceProblem)) throw cause
    problem = cause
  }
  const coverage = counts.result()
  noteUnknown(source.name, coverage.entries, book)
  return {
    parts: parts(problem !== undefined),
    notices: book.notices(),
    coverage,
    ...(problem === undefined ? {} : { brokenBy: problem }),
  }
}

function noteBadValues(file: string, book: NoticeBook): OnBadValue {
  return (attribute, type, element) => {
    book.tally(
      'M2E-READ-062',
      `${attribute} ${type}`,
      { file, path: '', line: element.line },
      `A value of ${attribute} is not of the type ${type} it is declared as; it was kept as text.`,
      'Look at it in the file; the export may have been edited.',
    )
  }
}

function noteUnknown(file: string, entries: ReadResult['coverage']['entries'], book: NoticeBook): void {
  for (const { path, status, count, firstLine } of entries) {
    if (status !== 'unknown') continue
    const often = count === 1 ? 'once' : `${count} times, what lies inside counted with it`
    book.tally(
      'M2E-READ-030',
      path,
      { file, path, ...(firstLine === undefined ? {} : { line: firstLine }) },
      `"${path.slice(path.lastIndexOf('/') + 1)}" is not known to this tool (${often}); it was left out.`,
      'Look at it in the file; if it matters, take it into account by hand.',
    )
  }
}
