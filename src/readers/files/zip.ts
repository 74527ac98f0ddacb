import { open } from 'node:fs/promises'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { compareText, type Notice } from '../../model/index.js'
import { notice } from '../notices.js'
import type { InputLimits } from './limits.js'
import type { FileFound, FileRefused } from './list.js'
import { isLitter } from './litter.js'

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

/**
 * The files of a zip, named `archive.zip!folder/file.xml`, sorted by name. Nothing is written to disk. Entries that climb
 * out of the archive, links, encrypted entries and bombs are refused one by one with a notice.
 */
export async function* zipEntries(
  archive: Buffer,
  name: string,
  limits: InputLimits,
  depth = 1,
): AsyncGenerator<FileFound | FileRefused> {
  let zip: ZipFile
  const entries: { entry: Entry; inner: string }[] = []
  try {
    // Names are decoded here and not by the library, which would give up on the whole archive at the first bad one.
    zip = await yauzl.fromBufferPromise(archive, { lazyEntries: true, decodeStrings: false, autoClose: false })
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
    const objection = objectionTo(entry, inner, unpacked, limits)
    if (objection !== undefined) {
      yield {
        notice: refused(name, inner, objection, 'Pack the export again without it, or send the files themselves.'),
      }
      continue
    }
    unpacked += entry.uncompressedSize
    const full = `${name}!${inner}`
    if (entry.uncompressedSize > limits.maxFileBytes) {
      yield {
        notice: refused(name, inner, 'is larger than this tool reads at once', 'Send it split into its records.'),
      }
      continue
    }
    let bytes: Buffer
    try {
      bytes = await unpack(zip, entry)
    } catch (cause) {
      yield { notice: damaged(full, cause) }
      continue
    }
    if (looksLikeZip(bytes)) {
      if (depth < limits.maxArchiveDepth) yield* zipEntries(bytes, full, limits, depth + 1)
      else
        yield {
          notice: refused(
            name,
            inner,
            'is an archive inside an archive inside an archive',
            'Unpack it and send the files.',
          ),
        }
      continue
    }
    yield { file: { name: full, bytes: async () => bytes } }
  }
}

/** Why an entry is not opened, as the rest of a sentence that starts with its name; undefined when it may be. */
function objectionTo(entry: Entry, inner: string, unpackedSoFar: number, limits: InputLimits): string | undefined {
  if (yauzl.validateFileName(inner) !== null) return 'points outside the archive'
  // Upper 16 bits hold the Unix mode of archives made on Unix; 0xA000 marks a symbolic link.
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000) return 'is a link'
  if (entry.isEncrypted()) return 'is encrypted'
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
