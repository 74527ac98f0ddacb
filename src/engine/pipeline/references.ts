/** Reference values between a connector space (DNs) and the metaverse (objects), SE-REF-1 and SE-REF-2. */

import { foldDn } from '../core/dn.js'
import type { CsObject, Image } from '../core/objects.js'
import { expectedDn, MvObject } from '../core/objects.js'
import type { Atom, Stored } from '../core/values.js'
import { atomsOf } from '../core/values.js'
import { awaitTarget } from './links.js'

/** DNs to metaverse objects. What has no link is left out, and the object waits for it (SE-REF-4). */
export function resolveInbound(cs: CsObject, image: Image | undefined, slot: number, wait: boolean): readonly Atom[] {
  const found = new Set<Atom>()
  for (const atom of atomsOf(image?.values[slot])) {
    if (typeof atom !== 'string') {
      found.add(atom)
      continue
    }
    const folded = foldDn(atom)
    const target = cs.space.byDn.get(folded)?.mv
    if (target !== undefined && !target.dead) {
      found.add(target)
      if (wait) cs.leftOut?.delete(folded)
    } else if (wait) awaitTarget(cs, folded)
  }
  return [...found]
}

/** DNs of an attribute whose target is not linked, for a preview. */
export function unavailable(cs: CsObject, image: Image | undefined, slot: number): readonly string[] {
  return atomsOf(image?.values[slot]).filter(
    (atom): atom is string => typeof atom === 'string' && cs.space.byDn.get(foldDn(atom))?.mv === undefined,
  )
}

/** Metaverse objects to the DNs of their first connector in a space; without one they are left out. */
export function resolveOutbound(value: Stored | undefined, ma: string): readonly Atom[] {
  const found: Atom[] = []
  for (const atom of atomsOf(value)) {
    if (!(atom instanceof MvObject)) {
      found.push(atom)
      continue
    }
    const connector = atom.links.find((one) => one.space.name === ma)
    if (connector !== undefined) found.push(expectedDn(connector))
  }
  return found
}
