import { childrenOf } from '../../../expression/ast.js'
import type { Expression } from '../../../expression/index.js'

/**
 * Parts of the longest expression that is worth composing. A rule behind a scope stands twice in what is composed, so that
 * thirty rules of one attribute, each behind a scope, would fill any memory; nobody could read or run the result.
 */
export const largestExpression = 4_000

/**
 * Parts of an expression, shared ones counted as often as they would be written.
 *
 * @param weightOf parts that an attribute stands for; without: one
 */
export function sizeOf(expression: Expression, weightOf: (attribute: string) => number = () => 1): number {
  const known = new Map<Expression, number>()
  const count = (node: Expression): number => {
    const before = known.get(node)
    if (before !== undefined) return before
    const own = node.kind === 'attribute' ? weightOf(node.name) : 1
    const size = childrenOf(node).reduce((sum, child) => sum + count(child), own)
    known.set(node, size)
    return size
  }
  return count(expression)
}
