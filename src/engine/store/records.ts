/** Objects as JSON rows, by attribute name, so that a state survives a change of rules. */

import { foldDn } from '../core/dn.js'
import type { CsObject, ExportImage, Image, MvObject, PendingImport } from '../core/objects.js'
import type { Shape } from '../core/shape.js'
import type { State } from '../core/state.js'
import type { Atom, ExportSlots, Slots, Stored } from '../core/values.js'
import { isAtoms, Unknown } from '../core/values.js'
import { noteReferences } from '../pipeline/mv-values.js'
import type { StoredObject } from './store.js'

type JsonAtom =
  | string
  | number
  | boolean
  | { $int: string }
  | { $bytes: string }
  | { $mv: number }
  | { $unknown: string }
type JsonValue = JsonAtom | readonly JsonAtom[] | null
type JsonValues = Readonly<Record<string, JsonValue>>
interface JsonImage {
  readonly type: string
  readonly dn: string
  readonly values: JsonValues
}
interface JsonExport {
  readonly op: ExportImage['op']
  readonly values: JsonValues
  readonly newDn?: string
}
interface JsonCs {
  readonly type: string
  readonly dn: string
  readonly anchor?: string
  readonly mode: CsObject['mode']
  readonly mv?: number
  readonly synced?: JsonImage
  readonly pending?: { readonly kind: PendingImport['kind']; readonly image?: JsonImage }
  readonly unapplied?: JsonExport
  readonly unconfirmed?: JsonExport
  readonly transient?: boolean
  readonly error?: string
  readonly unseen?: boolean
  readonly leftOut?: readonly string[]
  readonly applied?: readonly string[]
  readonly yields?: readonly (readonly [string, readonly JsonAtom[]])[]
  readonly joinedBy?: string
  readonly owned?: boolean
}
interface JsonMv {
  readonly type: string
  readonly values: JsonValues
  readonly from: Readonly<Record<string, { ma: string; key: string; label: string; source?: string }>>
  readonly links: readonly string[]
  readonly detected?: readonly string[]
  readonly retry?: boolean
}

function writeAtom(atom: Atom): JsonAtom {
  if (typeof atom === 'bigint') return { $int: String(atom) }
  if (typeof atom !== 'object') return atom
  if (atom instanceof Uint8Array) return { $bytes: Buffer.from(atom).toString('base64') }
  return atom instanceof Unknown ? { $unknown: atom.because } : { $mv: atom.seq }
}

function writeStored(value: Stored | null): JsonValue {
  if (value === null) return null
  return isAtoms(value) ? value.map(writeAtom) : writeAtom(value)
}

function writeValues(shape: Shape, values: ExportSlots): JsonValues {
  const json: Record<string, JsonValue> = {}
  for (let slot = 0; slot < values.length; slot++) {
    const value = values[slot]
    if (value !== undefined) json[shape.nameAt(slot)] = writeStored(value)
  }
  return json
}

function writeImage(image: Image): JsonImage {
  return { type: image.shape.type, dn: image.dn, values: writeValues(image.shape, image.values) }
}

function writeExport(cs: CsObject, change: ExportImage): JsonExport {
  const json = { op: change.op, values: writeValues(cs.shape, change.values) }
  return change.newDn === undefined ? json : { ...json, newDn: change.newDn }
}

export function writeCs(cs: CsObject): string {
  const { pending } = cs
  return JSON.stringify({
    type: cs.shape.type,
    dn: cs.dn,
    anchor: cs.anchor,
    mode: cs.mode,
    mv: cs.mv?.seq,
    synced: cs.synced === undefined ? undefined : writeImage(cs.synced),
    pending:
      pending === undefined
        ? undefined
        : pending.kind === 'delete'
          ? { kind: 'delete' }
          : { kind: pending.kind, image: writeImage(pending.image) },
    unapplied: cs.unapplied === undefined ? undefined : writeExport(cs, cs.unapplied),
    unconfirmed: cs.unconfirmed === undefined ? undefined : writeExport(cs, cs.unconfirmed),
    transient: cs.transient || undefined,
    error: cs.error,
    unseen: cs.unseen || undefined,
    leftOut: cs.leftOut === undefined || cs.leftOut.size === 0 ? undefined : [...cs.leftOut],
    applied: cs.applied,
    yields: cs.yields === undefined ? undefined : [...cs.yields].map(([key, atoms]) => [key, atoms.map(writeAtom)]),
    joinedBy: cs.joinedBy,
    owned: cs.owned || undefined,
  })
}

export function writeMv(mv: MvObject): string {
  const from: Record<string, JsonMv['from'][string]> = {}
  mv.contributors.forEach((contributor, slot) => {
    if (contributor === undefined) return
    const { ma, key, label } = contributor
    const source = mv.sources[slot]
    const entry = { ma, key, label }
    from[mv.shape.nameAt(slot)] =
      source === undefined || source.dead ? entry : { ...entry, source: `${source.space.name}:${source.seq}` }
  })
  return JSON.stringify({
    type: mv.type,
    values: writeValues(mv.shape, mv.values),
    from,
    links: mv.links.map((cs) => `${cs.space.name}:${cs.seq}`),
    detected: mv.detected,
    retry: mv.retry || undefined,
  })
}

type MvBySeq = ReadonlyMap<number, MvObject>

class Reader {
  constructor(private readonly mvs: MvBySeq) {}

  atom(json: JsonAtom): Atom | undefined {
    if (typeof json !== 'object') return json
    if ('$int' in json) return BigInt(json.$int)
    if ('$bytes' in json) return Uint8Array.from(Buffer.from(json.$bytes, 'base64'))
    if ('$unknown' in json) return new Unknown(json.$unknown)
    return this.mvs.get(json.$mv)
  }

