/** Preview: one pass for one object inside a transaction that is taken back (SE-PREVIEW-1 to SE-PREVIEW-5). */

import { runConnectPass } from '../connect/connect-pass.js'
import { RuleError } from '../core/errors.js'
import type { CsObject, ExportImage, MvObject } from '../core/objects.js'
import { Pass } from '../core/pass.js'
import type { State } from '../core/state.js'
import type { ActionTrace } from '../core/trace.js'
import { Trace } from '../core/trace.js'
import type { Stored } from '../core/values.js'
import { sameStored } from '../core/values.js'
import { runMimPass } from '../pipeline/mim-pass.js'
import { asRuleError } from '../rules/produce.js'
import type { Why } from './why.js'
import { why } from './why.js'

export type PreviewMode = 'full' | 'delta'
export type PreviewLink = 'joined' | 'projected' | 'connector' | 'disconnector' | 'filtered' | 'deleted' | 'error'

export interface MvChange {
  readonly attribute: string
  readonly old: Stored | undefined
  readonly value: Stored | undefined
  readonly from: string | undefined
  readonly formerly: string | undefined
}

export interface ExportPreview {
  readonly ma: string
  readonly key: string
  readonly op: 'add' | 'update' | 'delete' | 'delete-add' | 'none'
  /** The whole pending export after the pass; null removes. */
  readonly attributes: ReadonlyMap<string, Stored | null>
  readonly newDn: string | undefined
}

export interface Preview {
  readonly object: string
  readonly mode: PreviewMode
  readonly link: PreviewLink
  readonly error: { readonly code: string; readonly message: string; readonly rule: string | undefined } | undefined
  readonly trace: Trace
  readonly mvObject: string | undefined
  readonly mvDeleted: boolean
  readonly mvChanges: readonly MvChange[]
  /** Every attribute of the metaverse object after the pass: who could give it, and who does. */
  readonly attributes: readonly Why[]
  /** Connectors started, joined or disconnected, the object itself excluded; agents in order, then CS order. */
  readonly provisioning: readonly ActionTrace[]
  readonly exports: readonly ExportPreview[]
}

export function previewObject(state: State, cs: CsObject, mode: PreviewMode, commit: boolean): Preview {
  const { transaction } = state
  const trace = new Trace()
  const object = cs.link
  const retries = savedRetries(state)
  transaction.begin()
  state.pass = new Pass(cs, mode === 'full')
  state.trace = trace
  let done = false
  try {
    if (!isPassedOver(cs)) trace.link = 'disconnector'
    else if (state.rules.product === 'mim') runMimPass(state, cs)
    else runConnectPass(state, cs)
    const preview = describe(state, cs, object, mode, trace)
    done = true
    if (commit) transaction.commit()
    else transaction.rollback()
    return preview
  } catch (thrown) {
    const error = asRuleError(thrown)
    if (!done) transaction.rollback()
    if (!(error instanceof RuleError)) throw thrown
    if (commit) cs.error = error.code
    return failed(object, mode, trace, error)
  } finally {
    state.trace = undefined
    if (!commit) restoreRetries(state, retries)
  }
}

/** Placeholders, transients and explicit disconnectors get no pass (SE-SYNC-3). */
function isPassedOver(cs: CsObject): boolean {
  if (cs.transient) return false
  return cs.mv !== undefined || cs.mode !== 'explicit' || cs.pending?.kind === 'delete'
}

function savedRetries(state: State): readonly [CsObject[], MvObject[]] {
  return [[...state.inboundRetries], [...state.outboundRetries]]
}

function restoreRetries(state: State, [inbound, outbound]: readonly [CsObject[], MvObject[]]): void {
  state.inboundRetries.clear()
  state.outboundRetries.clear()
  for (const cs of inbound) state.inboundRetries.add(cs)
  for (const mv of outbound) state.outboundRetries.add(mv)
}

function failed(object: string, mode: PreviewMode, trace: Trace, error: RuleError): Preview {
  return {
    object,
    mode,
    link: 'error',
    error: { code: error.code, message: error.message, rule: error.rule },
    trace,
    mvObject: undefined,
    mvDeleted: false,
    mvChanges: [],
    attributes: [],
    provisioning: [],
    exports: [],
  }
}

function describe(state: State, cs: CsObject, object: string, mode: PreviewMode, trace: Trace): Preview {
  const touched = state.transaction.mv
  const mv = cs.mv ?? touched[0]?.object
  return {
    object,
    mode,
    link: trace.link ?? 'disconnector',
    error: undefined,
    trace,
    mvObject: mv?.id,
    mvDeleted: mv?.dead ?? false,
    mvChanges: mv === undefined ? [] : changesOf(state, mv),
    attributes: mv === undefined || mv.dead ? [] : attributesOf(state, mv),
    provisioning: inOrder(
      state,
      trace.actions.filter((action) => `${action.ma}:${action.key}` !== object),
    ),
    exports: exportsOf(state),
  }
}

function attributesOf(state: State, mv: MvObject): readonly Why[] {
  return mv.shape.names
    .toSorted()
    .map((name) => why(state, mv, name))
    .filter((one) => one.values.length > 0 || one.candidates.length > 0)
}

function changesOf(state: State, mv: MvObject): readonly MvChange[] {
  const touched = state.transaction.mv.find((one) => one.object === mv)
  // What the pass did not touch did not change.
  if (mv.dead || touched === undefined) return []
  const { before } = touched
  const changes: MvChange[] = []
  for (let slot = 0; slot < mv.values.length; slot++) {
    const old = before?.values[slot]
    const value = mv.values[slot]
    const formerly = before?.contributors[slot]?.label
    const from = mv.contributors[slot]?.label
    if (sameStored(old, value)) continue
    changes.push({ attribute: mv.shape.nameAt(slot), old, value, from, formerly })
  }
  return changes
}

function inOrder(state: State, actions: readonly ActionTrace[]): readonly ActionTrace[] {
  const order = [...state.spaces.keys()]
  return actions
    .filter((action) => action.action !== 'rename')
    .toSorted((a, b) => order.indexOf(a.ma) - order.indexOf(b.ma) || a.seq - b.seq)
}

function exportsOf(state: State): readonly ExportPreview[] {
  const found: ExportPreview[] = []
  for (const { object: cs, before } of state.transaction.cs) {
    if (cs.dead || sameExport(cs, before?.unapplied, cs.unapplied)) continue
    const attributes = new Map<string, Stored | null>()
    cs.unapplied?.values.forEach((value, slot) => {
      if (value !== undefined) attributes.set(cs.shape.nameAt(slot), value)
    })
    found.push({
      ma: cs.space.name,
      key: cs.key,
      op: cs.unapplied?.op ?? 'none',
      attributes,
      newDn: cs.unapplied?.newDn,
    })
  }
  return found
}

function sameExport(cs: CsObject, a: ExportImage | undefined, b: ExportImage | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.op !== b.op || a.newDn !== b.newDn) return false
  const length = Math.max(a.values.length, b.values.length)
  for (let slot = 0; slot < length; slot++) {
    const left = a.values[slot]
    const right = b.values[slot]
    if ((left === undefined) !== (right === undefined)) return false
    if (!sameStored(left, right, cs.shape.isReference(slot))) return false
  }
  return true
}
