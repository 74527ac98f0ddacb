/** Rules that must stand alone: the direct reports of a manager, and the members of groups. */

import type { Formula } from '../core/formula.js'
import { MEMBER_OF_GROUP_LIMIT } from '../limits.js'
import type { RuleNode, RuleValue } from '../rule/ast.js'
import type { ReasonList } from './result.js'
import { reasonOf } from './result.js'
import type { XPathAtom } from './xpath-formula.js'
import type { XPathTranslationOptions } from './xpath-options.js'
import { mappedIdentifier } from './xpath-options.js'

export type SpecialRequest =
  | { readonly kind: 'direct-reports'; readonly managerId: string }
  | { readonly kind: 'member-of'; readonly groupIds: readonly string[] }

/** What a formula asks when it is one of the special rules as a whole. */
export function specialRequest(formula: Formula<XPathAtom>): SpecialRequest | undefined {
  if (formula.kind === 'leaf' && !formula.negated && formula.leaf.kind === 'compare') {
    const { attribute, operator, value } = formula.leaf
    const isManager = attribute === 'Manager' && operator === '=' && value.kind === 'string'
    return isManager ? { kind: 'direct-reports', managerId: value.value } : undefined
  }
  const parts = formula.kind === 'or' ? formula.parts : [formula]
  const groupIds: string[] = []
  for (const part of parts) {
    if (part.kind !== 'leaf' || part.negated || part.leaf.kind !== 'group-member') return undefined
    groupIds.push(part.leaf.groupId)
  }
  return { kind: 'member-of', groupIds }
}

export function specialRule(
  request: SpecialRequest,
  target: 'user' | 'device',
  options: XPathTranslationOptions,
  reasons: ReasonList,
): RuleNode | undefined {
  if (request.kind === 'direct-reports') {
    const managerId = mappedIdentifier(request.managerId, options, reasons)
    return managerId === undefined ? undefined : { kind: 'direct-reports', managerId }
  }
  const { groupIds } = request
  if (groupIds.length > MEMBER_OF_GROUP_LIMIT) {
    reasons.add(reasonOf('dynamic.group-count', { count: String(groupIds.length) }))
    return undefined
  }
  const items = groupIds.flatMap((id): readonly RuleValue[] => {
    reasons.add(reasonOf('dynamic.member-of-ending', { id }))
    reasons.add(reasonOf('dynamic.member-of-direct', { id }))
    const value = mappedIdentifier(id, options, reasons)
    return value === undefined ? [] : [{ kind: 'string', value, quote: "'" }]
  })
  return {
    kind: 'quantified',
    property: { object: target, name: 'memberOf' },
    quantifier: 'any',
    condition: {
      kind: 'group',
      operand: {
        kind: 'comparison',
        property: { object: 'group', name: 'objectId' },
        operator: 'in',
        value: { kind: 'list', items },
      },
    },
  }
}
