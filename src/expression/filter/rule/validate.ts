/** Checks a rule against what Entra accepts. */

import type { FilterIssue } from '../core/issue.js'
import { issue } from '../core/issue.js'
import { MEMBER_OF_GROUP_LIMIT, RULE_LENGTH_LIMIT } from '../limits.js'
import type { RuleComparison, RuleNode, RuleProperty, RuleQuantified } from './ast.js'
import { isRuleOperator, walkRule, withoutBrackets } from './ast.js'
import { printProperty, printRule } from './print.js'
import { OPERATORS_BY_TYPE, PLAN_PROPERTIES, rulePropertyInfo } from './properties.js'

/** Everything Entra would refuse (`error`) or treat in a way worth knowing (`warning`); `text` is measured when given. */
export function validateRule(rule: RuleNode, text: string = printRule(rule)): readonly FilterIssue[] {
  const issues: FilterIssue[] = []
  const length = [...text.trim()].length
  if (length > RULE_LENGTH_LIMIT)
    issues.push(
      issue('rule.too-long', 'error', `The rule has ${length} characters.`, { length: String(length) }, 'rule.length'),
    )
  checkSpecialRules(rule, issues)
  checkOneKind(rule, issues)
  checkNode(rule, undefined, false, issues)
  return issues
}

function checkSpecialRules(rule: RuleNode, issues: FilterIssue[]): void {
  const whole = withoutBrackets(rule)
  walkRule(rule, (node) => {
    if (node.kind === 'direct-reports' && node !== whole)
      issues.push(
        issue(
          'rule.direct-reports-combined',
          'error',
          'Direct Reports is combined with another condition.',
          {},
          'rule.direct-reports',
        ),
      )
    if (isMemberOf(node)) {
      if (node !== whole)
        issues.push(
          issue(
            'rule.member-of-combined',
            'error',
            'memberOf is combined with another condition.',
            {},
            'rule.member-of-alone',
          ),
        )
      else
        issues.push(
          issue('rule.member-of-preview', 'warning', 'memberOf is a preview that ends.', {}, 'rule.member-of-ending'),
        )
    }
  })
}

function isMemberOf(node: RuleNode): boolean {
  return (node.kind === 'quantified' || node.kind === 'comparison') && node.property.name.toLowerCase() === 'memberof'
}

function checkOneKind(rule: RuleNode, issues: FilterIssue[]): void {
  const kinds = new Set<string>()
  walkRule(rule, (node) => {
    if (node.kind === 'comparison' || node.kind === 'quantified') kinds.add(node.property.object)
    if (node.kind === 'direct-reports') kinds.add('user')
  })
  if (kinds.has('user') && kinds.has('device'))
    issues.push(issue('rule.users-and-devices', 'error', 'The rule mixes users and devices.', {}, 'rule.one-kind'))
}

/** `collection` is the property whose items are being tested. */
function checkNode(
  node: RuleNode,
  collection: RuleProperty | undefined,
  negated: boolean,
  issues: FilterIssue[],
): void {
  switch (node.kind) {
    case 'or':
    case 'and':
      for (const part of node.parts) checkNode(part, collection, false, issues)
      return
    case 'not':
      checkNode(node.operand, collection, true, issues)
      return
    case 'group':
      checkNode(node.operand, collection, negated, issues)
      return
    case 'comparison':
      checkComparison(node, collection, negated, issues)
      return
    case 'quantified':
      checkQuantified(node, collection, issues)
      return
    case 'direct-reports':
  }
}

function checkQuantified(node: RuleQuantified, collection: RuleProperty | undefined, issues: FilterIssue[]): void {
  const name = printProperty(node.property)
  const info = rulePropertyInfo(node.property.object, node.property.name)
  if (collection !== undefined)
    issues.push(
      issue('rule.nested-collection', 'error', `-${node.quantifier} stands inside another one.`, {}, 'rule.operators'),
    )
  if (info === undefined) issues.push(unsupported(name))
  else if (!['string-collection', 'object-collection', 'member-of'].includes(info.type))
    issues.push(
      issue(
        'rule.not-a-collection',
        'error',
        `${name} is no collection.`,
        { property: name, operator: node.quantifier },
        'rule.operators',
      ),
    )
  if (info?.type === 'member-of') {
    checkMemberOf(node, issues)
    return
  }
  checkNode(node.condition, node.property, false, issues)
}

