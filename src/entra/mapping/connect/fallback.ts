import { attributesOf, call, NOWHERE } from '../../../expression/ast.js'
import type { Expression } from '../../../expression/index.js'
import type { FactTable } from '../attribute-facts.js'

export const nothing: Expression = { kind: 'null', span: NOWHERE }

/**
 * The value of a rule, or of the rules behind it where this one gives none: NULL and IgnoreThisFlow let the next rule
 * contribute, AuthoritativeNull does not.
 */
export function orElse(value: Expression, rest: Expression, facts: FactTable): Expression {
  if (rest.kind === 'null') return value
  switch (value.kind) {
    case 'null':
      return rest
    case 'constant':
      return value.name === 'IgnoreThisFlow' ? rest : value
    case 'attribute':
      return facts.get(value.name)?.alwaysPresent === true ? value : present(value, rest)
    case 'call':
      return callOrElse(value, rest, facts)
    default:
      return value
  }
}

function callOrElse(value: Extract<Expression, { kind: 'call' }>, rest: Expression, facts: FactTable): Expression {
  const [test, yes, no] = value.args
  if (value.name === 'IIF' && test !== undefined && yes !== undefined && no !== undefined)
    // A branch that hands over what was just tested for presence has a value.
    return call('IIF', [test, testsPresenceOf(test, yes) ? yes : orElse(yes, rest, facts), orElse(no, rest, facts)])
  if (attributesOf(value).length === 0) return value
  return present(value, rest)
}

function testsPresenceOf(test: Expression, value: Expression): boolean {
  if (test.kind !== 'call' || test.name !== 'IsPresent') return false
  const tested = attributesOf(test)
  return attributesOf(value).every((name) => tested.includes(name)) && value.kind === 'attribute'
}

function present(value: Expression, rest: Expression): Expression {
  return call('IIF', [call('IsPresent', [value]), value, rest])
}
