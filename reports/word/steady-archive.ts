import JSZip from 'jszip'

/** 1 January 1980, 00:00 UTC: the first moment a zip entry can carry. */
const FIXED_DATE = new Date(Date.UTC(1980, 0, 1))

/** What the writer draws by lot, or counts on from one document to the next, and how it is counted here. */
const unsteady: readonly { readonly what: RegExp; readonly prefix: string }[] = [
  // Relationships.
  { what: /(?<=")rId[\w-]{21}(?=")/g, prefix: 'rIdM' },
  // Names of the bookmarks that the contents point to.
  { what: /(?<=(?:anchor|name)="|PAGEREF )_Toc\d+/g, prefix: '_TocM' },
  // Numbers of bookmarks.
  { what: /(?<=<w:bookmark(?:Start w:name="[^"]*"|End) w:id=")\d+/g, prefix: '' },
  // Numbers of shapes, and where connectors are tied to them.
  { what: /(?<=<(?:wp:docPr|\w+:cNvPr|a:(?:st|end)Cxn) id=")\d+/g, prefix: '' },
]

/**
 * The same document with nothing in it that changes from run to run: entries, those of archives inside it too, carry one
 * date, and ids are counted from the start of the document.
 */
export async function steadyArchive(archive: Uint8Array): Promise<Buffer> {
  const given = await JSZip.loadAsync(archive)
  const made = new JSZip()
  const known = unsteady.map(() => new Map<string, string>())
  for (const name of Object.keys(given.files).sort()) {
    const entry = given.files[name]
    if (entry === undefined || entry.dir) continue
    const bytes = await entry.async('nodebuffer')
    made.file(name, await steadyEntry(name, bytes, known), { date: FIXED_DATE, createFolders: false })
  }
  return made.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

async function steadyEntry(
  name: string,
  bytes: Buffer,
  known: readonly Map<string, string>[],
): Promise<Buffer | string> {
  if (name.endsWith('.xlsx')) return steadyArchive(bytes)
  if (!/\.(?:xml|rels)$/.test(name)) return bytes
  return unsteady.reduce(
    (text, { what, prefix }, index) => text.replace(what, (id) => counted(id, prefix, known[index] ?? new Map())),
    bytes.toString('utf8'),
  )
}

function counted(id: string, prefix: string, known: Map<string, string>): string {
  const steady = known.get(id) ?? `${prefix}${known.size + 1}`
  known.set(id, steady)
  return steady
}
