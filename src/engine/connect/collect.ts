/** The winner for each target attribute among flows in order of precedence (SE-DP-FLOW-2 to 7, SE-DP-PREC-1). */

import type { Coverage } from '../core/coverage.js'
import { RuleError } from '../core/errors.js'
import type { Atom, Produced, Stored } from '../core/values.js'
import { AUTHORITATIVE, atomsOf, DECLINED, isUnknown, storedFrom } from '../core/values.js'
import type { ConnectFlow, ConnectRule } from '../rules/connect-model.js'

export interface Winner<S> {
  readonly rule: ConnectRule
  readonly flow: ConnectFlow
  readonly source: S
}

/** What became of one target attribute. */
export interface Decision<S> {
  flow: ConnectFlow
  value: Stored | undefined
  winner: Winner<S> | undefined
  /** Nobody is asked any more. */
  settled: boolean
  /** Some flow said IgnoreThisFlow: without a contribution the attribute stays as it is (SE-DP-FLOW-6). */
  ignored: boolean
  merged: Atom[]
}

/** Takes flows one after the other, best precedence first. */
export class Collector<S> {
  readonly decisions = new Map<number, Decision<S>>()

  constructor(private readonly coverage?: Coverage | undefined) {}

  /** Offers a flow; `produce` runs only when its value can still count, or when the use of rules is counted. */
  offer(rule: ConnectRule, flow: ConnectFlow, source: S, produce: () => Produced): void {
    const decision = this.decisionFor(rule, flow)
    if (decision.settled) {
      this.coverage?.flow(flow, this.coverage.watch(flow, produce), false)
      return
    }
    const value = this.coverage === undefined ? produce() : this.coverage.watch(flow, produce)
    this.coverage?.flow(flow, value, true)
    if (value === undefined) return
    if (value === DECLINED) {
      decision.ignored = true
      return
    }
    if (value === AUTHORITATIVE) {
      // SE-DP-FLOW-5: it contributes nothing and stops the search.
      decision.settled = true
      decision.ignored = false
      return
    }
    decision.winner ??= { rule, flow, source }
    if (flow.merge === 'Update' || isUnknown(value)) {
      decision.value = value
      decision.settled = true
      return
    }
    merge(decision.merged, atomsOf(value), flow.merge === 'MergeCaseInsensitive')
    decision.value = storedFrom(decision.merged, true)
  }

  private decisionFor(rule: ConnectRule, flow: ConnectFlow): Decision<S> {
    const known = this.decisions.get(flow.slot)
    if (known === undefined) {
      const made = { flow, value: undefined, winner: undefined, settled: false, ignored: false, merged: [] }
      this.decisions.set(flow.slot, made)
      return made
    }
    if (known.flow.merge !== flow.merge)
      throw new RuleError(
        'sync-rule-merge-type-conflict',
        `${rule.name} flows to ${flow.target} with another merge type.`,
        rule.name,
      )
    return known
  }
}

/** SE-DP-FLOW-3: without case, the spelling of the better precedence stays. */
function merge(into: Atom[], atoms: readonly Atom[], ignoreCase: boolean): void {
  const key = (atom: Atom): unknown => (ignoreCase && typeof atom === 'string' ? atom.toLowerCase() : atom)
  const seen = new Set(into.map(key))
  for (const atom of atoms) {
    if (seen.has(key(atom))) continue
    seen.add(key(atom))
    into.push(atom)
  }
}
