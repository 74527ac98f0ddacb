import type { CoverageCounts, CoverageEntry, CoverageStatus } from '../../model/index.js'
import type { XmlElement } from '../../xml/index.js'

interface Tally {
  readonly status: CoverageStatus
  readonly reason: string | undefined
  count: number
  readonly firstLine: number
}

// Real files have dozens of names at one place; a hostile one must not fill the memory with them.
const MOST_NAMES = 500

/**
 * Counts of one element path, for files too large to remember what was read of them element by element: whoever reads
 * an element counts it here in the same breath, and what falls through counts as unknown.
 */
export class PathCount {
  readonly #children = new Map<string, PathCount>()
  readonly #attributes = new Map<string, Tally>()
  readonly #tallies: Tally[] = []
  #modelled: Tally | undefined

  private constructor(
    readonly path: string,
    /** In order of first appearance; shared by all paths of a file. */
    private readonly book: { readonly path: string; readonly tally: Tally }[],
  ) {}

  static root(): PathCount {
    return new PathCount('', [])
  }

  /** The path one step further down; counts nothing. */
  below(local: string): PathCount {
    let child = this.#children.get(local)
    if (child === undefined) {
      const name = this.#children.size < MOST_NAMES ? local : '*'
      child = this.#children.get(name) ?? new PathCount(`${this.path}/${name}`, this.book)
      this.#children.set(name, child)
    }
    return child
  }

  /** An element that is read. Returns the path of the element. */
  read(element: XmlElement): PathCount {
    const child = this.below(element.local)
    if (child.#modelled === undefined) child.#modelled = child.#open('modelled', undefined, element.line, 0)
    child.#modelled.count += 1
    return child
  }

  /** An attribute of this path's element that is read. */
  readAttribute(name: string, line: number): void {
    const known = this.#attributes.get(name)
    if (known !== undefined) known.count += 1
    else this.#attributes.set(name, this.#note(`@${name}`, 'modelled', undefined, line))
  }

  unknownAttribute(name: string, line: number): void {
    if (name === 'xmlns' || name.startsWith('xmlns:')) return
    const shown = this.#attributes.size < MOST_NAMES ? name : '*'
    const key = `? ${shown}`
    const known = this.#attributes.get(key)
    if (known !== undefined) known.count += 1
    else this.#attributes.set(key, this.#note(`@${shown}`, 'unknown', undefined, line))
  }

  /** None of the element's attributes is read. */
  noAttributes(element: XmlElement): void {
    for (const name in element.attributes) this.unknownAttribute(name, element.line)
  }

  /** A child nobody knows; all inside it is unknown with it. */
  unknown(element: XmlElement): void {
    this.below(element.local).#subtree(element, 'unknown', undefined)
  }

  /** A child that is kept or shown as it stands. */
  documented(element: XmlElement, reason: string): void {
    this.below(element.local).#subtree(element, 'documented', reason)
  }

  /** A child that has no meaning here. */
  ignored(element: XmlElement, reason: string): void {
    this.below(element.local).#subtree(element, 'ignored', reason)
  }

  result(): { readonly counts: CoverageCounts; readonly entries: readonly CoverageEntry[] } {
    const counts = { modelled: 0, documented: 0, ignored: 0, unknown: 0 }
    const entries = this.book.map(({ path, tally: { status, reason, count, firstLine } }): CoverageEntry => {
      counts[status] += count
      return { path, status, ...(reason === undefined ? {} : { reason }), count, firstLine }
    })
    return { counts, entries }
  }

  #subtree(element: XmlElement, status: CoverageStatus, reason: string | undefined): void {
    const known = this.#tallies.find((tally) => tally.status === status && tally.reason === reason)
    const size = sizeOf(element)
    if (known !== undefined) known.count += size
    else this.#tallies.push(this.#open(status, reason, element.line, size))
  }

  #open(status: CoverageStatus, reason: string | undefined, firstLine: number, count: number): Tally {
    const tally: Tally = { status, reason, count, firstLine }
    this.book.push({ path: this.path, tally })
    return tally
  }

  #note(name: string, status: CoverageStatus, reason: string | undefined, firstLine: number): Tally {
    const tally: Tally = { status, reason, count: 1, firstLine }
    this.book.push({ path: `${this.path}/${name}`, tally })
    return tally
  }
}

/** Elements and attributes, namespace declarations not counted. */
function sizeOf(root: XmlElement): number {
  let size = 0
  const waiting = [root]
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    size += 1
    for (const name in element.attributes) if (name !== 'xmlns' && !name.startsWith('xmlns:')) size += 1
    for (const child of element.children) waiting.push(child)
  }
  return size
}
