import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { duplicate, type FileBase, type FileOutcome, failed } from '../file-outcome.js'
import type { RawFile } from '../files/list.js'
import { notice } from '../notices.js'
import type { ReadResult } from '../reader.js'
import { interpretSnapshot } from './interpret/index.js'
import { snapshotKind } from './snapshot/format.js'
import { SnapshotView } from './snapshot/view.js'

const KIND = 'database-snapshot'

/** Recognised by what is in it: a SQLite file with our mark. */
export function isSnapshot(beginning: Uint8Array): boolean {
  return snapshotKind(beginning) !== undefined
}

/** Reads a snapshot wherever it lies; inside an archive it is unpacked first, since rows are read in no fixed order. */
export async function readSnapshot(file: RawFile, seen: Map<string, string>): Promise<FileOutcome> {
  const kind = snapshotKind(await file.beginning())
  const { path, dispose } =
    file.path === undefined ? await unpacked(file) : { path: file.path, dispose: () => undefined }
  try {
    const base: FileBase = { file: file.name, sizeBytes: file.sizeBytes, sha256: await hashOf(path) }
    const twin = seen.get(base.sha256)
    if (twin !== undefined) return duplicate(base, twin, KIND)
    seen.set(base.sha256, file.name)
    if (kind === 'partial') return failed(base, KIND, halfWritten(file.name))
    const { parts, notices, coverage } = readWhole(path, file.name)
    return { parts, notices, coverage: { ...base, kind: KIND, encoding: undefined, outcome: 'read', ...coverage } }
  } catch (problem) {
    if (!isDatabaseProblem(problem)) throw problem
    const base: FileBase = { file: file.name, sizeBytes: file.sizeBytes, sha256: '' }
    return failed(base, KIND, damaged(file.name, problem))
  } finally {
    dispose()
  }
}

function readWhole(path: string, name: string): ReadResult {
  const view = new SnapshotView(path)
  try {
    return interpretSnapshot(view, name)
  } finally {
    view.close()
  }
}

async function unpacked(file: RawFile): Promise<{ path: string; dispose: () => void }> {
  const path = join(tmpdir(), `mim2entra-${randomUUID()}.m2e`)
  await pipeline(file.stream(), createWriteStream(path))
  return { path, dispose: () => rmSync(path, { force: true }) }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

function isDatabaseProblem(problem: unknown): problem is Error {
  return problem instanceof Error && String(Object(problem).code ?? '').startsWith('SQLITE_')
}

function halfWritten(name: string) {
  return notice(
    'M2E-READ-097',
    { file: name, path: '' },
    `${name} is a snapshot that was not finished; nothing of it was read.`,
    'Run the same mim2entra snapshot command again: it goes on where it stopped.',
  )
}

function damaged(name: string, problem: Error) {
  return notice(
    'M2E-READ-001',
    { file: name, path: '' },
    `${name} is a damaged snapshot: ${problem.message}.`,
    'Copy it again, or take it anew.',
  )
}
