/**
 * Scoping filters of the Entra provisioning service: groups are alternatives, the clauses of a group hold together, no
 * groups at all means every object.
 */

export interface ScopingClause {
  readonly attribute: string
  /** As written; portal and Graph differ in underscores and blanks. */
  readonly operator: string
  readonly values: readonly string[]
}

export interface ScopingGroup {
  readonly name?: string
  readonly clauses: readonly ScopingClause[]
}

export interface ScopingFilter {
  readonly groups: readonly ScopingGroup[]
}

export const SCOPING_OPERATORS = [
  'EQUALS',
  'NOT EQUALS',
  'IS NULL',
  'IS NOT NULL',
  'IS TRUE',
  'IS FALSE',
  'REGEX MATCH',
  'NOT REGEX MATCH',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUALS',
  'INCLUDES',
  'ENDS_WITH',
  '&',
  '!&',
  'IS_MEMBER_OF',
  'PRESENT',
  'VALID CERT MATCH',
] as const

export type ScopingOperator = (typeof SCOPING_OPERATORS)[number]

/** Operators that take no value. */
export const VALUELESS: readonly ScopingOperator[] = ['IS NULL', 'IS NOT NULL', 'IS TRUE', 'IS FALSE', 'PRESENT']

/** Listed somewhere, described nowhere (or as unsupported): read and kept, never evaluated and never written. */
export const UNDESCRIBED: readonly ScopingOperator[] = ['&', '!&', 'IS_MEMBER_OF', 'PRESENT', 'VALID CERT MATCH']

const BY_LETTERS: ReadonlyMap<string, ScopingOperator> = new Map(
  SCOPING_OPERATORS.map((operator) => [lettersOf(operator), operator]),
)

function lettersOf(token: string): string {
  return token.replace(/[\s_]+/g, '').toUpperCase()
}

/** The operator a token stands for, whatever its case, blanks and underscores; undefined for one never listed. */
export function scopingOperator(token: string): ScopingOperator | undefined {
  return BY_LETTERS.get(lettersOf(token))
}
