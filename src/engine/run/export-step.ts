/** Export: sends what is staged, keeps what failed, remembers what was sent (SE-EXPORT-1 to SE-EXPORT-8). */

import { dnDepth, foldDn, isUnder } from '../core/dn.js'
import { addCount } from '../core/maps.js'
import type { CsObject, ExportImage, Image } from '../core/objects.js'
import { deletes, expectedDn, importedView } from '../core/objects.js'
import type { Space } from '../core/space.js'
import type { State } from '../core/state.js'
import type { ExportSlots, Slots, Stored } from '../core/values.js'
import { atomsOf, isUnknown } from '../core/values.js'
import { finish } from '../pipeline/stage.js'
import type { PartitionSpec } from '../rules/blueprint.js'
import type { ConnectedSystem, ExportRequest } from '../system/connected-system.js'
import type { StepReport } from './result.js'

export interface ExportLimits {
  readonly deletionLimit?: number | undefined
  readonly partition?: PartitionSpec | undefined
}

/** SE-DP-DEL-1. */
const CLOUD_THRESHOLD = 500

export function runExport(
  state: State,
  space: Space,
  system: ConnectedSystem,
  limits: ExportLimits,
  report: StepReport,
): void {
  const base = foldDn(limits.partition?.dn ?? '')
  const pending = exportOrder(space).filter((cs) => base === '' || isUnder(foldDn(cs.dn), base))
  if (exceedsLimit(state, space, pending, limits, report)) return
  for (const cs of pending) exportObject(state, cs, system, report)
}

/** SE-RUN-8, SE-EXPORT-5: checked as a whole before anything is sent; at exactly the limit the export runs. */
function exceedsLimit(
  state: State,
  space: Space,
  pending: readonly CsObject[],
  limits: ExportLimits,
  report: StepReport,
): boolean {
  let deletions = 0
  for (const cs of pending) if (deletes(cs.unapplied)) deletions++
  const limit = limits.deletionLimit ?? 0
  if (limit > 0 && deletions > limit) {
    report.stopped = 'stopped-deletion-limit'
    return true
  }
  const { spec } = state.ma(space.name)
  const threshold = spec.exportDeletionThreshold ?? (spec.cloud ? CLOUD_THRESHOLD : 0)
  if (threshold > 0 && deletions > threshold) {
    report.stopped = 'stopped-deletion-threshold-exceeded'
    return true
  }
  return false
}

/** SE-EXPORT-1: adds and updates by references, depth, CS order; then deletions, deepest first. */
function exportOrder(space: Space): readonly CsObject[] {
  const changes: { cs: CsObject; references: number; depth: number }[] = []
  const deletions: { cs: CsObject; depth: number }[] = []
  for (const cs of space.exports) {
    if (cs.transient || cs.unapplied === undefined) continue
    const depth = dnDepth(cs.dn)
    if (deletes(cs.unapplied)) deletions.push({ cs, depth })
    else changes.push({ cs, depth, references: referencesIn(cs, cs.unapplied) })
  }
  changes.sort((a, b) => a.references - b.references || a.depth - b.depth || a.cs.seq - b.cs.seq)
  deletions.sort((a, b) => b.depth - a.depth || a.cs.seq - b.cs.seq)
  return [...changes, ...deletions].map(({ cs }) => cs)
}

function referencesIn(cs: CsObject, change: ExportImage): number {
  let count = 0
  for (let slot = 0; slot < change.values.length; slot++)
    if (cs.shape.isReference(slot)) count += atomsOf(change.values[slot]).length
  return count
}

function exportObject(state: State, cs: CsObject, system: ConnectedSystem, report: StepReport): void {
  const change = cs.unapplied
  if (change === undefined) return
  const { sent, held } = splitUnknown(change)
  if (sent === undefined) return
  const answer = system.export(requestFor(cs, sent))
  if (!answer.ok) {
    // SE-EXPORT-3: the change stays pending, the others go on.
    addCount(report.counters, 'export-failure')
    report.exportErrors = true
    report.errors.push({
      ma: cs.space.name,
      object: cs.link,
      code: answer.error,
      message: `Export failed: ${answer.error}.`,
    })
    return
  }
  addCount(report.counters, sent.newDn !== undefined ? 'export-rename' : `export-${sent.op}`)
  if ((sent.op === 'add' || sent.op === 'delete-add') && answer.anchor !== undefined) {
    if (cs.anchor !== undefined && cs.space.byAnchor.get(cs.anchor) === cs) cs.space.byAnchor.delete(cs.anchor)
    cs.anchor = answer.anchor
    cs.space.byAnchor.set(answer.anchor, cs)
  }
  cs.unapplied = held
  const rules = state.ma(cs.space.name)
  const stored = withoutExportOnly(cs, sent.op === 'delete-add' ? madeAnew(cs, sent) : sent, rules.exportOnly)
  if (rules.spec.immediateConfirm) confirmAtOnce(state, cs, stored)
  else cs.unconfirmed = mergeSent(cs.unconfirmed, stored)
  if (!cs.dead) finish(state, cs)
}

