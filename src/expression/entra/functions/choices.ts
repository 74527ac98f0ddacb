/** Functions of Entra expressions that choose: conditions, first values, replacement by what was given. */

import type { Expression } from '../../ast.js'
import type { Compiler, Evaluator } from '../../compile.js'
import type { Environment } from '../../context.js'
import { ExpressionError } from '../../errors.js'
import type { FunctionDefinition } from '../../function-table.js'
import { any, anything, define, defineLazy, nullable, optional, whole } from '../../function-table.js'
import { condition } from '../../lazy.js'
import { extractGroup, replaceGroup, replaceMatches, translatePattern } from '../../library/regex.js'
import { replaceAll } from '../../library/text.js'
import { badValue } from '../../shared-functions.js'
import type { RecordValue, Scalar, Value } from '../../value.js'
import { IGNORE_FLOW, isNullOrEmpty, isSpecial, typeOf } from '../../value.js'
import { text, toText } from '../kit.js'
import { indeterminate } from '../operators.js'

function compileAll(args: readonly Expression[], compiler: Compiler): readonly Evaluator[] {
  return args.map((argument) => compiler.compile(argument))
}

const NULL_TESTS: readonly string[] = ['IsNull', 'IsNullOrEmpty', 'IsPresent']

/** A null test as condition is listed as unsupported for null values: it is as undetermined as a comparison. */
function nullTested(test: Expression | undefined, compiler: Compiler): Evaluator | undefined {
  const [argument] = test?.kind === 'call' && NULL_TESTS.includes(test.name) ? test.args : []
  return argument === undefined ? undefined : compiler.compile(argument)
}

const choosing: readonly FunctionDefinition[] = [
  defineLazy(
    {
      name: 'IIF',
      parameters: [nullable(condition), nullable(any('valueIfTrue')), nullable(any('valueIfFalse'))],
      returns: 'any',
    },
    (args, compiler, node) => {
      const [test, yes, no] = compileAll(args, compiler)
      const subject = nullTested(args[0], compiler)
      const { truth } = compiler.dialect
      return (environment) => {
        if (subject !== undefined && subject(environment) === null && !placed(environment, args[0] ?? node))
          return no?.(environment) ?? null
        const verdict = test?.(environment) ?? null
        return (truth(verdict, environment, args[0] ?? node) ? yes : no)?.(environment) ?? null
      }
    },
  ),
  defineLazy(
    {
      name: 'Switch',
      parameters: [
        nullable(any('source')),
        nullable(any('defaultValue')),
        nullable(text('key1')),
        nullable(any('value1')),
      ],
      rest: nullable(any('value')),
      restPairs: true,
      returns: 'any',
    },
    (args, compiler, node) => {
      const [source, otherwise, ...pairs] = compileAll(args, compiler)
      return (environment) => {
        // An absent source equals the key "".
        const subject = switchText(source?.(environment) ?? null, node)
        for (let index = 0; index + 1 < pairs.length; index += 2) {
          const key = pairs[index]?.(environment) ?? null
          if (switchText(key, node) === subject) return pairs[index + 1]?.(environment) ?? null
        }
        return otherwise?.(environment) ?? null
      }
    },
  ),
  defineLazy(
    {
      name: 'Coalesce',
      parameters: [nullable(any('source1'))],
      rest: nullable(any('source')),
      returns: 'any',
      availability: 'app-and-hr',
    },
    (args, compiler) => {
      const sources = compileAll(args, compiler)
      return (environment) => {
        for (const source of sources) {
          const value = source(environment)
          if (value !== null) return value
        }
        return null
      }
    },
  ),
  defineLazy(
    {
      name: 'IgnoreFlowIfNullOrEmpty',
      parameters: [anything('expression')],
      returns: 'any',
      availability: 'app-and-hr',
    },
    (args, compiler) => {
      const [inner] = compileAll(args, compiler)
      return (environment) => {
        const value = inner?.(environment) ?? null
        return isNullOrEmpty(value) ? IGNORE_FLOW : value
      }
    },
  ),
  defineLazy(
    {
      name: 'SelectUniqueValue',
      parameters: [nullable(text('uniqueValueRule1')), nullable(text('uniqueValueRule2'))],
      rest: nullable(text('uniqueValueRule')),
      returns: 'string',
    },
    (args, compiler, node) => {
      const rules = compileAll(args, compiler)
      return (environment) => firstUnique(rules, environment, node)
    },
  ),
]

/** Adds the place to the refusal of an undetermined condition; false when the decision lets it count as false. */
function placed(environment: Environment, node: Expression): false {
  try {
    return indeterminate(environment)
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    throw new ExpressionError({
      code: error.code,
      message: error.message,
      span: node.span,
      language: 'entra',
      decision: error.decision,
    })
  }
}

