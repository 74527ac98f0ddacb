/**
 * Limits of the two target languages as data: the number or the words, where they stand, and the date of that page.
 * A refusal quotes the entry it rests on.
 */

export type LimitId =
  | 'rule.length'
  | 'rule.properties'
  | 'rule.operators'
  | 'rule.one-kind'
  | 'rule.null'
  | 'rule.in'
  | 'rule.date-order'
  | 'rule.member-of-alone'
  | 'rule.member-of-groups'
  | 'rule.member-of-ending'
  | 'rule.direct-reports'
  | 'rule.quotes'
  | 'scoping.operators'
  | 'scoping.multi-valued'
  | 'scoping.attributes'
  | 'scoping.null'
  | 'scoping.integers'
  | 'scoping.case'
  | 'scoping.member-of'

export interface Limit {
  readonly id: LimitId
  /** Where the limit is a number. */
  readonly value?: number
  /** The limit in the documentation's sense, short. */
  readonly rule: string
  readonly source: string
  /** Date of the page, `yyyy-mm-dd`. */
  readonly dated: string
}

const RULES = 'https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership'
const MEMBER_OF = 'https://learn.microsoft.com/entra/identity/users/groups-dynamic-rule-member-of'
const SCOPING =
  'https://learn.microsoft.com/entra/identity/app-provisioning/define-conditional-rules-for-provisioning-user-accounts'
const KNOWN_ISSUES = 'https://learn.microsoft.com/entra/identity/app-provisioning/known-issues'

const LIMITS_LIST: readonly Limit[] = [
  {
    id: 'rule.length',
    value: 3072,
    rule: 'The body of a rule has at most 3,072 characters.',
    source: RULES,
    dated: '2024-12-19',
  },
  {
    id: 'rule.properties',
    rule: 'Only the listed properties of users and devices can be read.',
    source: RULES,
    dated: '2024-12-19',
  },
  {
    id: 'rule.operators',
    rule: 'Each type of property takes its listed operators.',
    source: RULES,
    dated: '2024-12-19',
  },
  {
    id: 'rule.one-kind',
    rule: 'A rule is about users or about devices, never about both.',
    source: RULES,
    dated: '2024-12-19',
  },
  {
    id: 'rule.null',
    rule: 'null is compared with -eq and -ne only, and never under -not.',
    source: RULES,
    dated: '2024-12-19',
  },
  {
    id: 'rule.in',
    rule: '-in and -notIn compare a single-valued property with a list.',
    source: RULES,
    dated: '2024-12-19',
  },
  {
    id: 'rule.date-order',
    rule: '-le and -ge are for employeeHireDate (preview).',
    source: RULES,
    dated: '2024-12-19',
  },
  {
    id: 'rule.member-of-alone',
    rule: 'memberOf (preview) cannot be combined with other rules or operators.',
    source: MEMBER_OF,
    dated: '2026-08-04',
  },
  {
    id: 'rule.member-of-groups',
    value: 50,
    rule: 'A rule names at most 50 groups in memberOf.',
    source: MEMBER_OF,
    dated: '2026-08-04',
  },
  {
    id: 'rule.member-of-ending',
    rule: 'The memberOf preview ends on 2026-11-03; such rules stop updating after it.',
    source: MEMBER_OF,
    dated: '2026-08-04',
  },
  {
    id: 'rule.direct-reports',
    rule: 'Direct Reports stands alone and reaches one level.',
    source: RULES,
    dated: '2024-12-19',
  },
  {
    id: 'rule.quotes',
    rule: 'How a double quote is escaped inside a text is described in two ways.',
    source: RULES,
    dated: '2024-12-19',
  },
  { id: 'scoping.operators', rule: 'A clause uses one of the listed operators.', source: SCOPING, dated: '2025-03-04' },
  {
    id: 'scoping.multi-valued',
    rule: 'Multi-valued attributes cannot be filtered on.',
    source: SCOPING,
    dated: '2025-03-04',
  },
  {
    id: 'scoping.attributes',
    rule: 'appRoleAssignments, userType, manager and dates cannot be filtered on; neither can the members of a group.',
    source: KNOWN_ISSUES,
    dated: '2025-10-04',
  },
  {
    id: 'scoping.null',
    rule: 'A clause is false for a null or empty value; only IS NULL is true for it.',
    source: SCOPING,
    dated: '2025-03-04',
  },
  {
    id: 'scoping.integers',
    rule: 'GREATER_THAN and GREATER_THAN_OR_EQUALS compare integers.',
    source: SCOPING,
    dated: '2025-03-04',
  },
  {
    id: 'scoping.case',
    rule: 'EQUALS, NOT EQUALS, INCLUDES and REGEX MATCH compare with case.',
    source: SCOPING,
    dated: '2025-03-04',
  },
  {
    id: 'scoping.member-of',
    rule: 'IsMemberOf is not supported; assign the group to the application.',
    source: SCOPING,
    dated: '2025-03-04',
  },
]

export const LIMITS: ReadonlyMap<LimitId, Limit> = new Map(LIMITS_LIST.map((limit) => [limit.id, limit]))

export function limitOf(id: LimitId): Limit {
  const limit = LIMITS.get(id)
  if (limit === undefined) throw new Error(`No limit is called ${id}.`)
  return limit
}

export const RULE_LENGTH_LIMIT = 3072
export const MEMBER_OF_GROUP_LIMIT = 50
