import JSZip from 'jszip'

/** 1 January 1980, 00:00 UTC: the first moment a zip entry can carry. */
const FIXED_DATE = new Date(Date.UTC(1980, 0, 1))

/** Ids of relationships, which the writer draws by lot, and of bookmarks, which it counts from document to document. */
const UNSTEADY_ID = /(?<=")rId[\w-]{21}(?=")|(?<=(?:anchor|name)="|PAGEREF )_Toc\d+/g

/**
 * The same document with nothing in it that changes from run to run: entries, those of archives inside it too, carry one
 * date, and ids are counted from the start of the document.
 */
export async function steadyArchive(archive: Uint8Array): Promise<Buffer> {
  const given = await JSZip.loadAsync(archive)
  const made = new JSZip()
  const ids = new Map<string, string>()
  for (const name of Object.keys(given.files).sort()) {
    const entry = given.files[name]
    if (entry === undefined || entry.dir) continue
    const bytes = await entry.async('nodebuffer')
    made.file(name, await steadyEntry(name, bytes, ids), { date: FIXED_DATE, createFolders: false })
  }
  return made.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

async function steadyEntry(name: string, bytes: Buffer, ids: Map<string, string>): Promise<Buffer | string> {
  if (name.endsWith('.xlsx')) return steadyArchive(bytes)
  if (!/\.(?:xml|rels)$/.test(name)) return bytes
  return bytes.toString('utf8').replace(UNSTEADY_ID, (id) => {
    const known = ids.get(id) ?? `${id.startsWith('rId') ? 'rIdM' : '_TocM'}${ids.size + 1}`
    ids.set(id, known)
    return known
  })
}
