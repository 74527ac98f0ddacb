/** A connector space: its objects, by anchor and by DN, and what points at DNs nobody holds. */

import { foldDn, parentDn } from './dn.js'
import { Lookup } from './lookup.js'
import type { Image } from './objects.js'
import { CsObject, importedView } from './objects.js'
import type { Shape, Shapes } from './shape.js'
import { atomsOf, foldAtom } from './values.js'

export class Space {
  /** In CS order. */
  readonly objects = new Set<CsObject>()
  readonly byAnchor = new Map<string, CsObject>()
  /** Not transient objects by folded DN. */
  readonly byDn = new Map<string, CsObject>()
  /** Objects a delta synchronization has to pass over (SE-SYNC-1). */
  readonly work = new Set<CsObject>()
  /** Objects with an unapplied export. */
  readonly exports = new Set<CsObject>()
  /** Objects whose reference values wait for the object at a folded DN to be linked (SE-REF-4). */
  readonly waiting = new Lookup<CsObject>()
  /** How often a DN is referred to; one that no object holds is a placeholder (SE-OBJ-4). */
  private readonly references = new Map<string, { readonly dn: string; count: number }>()
  private readonly lookups = new Map<string, Lookup<CsObject>>()
  /** Attributes to index, by object type: outbound relationships and joins search them. */
  private indexed: ReadonlyMap<string, readonly string[]> = new Map()
  private sequence = 0

  constructor(
    readonly name: string,
    readonly shapes: Shapes,
    public hierarchical: boolean,
  ) {}

  create(shape: Shape, dn: string, seq?: number): CsObject {
    const order = seq ?? this.sequence + 1
    this.sequence = Math.max(this.sequence, order)
    return new CsObject(this, order, shape, dn)
  }

  /** Puts an object into the space for good; `byDn` and `byAnchor` are the caller's. */
  enter(cs: CsObject): void {
    this.objects.add(cs)
    this.countImage(importedView(cs), 1)
    this.countAncestors(cs.dn, 1)
  }

  /** Takes an object out for good. */
  leave(cs: CsObject): void {
    this.objects.delete(cs)
    this.work.delete(cs)
    this.exports.delete(cs)
    cs.inWork = false
    cs.inExports = false
    if (cs.anchor !== undefined && this.byAnchor.get(cs.anchor) === cs) this.byAnchor.delete(cs.anchor)
    this.releaseDn(cs)
    this.countImage(importedView(cs), -1)
    this.countAncestors(cs.dn, -1)
  }

  /** Gives the DN to the object; SE-OBJ-1: unique among those that are not transient. */
  claimDn(cs: CsObject): void {
    this.byDn.set(foldDn(cs.dn), cs)
  }

  releaseDn(cs: CsObject): void {
    const folded = foldDn(cs.dn)
    if (this.byDn.get(folded) === cs) this.byDn.delete(folded)
  }

  /** An object moves to another DN; the ancestors of the old one lose a reason to exist. */
  moved(from: string, to: string): void {
    this.countAncestors(from, -1)
    this.countAncestors(to, 1)
  }

  /** Counts the references of an image, so that placeholders come and go with them (SE-REF-3). */
  countImage(image: Image | undefined, by: 1 | -1): void {
    if (image === undefined) return
    const { shape, values } = image
    for (let slot = 0; slot < values.length; slot++) {
      if (!shape.isReference(slot)) continue
      for (const atom of atomsOf(values[slot])) if (typeof atom === 'string') this.count(atom, by)
    }
  }

  private countAncestors(dn: string, by: 1 | -1): void {
    if (!this.hierarchical) return
    for (let parent = parentDn(dn); parent !== undefined; parent = parentDn(parent)) this.count(parent, by)
  }

  private count(dn: string, by: 1 | -1): void {
    const folded = foldDn(dn)
    const entry = this.references.get(folded)
    if (entry === undefined) {
      if (by > 0) this.references.set(folded, { dn, count: 1 })
      return
    }
    entry.count += by
    if (entry.count <= 0) this.references.delete(folded)
  }

  /** The object at a DN. */
  at(dn: string): CsObject | undefined {
    return this.byDn.get(foldDn(dn))
  }

  /** DNs that are referred to and that no object holds. */
  placeholders(): readonly string[] {
    const found: string[] = []
    for (const [folded, { dn }] of this.references) if (!this.byDn.has(folded)) found.push(dn)
    return found
  }

  /** Whether something, if only a placeholder, stands at the DN. */
  hasAt(dn: string): boolean {
    const folded = foldDn(dn)
    return this.byDn.has(folded) || this.references.has(folded)
  }

  /** Which attributes outbound rules search; builds the index over what is there. */
  index(attributes: ReadonlyMap<string, readonly string[]>): void {
    this.indexed = attributes
    for (const cs of this.objects) this.reindex(cs)
  }

  reindex(cs: CsObject): void {
    const names = this.indexed.get(cs.shape.type)
    if (names === undefined) return
    const view = importedView(cs)
    if (view === undefined) return
    for (const name of names) {
      const slot = view.shape.find(name)
      const lookup = this.lookup(cs.shape.type, name)
      for (const atom of name === 'dn' ? [view.dn] : atomsOf(slot === undefined ? undefined : view.values[slot]))
        lookup.add(foldAtom(atom), cs)
    }
  }

  /** Objects that have or had the folded value; the caller checks. */
  having(type: string, attribute: string, folded: string): Iterable<CsObject> {
    return this.lookup(type, attribute).get(folded)
  }

  private lookup(type: string, attribute: string): Lookup<CsObject> {
    const key = `${type}\u0000${attribute}`
    let lookup = this.lookups.get(key)
    if (lookup === undefined) {
      lookup = new Lookup()
      this.lookups.set(key, lookup)
    }
    return lookup
  }

  /** Sorts the object into the work lists by its state; after every change. */
  refresh(cs: CsObject): void {
    const waits = needsPass(cs)
    if (waits !== cs.inWork) {
      cs.inWork = waits
      if (waits) this.work.add(cs)
      else this.work.delete(cs)
    }
    const sends = cs.unapplied !== undefined && !cs.dead
    if (sends === cs.inExports) return
    cs.inExports = sends
    if (sends) this.exports.add(cs)
    else this.exports.delete(cs)
  }
}

/**
 * SE-SYNC-1: pending deletions, connectors with a pending import, every normal disconnector, and filtered ones an import
 * changed. An explicit disconnector is passed over only to be removed; a transient object never (SE-SYNC-5).
 */
function needsPass(cs: CsObject): boolean {
  if (cs.dead || cs.transient) return false
  if (cs.pending?.kind === 'delete') return true
  if (cs.mv !== undefined) return cs.pending !== undefined
  if (cs.mode === 'explicit') return false
  return cs.mode === 'normal' || cs.unseen
}
