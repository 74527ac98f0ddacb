import type { FileCoverage, Ledger, Notice } from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { anchor, code, count, table, text } from '../table.js'

export function coverageTables(ledger: Ledger): ReportTable[] {
  return [fileTable(ledger.files), entryTable(ledger.files)]
}

/** Anchor of a file's row, which every place in the input links to. */
export function fileAnchor(file: string): string {
  return anchor('file', file)
}

export function noticeTable(notices: readonly Notice[]): ReportTable {
  const rank = { error: 0, warning: 1, info: 2 } as const
  return table(
    {
      id: 'notices',
      sheet: 'Notices',
      title: 'Notices about the input',
      lead: 'What was damaged, missing, contradictory or never seen before.',
      chapter: 'findings',
      whenEmpty: 'Nothing to remark about the input.',
    },
    [...notices].sort((a, b) => rank[a.severity] - rank[b.severity]),
    [
      text('severity', 'Severity', (item) => item.severity),
      code('id', 'Id', (item) => item.id),
      text('message', 'What', (item) => item.message),
      text('advice', 'What to do', (item) => item.advice),
    ],
    (item) => item.at,
  )
}

function fileTable(files: readonly FileCoverage[]): ReportTable {
  return table(
    {
      id: 'files',
      title: 'Files',
      lead: 'Every input file and what became of its elements and attributes.',
      chapter: 'coverage',
      whenEmpty: 'No file was read.',
    },
    files,
    [
      text('file', 'File', (file) => file.file),
      text('kind', 'Recognised as', (file) => file.kind ?? 'not recognised'),
      text('outcome', 'Outcome', (file) => file.outcome),
      count('size', 'Bytes', (file) => file.sizeBytes),
      text('encoding', 'Encoding', (file) => file.encoding ?? ''),
      count('modelled', 'Modelled', (file) => file.counts.modelled),
      count('documented', 'Documented', (file) => file.counts.documented),
      count('ignored', 'Ignored', (file) => file.counts.ignored),
      count('unknown', 'Unknown', (file) => file.counts.unknown),
      code('sha256', 'SHA-256', (file) => file.sha256),
    ],
    (file) => ({ file: file.file, path: '' }),
    (file) => fileAnchor(file.file),
  )
}

/** Paths of one kind of file share their fate, so they are summed over files. Modelled ones need no explanation. */
function entryTable(files: readonly FileCoverage[]): ReportTable {
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
    {
      id: 'coverage',
      sheet: 'Not modelled',
      title: 'What was not modelled, and why',
      lead: 'Unknown elements first. Documented ones are kept as text; ignored ones carry no meaning here, for the stated reason.',
      chapter: 'coverage',
      whenEmpty: 'Every element was modelled.',
    },
    [...lines.values()].sort(
      (a, b) =>
        (rank[a.status] ?? 3) - (rank[b.status] ?? 3) ||
        (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.path < b.path ? -1 : 1),
    ),
    [
      text('status', 'Status', (line) => line.status),
      text('kind', 'Kind of file', (line) => line.kind),
      code('path', 'Element or attribute', (line) => line.path),
      text('reason', 'Reason', (line) => line.reason),
      count('count', 'Count', (line) => line.count),
    ],
    (line) => ({ file: line.file, path: line.path, ...(line.line === undefined ? {} : { line: line.line }) }),
  )
}
