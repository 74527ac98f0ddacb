/**
 * How a function is described: its signature as data and its meaning as a plain function.
 *
 * A parameter knows how to take a value; the compiler takes every argument through its parameter, answers null and
 * multi-values by the rules of the dialect, and calls the implementation with what is left. An implementation therefore
 * sees only values of the kind it asked for.
 */

import type { Expression } from './ast.js'
import type { Compiler, Evaluator } from './compile.js'
import type { Environment } from './context.js'
import type { Instant, Integer, Reference, Scalar, Value } from './value.js'

/** The value cannot be of the type asked for. */
export const UNCONVERTIBLE: unique symbol = Symbol('unconvertible')

export type ParameterType =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'binary'
  | 'reference'
  | 'date'
  | 'enum'
  | 'any'
  | 'list'
  | 'condition'
  | 'variable'
  | 'name'

export interface Parameter<T = unknown> {
  readonly name: string
  readonly type: ParameterType
  readonly optional: boolean
  /** Null reaches the implementation instead of deciding the result. */
  readonly nullable: boolean
  /** Takes a multi-valued attribute as a whole; the others take one value at a time. */
  readonly whole: boolean
  readonly convert: (value: Scalar | readonly Scalar[], environment: Environment) => T | typeof UNCONVERTIBLE
}

/** Where a function is documented; `export-only` was seen in real rules and is described nowhere. */
export type Availability = 'documented' | 'export-only' | 'cloud-sync' | 'app-and-hr'

/** `implemented` functions run; `refused` ones parse and refuse to be evaluated, saying why. */
export interface FunctionDefinition {
  readonly name: string
  readonly parameters: readonly Parameter[]
  /** Describes the repeated arguments of a variadic function; `pairs` come two by two. */
  readonly rest: Parameter | undefined
  readonly restPairs: boolean
  readonly minArguments: number
  readonly maxArguments: number
  readonly returns: ParameterType
  readonly availability: Availability
  /** The result when a parameter that is not nullable receives null. */
  readonly whenNull: Value
  readonly invoke: Implementation | undefined
  /** For functions that choose which arguments to evaluate, or that read names instead of values. */
  readonly compile: ((args: readonly Expression[], compiler: Compiler, node: Expression) => Evaluator) | undefined
}

/** How the compiler calls an implementation; every argument went through its parameter before. */
export type Implementation = (environment: Environment, ...args: readonly unknown[]) => Value

export type FunctionTable = ReadonlyMap<string, FunctionDefinition>

type ArgumentOf<P> = P extends Parameter<infer T> ? T : never
type ArgumentsOf<P extends readonly Parameter[]> = { readonly [K in keyof P]: ArgumentOf<P[K]> }

export interface Shape<P extends readonly Parameter[]> {
  readonly name: string
  readonly parameters: P
  readonly returns: ParameterType
  readonly whenNull?: Value
  readonly availability?: Availability
}

/** A function that gets its arguments evaluated and converted. */
export function define<const P extends readonly Parameter[]>(
  shape: Shape<P>,
  invoke: (environment: Environment, ...args: ArgumentsOf<P>) => Value,
): FunctionDefinition {
  return build(shape, undefined, 0, false, invoke as Implementation, undefined)
}

/** As `define`, with further arguments of one kind; at least `least` of them. */
export function defineVariadic<const P extends readonly Parameter[], R>(
  shape: Shape<P>,
  rest: Parameter<R>,
  least: number,
  invoke: (environment: Environment, ...args: [...ArgumentsOf<P>, ...R[]]) => Value,
): FunctionDefinition {
  return build(shape, rest, least, false, invoke as Implementation, undefined)
}

/** A function that compiles its own arguments. */
export function defineLazy<const P extends readonly Parameter[]>(
  shape: Shape<P> & { readonly rest?: Parameter; readonly leastRest?: number; readonly restPairs?: boolean },
  compile: FunctionDefinition['compile'],
): FunctionDefinition {
  return build(shape, shape.rest, shape.leastRest ?? 0, shape.restPairs ?? false, undefined, compile)
}

