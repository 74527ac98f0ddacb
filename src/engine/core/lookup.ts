/**
 * Values to objects. Entries are added as objects change and not taken back: who asks checks that an object still has the
 * value. So a rolled-back pass leaves the index right without an undo of its own.
 */
export class Lookup<T> {
  private readonly entries = new Map<string, T | Set<T>>()

  add(key: string, item: T): void {
    const found = this.entries.get(key)
    if (found === undefined) this.entries.set(key, item)
    else if (found instanceof Set) found.add(item)
    else if (found !== item) this.entries.set(key, new Set([found, item]))
  }

  get(key: string): Iterable<T> {
    const found = this.entries.get(key)
    if (found === undefined) return []
    return found instanceof Set ? found : [found]
  }

  /** Forgets an entry that turned out to be stale; only outside a pass, for a rollback may make it true again. */
  remove(key: string, item: T): void {
    const found = this.entries.get(key)
    if (found === item) this.entries.delete(key)
    else if (found instanceof Set && found.delete(item) && found.size === 0) this.entries.delete(key)
  }
}
