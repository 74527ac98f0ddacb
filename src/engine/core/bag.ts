const LIMIT = 32

/** A set that starts as a short list: most hold few items, and a Set each would cost too much. */
export class Bag<T> implements Iterable<T> {
  private items: T[] | Set<T> = []

  get size(): number {
    return this.items instanceof Set ? this.items.size : this.items.length
  }

  has(item: T): boolean {
    return this.items instanceof Set ? this.items.has(item) : this.items.includes(item)
  }

  add(item: T): void {
    const { items } = this
    if (items instanceof Set) items.add(item)
    else if (!items.includes(item)) {
      items.push(item)
      if (items.length > LIMIT) this.items = new Set(items)
    }
  }

  delete(item: T): void {
    const { items } = this
    if (items instanceof Set) items.delete(item)
    else {
      const at = items.indexOf(item)
      if (at >= 0) items.splice(at, 1)
    }
  }

  [Symbol.iterator](): Iterator<T> {
    return this.items[Symbol.iterator]()
  }
}
