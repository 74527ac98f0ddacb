/** MIM synchronization rules as a dialect. */

import type { Expression } from '../ast.js'
import type { Dialect } from '../compile.js'
import { ExpressionError } from '../errors.js'
import { describeValue } from '../strict-call.js'
import type { Value } from '../value.js'
import { MIM_FUNCTIONS } from './functions.js'

function truth(value: Value, _environment: unknown, node: Expression): boolean {
  if (value === null) return false
  if (typeof value === 'boolean') return value
  if (typeof value === 'string' && /^true$|^false$/i.test(value)) return value.toLowerCase() === 'true'
  throw new ExpressionError({
    code: 'type-mismatch',
    message: `A condition must be true or false, got ${describeValue(value)}.`,
    span: node.span,
    language: 'mim',
  })
}

export const MIM: Dialect = {
  language: 'mim',
  functions: MIM_FUNCTIONS,
  operators: new Map(),
  lists: 'refuse',
  truth,
  validate: () => undefined,
}
