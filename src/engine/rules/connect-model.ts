/** Compiled rules of Entra Connect. */

import type { Contributor } from '../core/objects.js'
import type { AttributeShape } from '../core/shape.js'
import type { Scope } from './conditions.js'
import type { ConnectJoinPair, LinkType, MergeType } from './connect-blueprint.js'
import type { Producer } from './model.js'

export interface ConnectFlow {
  readonly target: string
  readonly slot: number
  readonly kind: AttributeShape
  readonly produce: Producer
  /** Slot of references to translate: CS slot inbound, metaverse slot outbound. */
  readonly reference: number | undefined
  /** Slots it reads. */
  readonly sources: readonly number[]
  readonly merge: MergeType
  readonly once: boolean
  readonly exportOnly: boolean
  /** It never gives a value: it refuses an object, or leaves the attribute alone. */
  readonly guards: boolean
}

export interface ConnectRule {
  readonly name: string
  readonly ma: string
  readonly csType: string
  readonly mvType: string
  readonly link: LinkType
  readonly precedence: number
  readonly scope: Scope
  readonly joins: readonly (readonly ConnectJoinPair[])[]
  /** Rules with the same text here have identical join criteria (SE-DP-JOIN-6). */
  readonly joinKey: string
  readonly flows: readonly ConnectFlow[]
  /** Outbound: the DN of an object it creates. */
  readonly dn: Producer | undefined
  readonly contributor: Contributor
  readonly passwordSync: boolean
}

/** It decides about links: it has join criteria or may provision (SE-DP-FLOW-1, SE-DP-OUT-6). */
export function decidesLink(rule: ConnectRule): boolean {
  return rule.joins.length > 0 || rule.link === 'Provision'
}
