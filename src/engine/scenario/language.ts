/**
 * Expressions of the scenario notation: those of Connect Sync with the null and type rules of SE-DPX-2 and SE-DPX-3, and
 * with the few words that stand for hooks (`Decline`, `ConnectorCount`, `SourceMA`, `[mv.a]`).
 */

import type { Dialect } from '../../expression/compile.js'
import { compileExpression } from '../../expression/compile.js'
import type { FunctionDefinition, Parameter } from '../../expression/function-table.js'
import { any, define, nullable, optional, single, whole } from '../../expression/function-table.js'
import type { CompiledExpression, Expression, Scalar, Value } from '../../expression/index.js'
import { attempt, attributesOf, DIALECTS, integer, list, parse } from '../../expression/index.js'
import { CONNECTOR_COUNT, SOURCE_MA } from '../rules/frame.js'

const CONNECT = DIALECTS.connect

function textOf(value: Scalar | null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'object') return String(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return value.kind === 'reference' ? value.dn : value.kind === 'date' ? new Date(value.ms).toISOString() : ''
}

function numberOf(value: Scalar | null): number | undefined {
  if (value === null) return 0
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const number = Number(value)
  return Number.isNaN(number) ? undefined : number
}

const text = (name: string): Parameter<string | null> => nullable(single(name, 'string', (value) => textOf(value)))
const number = (name: string): Parameter<number | null> =>
  nullable(single(name, 'integer', (value) => numberOf(value) ?? 0))
const scalar = (name: string): Parameter<Scalar | null> => nullable(any(name))

function truth(value: Value): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number' || typeof value === 'bigint') return value !== 0 && value !== 0n
  return typeof value === 'string' && value.toLowerCase() === 'true'
}

/** `=`: null equals null only; booleans as booleans; values of different type by their text. */
function equal(a: Scalar | null, b: Scalar | null): boolean {
  if (a === null || b === null) return a === b
  if (typeof a === 'boolean' || typeof b === 'boolean') return truth(a) === truth(b)
  if (typeof a === 'number' && typeof b === 'number') return a === b
  return textOf(a) === textOf(b)
}

function order(name: string, holds: (sign: number) => boolean): FunctionDefinition {
  return define({ name, parameters: [scalar('left'), scalar('right')], returns: 'boolean' }, (_, a, b) => {
    if (a === null || b === null) return false
    const [x, y] = [a, b].map((one) => (typeof one === 'number' || typeof one === 'bigint' ? Number(one) : undefined))
    if (x !== undefined && y !== undefined) return holds(x - y)
    const [s, t] = [textOf(a), textOf(b)]
    return holds(s < t ? -1 : s > t ? 1 : 0)
  })
}

function arithmetic(name: string, run: (a: number, b: number) => number): FunctionDefinition {
  return define({ name, parameters: [number('left'), number('right')], returns: 'integer' }, (_, a, b) =>
    integer(run(a ?? 0, b ?? 0)),
  )
}

const plus = define({ name: '+', parameters: [scalar('left'), scalar('right')], returns: 'any' }, (_, a, b) =>
  typeof a === 'string' || typeof b === 'string'
    ? textOf(a) + textOf(b)
    : integer((numberOf(a) ?? 0) + (numberOf(b) ?? 0)),
)

const OPERATORS = new Map(CONNECT.operators)
OPERATORS.set('+', plus)
OPERATORS.set(
  '-',
  arithmetic('-', (a, b) => a - b),
)
OPERATORS.set(
  '*',
  arithmetic('*', (a, b) => a * b),
)
OPERATORS.set(
  '&',
  define(
    { name: '&', parameters: [text('left'), text('right')], returns: 'string' },
    (_, a, b) => (a ?? '') + (b ?? ''),
  ),
)
OPERATORS.set(
  '=',
  define({ name: '=', parameters: [scalar('left'), scalar('right')], returns: 'boolean' }, (_, a, b) => equal(a, b)),
)
OPERATORS.set(
  '<>',
  define({ name: '<>', parameters: [scalar('left'), scalar('right')], returns: 'boolean' }, (_, a, b) => !equal(a, b)),
)
OPERATORS.set(
  '<',
  order('<', (sign) => sign < 0),
)
OPERATORS.set(
  '<=',
  order('<=', (sign) => sign <= 0),
)
OPERATORS.set(
  '>',
  order('>', (sign) => sign > 0),
)
OPERATORS.set(
  '>=',
  order('>=', (sign) => sign >= 0),
)

function textFunction(name: string, run: (source: string) => Value): FunctionDefinition {
  return define({ name, parameters: [text('str')], returns: 'any' }, (_, source) => run(source ?? ''))
}

function bits(name: string, run: (a: bigint, b: bigint) => bigint): FunctionDefinition {
  return define({ name, parameters: [number('a'), number('b')], returns: 'integer' }, (_, a, b) =>
    integer(run(BigInt(a ?? 0), BigInt(b ?? 0))),
  )
}

