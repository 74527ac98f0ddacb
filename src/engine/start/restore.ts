/**
 * A running system as the engine's start: connector spaces as `csexport` wrote them, with images, pending imports, exports
 * under way, states and links (SE-LOAD-1), and the metaverse, from a search of it or computed from the images.
 */

import type {
  AttributeChange,
  ConnectorSpaceObject,
  Hologram,
  MetaverseObject,
  ObjectAttribute,
  ObjectDelta,
  ObjectValue,
} from '../../model/index.js'
import { recompute } from '../connect/recompute.js'
import { addCount } from '../core/maps.js'
import type { CsObject, ExportImage, Image, MvObject, PendingImport } from '../core/objects.js'
import { expectedValue, importedView, isUnseen } from '../core/objects.js'
import { Pass } from '../core/pass.js'
import type { Shape } from '../core/shape.js'
import type { Space } from '../core/space.js'
import type { State } from '../core/state.js'
import type { Atom, ExportSlots, Slots, Stored } from '../core/values.js'
import { isUnknown, storedFrom, without } from '../core/values.js'
import { runImportFlows } from '../pipeline/import-flow.js'
import { setMvValue } from '../pipeline/mv-values.js'
import { attributeRule, pairKey } from '../rules/model.js'
import { asRuleError } from '../rules/produce.js'

export interface StoredSpaceObject {
  /** Name of the agent. */
  readonly ma: string
  readonly object: ConnectorSpaceObject
}

export interface Restored {
  /** By agent. */
  readonly objects: ReadonlyMap<string, number>
  readonly metaverseObjects: number
  /** Objects that only their name, state and link are known of. */
  readonly unseen: number
  /** Values the metaverse search gave, where the rules at hand could not compute them. */
  readonly takenOver: number
  /** What could not be restored, a sentence each. */
  readonly problems: readonly string[]
}

/** Fills an empty engine. Nothing is imported or synchronized; a full synchronization then shows what would change. */
export function restoreObjects(
  state: State,
  stored: Iterable<StoredSpaceObject>,
  metaverse: Iterable<MetaverseObject>,
): Restored {
  return new Restorer(state).restore(stored, metaverse)
}

class Restorer {
  private readonly mvs = new Map<string, MvObject>()
  private readonly byId = new Map<string, CsObject>()
  private readonly counts = new Map<string, number>()
  private readonly problems: string[] = []
  private takenOver = 0

  constructor(private readonly state: State) {}

  restore(stored: Iterable<StoredSpaceObject>, metaverse: Iterable<MetaverseObject>): Restored {
    const searched = new Map([...metaverse].map((object) => [object.id, object]))
    for (const { ma, object } of stored) if (object.state !== 'placeholder') this.addObject(ma, object, searched)
    this.compute()
    for (const [id, object] of searched) this.takeOver(id, object)
    return {
      objects: this.counts,
      metaverseObjects: this.mvs.size,
      unseen: [...this.byId.values()].filter(isUnseen).length,
      takenOver: this.takenOver,
      problems: this.problems,
    }
  }

  private addObject(ma: string, object: ConnectorSpaceObject, searched: ReadonlyMap<string, MetaverseObject>): void {
    const { state } = this
    const space = state.space(ma)
    const { synchronized, pendingImport } = object.holograms
    const type = synchronized?.objectType || object.objectType || pendingImport?.objectType || ''
    const dn = pendingImport?.dn || synchronized?.dn || object.dn
    const cs = space.create(space.shapes.of(type), dn)
    if (object.anchor !== '') cs.anchor = object.anchor
    if (synchronized !== undefined) cs.synced = imageOf(space, synchronized)
    cs.pending = this.pendingOf(space, cs, object)
    cs.unconfirmed = mergeExports(
      exportOf(cs, object.deltas.escrowedExport, object.holograms.escrowedExport),
      exportOf(cs, object.deltas.unconfirmedExport, object.holograms.unconfirmedExport),
    )
    cs.unapplied = exportOf(cs, object.deltas.unappliedExport, object.holograms.unappliedExport)
    cs.mode = modeOf(object)
    cs.transient = object.transient
    this.link(cs, object, searched)
    this.enter(space, cs)
    this.byId.set(object.id, cs)
    addCount(this.counts, ma)
  }

  private pendingOf(space: Space, cs: CsObject, object: ConnectorSpaceObject): PendingImport | undefined {
    const { pendingImport } = object.holograms
    const delta = object.deltas.pendingImport
    const operation = delta?.operation ?? object.importOperation
    if (operation === 'delete' || operation === 'obsolete') return { kind: 'delete' }
    const image =
      pendingImport !== undefined
        ? imageOf(space, pendingImport)
        : delta === undefined || delta.operation === 'none'
          ? undefined
          : changedImage(cs, delta)
    if (image === undefined) return undefined
    if (operation === 'delete-add') return { kind: 'delete-add', image }
    const isChange = operation === 'update' || operation === 'replace'
    return { kind: cs.synced === undefined && !isChange ? 'add' : 'update', image }
  }

