import type { XmlElement } from './element.js'
import { attributeNameOf, elementPath } from './read.js'
import { type CoverageTally, TallyBook, type TallyRule } from './tally.js'

/** Why an element with all below it needs no reading, as its reader says. */
export interface SubtreeMark {
  readonly status: 'documented' | 'ignored'
  readonly reason: string | undefined
}

/** What a reader did with the elements of one tree; `modelled` was handed out. */
export interface ReadingMarks {
  readonly elements: ReadonlyMap<XmlElement, 'modelled' | SubtreeMark>
  /** Names as written of the attributes that were asked for. */
  readonly attributes: ReadonlyMap<XmlElement, readonly string[]>
}

/** Where an element stands. */
export interface ElementPosition {
  /** Path of local names, with an index where siblings share a name. */
  readonly path: string
  /** 1-based line of the start tag. */
  readonly line: number
}

/**
 * Reads a tree and remembers what was read. Readers get to elements through cursors only, so that nothing counts as
 * modelled that nobody asked for and nothing is lost that nobody asked for.
 */
export class Reading {
  /** The root, marked as read. */
  readonly cursor: Cursor
  readonly #elements = new Map<XmlElement, 'modelled' | SubtreeMark>()
  readonly #attributes = new Map<XmlElement, string[]>()

  constructor(readonly root: XmlElement) {
    this.cursor = this.handOut(root)
  }

  /** What has been read so far. */
  get marks(): ReadingMarks {
    return { elements: this.#elements, attributes: this.#attributes }
  }

  /** Classifies every element and attribute of the tree. For many trees (records), use a TallyBook. */
  tally(rules: readonly TallyRule[] = []): CoverageTally {
    const book = new TallyBook(rules)
    book.add(this)
    return book.result()
  }

  /** A cursor on an element of this tree, which becomes modelled. */
  handOut(element: XmlElement): Cursor {
    this.#elements.set(element, 'modelled')
    return new Cursor(this, element)
  }

  markSubtree(element: XmlElement, mark: SubtreeMark): void {
    this.#elements.set(element, mark)
  }

  markAttribute(element: XmlElement, written: string): void {
    const seen = this.#attributes.get(element)
    if (seen === undefined) this.#attributes.set(element, [written])
    else if (!seen.includes(written)) seen.push(written)
  }
}

/** One element under a reader's eyes. Children and attributes asked for are marked as read. */
export class Cursor {
  constructor(
    private readonly reading: Reading,
    /** The element itself; looking at it marks nothing. */
    readonly element: XmlElement,
  ) {}

  /** First child with that local name. Further ones stay unread, and the tally says so. */
  one(local: string): Cursor | undefined {
    for (const child of this.element.children) if (child.local === local) return this.reading.handOut(child)
    return undefined
  }

  /** All children with that local name, in document order. */
  many(local: string): readonly Cursor[] {
    const found: Cursor[] = []
    for (const child of this.element.children) if (child.local === local) found.push(this.reading.handOut(child))
    return found
  }

  /** All children whatever their names, for content whose element names are data. */
  all(): readonly Cursor[] {
    return this.element.children.map((child) => this.reading.handOut(child))
  }

  get local(): string {
    return this.element.local
  }

  /** Character data directly inside the element, as it stands in the file. */
  text(): string {
    return this.element.text
  }

  /** Attribute by its name as written, else by its local name whatever the prefix. */
  attribute(name: string): string | undefined {
    const written = attributeNameOf(this.element, name)
    if (written === undefined) return undefined
    this.reading.markAttribute(this.element, written)
    return this.element.attributes[written]
  }

  /** Path and line for provenance. */
  get at(): ElementPosition {
    return { path: elementPath(this.element), line: this.element.line }
  }

  /** The element and all below it that is not read apart is kept and shown as it stands. Handing it out again undoes it. */
  document(reason?: string): void {
    this.reading.markSubtree(this.element, { status: 'documented', reason })
  }

  /** The element and all below it that is not read apart has no meaning here, for the reason given. Handing it out again undoes it. */
  ignore(reason: string): void {
    this.reading.markSubtree(this.element, { status: 'ignored', reason })
  }
}
