/** The whole of a running engine: spaces, metaverse, rules in force, the pass under way, what is to be retried. */

import { Frame } from '../rules/frame.js'
import type { MaRules, Rules } from '../rules/model.js'
import type { Coverage } from './coverage.js'
import { addCount } from './maps.js'
import { Metaverse } from './metaverse.js'
import type { CsObject, MvObject } from './objects.js'
import { Pass } from './pass.js'
import { Space } from './space.js'
import type { Trace } from './trace.js'
import { Transaction } from './transaction.js'

export class State {
  readonly spaces = new Map<string, Space>()
  readonly metaverse: Metaverse
  readonly transaction: Transaction
  readonly frame = new Frame()
  /** Changed since the last step was stored. */
  readonly dirtyCs = new Set<CsObject>()
  readonly dirtyMv = new Set<MvObject>()
  /** Whether changes are collected at all: a store in memory needs none. */
  collectsChanges = false
  /** Connectors whose reference target became linked (SE-REF-4). */
  readonly inboundRetries = new Set<CsObject>()
  /** Metaverse objects that refer to one with a new connector. */
  readonly outboundRetries = new Set<MvObject>()
  readonly provisioningRetries = new Set<MvObject>()
  /** Objects whose DN another one took (SE-IMPORT-8). */
  readonly transients = new Set<CsObject>()
  /** Rules that could not run for want of their code, and how often they were asked. */
  readonly unmodelled = new Map<string, number>()
  /** Numbers import steps, for obsoletion. */
  importSteps = 0
  trace: Trace | undefined = undefined
  /** Set while the use of rules is counted. */
  coverage: Coverage | undefined = undefined
  pass: Pass

  constructor(public rules: Rules) {
    this.metaverse = new Metaverse(rules.vocabulary.mv)
    this.transaction = new Transaction(this.metaverse, {
      csChanged: (cs) => {
        if (this.collectsChanges) this.dirtyCs.add(cs)
      },
      mvChanged: (mv) => {
        if (this.collectsChanges) this.dirtyMv.add(mv)
      },
    })
    this.pass = new Pass(undefined, false)
    this.frame.objectWithId = (id) => this.metaverse.withId(id)
    this.useRules(rules)
  }

  /** Agents that rules no longer name: their objects stay, nothing flows from or to them. */
  private readonly retired = new Map<string, MaRules>()

  /** Takes other rules; objects stay as they are until a synchronization reaches them (SE-SYNC-2). */
  useRules(rules: Rules): void {
    const none = { imports: new Map(), joins: new Map(), projections: new Map(), exports: new Map() }
    for (const [name, ma] of this.rules.mas) this.retired.set(name, { ...ma, ...none })
    this.rules = rules
    for (const [name, ma] of rules.mas) {
      const space = this.spaces.get(name) ?? new Space(name, rules.vocabulary.space(name), ma.spec.hierarchical)
      space.hierarchical = ma.spec.hierarchical
      this.spaces.set(name, space)
      space.index(ma.indexed)
    }
    this.metaverse.index(rules.joined)
  }

  ma(name: string): MaRules {
    const found = this.rules.mas.get(name) ?? this.retired.get(name)
    if (found === undefined) throw new Error(`There is no management agent ${name}.`)
    return found
  }

  space(name: string): Space {
    const found = this.spaces.get(name)
    if (found === undefined) throw new Error(`There is no management agent ${name}.`)
    return found
  }

  /** Notes that a rule without code was asked. */
  notModelled(rule: string): void {
    addCount(this.unmodelled, rule)
    this.trace?.notes.push(`Not modelled: ${rule}`)
  }

  /** The frame, looking at a connector space object through a view. */
  look(cs: CsObject, image: CsObject['synced'], mv: MvObject | undefined): Frame {
    const { frame } = this
    frame.cs = cs
    frame.image = image
    frame.mv = mv
    frame.parameters = this.ma(cs.space.name).parameters
    return frame
  }
}
