import type { Clock } from '../clock.js'
import type { JsonObject } from '../json.js'

export interface Entity extends JsonObject {
  id: string
}

/** Objects of one kind by id. What was made a moment ago is seen only now and then until the lag is over. */
export class Collection {
  private readonly entities = new Map<string, Entity>()
  private readonly born = new Map<string, number>()
  private readonly versions = new Map<string, number>()

  constructor(
    private readonly lagMs: number,
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  get size(): number {
    return this.entities.size
  }

  /** Made now: subject to the lag. */
  add(entity: Entity): Entity {
    this.put(entity)
    if (this.lagMs > 0) this.born.set(entity.id, this.clock.now())
    return entity
  }

  /** Written in full; everybody sees it. */
  put(entity: Entity): Entity {
    this.entities.set(entity.id, entity)
    this.versions.set(entity.id, (this.versions.get(entity.id) ?? 0) + 1)
    return entity
  }

  /** Sets what the change names. */
  change(id: string, change: JsonObject): void {
    const entity = this.entities.get(id)
    if (entity !== undefined) this.put({ ...entity, ...change, id })
  }

  /** As it is stored. */
  get(id: string): Entity | undefined {
    return this.entities.get(id)
  }

  /** As the replica knows it that happens to answer. */
  seen(id: string): Entity | undefined {
    const entity = this.entities.get(id)
    return entity !== undefined && this.isSeen(id) ? entity : undefined
  }

  all(): IterableIterator<Entity> {
    return this.entities.values()
  }

  *listed(): IterableIterator<Entity> {
    for (const [id, entity] of this.entities) if (this.isSeen(id)) yield entity
  }

  delete(id: string): boolean {
    this.born.delete(id)
    return this.entities.delete(id)
  }

  etag(id: string): string {
    return `W/"${this.versions.get(id) ?? 0}"`
  }

  private isSeen(id: string): boolean {
    const born = this.born.get(id)
    if (born === undefined) return true
    const age = this.clock.now() - born
    if (age >= this.lagMs) {
      this.born.delete(id)
      return true
    }
    // More and more replicas know it; one that does says nothing of the next.
    return this.random() < age / this.lagMs
  }
}