  private enter(space: Space, cs: CsObject): void {
    if (cs.anchor !== undefined) space.byAnchor.set(cs.anchor, cs)
    if (cs.transient) this.state.transients.add(cs)
    else space.claimDn(cs)
    space.enter(cs)
    space.reindex(cs)
    space.refresh(cs)
    if (this.state.collectsChanges) this.state.dirtyCs.add(cs)
  }

  private link(cs: CsObject, object: ConnectorSpaceObject, searched: ReadonlyMap<string, MetaverseObject>): void {
    if (object.link === undefined) return
    const id = object.link.metaverseObjectId
    const known = this.mvs.get(id)
    const type = known?.type ?? searched.get(id)?.objectType ?? this.typeFor(cs)
    if (type === undefined) {
      this.problems.push(`${cs.link} is linked, and no rule at hand says to what type of metaverse object.`)
      cs.mode = 'normal'
      return
    }
    const mv = known ?? this.addMv(id, type)
    cs.mv = mv
    mv.links = [...mv.links, cs]
    if (object.link.type === 'provisioned') cs.owned = true
    this.joinRule(cs)
  }

  /** Connect: which inbound rule holds the link is not written; the first in scope that could have made it. */
  private joinRule(cs: CsObject): void {
    if (this.state.rules.product !== 'connect') return
    const view = importedView(cs)
    const rules = this.state.rules.connectInbound.get(cs.space.name) ?? []
    const rule = rules.find(
      (one) =>
        one.csType === cs.shape.type &&
        (one.joins.length > 0 || one.link === 'Provision') &&
        one.scope.test(this.state.look(cs, view, cs.mv)) === true,
    )
    cs.joinedBy = cs.owned ? '' : (rule?.name ?? '')
  }

  private addMv(id: string, type: string): MvObject {
    const { metaverse } = this.state
    const mv = metaverse.create(type)
    metaverse.enter(mv)
    this.mvs.set(id, mv)
    if (this.state.collectsChanges) this.state.dirtyMv.add(mv)
    return mv
  }

  /** The metaverse type that flows of the object's type go to or come from. */
  private typeFor(cs: CsObject): string | undefined {
    const { rules } = this.state
    const agent = this.state.ma(cs.space.name)
    const ends = (pairs: Iterable<string>): string | undefined => {
      for (const pair of pairs)
        if (pair.startsWith(pairKey(cs.shape.type, ''))) return pair.slice(cs.shape.type.length + 1)
      return undefined
    }
    const inbound = rules.connectInbound
      .get(cs.space.name)
      ?.find((rule) => rule.csType === cs.shape.type && rule.mvType !== '*')
    return inbound?.mvType ?? ends(agent.imports.keys()) ?? ends(agent.exports.keys())
  }

  /** Values and lineage from the images, twice, so that references find who comes later. */
  private compute(): void {
    for (let round = 0; round < 2; round++) for (const mv of this.mvs.values()) this.computeOne(mv)
    this.state.inboundRetries.clear()
    this.state.outboundRetries.clear()
  }

  private computeOne(mv: MvObject): void {
    const { state } = this
    state.transaction.begin()
    state.pass = new Pass(mv.links[0], true)
    try {
      if (state.rules.product === 'connect') recompute(state, mv)
      else
        for (const cs of mv.links)
          if (!isUnseen(cs)) this.accepted(cs, () => runImportFlows(state, cs, mv, 'all', undefined))
      state.transaction.commit()
    } catch (thrown) {
      state.transaction.rollback()
      const error = asRuleError(thrown)
      if (!(error instanceof Error)) throw thrown
      this.problems.push(`${mv.links[0]?.link ?? mv.id}: ${error.message}`)
    }
  }

  /** What is pending was not accepted yet: the flows read the synchronized image. */
  private accepted(cs: CsObject, run: () => void): void {
    const { pending } = cs
    cs.pending = undefined
    try {
      run()
    } finally {
      cs.pending = pending
    }
  }

  /** What the production system holds counts, where the rules at hand give no value, or one that is not known. */
  private takeOver(id: string, object: MetaverseObject): void {
    const mv = this.mvs.get(id)
    if (mv === undefined) return
    const { state } = this
    state.transaction.begin()
    state.pass = new Pass(mv.links[0], true)
    for (const attribute of object.attributes) {
      const slot = mv.shape.slot(attribute.name)
      const present = mv.values[slot]
      if (present !== undefined && !isUnknown(present)) continue
      const atoms = attribute.values.flatMap(({ value }) => this.mvAtom(value))
      const value = storedFrom(atoms, mv.shape.kindAt(slot).multi || atoms.length > 1)
      if (value === undefined) continue
      const ma = this.agentOf(mv, slot, attribute.values[0]?.connectorId ?? '', object)
      const source = mv.links.find((cs) => cs.space.name === ma) ?? mv.links[0]
      const flow = attributeRule(state.rules, mv, slot)?.flows.find((one) => one.contributor.ma === source?.space.name)
      const name = source?.space.name ?? ''
      setMvValue(state, mv, slot, value, flow?.contributor ?? { ma: name, key: '', label: name }, source)
      this.takenOver++
    }
    state.transaction.commit()
  }

