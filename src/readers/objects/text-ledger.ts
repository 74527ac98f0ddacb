import type { CoverageCounts, CoverageEntry, CoverageStatus } from '../../model/index.js'

// A file has some dozens of columns or attributes; a hostile one must not fill the memory with them.
const MOST_NAMES = 5000

/** What became of the values of a text file, by attribute. */
export class TextLedger {
  readonly #entries = new Map<string, { path: string; status: CoverageStatus; count: number; firstLine: number }>()

  read(name: string, line: number): void {
    this.#count(name, 'modelled', line)
  }

  /** A value that has no place in any object. */
  lost(name: string, line: number): void {
    this.#count(name, 'unknown', line)
  }

  result(): { readonly counts: CoverageCounts; readonly entries: readonly CoverageEntry[] } {
    const counts = { modelled: 0, documented: 0, ignored: 0, unknown: 0 }
    const entries = [...this.#entries.values()]
    for (const { status, count } of entries) counts[status] += count
    return { counts, entries }
  }

  #count(name: string, status: CoverageStatus, line: number): void {
    const key = `${status} ${name}`
    const known = this.#entries.get(key)
    if (known !== undefined) known.count += 1
    else if (this.#entries.size < MOST_NAMES || name === '*')
      this.#entries.set(key, { path: `/${name}`, status, count: 1, firstLine: line })
    else this.#count('*', status, line)
  }
}
