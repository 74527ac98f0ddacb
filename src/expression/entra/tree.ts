/** The parsed form Graph stores beside the text of an attribute mapping's source. */

import type { Expression } from '../ast.js'
import { attribute, call, NOWHERE, omitted, stringLiteral } from '../ast.js'
import { ExpressionError } from '../errors.js'
import { DEPTH_LIMIT } from '../reader.js'
import { ENTRA_FUNCTIONS } from './functions.js'
import { parseEntra } from './parse.js'
import { printEntra } from './print.js'

/** `attributeMappingSource` of Microsoft Graph. */
export interface GraphExpression {
  readonly type: 'Attribute' | 'Constant' | 'Function'
  readonly expression: string
  readonly name?: string | null | undefined
  readonly parameters: readonly { readonly key: string; readonly value: GraphExpression }[]
}

/** The tree of a stored source. The text is the truth; the stored tree is read only when there is no text. */
export function fromGraph(source: GraphExpression): Expression {
  return source.expression === '' ? readNode(source, 0) : parseEntra(source.expression)
}

function readNode(source: GraphExpression, depth: number): Expression {
  if (depth > DEPTH_LIMIT)
    throw new ExpressionError({
      code: 'too-deep',
      message: `The expression is nested deeper than ${DEPTH_LIMIT} levels.`,
      language: 'entra',
    })
  const name = source.name ?? ''
  switch (source.type) {
    case 'Attribute':
      return attribute(name)
    case 'Constant':
      return stringLiteral(name)
    case 'Function':
      return call(name, orderParameters(name, source, depth))
  }
}

/** Graph leaves out what was not given; the positions come back from the signature. */
function orderParameters(name: string, source: GraphExpression, depth: number): readonly Expression[] {
  const names = ENTRA_FUNCTIONS.get(name)?.parameters.map((parameter) => parameter.name.toLowerCase()) ?? []
  const args: Expression[] = []
  for (const parameter of source.parameters) {
    const index = names.indexOf(parameter.key.toLowerCase())
    const value = readNode(parameter.value, depth + 1)
    if (index < 0) args.push(value)
    else {
      while (args.length < index) args.push(omitted(NOWHERE))
      args[index] = value
    }
  }
  return args
}

/** The stored form of a tree, keys named as the signature names them. */
export function toGraph(node: Expression): GraphExpression {
  const expression = printEntra(node)
  switch (node.kind) {
    case 'attribute':
      return { type: 'Attribute', expression, name: node.name, parameters: [] }
    case 'call': {
      const parameters = ENTRA_FUNCTIONS.get(node.name)?.parameters ?? []
      const given = node.args.flatMap((argument, index) => {
        const key = parameters[index]?.name ?? `argument${index + 1}`
        return argument.kind === 'omitted' ? [] : [{ key, value: toGraph(argument) }]
      })
      return { type: 'Function', expression, name: node.name, parameters: given }
    }
    default:
      return {
        type: 'Constant',
        expression,
        name: node.kind === 'string' ? node.value : expression,
        parameters: [],
      }
  }
}
