import { streamRecords, type XmlElement } from '../../xml/index.js'
import type { PathCount } from './path-count.js'

/** How a file of records is built: the elements around a record, outermost first, with the attributes that are read. */
export interface RecordLayout {
  readonly containers: readonly { readonly local: string; readonly attributes: readonly string[] }[]
  readonly record: string
}

export interface FoundRecord {
  readonly element: XmlElement
  /** Path of the element around it. */
  readonly path: PathCount
}

/**
 * The records of a file, one in memory at a time. Everything else is counted: the elements around the records as read,
 * what nobody expects there as unknown.
 *
 * @throws XmlProblem after the last complete record, where the file breaks off or stops being well-formed
 */
export async function* recordsOf(
  bytes: AsyncIterable<Uint8Array>,
  layout: RecordLayout,
  counts: PathCount,
  onHeader: (element: XmlElement) => void = () => undefined,
): AsyncGenerator<FoundRecord, void> {
  const { containers } = layout
  const known = new Map<XmlElement, PathCount>()
  const elements = streamRecords(bytes, {
    record: layout.record,
    depth: containers.length,
    onHeader: (element) => {
      const parent = element.parent === undefined ? counts : known.get(element.parent)
      const expected = containers[depthOf(element)]
      if (parent === undefined || expected?.local !== element.local) {
        pathAbove(element, counts).unknown(element)
        return
      }
      const path = parent.read(element)
      for (const name in element.attributes) {
        if (expected.attributes.includes(name)) path.readAttribute(name, element.line)
        else path.unknownAttribute(name, element.line)
      }
      known.set(element, path)
      onHeader(element)
    },
  })
  for await (const element of elements) {
    const path = element.parent === undefined ? undefined : known.get(element.parent)
    if (path === undefined || element.local !== layout.record) pathAbove(element, counts).unknown(element)
    else yield { element, path }
  }
}

function depthOf(element: XmlElement): number {
  let depth = 0
  for (let at = element.parent; at !== undefined; at = at.parent) depth += 1
  return depth
}

function pathAbove(element: XmlElement, counts: PathCount): PathCount {
  return element.parent === undefined ? counts : pathAbove(element.parent, counts).below(element.parent.local)
}
