/** Full and delta synchronization: passes in CS order, deletions last, then retries (SE-SYNC-1 to SE-SYNC-8). */

import { connectByHand, disconnectConnectByHand, runConnectPass, settleConnect } from '../connect/connect-pass.js'
import { RuleError } from '../core/errors.js'
import { addCount } from '../core/maps.js'
import type { CsObject, MvObject } from '../core/objects.js'
import { isUnseen } from '../core/objects.js'
import { Pass } from '../core/pass.js'
import type { Space } from '../core/space.js'
import type { State } from '../core/state.js'
import { runExportFlows } from '../pipeline/export-flow.js'
import { runImportFlows } from '../pipeline/import-flow.js'
import { disconnectByHand, joinByHand, runMimPass, settle } from '../pipeline/mim-pass.js'
import { asRuleError } from '../rules/produce.js'
import type { StepReport } from './result.js'

const ERROR_LIMIT = 5000
const RETRY_ROUNDS = 3

/** Objects of a full or delta synchronization; `only` limits a combined step to what its import staged. */
export function runSynchronization(
  state: State,
  space: Space,
  full: boolean,
  report: StepReport,
  only?: readonly CsObject[],
): void {
  const selected = full ? allObjects(space) : [...(only ?? space.work)].filter((cs) => space.work.has(cs))
  selected.sort((a, b) => a.seq - b.seq)
  passOver(
    state,
    selected.filter((cs) => cs.pending?.kind !== 'delete'),
    full,
    report,
  )
  passOver(
    state,
    selected.filter((cs) => cs.pending?.kind === 'delete'),
    full,
    report,
  )
  if (report.stopped === undefined) retry(state, report)
}

/** SE-SYNC-3: everything but transients and explicit disconnectors, unless these are to be removed. */
function allObjects(space: Space): CsObject[] {
  const found: CsObject[] = []
  for (const cs of space.objects) {
    if (cs.transient || isUnseen(cs)) continue
    if (cs.mv === undefined && cs.mode === 'explicit' && cs.pending?.kind !== 'delete') continue
    found.push(cs)
  }
  return found
}

function passOver(state: State, selected: readonly CsObject[], full: boolean, report: StepReport): void {
  for (const cs of selected) {
    if (report.stopped !== undefined) return
    if (cs.dead || cs.transient) continue
    runPass(state, cs, full, report)
  }
}

/** One pass as a transaction; true when it succeeded. */
export function runPass(state: State, cs: CsObject, full: boolean, report: StepReport): boolean {
  return transact(state, cs, full, report, 'count', () =>
    state.rules.product === 'mim' ? runMimPass(state, cs) : runConnectPass(state, cs),
  )
}

type Counting = 'count' | 'outbound' | 'silent'

/** SE-ERR-4: an error rolls everything back, is noted on the object and counted; other objects go on. */
function transact(
  state: State,
  subject: CsObject,
  full: boolean,
  report: StepReport,
  counting: Counting,
  work: () => void,
): boolean {
  const { transaction } = state
  transaction.begin()
  const pass = new Pass(subject, full)
  state.pass = pass
  try {
    work()
  } catch (thrown) {
    const error = asRuleError(thrown)
    if (!(error instanceof RuleError)) throw thrown
    const object = subject.link
    transaction.rollback()
    noteError(state, subject, object, error, report)
    return false
  }
  if (subject.error !== undefined) {
    transaction.touchCs(subject)
    subject.error = undefined
  }
  transaction.commit()
  if (counting === 'count' && pass.counter !== undefined) addCount(report.counters, pass.counter)
  if (counting !== 'silent') pass.countOutbound(report.outbound)
  return true
}

function noteError(state: State, subject: CsObject, object: string, error: RuleError, report: StepReport): void {
  subject.error = error.code
  if (state.collectsChanges) state.dirtyCs.add(subject)
  addCount(report.counters, 'flow-failure')
  report.syncErrors = true
  const message = error.rule === undefined ? error.message : `${error.message} (${error.rule})`
  report.errors.push({ ma: subject.space.name, object, code: error.code, message })
  if (report.errors.length > ERROR_LIMIT) report.stopped = 'stopped-error-limit' // SE-ERR-5
}

/** SE-SYNC-8: references and provisioning again while something changes, at most three rounds. */
export function retry(state: State, report: StepReport): void {
  const { provisioningRetries, inboundRetries, outboundRetries } = state
  for (let round = 0; round < RETRY_ROUNDS; round++) {
    if (provisioningRetries.size + inboundRetries.size + outboundRetries.size === 0) return
    const provisioning = drain(provisioningRetries, (mv) => mv.seq)
    const inbound = drain(inboundRetries, (cs) => cs.seq)
    for (const mv of provisioning) retryProvisioning(state, mv, report)
    for (const cs of inbound) retryInbound(state, cs, report)
    for (const mv of drain(outboundRetries, (one) => one.seq)) retryOutbound(state, mv, report)
  }
  inboundRetries.clear()
  outboundRetries.clear()
}

function drain<T>(set: Set<T>, order: (item: T) => number): T[] {
  const items = [...set].sort((a, b) => order(a) - order(b))
  set.clear()
  return items
}

function retryProvisioning(state: State, mv: MvObject, report: StepReport): void {
  const [subject] = mv.links
  if (mv.dead || !mv.retry || subject === undefined) return
  transact(state, subject, false, report, 'outbound', () => {
    state.transaction.touchMv(mv)
    mv.retry = false
    if (state.rules.product === 'mim') settle(state, mv, true)
    else settleConnect(state, mv)
  })
}

/** SE-REF-4: reference flows again, then provisioning and exports if the metaverse changed; not counted (SE-REF-5). */
function retryInbound(state: State, cs: CsObject, report: StepReport): void {
  const { mv } = cs
  if (cs.dead || cs.transient || mv === undefined || cs.leftOut === undefined || cs.leftOut.size === 0) return
  transact(state, cs, false, report, 'silent', () => {
    state.transaction.touchCs(cs)
    if (state.rules.product === 'connect') {
      settleConnect(state, mv)
      return
    }
    runImportFlows(state, cs, mv, 'references', cs.synced)
    if (state.pass.changed.has(mv)) settle(state, mv, true)
  })
}

function retryOutbound(state: State, mv: MvObject, report: StepReport): void {
  const [subject] = mv.links
  if (mv.dead || subject === undefined) return
  transact(state, subject, false, report, 'silent', () => {
    if (state.rules.product === 'connect') settleConnect(state, mv)
    else runExportFlows(state, mv, 'references')
  })
}

/** Joiner: join by hand, a pass of its own (SE-OBJ-3). */
export function joinManually(state: State, cs: CsObject, mv: MvObject, report: StepReport): boolean {
  const done = transact(state, cs, false, report, 'outbound', () => {
    if (state.rules.product === 'mim') joinByHand(state, cs, mv)
    else connectByHand(state, cs, mv)
  })
  retry(state, report)
  return done
}

export function disconnectManually(state: State, cs: CsObject, report: StepReport): boolean {
  const done = transact(state, cs, false, report, 'outbound', () => {
    if (state.rules.product === 'mim') disconnectByHand(state, cs)
    else disconnectConnectByHand(state, cs)
  })
  retry(state, report)
  return done
}
