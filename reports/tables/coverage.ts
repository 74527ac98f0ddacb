import type { FileCoverage, Ledger, Notice } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { anchor, code, count, table, text } from '../table.js'
import type { Words } from '../words.js'

export function coverageTables(ledger: Ledger, words: Words): ReportTable[] {
  return [fileTable(ledger.files, words), entryTable(ledger.files, words)]
}

/** Anchor of a file's row, which every place in the input links to. */
export function fileAnchor(file: string): string {
  return anchor('file', file)
}

export function noticeTable(notices: readonly Notice[], words: Words): ReportTable {
  const rank = { error: 0, warning: 1, info: 2 } as const
  return table(
    words,
    { id: 'notices', chapter: 'findings' },
    [...notices].sort((a, b) => rank[a.severity] - rank[b.severity]),
    [
      text('severity', (item) => words.term('severity', item.severity)),
      code('id', (item) => item.id),
      text('message', (item) => item.message),
      text('advice', (item) => item.advice),
    ],
    (item) => item.at,
  )
}

function fileTable(files: readonly FileCoverage[], words: Words): ReportTable {
  return table(
    words,
    { id: 'files', chapter: 'coverage' },
    files,
    [
      text('file', (file) => file.file),
      text('kind', (file) => file.kind ?? words('cells.not-recognised')),
      text('outcome', (file) => words.term('outcome', file.outcome)),
      count('size', (file) => file.sizeBytes),
      text('encoding', (file) => file.encoding ?? ''),
      count('modelled', (file) => file.counts.modelled),
      count('documented', (file) => file.counts.documented),
      count('ignored', (file) => file.counts.ignored),
      count('unknown', (file) => file.counts.unknown),
      code('sha256', (file) => file.sha256),
    ],
    (file) => ({ file: file.file, path: '' }),
    (file) => fileAnchor(file.file),
  )
}

/** Paths of one kind of file share their fate, so they are summed over files. Modelled ones need no explanation. */
function entryTable(files: readonly FileCoverage[], words: Words): ReportTable {
  interface Line {
    readonly kind: string
    readonly path: string
    readonly status: string
    readonly reason: string
    count: number
    readonly file: string
    readonly line: number | undefined
  }
  const lines = new Map<string, Line>()
  for (const file of files)
    for (const entry of file.entries) {
      if (entry.status === 'modelled') continue
      const key = `${file.kind}\n${entry.status}\n${entry.path}\n${entry.reason ?? ''}`
      const line = lines.get(key)
      if (line !== undefined) line.count += entry.count
      else
        lines.set(key, {
          kind: file.kind ?? '',
          path: entry.path,
          status: entry.status,
          reason: entry.reason ?? '',
          count: entry.count,
          file: file.file,
          line: entry.firstLine,
        })
    }
  const rank: Readonly<Record<string, number>> = { unknown: 0, documented: 1, ignored: 2 }
  return table(
    words,
    { id: 'coverage', chapter: 'coverage' },
    [...lines.values()].sort(
      (a, b) =>
        (rank[a.status] ?? 3) - (rank[b.status] ?? 3) ||
        (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.path < b.path ? -1 : 1),
    ),
    [
      text('status', (line) => words.term('coverage', line.status)),
      text('kind', (line) => line.kind),
      code('path', (line) => line.path),
      text('reason', (line) => line.reason),
      count('count', (line) => line.count),
    ],
    (line) => ({ file: line.file, path: line.path, ...(line.line === undefined ? {} : { line: line.line }) }),
  )
}
