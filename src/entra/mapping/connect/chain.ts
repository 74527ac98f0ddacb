import { call } from '../../../expression/ast.js'
import type { Expression } from '../../../expression/index.js'
import type { FactTable } from '../attribute-facts.js'
import { readRuleFlow, ruleFlowText } from '../flow-expression.js'
import type { MappingReason } from '../model.js'
import { mappingReason } from '../reasons.js'
import { dependsOnCase, scopeAsCondition } from './conditions.js'
import { nothing, orElse } from './fallback.js'
import { type ScopedFlow, scopeText } from './rules.js'
import { largestExpression, sizeOf } from './size.js'

/** Several flows into one attribute as one expression of Connect's language, or why there is none. */
export interface Chain {
  readonly expression: Expression | undefined
  /** Every flow counts only when the object is made. */
  readonly initialOnly: boolean
  readonly reasons: readonly MappingReason[]
}

/** More rules than one expression can say. */
export function tooManyRules(attribute: string, count: number): MappingReason {
  return mappingReason('too-many-rules', { attribute, count: String(count) })
}

/** Precedence becomes nesting: the best rule in front, a rule's scope as its condition, the next rule behind it. */
export function chainOf(target: string, given: readonly ScopedFlow[], facts: FactTable): Chain {
  const lasting = given.filter((item) => !item.flow.initialOnly)
  const flows = lasting.length > 0 ? lasting : given
  const reasons: MappingReason[] = []
  const [initial] = lasting.length > 0 ? given.filter((item) => item.flow.initialOnly) : []
  if (initial !== undefined) reasons.push(mappingReason('initial-replaced', { initial: ruleFlowText(initial.flow) }))
  if (flows.length > 1 && flows.some((item) => item.flow.mergeType.startsWith('merge')))
    reasons.push(mappingReason('merged-values', { attribute: target, count: String(flows.length) }))
  let expression: Expression = nothing
  for (const { rule, flow, scope } of [...flows].reverse()) {
    const read = readRuleFlow(flow, 'connect')
    if (read.kind === 'blocked')
      return { expression: undefined, initialOnly: false, reasons: [...reasons, read.reason] }
    const value = orElse(read.expression, expression, facts)
    if (scope.length === 0) {
      expression = value
      continue
    }
    const condition = scopeAsCondition(scope)
    if (condition === undefined) {
      const reason = mappingReason('scope-untranslatable', { rule: rule.name, scope: scopeText(scope) })
      return { expression: undefined, initialOnly: false, reasons: [...reasons, reason] }
    }
    if (scope.flat().some(dependsOnCase))
      reasons.push(mappingReason('scope-case', { rule: rule.name, scope: scopeText(scope) }))
    expression = call('IIF', [condition, value, expression])
    if (sizeOf(expression) > largestExpression)
      return { expression: undefined, initialOnly: false, reasons: [...reasons, tooManyRules(target, flows.length)] }
  }
  return { expression, initialOnly: lasting.length === 0 && given.length > 0, reasons }
}
