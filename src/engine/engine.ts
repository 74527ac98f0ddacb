/** The runnable metaverse: rules, connected systems and a store put together. */

import type { MetaverseObject } from '../model/index.js'
import { Coverage } from './core/coverage.js'
import type { CsObject, MvObject } from './core/objects.js'
import { State } from './core/state.js'
import type { CoverageReport } from './coverage/report.js'
import { coverageOf } from './coverage/report.js'
import { operationsOf } from './pipeline/provision.js'
import type { Preview, PreviewMode } from './preview/preview.js'
import { previewObject } from './preview/preview.js'
import type { Why } from './preview/why.js'
import { why } from './preview/why.js'
import type { PartitionSpec, RunStepSpec, StepKind } from './rules/blueprint.js'
import type { Rules } from './rules/model.js'
import { runExport } from './run/export-step.js'
import { runImport } from './run/import-step.js'
import type { PendingExportRow } from './run/pending-exports.js'
import { pendingExportsOf } from './run/pending-exports.js'
import type { StepResult } from './run/result.js'
import { endsProfile, StepReport } from './run/result.js'
import { disconnectManually, joinManually, runSynchronization } from './run/sync-step.js'
import type { Restored, StoredSpaceObject } from './start/restore.js'
import { restoreObjects } from './start/restore.js'
import type { StateStore } from './store/store.js'
import { loadState, saveState } from './store/store.js'
import type { ConnectedSystem } from './system/connected-system.js'

export interface EngineOptions {
  readonly systems?: ReadonlyMap<string, ConnectedSystem>
  readonly store?: StateStore
  /** Milliseconds since 1970 in UTC; without it, rules that ask for the time fail. */
  readonly now?: number
  readonly random?: () => number
  /** Counts what every rule is asked and does, for `coverage()`. */
  readonly countsRules?: boolean
}

export interface StepOptions {
  readonly deletionLimit?: number | undefined
  readonly objectLimit?: number | undefined
  /** Without it the step covers everything the agent reads. */
  readonly partition?: PartitionSpec | undefined
}

export interface CycleOptions {
  /** SE-DP-STAGE-1: nothing is exported. */
  readonly staging?: boolean
}

export class Engine {
  readonly state: State
  /** Results of all steps so far, in order. */
  readonly history: StepResult[] = []

  constructor(
    rules: Rules,
    private readonly options: EngineOptions,
  ) {
    this.state = new State(rules)
    this.state.frame.outside = { now: options.now, random: options.random }
    if (options.countsRules === true) this.state.coverage = new Coverage()
    if (options.store !== undefined) {
      this.state.collectsChanges = true
      loadState(this.state, options.store)
    }
  }

  /** Takes changed rules; what they change shows with the next full synchronization. */
  useRules(rules: Rules): void {
    this.state.useRules(rules)
  }

  /** Starts from a running system (SE-LOAD-1): connector spaces as exported, and the metaverse where a search gives it. */
  restore(stored: Iterable<StoredSpaceObject>, metaverse: Iterable<MetaverseObject> = []): Restored {
    const restored = restoreObjects(this.state, stored, metaverse)
    if (this.options.store !== undefined) saveState(this.state, this.options.store)
    return restored
  }

  /** Runs one step (SE-RUN-1) and stores what it changed as one transaction. */
  runStep(ma: string, step: StepKind, options: StepOptions = {}): StepResult {
    const { state } = this
    const space = state.space(ma)
    const report = new StepReport(ma, step)
    state.unmodelled.clear()
    const extensions = step === 'EX' || step === 'FI' || step === 'DI' ? [] : (state.rules.blueprint.extensions ?? [])
    for (const extension of extensions) report.extension(extension.ma, extension.initialize(operationsOf(state)))
    if (step === 'EX') runExport(state, space, this.system(ma), options, report)
    else if (step === 'FS' || step === 'DS') runSynchronization(state, space, step === 'FS', report)
    else this.runImportStep(ma, step, options, report)
    for (const extension of extensions) report.extension(extension.ma, extension.terminate())
    return this.finish(report)
  }

  private runImportStep(ma: string, step: StepKind, options: StepOptions, report: StepReport): void {
    const { state } = this
    const space = state.space(ma)
    const mode = step.startsWith('FI') ? 'full' : 'delta'
    const { changed } = runImport(state, space, this.system(ma), mode, options, report)
    const combined = step.split('+')[1]
    // SE-RUN-5: discovery errors and stops prevent the synchronization part.
    if (combined === undefined || report.discoveryErrors || report.stopped !== undefined) return
    if (combined === 'FS') runSynchronization(state, space, true, report)
    else runSynchronization(state, space, false, report, changed)
  }

  private finish(report: StepReport): StepResult {
    const result = report.result(this.state.unmodelled)
    if (this.options.store !== undefined) saveState(this.state, this.options.store)
    this.history.push(result)
    return result
  }

