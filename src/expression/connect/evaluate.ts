/** Entra Connect Sync declarative provisioning as a dialect. */

import type { Expression } from '../ast.js'
import type { Dialect } from '../compile.js'
import { ExpressionError } from '../errors.js'
import { describeValue } from '../strict-call.js'
import type { Value } from '../value.js'
import { CONNECT_FUNCTIONS } from './functions.js'
import { CONNECT_OPERATORS } from './operators.js'

function truth(value: Value, _environment: unknown, node: Expression): boolean {
  if (typeof value === 'boolean') return value
  if (value === null) return false
  throw new ExpressionError({
    code: 'type-mismatch',
    message: `A condition must be True or False, got ${describeValue(value)}.`,
    span: node.span,
    language: 'connect',
  })
}

export const CONNECT: Dialect = {
  language: 'connect',
  functions: CONNECT_FUNCTIONS,
  operators: CONNECT_OPERATORS,
  lists: 'each',
  truth,
  validate: () => undefined,
}
