/** Functions over multi-valued attributes and the ones that bind variables or choose branches. */

import type { Expression } from '../../ast.js'
import type { Compiler, Evaluator } from '../../compile.js'
import { ExpressionError } from '../../errors.js'
import type { FunctionDefinition, Parameter } from '../../function-table.js'
import {
  any,
  define,
  defineLazy,
  isReference,
  nullable,
  optional,
  single,
  UNCONVERTIBLE,
  whole,
} from '../../function-table.js'
import { condition, iif } from '../../lazy.js'
import { lower } from '../../library/text.js'
import { valueByValue } from '../../per-value.js'
import { badValue } from '../../shared-functions.js'
import { collect } from '../../strict-call.js'
import type { Scalar, Value } from '../../value.js'
import { isList, list, sameScalar, valuesOf } from '../../value.js'
import { countOf, text, wordOf } from '../kit.js'

const lists: readonly FunctionDefinition[] = [
  define(
    {
      name: 'Contains',
      parameters: [
        whole('attribute'),
        text('search'),
        optional(wordOf('casetype', ['CaseSensitive', 'CaseInsensitive'] as const)),
      ],
      returns: 'integer',
      whenNull: 0,
    },
    (_, values, sought, option) => {
      const ignoreCase = option === 'CaseInsensitive'
      return values.findIndex((value) => containsText(value, sought, ignoreCase)) + 1
    },
  ),
  define(
    { name: 'Count', parameters: [whole('attribute')], returns: 'integer', whenNull: 0 },
    (_, values) => values.length,
  ),
  define(
    { name: 'Item', parameters: [nullable(whole('attribute')), countOf('index')], returns: 'any' },
    (_, values, index) => {
      const found = itemAt(values, index)
      if (found === undefined) throw badValue(`The attribute has no value number ${index}.`)
      return found
    },
  ),
  define(
    { name: 'ItemOrNull', parameters: [whole('attribute'), countOf('index')], returns: 'any' },
    (_, values, index) => itemAt(values, index) ?? null,
  ),
  define(
    { name: 'Join', parameters: [whole('attribute'), optional(text('delimiter'))], returns: 'string' },
    (_, values, delimiter) => values.map(joinedText).join(delimiter ?? ' '),
  ),
  define({ name: 'RemoveDuplicates', parameters: [whole('attribute')], returns: 'list' }, (environment, values) => {
    const ignoreCase = environment.decisions.textComparison === 'ignore-case'
    return list(withoutDuplicates(values, ignoreCase))
  }),
  define(
    { name: 'Split', parameters: [text('str'), text('delimiter'), optional(countOf('limit'))], returns: 'list' },
    (environment, source, delimiter, limit) => {
      if (delimiter.length !== 1) throw badValue('The delimiter must be exactly one character.')
      return list(splitAt(source, delimiter, limit ?? undefined, environment.decisions.splitRemainder))
    },
  ),
]

function containsText(value: Scalar, sought: string, ignoreCase: boolean): boolean {
  if (isReference(value)) return ignoreCase ? lower(value.dn) === lower(sought) : value.dn === sought
  if (typeof value !== 'string') return false
  return ignoreCase ? lower(value).includes(lower(sought)) : value.includes(sought)
}

function itemAt(values: readonly Scalar[] | null, index: number): Scalar | undefined {
  return index >= 1 ? values?.[index - 1] : undefined
}

function joinedText(value: Scalar): string {
  if (typeof value === 'string') return value
  if (isReference(value)) return value.dn
  throw badValue('Join takes text values.')
}

/** Each value once, the first occurrence kept. */
export function withoutDuplicates(values: readonly Scalar[], ignoreCase: boolean): readonly Scalar[] {
  const seen = new Set<string>()
  const kept: Scalar[] = []
  for (const value of values) {
    if (typeof value === 'string') {
      const key = ignoreCase ? lower(value) : value
      if (seen.has(key)) continue
      seen.add(key)
    } else if (kept.some((other) => sameScalar(other, value))) continue
    kept.push(value)
  }
  return kept
}

function splitAt(
  source: string,
  delimiter: string,
  limit: number | undefined,
  remainder: 'keep' | 'drop',
): readonly string[] {
  const parts = source.split(delimiter)
  if (limit === undefined || limit < 0 || parts.length <= limit) return parts
  const kept = parts.slice(0, limit)
  if (remainder === 'drop' || limit === 0) return kept
  return [...kept.slice(0, -1), parts.slice(limit - 1).join(delimiter)]
}

/** `$item`: a variable, not a value. */
function variable(name: string): Parameter<never> {
  return { ...single<never>(name, 'variable', () => UNCONVERTIBLE), whole: true }
}

