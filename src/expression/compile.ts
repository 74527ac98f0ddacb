/**
 * Tree to closures, once. Evaluating a compiled expression walks no tree, looks up no name and allocates only what the
 * result needs.
 */

import type { BinaryOperator, Call, Expression, Language } from './ast.js'
import type { Environment, EvaluationContext } from './context.js'
import { DEFAULT_DECISIONS } from './decisions.js'
import type { Outcome } from './errors.js'
import { attempt, ExpressionError, nearestName } from './errors.js'
import type { FunctionDefinition, FunctionTable } from './function-table.js'
import { signatureOf } from './function-table.js'
import { PerValue, valueByValue } from './per-value.js'
import { compileStrict } from './strict-call.js'
import type { Value } from './value.js'
import { AUTHORITATIVE_NULL, IGNORE_THIS_FLOW, integer, isList } from './value.js'

export type Evaluator = (environment: Environment) => Value

/** What one language means by names, operators, conditions and lists. */
export interface Dialect {
  readonly language: Language
  readonly functions: FunctionTable
  readonly operators: ReadonlyMap<BinaryOperator | 'negate', FunctionDefinition>
  /** What a function of single values does with several: Connect Sync maps, the others refuse. */
  readonly lists: 'each' | 'refuse'
  /** Whether a value counts as true. */
  readonly truth: (value: Value, environment: Environment, node: Expression) => boolean
  /** Refuses trees the grammar lets through and the product does not. */
  readonly validate: (root: Expression) => void
}

export interface CompiledExpression {
  readonly language: Language
  readonly expression: Expression
  /** The value, or an ExpressionError thrown. */
  readonly evaluate: (context: EvaluationContext) => Value
  /** The value or the error, as data. */
  readonly tryEvaluate: (context: EvaluationContext) => Outcome<Value>
}

/** Compiles a tree for a dialect. Unknown names and wrong argument counts are refused here, before any evaluation. */
export function compileExpression(dialect: Dialect, expression: Expression): CompiledExpression {
  dialect.validate(expression)
  const evaluator = new Compiler(dialect).compile(expression)
  const evaluate = (context: EvaluationContext): Value =>
    evaluator({ context, decisions: context.decisions ?? DEFAULT_DECISIONS, variables: [] })
  return {
    language: dialect.language,
    expression,
    evaluate,
    tryEvaluate: (context) => attempt(() => evaluate(context)),
  }
}

/** Compiles one node after another; knows which local variables are in reach. */
export class Compiler {
  readonly perValue: PerValue = new PerValue(this)

  constructor(
    readonly dialect: Dialect,
    private readonly scope: ReadonlyMap<string, number> = new Map(),
  ) {}

  /** A compiler that also knows `name`, and the slot its value will stand in. */
  withVariable(name: string): { readonly compiler: Compiler; readonly slot: number } {
    const slot = Math.max(-1, ...this.scope.values()) + 1
    return { compiler: new Compiler(this.dialect, new Map([...this.scope, [name, slot]])), slot }
  }

  slotOf(name: string): number | undefined {
    return this.scope.get(name)
  }

  compile(node: Expression): Evaluator {
    switch (node.kind) {
      case 'string':
      case 'boolean': {
        const value = node.value
        return () => value
      }
      case 'integer': {
        const value = integer(node.value)
        return () => value
      }
      case 'null':
      case 'omitted':
        return () => null
      case 'constant':
        return constantOf(node.name)
      case 'enum': {
        const word = node.word
        return () => word
      }
      case 'attribute':
        return attributeReader(node.name)
      case 'parameter':
        return this.parameterReader(node)
      case 'variable':
        return this.variableReader(node)
      case 'call':
        return this.compileCall(node)
      case 'unary':
        return compileStrict(this.operator('negate', node), [node.operand], node, this)
      case 'binary':
        return this.compileBinary(node)
    }
  }

