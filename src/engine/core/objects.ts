/** The two kinds of object, as the pipeline changes them in place. Arrays of values are replaced, never written to. */

import type { Bag } from './bag.js'
import type { Shape } from './shape.js'
import type { Space } from './space.js'
import type { Atom, ExportSlots, Slots } from './values.js'

/** One state of an object: what an import showed. */
export interface Image {
  readonly shape: Shape
  readonly dn: string
  readonly values: Slots
  /** By slot of a reference: who stood at each DN when it was read. A hint: who uses it checks that it is still so. */
  readonly holders?: readonly (readonly (CsObject | undefined)[] | undefined)[] | undefined
}

/** Pending import (SE-HOLO-1). A deletion has no image. */
export type PendingImport =
  | { readonly kind: 'add' | 'update' | 'delete-add'; readonly image: Image }
  | { readonly kind: 'delete' }

/** Unapplied or unconfirmed export (SE-HOLO-2). `delete-add`: the object goes and comes back with these values only. */
export interface ExportImage {
  op: 'add' | 'update' | 'delete' | 'delete-add'
  values: ExportSlots
  newDn: string | undefined
}

/** How the object is meant while it has no link, or with one: SE-OBJ-2. */
export type ConnectorMode = 'normal' | 'explicit' | 'filtered'

export type ConnectorState =
  | 'connector'
  | 'explicit-connector'
  | 'disconnector'
  | 'explicit-disconnector'
  | 'filtered-disconnector'
  | 'placeholder'

export class CsObject {
  anchor: string | undefined = undefined
  mode: ConnectorMode = 'normal'
  mv: MvObject | undefined = undefined
  /** Synchronized image. */
  synced: Image | undefined = undefined
  pending: PendingImport | undefined = undefined
  unapplied: ExportImage | undefined = undefined
  unconfirmed: ExportImage | undefined = undefined
  transient = false
  error: string | undefined = undefined
  /** An import changed it since the filter was last evaluated (SE-SYNC-1). */
  unseen = false
  /** Folded DNs of reference values that were left out at the last evaluation (SE-REF-4). */
  leftOut: Set<string> | undefined = undefined
  /** What flows of equal precedence into several values yielded last (SE-IAF-15), by flow. */
  yields: ReadonlyMap<string, readonly Atom[]> | undefined = undefined
  /** Outbound rules applied to it (SE-SR-10, SE-SR-12). */
  applied: readonly string[] | undefined = undefined
  /** Connect: the inbound rule that joined it; '' when it was linked outbound (SE-DP-JOIN-7). */
  joinedBy: string | undefined = undefined
  /** Connect: created or held by an outbound Provision rule (SE-DP-OUT-2). */
  owned = false
  /** Removed from the connector space. */
  dead = false
  /** Stands in the work lists of its space: asking a set of millions costs more than keeping the answer. */
  inWork = false
  inExports = false
  /** Import step that last saw it, for obsoletion and duplicates. */
  seenIn = 0
  /** Transaction that last saved it. */
  stamp = 0

  constructor(
    readonly space: Space,
    /** Order of entry into the connector space: CS order (SE-SYNC-7). */
    readonly seq: number,
    public shape: Shape,
    public dn: string,
  ) {}

  get key(): string {
    return this.anchor ?? `dn:${this.dn}`
  }

  get link(): string {
    return `${this.space.name}:${this.key}`
  }
}

/** Which rule gave a metaverse attribute its value (SE-OBJ-7). */
export interface Contributor {
  readonly ma: string
  /** Stable name of the flow, to find its rank again after a change of rules. */
  readonly key: string
  /** As shown: *MA*, *MA/sync rule*, or the Connect rule's name. */
  readonly label: string
}

export class MvObject {
  values: Slots
  contributors: (Contributor | undefined)[]
  sources: (CsObject | undefined)[]
  links: readonly CsObject[] = []
  /** Objects that refer to this one; may hold more than still do. */
  referrers: Bag<MvObject> | undefined = undefined
  /** Detected synchronization rules (SE-SR-14). */
  detected: readonly string[] | undefined = undefined
  /** Provisioning has to be tried again (SE-IMPORT-3). */
  retry = false
  dead = false
  stamp = 0

  constructor(
    readonly seq: number,
    readonly shape: Shape,
  ) {
    this.values = shape.room()
    this.contributors = shape.room()
    this.sources = shape.room()
  }

  get id(): string {
    return `mv-${this.seq}`
  }

  get type(): string {
    return this.shape.type
  }
}

/** Whether the object is to go, for good or to come back: what limits of deletions count (SE-RUN-8). */
export function deletes(change: ExportImage | undefined): boolean {
  return change?.op === 'delete' || change?.op === 'delete-add'
}

export function connectorState(cs: CsObject): ConnectorState {
  if (cs.mv !== undefined) return cs.mode === 'explicit' ? 'explicit-connector' : 'connector'
  if (cs.mode === 'explicit') return 'explicit-disconnector'
  return cs.mode === 'filtered' ? 'filtered-disconnector' : 'disconnector'
}

/** Imported view: the pending import, else the synchronized image; none when the import is a deletion (SE-HOLO-1). */
export function importedView(cs: CsObject): Image | undefined {
  if (cs.pending === undefined) return cs.synced
  return cs.pending.kind === 'delete' ? undefined : cs.pending.image
}

/** The DN the object has, or is expected to have once the export is confirmed. */
export function expectedDn(cs: CsObject): string {
  return cs.unconfirmed?.newDn ?? cs.dn
}

/** Known by name, state and link alone, as from a database: nothing can be concluded before an import shows it. */
export function isUnseen(cs: CsObject): boolean {
  const { synced, pending, unapplied, unconfirmed } = cs
  return synced === undefined && pending === undefined && unapplied === undefined && unconfirmed === undefined
}

/** Never exported and never imported: it exists only here (SE-DEPROV-3). */
export function isOnlyStaged(cs: CsObject): boolean {
  return (
    cs.unapplied?.op === 'add' &&
    cs.unconfirmed === undefined &&
    importedView(cs) === undefined &&
    cs.synced === undefined
  )
}

/** Value of an attribute in the expected view: imported view overlaid with the unconfirmed export (SE-HOLO-3). */
export function expectedValue(cs: CsObject, view: Image | undefined, slot: number): Slots[number] {
  const sent = cs.unconfirmed?.values[slot]
  if (sent !== undefined) return sent ?? undefined
  return view?.values[slot]
}

/** Desired view: expected view overlaid with the unapplied export (SE-HOLO-3). */
export function desiredView(cs: CsObject): Image | undefined {
  const view = importedView(cs)
  if (view === undefined && cs.pending?.kind === 'delete') return undefined
  return overlaid(cs, view)
}

/** A view with what is on its way to the target. */
export function overlaid(cs: CsObject, view: Image | undefined): Image | undefined {
  if (cs.unconfirmed === undefined && cs.unapplied === undefined) return view
  const values: Slots = view === undefined || cs.unapplied?.op === 'delete-add' ? [] : view.values.slice()
  if (cs.unapplied?.op !== 'delete-add') overlay(values, cs.unconfirmed)
  overlay(values, cs.unapplied)
  return { shape: cs.shape, dn: cs.unapplied?.newDn ?? expectedDn(cs), values }
}

function overlay(values: Slots, change: ExportImage | undefined): void {
  if (change === undefined || change.op === 'delete') return
  for (let slot = 0; slot < change.values.length; slot++) {
    const value = change.values[slot]
    if (value !== undefined) values[slot] = value ?? undefined
  }
}
