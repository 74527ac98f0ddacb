/** Full and delta import: connector space only (SE-RUN-3, SE-IMPORT-1 to 10, SE-OBS-1 to 3). */

import { foldDn, isUnder } from '../core/dn.js'
import { addCount } from '../core/maps.js'
import type { CsObject } from '../core/objects.js'
import type { Space } from '../core/space.js'
import type { State } from '../core/state.js'
import {
  isExemptFromObsoletion,
  isMissingAdd,
  isPendingDeletion,
  resendAdd,
  stageDeletion,
} from '../pipeline/delete-staging.js'
import { imageOf, stageRecord } from '../pipeline/stage.js'
import type { PartitionSpec } from '../rules/blueprint.js'
import type { MaRules } from '../rules/model.js'
import type { ConnectedSystem, SourceRecord } from '../system/connected-system.js'
import type { StepReport } from './result.js'

export interface ImportLimits {
  readonly deletionLimit?: number | undefined
  readonly objectLimit?: number | undefined
  /** Only this partition is read, and only its objects can be missing. */
  readonly partition?: PartitionSpec | undefined
}

export interface ImportOutcome {
  /** Objects this import staged as changed, for a combined step (SE-SYNC-4). */
  readonly changed: readonly CsObject[]
}

export function runImport(
  state: State,
  space: Space,
  system: ConnectedSystem,
  mode: 'full' | 'delta',
  limits: ImportLimits,
  report: StepReport,
): ImportOutcome {
  const run = new ImportRun(state, space, limits, report, ++state.importSteps)
  const changes = mode === 'delta' ? system.readChanges() : undefined
  run.readRecords(changes === undefined ? system.readAll() : changes.records, mode)
  if (changes !== undefined) run.readDeletions(changes.deletions)
  else if (report.stopped === undefined) run.finishFull()
  report.transients = [...state.transients].some((cs) => cs.space === space)
  // SE-IMPORT-2: a step that stopped or met discovery errors leaves the changes for the next one.
  if (report.stopped === undefined && !report.discoveryErrors) system.consumeChanges()
  return { changed: run.changed }
}

class ImportRun {
  readonly changed: CsObject[] = []
  private deletions = 0
  private staged = 0
  private read = 0
  private readonly notStaged = new Set<string>()
  private readonly rules: MaRules
  private readonly containers: Containers
  /** Folded DN of the partition the step reads; '' for all. */
  private readonly base: string
  private readonly objectTypes: ReadonlySet<string> | undefined

  constructor(
    private readonly state: State,
    private readonly space: Space,
    private readonly limits: ImportLimits,
    private readonly report: StepReport,
    private readonly step: number,
  ) {
    this.rules = state.ma(space.name)
    const { partition } = limits
    this.containers = new Containers(partition === undefined ? this.rules.spec.containers : partition.containers)
    this.base = foldDn(partition?.dn ?? '')
    this.objectTypes =
      partition === undefined || partition.objectTypes.length === 0
        ? this.rules.objectTypes
        : new Set(partition.objectTypes)
  }

  readRecords(records: Iterable<SourceRecord>, mode: 'full' | 'delta'): void {
    for (const record of records) {
      if (this.report.stopped !== undefined) return
      if (!this.isInPartition(record.dn)) continue
      this.read++
      this.readRecord(record, mode)
    }
  }

  private isInPartition(dn: string): boolean {
    return this.base === '' || isUnder(foldDn(dn), this.base)
  }

  private readRecord(record: SourceRecord, mode: 'full' | 'delta'): void {
    const { anchor } = record
    if (anchor === null || anchor === '') {
      this.fail(undefined, 'missing-anchor-component', 'A record has no anchor.')
      return
    }
    if (this.isUnusable(anchor, record)) return
    if (this.objectTypes !== undefined && !this.objectTypes.has(record.type)) {
      this.notStaged.add(anchor)
      return
    }
    if (!this.containers.hold(record.dn)) {
      this.leaveOut(anchor, mode)
      return
    }
    if (
      this.limits.objectLimit !== undefined &&
      this.limits.objectLimit > 0 &&
      this.staged >= this.limits.objectLimit
    ) {
      this.report.stopped = 'stopped-object-limit'
      return
    }
    this.staged++
    const image = imageOf(this.space, record, this.rules.exportOnly)
    const { cs, counter, warns } = stageRecord(this.state, this.space, anchor, image, this.step)
    addCount(this.report.counters, counter)
    if (counter !== 'stage-no-change') this.changed.push(cs)
    if (warns) this.warn(cs)
  }

