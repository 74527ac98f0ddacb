/** What a translation says about itself. */

import type { Expression, Language, Span } from '../ast.js'

/** From best to worst; a whole is as good as its worst part. */
export type TranslationVerdict = 'exact' | 'conditional' | 'approximate' | 'impossible'

const RANKS: readonly TranslationVerdict[] = ['exact', 'conditional', 'approximate', 'impossible']

/** Every reason a translation can give. Texts belong to the reports; here is the id and what fills it in. */
export type ReasonId =
  | 'decision'
  | 'present'
  | 'not-empty'
  | 'text-long-enough'
  | 'single-valued'
  | 'separator-absent'
  | 'in-range'
  | 'date-form'
  | 'whole-seconds'
  | 'case-unchanged'
  | 'plain-words'
  | 'parameter-value'
  | 'parameter-unknown'
  | 'cloud-sync-only'
  | 'not-on-cloud-sync'
  | 'switch-for-null'
  | 'null-becomes-skip'
  | 'null-becomes-clear'
  | 'error-becomes-scope'
  | 'other-branch-filled'
  | 'precedence-lost'
  | 'confirmation-lost'
  | 'wider-diacritics'
  | 'server-clock'
  | 'not-repeatable'
  | 'no-counterpart'
  | 'no-binary'
  | 'no-control-characters'
  | 'no-arithmetic'
  | 'no-iteration'
  | 'no-list-mapping'
  | 'not-constant'
  | 'dn-construction'
  | 'container-not-escaped'
  | 'reference-mapping'
  | 'unknown-function'
  | 'too-long'
  | 'number-as-text'
  | 'text-value'

export interface Reason {
  readonly id: ReasonId
  readonly verdict: TranslationVerdict
  /** Values for the text of the reason: function, attribute, question, example, advice, source. */
  readonly params: Readonly<Record<string, string>>
  readonly span: Span
}

export interface Translation {
  readonly from: Language
  readonly to: 'entra'
  readonly verdict: TranslationVerdict
  /** The target tree and text; undefined when impossible. */
  readonly expression: Expression | undefined
  readonly text: string | undefined
  readonly reasons: readonly Reason[]
}

/** The worse of two verdicts. */
export function worse(a: TranslationVerdict, b: TranslationVerdict): TranslationVerdict {
  return RANKS.indexOf(a) >= RANKS.indexOf(b) ? a : b
}

export function worstOf(reasons: readonly Reason[]): TranslationVerdict {
  return reasons.reduce<TranslationVerdict>((worst, reason) => worse(worst, reason.verdict), 'exact')
}