  private system(ma: string): ConnectedSystem {
    const system = this.options.systems?.get(ma)
    if (system === undefined) throw new Error(`There is no connected system for ${ma}.`)
    return system
  }

  /** Counters and codes of all steps so far. */
  statistics(): readonly StepResult[] {
    return this.history
  }

  /** Runs the steps of a profile, by its name or as given, until one ends it (SE-RUN-5). */
  runProfile(ma: string, profile: string | readonly RunStepSpec[]): readonly StepResult[] {
    const steps = typeof profile === 'string' ? this.stepsOf(ma, profile) : profile
    const results: StepResult[] = []
    for (const step of steps) {
      const result = this.runStep(ma, step.kind, step)
      results.push(result)
      if (endsProfile(result.status)) break
    }
    return results
  }

  private stepsOf(ma: string, name: string): readonly RunStepSpec[] {
    const found = this.state.ma(ma).spec.runProfiles.find((profile) => profile.name === name)
    if (found === undefined) throw new Error(`${ma} has no run profile ${name}.`)
    return found.steps
  }

  /** SE-DP-CYC-1: import all, synchronize all, export to the tenant first. */
  runCycle(kind: 'initial' | 'delta', options: CycleOptions = {}): readonly StepResult[] {
    const [imports, syncs]: readonly [StepKind, StepKind] = kind === 'initial' ? ['FI', 'FS'] : ['DI', 'DS']
    const all = [...this.state.rules.mas.values()]
    const cloud = all.filter((ma) => ma.spec.cloud).map((ma) => ma.spec.name)
    const premises = all.filter((ma) => !ma.spec.cloud).map((ma) => ma.spec.name)
    const order = [...premises, ...cloud]
    const results = [...order.map((ma) => this.runStep(ma, imports)), ...order.map((ma) => this.runStep(ma, syncs))]
    if (options.staging === true) return results
    return [...results, ...[...cloud, ...premises].map((ma) => this.runStep(ma, 'EX'))]
  }

  /** Joiner: links by hand, as explicit connector. */
  join(ma: string, key: string, target: MvObject): StepResult {
    return this.manual(ma, (report) => joinManually(this.state, this.object(ma, key), target, report))
  }

  disconnect(ma: string, key: string): StepResult {
    return this.manual(ma, (report) => disconnectManually(this.state, this.object(ma, key), report))
  }

  /** SE-OBJ-3: an explicit disconnector is reset by a person, or set by one. */
  setDisconnector(ma: string, key: string, type: 'normal' | 'explicit'): StepResult {
    return this.manual(ma, () => {
      const cs = this.object(ma, key)
      if (cs.mv !== undefined) throw new Error(`${cs.link} is linked.`)
      const { transaction } = this.state
      transaction.begin()
      transaction.touchCs(cs)
      cs.mode = type
      transaction.commit()
    })
  }

  private manual(ma: string, work: (report: StepReport) => void): StepResult {
    const report = new StepReport(ma, 'DS')
    this.state.unmodelled.clear()
    work(report)
    return this.finish(report)
  }

  /** SE-PREVIEW-1: one pass of one object, undone unless it is committed. */
  preview(ma: string, key: string, mode: PreviewMode, commit = false): Preview {
    const preview = previewObject(this.state, this.object(ma, key), mode, commit)
    if (commit && this.options.store !== undefined) saveState(this.state, this.options.store)
    return preview
  }

  /** Why a metaverse attribute of the object's person has its value; undefined when it is not linked. */
  why(ma: string, key: string, attribute: string): Why | undefined {
    const { mv } = this.object(ma, key)
    return mv === undefined ? undefined : why(this.state, mv, attribute)
  }

  /** Which rules the steps so far exercised; all of them unasked when `countsRules` is off. */
  coverage(): CoverageReport {
    return coverageOf(this.state)
  }

  /** Who × attribute × old → new × rule × operation, of one agent or all. */
  pendingExports(ma?: string): readonly PendingExportRow[] {
    return pendingExportsOf(this.state, ma)
  }

  /** All objects of the connector spaces, by agent and key; agents in order, then CS order. */
  objects(): readonly { readonly connector: string; readonly key: string }[] {
    return [...this.state.spaces].flatMap(([connector, space]) =>
      [...space.objects].map((cs) => ({ connector, key: cs.key })),
    )
  }

  /** The object with an anchor, or `dn:` and its DN. */
  find(ma: string, key: string): CsObject | undefined {
    const space = this.state.space(ma)
    return key.startsWith('dn:') ? space.byDn.get(key.slice(3).toLowerCase()) : space.byAnchor.get(key)
  }

  private object(ma: string, key: string): CsObject {
    const found = this.find(ma, key)
    if (found === undefined) throw new Error(`There is no object ${key} in ${ma}.`)
    return found
  }
}

export function createEngine(rules: Rules, options: EngineOptions = {}): Engine {
  return new Engine(rules, options)
}
