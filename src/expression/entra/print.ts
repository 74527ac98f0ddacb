/** Entra provisioning expressions: tree to text. */

import type { Expression } from '../ast.js'
import { ExpressionError } from '../errors.js'

/** The text of a tree; `parseEntra` reads it back to the same tree. */
export function printEntra(node: Expression): string {
  switch (node.kind) {
    case 'string':
      return `"${node.value.replace(/[\\"]/g, '\\$&')}"`
    case 'integer':
      return node.hexadecimal && node.value >= 0n ? `&H${node.value.toString(16).toUpperCase()}` : String(node.value)
    case 'boolean':
      return node.value ? 'True' : 'False'
    case 'enum':
      return node.word
    case 'attribute':
      return `[${node.name}]`
    case 'omitted':
      return ''
    case 'call':
      return `${node.name}(${node.args.map(printEntra).join(', ')})`
    case 'binary':
      return `${printOperand(node.left, node.operator)} ${node.operator} ${printOperand(node.right, undefined)}`
    default:
      throw new ExpressionError({
        code: 'tree',
        message: `Entra expressions have no ${node.kind}.`,
        language: 'entra',
      })
  }
}

function printOperand(node: Expression, leftOf: string | undefined): string {
  const bare = node.kind !== 'binary' || (node.operator === '&' && leftOf !== undefined)
  return bare ? printEntra(node) : `(${printEntra(node)})`
}
