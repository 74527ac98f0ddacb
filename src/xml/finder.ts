/** Finds a needle from ever later positions; remembers the last find, so that the text is searched once. */
export class Finder {
  #found = -1
  constructor(
    readonly text: string,
    readonly needle: string,
  ) {}

  /** Index of the first needle at or after `from`, Infinity when there is none. `from` must not go back. */
  next(from: number): number {
    if (this.#found < from) {
      const found = this.text.indexOf(this.needle, from)
      this.#found = found === -1 ? Number.POSITIVE_INFINITY : found
    }
    return this.#found
  }
}