const OVERRIDES: readonly FunctionDefinition[] = [
  textFunction('LCase', (source) => source.toLowerCase()),
  textFunction('UCase', (source) => source.toUpperCase()),
  textFunction('Trim', (source) => source.trim()),
  textFunction('Len', (source) => source.length),
  textFunction('ConvertToUTF8Hex', (source) => Buffer.from(source, 'utf8').toString('hex').toUpperCase()),
  textFunction('ConnectorCount', () => null),
  define({ name: 'Left', parameters: [text('str'), number('n')], returns: 'string' }, (_, source, n) =>
    (source ?? '').slice(0, Math.max(0, n ?? 0)),
  ),
  define({ name: 'Right', parameters: [text('str'), number('n')], returns: 'string' }, (_, source, n) => {
    const count = Math.max(0, n ?? 0)
    return count === 0 ? '' : (source ?? '').slice(-count)
  }),
  define(
    { name: 'Mid', parameters: [text('str'), number('start'), optional(number('n'))], returns: 'string' },
    (_, source, start, n) => {
      const from = Math.max(1, start ?? 1) - 1
      return (source ?? '').slice(from, n === undefined ? undefined : from + Math.max(0, n ?? 0))
    },
  ),
  define({ name: 'InStr', parameters: [text('str'), text('part')], returns: 'integer' }, (_, source, part) =>
    part === null || part === '' ? 0 : (source ?? '').toLowerCase().indexOf(part.toLowerCase()) + 1,
  ),
  define(
    { name: 'Contains', parameters: [nullable(whole('values')), text('part')], returns: 'integer' },
    (_, values, part) =>
      (values ?? []).findIndex((value) => textOf(value).toLowerCase() === (part ?? '').toLowerCase()) + 1,
  ),
  define(
    { name: 'Item', parameters: [nullable(whole('values')), number('n')], returns: 'any' },
    (_, values, n) => values?.[(n ?? 0) - 1] ?? null,
  ),
  define(
    { name: 'Count', parameters: [nullable(whole('values'))], returns: 'integer' },
    (_, values) => values?.length ?? 0,
  ),
  define({ name: 'RemoveDuplicates', parameters: [nullable(whole('values'))], returns: 'list' }, (_, values) => {
    const seen = new Set<string>()
    return list(
      (values ?? []).filter((value) => {
        const key = textOf(value).toLowerCase()
        return seen.has(key) ? false : seen.add(key)
      }),
    )
  }),
  define(
    { name: 'Word', parameters: [text('str'), number('n'), text('delimiters')], returns: 'string' },
    (_, source, n, delimiters) => {
      const words: string[] = []
      let word = ''
      for (const character of source ?? '') {
        if ((delimiters ?? ' ').includes(character)) {
          if (word !== '') words.push(word)
          word = ''
        } else word += character
      }
      if (word !== '') words.push(word)
      return words[(n ?? 0) - 1] ?? ''
    },
  ),
  define({ name: 'CStr', parameters: [any('value')], returns: 'string' }, (_, value) => textOf(value)),
  define({ name: 'CNum', parameters: [any('value')], returns: 'integer' }, (_, value) => numberOf(value) ?? null),
  define({ name: 'CBool', parameters: [any('value')], returns: 'boolean' }, (_, value) => truth(value)),
  bits('BitAnd', (a, b) => a & b),
  bits('BitOr', (a, b) => a | b),
  define({ name: 'BitNot', parameters: [number('value')], returns: 'integer' }, (_, value) =>
    integer(~BigInt(value ?? 0)),
  ),
  define(
    { name: 'IsNullOrEmpty', parameters: [scalar('value')], returns: 'boolean' },
    (_, value) => value === null || value === '',
  ),
  define(
    { name: 'SourceMA', parameters: [], returns: 'string' },
    (environment) => environment.context.attributes.get(SOURCE_MA) ?? null,
  ),
  define(
    { name: 'ConnectorCount', parameters: [text('ma')], returns: 'integer' },
    (environment, ma) => environment.context.attributes.get(`${CONNECTOR_COUNT}${ma ?? ''}`) ?? 0,
  ),
]

const FUNCTIONS = new Map(CONNECT.functions)
for (const definition of OVERRIDES) FUNCTIONS.set(definition.name, definition)

const NOTATION: Dialect = { ...CONNECT, functions: FUNCTIONS, operators: OPERATORS, truth: (value) => truth(value) }

export interface NotationExpression {
  readonly compiled: CompiledExpression
  readonly reads: readonly string[]
}

export function compileNotation(source: string): NotationExpression {
  const tree = parse('connect', withoutDecline(source))
  return { compiled: compiledOrFailing(tree), reads: [...attributesOf(tree)] }
}

/** SE-DPX-7: an unknown function is an error of the rule, so it shows with each object the rule runs for. */
function compiledOrFailing(tree: Expression): CompiledExpression {
  const result = attempt(() => compileExpression(NOTATION, tree))
  if (result.ok) return result.value
  const { error } = result
  const evaluate = (): Value => {
    throw error
  }
  return { language: 'connect', expression: tree, evaluate, tryEvaluate: () => attempt(evaluate) }
}

/** `Decline` (SE-HOOK-4) is what the language calls IgnoreThisFlow. */
function withoutDecline(source: string): string {
  return source.replaceAll(/"(?:[^"]|"")*"|\[[^\]]*\]|\bDecline\b/g, (found) =>
    found === 'Decline' ? 'IgnoreThisFlow' : found,
  )
}

export { truth as isTrue }
