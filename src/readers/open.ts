import type { Estate, FileCoverage, Notice } from '../model/index.js'
import { decodeText, peekRoot, XmlProblem } from '../xml/index.js'
import { assemble } from './assemble.js'
import { DocumentProblem } from './document-problem.js'
import { documentProblemNotice } from './files/document-problems.js'
import { InputError } from './files/input-error.js'
import type { InputLimits } from './files/limits.js'
import { listFiles, type RawFile, sha256 } from './files/list.js'
import { xmlProblemNotice } from './files/problems.js'
import { notice } from './notices.js'
import type { DocumentPeek, EstatePart, Reader } from './reader.js'
import { allReaders } from './registry.js'

export interface OpenOptions {
  readonly limits?: InputLimits
  /** Absolute path of a folder that is not read: the output folder may lie inside the input. */
  readonly exclude?: string
  /** Told about each file before it is read; for progress only. */
  readonly onFile?: (name: string) => void
}

const HEAD_CHARACTERS = 65_536

/**
 * Reads any mix of folders, files and zips into one Estate. Each file is recognised by its content. A file that cannot be
 * read becomes an error notice and the rest is read.
 *
 * @throws InputError when a path is missing or nothing at all was recognised
 */
export async function openEstate(paths: readonly string[], options: OpenOptions = {}): Promise<Estate> {
  const parts: EstatePart[] = []
  const notices: Notice[] = []
  const files: FileCoverage[] = []
  const seen = new Map<string, string>()
  for await (const found of listFiles(paths, options)) {
    if ('notice' in found) {
      notices.push(found.notice)
      files.push(unread(found.notice.at.file, 'failed'))
      continue
    }
    options.onFile?.(found.file.name)
    const outcome = await readFile(found.file, seen)
    parts.push(...outcome.parts)
    notices.push(...outcome.notices)
    files.push(outcome.coverage)
  }
  if (!files.some((file) => file.kind !== undefined || file.outcome === 'failed')) throw nothingRecognised(paths, files)
  const { servers, services, notices: assembly, skipped, ...further } = assemble(parts)
  const outcomes = files.map((file) => (skipped.has(file.file) ? { ...file, outcome: 'skipped' as const } : file))
  return { servers, services, ...further, notices: [...notices, ...assembly], ledger: { files: outcomes } }
}

interface FileOutcome {
  readonly parts: readonly EstatePart[]
  readonly notices: readonly Notice[]
  readonly coverage: FileCoverage
}

async function readFile(file: RawFile, seen: Map<string, string>): Promise<FileOutcome> {
  const bytes = await file.bytes()
  const base = { file: file.name, sizeBytes: bytes.byteLength, sha256: sha256(bytes) }
  const failed = (kind: string | undefined, problem: Notice): FileOutcome => ({
    parts: [],
    notices: [problem],
    coverage: { ...unread(file.name, 'failed'), ...base, kind },
  })
  let kind: string | undefined
  try {
    const decoded = decode(bytes)
    if (decoded === undefined) return unrecognised(file.name, base)
    const head = decoded.text.slice(0, HEAD_CHARACTERS)
    const peek: DocumentPeek = { root: peekRoot(head), head }
    const reader = allReaders.find((candidate: Reader) => candidate.recognise(peek))
    if (reader === undefined) return unrecognised(file.name, base)
    kind = reader.kind
    const twin = seen.get(base.sha256)
    if (twin !== undefined) return duplicate(file.name, twin, base, kind)
    seen.set(base.sha256, file.name)
    const result = await reader.read({
      name: file.name,
      text: decoded.text,
      encoding: decoded.encoding,
      ...bytesOf(base),
    })
    const { counts, entries } = result.coverage
    return {
      parts: result.parts,
      notices: result.notices,
      coverage: { ...base, kind, encoding: decoded.encoding, outcome: 'read', counts, entries },
    }
  } catch (problem) {
    if (problem instanceof XmlProblem) return failed(kind, xmlProblemNotice(file.name, kind, problem))
    if (problem instanceof DocumentProblem) return failed(kind, documentProblemNotice(file.name, kind, problem))
    throw problem
  }
}

/** undefined: not text, so nothing this tool knows. XML or JSON in a broken encoding is a problem worth telling. */
function decode(bytes: Uint8Array): { text: string; encoding: string } | undefined {
  try {
    return decodeText(bytes)
  } catch (problem) {
    if (problem instanceof XmlProblem && looksLikeMarkup(bytes)) throw problem
    return undefined
  }
}

function looksLikeMarkup(bytes: Uint8Array): boolean {
  for (const byte of bytes.subarray(0, 64)) {
    if (byte === 0x3c || byte === 0x7b || byte === 0x5b) return true
    // Byte-order marks, the zero bytes of UTF-16 and white space may come before the first `<`, `{` or `[`.
    if (![0xef, 0xbb, 0xbf, 0xff, 0xfe, 0, 0x20, 0x09, 0x0a, 0x0d].includes(byte)) return false
  }
  return false
}

function unrecognised(file: string, base: { sizeBytes: number; sha256: string }): FileOutcome {
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

function duplicate(file: string, twin: string, base: { sizeBytes: number; sha256: string }, kind: string): FileOutcome {
  return {
    parts: [],
    notices: [notice('M2E-READ-010', { file, path: '' }, `${file} is the same file as ${twin}; it was read once.`)],
    coverage: { ...unread(file, 'skipped'), ...base, kind },
  }
}

function unread(file: string, outcome: 'failed' | 'skipped'): FileCoverage {
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

function bytesOf(base: { sizeBytes: number; sha256: string }): { sizeBytes: number; sha256: string } {
  return { sizeBytes: base.sizeBytes, sha256: base.sha256 }
}

function nothingRecognised(paths: readonly string[], files: readonly FileCoverage[]): InputError {
  const where = paths.join(', ')
  const expected =
    'Expected are MIM server exports (MA-*.xml, MV.xml), MIM Service exports (policy.xml, schema.xml) or an Azure AD Connect configuration folder (Connectors, SynchronizationRules, GlobalSettings).'
  if (files.length === 0) return new InputError(`${where} holds no files.`, expected)
  const names = files
    .slice(0, 3)
    .map((file) => file.file)
    .join(', ')
  return new InputError(
    `Nothing in ${where} is an export this tool knows (${files.length} ${files.length === 1 ? 'file' : 'files'} looked at: ${names}${files.length > 3 ? ', …' : ''}).`,
    expected,
  )
}
