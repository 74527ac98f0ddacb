/** The one way a metaverse attribute changes: value, contributor, index and referrers together. */

import { Bag } from '../core/bag.js'
import type { Contributor, CsObject } from '../core/objects.js'
import { MvObject } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { Stored } from '../core/values.js'
import { atomsOf, sameStored } from '../core/values.js'

/** Sets or clears an attribute; true when the value is another one than before. */
export function setMvValue(
  state: State,
  mv: MvObject,
  slot: number,
  value: Stored | undefined,
  contributor: Contributor | undefined,
  source: CsObject | undefined,
): boolean {
  const changes = !sameStored(mv.values[slot], value)
  const from = value === undefined ? undefined : contributor
  const by = value === undefined ? undefined : source
  if (!changes && mv.contributors[slot]?.key === from?.key && mv.sources[slot] === by) return false
  state.transaction.touchMv(mv)
  mv.contributors[slot] = from
  mv.sources[slot] = by
  if (!changes) return false
  mv.values[slot] = value
  state.metaverse.indexValue(mv, slot, value)
  if (mv.shape.isReference(slot)) noteReferences(mv, value)
  state.pass.noteChange(mv, slot)
  return true
}

export function noteReferences(mv: MvObject, value: Stored | undefined): void {
  for (const atom of atomsOf(value)) {
    if (!(atom instanceof MvObject)) continue
    atom.referrers ??= new Bag()
    atom.referrers.add(mv)
  }
}
