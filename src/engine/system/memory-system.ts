/** A connected system in memory, with a change log of anchors: the one that simulations run against. */

import { foldDn } from '../core/dn.js'
import type { Stored } from '../core/values.js'
import type { ConnectedSystem, ExportAnswer, ExportRequest, SourceRecord } from './connected-system.js'

export interface MemorySystemOptions {
  /** Attribute whose exported value becomes the anchor of an added object; without it `new:` and the DN. */
  readonly newAnchor?: string | undefined
  /** What the system itself adds to a new object. */
  readonly onCreate?: Readonly<Record<string, Stored>> | undefined
  /** Attributes it takes and never shows (SE-EXPORT-8). */
  readonly exportOnly?: readonly string[] | undefined
}

export interface RecordChange {
  readonly anchor: string
  readonly type?: string | undefined
  readonly dn?: string | undefined
  /** null removes. */
  readonly attributes: Readonly<Record<string, Stored | null>>
}

/** A record in its place: a changed one keeps it. */
interface Entry {
  readonly rank: number
  record: SourceRecord
}

export class MemorySystem implements ConnectedSystem {
  /** In the order of entry. */
  private readonly entries = new Map<string, Entry>()
  private readonly byDn = new Map<string, SourceRecord>()
  private readonly log = new Set<string>()
  private readonly faults = new Map<string, string>()
  /** Records without anchor, and second ones of an anchor. */
  private readonly extras: SourceRecord[] = []
  private unreadable: SourceRecord[] = []
  private sequence = 0

  constructor(private options: MemorySystemOptions = {}) {}

  configure(options: MemorySystemOptions): void {
    this.options = options
  }

  add(record: SourceRecord): void {
    const { anchor } = record
    if (anchor === null) {
      this.extras.push(record)
      this.unreadable.push(record)
      return
    }
    if (this.entries.has(anchor)) this.extras.push(record)
    else this.entries.set(anchor, { rank: ++this.sequence, record })
    this.byDn.set(foldDn(record.dn), record)
    this.log.add(anchor)
  }

  /** Changes a record; false when there is none. */
  set(change: RecordChange): boolean {
    const entry = this.entries.get(change.anchor)
    if (entry === undefined) return false
    const found = entry.record
    const attributes: Record<string, Stored> = {}
    for (const [name, value] of Object.entries({ ...found.attributes, ...change.attributes }))
      if (value !== null && value !== undefined) attributes[name] = value
    const next = {
      anchor: change.anchor,
      type: change.type ?? found.type,
      dn: change.dn ?? found.dn,
      attributes,
    }
    entry.record = next
    this.log.add(change.anchor)
    this.leaveDn(found)
    this.byDn.set(foldDn(next.dn), next)
    return true
  }

  private leaveDn(record: SourceRecord): void {
    const folded = foldDn(record.dn)
    if (this.byDn.get(folded) === record) this.byDn.delete(folded)
  }

  delete(anchor: string): boolean {
    const entry = this.entries.get(anchor)
    if (entry === undefined) return false
    this.entries.delete(anchor)
    this.leaveDn(entry.record)
    this.log.add(anchor)
    return true
  }

  /** Every export of the object with this key or DN fails with the code. */
  fail(key: string, error: string): void {
    this.faults.set(key, error)
  }

  clearFaults(): void {
    this.faults.clear()
  }

  read(anchor: string): SourceRecord | undefined {
    return this.entries.get(anchor)?.record
  }

  *readAll(): Iterable<SourceRecord> {
    for (const { record } of this.entries.values()) yield record
    yield* this.extras
  }

  readChanges(): { readonly records: Iterable<SourceRecord>; readonly deletions: readonly string[] } {
    const changed: Entry[] = []
    const deletions: string[] = []
    for (const anchor of this.log) {
      const found = this.entries.get(anchor)
      if (found === undefined) deletions.push(anchor)
      else changed.push(found)
    }
    changed.sort((a, b) => a.rank - b.rank)
    return { records: [...changed.map(({ record }) => record), ...this.unreadable], deletions: deletions.sort() }
  }

  consumeChanges(): void {
    this.log.clear()
    this.unreadable = []
  }

  export(request: ExportRequest): ExportAnswer {
    const fault = this.faults.get(request.key)
    if (fault !== undefined) return { ok: false, error: fault }
    if (request.op === 'add') return this.exportAdd(request)
    if (request.anchor === undefined || !this.entries.has(request.anchor))
      return { ok: false, error: 'cd-missing-object' }
    if (request.op === 'delete-add') {
      this.delete(request.anchor)
      return this.exportAdd(request)
    }
    if (request.op === 'delete') this.delete(request.anchor)
    else
      this.set({
        anchor: request.anchor,
        dn: request.newDn,
        attributes: Object.fromEntries(this.shown(request.values)),
      })
    return { ok: true, anchor: request.anchor }
  }

  private exportAdd(request: ExportRequest): ExportAnswer {
    if (this.byDn.has(foldDn(request.dn))) return { ok: false, error: 'cd-existing-object' }
    const attributes: Record<string, Stored> = {}
    for (const [name, value] of request.values)
      if (value !== null && !this.options.exportOnly?.includes(name)) attributes[name] = value
    Object.assign(attributes, this.options.onCreate)
    const { newAnchor } = this.options
    const given = newAnchor === undefined ? undefined : request.values.get(newAnchor)
    const anchor = given === undefined || given === null ? `new:${request.dn}` : String(given)
    this.add({ anchor, type: request.type, dn: request.dn, attributes })
    return { ok: true, anchor }
  }

  private shown(values: ReadonlyMap<string, Stored | null>): [string, Stored | null][] {
    return [...values].filter(([name]) => !this.options.exportOnly?.includes(name))
  }
}
