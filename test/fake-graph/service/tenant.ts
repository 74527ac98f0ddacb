import type { Clock } from '../clock.js'
import type { Licence } from '../http/router.js'
import { copyOf, type JsonObject } from '../json.js'
import { guidsFrom, randomFrom } from '../random.js'
import { Collection, type Entity } from './collection.js'

export interface TenantOptions {
  readonly id: string
  readonly seed: number
  readonly clock: Clock
  /** Until then a created object comes and goes, as answers come from other replicas. */
  readonly lagMs: number
  readonly licences: readonly Licence[]
  readonly delays: Delays
  /** True: what a credentials check or a job's first run should say. */
  readonly goodCredentials: (credentials: ReadonlyMap<string, string>) => boolean
  /** Hosts that stand in links of bodies. */
  readonly hosts: readonly string[]
}

/** How long the service takes for what it does by itself, in milliseconds. */
export interface Delays {
  readonly dynamicMembership: number
  readonly initialCycle: number
  readonly assignment: number
  readonly resourceRequest: number
  readonly workflowRun: number
  readonly reviewInstance: number
  readonly elevation: number
  /** Of the synchronization client on premises. */
  readonly syncCycle: number
}

/** Collections whose objects share one space of ids and can be members, owners and principals. */
export const directoryCollections = [
  'users',
  'groups',
  'servicePrincipals',
  'applications',
  'administrativeUnits',
  'contacts',
  'devices',
] as const

/** Everything a tenant holds, plain; surfaces read and write it. */
export class Tenant {
  readonly id: string
  readonly clock: Clock
  readonly licences: ReadonlySet<Licence>
  readonly delays: Delays
  readonly newId: () => string
  readonly random: () => number
  private readonly collections = new Map<string, Collection>()
  private readonly links = new Map<string, Set<string>>()
  private readonly due: { readonly at: number; readonly run: () => void }[] = []

  constructor(readonly options: TenantOptions) {
    this.id = options.id
    this.clock = options.clock
    this.licences = new Set(options.licences)
    this.delays = options.delays
    this.newId = guidsFrom(options.seed)
    this.random = randomFrom(options.seed + 1)
  }

  collection(name: string): Collection {
    const known = this.collections.get(name)
    if (known !== undefined) return known
    const lagging = (directoryCollections as readonly string[]).includes(name)
    const made = new Collection(lagging ? this.options.lagMs : 0, this.clock, this.random)
    this.collections.set(name, made)
    return made
  }

  names(): string[] {
    return [...this.collections.keys()].sort()
  }

  /** Ids that stand behind a relation of an object, in the order they came. */
  related(owner: string, relation: string): Set<string> {
    const key = `${owner}/${relation}`
    const known = this.links.get(key)
    if (known !== undefined) return known
    const made = new Set<string>()
    this.links.set(key, made)
    return made
  }

  /** Relations of an object that hold anything. */
  relationsOf(owner: string): ReadonlyMap<string, ReadonlySet<string>> {
    const found = new Map<string, ReadonlySet<string>>()
    for (const name of ['members', 'owners', 'appliesTo'] as const) {
      const ids = this.links.get(`${owner}/${name}`)
      if (ids !== undefined && ids.size > 0) found.set(name, ids)
    }
    return found
  }

  directoryObject(id: string): { readonly collection: string; readonly entity: Entity } | undefined {
    for (const collection of directoryCollections) {
      const entity = this.collections.get(collection)?.get(id)
      if (entity !== undefined) return { collection, entity }
    }
    return undefined
  }

  /** As a replica knows it: not at all for a while after it was made. */
  seenDirectoryObject(id: string): { readonly collection: string; readonly entity: Entity } | undefined {
    const found = this.directoryObject(id)
    return found !== undefined && this.collection(found.collection).seen(id) !== undefined ? found : undefined
  }

  now(): string {
    return new Date(this.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z')
  }

  /** Something the service does by itself after a while. */
  later(milliseconds: number, run: () => void): void {
    const at = this.clock.now() + milliseconds
    const place = this.due.findIndex((entry) => entry.at > at)
    this.due.splice(place === -1 ? this.due.length : place, 0, { at, run })
  }

  /** Does what has become due; runs before every request. */
  settle(): void {
    while (this.due[0] !== undefined && this.due[0].at <= this.clock.now()) this.due.shift()?.run()
  }

  /** To the bin, from which it can come back for 30 days; or away. */
  remove(collection: string, id: string, soft: boolean): void {
    const entity = this.collection(collection).get(id)
    if (entity === undefined) return
    if (soft) {
      const kept: JsonObject = { id, collection, entity: copyOf(entity), deletedDateTime: this.now() }
      for (const [relation, ids] of this.relationsOf(id)) kept[relation] = [...ids]
      kept.memberOf = this.holdersOf(id, 'members')
      kept.ownerOf = this.holdersOf(id, 'owners')
      this.collection('deletedItems').put({ ...kept, id })
    }
    this.collection(collection).delete(id)
    for (const [key, ids] of this.links)
      if (key.startsWith(`${id}/`)) this.links.delete(key)
      else ids.delete(id)
  }

  holdersOf(id: string, relation: string): string[] {
    const holders: string[] = []
    for (const [key, ids] of this.links)
      if (key.endsWith(`/${relation}`) && ids.has(id)) holders.push(key.slice(0, key.indexOf('/')))
    return holders
  }
}
