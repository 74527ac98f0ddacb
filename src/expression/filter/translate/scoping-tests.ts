/** What a scope, connector filter or XPath filter asks of one attribute, in terms a scoping filter can be measured by. */

import type { OrderTest, PartTest } from '../core/clause-tests.js'
import type { LikePart } from '../xpath/like.js'
import type { TranslationReason } from './result.js'

interface Tested {
  /** Attribute as the source names it. */
  readonly source: string
  /** Attribute as the scoping filter names it. */
  readonly attribute: string
  /** The condition as written, for messages. */
  readonly fragment: string
}

/** Every test is false for an absent value; its negation is therefore true. */
export type ScopingTest =
  | (Tested & { readonly kind: 'equal'; readonly value: string; readonly ignoreCase: boolean })
  | (Tested & { readonly kind: 'boolean'; readonly value: boolean })
  | (Tested & { readonly kind: 'part'; readonly part: PartTest; readonly value: string; readonly ignoreCase: boolean })
  | (Tested & { readonly kind: 'like'; readonly parts: readonly LikePart[] })
  | (Tested & { readonly kind: 'order'; readonly test: OrderTest; readonly value: bigint })
  /** `textual`: the attribute may hold an empty text. */
  | (Tested & { readonly kind: 'present'; readonly textual: boolean })
  | { readonly kind: 'refused'; readonly reason: TranslationReason }
