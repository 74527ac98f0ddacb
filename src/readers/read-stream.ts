import { createHash } from 'node:crypto'
import type { Notice } from '../model/index.js'
import { decodeBeginning, peekRoot, XmlProblem } from '../xml/index.js'
import { DocumentProblem } from './document-problem.js'
import { duplicate, type FileBase, type FileOutcome } from './file-outcome.js'
import { documentProblemNotice } from './files/document-problems.js'
import type { RawFile } from './files/list.js'
import { xmlProblemNotice } from './files/problems.js'
import { BEGINNING_BYTES } from './files/streams.js'
import { notice } from './notices.js'
import { SourceProblem, type StreamPeek, type StreamResult, type StreamSource } from './stream-reader.js'

/** undefined: not text. */
export function peekAt(bytes: Uint8Array): StreamPeek | undefined {
  try {
    const { text, encoding } = decodeBeginning(bytes)
    return { root: peekRoot(text), head: text, encoding, bytes, whole: bytes.length < BEGINNING_BYTES }
  } catch (problem) {
    if (problem instanceof XmlProblem) return undefined
    throw problem
  }
}

/** Reads a file record by record; its hash is made on the way. */
export async function readStream(
  file: RawFile,
  kind: string,
  read: (source: StreamSource) => Promise<StreamResult>,
  encoding: string,
  seen: Map<string, string>,
): Promise<FileOutcome> {
  const hashing = new HashingSource(file)
  const result = await read(hashing)
  const base: FileBase = { file: file.name, sizeBytes: file.sizeBytes, sha256: await hashing.sha256() }
  const twin = seen.get(base.sha256)
  if (twin !== undefined) return duplicate(base, twin, kind)
  seen.set(base.sha256, file.name)
  const { counts, entries } = result.coverage
  const broken = result.brokenBy
  return {
    parts: result.parts,
    notices: broken === undefined ? result.notices : [brokenNotice(file.name, kind, broken), ...result.notices],
    coverage: {
      ...base,
      kind,
      encoding: result.encoding ?? encoding,
      outcome: broken === undefined && result.failed !== true ? 'read' : 'failed',
      counts,
      entries,
    },
  }
}

/** Hash of a file nothing is read of. */
export async function hashOf(file: RawFile): Promise<FileBase> {
  return { file: file.name, sizeBytes: file.sizeBytes, sha256: await new HashingSource(file).sha256() }
}

function brokenNotice(file: string, kind: string, problem: NonNullable<StreamResult['brokenBy']>): Notice {
  if (problem instanceof XmlProblem) return xmlProblemNotice(file, kind, problem)
  if (problem instanceof DocumentProblem) return documentProblemNotice(file, kind, problem)
  return notice(
    'M2E-READ-001',
    { file, path: '' },
    `${file} cannot be read to its end: ${problem.message.replace(/\.?$/, '.')}`,
    'What came before is assessed. Pack and send it again.',
  )
}

class HashingSource implements StreamSource {
  #digest: string | undefined
  constructor(private readonly file: RawFile) {}

  get name(): string {
    return this.file.name
  }

  get sizeBytes(): number {
    return this.file.sizeBytes
  }

  async *open(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256')
    for await (const chunk of this.file.stream()) {
      hash.update(chunk)
      yield chunk
    }
    this.#digest = hash.digest('hex')
  }

  /** Of the whole file, also when the reader stopped before its end; '' when the end cannot be reached. */
  async sha256(): Promise<string> {
    if (this.#digest === undefined) {
      try {
        for await (const _ of this.open());
      } catch (problem) {
        if (!(problem instanceof SourceProblem)) throw problem
      }
    }
    return this.#digest ?? ''
  }
}
