import { open } from 'node:fs/promises'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { compareText, type Notice } from '../../model/index.js'
import { notice } from '../notices.js'
import type { InputLimits } from './limits.js'
import type { FileFound, FileRefused, Opening, RawFile } from './list.js'
import { isLitter } from './litter.js'
import { beginningOf, readOn } from './streams.js'

/** true when the file starts like a zip archive, whatever it is called. */
export async function isZip(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && looksLikeZip(buffer)
  } finally {
    await handle.close()
  }
}

function looksLikeZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))
  )
}

const options = { lazyEntries: true, decodeStrings: false, autoClose: false } as const

/** An archive on disk; nothing of it is read ahead. */
export function openArchive(path: string): Promise<ZipFile> {
  return yauzl.openPromise(path, options)
}

/**
 * The files of a zip, named `archive.zip!folder/file.xml`, sorted by name. Nothing is written to disk. Entries that climb
 * out of the archive, links, encrypted entries and bombs are refused one by one with a notice.
 */
export async function* zipEntries(
  open: () => Promise<ZipFile>,
  name: string,
  opening: Opening,
  depth = 1,
): AsyncGenerator<FileFound | FileRefused> {
  const { limits } = opening
  let zip: ZipFile
  const entries: { entry: Entry; inner: string }[] = []
  try {
    // Names are decoded here and not by the library, which would give up on the whole archive at the first bad one.
    zip = await open()
    opening.onOpen(() => zip.close())
    if (zip.entryCount > limits.maxArchiveEntries) {
      yield {
        notice: refused(name, '', `holds ${zip.entryCount.toLocaleString('en-US')} entries`, 'Send the export alone.'),
      }
      return
    }
    for await (const entry of zip.eachEntry()) {
      entries.push({
        entry,
        inner: yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false),
      })
    }
  } catch (cause) {
    yield { notice: damaged(name, cause) }
    return
  }
  entries.sort((a, b) => compareText(a.inner, b.inner))
  let unpacked = 0
  for (const { entry, inner } of entries) {
    if (inner.endsWith('/') || isLitter(inner)) continue
    const refusal = (why: string, advice = 'Pack the export again without it, or send the files themselves.') => ({
      notice: refused(name, inner, why, advice),
    })
    const objection = objectionTo(entry, inner)
    if (objection !== undefined) {
      yield refusal(objection)
      continue
    }
    const full = `${name}!${inner}`
    const file = entryFile(zip, entry, full)
    try {
      const beginning = await file.beginning()
      if (entry.uncompressedSize <= limits.maxStreamedBytes && opening.isStreamed(beginning)) {
        yield { file }
        continue
      }
      const excess = excessOf(entry, unpacked, limits)
      if (excess !== undefined) {
        yield refusal(excess)
        continue
      }
      unpacked += entry.uncompressedSize
      if (entry.uncompressedSize > limits.maxFileBytes) {
        yield refusal('is larger than this tool reads at once', 'Send it split into its records.')
        continue
      }
      const bytes = await file.bytes()
      if (!looksLikeZip(bytes)) yield { file: { ...file, bytes: async () => bytes } }
      else if (depth < limits.maxArchiveDepth)
        yield* zipEntries(() => yauzl.fromBufferPromise(bytes as Buffer, options), full, opening, depth + 1)
      else yield refusal('is an archive inside an archive inside an archive', 'Unpack it and send the files.')
    } catch (cause) {
      yield { notice: damaged(full, cause) }
    }
  }
}

function entryFile(zip: ZipFile, entry: Entry, name: string): RawFile {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield* readOn(await zip.openReadStreamPromise(entry))
  }
  return {
    name,
    sizeBytes: entry.uncompressedSize,
    beginning: () => beginningOf(stream()),
    bytes: () => unpack(zip, entry),
    stream,
  }
}

/** Why an entry is not opened, as the rest of a sentence that starts with its name; undefined when it may be. */
function objectionTo(entry: Entry, inner: string): string | undefined {
  if (yauzl.validateFileName(inner) !== null) return 'points outside the archive'
  // Upper 16 bits hold the Unix mode of archives made on Unix; 0xA000 marks a symbolic link.
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000) return 'is a link'
  return entry.isEncrypted() ? 'is encrypted' : undefined
}

/** The same for an entry that is read as a whole. */
function excessOf(entry: Entry, unpackedSoFar: number, limits: InputLimits): string | undefined {
  if (
    entry.uncompressedSize > limits.ratioFromBytes &&
    entry.uncompressedSize > entry.compressedSize * limits.maxCompressionRatio
  )
    return `unpacks to ${Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize)).toLocaleString('en-US')} times its size, like a zip bomb`
  if (unpackedSoFar + entry.uncompressedSize > limits.maxUnpackedBytes)
    return 'would unpack the archive beyond its limit'
  return undefined
}

/** The library checks that an entry unpacks to exactly the size its header states, so a lying header is an error here. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function refused(archive: string, inner: string, why: string, advice: string): Notice {
  const file = inner === '' ? archive : `${archive}!${inner}`
  return notice('M2E-READ-006', { file, path: '' }, `${file} ${why}; it was not read.`, advice)
}

function damaged(name: string, cause: unknown): Notice {
  const detail = cause instanceof Error ? cause.message : String(cause)
  return notice(
    'M2E-READ-001',
    { file: name, path: '' },
    `${name} is a damaged archive (${detail}).`,
    'Pack and send it again.',
  )
}
