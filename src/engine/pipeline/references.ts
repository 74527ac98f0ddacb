/** Reference values between a connector space (DNs) and the metaverse (objects), SE-REF-1 and SE-REF-2. */

import { Bag } from '../core/bag.js'
import { foldDn } from '../core/dn.js'
import type { CsObject, Image } from '../core/objects.js'
import { expectedDn, MvObject } from '../core/objects.js'
import type { Atom, Stored } from '../core/values.js'
import { atomsOf } from '../core/values.js'
import { awaitTarget } from './links.js'

const FEW = 32

interface FoundAtoms extends Iterable<Atom> {
  add(atom: Atom): unknown
}

/** DNs to metaverse objects. What has no link is left out, and the object waits for it (SE-REF-4). */
export function resolveInbound(cs: CsObject, image: Image | undefined, slot: number, wait: boolean): readonly Atom[] {
  const atoms = atomsOf(image?.values[slot])
  // Each target once: many members want a set, and one or two do not.
  const found: FoundAtoms = atoms.length > FEW ? new Set<Atom>() : new Bag<Atom>()
  const holders = image?.holders?.[slot]
  for (let at = 0; at < atoms.length; at++) {
    const atom = atoms[at]
    if (typeof atom !== 'string') {
      if (atom !== undefined) found.add(atom)
      continue
    }
    const target = holderOf(cs, atom, holders?.[at])?.mv
    if (target !== undefined && !target.dead) {
      found.add(target)
      if (wait) cs.leftOut?.delete(foldDn(atom))
    } else if (wait) awaitTarget(cs, foldDn(atom))
  }
  return [...found]
}

/** The object at a DN; `hint` is who stood there when the DN was read. */
function holderOf(cs: CsObject, dn: string, hint: CsObject | undefined): CsObject | undefined {
  return hint !== undefined && !hint.dead && !hint.transient && hint.dn === dn ? hint : cs.space.at(dn)
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
