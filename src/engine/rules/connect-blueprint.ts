/** Rules of Entra Connect before compilation. */

import type { SourceSpec } from './blueprint.js'
import type { ScopeGroups } from './conditions.js'

export type LinkType = 'Provision' | 'Join' | 'StickyJoin'
export type MergeType = 'Update' | 'Merge' | 'MergeCaseInsensitive'

export interface ConnectFlowSpec {
  readonly target: string
  readonly source: SourceSpec
  readonly merge: MergeType
  readonly once: boolean
}

export interface ConnectJoinPair {
  readonly csAttribute: string
  readonly mvAttribute: string
  readonly caseSensitive: boolean
}

export interface ConnectRuleSpec {
  readonly name: string
  readonly direction: 'in' | 'out'
  readonly ma: string
  readonly csType: string
  readonly mvType: string
  readonly link: LinkType
  readonly precedence: number
  readonly disabled: boolean
  readonly scope: ScopeGroups
  readonly joins: readonly (readonly ConnectJoinPair[])[]
  readonly flows: readonly ConnectFlowSpec[]
  readonly passwordSync: boolean
}
