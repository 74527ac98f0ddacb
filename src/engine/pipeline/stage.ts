/** Staging one imported record: find the object, compare, leave a pending import (SE-IMPORT-1 to SE-IMPORT-8). */

import { foldDn } from '../core/dn.js'
import type { CsObject, Image } from '../core/objects.js'
import { importedView } from '../core/objects.js'
import type { Space } from '../core/space.js'
import type { State } from '../core/state.js'
import type { Atom, Slots, Stored } from '../core/values.js'
import { atomsOf, isAtoms, sameStored } from '../core/values.js'
import type { SourceRecord } from '../system/connected-system.js'
import { confirmExport } from './confirm.js'
import { unlink } from './links.js'

export interface Staged {
  readonly cs: CsObject
  readonly counter: 'stage-add' | 'stage-update' | 'stage-rename' | 'stage-delete-add' | 'stage-no-change'
  /** An exported value was not seen again (SE-CONFIRM-2). */
  readonly warns: boolean
}

/** The record as an image of the space; attributes the agent only exports are not read. */
export function imageOf(space: Space, record: SourceRecord, exportOnly: ReadonlySet<string>): Image {
  const shape = space.shapes.of(record.type)
  const values: Slots = shape.room()
  let holders: (readonly (CsObject | undefined)[] | undefined)[] | undefined
  for (const name in record.attributes) {
    const value = record.attributes[name]
    if (value === undefined || value === null || (exportOnly.size > 0 && exportOnly.has(name))) continue
    const slot = shape.slot(name)
    const { multi, kind } = shape.kindAt(slot)
    let shared = value
    if (kind === 'reference') {
      const found = holdersOf(space, value)
      shared = sharedNames(value, found)
      holders ??= []
      holders[slot] = found
    }
    if (isAtoms(shared)) {
      if (shared.length > 0) values[slot] = multi || shared.length > 1 ? shared : shared[0]
    } else values[slot] = multi ? [shared] : shared
  }
  return { shape, dn: record.dn, values, holders }
}

function holdersOf(space: Space, value: Stored): readonly (CsObject | undefined)[] {
  return atomsOf(value).map((atom) => (typeof atom === 'string' ? space.at(atom) : undefined))
}

/** The names as their objects spell them, where that is the same text: a member list then costs no texts of its own. */
function sharedNames(value: Stored, holders: readonly (CsObject | undefined)[]): Stored {
  const share = (atom: Atom, holder: CsObject | undefined): Atom => (holder?.dn === atom ? holder.dn : atom)
  return isAtoms(value) ? value.map((atom, at) => share(atom, holders[at])) : share(value, holders[0])
}

export function sameImage(a: Image, b: Image): boolean {
  if (a.shape !== b.shape || (a.dn !== b.dn && foldDn(a.dn) !== foldDn(b.dn))) return false
  const length = Math.max(a.values.length, b.values.length)
  for (let slot = 0; slot < length; slot++) {
    const left = a.values[slot]
    const right = b.values[slot]
    if (left !== right && !sameStored(left, right, a.shape.isReference(slot))) return false
  }
  return true
}

/** Stages a readable record of an object in scope. */
export function stageRecord(state: State, space: Space, anchor: string, image: Image, step: number): Staged {
  const found = space.byAnchor.get(anchor) ?? claimByDn(state, space, anchor, image.dn)
  if (found === undefined) return stageNew(state, space, anchor, image, step)
  found.seenIn = step
  const former = importedView(found)
  const returns = found.transient
  const moves = foldDn(found.dn) !== foldDn(image.dn)
  if (returns || moves) moveTo(state, found, image.dn)
  const base = former ?? (found.pending === undefined ? undefined : found.synced)
  const type = former?.shape ?? found.synced?.shape ?? found.shape
  const counter =
    type !== image.shape
      ? 'stage-delete-add'
      : former !== undefined && sameImage(former, image)
        ? 'stage-no-change'
        : moves
          ? 'stage-rename'
          : 'stage-update'
  if (counter !== 'stage-no-change') setPending(found, image, base, counter === 'stage-delete-add')
  const warns = confirmExport(found, image, state.ma(space.name).exportOnly)
  if (counter !== 'stage-no-change') found.unseen = true
  finish(state, found)
  return { cs: found, counter, warns }
}

function setPending(cs: CsObject, image: Image, base: Image | undefined, typeChanged: boolean): void {
  const { space, pending, synced } = cs
  space.countImage(importedView(cs), -1)
  if (synced !== undefined && sameImage(synced, image))
    cs.pending = undefined // SE-IMPORT-7
  else if (typeChanged || (pending?.kind === 'delete-add' && synced?.shape !== image.shape))
    cs.pending = { kind: 'delete-add', image }
  else if (synced === undefined && pending?.kind === 'add') cs.pending = { kind: 'add', image }
  else cs.pending = { kind: synced === undefined && base === undefined && !isExported(cs) ? 'add' : 'update', image }
  space.countImage(importedView(cs), 1)
}

/** SE-CONFIRM-1: the first import of an exported object counts as an update. */
function isExported(cs: CsObject): boolean {
  return cs.unconfirmed !== undefined || cs.mv !== undefined
}

/** SE-IMPORT-3: no object has the anchor; one without anchor at the DN may be meant. */
function claimByDn(state: State, space: Space, anchor: string, dn: string): CsObject | undefined {
  const holder = space.byDn.get(foldDn(dn))
  if (holder === undefined || holder.anchor !== undefined) return undefined
  if (holder.unconfirmed !== undefined) {
    holder.anchor = anchor
    space.byAnchor.set(anchor, holder)
    return holder
  }
  // Provisioned, never exported: the imported object takes its place, and provisioning is tried again.
  const { mv } = holder
  state.transaction.begin()
  unlink(state, holder, 'normal')
  holder.dead = true
  if (mv !== undefined) {
    mv.retry = true
    if (mv.links.length === 0) mv.dead = true
    else state.provisioningRetries.add(mv)
  }
  state.transaction.commit()
  return undefined
}

function stageNew(state: State, space: Space, anchor: string, image: Image, step: number): Staged {
  const cs = space.create(image.shape, image.dn)
  cs.anchor = anchor
  cs.seenIn = step
  cs.pending = { kind: 'add', image }
  cs.unseen = true
  displace(state, space, image.dn)
  space.byAnchor.set(anchor, cs)
  space.claimDn(cs)
  space.enter(cs)
  finish(state, cs)
  return { cs, counter: 'stage-add', warns: false }
}

/** SE-IMPORT-8: who holds the DN becomes transient. */
function displace(state: State, space: Space, dn: string): void {
  const holder = space.byDn.get(foldDn(dn))
  if (holder === undefined) return
  space.releaseDn(holder)
  holder.transient = true
  state.transients.add(holder)
  finish(state, holder)
}

function moveTo(state: State, cs: CsObject, dn: string): void {
  const { space } = cs
  space.releaseDn(cs)
  cs.transient = false
  state.transients.delete(cs)
  displace(state, space, dn)
  space.moved(cs.dn, dn)
  cs.dn = dn
  space.claimDn(cs)
  // SE-REF-4: references to the new name can now be resolved.
  if (cs.mv !== undefined) for (const waiting of space.waiting.get(foldDn(dn))) state.inboundRetries.add(waiting)
}

/** Sorts a staged object into the work lists. */
export function finish(state: State, cs: CsObject): void {
  cs.space.reindex(cs)
  cs.space.refresh(cs)
  if (state.collectsChanges) state.dirtyCs.add(cs)
}
