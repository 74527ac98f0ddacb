/** Calls of functions that want all their arguments: take each through its parameter, then run. */

import type { Expression } from './ast.js'
import type { Compiler, Evaluator } from './compile.js'
import type { Environment } from './context.js'
import { ExpressionError } from './errors.js'
import type { FunctionDefinition, Implementation, Parameter } from './function-table.js'
import { parameterAt, signatureOf, UNCONVERTIBLE } from './function-table.js'
import type { Scalar, Value } from './value.js'
import { isList, list, typeOf } from './value.js'

const NULL_ARGUMENT: unique symbol = Symbol('null')
const SEVERAL: unique symbol = Symbol('several values')

/** The closure of a call whose arguments are all evaluated. */
export function compileStrict(
  definition: FunctionDefinition,
  args: readonly Expression[],
  node: Expression,
  compiler: Compiler,
): Evaluator {
  const { invoke } = definition
  if (invoke === undefined) throw new Error(`Function ${definition.name} has no implementation.`)
  const call = new StrictCall(definition, args, node, compiler, invoke)
  const [first, second, third] = call.arguments
  const [p0, p1, p2] = call.parameters
  // One closure an arity: no argument list is built for the common ones.
  if (args.length === 1 && first !== undefined && p0 !== undefined) {
    return (environment) => {
      const raw = first(environment)
      const a = call.take(p0, raw, environment)
      if (typeof a === 'symbol') return call.exception(environment, [raw], [a])
      return call.run1(environment, a)
    }
  }
  if (args.length === 2 && first !== undefined && second !== undefined && p0 !== undefined && p1 !== undefined) {
    return (environment) => {
      const raw0 = first(environment)
      const raw1 = second(environment)
      const a = call.take(p0, raw0, environment)
      const b = call.take(p1, raw1, environment)
      if (typeof a === 'symbol' || typeof b === 'symbol') return call.exception(environment, [raw0, raw1], [a, b])
      return call.run2(environment, a, b)
    }
  }
  if (args.length === 3 && first && second && third && p0 && p1 && p2) {
    return (environment) => {
      const raw0 = first(environment)
      const raw1 = second(environment)
      const raw2 = third(environment)
      const a = call.take(p0, raw0, environment)
      const b = call.take(p1, raw1, environment)
      const c = call.take(p2, raw2, environment)
      if (typeof a === 'symbol' || typeof b === 'symbol' || typeof c === 'symbol')
        return call.exception(environment, [raw0, raw1, raw2], [a, b, c])
      return call.run3(environment, a, b, c)
    }
  }
  return (environment) =>
    call.apply(
      environment,
      call.arguments.map((argument) => argument(environment)),
    )
}

class StrictCall {
  readonly arguments: readonly Evaluator[]
  readonly parameters: readonly Parameter[]
  /** Positions left empty on purpose: the implementation sees undefined there. */
  private readonly given: readonly boolean[]
  private readonly each: boolean

  constructor(
    private readonly definition: FunctionDefinition,
    args: readonly Expression[],
    private readonly node: Expression,
    private readonly compiler: Compiler,
    private readonly invoke: Implementation,
  ) {
    this.arguments = args.map((argument) => compiler.compile(argument))
    this.given = args.map((argument) => argument.kind !== 'omitted')
    this.each = compiler.dialect.lists === 'each'
    this.parameters = args.map((argument, index) => {
      const parameter = parameterAt(definition, index)
      if (parameter === undefined) throw new Error(`Function ${definition.name} has no parameter ${index + 1}.`)
      if (argument.kind !== 'omitted') return parameter
      if (parameter.optional) return { ...parameter, nullable: true }
      if (parameter.nullable) return parameter
      throw new ExpressionError({
        code: 'argument-count',
        message: `${definition.name} needs its argument ${parameter.name}.`,
        span: argument.span,
        language: compiler.dialect.language,
        signature: signatureOf(definition),
      })
    })
  }

  /** The argument as the implementation wants it, or a symbol that says why it cannot have it. */
  take(parameter: Parameter, value: Value, environment: Environment): unknown {
    if (value === null) return parameter.nullable ? null : NULL_ARGUMENT
    if (typeof value === 'object') {
      if (Array.isArray(value)) {
        if (!parameter.whole && (this.each || value.length !== 1)) return SEVERAL
      } else if ('kind' in value && value.kind === 'special') return UNCONVERTIBLE
    }
    return parameter.convert(value as Scalar | readonly Scalar[], environment)
  }

  run1(environment: Environment, a: unknown): Value {
    try {
      return this.invoke(environment, a)
    } catch (error) {
      throw this.placed(error)
    }
  }

