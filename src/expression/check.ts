/** The type checker: what can be known about an expression before any object is seen. */

import type { AttributeType } from '../model/expression.js'
import type { Call, Expression, Language, Span } from './ast.js'
import { childrenOf, walk } from './ast.js'
import { resolveCall } from './compile.js'
import { LONGEST_EXPRESSION, validateEntra } from './entra/limits.js'
import type { ExpressionErrorCode } from './errors.js'
import { attempt, type ExpressionError, nearestName } from './errors.js'
import type { ParameterType } from './function-table.js'
import { parameterAt, signatureOf } from './function-table.js'
import { DIALECTS, print } from './languages.js'
import { lint } from './lint.js'

export interface AttributeSchema {
  readonly type: AttributeType
  readonly multiValued: boolean
}

export interface Schema {
  get(name: string): AttributeSchema | undefined
  /** Names for "did you mean". */
  keys?(): Iterable<string>
}

export interface Problem {
  /** An error fails at run time; a warning is worth a look. */
  readonly severity: 'error' | 'warning'
  readonly code: ExpressionErrorCode | LintCode
  readonly message: string
  readonly span: Span
  readonly signature?: string | undefined
  readonly suggestion?: string | undefined
  readonly decision?: string | undefined
}

export type LintCode =
  | 'unknown-attribute'
  | 'mixed-logic'
  | 'ampersand'
  | 'date-format'
  | 'expression-tested'
  | 'place'
  | 'length'
  | 'undocumented'
  | 'null-test'

type Inferred = ParameterType | 'null' | 'unknown'

/** Every problem of an expression, in the order of the text; empty when nothing is wrong. */
export function check(language: Language, expression: Expression, schema?: Schema): readonly Problem[] {
  const problems: Problem[] = []
  const checker = new Checker(language, schema, problems)
  checker.infer(expression)
  if (language === 'entra') {
    const valid = attempt(() => validateEntra(expression))
    if (!valid.ok) problems.push(problemOf(valid.error))
    const printed = attempt(() => print('entra', expression))
    if (printed.ok && printed.value.length > LONGEST_EXPRESSION)
      problems.push({
        severity: 'error',
        code: 'length',
        message: `The expression has ${printed.value.length} characters; ${LONGEST_EXPRESSION} are allowed.`,
        span: expression.span,
      })
  }
  walk(expression, (node) => problems.push(...lint(language, node)))
  return problems.sort((a, b) => a.span.start - b.span.start)
}

function problemOf(error: ExpressionError): Problem {
  return {
    severity: 'error',
    code: error.code,
    message: error.message,
    span: error.span,
    signature: error.signature,
    suggestion: error.suggestion,
    decision: error.decision,
  }
}

/** Model types as the languages see them. */
const SEEN_AS: Readonly<Record<AttributeType, ParameterType>> = {
  string: 'string',
  integer: 'integer',
  boolean: 'boolean',
  binary: 'binary',
  reference: 'reference',
  time: 'string',
}

class Checker {
  constructor(
    private readonly language: Language,
    private readonly schema: Schema | undefined,
    private readonly problems: Problem[],
  ) {}

  infer(node: Expression): Inferred {
    switch (node.kind) {
      case 'string':
      case 'integer':
      case 'boolean':
        return node.kind
      case 'enum':
        return 'enum'
      case 'null':
      case 'omitted':
        return 'null'
      case 'constant':
        return node.name === 'CRLF' ? 'string' : 'null'
      case 'attribute':
        return this.attribute(node.name, node.span)
      case 'variable':
      case 'parameter':
        return 'unknown'
      case 'call':
        return this.call(node)
      default:
        return this.operator(node)
    }
  }

  private attribute(name: string, span: Span): Inferred {
    if (this.schema === undefined) return 'unknown'
    const found = this.schema.get(name)
    if (found !== undefined) return SEEN_AS[found.type]
    this.problems.push({
      severity: 'error',
      code: 'unknown-attribute',
      message: `The schema has no attribute ${name}.`,
      span,
      suggestion: nearestName(name, this.schema.keys?.() ?? []),
    })
    return 'unknown'
  }

