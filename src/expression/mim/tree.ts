/** The `<fn>` form of MIM expressions, both ways. */

import type { MimArgument, MimFunctionCall } from '../../model/expression.js'
import type { Call, Expression } from '../ast.js'
import { attribute, NOWHERE, stringLiteral } from '../ast.js'
import { ExpressionError } from '../errors.js'
import { DEPTH_LIMIT } from '../reader.js'
import { printMim } from './print.js'

/** The tree of a function element. `Concatenate` and `+` stay as they were written. */
export function fromMimTree(root: MimFunctionCall): Expression {
  return readCall(root, 0)
}

function readCall(node: MimFunctionCall, depth: number): Call {
  if (depth > DEPTH_LIMIT)
    throw new ExpressionError({
      code: 'too-deep',
      message: `The function is nested deeper than ${DEPTH_LIMIT} levels.`,
      language: 'mim',
    })
  return {
    kind: 'call',
    name: node.id,
    args: node.args.map((argument) =>
      argument.kind === 'function' ? readCall(argument.call, depth + 1) : readText(argument.text),
    ),
    span: NOWHERE,
    custom: node.isCustomExpression,
  }
}

/** Literal, signed integer, `$parameter` or attribute name, told apart by how the text starts. */
function readText(text: string): Expression {
  const trimmed = text.trim()
  if (trimmed.startsWith('"') && trimmed.endsWith('"') && trimmed.length > 1) {
    const inner = trimmed.slice(1, -1)
    return stringLiteral(inner.replaceAll('""', '"'))
  }
  if (/^-?\d+$/.test(trimmed)) return { kind: 'integer', value: BigInt(trimmed), hexadecimal: false, span: NOWHERE }
  if (trimmed.startsWith('$')) return { kind: 'parameter', name: trimmed.slice(1), span: NOWHERE }
  if (trimmed === '')
    throw new ExpressionError({
      code: 'tree',
      message: 'An argument of the function element is empty.',
      language: 'mim',
    })
  return attribute(trimmed)
}

/** The function element of a tree; undefined for a lone literal or attribute, which MIM stores without a function. */
export function toMimTree(node: Expression): MimFunctionCall | undefined {
  if (node.kind === 'null') return { id: 'Null', isCustomExpression: undefined, args: [] }
  if (node.kind !== 'call') return undefined
  return { id: node.name, isCustomExpression: node.custom, args: node.args.map(toArgument) }
}

function toArgument(node: Expression): MimArgument {
  const inner = toMimTree(node)
  return inner === undefined ? { kind: 'text', text: printMim(node) } : { kind: 'function', call: inner }
}
