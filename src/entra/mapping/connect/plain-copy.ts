import type { Expression } from '../../../expression/index.js'
import { readRuleFlow } from '../flow-expression.js'
import type { MappingReason } from '../model.js'
import { mappingReason } from '../reasons.js'
import { type ScopedFlow, scopeText } from './rules.js'
import { tidiedList } from './substitute.js'

/** Flows that all hand over one attribute, whatever their scopes, and what is given up by saying so. */
export interface PlainCopy {
  readonly attribute: string
  readonly reasons: readonly MappingReason[]
}

/**
 * Values no expression can choose, such as members and pictures, are copied for every object: scopes are dropped, and so
 * are rules that only stop an object with an error.
 */
export function plainCopyOf(flows: readonly ScopedFlow[]): PlainCopy | undefined {
  const reasons: MappingReason[] = []
  let attribute: string | undefined
  for (const { rule, flow } of flows) {
    const read = readRuleFlow(flow, 'connect')
    if (read.kind === 'blocked') return undefined
    if (isGuard(read.expression)) {
      reasons.push(mappingReason('guard-dropped', { rule: rule.name }))
      continue
    }
    const name = tidiedList(read.expression)
    if (name === undefined || (attribute !== undefined && name !== attribute)) return undefined
    attribute = name
    if (read.expression.kind !== 'attribute') reasons.push(mappingReason('list-tidied', { attribute: name }))
  }
  const [first] = flows
  if (attribute === undefined || first === undefined) return undefined
  if (flows.every((item) => item.scope.length > 0))
    reasons.push(mappingReason('scope-dropped', { rule: first.rule.name, scope: scopeText(first.scope) }))
  return { attribute, reasons }
}

/** It gives no value in any branch: an error, or nothing. */
function isGuard(expression: Expression): boolean {
  if (expression.kind === 'null' || expression.kind === 'constant') return true
  if (expression.kind !== 'call') return false
  return expression.name === 'Error' || (expression.name === 'IIF' && expression.args.slice(1).every(isGuard))
}
