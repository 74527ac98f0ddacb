import { booleanLiteral, rewrite } from '../../../expression/ast.js'
import type { Expression } from '../../../expression/index.js'
import { simplify } from '../../../expression/index.js'

/** The expression with each attribute replaced, and what is then known beforehand taken out. */
export function substitute(expression: Expression, values: ReadonlyMap<string, Expression>): Expression {
  const filled = rewrite(expression, (node) =>
    node.kind === 'attribute' ? (values.get(node.name) ?? node) : decidePresence(node),
  )
  return simplify(filled, 'connect')
}

/** What is known to be absent is not tested for presence. */
function decidePresence(node: Expression): Expression {
  if (node.kind !== 'call') return node
  const [subject] = node.args
  const known = subject?.kind === 'null' ? false : subject?.kind === 'string' ? subject.value !== '' : undefined
  if (known === undefined) return node
  if (node.name === 'IsPresent') return booleanLiteral(known)
  return node.name === 'IsNullOrEmpty' || node.name === 'IsNull' ? booleanLiteral(!known) : node
}

/** The attribute behind functions that only tidy a list of values; undefined for an expression that does more. */
export function tidiedList(expression: Expression): string | undefined {
  if (expression.kind === 'attribute') return expression.name
  if (expression.kind !== 'call') return undefined
  const [subject] = expression.args
  if (subject === undefined) return undefined
  if (expression.name === 'ImportedValue') return subject.kind === 'string' ? subject.value : undefined
  return expression.name === 'Trim' || expression.name === 'RemoveDuplicates' ? tidiedList(subject) : undefined
}
