import { createHash } from 'node:crypto'
import { access, constants, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { InputError } from '../readers/files/input-error.js'

export interface OutputFile {
  readonly name: string
  readonly bytes: Uint8Array
}

interface Manifest {
  readonly tool?: unknown
  readonly outputs?: unknown
}

const MANIFEST = 'manifest.json'

/**
 * Refuses a folder that holds something this tool did not write, unless forced. Called before any work is done.
 *
 * @throws InputError naming what stands there
 */
export async function checkOutputFolder(folder: string, force: boolean): Promise<void> {
  const info = await stat(folder).catch(() => undefined)
  await checkWritable(folder)
  if (info === undefined || force) return
  const own = await ownFiles(folder)
  const foreign = (await readdir(folder)).filter((name) => !own.has(name)).sort()
  if (foreign.length === 0) return
  const shown = foreign.slice(0, 3).join(', ')
  throw new InputError(
    `${folder} holds something else (${shown}${foreign.length > 3 ? ', …' : ''}); nothing was written.`,
    'Choose another folder with --out, or add --force to write beside it.',
  )
}

/** The folder, or the one it will be made in: hours of reading must not end at a folder that cannot be written. */
async function checkWritable(folder: string): Promise<void> {
  const info = await stat(folder).catch(() => undefined)
  if (info === undefined && dirname(folder) !== folder) return checkWritable(dirname(folder))
  if (info?.isDirectory() !== true)
    throw new InputError(`${folder} is a file, not a folder.`, 'Choose another folder with --out.')
  await access(folder, constants.W_OK).catch(() => {
    throw new InputError(
      `${folder} cannot be written; nothing was read.`,
      'Choose another folder with --out, or get the right to write there.',
    )
  })
}

/** Names an earlier run of this tool wrote there, by its manifest. */
async function ownFiles(folder: string): Promise<Set<string>> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => '{}')
  try {
    const manifest = JSON.parse(text) as Manifest
    if (manifest.tool !== 'mim2entra' || !Array.isArray(manifest.outputs)) return new Set()
    const names = manifest.outputs.map((output: { readonly file?: unknown }) => String(output.file))
    return new Set([MANIFEST, ...names])
  } catch {
    return new Set()
  }
}

/**
 * Writes all files or none: each goes beside its place first and takes it only when all of them are on disk. The manifest
 * comes last, so that a folder with a manifest is complete.
 */
export async function writeOutput(folder: string, files: readonly OutputFile[], manifest: object): Promise<void> {
  await makeFolder(folder)
  const outputs = files.map(({ name, bytes }) => ({ file: name, sizeBytes: bytes.byteLength, sha256: sha256(bytes) }))
  const all = [
    ...files,
    {
      name: MANIFEST,
      bytes: Buffer.from(`${JSON.stringify({ tool: 'mim2entra', ...manifest, outputs }, undefined, 2)}\n`),
    },
  ]
  const staged = all.map(({ name }) => join(folder, `.${name}.part`))
  try {
    for (const [index, { bytes }] of all.entries()) await writeFile(staged[index] ?? '', bytes)
    for (const [index, { name }] of all.entries()) await rename(staged[index] ?? '', join(folder, name))
  } catch (problem) {
    throw new Error(`The report could not be written to ${folder}: ${reasonOf(problem)}.`, { cause: problem })
  } finally {
    await Promise.all(staged.map((path) => rm(path, { force: true })))
  }
}

/** One level after the other: `recursive` never comes back where the system refuses a folder as if its parent were missing. */
async function makeFolder(folder: string): Promise<void> {
  const info = await stat(folder).catch(() => undefined)
  if (info !== undefined) return
  if (dirname(folder) !== folder) await makeFolder(dirname(folder))
  await mkdir(folder).catch((problem: unknown) => {
    throw new InputError(`${folder} cannot be made: ${reasonOf(problem)}.`, 'Choose another folder with --out.')
  })
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'a file is larger than allowed there',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'the disk is read-only',
  EISDIR: 'a folder stands where a file belongs',
  ENOTEMPTY: 'a folder stands where a file belongs',
  ENOENT: 'the system makes no folder there',
  ENAMETOOLONG: 'the name is too long',
}

function reasonOf(problem: unknown): string {
  const { code, message } = problem as NodeJS.ErrnoException
  return reasons[code ?? ''] ?? message
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
