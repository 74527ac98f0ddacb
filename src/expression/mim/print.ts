/** MIM custom expressions: tree to text. */

import type { Expression } from '../ast.js'
import { ExpressionError } from '../errors.js'

/** The text of a tree; `parseMim` reads it back to the same tree. Nested concatenations print flat: the meaning is the same. */
export function printMim(node: Expression): string {
  switch (node.kind) {
    case 'string':
      return `"${node.value.replaceAll('"', '""')}"`
    case 'integer':
      return String(node.value)
    case 'attribute':
      return node.name
    case 'parameter':
      return `$${node.name}`
    case 'call':
      return node.name === '+'
        ? node.args.map(printMim).join(' + ')
        : `${node.name}(${node.args.map(printMim).join(', ')})`
    case 'null':
      return 'Null()'
    default:
      throw new ExpressionError({ code: 'tree', message: `MIM expressions have no ${node.kind}.`, language: 'mim' })
  }
}
