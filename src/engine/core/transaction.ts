/**
 * One pass is one transaction (SE-SYNC-7, SE-ERR-4). An object is saved when the pass first touches it; a rollback puts the
 * saved fields back. Value arrays are copied on first touch, so the saved ones stay as they were.
 */

import { foldDn } from './dn.js'
import type { Metaverse } from './metaverse.js'
import type { CsObject, ExportImage, MvObject } from './objects.js'

type SavedCs = Pick<
  CsObject,
  | 'anchor'
  | 'mode'
  | 'mv'
  | 'synced'
  | 'pending'
  | 'unapplied'
  | 'unconfirmed'
  | 'error'
  | 'unseen'
  | 'leftOut'
  | 'applied'
  | 'yields'
  | 'joinedBy'
  | 'owned'
  | 'dead'
  | 'dn'
  | 'shape'
>

type SavedMv = Pick<MvObject, 'values' | 'contributors' | 'sources' | 'links' | 'detected' | 'retry' | 'dead'>

export interface Touched<T, S> {
  readonly object: T
  /** undefined: the pass made it. */
  readonly before: S | undefined
}

/** Told about every object a committed pass changed. */
export interface ChangeListener {
  csChanged(cs: CsObject): void
  mvChanged(mv: MvObject): void
}

export class Transaction {
  cs: Touched<CsObject, SavedCs>[] = []
  mv: Touched<MvObject, SavedMv>[] = []
  private stamp = 0

  constructor(
    private readonly metaverse: Metaverse,
    private readonly listener: ChangeListener,
  ) {}

  begin(): void {
    this.stamp++
    this.cs = []
    this.mv = []
  }

  touchCs(cs: CsObject): void {
    if (cs.stamp === this.stamp) return
    cs.stamp = this.stamp
    this.cs.push({ object: cs, before: savedCs(cs) })
    if (cs.unapplied !== undefined) cs.unapplied = copyExport(cs.unapplied)
    if (cs.leftOut !== undefined) cs.leftOut = new Set(cs.leftOut)
  }

  touchMv(mv: MvObject): void {
    if (mv.stamp === this.stamp) return
    mv.stamp = this.stamp
    const { values, contributors, sources, links, detected, retry, dead } = mv
    this.mv.push({ object: mv, before: { values, contributors, sources, links, detected, retry, dead } })
    mv.values = values.slice()
    mv.contributors = contributors.slice()
    mv.sources = sources.slice()
  }

  /** A connector the pass makes; it claims its DN at once, for the next rule has to see it. */
  createdCs(cs: CsObject): void {
    cs.stamp = this.stamp
    this.cs.push({ object: cs, before: undefined })
    cs.space.claimDn(cs)
  }

  createdMv(mv: MvObject): void {
    mv.stamp = this.stamp
    this.mv.push({ object: mv, before: undefined })
  }

  commit(): void {
    for (const { object: cs, before } of this.cs) {
      const { space } = cs
      if (before === undefined) {
        if (cs.dead) space.releaseDn(cs)
        else space.enter(cs)
      } else if (cs.dead && !before.dead) space.leave(cs)
      else if (before.dn !== cs.dn) space.moved(before.dn, cs.dn)
      if (!cs.dead) space.reindex(cs)
      space.refresh(cs)
      this.listener.csChanged(cs)
    }
    for (const { object: mv, before } of this.mv) {
      mv.contributors = mv.shape.share(mv.contributors)
      if (mv.dead) this.metaverse.objects.delete(mv)
      else if (before === undefined) this.metaverse.enter(mv)
      this.listener.mvChanged(mv)
    }
    this.begin()
  }

  rollback(): void {
    for (let index = this.cs.length - 1; index >= 0; index--) {
      const touched = this.cs[index]
      if (touched === undefined) continue
      const { object: cs, before } = touched
      cs.space.releaseDn(cs)
      if (before === undefined) {
        cs.dead = true
        continue
      }
      Object.assign(cs, before)
    }
    for (const { object: cs, before } of this.cs) {
      if (before === undefined) continue
      if (!cs.transient && !cs.dead && !cs.space.byDn.has(foldDn(cs.dn))) cs.space.claimDn(cs)
      cs.space.refresh(cs)
    }
    for (const { object: mv, before } of this.mv) {
      if (before === undefined) mv.dead = true
      else {
        Object.assign(mv, before)
        this.metaverse.reindex(mv)
      }
    }
    this.begin()
  }
}

function savedCs(cs: CsObject): SavedCs {
  return {
    anchor: cs.anchor,
    mode: cs.mode,
    mv: cs.mv,
    synced: cs.synced,
    pending: cs.pending,
    unapplied: cs.unapplied,
    unconfirmed: cs.unconfirmed,
    error: cs.error,
    unseen: cs.unseen,
    leftOut: cs.leftOut,
    applied: cs.applied,
    yields: cs.yields,
    joinedBy: cs.joinedBy,
    owned: cs.owned,
    dead: cs.dead,
    dn: cs.dn,
    shape: cs.shape,
  }
}

export function copyExport(change: ExportImage): ExportImage {
  return { op: change.op, values: change.values.slice(), newDn: change.newDn }
}