function checkMemberOf(node: RuleQuantified, issues: FilterIssue[]): void {
  const inner = withoutBrackets(node.condition)
  const fits =
    node.quantifier === 'any' &&
    inner.kind === 'comparison' &&
    inner.property.object === 'group' &&
    inner.operator === 'in' &&
    inner.value.kind === 'list'
  if (!fits)
    issues.push(
      issue(
        'rule.member-of-form',
        'error',
        "memberOf takes -any (group.objectId -in ['id']) only.",
        {},
        'rule.member-of-alone',
      ),
    )
  else if (
    inner.kind === 'comparison' &&
    inner.value.kind === 'list' &&
    inner.value.items.length > MEMBER_OF_GROUP_LIMIT
  )
    issues.push(
      issue(
        'rule.member-of-groups',
        'error',
        `The rule names ${inner.value.items.length} groups.`,
        { count: String(inner.value.items.length) },
        'rule.member-of-groups',
      ),
    )
}

function checkComparison(
  node: RuleComparison,
  collection: RuleProperty | undefined,
  negated: boolean,
  issues: FilterIssue[],
): void {
  const { operator, value } = node
  const name = printProperty(node.property)
  if (!isRuleOperator(operator)) {
    issues.push(
      issue('rule.unknown-operator', 'error', `-${operator} is not an operator.`, { operator }, 'rule.operators'),
    )
    return
  }
  if (value.kind === 'null' && negated)
    issues.push(
      issue(
        'rule.not-null',
        'error',
        `-not stands before a null comparison of ${name}.`,
        { property: name },
        'rule.null',
      ),
    )
  if (value.kind === 'null' && operator !== 'eq' && operator !== 'ne')
    issues.push(
      issue(
        'rule.null-operator',
        'error',
        `-${operator} compares ${name} with null.`,
        { property: name, operator },
        'rule.null',
      ),
    )
  const needsList = operator === 'in' || operator === 'notIn'
  if (needsList !== (value.kind === 'list'))
    issues.push(
      issue(
        'rule.list',
        'error',
        `-${operator} ${needsList ? 'needs' : 'takes no'} list.`,
        { property: name, operator },
        'rule.in',
      ),
    )
  checkProperty(node, name, collection, issues)
}

function checkProperty(
  node: RuleComparison,
  name: string,
  collection: RuleProperty | undefined,
  issues: FilterIssue[],
): void {
  const { property, operator, value } = node
  if (property.object !== 'user' && property.object !== 'device') {
    if (!isItemOf(property, collection))
      issues.push(issue('rule.item', 'error', `${name} has no meaning here.`, { property: name }, 'rule.operators'))
    return
  }
  const info = rulePropertyInfo(property.object, property.name)
  if (info === undefined) {
    issues.push(unsupported(name))
    return
  }
  if (!OPERATORS_BY_TYPE[info.type].some((allowed) => allowed === operator)) {
    const limit =
      operator === 'le' || operator === 'ge'
        ? 'rule.date-order'
        : operator === 'in' || operator === 'notIn'
          ? 'rule.in'
          : 'rule.operators'
    issues.push(
      issue(
        'rule.operator-for-property',
        'error',
        `-${operator} does not fit ${name}.`,
        { property: name, operator, type: info.type },
        limit,
      ),
    )
  }
  if (info.type === 'boolean' && value.kind !== 'boolean' && value.kind !== 'null' && value.kind !== 'list')
    issues.push(
      issue(
        'rule.boolean-value',
        'warning',
        `${name} is compared with something else than true or false.`,
        { property: name },
        'rule.operators',
      ),
    )
}

function isItemOf(property: RuleProperty, collection: RuleProperty | undefined): boolean {
  if (collection === undefined) return false
  const info = rulePropertyInfo(collection.object, collection.name)
  if (property.object === '_') return info === undefined || info.type === 'string-collection'
  return (
    property.object === 'assignedPlan' && info?.type === 'object-collection' && PLAN_PROPERTIES.includes(property.name)
  )
}

function unsupported(name: string): FilterIssue {
  return issue(
    'rule.unsupported-property',
    'error',
    `${name} is not a property a rule can read.`,
    { property: name },
    'rule.properties',
  )
}