function switchText(value: Value, node: Expression): string {
  if (value === null) return ''
  const printed = isSpecial(value) || typeOf(value) === 'list' ? undefined : toText(value as Scalar)
  if (printed !== undefined) return printed
  throw new ExpressionError({
    code: 'type-mismatch',
    message: `Switch compares single values, got ${typeOf(value)}.`,
    span: node.span,
    language: 'entra',
  })
}

function firstUnique(rules: readonly Evaluator[], environment: Environment, node: Expression): Value {
  const { isTaken } = environment.context
  if (isTaken === undefined)
    throw new ExpressionError({
      code: 'missing-context',
      message: 'SelectUniqueValue needs to know the values the target already holds.',
      span: node.span,
      language: 'entra',
    })
  for (const rule of rules) {
    const value = rule(environment)
    const printed = value === null ? '' : switchText(value, node)
    if (printed !== '' && !isTaken(printed)) return printed
  }
  throw new ExpressionError({
    code: 'raised',
    message: 'Every generated value is taken in the target; the object is held back.',
    span: node.span,
    language: 'entra',
  })
}

const replacing: readonly FunctionDefinition[] = [
  define(
    {
      name: 'Replace',
      parameters: [
        nullable(text('source')),
        optional(nullable(text('oldValue'))),
        optional(nullable(text('regexPattern'))),
        optional(nullable(text('regexGroupName'))),
        optional(nullable(text('replacementValue'))),
        optional(nullable(text('replacementAttributeName'))),
        optional(nullable(text('template'))),
      ],
      returns: 'string',
    },
    (environment, source, old, pattern, group, replacement, fromAttribute, template): Value => {
      if (isGiven(pattern) && isGiven(group) && fromAttribute !== undefined && replacement === undefined) {
        const [kept, searched] =
          environment.decisions.entraReplaceExtract === 'attribute' ? [source, fromAttribute] : [fromAttribute, source]
        if (isGiven(kept) && kept !== '') return kept
        return isGiven(searched) ? (extractGroup(searched, patternOf(pattern), group) ?? null) : null
      }
      if (source === null) return null
      if (isGiven(template)) return isGiven(old) && old !== '' ? replaceAll(template, old, source, false) : template
      const inserted = replacement ?? fromAttribute ?? ''
      if (isGiven(pattern)) {
        return isGiven(group)
          ? replaceGroup(source, patternOf(pattern, true), group, inserted)
          : replaceMatches(source, patternOf(pattern), inserted)
      }
      if (!isGiven(old)) return source
      if (old === '') throw badValue('The text to replace must not be empty.')
      return replaceAll(source, old, inserted, environment.decisions.textComparison === 'ignore-case')
    },
  ),
]

function isGiven(value: string | null | undefined): value is string {
  return value !== null && value !== undefined
}

function patternOf(pattern: string, withPlaces = false): RegExp {
  const found = translatePattern(pattern, withPlaces)
  if (typeof found === 'string') throw badValue(`The regular expression ${pattern} cannot be run: ${found}.`)
  return found
}

function appRoles(name: string, label: 'displayName' | 'display'): FunctionDefinition {
  return define(
    { name, parameters: [whole('appRoleAssignments')], returns: 'list', availability: 'app-and-hr' },
    (_, values) =>
      values.map((value): RecordValue => {
        const role = roleOf(value)
        return {
          kind: 'record',
          fields: {
            primary: false,
            type: 'WindowsAzureActiveDirectoryRole',
            [label]: role.displayName,
            value: role.value,
          },
        }
      }),
  )
}

function roleOf(value: Scalar): { readonly value: string; readonly displayName: string } {
  if (typeof value === 'object' && 'kind' in value && value.kind === 'record') {
    const displayName = String(value.fields.displayName ?? value.fields.value ?? '')
    return { displayName, value: String(value.fields.value ?? displayName) }
  }
  const printed = toText(value) ?? ''
  return { value: printed, displayName: printed }
}

const roles: readonly FunctionDefinition[] = [
  appRoles('AppRoleAssignmentsComplex', 'displayName'),
  appRoles('AssertiveAppRoleAssignmentsComplex', 'display'),
  define(
    { name: 'SingleAppRoleAssignment', parameters: [whole('appRoleAssignments')], returns: 'string' },
    (environment, values) => {
      const [only] = values
      if (values.length > 1) throw badValue('Several app role assignments: the result is not predictable.')
      if (only === undefined) return null
      const role = roleOf(only)
      return environment.decisions.appRole === 'name' ? role.displayName : role.value || role.displayName
    },
  ),
]

export const CHOICE_FUNCTIONS: readonly FunctionDefinition[] = [...choosing, ...replacing, ...roles]
