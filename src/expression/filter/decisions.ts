/**
 * What the documentation of the filter languages leaves open, one setting each. The numbers are those of the expression
 * room's list; `Q-F…` are questions only the filters meet. A translation that rests on one names it in its reason.
 */

export interface FilterDecisions {
  /** case of text in scopes of synchronization rules. */
  readonly scopeTextCase: 'ignore-case' | 'exact'
  /** LESSTHAN and its family on integers. */
  readonly scopeOrder: 'by-type' | 'text'
  /** what `&` and `!&` of a scoping filter do. */
  readonly scopingAmpersand: 'refuse' | 'value-contains-attribute'
  /** whether REGEX MATCH has to cover the whole value. */
  readonly scopingPattern: 'unanchored' | 'anchored'
  /** spelling of property names in a dynamic rule. */
  readonly rulePropertyCase: 'any' | 'exact'
  /** how a double quote is written inside a rule's text; `refuse`: values with one are not translated. */
  readonly ruleQuote: 'refuse' | 'backtick'
  /** Q-30, rule side: an absent value under -ne, -notContains, -notStartsWith, -notEndsWith, -notMatch, -notIn. */
  readonly ruleAbsentNegative: boolean
  /** Q-30, XPath side: an absent value under `!=`. */
  readonly xpathAbsentNotEqual: boolean
  /** Q-F1: an absent value under ISBITNOTSET. */
  readonly scopeAbsentBitNotSet: boolean
  /** Q-F2: a text operator applied to a collection of a rule without -any or -all. */
  readonly ruleDirectCollection: 'any-for-positive' | 'refuse'
}

export const DEFAULT_FILTER_DECISIONS: FilterDecisions = Object.freeze({
  scopeTextCase: 'ignore-case',
  scopeOrder: 'by-type',
  scopingAmpersand: 'refuse',
  scopingPattern: 'unanchored',
  rulePropertyCase: 'any',
  ruleQuote: 'refuse',
  ruleAbsentNegative: true,
  xpathAbsentNotEqual: false,
  scopeAbsentBitNotSet: false,
  ruleDirectCollection: 'any-for-positive',
})

export type FilterDecisionId = 'Q-03' | 'Q-25' | 'Q-26' | 'Q-27' | 'Q-28' | 'Q-29' | 'Q-30' | 'Q-F1' | 'Q-F2'

export interface FilterQuestion {
  readonly id: FilterDecisionId
  readonly question: string
  readonly assumed: string
  readonly settings: readonly (keyof FilterDecisions)[]
}

export const FILTER_QUESTIONS: readonly FilterQuestion[] = [
  {
    id: 'Q-03',
    question: 'Does a scope of a synchronization rule compare text with or without case?',
    assumed: 'without case; booleans always without case',
    settings: ['scopeTextCase'],
  },
  {
    id: 'Q-25',
    question: 'Do LESSTHAN and its family compare integers as numbers or as text?',
    assumed: 'numbers when the attribute is an integer, ordinal text otherwise',
    settings: ['scopeOrder'],
  },
  {
    id: 'Q-26',
    question: 'What do & and !& of a scoping filter test?',
    assumed: 'not evaluated and never written',
    settings: ['scopingAmpersand'],
  },
  {
    id: 'Q-27',
    question: 'Does REGEX MATCH have to cover the whole value?',
    assumed: 'no; patterns written here hold either way',
    settings: ['scopingPattern'],
  },
  {
    id: 'Q-28',
    question: 'Are property names of a dynamic rule case-sensitive?',
    assumed: 'any case is read, the documented spelling is written',
    settings: ['rulePropertyCase'],
  },
  {
    id: 'Q-29',
    question: 'How is a double quote escaped inside the text of a dynamic rule?',
    assumed: 'both documented ways are read, none is written: such values are reported',
    settings: ['ruleQuote'],
  },
  {
    id: 'Q-30',
    question: 'Does an absent value satisfy a negative operator?',
    assumed: 'in a dynamic rule yes; under != of an XPath filter no',
    settings: ['ruleAbsentNegative', 'xpathAbsentNotEqual'],
  },
  {
    id: 'Q-F1',
    question: 'Does an absent value satisfy ISBITNOTSET?',
    assumed: 'no',
    settings: ['scopeAbsentBitNotSet'],
  },
  {
    id: 'Q-F2',
    question: 'What does a text operator on a collection mean without -any or -all?',
    assumed: 'positive operators: some value; negative ones: no value satisfies the positive one',
    settings: ['ruleDirectCollection'],
  },
]
