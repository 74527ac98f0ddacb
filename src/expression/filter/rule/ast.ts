/** Dynamic membership rules of Microsoft Entra as plain data. */

export type RuleNode = RuleJunction | RuleNot | RuleGroup | RuleComparison | RuleQuantified | RuleDirectReports

export interface RuleJunction {
  readonly kind: 'or' | 'and'
  readonly parts: readonly RuleNode[]
}

export interface RuleNot {
  readonly kind: 'not'
  readonly operand: RuleNode
}

/** Brackets as written. */
export interface RuleGroup {
  readonly kind: 'group'
  readonly operand: RuleNode
}

export interface RuleComparison {
  readonly kind: 'comparison'
  readonly property: RuleProperty
  /** Documented spelling without hyphen; an operator nobody documents is kept as written. */
  readonly operator: string
  readonly value: RuleValue
}

/** `user.proxyAddresses -any (…)`. */
export interface RuleQuantified {
  readonly kind: 'quantified'
  readonly property: RuleProperty
  readonly quantifier: 'any' | 'all'
  readonly condition: RuleNode
}

/** `Direct Reports for "manager's object ID"`. */
export interface RuleDirectReports {
  readonly kind: 'direct-reports'
  readonly managerId: string
}

/** `user.department`; the item of a collection is `_`, `assignedPlan.x` or `group.x`. */
export interface RuleProperty {
  readonly object: string
  /** '' for the bare item `_`. */
  readonly name: string
}

export type RuleValue =
  | { readonly kind: 'string'; readonly value: string; readonly quote: '"' | "'" }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** Number, date, or a text somebody left without quotes. */
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'now'; readonly shift?: RuleShift }
  | { readonly kind: 'list'; readonly items: readonly RuleValue[] }

export interface RuleShift {
  readonly direction: 'plus' | 'minus'
  /** As written, for example `p1d`. */
  readonly duration: string
}

/** Operators of a single expression, in the documented spelling. */
export const RULE_OPERATORS = [
  'eq',
  'ne',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'contains',
  'notContains',
  'match',
  'notMatch',
  'in',
  'notIn',
  'le',
  'ge',
] as const

export type RuleOperator = (typeof RULE_OPERATORS)[number]

export function isRuleOperator(operator: string): operator is RuleOperator {
  return RULE_OPERATORS.some((known) => known === operator)
}

/** The positive operator a negative one denies. */
export const NEGATIVE_OPERATORS: Readonly<Partial<Record<string, RuleOperator>>> = {
  ne: 'eq',
  notStartsWith: 'startsWith',
  notEndsWith: 'endsWith',
  notContains: 'contains',
  notMatch: 'match',
  notIn: 'in',
}

/** A node without the brackets around it. */
export function withoutBrackets(node: RuleNode): Exclude<RuleNode, RuleGroup> {
  let inner = node
  while (inner.kind === 'group') inner = inner.operand
  return inner
}

/** Calls `visit` for a node and everything below it, parents first. */
export function walkRule(node: RuleNode, visit: (node: RuleNode) => void): void {
  visit(node)
  switch (node.kind) {
    case 'or':
    case 'and':
      for (const part of node.parts) walkRule(part, visit)
      return
    case 'not':
    case 'group':
      walkRule(node.operand, visit)
      return
    case 'quantified':
      walkRule(node.condition, visit)
      return
    default:
  }
}
