/** Entra provisioning and Cloud Sync expressions as a dialect. */

import type { Expression } from '../ast.js'
import type { Dialect } from '../compile.js'
import type { Environment } from '../context.js'
import { ExpressionError } from '../errors.js'
import { isInteger } from '../function-table.js'
import { describeValue } from '../strict-call.js'
import type { Value } from '../value.js'
import { isList, isSpecial } from '../value.js'
import { ENTRA_FUNCTIONS } from './functions.js'
import { validateEntra } from './limits.js'
import { ENTRA_OPERATORS, indeterminate } from './operators.js'

function truth(value: Value, environment: Environment, node: Expression): boolean {
  if (typeof value === 'boolean') return value
  if (value === null) return indeterminate(environment)
  if (typeof value === 'string' && /^true$|^false$/i.test(value)) return value.toLowerCase() === 'true'
  if (!isList(value) && !isSpecial(value) && isInteger(value)) return BigInt(value) !== 0n
  throw new ExpressionError({
    code: 'type-mismatch',
    message: `A condition must be True or False, got ${describeValue(value)}.`,
    span: node.span,
    language: 'entra',
  })
}

export const ENTRA: Dialect = {
  language: 'entra',
  functions: ENTRA_FUNCTIONS,
  operators: ENTRA_OPERATORS,
  lists: 'refuse',
  truth,
  validate: validateEntra,
}
