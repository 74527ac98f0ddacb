/** The metaverse: its objects and the index that joins search by (attribute, folded value). */

import { Lookup } from './lookup.js'
import { MvObject } from './objects.js'
import type { Shapes } from './shape.js'
import type { Stored } from './values.js'
import { atomsOf, foldAtom, isUnknown } from './values.js'

export class Metaverse {
  readonly objects = new Set<MvObject>()
  private readonly lookups = new Map<string, Lookup<MvObject>>()
  private sequence = 0

  constructor(readonly shapes: Shapes) {}

  create(type: string, seq?: number): MvObject {
    const order = seq ?? this.sequence + 1
    this.sequence = Math.max(this.sequence, order)
    return new MvObject(order, this.shapes.of(type))
  }

  /** Which attributes joins search; builds the index over what is there for the new ones. */
  index(attributes: ReadonlySet<string>): void {
    for (const name of attributes) {
      if (this.lookups.has(name)) continue
      const lookup = new Lookup<MvObject>()
      this.lookups.set(name, lookup)
      for (const mv of this.objects) addValues(lookup, mv, mvValueOf(mv, name))
    }
  }

  isIndexed(attribute: string): boolean {
    return this.lookups.has(attribute)
  }

  /** The first question makes the index: only hooks that write references ask. */
  withId(id: string): MvObject | undefined {
    this.index(new Set([OBJECT_ID]))
    for (const mv of this.having(OBJECT_ID, foldAtom(id))) if (!mv.dead) return mv
    return undefined
  }

  /** The object has a new value for an attribute. */
  indexValue(mv: MvObject, slot: number, value: Stored | undefined): void {
    const lookup = this.lookups.get(mv.shape.nameAt(slot))
    if (lookup !== undefined) addValues(lookup, mv, value)
  }

  /** A new object is there for good. */
  enter(mv: MvObject): void {
    this.objects.add(mv)
    this.lookups.get(OBJECT_ID)?.add(foldAtom(mv.id), mv)
  }

  /** Everything the object has; after a rollback or a load. */
  reindex(mv: MvObject): void {
    for (const [name, lookup] of this.lookups) addValues(lookup, mv, mvValueOf(mv, name))
  }

  /** Objects that have or had the folded value; the caller checks. */
  having(attribute: string, folded: string): Iterable<MvObject> {
    return this.lookups.get(attribute)?.get(folded) ?? []
  }
}

function addValues(lookup: Lookup<MvObject>, mv: MvObject, value: Stored | undefined): void {
  for (const atom of atomsOf(value)) if (!isUnknown(atom)) lookup.add(foldAtom(atom), mv)
}

/** The object's own id, as joins and export flows name it: no attribute of the schema. */
export const OBJECT_ID = 'object-id'

export function mvValueOf(mv: MvObject, attribute: string): Stored | undefined {
  if (attribute === OBJECT_ID) return mv.id
  const slot = mv.shape.find(attribute)
  return slot === undefined ? undefined : mv.values[slot]
}
