/** The XPath dialect of MIM sets, groups and searches as plain data. Spelling that carries no meaning is kept for the reader. */

export type XPathQuote = "'" | '"'
export type XPathComparison = '=' | '!=' | '<' | '<=' | '>' | '>='
export type XPathTextFunction = 'starts-with' | 'ends-with' | 'contains'

export const XPATH_COMPARISONS: readonly XPathComparison[] = ['=', '!=', '<', '<=', '>', '>=']
export const XPATH_TEXT_FUNCTIONS: readonly XPathTextFunction[] = ['starts-with', 'ends-with', 'contains']

/** A union of paths; an object is a member when one of them selects it. */
export interface XPathFilter {
  readonly paths: readonly XPathPath[]
}

export interface XPathPath {
  /** `current`: starts at the object that asks (`current()/…`). */
  readonly root: 'document' | 'current'
  readonly steps: readonly XPathStep[]
}

/** First step: an object type or `*`. Further steps: a reference attribute. */
export interface XPathStep {
  readonly name: string
  /** Stacked predicates; all of them hold. */
  readonly predicates: readonly XPathCondition[]
}

export interface XPathJunction {
  readonly kind: 'or' | 'and'
  readonly parts: readonly XPathCondition[]
}

export interface XPathNot {
  readonly kind: 'not'
  readonly operand: XPathCondition
}

/** Brackets as written. */
export interface XPathGroup {
  readonly kind: 'group'
  readonly operand: XPathCondition
}

export interface XPathCompare {
  readonly kind: 'compare'
  readonly attribute: string
  readonly operator: XPathComparison
  readonly value: XPathValue
}

export interface XPathText {
  readonly kind: 'text'
  readonly name: XPathTextFunction
  readonly attribute: string
  readonly value: XPathString | XPathToken
}

export interface XPathDescendant {
  readonly kind: 'descendant-in'
  readonly attribute: string
  readonly quote: XPathQuote
  readonly path: XPathPath
}

/** A function outside the documented ones: kept with its arguments as text, never evaluated. */
export interface XPathUnknownFunction {
  readonly kind: 'unknown-function'
  readonly name: string
  readonly args: string
}

export type XPathCondition =
  | XPathJunction
  | XPathNot
  | XPathGroup
  | XPathCompare
  | XPathText
  | XPathDescendant
  | XPathUnknownFunction

export interface XPathString {
  readonly kind: 'string'
  readonly value: string
  readonly quote: XPathQuote
}

export interface XPathInteger {
  readonly kind: 'integer'
  /** Digits as written, with an optional minus. */
  readonly digits: string
}

export interface XPathBoolean {
  readonly kind: 'boolean'
  readonly value: boolean
  /** As written: `true`, `False`, `true()`. */
  readonly text: string
}

/** `fn:current-dateTime()`. */
export interface XPathNow {
  readonly kind: 'now'
}

/** Now plus or minus a duration. */
export interface XPathShiftedNow {
  readonly kind: 'shifted-now'
  readonly direction: 'add' | 'subtract'
  /** As written, for example `P14DT0H0M`. */
  readonly duration: string
  readonly quote: XPathQuote | ''
}

/** `%LoginID%` and its like: filled in by the portal when a search runs. */
export interface XPathToken {
  readonly kind: 'token'
  readonly name: string
  readonly quote: XPathQuote | ''
}

export interface XPathPathValue {
  readonly kind: 'path'
  readonly path: XPathPath
}

export type XPathValue =
  | XPathString
  | XPathInteger
  | XPathBoolean
  | XPathNow
  | XPathShiftedNow
  | XPathToken
  | XPathPathValue

/** A condition without the brackets around it. */
export function withoutGroups(condition: XPathCondition): Exclude<XPathCondition, XPathGroup> {
  let inner = condition
  while (inner.kind === 'group') inner = inner.operand
  return inner
}
