import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { InputError } from '../../model/index.js'
import { CutoverFailure } from '../failure.js'
import { chained, chainStart, readChain } from './chain.js'

/** Everything a journal asks of a disk. A test puts a full one in its place. */
export interface Disk {
  /** @returns bytes written; may be fewer than given */
  write(file: number, bytes: Uint8Array): number
  sync(file: number): void
}

const realDisk: Disk = { write: (file, bytes) => writeSync(file, bytes), sync: (file) => fsyncSync(file) }

/** Append-only, on disk before `append` returns. */
export interface Journal<Entry> {
  readonly entries: readonly Entry[]
  append(entry: Entry): void
  close(): void
}

/** @throws InputError when the file was changed by hand */
export function readJournal<Entry>(path: string): readonly Entry[] {
  return read<Entry>(path).lines.map((line) => line.entry)
}

/** Opens for writing; cuts off a last line that a crash has torn. Only under the lock of the plan. */
export function openJournal<Entry>(path: string, disk: Disk = realDisk): Journal<Entry> {
  const { lines, wholeBytes } = read<Entry>(path)
  const isNew = !existsSync(path)
  const file = openSync(path, 'a')
  if (fstatSync(file).size > wholeBytes) ftruncateSync(file, wholeBytes)
  if (isNew) syncFolder(dirname(path))
  const entries = lines.map((line) => line.entry)
  let last = lines.at(-1)?.hash ?? chainStart
  let length = wholeBytes
  return {
    entries,
    append(entry) {
      const line = chained(entries.length + 1, entry, last)
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
      try {
        writeWhole(disk, file, bytes)
        disk.sync(file)
      } catch (problem) {
        cutBack(file, length)
        throw cannotWrite(path, problem)
      }
      entries.push(entry)
      last = line.hash
      length += bytes.byteLength
    },
    close: () => closeSync(file),
  }
}

function read<Entry>(path: string) {
  const chain = readChain<Entry>(existsSync(path) ? readFileSync(path, 'utf8') : '')
  if (chain.brokenAt === undefined) return chain
  throw new InputError(
    `${path} was changed: line ${chain.brokenAt} does not follow from the lines before it.`,
    'Put the journal back from a copy. Without it nobody knows what was made in the tenant and how it was before.',
  )
}

function writeWhole(disk: Disk, file: number, bytes: Uint8Array): void {
  let written = 0
  while (written < bytes.byteLength) written += disk.write(file, bytes.subarray(written))
}

/** What could not be written whole must not stay in part; if even that fails, reading leaves the torn line out. */
function cutBack(file: number, length: number): void {
  try {
    ftruncateSync(file, length)
  } catch {
    // Reading takes care of it.
  }
}

/** A new file is safe only when its folder is; systems that cannot sync folders do not need it. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    fsyncSync(handle)
    closeSync(handle)
  } catch {
    // Windows.
  }
}

function cannotWrite(path: string, problem: unknown): CutoverFailure {
  const { code, message } = problem as NodeJS.ErrnoException
  const reason =
    code === 'ENOSPC' ? 'the disk is full' : code === 'EDQUOT' ? 'the quota of the disk is used up' : message
  return new CutoverFailure(
    `${path} cannot be written: ${reason}. Nothing more was sent to the tenant.`,
    'Make room, then run mim2entra resume: it finds out what the last request did and goes on from there.',
    { cause: problem },
  )
}