  atoms(json: readonly JsonAtom[]): Atom[] {
    return json.flatMap((one) => this.atom(one) ?? [])
  }

  stored(json: Exclude<JsonValue, null>): Stored | undefined {
    return isList(json) ? this.atoms(json) : this.atom(json)
  }

  values(shape: Shape, json: JsonValues): Slots {
    const values: Slots = []
    for (const [name, value] of Object.entries(json)) if (value !== null) values[shape.slot(name)] = this.stored(value)
    return values
  }

  exportOf(shape: Shape, json: JsonExport): ExportImage {
    const values: ExportSlots = []
    for (const [name, value] of Object.entries(json.values))
      values[shape.slot(name)] = value === null ? null : this.stored(value)
    return { op: json.op, values, newDn: json.newDn }
  }
}

function isList(json: JsonValue): json is readonly JsonAtom[] {
  return Array.isArray(json)
}

/** Brings the connector spaces back; metaverse objects are made empty, for values may point at them. */
export function readCs(state: State, rows: readonly StoredObject[], mvRows: readonly StoredObject[]): MvBySeq {
  const mvs = new Map<number, MvObject>()
  const mvJson = mvRows.map((row) => ({ seq: Number(row.id.slice(3)), json: JSON.parse(row.json) as JsonMv }))
  for (const { seq, json } of mvJson.sort((a, b) => a.seq - b.seq)) {
    const mv = state.metaverse.create(json.type, seq)
    mvs.set(seq, mv)
    state.metaverse.enter(mv)
  }
  const reader = new Reader(mvs)
  const parsed = rows.map((row) => {
    const colon = row.id.lastIndexOf(':')
    return { ma: row.id.slice(3, colon), seq: Number(row.id.slice(colon + 1)), json: JSON.parse(row.json) as JsonCs }
  })
  for (const { ma, seq, json } of parsed.sort((a, b) => a.seq - b.seq)) readOneCs(state, reader, ma, seq, json, mvs)
  return mvs
}

function readOneCs(state: State, reader: Reader, ma: string, seq: number, json: JsonCs, mvs: MvBySeq): void {
  const space = state.spaces.get(ma)
  if (space === undefined) return
  const cs = space.create(space.shapes.of(json.type), json.dn, seq)
  const image = (one: JsonImage): Image => {
    const shape = space.shapes.of(one.type)
    return { shape, dn: one.dn, values: reader.values(shape, one.values) }
  }
  cs.anchor = json.anchor
  cs.mode = json.mode
  cs.mv = json.mv === undefined ? undefined : mvs.get(json.mv)
  if (json.synced !== undefined) cs.synced = image(json.synced)
  if (json.pending?.kind === 'delete') cs.pending = { kind: 'delete' }
  else if (json.pending?.image !== undefined) cs.pending = { kind: json.pending.kind, image: image(json.pending.image) }
  if (json.unapplied !== undefined) cs.unapplied = reader.exportOf(cs.shape, json.unapplied)
  if (json.unconfirmed !== undefined) cs.unconfirmed = reader.exportOf(cs.shape, json.unconfirmed)
  cs.transient = json.transient ?? false
  cs.error = json.error
  cs.unseen = json.unseen ?? false
  cs.applied = json.applied
  if (json.yields !== undefined) cs.yields = new Map(json.yields.map(([key, atoms]) => [key, reader.atoms(atoms)]))
  cs.joinedBy = json.joinedBy
  cs.owned = json.owned ?? false
  if (json.leftOut !== undefined) {
    cs.leftOut = new Set(json.leftOut)
    for (const dn of cs.leftOut) space.waiting.add(dn, cs)
  }
  if (cs.anchor !== undefined) space.byAnchor.set(cs.anchor, cs)
  if (cs.transient) state.transients.add(cs)
  else space.claimDn(cs)
  space.enter(cs)
  space.reindex(cs)
  space.refresh(cs)
}

/** Brings the metaverse back: values, lineage, links. */
export function readMv(state: State, rows: readonly StoredObject[], mvs: MvBySeq): void {
  const reader = new Reader(mvs)
  const bySeq = new Map<string, CsObject>()
  for (const space of state.spaces.values()) for (const cs of space.objects) bySeq.set(`${space.name}:${cs.seq}`, cs)
  for (const row of rows) {
    const mv = mvs.get(Number(row.id.slice(3)))
    if (mv === undefined) continue
    const json = JSON.parse(row.json) as JsonMv
    mv.values = reader.values(mv.shape, json.values)
    for (const [name, { ma, key, label, source }] of Object.entries(json.from)) {
      const slot = mv.shape.slot(name)
      mv.contributors[slot] = { ma, key, label }
      mv.sources[slot] = source === undefined ? undefined : bySeq.get(source)
    }
    mv.links = json.links.flatMap((link) => bySeq.get(link) ?? [])
    mv.detected = json.detected
    mv.retry = json.retry ?? false
    if (mv.retry) state.provisioningRetries.add(mv)
    state.metaverse.reindex(mv)
    mv.values.forEach((value, slot) => {
      if (mv.shape.isReference(slot)) noteReferences(mv, value)
    })
  }
  resumeRetries(state)
}

/** An import may have made a reference resolvable since the last synchronization. */
function resumeRetries(state: State): void {
  for (const space of state.spaces.values())
    for (const cs of space.objects)
      for (const dn of cs.leftOut ?? []) if (space.byDn.get(foldDn(dn))?.mv !== undefined) state.inboundRetries.add(cs)
}