  private compileBinary(node: Extract<Expression, { kind: 'binary' }>): Evaluator {
    if (node.operator !== '&&' && node.operator !== '||')
      return compileStrict(this.operator(node.operator, node), [node.left, node.right], node, this)
    this.operator(node.operator, node)
    const left = this.compile(node.left)
    const right = this.compile(node.right)
    const { truth } = this.dialect
    const each = valueByValue(this, node)
    // The right side must not run when the left one decides: default rules rely on it to guard Item(…, 0).
    const decisive = node.operator === '||'
    return (environment) => {
      const first = left(environment)
      if (isList(first)) return each(environment)
      if (truth(first, environment, node.left) === decisive) return decisive
      const second = right(environment)
      return isList(second) ? each(environment) : truth(second, environment, node.right)
    }
  }

  private operator(name: BinaryOperator | 'negate', node: Expression): FunctionDefinition {
    const found = this.dialect.operators.get(name)
    if (found !== undefined) return found
    throw new ExpressionError({
      code: 'misplaced-operator',
      message: `${name} is not an operator of this language.`,
      span: node.span,
      language: this.dialect.language,
    })
  }

  private compileCall(node: Call): Evaluator {
    const definition = this.definitionOf(node)
    if (definition.compile !== undefined) return definition.compile(node.args, this, node)
    return compileStrict(definition, node.args, node, this)
  }

  /** The function a call names, its argument count checked. */
  definitionOf(node: Call): FunctionDefinition {
    return resolveCall(this.dialect, node)
  }

  private parameterReader(node: Extract<Expression, { kind: 'parameter' }>): Evaluator {
    const { name, span } = node
    const { language } = this.dialect
    return (environment) => {
      const value = environment.context.parameters?.get(name)
      if (value !== undefined) return value
      // MIM treats an undefined workflow parameter as missing; Connect Sync fails.
      if (language === 'mim') return null
      throw new ExpressionError({
        code: 'unknown-parameter',
        message: `The parameter ${name} has no value.`,
        span,
        language,
      })
    }
  }

  private variableReader(node: Extract<Expression, { kind: 'variable' }>): Evaluator {
    const slot = this.scope.get(node.name)
    if (slot === undefined)
      throw new ExpressionError({
        code: 'unknown-variable',
        message: `The variable $${node.name} is not bound by Select, Where or With here.`,
        span: node.span,
        language: this.dialect.language,
        suggestion: nearestName(node.name, this.scope.keys()),
      })
    return (environment) => environment.variables[slot] ?? null
  }
}

/** The function a call names; refuses unknown names and wrong argument counts with what is known about them. */
export function resolveCall(dialect: Dialect, node: Call): FunctionDefinition {
  const definition = dialect.functions.get(node.name)
  if (definition === undefined)
    throw new ExpressionError({
      code: 'unknown-function',
      message: `${node.name} is not a function of this language.`,
      span: node.span,
      language: dialect.language,
      suggestion: nearestName(node.name, dialect.functions.keys()),
    })
  const count = node.args.length
  const uneven = definition.restPairs && (count - definition.parameters.length) % 2 !== 0
  if (count < definition.minArguments || count > definition.maxArguments || uneven)
    throw new ExpressionError({
      code: 'argument-count',
      message: `${node.name} takes ${describeCount(definition)}, ${count} given.`,
      span: node.span,
      language: dialect.language,
      signature: signatureOf(definition),
    })
  return definition
}

function describeCount(definition: FunctionDefinition): string {
  const { minArguments: least, maxArguments: most } = definition
  if (definition.restPairs) return `${definition.parameters.length} arguments and pairs after them`
  if (least === most) return `${least} argument${least === 1 ? '' : 's'}`
  return most === Number.POSITIVE_INFINITY ? `at least ${least} arguments` : `${least} to ${most} arguments`
}

function constantOf(name: 'IgnoreThisFlow' | 'AuthoritativeNull' | 'CRLF'): Evaluator {
  if (name === 'CRLF') return () => '\r\n'
  const value = name === 'IgnoreThisFlow' ? IGNORE_THIS_FLOW : AUTHORITATIVE_NULL
  return () => value
}

function attributeReader(name: string): Evaluator {
  return (environment) => {
    const value = environment.context.attributes.get(name)
    if (value === undefined || value === null) return null
    return Array.isArray(value) && value.length === 0 ? null : value
  }
}
