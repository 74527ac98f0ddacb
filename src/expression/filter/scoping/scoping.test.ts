import { describe, expect, it } from 'vitest'
import type { Truth } from '../core/truth.js'
import { objectFromJson } from '../core/values.js'
import { DEFAULT_FILTER_DECISIONS } from '../decisions.js'
import { SCOPING_OPERATORS, scopingOperator, UNDESCRIBED } from './ast.js'
import { evaluateScoping } from './evaluate.js'
import { parseScoping, printScoping, scopingFromGraph, scopingToGraph, takesNoValue } from './parse.js'
import { validateScoping } from './validate.js'

const CASES: readonly [string, Record<string, unknown>, Truth][] = [
  ['(department EQUALS sales)', { department: 'Sales' }, false],
  ['(department EQUALS sales)', { department: 'sales' }, true],
  ['(department NOT EQUALS sales)', { department: 'Sales' }, true],
  ['(department NOT EQUALS sales)', {}, false],
  ['(department NOT EQUALS sales)', { department: '' }, false],
  ['(workerID REGEX MATCH (1[0-9][0-9]))', { workerID: '9155' }, true],
  ['(userPrincipalName NOT REGEX MATCH .*\\@domain.com)', { userPrincipalName: 'a@domain.com' }, false],
  ['(userPrincipalName NOT REGEX MATCH .*\\@domain.com)', {}, false],
  ['(department REGEX MATCH ^sales)', { department: 'Sales' }, false],
  ['(level GREATER_THAN 5)', { level: 5 }, false],
  ['(level GREATER_THAN_OR_EQUALS 5)', { level: '5' }, true],
  ['(level GREATER_THAN 5)', { level: 'x' }, 'unknown'],
  ['(jobTitle INCLUDES Manager)', { jobTitle: 'Sales Manager' }, true],
  ['(jobTitle INCLUDES manager)', { jobTitle: 'Sales Manager' }, false],
  ['(mail ENDS_WITH @contoso.com)', { mail: 'a@contoso.com' }, true],
  ['(mail IS NULL)', { mail: '' }, true],
  ['(mail IS NULL)', { mail: 'x' }, false],
  ['(mail IS NOT NULL)', {}, false],
  ['(accountEnabled IS TRUE)', { accountEnabled: 'True' }, true],
  ['(accountEnabled IS FALSE)', {}, false],
  ['(accountEnabled EQUALS true)', { accountEnabled: true }, true],
  ['(state EQUALS New York AND jobTitle IS NOT NULL) OR (state EQUALS Texas)', { state: 'Texas' }, true],
  ['(a & x)', { a: 'x' }, 'unknown'],
  ['(a !& x)', { a: 'x' }, 'unknown'],
  ['(a IS_MEMBER_OF x)', { a: 'x' }, 'unknown'],
  ['(a PRESENT)', { a: 'x' }, 'unknown'],
  ['(a VALID CERT MATCH x)', { a: 'x' }, 'unknown'],
  ['(a FROBS x)', { a: 'x' }, 'unknown'],
  ['(a EQUALS x)', { a: ['x', 'y'] }, 'unknown'],
  ['(a EQUALS "x", "y")', { a: 'x' }, 'unknown'],
  ['(a EQUALS x)', { a: { $bin: 'AAAA' } }, 'unknown'],
  ['', { a: 'x' }, true],
  ['()', {}, true],
]

describe('scoping filters', () => {
  it.each(CASES)('%s on %j: %s', (text, attributes, expected) => {
    const parsed = parseScoping(text)

    expect(parsed.ok && evaluateScoping(parsed.value, objectFromJson(attributes))).toBe(expected)
  })

  it('has an example of every operator', () => {
    for (const operator of SCOPING_OPERATORS) expect(CASES.some(([text]) => text.includes(` ${operator}`))).toBe(true)
  })

  it.each(CASES)('%s survives print and parse', (text) => {
    const parsed = parseScoping(text)
    const again = parsed.ok ? parseScoping(printScoping(parsed.value)) : parsed

    expect(again.ok && again.value).toEqual(parsed.ok && parsed.value)
  })

  it.each(CASES)('%s survives the JSON of Graph', (text) => {
    const parsed = parseScoping(text)
    const again = parsed.ok ? scopingFromGraph(JSON.parse(JSON.stringify(scopingToGraph(parsed.value)))) : parsed

    expect(again.ok && again.value).toEqual(parsed.ok && parsed.value)
  })

  it('recognises operators in the spelling of portal and Graph', () => {
    expect(['Greater_Than', 'greater than', 'NOT_EQUALS', 'IsNull', 'Includes'].map(scopingOperator)).toEqual([
      'GREATER_THAN',
      'GREATER_THAN',
      'NOT EQUALS',
      'IS NULL',
      'INCLUDES',
    ])
    expect(takesNoValue('IS TRUE')).toBe(true)
    expect(takesNoValue('EQUALS')).toBe(false)
  })

  it('names the place of damage in JSON', () => {
    expect(scopingFromGraph({ groups: [{ clauses: [{ operatorName: 'EQUALS' }] }] })).toMatchObject({
      ok: false,
      error: { message: 'scope.groups[0].clauses[0].sourceOperandName is missing.' },
    })
    expect(scopingFromGraph({ groups: 5 })).toMatchObject({ ok: false })
    expect(scopingFromGraph(null)).toMatchObject({ ok: true, value: { groups: [] } })
  })

  it('follows the decisions', () => {
    const anchored = { ...DEFAULT_FILTER_DECISIONS, scopingPattern: 'anchored' as const }
    const ampersand = { ...DEFAULT_FILTER_DECISIONS, scopingAmpersand: 'value-contains-attribute' as const }
    const decide = (text: string, decisions: typeof anchored | typeof ampersand) => {
      const parsed = parseScoping(text)
      return parsed.ok && evaluateScoping(parsed.value, objectFromJson({ a: 'abc' }), { decisions })
    }

    expect(decide('(a REGEX MATCH b)', anchored)).toBe(false)
    expect(decide('(a REGEX MATCH .b.)', anchored)).toBe(true)
    expect(decide('(a & xabcx)', ampersand)).toBe(true)
    expect(decide('(a !& xabcx)', ampersand)).toBe(false)
  })
})

describe('validation', () => {
  it.each([
    ['(department EQUALS sales)', []],
    ['(userType EQUALS Guest)', ['scoping.attribute-unsupported']],
    ['(employeeHireDate EQUALS x)', ['scoping.attribute-date']],
    ['(proxyAddresses INCLUDES x)', ['scoping.attribute-multi-valued']],
    ['(a FROBS x)', ['scoping.unknown-operator']],
    ['(a EQUALS)', ['scoping.value-count']],
    ['(a IS NULL x)', ['scoping.value-count']],
    ['(a GREATER_THAN -5)', ['scoping.integer']],
    ['(a REGEX MATCH "[")', ['scoping.pattern']],
  ])('%s', (text, ids) => {
    const parsed = parseScoping(text)

    expect(parsed.ok && validateScoping(parsed.value).map((found) => found.id)).toEqual(ids)
  })

  it.each(UNDESCRIBED)('never accepts %s', (operator) => {
    const issues = validateScoping({
      groups: [{ clauses: [{ attribute: 'a', operator, values: takesNoValue(operator) ? [] : ['x'] }] }],
    })

    expect(issues.map((found) => found.id)).toEqual(['scoping.undescribed-operator'])
  })
})