  private call(node: Call): Inferred {
    const resolved = attempt(() => resolveCall(DIALECTS[this.language], node))
    if (!resolved.ok) {
      this.problems.push(problemOf(resolved.error))
      for (const argument of node.args) this.infer(argument)
      return 'unknown'
    }
    const definition = resolved.value
    for (const [index, argument] of node.args.entries()) {
      const given = this.infer(argument)
      const parameter = parameterAt(definition, index)
      if (parameter === undefined || accepts(this.language, parameter.type, given)) continue
      this.problems.push({
        severity: 'error',
        code: 'type-mismatch',
        message: `${node.name} takes ${parameter.type} for ${parameter.name}, got ${given}.`,
        span: argument.span,
        signature: signatureOf(definition),
      })
    }
    return definition.returns === 'any' ? this.branchType(node) : definition.returns
  }

  /** The type both branches of an IIF agree on. */
  private branchType(node: Call): Inferred {
    if (node.name !== 'IIF') return 'unknown'
    const silent = new Checker(this.language, undefined, [])
    const types = new Set(node.args.slice(1).map((branch) => silent.infer(branch)))
    types.delete('null')
    const [only] = types
    return types.size === 1 && only !== undefined ? only : 'unknown'
  }

  private operator(node: Expression): Inferred {
    const types = childrenOf(node).map((child) => this.infer(child))
    if (node.kind === 'unary') {
      this.require(types[0], 'integer', '-', node.operand.span)
      return 'integer'
    }
    if (node.kind !== 'binary') return 'unknown'
    const [left = 'unknown', right = 'unknown'] = types
    const sides = [
      [left, node.left.span],
      [right, node.right.span],
    ] as const
    switch (node.operator) {
      case '&&':
      case '||':
        for (const [type, span] of sides) this.require(type, 'condition', node.operator, span)
        return 'boolean'
      case '+':
      case '-':
      case '*':
        for (const [type, span] of sides) this.require(type, 'integer', node.operator, span)
        return 'integer'
      case '&':
        for (const [type, span] of sides) if (type !== 'binary') this.require(type, 'string', node.operator, span)
        return left === 'binary' ? 'binary' : 'string'
      default:
        if (this.language === 'connect' && !comparable(left, right))
          this.problems.push({
            severity: 'error',
            code: 'type-mismatch',
            message: `${node.operator} compares values of one type, got ${left} and ${right}.`,
            span: node.span,
          })
        return 'boolean'
    }
  }

  private require(given: Inferred | undefined, wanted: ParameterType, operator: string, span: Span): void {
    if (given === undefined || accepts(this.language, wanted, given)) return
    this.problems.push({
      severity: 'error',
      code: 'type-mismatch',
      message: `${operator} takes ${wanted}, got ${given}.`,
      span,
    })
  }
}

const LOOSE: readonly Inferred[] = ['unknown', 'null', 'any', 'list', 'variable', 'name']

function comparable(a: Inferred, b: Inferred): boolean {
  if (LOOSE.includes(a) || LOOSE.includes(b)) return true
  const kind = (type: Inferred): Inferred => (type === 'reference' ? 'string' : type === 'condition' ? 'boolean' : type)
  return kind(a) === kind(b)
}

/** Whether a value of type `given` can stand where `wanted` is asked for. */
function accepts(language: Language, wanted: ParameterType, given: Inferred): boolean {
  if (LOOSE.includes(given) || ['any', 'list', 'variable', 'name'].includes(wanted) || given === wanted) return true
  if (wanted === 'condition') return given === 'boolean' || language !== 'connect'
  if (wanted === 'enum') return given === 'string'
  if (language === 'entra') return true
  if (wanted === 'string')
    return given === 'reference' || given === 'enum' || (language === 'mim' && given !== 'binary')
  if (wanted === 'reference' || wanted === 'date') return given === 'string'
  return wanted === 'integer' && language === 'mim' && given === 'string'
}
