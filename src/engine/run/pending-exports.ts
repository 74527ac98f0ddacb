/** What would be exported: who, which attribute, from what to what, by which rule, as which operation. */

import type { CsObject } from '../core/objects.js'
import { expectedValue, importedView } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { Stored } from '../core/values.js'
import { atomsOf, atomText, isUnknown } from '../core/values.js'
import { pairKey } from '../rules/model.js'

export interface PendingExportRow {
  readonly ma: string
  readonly key: string
  readonly dn: string
  readonly objectType: string
  readonly operation: 'add' | 'update' | 'delete' | 'delete-add'
  /** '' for a deletion or a row that stands for the object as a whole; `dn` for a rename. */
  readonly attribute: string
  readonly oldValues: readonly string[]
  readonly newValues: readonly string[]
  readonly rule: string
  /** The value is the result of a rule whose code is not at hand. */
  readonly unknown: boolean
}

export function pendingExportsOf(state: State, ma: string | undefined): readonly PendingExportRow[] {
  const rows: PendingExportRow[] = []
  for (const space of state.spaces.values()) {
    if (ma !== undefined && space.name !== ma) continue
    for (const cs of [...space.exports].sort((a, b) => a.seq - b.seq)) rows.push(...rowsOf(state, cs))
  }
  return rows
}

function rowsOf(state: State, cs: CsObject): PendingExportRow[] {
  const change = cs.unapplied
  if (change === undefined) return []
  const base = { ma: cs.space.name, key: cs.key, dn: cs.dn, objectType: cs.shape.type, operation: change.op }
  const rows: PendingExportRow[] = []
  const add = (attribute: string, old: Stored | undefined, value: Stored | null | undefined, rule: string): void => {
    rows.push({
      ...base,
      attribute,
      oldValues: texts(old),
      newValues: texts(value),
      rule,
      unknown: atomsOf(value).some(isUnknown),
    })
  }
  if (change.newDn !== undefined) add('dn', cs.dn, change.newDn, 'provisioning')
  const view = importedView(cs)
  const names = [...change.values.keys()].filter((slot) => change.values[slot] !== undefined)
  for (const slot of names.sort((a, b) => compare(cs.shape.nameAt(a), cs.shape.nameAt(b))))
    add(cs.shape.nameAt(slot), expectedValue(cs, view, slot), change.values[slot], ruleFor(state, cs, slot))
  if (rows.length === 0) add('', undefined, undefined, 'deprovisioning')
  return rows
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function texts(value: Stored | null | undefined): readonly string[] {
  return atomsOf(value).map(atomText).sort()
}

/** The rule that flows to the attribute for this connector. */
export function ruleFor(state: State, cs: CsObject, slot: number): string {
  const { mv } = cs
  if (mv === undefined) return ''
  if (state.rules.product === 'mim') {
    const flows = state.ma(cs.space.name).exports.get(pairKey(cs.shape.type, mv.type)) ?? []
    const flow = flows.find((one) => one.slot === slot && (one.rule === undefined || cs.applied?.includes(one.rule)))
    return flow?.label ?? 'provisioning'
  }
  const rules = state.rules.connectOutbound.get(mv.type) ?? []
  const rule = rules.find(
    (one) => one.ma === cs.space.name && one.csType === cs.shape.type && one.flows.some((flow) => flow.slot === slot),
  )
  return rule?.name ?? ''
}
