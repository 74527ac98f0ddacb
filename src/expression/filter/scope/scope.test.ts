import { describe, expect, it } from 'vitest'
import type { SyncRule } from '../../../model/index.js'
import type { Truth } from '../core/truth.js'
import { objectFromJson } from '../core/values.js'
import { DEFAULT_FILTER_DECISIONS } from '../decisions.js'
import { SCOPE_OPERATORS } from './ast.js'
import type { ScopeContext } from './evaluate.js'
import { evaluateScope } from './evaluate.js'
import { parseScope, printScope } from './parse.js'

function decide(text: string, attributes: Record<string, unknown>, context: ScopeContext = {}): Truth {
  const parsed = parseScope(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return evaluateScope(parsed.value, objectFromJson(attributes), context)
}

const CASES: readonly [string, Record<string, unknown>, Truth][] = [
  ['(department EQUAL IT AND country EQUAL Denmark) OR (country EQUAL Sweden)', { country: 'sweden' }, true],
  ['(department EQUAL IT AND country EQUAL Denmark)', { department: 'HR', country: 'Denmark' }, false],
  ['', { department: 'x' }, true],
  ['(a EQUAL x)', {}, false],
  ['(a NOTEQUAL x)', {}, true],
  ['(flag NOTEQUAL True)', { flag: true }, false],
  ['(flag EQUAL TRUE)', { flag: 'true' }, true],
  ['(flag EQUAL False)', {}, false],
  ['(count LESSTHAN 50000)', { count: 9 }, true],
  ['(count LESSTHAN 50000)', {}, false],
  ['(count LESSTHAN 5)', { count: '40' }, true],
  ['(count LESSTHAN_OR_EQUAL 5)', { count: 5 }, true],
  ['(count GREATERTHAN 5)', { count: 40 }, true],
  ['(count GREATERTHAN_OR_EQUAL 5)', { count: { $int: '9223372036854775807' } }, true],
  ['(title CONTAINS Manager)', { title: 'Sales Manager II' }, true],
  ['(title NOTCONTAINS Manager)', {}, true],
  ['(title STARTSWITH Sales)', { title: 'sales rep' }, true],
  ['(adminDescription NOTSTARTSWITH User_)', { adminDescription: 'User_1' }, false],
  ['(adminDescription NOTSTARTWITH User_)', {}, true],
  ['(mail ENDSWITH @contoso.com)', { mail: 'a@contoso.com' }, true],
  ['(mail NOTENDSWITH @contoso.com)', { mail: 'a@contoso.com' }, false],
  ['(mail ISNULL)', {}, true],
  ['(mail ISNOTNULL)', { mail: '' }, true],
  ['(phones ISIN 2)', { phones: ['1', '2'] }, true],
  ['(phones ISNOTIN 3)', { phones: ['1', '2'] }, true],
  ['(phones ISNOTIN 3)', {}, true],
  ['(phones NOTEQUAL 2)', { phones: ['1', '2'] }, false],
  ['(uac ISBITSET 2)', { uac: 514 }, true],
  ['(uac ISBITSET 3)', { uac: 514 }, false],
  ['(uac ISBITNOTSET 2)', { uac: 512 }, true],
  ['(uac ISNOTBITSET 2)', { uac: 514 }, false],
  ['(uac ISBITNOTSET 2)', {}, false],
  ['(uac ISBITSET 2147483648)', { uac: { $int: '-2147483648' } }, true],
  ['(uac ISBITSET x)', { uac: 1 }, 'unknown'],
  ['(x ISMEMBEROF "cn=g,dc=x")', {}, 'unknown'],
  ['(x ISNOTMEMBEROF "cn=g,dc=x")', {}, 'unknown'],
  ['(a EQUAL %Connector.ID%)', { a: '1' }, 'unknown'],
  ['(a FROBS 1)', { a: '1' }, 'unknown'],
  ['(a EQUAL x)', { a: { $bin: 'AAAA' } }, 'unknown'],
  ['(manager EQUAL "CN=Ann,DC=x")', { manager: { $ref: 'cn=ann,dc=x' } }, true],
  ['(a EQUAL x) OR (b FROBS 1)', { a: 'x' }, true],
]

describe('evaluation', () => {
  it.each(CASES)('%s on %j: %s', (text, attributes, expected) => {
    expect(decide(text, attributes)).toBe(expected)
  })

  it('has an example of every operator', () => {
    for (const { token } of SCOPE_OPERATORS)
      expect(CASES.some(([text]) => new RegExp(`\\b${token}\\b`).test(text))).toBe(true)
  })

  it('asks the context for parameters and memberships', () => {
    const context: ScopeContext = {
      parameters: new Map([['Connector.ID', '{b8}']]),
      isMemberOf: (dn) => dn === 'cn=g,dc=x',
    }

    expect(decide('(a EQUAL %Connector.ID%)', { a: '{B8}' }, context)).toBe(true)
    expect(decide('(x ISMEMBEROF "cn=g,dc=x")', {}, context)).toBe(true)
    expect(decide('(x ISNOTMEMBEROF "cn=g,dc=x")', {}, context)).toBe(false)
  })

  it('follows the decisions', () => {
    const exact = { ...DEFAULT_FILTER_DECISIONS, scopeTextCase: 'exact' as const }
    const text = { ...DEFAULT_FILTER_DECISIONS, scopeOrder: 'text' as const }
    const bits = { ...DEFAULT_FILTER_DECISIONS, scopeAbsentBitNotSet: true }

    expect(decide('(a EQUAL IT)', { a: 'it' }, { decisions: exact })).toBe(false)
    expect(decide('(a EQUAL TRUE)', { a: 'true' }, { decisions: exact })).toBe(true)
    expect(decide('(n LESSTHAN 5)', { n: 40 }, { decisions: text })).toBe(true)
    expect(decide('(n ISBITNOTSET 5)', {}, { decisions: bits })).toBe(true)
  })

  it('takes an attribute outside the data as no answer', () => {
    expect(decide('(a NOTEQUAL x)', {}, { isKnown: () => false })).toBe('unknown')
  })

  it('takes the conditions of the model as they are', () => {
    const at = { file: 'rule.xml', path: '/synchronizationRule' }
    const scope: SyncRule['scope'] = [[{ attribute: 'a', operator: 'EQUAL', value: '1', at }]]

    expect(evaluateScope(scope, objectFromJson({ a: '1' }))).toBe(true)
  })
})

describe('text form', () => {
  it.each([
    ['(a EQUAL x AND b ISNOTNULL) OR (c NOTEQUAL True)', '(a EQUAL x AND b ISNOTNULL) OR (c NOTEQUAL True)'],
    ['(state EQUAL New York)', '(state EQUAL "New York")'],
    ['(mail ISNULL )', '(mail ISNULL)'],
    ['a EQUAL "say ""hi"""', '(a EQUAL "say ""hi""")'],
  ])('%s', (text, printed) => {
    const parsed = parseScope(text)

    expect(parsed.ok && printScope(parsed.value)).toBe(printed)
  })

  it('keeps an unknown operator with a notice, and places errors', () => {
    expect(parseScope('(a FROBS 1)')).toMatchObject({ ok: true, notices: [{ id: 'unknown-operator', offset: 1 }] })
    expect(parseScope('(a EQUAL x')).toMatchObject({ ok: false, error: { offset: 10 } })
    expect(parseScope('(a EQUAL "x)')).toMatchObject({ ok: false, error: { offset: 9 } })
    expect(parseScope('(a EQUAL "x","y")')).toMatchObject({ ok: false })
    expect(parseScope('(a EQUAL x) (b EQUAL y)')).toMatchObject({ ok: false, error: { offset: 12 } })
  })
})
