import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { compareText, type Notice } from '../../model/index.js'
import { notice } from '../notices.js'
import { InputError } from './input-error.js'
import { defaultLimits, type InputLimits } from './limits.js'
import { isLitter } from './litter.js'
import { beginningOf, readOn } from './streams.js'
import { isZip, openArchive, zipEntries } from './zip.js'

/** One file of the input, wherever it lies. Nothing of it is in memory before it is asked for. */
export interface RawFile {
  /** Name for provenance, with `/` on every system. */
  readonly name: string
  readonly sizeBytes: number
  /** Where it lies on disk; absent for an entry of an archive. */
  readonly path?: string
  /** The first 64 KiB. */
  beginning(): Promise<Uint8Array>
  bytes(): Promise<Uint8Array>
  /** @throws SourceProblem when the file cannot be read to its end */
  stream(): AsyncIterable<Uint8Array>
}

export interface ListOptions {
  readonly limits?: InputLimits
  /** Absolute path of a folder that is passed over. */
  readonly exclude?: string
  /** Told by its beginning: the file is read record by record, so the limits for whole files do not hold for it. */
  readonly isStreamed?: (beginning: Uint8Array) => boolean
  /** Gets what closes the archives, to be called when no file is read any more. */
  readonly onOpen?: (close: () => void) => void
}

/** Options with the limits filled in. */
export interface Opening {
  readonly limits: InputLimits
  readonly isStreamed: (beginning: Uint8Array) => boolean
  readonly onOpen: (close: () => void) => void
}

interface Walk {
  /** Real path of the folder given; links must not lead out of it. */
  readonly root: string
  readonly opening: Opening
  readonly exclude: string | undefined
}

export interface FileFound {
  readonly file: RawFile
}
export interface FileRefused {
  readonly notice: Notice
}

/**
 * Every file under the given paths, in a stable order. Zips are opened (also inside folders and, one level deep, inside
 * zips). What cannot or must not be opened comes as a notice, and the walk goes on.
 *
 * @throws InputError when a path does not exist or cannot be read: that is a mistake in the command, not in the input
 */
export async function* listFiles(
  paths: readonly string[],
  options: ListOptions = {},
): AsyncGenerator<FileFound | FileRefused> {
  const opening: Opening = {
    limits: options.limits ?? defaultLimits,
    isStreamed: options.isStreamed ?? (() => false),
    onOpen: options.onOpen ?? (() => undefined),
  }
  for (const { path, label } of labelled(paths)) {
    const info = await stat(path).catch((cause: unknown) => {
      throw new InputError(
        `${path} does not exist or cannot be opened.`,
        'Give the path of an export folder, file or zip.',
        { cause },
      )
    })
    if (info.isDirectory())
      yield* walkFolder(path, label, { root: await realpath(path), opening, exclude: options.exclude })
    else if (info.isFile()) yield* openFile(path, label, info.size, opening)
    else
      throw new InputError(`${path} is neither a file nor a folder.`, 'Give the path of an export folder, file or zip.')
  }
}

/** A path's last segment names its files in every report; two paths that end alike are told apart by what comes before. */
function labelled(paths: readonly string[]): { path: string; label: string }[] {
  const absolute = [...new Set(paths.map((path) => resolve(path)))]
  return absolute.map((path) => {
    const segments = path.split(sep).filter((segment) => segment !== '')
    let depth = 1
    const tail = (of: string[]) => of.slice(-depth).join('/')
    while (
      depth < segments.length &&
      absolute.some((other) => other !== path && tail(other.split(sep)) === tail(segments))
    )
      depth += 1
    return { path, label: tail(segments) || basename(path) }
  })
}

async function* walkFolder(folder: string, label: string, walk: Walk): AsyncGenerator<FileFound | FileRefused> {
  const { root, opening } = walk
  const entries = await readdir(folder, { withFileTypes: true })
  entries.sort((a, b) => compareText(a.name, b.name))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    const name = `${label}/${entry.name}`
    if (isLitter(name) || path === walk.exclude) continue
    const info = await lstat(path)
    if (info.isSymbolicLink()) {
      const target = await realpath(path).catch(() => undefined)
      if (target === undefined || !(target === root || target.startsWith(root + sep))) {
        yield {
          notice: refused(name, 'is a link that leads out of the folder', 'Copy the file itself into the folder.'),
        }
      }
      continue // what lies inside the folder is met under its own name
    }
    if (info.isDirectory()) yield* walkFolder(path, name, walk)
    else if (info.isFile()) yield* openFile(path, name, info.size, opening)
  }
}

async function* openFile(
  path: string,
  name: string,
  sizeBytes: number,
  opening: Opening,
): AsyncGenerator<FileFound | FileRefused> {
  const { maxFileBytes, maxStreamedBytes } = opening.limits
  if (await isZip(path)) {
    yield* zipEntries(() => openArchive(path), name, opening)
    return
  }
  const stream = () => readOn(createReadStream(path, { highWaterMark: 256 * 1024 }))
  const file: RawFile = {
    name,
    sizeBytes,
    path,
    beginning: () => beginningOf(stream()),
    bytes: () => readFile(path),
    stream,
  }
  if (sizeBytes > maxFileBytes && (sizeBytes > maxStreamedBytes || !opening.isStreamed(await file.beginning())))
    yield { notice: tooLarge(name, sizeBytes, maxFileBytes) }
  else yield { file }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function refused(name: string, why: string, advice: string): Notice {
  return notice('M2E-READ-006', { file: name, path: '' }, `${name} ${why}; it was not read.`, advice)
}

function tooLarge(name: string, sizeBytes: number, limit: number): Notice {
  const mib = (bytes: number) => Math.ceil(bytes / 1048576).toLocaleString('en-US')
  return notice(
    'M2E-READ-011',
    { file: name, path: '' },
    `${name} has ${mib(sizeBytes)} MiB, more than the ${mib(limit)} MiB this tool reads at once.`,
    'Send the file split into its records, or ask for an export of the configuration only.',
  )
}
