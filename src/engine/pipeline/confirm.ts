/** What an import says about exports: confirmed, not reimported, rebased (SE-CONFIRM-1 to SE-CONFIRM-7). */

import { foldDn } from '../core/dn.js'
import type { CsObject, ExportImage, Image } from '../core/objects.js'
import { deletes } from '../core/objects.js'
import type { ExportSlots } from '../core/values.js'
import { isUnknown, sameStored } from '../core/values.js'
import { dropEmptyUpdate } from './connectors.js'

/** Compares what was sent with what the import shows; true when something was not reimported. */
export function confirmExport(cs: CsObject, image: Image, exportOnly: ReadonlySet<string>): boolean {
  const sent = cs.unconfirmed
  cs.unconfirmed = undefined
  const missing = sent === undefined ? undefined : missingOf(cs, sent, image, exportOnly)
  if (missing !== undefined) sendAgain(cs, missing)
  rebase(cs, image)
  return missing !== undefined
}

/** The part of an export the import shows differently. */
function missingOf(
  cs: CsObject,
  sent: ExportImage,
  image: Image,
  exportOnly: ReadonlySet<string>,
): ExportImage | undefined {
  // SE-CONFIRM-5: the object was deleted and is still there.
  if (sent.op === 'delete') return { op: 'delete', values: [], newDn: undefined }
  const values: ExportSlots = []
  let differs = false
  for (let slot = 0; slot < sent.values.length; slot++) {
    const value = sent.values[slot]
    if (value === undefined || exportOnly.has(cs.shape.nameAt(slot))) continue
    if (sameStored(value, image.values[slot], cs.shape.isReference(slot))) continue
    values[slot] = value
    differs = true
  }
  const moved = sent.newDn !== undefined && foldDn(sent.newDn) !== foldDn(image.dn)
  return differs || moved ? { op: 'update', values, newDn: moved ? sent.newDn : undefined } : undefined
}

/** SE-CONFIRM-2: back to the unapplied export, under values staged since. */
export function sendAgain(cs: CsObject, missing: ExportImage): void {
  const newer = cs.unapplied
  if (newer === undefined || missing.op === 'delete') {
    if (newer?.op !== 'delete') cs.unapplied = missing
    return
  }
  if (deletes(newer)) return
  const values = missing.values.slice()
  for (let slot = 0; slot < newer.values.length; slot++) {
    const value = newer.values[slot]
    if (value !== undefined) values[slot] = value
  }
  cs.unapplied = { op: missing.op === 'add' ? 'add' : newer.op, values, newDn: newer.newDn ?? missing.newDn }
}

/** SE-CONFIRM-7: what the target shows already need not be exported. */
function rebase(cs: CsObject, image: Image): void {
  const change = cs.unapplied
  if (change === undefined || deletes(change)) return
  // The object exists in the target, whatever was planned.
  const next: ExportImage = { op: 'update', values: change.values.slice(), newDn: change.newDn }
  for (let slot = 0; slot < next.values.length; slot++) {
    const value = next.values[slot]
    if (value === undefined || isUnknown(value)) continue
    if (sameStored(value, image.values[slot], cs.shape.isReference(slot))) next.values[slot] = undefined
  }
  if (next.newDn !== undefined && foldDn(next.newDn) === foldDn(image.dn)) next.newDn = undefined
  cs.unapplied = next
  dropEmptyUpdate(cs)
}
