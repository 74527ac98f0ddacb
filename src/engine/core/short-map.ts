const LIMIT = 24

/** A map for few keys: lists side by side until there are many. A pass makes several, and seldom fills them. */
export class ShortMap<K, V> implements Iterable<readonly [K, V]> {
  private readonly keys: K[] = []
  private readonly values: V[] = []
  /** Positions by key, once there are many. */
  private positions: Map<K, number> | undefined = undefined

  get(key: K): V | undefined {
    const at = this.positionOf(key)
    return at < 0 ? undefined : this.values[at]
  }

  has(key: K): boolean {
    return this.positionOf(key) >= 0
  }

  /** Adds a key that is not there. */
  add(key: K, value: V): void {
    this.keys.push(key)
    this.values.push(value)
    if (this.positions !== undefined) this.positions.set(key, this.keys.length - 1)
    else if (this.keys.length > LIMIT) this.positions = new Map(this.keys.map((one, at) => [one, at]))
  }

  private positionOf(key: K): number {
    return this.positions === undefined ? this.keys.indexOf(key) : (this.positions.get(key) ?? -1)
  }

  *[Symbol.iterator](): Iterator<readonly [K, V]> {
    for (let at = 0; at < this.keys.length; at++) yield [this.keys[at] as K, this.values[at] as V]
  }
}
