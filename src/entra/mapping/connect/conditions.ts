import { attribute, binary, booleanLiteral, call, integerLiteral, stringLiteral } from '../../../expression/ast.js'
import { scopeOperator } from '../../../expression/filter/index.js'
import type { Expression } from '../../../expression/index.js'
import type { ScopeCondition } from '../../../model/index.js'

/** A rule's scope as a condition of Connect's own language; undefined when the language cannot say it. */
export function scopeAsCondition(scope: readonly (readonly ScopeCondition[])[]): Expression | undefined {
  if (scope.length === 0) return booleanLiteral(true)
  const groups = scope.map(groupAsCondition)
  return fold(groups, '||')
}

function groupAsCondition(group: readonly ScopeCondition[]): Expression | undefined {
  return group.length === 0 ? booleanLiteral(true) : fold(group.map(clauseAsCondition), '&&')
}

function fold(parts: readonly (Expression | undefined)[], operator: '&&' | '||'): Expression | undefined {
  return parts.reduce((left, right) =>
    left === undefined || right === undefined ? undefined : binary(operator, left, right),
  )
}

/** One clause; the negative form is the positive one with the branches changed round, which IIF as a condition says. */
function clauseAsCondition({ attribute: name, operator, value }: ScopeCondition): Expression | undefined {
  const known = scopeOperator(operator)
  const [subject, wanted] = withoutCase(attribute(name), value)
  const positive = known === undefined ? undefined : positiveTest(known.test, subject, wanted)
  if (known === undefined || positive === undefined) return undefined
  return known.negative ? call('IIF', [positive, booleanLiteral(false), booleanLiteral(true)]) : positive
}

/** Scopes take no notice of case, expressions do. */
function withoutCase(subject: Expression, value: string): readonly [Expression, string] {
  return hasLetters(value) ? [call('LCase', [subject]), value.toLowerCase()] : [subject, value]
}

/** Whether the comparison of a condition depends on what case means. */
export function dependsOnCase({ value, operator }: ScopeCondition): boolean {
  return hasLetters(value) && scopeOperator(operator)?.test !== 'present'
}

function hasLetters(value: string): boolean {
  return value.toLowerCase() !== value.toUpperCase() && !/^(true|false)$/i.test(value)
}

function positiveTest(test: string, subject: Expression, value: string): Expression | undefined {
  switch (test) {
    case 'equal':
      return binary('=', subject, stringLiteral(booleanText(value)))
    case 'present':
      return call('IsPresent', [subject])
    case 'starts-with':
      return binary('=', call('Left', [subject, integerLiteral(value.length)]), stringLiteral(value))
    case 'ends-with':
      return binary('=', call('Right', [subject, integerLiteral(value.length)]), stringLiteral(value))
    case 'contains':
      return binary('>', call('InStr', [subject, stringLiteral(value), integerLiteral(1)]), integerLiteral(0))
    case 'bit-set':
      return bits(subject, value, '<>')
    case 'bit-clear':
      return bits(subject, value, '=')
    default:
      return undefined
  }
}

function bits(subject: Expression, value: string, operator: '=' | '<>'): Expression | undefined {
  if (!/^\d{1,10}$/.test(value)) return undefined
  return binary(operator, call('BitAnd', [subject, integerLiteral(BigInt(value))]), integerLiteral(0))
}

function booleanText(value: string): string {
  if (/^true$/i.test(value)) return 'True'
  return /^false$/i.test(value) ? 'False' : value
}
