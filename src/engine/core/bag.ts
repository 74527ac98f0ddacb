const LIMIT = 24

/** A set that starts as a short list: most objects are referred to by few others, and a Set each would cost too much. */
export class Bag<T> implements Iterable<T> {
  private items: T[] | Set<T> = []

  add(item: T): void {
    const { items } = this
    if (items instanceof Set) items.add(item)
    else if (!items.includes(item)) {
      items.push(item)
      if (items.length > LIMIT) this.items = new Set(items)
    }
  }

  [Symbol.iterator](): Iterator<T> {
    return this.items[Symbol.iterator]()
  }
}
