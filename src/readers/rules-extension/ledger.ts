import type { CoverageCounts, CoverageEntry, CoverageStatus } from '../../model/index.js'
import type { ReadResult } from '../reader.js'

/** Ledger of a file that is no XML: one item a declaration or statement. */
export class Lines {
  readonly #entries = new Map<
    string,
    { path: string; status: CoverageStatus; reason?: string; count: number; firstLine: number }
  >()

  add(path: string, status: CoverageStatus, line: number, reason?: string, count = 1): void {
    const key = `${path} ${status} ${reason ?? ''}`
    const known = this.#entries.get(key)
    if (known !== undefined) known.count += count
    else this.#entries.set(key, { path, status, ...(reason === undefined ? {} : { reason }), count, firstLine: line })
  }

  result(): ReadResult['coverage'] {
    const entries: CoverageEntry[] = [...this.#entries.values()].map((entry) => ({ ...entry }))
    const total = (status: CoverageStatus) =>
      entries.filter((entry) => entry.status === status).reduce((sum, entry) => sum + entry.count, 0)
    const counts: CoverageCounts = {
      modelled: total('modelled'),
      documented: total('documented'),
      ignored: total('ignored'),
      unknown: total('unknown'),
    }
    return { counts, entries }
  }
}