  /** SE-ERR-1: the record is skipped, the step goes on. */
  private isUnusable(anchor: string, record: SourceRecord): boolean {
    if (this.space.byAnchor.get(anchor)?.seenIn === this.step || this.notStaged.has(anchor))
      this.fail(anchor, 'duplicate-object', `A second record has the anchor ${anchor}.`)
    else if (record.type === '') this.fail(anchor, 'missing-object-class', `${anchor} has no object type.`)
    else return false
    return true
  }

  private fail(anchor: string | undefined, code: string, message: string): void {
    const { name } = this.space
    this.report.discoveryErrors = true
    this.report.errors.push({
      ma: name,
      object: anchor === undefined ? undefined : `${name}:${anchor}`,
      code,
      message,
    })
    if (anchor === undefined) return
    const known = this.space.byAnchor.get(anchor)
    if (known !== undefined && code === 'missing-object-class') known.seenIn = this.step
  }

  private warn(cs: CsObject): void {
    this.report.warnings = true
    this.report.errors.push({
      ma: this.space.name,
      object: cs.link,
      code: 'exported-change-not-reimported',
      message: 'What was exported was not imported again.',
    })
  }

  /** SE-IMPORT-9: outside the containers; what was staged before is gone, in a delta at once. */
  private leaveOut(anchor: string, mode: 'full' | 'delta'): void {
    addCount(this.report.counters, 'filtered-objects')
    this.notStaged.add(anchor)
    const known = this.space.byAnchor.get(anchor)
    if (known !== undefined && mode === 'delta') this.delete(known)
  }

  readDeletions(anchors: readonly string[]): void {
    for (const anchor of anchors) {
      if (this.report.stopped !== undefined) return
      const known = this.space.byAnchor.get(anchor)
      if (known === undefined) addCount(this.report.counters, 'filtered-deletions')
      else this.delete(known)
    }
  }

  /** What has to follow when everything was read. */
  finishFull(): void {
    // SE-RUN-6, SE-OBS-3: nothing read obsoletes nothing.
    if (this.read === 0) {
      this.report.noObjects = true
      return
    }
    if (this.report.discoveryErrors) return // SE-OBS-2
    for (const cs of [...this.space.objects]) {
      if (this.report.stopped !== undefined) return
      if (cs.seenIn === this.step || isExemptFromObsoletion(cs) || !this.isInPartition(cs.dn)) continue
      if (isMissingAdd(cs)) {
        this.warn(cs)
        resendAdd(this.state, cs)
      } else this.delete(cs)
    }
  }

  private delete(cs: CsObject): void {
    if (isPendingDeletion(cs)) {
      addCount(this.report.counters, 'stage-no-change')
      return
    }
    const limit = this.limits.deletionLimit ?? 0
    if (limit > 0 && this.deletions >= limit) {
      this.report.stopped = 'stopped-deletion-limit'
      return
    }
    this.deletions++
    addCount(this.report.counters, 'stage-delete')
    if (!stageDeletion(this.state, cs)) this.changed.push(cs)
  }
}

/** SE-IMPORT-9: the longest matching container decides; none: out. */
class Containers {
  private readonly rules: readonly { readonly dn: string; readonly included: boolean }[] | undefined

  constructor(spec: MaRules['spec']['containers']) {
    this.rules =
      spec === undefined
        ? undefined
        : [
            ...spec.include.map((dn) => ({ dn: foldDn(dn), included: true })),
            ...spec.exclude.map((dn) => ({ dn: foldDn(dn), included: false })),
          ].sort((a, b) => b.dn.length - a.dn.length)
  }

  hold(dn: string): boolean {
    if (this.rules === undefined) return true
    const folded = foldDn(dn)
    return this.rules.find((rule) => isUnder(folded, rule.dn))?.included ?? false
  }
}
