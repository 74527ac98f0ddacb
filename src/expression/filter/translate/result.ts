/** What a translation gives back: the target filter, how good it is, and why. The worst reason decides. */

import type { FilterDecisionId } from '../decisions.js'
import type { Limit } from '../limits.js'
import { limitOf } from '../limits.js'
import type { ReasonDefinition, ReasonId } from './reasons.js'
import { REASONS } from './reasons.js'

/**
 * `exact`: the same answer for every object. `conditional`: exact under the stated conditions. `approximate`: differs for
 * the kind of input shown. `impossible`: the target language cannot say it.
 */
export type TranslationQuality = 'exact' | 'conditional' | 'approximate' | 'impossible'

/** An object on which source and target differ. */
export interface DifferenceExample {
  readonly attributes: Readonly<Record<string, string>>
  readonly source: boolean
  readonly target: boolean
}

export interface TranslationReason {
  readonly id: ReasonId
  readonly quality: Exclude<TranslationQuality, 'exact'>
  readonly params: Readonly<Record<string, string>>
  readonly text: string
  /** What to do instead, or besides. */
  readonly instead?: string
  /** The open question the reason rests on. */
  readonly decision?: FilterDecisionId
  /** The limit of the target, with its source. */
  readonly limit?: Limit
  readonly example?: DifferenceExample
}

export interface Translation<T> {
  readonly quality: TranslationQuality
  /** undefined when impossible. */
  readonly target: T | undefined
  /** The target as text, for people and for the target's own editor. */
  readonly text: string | undefined
  readonly reasons: readonly TranslationReason[]
}

const ORDER: readonly TranslationQuality[] = ['exact', 'conditional', 'approximate', 'impossible']

export function worstQuality(reasons: readonly TranslationReason[]): TranslationQuality {
  let worst: TranslationQuality = 'exact'
  for (const { quality } of reasons) if (ORDER.indexOf(quality) > ORDER.indexOf(worst)) worst = quality
  return worst
}

export function reasonOf(
  id: ReasonId,
  params: Readonly<Record<string, string>> = {},
  example?: DifferenceExample,
): TranslationReason {
  const { quality, text, instead, decision, limit }: ReasonDefinition = REASONS[id]
  return {
    id,
    quality,
    params,
    text: fill(text, params),
    ...(instead === undefined ? {} : { instead: fill(instead, params) }),
    ...(decision === undefined ? {} : { decision }),
    ...(limit === undefined ? {} : { limit: limitOf(limit) }),
    ...(example === undefined ? {} : { example }),
  }
}

function fill(template: string, params: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole)
}

/** The reasons met on the way, each once. */
export class ReasonList {
  private readonly byKey = new Map<string, TranslationReason>()

  add(reason: TranslationReason): void {
    const key = JSON.stringify([reason.id, Object.entries(reason.params).sort()])
    if (!this.byKey.has(key)) this.byKey.set(key, reason)
  }

  all(): readonly TranslationReason[] {
    return [...this.byKey.values()]
  }
}

/** Puts a result together; an impossible one has no target, whatever was built. */
export function translation<T>(
  target: T | undefined,
  reasons: ReasonList,
  print: (target: T) => string,
): Translation<T> {
  const quality = worstQuality(reasons.all())
  if (quality === 'impossible' || target === undefined)
    return { quality: 'impossible', target: undefined, text: undefined, reasons: reasons.all() }
  return { quality, target, text: print(target), reasons: reasons.all() }
}
