/** SE-DP-SCOPE-3, ISMEMBEROF: the group stands in the same connector space and has the object as member. */

import { foldDn } from '../core/dn.js'
import type { CsObject, Image } from '../core/objects.js'
import { importedView } from '../core/objects.js'
import { atomsOf } from '../core/values.js'

const MEMBERS = new WeakMap<Image, ReadonlySet<string>>()

export function isMember(cs: CsObject, groupDn: string): boolean {
  const group = cs.space.byDn.get(foldDn(groupDn))
  const view = group === undefined ? undefined : importedView(group)
  if (view === undefined) return false
  let members = MEMBERS.get(view)
  if (members === undefined) {
    const slot = view.shape.find('member')
    const atoms = atomsOf(slot === undefined ? undefined : view.values[slot])
    members = new Set(atoms.flatMap((atom) => (typeof atom === 'string' ? [foldDn(atom)] : [])))
    MEMBERS.set(view, members)
  }
  return members.has(foldDn(cs.dn))
}