  run2(environment: Environment, a: unknown, b: unknown): Value {
    try {
      return this.invoke(environment, a, b)
    } catch (error) {
      throw this.placed(error)
    }
  }

  run3(environment: Environment, a: unknown, b: unknown, c: unknown): Value {
    try {
      return this.invoke(environment, a, b, c)
    } catch (error) {
      throw this.placed(error)
    }
  }

  apply(environment: Environment, raw: readonly Value[]): Value {
    const taken = raw.map((value, index) => {
      const parameter = this.parameters[index]
      return parameter === undefined ? undefined : this.take(parameter, value, environment)
    })
    if (taken.some((value) => typeof value === 'symbol')) return this.exception(environment, raw, taken)
    try {
      return this.invoke(environment, ...taken.map((value, index) => (this.given[index] ? value : undefined)))
    } catch (error) {
      throw this.placed(error)
    }
  }

  /** Some argument could not be taken as it is: refuse it, go value by value, or answer null. */
  exception(environment: Environment, raw: readonly Value[], taken: readonly unknown[]): Value {
    const wrong = taken.indexOf(UNCONVERTIBLE)
    if (wrong >= 0) throw this.mismatch(wrong, raw[wrong] ?? null)
    if (taken.includes(SEVERAL))
      return this.each ? this.valueByValue(environment, raw, taken) : this.refuseList(raw, taken)
    return this.definition.whenNull
  }

  private valueByValue(environment: Environment, raw: readonly Value[], taken: readonly unknown[]): Value {
    const listed = taken.flatMap((value, index) => (value === SEVERAL ? [index] : []))
    if (listed.length > 1) {
      const shared = this.compiler.perValue.run(this.node, environment)
      if (shared !== undefined) return shared
      if (environment.decisions.severalLists === 'error')
        throw new ExpressionError({
          code: 'multi-valued',
          message: `${this.definition.name} meets several multi-valued attributes at once.`,
          span: this.node.span,
          language: this.compiler.dialect.language,
          decision: 'Q-11',
        })
    }
    const length = Math.max(...listed.map((index) => lengthOf(raw[index])))
    const results: Scalar[] = []
    for (let at = 0; at < length; at++) {
      const row = raw.map((value, index) => (listed.includes(index) && isList(value) ? (value[at] ?? null) : value))
      collect(this.apply(environment, row), results, this.node)
    }
    return list(results)
  }

  private refuseList(raw: readonly Value[], taken: readonly unknown[]): never {
    const index = taken.indexOf(SEVERAL)
    const parameter = parameterAt(this.definition, index)
    throw new ExpressionError({
      code: 'multi-valued',
      message: `${this.definition.name} takes one value for ${parameter?.name}, ${lengthOf(raw[index])} given.`,
      span: this.node.span,
      language: this.compiler.dialect.language,
      signature: signatureOf(this.definition),
    })
  }

  private mismatch(index: number, value: Value): ExpressionError {
    const parameter = parameterAt(this.definition, index)
    return new ExpressionError({
      code: 'type-mismatch',
      message: `${this.definition.name} takes ${parameter?.type} for ${parameter?.name}, got ${describeValue(value)}.`,
      span: this.node.span,
      language: this.compiler.dialect.language,
      signature: signatureOf(this.definition),
    })
  }

  /** Implementations complain without knowing where they stand; the place is added here. */
  private placed(error: unknown): unknown {
    if (!(error instanceof ExpressionError) || error.language !== undefined) return error
    return new ExpressionError({
      code: error.code,
      message: error.message,
      span: error.span.start >= 0 ? error.span : this.node.span,
      language: this.compiler.dialect.language,
      signature: error.code === 'raised' ? undefined : signatureOf(this.definition),
      decision: error.decision,
    })
  }
}

/** Adds the result for one value; null drops it. */
export function collect(value: Value, results: Scalar[], node: Expression): void {
  if (value === null) return
  if (isList(value)) {
    results.push(...value)
    return
  }
  if (typeof value === 'object' && 'kind' in value && value.kind === 'special')
    throw new ExpressionError({
      code: 'type-mismatch',
      message: `${value.name} cannot be the result for one value of several.`,
      span: node.span,
    })
  results.push(value)
}

function lengthOf(value: Value | undefined): number {
  return value !== undefined && isList(value) ? value.length : 1
}

/** A value as an error message shows it; long texts are cut. */
export function describeValue(value: Value): string {
  if (typeof value === 'string') return `string "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return `${typeOf(value)} ${String(value)}`
  return typeOf(value)
}