  /** Who contributed: the connector the search names, or the linked one of best rank that has a flow. */
  private agentOf(mv: MvObject, slot: number, connectorId: string, object: MetaverseObject): string | undefined {
    const linked = object.links.find((one) => one.connectorId === connectorId)
    const found = linked === undefined ? undefined : this.byId.get(linked.connectorObjectId)
    if (found !== undefined) return found.space.name
    const flows = attributeRule(this.state.rules, mv, slot)?.flows ?? []
    const best = flows.find(({ contributor, csType }) =>
      mv.links.some((cs) => cs.space.name === contributor.ma && cs.shape.type === csType),
    )
    return best?.contributor.ma ?? mv.links[0]?.space.name
  }

  private mvAtom(value: ObjectValue): Atom[] {
    if (typeof value !== 'object' || value instanceof Uint8Array) return [value]
    return this.mvs.get(value.dn) === undefined ? [] : [this.mvs.get(value.dn) as MvObject]
  }
}

function modeOf({ state, connectorState }: ConnectorSpaceObject): CsObject['mode'] {
  if (state === 'explicit-connector' || state === 'explicit-disconnector') return 'explicit'
  return state === 'filtered-disconnector' || connectorState === 'filtered' ? 'filtered' : 'normal'
}

function imageOf(space: Space, hologram: Hologram): Image {
  const shape = space.shapes.of(hologram.objectType)
  const values: Slots = shape.room()
  for (const attribute of hologram.attributes) setValue(shape, values, attribute)
  return { shape, dn: hologram.dn, values }
}

function setValue(shape: Shape, values: Slots, attribute: ObjectAttribute): void {
  const atoms = attribute.values.map(spaceAtom)
  const slot = shape.slot(attribute.name)
  const value = storedFrom(atoms, shape.kindAt(slot).multi || atoms.length > 1)
  if (value !== undefined) values[slot] = value
}

function spaceAtom(value: ObjectValue): Atom {
  return typeof value === 'object' && !(value instanceof Uint8Array) ? value.dn : value
}

/** The synchronized image with a delta applied. */
function changedImage(cs: CsObject, delta: ObjectDelta): Image {
  const shape = delta.objectType === '' ? cs.shape : cs.space.shapes.of(delta.objectType)
  const replaces = delta.operation === 'add' || delta.operation === 'replace' || delta.operation === 'delete-add'
  const values: Slots = replaces ? shape.room() : (cs.synced?.values.slice() ?? shape.room())
  for (const change of delta.attributes) {
    const slot = shape.slot(change.name)
    values[slot] = changedValue(values[slot], change, shape.kindAt(slot).multi) ?? undefined
  }
  return { shape, dn: delta.newDn || delta.dn || cs.dn, values }
}

/** null: the attribute goes. */
function changedValue(present: Stored | undefined, change: AttributeChange, multi: boolean): Stored | null {
  const of = (operation: 'add' | 'delete'): readonly Atom[] =>
    change.values.filter((one) => one.operation === operation).map((one) => spaceAtom(one.value))
  if (change.operation === 'delete') return null
  if (change.operation !== 'update') return storedFrom(of('add'), multi) ?? null
  const before =
    present === undefined ? [] : typeof present === 'object' && Array.isArray(present) ? present : [present]
  const rest = without(before as readonly Atom[], of('delete'))
  return storedFrom([...rest, ...without(of('add'), rest)], multi) ?? null
}

/** An export under way: what it changes of the expected view. */
function exportOf(
  cs: CsObject,
  delta: ObjectDelta | undefined,
  hologram: Hologram | undefined,
): ExportImage | undefined {
  if (delta === undefined || delta.operation === 'none') return undefined
  if (delta.operation === 'delete') return { op: 'delete', values: [], newDn: undefined }
  const op = delta.operation === 'add' || delta.operation === 'delete-add' ? delta.operation : 'update'
  const view = importedView(cs)
  const values: ExportSlots = cs.shape.room()
  for (const change of delta.attributes) {
    const slot = cs.shape.slot(change.name)
    values[slot] = changedValue(
      op === 'update' ? expectedValue(cs, view, slot) : undefined,
      change,
      cs.shape.kindAt(slot).multi,
    )
  }
  if (op !== 'update' && delta.attributes.length === 0)
    for (const attribute of hologram?.attributes ?? []) setValue(cs.shape, values as Slots, attribute)
  const newDn = op === 'update' && delta.newDn !== '' && delta.newDn !== cs.dn ? delta.newDn : undefined
  return { op, values, newDn }
}

/** SE-HOLO-2: an escrowed export counts as one that waits for confirmation. */
function mergeExports(older: ExportImage | undefined, newer: ExportImage | undefined): ExportImage | undefined {
  if (older === undefined || newer === undefined || newer.op === 'delete') return newer ?? older
  const values = older.values.slice()
  for (let slot = 0; slot < newer.values.length; slot++)
    if (newer.values[slot] !== undefined) values[slot] = newer.values[slot]
  return { op: older.op, values, newDn: newer.newDn ?? older.newDn }
}
