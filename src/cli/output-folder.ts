import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
  if (info === undefined) return
  if (!info.isDirectory())
    throw new InputError(`${folder} is a file, not a folder.`, 'Choose another folder with --out.')
  if (force) return
  const own = await ownFiles(folder)
  const foreign = (await readdir(folder)).filter((name) => !own.has(name)).sort()
  if (foreign.length === 0) return
  const shown = foreign.slice(0, 3).join(', ')
  throw new InputError(
    `${folder} holds something else (${shown}${foreign.length > 3 ? ', …' : ''}); nothing was written.`,
    'Choose another folder with --out, or add --force to write beside it.',
  )
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
  await mkdir(folder, { recursive: true })
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
  } finally {
    await Promise.all(staged.map((path) => rm(path, { force: true })))
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
