/**
 * Scopes of synchronization rules: Entra Connect's `<synchronizationCriteria>`, MIM's `<scoping>`, and the scope of a
 * join or projection. Groups are alternatives, the clauses of a group hold together, no groups at all means every object.
 * The shape is the model's, so a rule's `scope` can be passed as it is.
 */

export interface ScopeClause {
  readonly attribute: string
  /** Token as written: `EQUAL`, `ISNOTNULL` … */
  readonly operator: string
  /** '' for operators that take none. */
  readonly value: string
}

export type ScopeFilter = readonly (readonly ScopeClause[])[]

/** What a token means; a negative one is true exactly when its positive one is false. */
export type ScopeTest =
  | 'equal'
  | 'less'
  | 'less-or-equal'
  | 'greater'
  | 'greater-or-equal'
  | 'contains'
  | 'starts-with'
  | 'ends-with'
  | 'present'
  | 'in'
  | 'bit-set'
  | 'bit-clear'
  | 'member-of'

export interface ScopeOperator {
  readonly token: string
  readonly test: ScopeTest
  readonly negative: boolean
}

function operator(token: string, test: ScopeTest, negative = false): ScopeOperator {
  return { token, test, negative }
}

/**
 * Every token known, documented or seen in exported rules. The bit operators are no pair: an absent value satisfies
 * neither of them (Q-F1).
 */
export const SCOPE_OPERATORS: readonly ScopeOperator[] = [
  operator('EQUAL', 'equal'),
  operator('NOTEQUAL', 'equal', true),
  operator('LESSTHAN', 'less'),
  operator('LESSTHAN_OR_EQUAL', 'less-or-equal'),
  operator('GREATERTHAN', 'greater'),
  operator('GREATERTHAN_OR_EQUAL', 'greater-or-equal'),
  operator('CONTAINS', 'contains'),
  operator('NOTCONTAINS', 'contains', true),
  operator('STARTSWITH', 'starts-with'),
  operator('NOTSTARTSWITH', 'starts-with', true),
  operator('NOTSTARTWITH', 'starts-with', true),
  operator('ENDSWITH', 'ends-with'),
  operator('NOTENDSWITH', 'ends-with', true),
  operator('ISNULL', 'present', true),
  operator('ISNOTNULL', 'present'),
  operator('ISIN', 'in'),
  operator('ISNOTIN', 'in', true),
  operator('ISBITSET', 'bit-set'),
  operator('ISBITNOTSET', 'bit-clear'),
  operator('ISNOTBITSET', 'bit-clear'),
  operator('ISMEMBEROF', 'member-of'),
  operator('ISNOTMEMBEROF', 'member-of', true),
]

const BY_TOKEN: ReadonlyMap<string, ScopeOperator> = new Map(SCOPE_OPERATORS.map((known) => [known.token, known]))

/** What a token means, or undefined for one never seen. */
export function scopeOperator(token: string): ScopeOperator | undefined {
  return BY_TOKEN.get(token) ?? BY_TOKEN.get(token.trim().toUpperCase())
}