function build(
  shape: Shape<readonly Parameter[]>,
  rest: Parameter | undefined,
  leastRest: number,
  restPairs: boolean,
  invoke: Implementation | undefined,
  compile: FunctionDefinition['compile'],
): FunctionDefinition {
  return {
    name: shape.name,
    parameters: shape.parameters,
    rest,
    restPairs,
    minArguments: shape.parameters.filter((parameter) => !parameter.optional).length + leastRest,
    maxArguments: rest === undefined ? shape.parameters.length : Number.POSITIVE_INFINITY,
    returns: shape.returns,
    availability: shape.availability ?? 'documented',
    whenNull: shape.whenNull ?? null,
    invoke,
    compile,
  }
}

/** The table by name; a name given twice is a fault of ours. */
export function tableOf(...groups: readonly (readonly FunctionDefinition[])[]): FunctionTable {
  const table = new Map<string, FunctionDefinition>()
  for (const definition of groups.flat()) {
    if (table.has(definition.name)) throw new Error(`Function ${definition.name} is defined twice.`)
    table.set(definition.name, definition)
  }
  return table
}

/** The parameter that argument number `index` (from 0) belongs to. */
export function parameterAt(definition: FunctionDefinition, index: number): Parameter | undefined {
  return definition.parameters[index] ?? definition.rest
}

/** The signature as documentation prints it: `string Mid(string source, integer start, [integer count])`. */
export function signatureOf(definition: FunctionDefinition): string {
  const parts = definition.parameters.map((parameter) => {
    const text = `${parameter.type} ${parameter.name}`
    return parameter.optional ? `[${text}]` : text
  })
  if (definition.rest !== undefined) parts.push(`${definition.rest.type} ${definition.rest.name}, ...`)
  return `${definition.returns} ${definition.name}(${parts.join(', ')})`
}

/** A parameter that may be left out; the implementation then sees undefined. */
export function optional<T>(parameter: Parameter<T>): Parameter<T | undefined> {
  return { ...parameter, optional: true }
}

/** A parameter through which null passes. */
export function nullable<T>(parameter: Parameter<T>): Parameter<T | null> {
  return { ...parameter, nullable: true }
}

/** A parameter that takes all values of a multi-valued attribute at once. */
export function whole(name: string): Parameter<readonly Scalar[]> {
  return {
    name,
    type: 'list',
    optional: false,
    nullable: false,
    whole: true,
    convert: (value) => (isListed(value) ? value : [value]),
  }
}

function isListed(value: Scalar | readonly Scalar[]): value is readonly Scalar[] {
  return Array.isArray(value)
}

/** Any single value. */
export function any(name: string): Parameter<Scalar> {
  return single(name, 'any', (value) => value)
}

/** Any value or values, null included. */
export function anything(name: string): Parameter<Scalar | readonly Scalar[] | null> {
  return { name, type: 'any', optional: false, nullable: true, whole: true, convert: (value) => value }
}

/** A parameter of one value, converted by `convert`. */
export function single<T>(
  name: string,
  type: ParameterType,
  convert: (value: Scalar, environment: Environment) => T | typeof UNCONVERTIBLE,
): Parameter<T> {
  return {
    name,
    type,
    optional: false,
    nullable: false,
    whole: false,
    convert: (value, environment) => {
      if (!isListed(value)) return convert(value, environment)
      const [only] = value
      return value.length === 1 && only !== undefined ? convert(only, environment) : UNCONVERTIBLE
    },
  }
}

export type Converter<T> = (value: Scalar, environment: Environment) => T | typeof UNCONVERTIBLE

/** Exact types only, no conversion. */
export function isReference(value: Scalar): value is Reference {
  return typeof value === 'object' && 'kind' in value && value.kind === 'reference'
}

export function isInstant(value: Scalar): value is Instant {
  return typeof value === 'object' && 'kind' in value && value.kind === 'date'
}

export function isInteger(value: Scalar): value is Integer {
  return typeof value === 'number' || typeof value === 'bigint'
}
