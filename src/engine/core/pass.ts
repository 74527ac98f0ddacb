/** The notes of one pass: what it changed, for the rules that follow and for the counters. */

import { Bag } from './bag.js'
import { addCount, getOrMake } from './maps.js'
import type { CsObject, Image, MvObject } from './objects.js'
import { ShortMap } from './short-map.js'
import { SlotSet } from './slot-set.js'

interface Outcome {
  added: boolean
  renamed: boolean
  disconnected: boolean
  evaluated: boolean
  changed: boolean
}

export class Pass {
  /** Metaverse attributes changed, by object. */
  readonly changed = new ShortMap<MvObject, SlotSet>()
  /** Connectors linked in this pass. */
  readonly linked = new Bag<CsObject>()
  /** Metaverse objects made in this pass (execute once, SE-DP-FLOW-7). */
  readonly created = new Bag<MvObject>()
  /** Connectors made in this pass. */
  readonly started = new Bag<CsObject>()
  /** Outbound rules that began to apply to a connector in this pass (SE-SR-8). */
  readonly begun = new ShortMap<CsObject, Bag<string>>()
  /** Objects that lost a reference because its target was deleted (SE-REF-6). */
  readonly bereft = new Bag<MvObject>()
  readonly outcomes = new ShortMap<CsObject, Outcome>()
  /** Counts changes of the metaverse, to see whether provisioning has to run again. */
  version = 0
  /** Inbound counter, or none. */
  counter: string | undefined = undefined
  /** What the subject was before its import, for the delta of its flows. */
  before: Image | undefined = undefined

  constructor(
    readonly subject: CsObject | undefined,
    readonly full: boolean,
  ) {}

  noteChange(mv: MvObject, slot: number): void {
    let slots = this.changed.get(mv)
    if (slots === undefined) {
      slots = new SlotSet()
      this.changed.add(mv, slots)
    }
    slots.add(slot)
    this.version++
  }

  /** A rule begins to apply to a connector (SE-SR-8). */
  noteBegin(cs: CsObject, rule: string): void {
    let rules = this.begun.get(cs)
    if (rules === undefined) {
      rules = new Bag()
      this.begun.add(cs, rules)
    }
    rules.add(rule)
  }

  outcome(cs: CsObject): Outcome {
    let outcome = this.outcomes.get(cs)
    if (outcome === undefined) {
      outcome = { added: false, renamed: false, disconnected: false, evaluated: false, changed: false }
      this.outcomes.add(cs, outcome)
    }
    return outcome
  }

  /** SE-CNT-4: one counter an object; a new object counts as add only, a renamed one as rename only. */
  countOutbound(counts: Map<string, Map<string, number>>): void {
    for (const [cs, outcome] of this.outcomes) {
      const name = outboundCounter(outcome)
      if (name === undefined) continue
      addCount(
        getOrMake(counts, cs.space.name, () => new Map()),
        name,
      )
    }
  }
}

function outboundCounter(outcome: Outcome): string | undefined {
  const flow = outcome.changed ? 'flow' : 'no-flow'
  if (outcome.disconnected) return 'provisioned-disconnect'
  if (outcome.added) return `provisioned-add-${flow}`
  if (outcome.renamed) return `provisioned-rename-${flow}`
  return outcome.evaluated ? `connector-${flow}` : undefined
}
