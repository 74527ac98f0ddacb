/** New connectors and renames (SE-PROV-3 to SE-PROV-6). */

import { foldDn, parentDn } from '../core/dn.js'
import { RuleError } from '../core/errors.js'
import type { CsObject, MvObject } from '../core/objects.js'
import { expectedDn, isOnlyStaged } from '../core/objects.js'
import type { Space } from '../core/space.js'
import type { State } from '../core/state.js'
import type { ExportSlots, Stored } from '../core/values.js'
import { isAtoms } from '../core/values.js'
import { link } from './links.js'

/** `script`: uncaught exceptions of an extension; `rule`: a declarative rule that cannot provision. */
export type ProvisioningBy = 'script' | 'rule'

function failure(by: ProvisioningBy, message: string): RuleError {
  return new RuleError(by === 'script' ? 'extension-dll-exception' : 'sync-rule-flow-provisioning-failed', message)
}

/** Makes an unexported object: linked, pending export add, with its initial values. */
export function startConnector(
  state: State,
  mv: MvObject,
  space: Space,
  csType: string,
  dn: string,
  initial: ReadonlyMap<string, Stored | undefined>,
  by: ProvisioningBy,
): CsObject {
  checkDn(space, dn, by)
  const shape = space.shapes.of(csType)
  const cs = space.create(shape, dn)
  const values: ExportSlots = shape.room()
  for (const [name, value] of initial) {
    if (value === undefined) continue
    const slot = shape.slot(name)
    values[slot] = shape.kindAt(slot).multi && !isAtoms(value) ? [value] : value
  }
  cs.unapplied = { op: 'add', values, newDn: undefined }
  state.transaction.createdCs(cs)
  state.pass.started.add(cs)
  state.pass.outcome(cs).added = true
  link(state, cs, mv)
  state.trace?.actions.push({ ma: space.name, action: 'add', key: cs.key, dn, seq: cs.seq })
  return cs
}

function checkDn(space: Space, dn: string, by: ProvisioningBy): void {
  if (dn === '') throw failure(by, 'An object cannot be provisioned without a DN.')
  // SE-PROV-6
  if (space.byDn.has(foldDn(dn))) throw failure(by, `ObjectAlreadyExistsException: ${dn} exists in ${space.name}.`)
  // SE-PROV-5
  const parent = parentDn(dn)
  if (space.hierarchical && parent !== undefined && !space.hasAt(parent))
    throw failure(by, `MissingParentObjectException: ${parent} does not exist in ${space.name}.`)
}

/** SE-PROV-4: a rename is staged, done in place before the first export, or taken back. */
export function renameConnector(state: State, cs: CsObject, dn: string, by: ProvisioningBy): void {
  const { space } = cs
  const expected = expectedDn(cs)
  const same = foldDn(dn) === foldDn(expected)
  if (same && cs.unapplied?.newDn === undefined) return
  if (cs.unapplied?.newDn === dn) return
  state.transaction.touchCs(cs)
  if (same) {
    if (cs.unapplied !== undefined) cs.unapplied.newDn = undefined
    dropEmptyUpdate(cs)
    return
  }
  const holder = space.byDn.get(foldDn(dn))
  if (holder !== cs) checkDn(space, dn, by)
  if (isOnlyStaged(cs)) {
    space.releaseDn(cs)
    cs.dn = dn
    space.claimDn(cs)
  } else {
    cs.unapplied ??= { op: 'update', values: [], newDn: undefined }
    cs.unapplied.newDn = dn
  }
  state.pass.outcome(cs).renamed = true
  state.trace?.actions.push({ ma: space.name, action: 'rename', key: cs.key, dn, seq: cs.seq })
}

/** An update that changes nothing is no pending export. */
export function dropEmptyUpdate(cs: CsObject): void {
  const change = cs.unapplied
  if (change?.op !== 'update' || change.newDn !== undefined) return
  if (change.values.every((value) => value === undefined)) cs.unapplied = undefined
}
