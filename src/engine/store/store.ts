/** Where the state of an engine lives between steps. A store takes what one step changed as one transaction. */

import type { State } from '../core/state.js'
import { readCs, readMv, writeCs, writeMv } from './records.js'

export interface StoredObject {
  /** `cs:<agent>:<seq>` or `mv:<seq>`. */
  readonly id: string
  readonly json: string
}

export interface StoredChange {
  readonly put: readonly StoredObject[]
  readonly remove: readonly string[]
}

export interface StateStore {
  /** Everything stored; empty for a new store. */
  load(): Iterable<StoredObject>
  /** All of it or nothing: a run that is killed leaves the state before the step. */
  commit(change: StoredChange): void
  close(): void
}

export function saveState(state: State, store: StateStore): void {
  const put: StoredObject[] = []
  const remove: string[] = []
  for (const cs of state.dirtyCs) {
    const id = `cs:${cs.space.name}:${cs.seq}`
    if (cs.dead) remove.push(id)
    else put.push({ id, json: writeCs(cs) })
  }
  for (const mv of state.dirtyMv) {
    const id = `mv:${mv.seq}`
    if (mv.dead) remove.push(id)
    else put.push({ id, json: writeMv(mv) })
  }
  store.commit({ put, remove })
  state.dirtyCs.clear()
  state.dirtyMv.clear()
}

export function loadState(state: State, store: StateStore): void {
  const rows = [...store.load()]
  const mvs = rows.filter((row) => row.id.startsWith('mv:'))
  const css = rows.filter((row) => row.id.startsWith('cs:'))
  readMv(state, mvs, readCs(state, css, mvs))
}
