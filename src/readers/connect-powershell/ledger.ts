import type { CoverageEntry, CoverageStatus, Provenance } from '../../model/index.js'
import type { ReadResult } from '../reader.js'

const MAX_NAME = 60

/** Counts every statement of a script and every parameter of its commands, and says where each statement stands. */
export class ScriptLedger {
  readonly #counts: Record<CoverageStatus, number> = { modelled: 0, documented: 0, ignored: 0, unknown: 0 }
  readonly #entries = new Map<string, CoverageEntry & { count: number }>()
  readonly #numbers = new Map<string, number>()

  constructor(readonly file: string) {}

  /** Place of the next statement of that name. */
  place(name: string, line: number): Provenance {
    const short = shorten(name)
    const number = (this.#numbers.get(short) ?? 0) + 1
    this.#numbers.set(short, number)
    return { file: this.file, path: `/${short}[${number}]`, line }
  }

  count(path: string, status: CoverageStatus, line: number, reason?: string): void {
    const shown = path.split('/').map(shorten).join('/')
    const key = `${status}\n${shown}\n${reason ?? ''}`
    this.#counts[status] += 1
    const known = this.#entries.get(key)
    if (known !== undefined) known.count += 1
    else {
      const why = reason === undefined ? {} : { reason }
      this.#entries.set(key, { path: shown, status, ...why, count: 1, firstLine: line })
    }
  }

  result(): ReadResult['coverage'] {
    return { counts: { ...this.#counts }, entries: [...this.#entries.values()] }
  }
}

function shorten(name: string): string {
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name
}
