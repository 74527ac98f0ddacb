/** Entra Connect Sync expressions: tree to text. */

import type { Binary, Expression } from '../ast.js'
import { ExpressionError } from '../errors.js'

/** The text of a tree; `parseConnect` reads it back to the same tree. */
export function printConnect(node: Expression): string {
  switch (node.kind) {
    case 'string':
      return `"${node.value.replaceAll('\\', '\\\\').replaceAll('"', '""')}"`
    case 'integer':
      return node.hexadecimal && node.value >= 0n ? `&H${node.value.toString(16).toUpperCase()}` : String(node.value)
    case 'boolean':
      return node.value ? 'True' : 'False'
    case 'null':
      return 'NULL'
    case 'constant':
      return node.name
    case 'enum':
      return node.word
    case 'attribute':
      return `[${node.name}]`
    case 'parameter':
      return `%${node.name}%`
    case 'variable':
      return `$${node.name}`
    case 'call':
      return `${node.name}(${node.args.map(printConnect).join(', ')})`
    case 'unary':
      return `-${bracketOperand(node.operand)}`
    case 'binary':
      return printBinary(node)
    case 'omitted':
      throw new ExpressionError({
        code: 'tree',
        message: 'Connect Sync expressions have no empty arguments.',
        language: 'connect',
      })
  }
}

/** A minus directly before digits would read back as a negative number. */
function bracketOperand(operand: Expression): string {
  const bare = operand.kind !== 'binary' && !(operand.kind === 'integer' && operand.value >= 0n)
  return bare ? printConnect(operand) : `(${printConnect(operand)})`
}

function printBinary(node: Binary): string {
  const level = levelOf(node)
  const left = node.left.kind === 'binary' && levelOf(node.left) < level ? bracket(node.left) : printConnect(node.left)
  const right =
    node.right.kind === 'binary' && levelOf(node.right) <= level ? bracket(node.right) : printConnect(node.right)
  return `${left} ${node.operator} ${right}`
}

function bracket(node: Expression): string {
  return `(${printConnect(node)})`
}

function levelOf(node: Binary): number {
  if (node.operator === '&&' || node.operator === '||') return 1
  return ['+', '-', '*', '&'].includes(node.operator) ? 3 : 2
}
