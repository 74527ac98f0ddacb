import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { EstateDiff } from '../../src/diff/index.js'

/** A change somebody makes to an export: in the one file whose name or text says so. */
export interface Edit {
  /** What the diff should say of it, see `told`. */
  readonly says: string
  /** Part of the file's path, or of its text. */
  readonly file: string
  readonly from: string | RegExp
  readonly to: string
}

/** A copy of an export in a folder of the same name, for as long as the work lasts. */
export async function withCopy<T>(folder: string, work: (copy: string) => Promise<T>): Promise<T> {
  const place = mkdtempSync(join(tmpdir(), 'mim2entra-diff-'))
  const copy = join(place, basename(folder))
  cpSync(folder, copy, { recursive: true })
  try {
    return await work(copy)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

export function apply(folder: string, { file, from, to }: Omit<Edit, 'says'>): void {
  const files = filesOf(folder)
  const found = files.filter((path) => path.includes(file) || read(path).includes(file))
  const hits = found.filter((path) => (typeof from === 'string' ? read(path).includes(from) : from.test(read(path))))
  if (hits.length !== 1 || hits[0] === undefined) throw new Error(`${hits.length} files for the edit ${String(from)}`)
  write(hits[0], read(hits[0]).replace(from, to))
}

export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Byte for byte through Latin-1, but for files in UTF-16. */
export function read(path: string): string {
  const bytes = readFileSync(path)
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('latin1')
}

export function write(path: string, text: string): void {
  const isWide = text.startsWith('\ufeff')
  writeFileSync(path, text, isWide ? 'utf16le' : 'latin1')
}

/** Every difference in one line: what happened to what where, and what of it. */
export function told({ differences }: EstateDiff): string[] {
  return differences.map(({ author, change, path, thing, facet, alike = [] }) =>
    [
      author === 'product' ? 'product:' : '',
      change,
      ...path.slice(1).map(({ name }) => `${name} ›`),
      `${thing.kind} ${thing.name}`,
      alike.length === 0 ? '' : `and ${alike.length} more`,
      facet === undefined ? '' : `${facet.after.id}: ${facet.before.text} → ${facet.after.text}`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  )
}

/** What follows, below what it follows from. */
export function consequencesOf({ differences, unexplained }: EstateDiff): string[] {
  return [...differences.flatMap(({ consequences }) => consequences), ...unexplained].map(
    ({ id, params, names }) => `${id} ${Object.values(params).join(' ')}: ${names.slice(0, 3).join(', ')}`,
  )
}
