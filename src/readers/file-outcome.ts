import type { FileCoverage, Notice } from '../model/index.js'
import { notice } from './notices.js'
import type { EstatePart } from './reader.js'

/** What became of one file. */
export interface FileOutcome {
  readonly parts: readonly EstatePart[]
  readonly notices: readonly Notice[]
  readonly coverage: FileCoverage
}

/** What is known of every file, read or not. */
export interface FileBase {
  readonly file: string
  readonly sizeBytes: number
  readonly sha256: string
}

export function unread(file: string, outcome: 'failed' | 'skipped'): FileCoverage {
  return {
    file,
    kind: undefined,
    sizeBytes: 0,
    sha256: '',
    encoding: undefined,
    outcome,
    counts: { modelled: 0, documented: 0, ignored: 0, unknown: 0 },
    entries: [],
  }
}

export function unrecognised(base: FileBase): FileOutcome {
  const { file } = base
  return {
    parts: [],
    notices: [
      notice(
        'M2E-READ-007',
        { file, path: '' },
        `${file} is not a kind of export this tool knows.`,
        'If it belongs to the identity system, say so; otherwise nothing is to be done.',
      ),
    ],
    coverage: { ...unread(file, 'skipped'), ...base },
  }
}

export function duplicate(base: FileBase, twin: string, kind: string): FileOutcome {
  const { file } = base
  return {
    parts: [],
    notices: [notice('M2E-READ-010', { file, path: '' }, `${file} is the same file as ${twin}; it was read once.`)],
    coverage: { ...unread(file, 'skipped'), ...base, kind },
  }
}

export function failed(base: FileBase, kind: string | undefined, problem: Notice): FileOutcome {
  return { parts: [], notices: [problem], coverage: { ...unread(base.file, 'failed'), ...base, kind } }
}
