/** Trivial cases that composition leaves behind; nothing here changes a result. */

import type { Expression } from './ast.js'
import { call, rewrite, sameExpression } from './ast.js'

/** Applying one of these twice is applying it once. */
const IDEMPOTENT: readonly string[] = [
  'Trim',
  'LTrim',
  'RTrim',
  'LCase',
  'UCase',
  'LowerCase',
  'UpperCase',
  'CStr',
  'RemoveDuplicates',
  'CBool',
]

/** The same tree with doubled trims, known conditions, nested cuts and empty concatenations taken out. */
export function simplify(expression: Expression, language: 'mim' | 'connect'): Expression {
  return rewrite(expression, (node) => {
    if (node.kind === 'binary' && node.operator === '&') return simplifyJoin(node.left, node.right) ?? node
    if (node.kind !== 'call') return node
    const [first, second, third] = node.args
    if (first === undefined) return node
    if (IDEMPOTENT.includes(node.name) && first.kind === 'call' && first.name === node.name) return first
    if (node.name === 'IIF' && second !== undefined && third !== undefined) {
      if (first.kind === 'boolean') return first.value ? second : third
      if (sameExpression(second, third) && language === 'mim') return second
    }
    if (node.name === 'Left') return simplifyLeft(first, second) ?? node
    return node
  })
}

/** Two literals beside each other are one. */
function simplifyJoin(left: Expression, right: Expression): Expression | undefined {
  if (left.kind !== 'string' || right.kind !== 'string') return undefined
  return { ...left, value: left.value + right.value }
}

/** `Left(Left(x, a), b)` is `Left(x, min(a, b))` as long as neither is negative. */
function simplifyLeft(inner: Expression, count: Expression | undefined): Expression | undefined {
  if (inner.kind !== 'call' || inner.name !== 'Left' || count?.kind !== 'integer' || count.value < 0n) return undefined
  const [source, first] = inner.args
  if (source === undefined || first?.kind !== 'integer' || first.value < 0n) return undefined
  return call('Left', [source, first.value < count.value ? first : count], inner.span)
}
