import { contentHash } from '../../plan/canonical.js'

/** A line of a journal: what it says, its number, and a hash over itself and all before it. */
export interface Line<Entry> {
  readonly n: number
  readonly entry: Entry
  readonly hash: string
}

/** What the first line follows. */
export const chainStart = '0'.repeat(64)

export function chained<Entry>(n: number, entry: Entry, previous: string): Line<Entry> {
  return { n, entry, hash: hashOf(n, entry, previous) }
}

export interface ReadChain<Entry> {
  readonly lines: readonly Line<Entry>[]
  /** Length of the part that is whole, in bytes; less than the file where its last line is torn. */
  readonly wholeBytes: number
  /** Number of the first line that does not follow from the ones before, 1-based. */
  readonly brokenAt: number | undefined
}

/**
 * A power cut can tear the last line: it is left out, for what it should have said was never promised to anybody. Anything
 * else that does not fit means that somebody changed the file.
 */
export function readChain<Entry>(text: string): ReadChain<Entry> {
  const lines: Line<Entry>[] = []
  let previous = chainStart
  let wholeBytes = 0
  const all = text.split('\n')
  const torn = all.pop() ?? ''
  for (const [index, written] of all.entries()) {
    const line = parsed<Entry>(written)
    const follows = line !== undefined && line.n === index + 1 && line.hash === hashOf(line.n, line.entry, previous)
    if (!follows) {
      // A disk may keep the end of a block and lose its middle: still the last line, still torn.
      const isLast = index === all.length - 1 && torn === '' && line === undefined
      return { lines, wholeBytes, brokenAt: isLast ? undefined : index + 1 }
    }
    lines.push(line)
    previous = line.hash
    wholeBytes += Buffer.byteLength(written) + 1
  }
  return { lines, wholeBytes, brokenAt: undefined }
}

function parsed<Entry>(text: string): Line<Entry> | undefined {
  try {
    const line = JSON.parse(text) as Line<Entry>
    return typeof line === 'object' && line !== null && typeof line.n === 'number' ? line : undefined
  } catch {
    return undefined
  }
}

function hashOf(n: number, entry: unknown, previous: string): string {
  return contentHash([previous, n, entry])
}
