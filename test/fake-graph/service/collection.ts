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
  /** Property → text in lower case → ids; made when it is first asked for. */
  private readonly indexes = new Map<string, Map<string, Set<string>>>()

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
    this.unindex(entity.id)
    this.entities.set(entity.id, entity)
    for (const [property, index] of this.indexes) enter(index, entity, property)
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

  /** As `listed`, those whose property is this text, whatever its case. */
  *withText(property: string, text: string): IterableIterator<Entity> {
    for (const id of [...(this.index(property).get(text.toLowerCase()) ?? [])]) {
      const entity = this.seen(id)
      if (entity !== undefined) yield entity
    }
  }

  /** The stored one whose property is exactly this text. */
  stored(property: string, text: string): Entity | undefined {
    for (const id of this.index(property).get(text.toLowerCase()) ?? []) {
      const entity = this.entities.get(id)
      if (entity?.[property] === text) return entity
    }
    return undefined
  }

  delete(id: string): boolean {
    this.unindex(id)
    this.born.delete(id)
    return this.entities.delete(id)
  }

  etag(id: string): string {
    return `W/"${this.versions.get(id) ?? 0}"`
  }

  private index(property: string): Map<string, Set<string>> {
    const known = this.indexes.get(property)
    if (known !== undefined) return known
    const made = new Map<string, Set<string>>()
    for (const entity of this.entities.values()) enter(made, entity, property)
    this.indexes.set(property, made)
    return made
  }

  private unindex(id: string): void {
    const entity = this.entities.get(id)
    if (entity === undefined) return
    for (const [property, index] of this.indexes) index.get(String(entity[property]).toLowerCase())?.delete(id)
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

function enter(index: Map<string, Set<string>>, entity: Entity, property: string): void {
  const value = entity[property]
  if (typeof value !== 'string') return
  const key = value.toLowerCase()
  const ids = index.get(key)
  if (ids === undefined) index.set(key, new Set([entity.id]))
  else ids.add(entity.id)
}
