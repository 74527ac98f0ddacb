import type { CoverageCounts, CoverageEntry } from '../../model/index.js'
import { Reading, TallyBook, type XmlElement } from '../../xml/index.js'
import type { ReadResult } from '../reader.js'

/** Adds up what was read of a file that is read record by record. */
export class FileLedger {
  readonly #book = new TallyBook()
  readonly #unknown = new Map<string, { count: number; firstLine: number }>()

  /** A record, or the element around the records. */
  add(reading: Reading): void {
    this.#book.add(reading)
  }

  /** The root is read by splitting it into records. */
  addRoot(root: XmlElement): void {
    this.#book.add(new Reading(root))
  }

  /** An element in the place of a record that nobody knows; everything in it is unknown with it. */
  addUnknown(element: XmlElement): void {
    const path = `/${element.parent?.local ?? ''}/${element.local}`
    const known = this.#unknown.get(path) ?? { count: 0, firstLine: element.line }
    this.#unknown.set(path, { ...known, count: known.count + sizeOf(element) })
  }

  result(): ReadResult['coverage'] {
    const { elements, attributes, entries } = this.#book.result()
    const unknown = [...this.#unknown].map(
      ([path, { count, firstLine }]): CoverageEntry => ({ path, status: 'unknown', count, firstLine }),
    )
    const counts: CoverageCounts = {
      modelled: elements.modelled + attributes.modelled,
      documented: elements.documented + attributes.documented,
      ignored: elements.ignored + attributes.ignored,
      unknown: elements.unknown + attributes.unknown + unknown.reduce((sum, entry) => sum + entry.count, 0),
    }
    return { counts, entries: [...entries, ...unknown] }
  }
}

/** Elements and attributes, namespace declarations not counted. */
function sizeOf(root: XmlElement): number {
  let size = 0
  const waiting = [root]
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const attributes = Object.keys(element.attributes).filter((name) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    size += 1 + attributes.length
    waiting.push(...element.children)
  }
  return size
}
