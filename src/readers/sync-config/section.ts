import type { Provenance } from '../../model/index.js'
import { Cursor, elementPath, type Reading, type XmlElement } from '../../xml/index.js'

/**
 * One element of a configuration file, with the file's name for provenance. What is asked for with `one`, `many` and
 * `attribute` counts as modelled. What is only `shown` counts as the coverage table says, or as unknown if it says nothing.
 */
export class Section {
  readonly #cursor: Cursor

  constructor(
    private readonly file: string,
    private readonly reading: Reading,
    cursor: Cursor,
  ) {
    this.#cursor = cursor
  }

  /** Looking at it marks nothing. */
  get element(): XmlElement {
    return this.#cursor.element
  }

  get local(): string {
    return this.#cursor.local
  }

  get at(): Provenance {
    return { file: this.file, path: elementPath(this.element), line: this.element.line }
  }

  one(local: string): Section | undefined {
    const child = this.#cursor.one(local)
    return child === undefined ? undefined : new Section(this.file, this.reading, child)
  }

  many(local: string): readonly Section[] {
    return this.#cursor.many(local).map((child) => new Section(this.file, this.reading, child))
  }

  /** Children that are kept as text without being understood; nothing is marked. */
  shown(local: string): readonly Section[] {
    return this.element.children
      .filter((child) => child.local === local)
      .map((child) => new Section(this.file, this.reading, new Cursor(this.reading, child)))
  }

  text(): string {
    return this.#cursor.text()
  }

  attribute(name: string): string | undefined {
    return this.#cursor.attribute(name)
  }

  /** The element with all below it is kept as text. Only for content that really is shown to the last attribute. */
  document(reason: string): void {
    this.#cursor.document(reason)
  }
}
