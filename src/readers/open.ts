import type { Connector, Estate, FileCoverage, Notice } from '../model/index.js'
import { peekRoot, XmlProblem } from '../xml/index.js'
import { assemble } from './assemble.js'
import { isSnapshot, readSnapshot } from './database/index.js'
import { DocumentProblem } from './document-problem.js'
import { duplicate, type FileOutcome, failed, unread, unrecognised } from './file-outcome.js'
import { documentProblemNotice } from './files/document-problems.js'
import { InputError } from './files/input-error.js'
import type { InputLimits } from './files/limits.js'
import { listFiles, type RawFile, sha256 } from './files/list.js'
import { xmlProblemNotice } from './files/problems.js'
import { textOf } from './files/text.js'
import { hashOf, peekAt, readStream } from './read-stream.js'
import type { DocumentPeek, Reader } from './reader.js'
import { allReaders, lateReaders, streamReaders } from './registry.js'

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
 * @throws InputError when a path is missing, nothing at all was recognised or nothing of it could be read
 */
export async function openEstate(paths: readonly string[], options: OpenOptions = {}): Promise<Estate> {
  const outcomes: FileOutcome[] = []
  const late: { readonly place: number; readonly file: RawFile }[] = []
  const seen = new Map<string, string>()
  const closers: (() => void)[] = []
  try {
    for await (const found of listFiles(paths, { ...options, isStreamed, onOpen: (close) => closers.push(close) })) {
      if ('notice' in found) {
        outcomes.push({
          parts: [],
          notices: [found.notice],
          coverage: unread(found.notice.at.file, 'failed'),
        })
        continue
      }
      options.onFile?.(found.file.name)
      const outcome = await readFound(found.file, seen)
      if (outcome.coverage.kind === undefined && outcome.coverage.outcome === 'skipped')
        late.push({ place: outcomes.length, file: found.file })
      outcomes.push(outcome)
    }
    const connectors = outcomes.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === 'connector' ? [part.connector] : [])),
    )
    for (const { place, file } of late) {
      const outcome = await readLate(file, connectors, seen)
      if (outcome !== undefined) outcomes[place] = outcome
    }
  } finally {
    for (const close of closers) close()
  }
  return estateOf(outcomes, paths)
}

function estateOf(outcomes: readonly FileOutcome[], paths: readonly string[]): Estate {
  const files = outcomes.map(({ coverage }) => coverage)
  if (!files.some((file) => file.kind !== undefined || file.outcome === 'failed')) throw nothingRecognised(paths, files)
  // A file of objects that breaks off has been read up to there.
  if (!files.some((file) => file.outcome === 'read' || file.counts.modelled > 0))
    throw nothingReadable(outcomes.flatMap((outcome) => outcome.notices))
  const { servers, services, notices, skipped, ...further } = assemble(outcomes.flatMap(({ parts }) => parts))
  return {
    servers,
    services,
    ...further,
    notices: [...outcomes.flatMap((outcome) => outcome.notices), ...notices],
    ledger: { files: files.map((file) => (skipped.has(file.file) ? { ...file, outcome: 'skipped' as const } : file)) },
  }
}

function isStreamed(beginning: Uint8Array): boolean {
  if (isSnapshot(beginning)) return true
  const peek = peekAt(beginning)
  return (
    peek !== undefined &&
    (streamReaders.some((reader) => reader.recognise(peek)) || lateReaders.some((reader) => reader.recognise(peek, [])))
  )
}

async function readFound(file: RawFile, seen: Map<string, string>): Promise<FileOutcome> {
  const beginning = await file.beginning()
  if (isSnapshot(beginning)) return readSnapshot(file, seen)
  const peek = peekAt(beginning)
  if (peek === undefined) return readFile(file, seen)
  const reader = streamReaders.find((candidate) => candidate.recognise(peek))
  if (reader !== undefined)
    return readStream(file, reader.kind, (source) => reader.stream(source, peek), peek.encoding, seen)
  const isLate =
    lateReaders.some((candidate) => candidate.recognise(peek, [])) &&
    !allReaders.some((candidate) => candidate.recognise(peek))
  return isLate ? unrecognised(await hashOf(file)) : readFile(file, seen)
}

/** Files that only the connectors of the input give a meaning. */
async function readLate(
  file: RawFile,
  connectors: readonly Connector[],
  seen: Map<string, string>,
): Promise<FileOutcome | undefined> {
  const peek = peekAt(await file.beginning())
  const reader = peek && lateReaders.find((candidate) => candidate.recognise(peek, connectors))
  if (peek === undefined || reader === undefined) return undefined
  return readStream(file, reader.kind, (source) => reader.stream(source, peek, connectors), peek.encoding, seen)
}

async function readFile(file: RawFile, seen: Map<string, string>): Promise<FileOutcome> {
  const bytes = await file.bytes()
  const base = { file: file.name, sizeBytes: bytes.byteLength, sha256: sha256(bytes) }
  let kind: string | undefined
  try {
    const decoded = textOf(bytes)
    if (decoded === undefined) return unrecognised(base)
    const head = decoded.text.slice(0, HEAD_CHARACTERS)
    const peek: DocumentPeek = { root: peekRoot(head), head }
    const reader = allReaders.find((candidate: Reader) => candidate.recognise(peek))
    if (reader === undefined) return unrecognised(base)
    kind = reader.kind
    const twin = seen.get(base.sha256)
    if (twin !== undefined) return duplicate(base, twin, kind)
    seen.set(base.sha256, file.name)
    const result = await reader.read({
      name: file.name,
      text: decoded.text,
      encoding: decoded.encoding,
      sizeBytes: base.sizeBytes,
      sha256: base.sha256,
    })
    const { counts, entries } = result.coverage
    return {
      parts: result.parts,
      notices: result.notices,
      coverage: { ...base, kind, encoding: decoded.encoding, outcome: 'read', counts, entries },
    }
  } catch (problem) {
    if (problem instanceof XmlProblem) return failed(base, kind, xmlProblemNotice(file.name, kind, problem))
    if (problem instanceof DocumentProblem) return failed(base, kind, documentProblemNotice(file.name, kind, problem))
    throw problem
  }
}

function nothingRecognised(paths: readonly string[], files: readonly FileCoverage[]): InputError {
  const where = paths.join(', ')
  const expected =
    'Expected are MIM server exports (MA-*.xml, MV.xml), MIM Service exports (policy.xml, schema.xml), an Azure AD Connect configuration folder (Connectors, SynchronizationRules, GlobalSettings) or its settings (JSON) and rule scripts (PowerShell).'
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

/** Nothing is left to say anything about: that is bad input, not an incomplete result. */
function nothingReadable(notices: readonly Notice[]): InputError {
  const [first, ...others] = notices.filter((item) => item.severity === 'error')
  const more = others.slice(0, 3).map((item) => item.message)
  const rest = others.length > more.length ? [`${others.length - more.length} more could not be read either.`] : []
  return new InputError(
    first?.message ?? 'Nothing could be read.',
    [first?.advice ?? '', ...more, ...rest, 'Nothing else in the input could be read.']
      .filter((text) => text !== '')
      .join('\n           '),
  )
}
