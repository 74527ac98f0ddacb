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

export class MemorySystem implements ConnectedSystem {
  private readonly records = new Set<SourceRecord>()
  private readonly byAnchor = new Map<string, SourceRecord>()
  private readonly byDn = new Map<string, SourceRecord>()
  /** Rank in the order of entry; a changed record keeps its place. */
  private readonly order = new Map<string, number>()
  private readonly log = new Set<string>()
  private readonly faults = new Map<string, string>()
  private unreadable: SourceRecord[] = []
  private sequence = 0
  private ordered = true

  constructor(private options: MemorySystemOptions = {}) {}

  configure(options: MemorySystemOptions): void {
    this.options = options
  }

  add(record: SourceRecord): void {
    this.records.add(record)
    if (record.anchor === null) {
      this.unreadable.push(record)
      return
    }
    if (!this.byAnchor.has(record.anchor)) {
      this.byAnchor.set(record.anchor, record)
      this.order.set(record.anchor, ++this.sequence)
    }
    this.byDn.set(foldDn(record.dn), record)
    this.log.add(record.anchor)
  }

  /** Changes a record; false when there is none. */
  set(change: RecordChange): boolean {
    const found = this.byAnchor.get(change.anchor)
    if (found === undefined) return false
    const attributes: Record<string, Stored> = {}
    for (const [name, value] of Object.entries({ ...found.attributes, ...change.attributes }))
      if (value !== null && value !== undefined) attributes[name] = value
    this.replace(found, {
      anchor: change.anchor,
      type: change.type ?? found.type,
      dn: change.dn ?? found.dn,
      attributes,
    })
    return true
  }

  private replace(old: SourceRecord, next: SourceRecord): void {
    this.records.delete(old)
    this.records.add(next)
    this.ordered = false
    if (next.anchor !== null) {
      this.byAnchor.set(next.anchor, next)
      this.log.add(next.anchor)
    }
    if (this.byDn.get(foldDn(old.dn)) === old) this.byDn.delete(foldDn(old.dn))
    this.byDn.set(foldDn(next.dn), next)
  }

  delete(anchor: string): boolean {
    const found = this.byAnchor.get(anchor)
    if (found === undefined) return false
    this.records.delete(found)
    this.byAnchor.delete(anchor)
    this.order.delete(anchor)
    if (this.byDn.get(foldDn(found.dn)) === found) this.byDn.delete(foldDn(found.dn))
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

  readAll(): Iterable<SourceRecord> {
    if (this.ordered) return this.records
    const sorted = this.inOrder([...this.records])
    this.records.clear()
    for (const record of sorted) this.records.add(record)
    this.ordered = true
    return this.records
  }

  private inOrder(records: SourceRecord[]): SourceRecord[] {
    const rank = (record: SourceRecord): number =>
      record.anchor === null ? Number.POSITIVE_INFINITY : (this.order.get(record.anchor) ?? 0)
    return records.sort((a, b) => rank(a) - rank(b))
  }

  readChanges(): { readonly records: Iterable<SourceRecord>; readonly deletions: readonly string[] } {
    const records: SourceRecord[] = []
    const deletions: string[] = []
    for (const anchor of this.log) {
      const found = this.byAnchor.get(anchor)
      if (found === undefined) deletions.push(anchor)
      else records.push(found)
    }
    return { records: [...this.inOrder(records), ...this.unreadable], deletions: deletions.sort() }
  }

  consumeChanges(): void {
    this.log.clear()
    this.unreadable = []
  }

  export(request: ExportRequest): ExportAnswer {
    const fault = this.faults.get(request.key)
    if (fault !== undefined) return { ok: false, error: fault }
    if (request.op === 'add') return this.exportAdd(request)
    if (request.anchor === undefined || !this.byAnchor.has(request.anchor))
      return { ok: false, error: 'cd-missing-object' }
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
