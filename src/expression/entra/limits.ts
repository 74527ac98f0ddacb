/** What the provisioning service does not take, each limit with its source. */

import type { Expression } from '../ast.js'
import { childrenOf } from '../ast.js'
import { ExpressionError } from '../errors.js'

export interface Limit {
  readonly id: string
  readonly statement: string
  readonly source: string
}

const FUNCTIONS_PAGE =
  'https://learn.microsoft.com/entra/identity/app-provisioning/functions-for-customizing-application-data'

/** Most characters of one expression. */
export const LONGEST_EXPRESSION = 10_000

export const EXPRESSION_LENGTH: Limit = {
  id: 'expression-length',
  statement: `An expression holds at most ${LONGEST_EXPRESSION.toLocaleString('en-US')} characters.`,
  source: FUNCTIONS_PAGE,
}

export const TOP_LEVEL_ONLY: Limit = {
  id: 'top-level-only',
  statement: 'SelectUniqueValue must be the outermost function and cannot be nested.',
  source: FUNCTIONS_PAGE,
}

export const CONDITION_ONLY: Limit = {
  id: 'condition-only',
  statement: 'Comparison operators are allowed in the condition of IIF and inside CBool only.',
  source: FUNCTIONS_PAGE,
}

/** Functions that must be the outermost one. */
export const OUTERMOST_FUNCTIONS: readonly string[] = ['SelectUniqueValue']

/** Functions whose first argument is a condition. */
const CONDITION_FUNCTIONS: readonly string[] = ['IIF', 'CBool', 'Not']

/** Refuses trees that parse and that the service rejects. */
export function validateEntra(root: Expression): void {
  visit(root, true, false)
}

function visit(node: Expression, outermost: boolean, inCondition: boolean): void {
  if (node.kind === 'call' && !outermost && OUTERMOST_FUNCTIONS.includes(node.name))
    throw new ExpressionError({
      code: 'not-nestable',
      message: TOP_LEVEL_ONLY.statement,
      span: node.span,
      language: 'entra',
    })
  if (node.kind === 'binary' && node.operator !== '&' && !inCondition)
    throw new ExpressionError({
      code: 'misplaced-operator',
      message: `${node.operator} stands outside a condition. ${CONDITION_ONLY.statement}`,
      span: node.span,
      language: 'entra',
    })
  for (const [index, child] of childrenOf(node).entries()) {
    visit(child, false, node.kind === 'call' && index === 0 && CONDITION_FUNCTIONS.includes(node.name))
  }
}