function wholeAny(name: string): Parameter<Scalar> {
  return { ...nullable(any(name)), whole: true } as Parameter<Scalar>
}

function variableName(argument: Expression | undefined, name: string, compiler: Compiler): string {
  if (argument?.kind === 'variable') return argument.name
  throw new ExpressionError({
    code: 'argument-kind',
    message: `The first argument of ${name} is a variable, written $item.`,
    span: argument?.span,
    language: compiler.dialect.language,
  })
}

/** Binds the variable to each value and hands the outcome to `keep`. */
function overValues(
  name: 'Select' | 'Where',
  keep: (value: Scalar, outcome: Value, results: Scalar[], node: Expression) => void,
): FunctionDefinition {
  const body = name === 'Where' ? { ...condition, whole: true } : wholeAny('function')
  return defineLazy(
    { name, parameters: [variable('item'), wholeAny('attribute'), body], returns: 'list' },
    (args, compiler, node) => {
      const bound = compiler.withVariable(variableName(args[0], name, compiler))
      const source = compileArgument(args[1], compiler)
      const each = compileArgument(args[2], bound.compiler)
      return (environment) => {
        const results: Scalar[] = []
        const outer = environment.variables[bound.slot] ?? null
        for (const value of valuesOf(source(environment))) {
          environment.variables[bound.slot] = value
          keep(value, each(environment), results, node)
        }
        environment.variables[bound.slot] = outer
        return list(results)
      }
    },
  )
}

function compileArgument(argument: Expression | undefined, compiler: Compiler): Evaluator {
  if (argument === undefined) throw new Error('A function was compiled without its argument count being checked.')
  return compiler.compile(argument)
}

const binding: readonly FunctionDefinition[] = [
  overValues('Select', (_, outcome, results, node) => collect(outcome, results, node)),
  overValues('Where', (value, outcome, results) => {
    if (outcome === true) results.push(value)
  }),
  defineLazy(
    {
      name: 'With',
      parameters: [variable('variable'), wholeAny('subExpression'), wholeAny('complexExpression')],
      returns: 'any',
    },
    (args, compiler) => {
      const bound = compiler.withVariable(variableName(args[0], 'With', compiler))
      const value = compileArgument(args[1], compiler)
      const body = compileArgument(args[2], bound.compiler)
      return (environment) => {
        environment.variables[bound.slot] = value(environment)
        return body(environment)
      }
    },
  ),
  iif(),
  defineLazy(
    {
      name: 'Switch',
      parameters: [nullable(condition), nullable(any('value1'))],
      rest: nullable(any('value')),
      restPairs: true,
      returns: 'any',
    },
    compileSwitch,
  ),
]

/** The value of the first condition that holds; conditions after it and values beside it are not evaluated. */
function compileSwitch(args: readonly Expression[], compiler: Compiler, node: Expression): Evaluator {
  const compiled = args.map((argument) => compiler.compile(argument))
  const { truth } = compiler.dialect
  const each = valueByValue(compiler, node)
  return (environment) => {
    for (let index = 0; index + 1 < compiled.length; index += 2) {
      const verdict = compiled[index]?.(environment) ?? null
      if (isList(verdict)) return each(environment)
      if (truth(verdict, environment, args[index] ?? node)) return compiled[index + 1]?.(environment) ?? null
    }
    return null
  }
}

/** An attribute named in quotes. */
function attributeName(argument: Expression | undefined, name: string, compiler: Compiler): string {
  if (argument?.kind === 'string') return argument.value
  throw new ExpressionError({
    code: 'argument-kind',
    message: `${name} takes the name of an attribute in quotes.`,
    span: argument?.span,
    language: compiler.dialect.language,
  })
}

const quotedName: Parameter<string> = { ...text('attribute'), type: 'name' }

const named: readonly FunctionDefinition[] = [
  defineLazy({ name: 'ImportedValue', parameters: [quotedName], returns: 'any' }, (args, compiler, node) => {
    const name = attributeName(args[0], 'ImportedValue', compiler)
    return (environment) => {
      const { importedValues } = environment.context
      if (importedValues === undefined)
        throw new ExpressionError({
          code: 'missing-context',
          message: 'ImportedValue needs the imported values in the evaluation context.',
          span: node.span,
          language: 'connect',
        })
      const value = importedValues.get(name) ?? null
      return isList(value) ? list(value) : value
    }
  }),
  defineLazy(
    { name: 'ValueCount', parameters: [quotedName], returns: 'integer', availability: 'export-only' },
    (args, compiler) => {
      const name = attributeName(args[0], 'ValueCount', compiler)
      return (environment) => valuesOf(environment.context.attributes.get(name) ?? null).length
    },
  ),
]

export const LIST_FUNCTIONS: readonly FunctionDefinition[] = [...lists, ...binding, ...named]