/** What the object is expected to show after a delete-add: the values sent, and none of those it had. */
function madeAnew(cs: CsObject, sent: ExportImage): ExportImage {
  const values: ExportSlots = sent.values.slice()
  const before = importedView(cs)?.values ?? []
  for (let slot = 0; slot < before.length; slot++)
    if (before[slot] !== undefined && values[slot] === undefined) values[slot] = null
  cs.unconfirmed = undefined
  return { op: 'update', values, newDn: undefined }
}

/** Results of rules that could not run are not sent; they stay pending and visible. */
function splitUnknown(change: ExportImage): { sent: ExportImage | undefined; held: ExportImage | undefined } {
  if (!change.values.some((value) => atomsOf(value).some(isUnknown))) return { sent: change, held: undefined }
  const known: ExportSlots = []
  const unknown: ExportSlots = []
  for (let slot = 0; slot < change.values.length; slot++) {
    const value = change.values[slot]
    if (value === undefined) continue
    if (atomsOf(value).some(isUnknown)) unknown[slot] = value
    else known[slot] = value
  }
  const held: ExportImage = { op: 'update', values: unknown, newDn: undefined }
  if (change.op === 'update' && change.newDn === undefined && known.length === 0)
    return { sent: undefined, held: change }
  return { sent: { op: change.op, values: known, newDn: change.newDn }, held }
}

function requestFor(cs: CsObject, sent: ExportImage): ExportRequest {
  const values = new Map<string, Stored | null>()
  for (let slot = 0; slot < sent.values.length; slot++) {
    const value = sent.values[slot]
    if (value !== undefined) values.set(cs.shape.nameAt(slot), value)
  }
  return {
    key: cs.key,
    anchor: cs.anchor,
    dn: expectedDn(cs),
    type: cs.shape.type,
    op: sent.op,
    newDn: sent.newDn,
    values,
  }
}

function withoutExportOnly(cs: CsObject, sent: ExportImage, exportOnly: ReadonlySet<string>): ExportImage {
  if (exportOnly.size === 0) return sent
  const values = sent.values.map((value, slot) => (exportOnly.has(cs.shape.nameAt(slot)) ? undefined : value))
  return { ...sent, values }
}

/** SE-EXPORT-2: merged with an older unconfirmed update. */
function mergeSent(older: ExportImage | undefined, sent: ExportImage): ExportImage {
  if (older === undefined || sent.op === 'delete' || older.op === 'delete') return sent
  const values = older.values.slice()
  for (let slot = 0; slot < sent.values.length; slot++) {
    const value = sent.values[slot]
    if (value !== undefined) values[slot] = value
  }
  return { op: older.op, values, newDn: sent.newDn ?? older.newDn }
}

/** SE-CONFIRM-6: the image is updated at export, and the next import finds no change. */
function confirmAtOnce(state: State, cs: CsObject, sent: ExportImage): void {
  const { space } = cs
  if (sent.op === 'delete') {
    cs.dead = true
    space.leave(cs)
    if (state.collectsChanges) state.dirtyCs.add(cs)
    return
  }
  if (sent.newDn !== undefined) {
    space.releaseDn(cs)
    space.moved(cs.dn, sent.newDn)
    cs.dn = sent.newDn
    space.claimDn(cs)
  }
  space.countImage(cs.pending === undefined ? cs.synced : undefined, -1)
  cs.synced = applied(cs, cs.synced, sent)
  space.countImage(cs.pending === undefined ? cs.synced : undefined, 1)
}

function applied(cs: CsObject, image: Image | undefined, sent: ExportImage): Image {
  const values: Slots = image === undefined ? [] : image.values.slice()
  for (let slot = 0; slot < sent.values.length; slot++) {
    const value = sent.values[slot]
    if (value !== undefined) values[slot] = value ?? undefined
  }
  return { shape: cs.shape, dn: cs.dn, values }
}
