import { describe, expect, it } from 'vitest'
import { parseConnectorFilter } from '../connector/parse.js'
import { DEFAULT_FILTER_DECISIONS } from '../decisions.js'
import { parseScope } from '../scope/parse.js'
import { validateScoping } from '../scoping/validate.js'
import { parseXPath } from '../xpath/parse.js'
import { patternBelow } from './integer-pattern.js'
import { REASONS } from './reasons.js'
import type { ScopeTranslationOptions } from './scope-to-scoping.js'
import { translateConnectorFilterToScoping, translateScopeToScoping } from './scope-to-scoping.js'
import type { XPathScopingOptions } from './xpath-to-scoping.js'
import { translateXPathToScoping } from './xpath-to-scoping.js'

const KINDS = new Map([
  ['flag', { type: 'boolean' as const, multivalued: false }],
  ['count', { type: 'integer' as const, multivalued: false }],
  ['name', { type: 'string' as const, multivalued: false }],
  ['code', { type: 'string' as const, multivalued: false }],
  ['phones', { type: 'string' as const, multivalued: true }],
  ['sid', { type: 'binary' as const, multivalued: false }],
  ['boss', { type: 'reference' as const, multivalued: false }],
  ['when', { type: 'time' as const, multivalued: false }],
])
const OPTIONS: ScopeTranslationOptions = { attributeKinds: (attribute) => KINDS.get(attribute) }

type Case = readonly [string, string, string | undefined, readonly string[]]

const SCOPES: readonly Case[] = [
  ['', 'exact', '', []],
  ['(flag EQUAL True)', 'exact', '(flag IS TRUE)', []],
  ['(flag NOTEQUAL True)', 'exact', '(flag IS NULL) OR (flag IS FALSE)', []],
  ['(flag EQUAL maybe)', 'impossible', undefined, ['scoping.nothing']],
  ['(code EQUAL 123)', 'exact', '(code EQUALS 123)', []],
  [
    '(code NOTEQUAL 123 AND flag EQUAL False)',
    'exact',
    '(code IS NULL AND flag IS FALSE) OR (code NOT EQUALS 123 AND flag IS FALSE)',
    [],
  ],
  ['(name EQUAL Sales)', 'conditional', '(name EQUALS Sales)', ['scope.text-case', 'scoping.case']],
  ['(name CONTAINS Sales)', 'conditional', '(name INCLUDES Sales)', ['scope.text-case', 'scoping.case']],
  ['(name STARTSWITH User_)', 'conditional', '(name REGEX MATCH ^[Uu][Ss][Ee][Rr]_.*)', ['scope.text-case']],
  ['(code NOTSTARTSWITH 1.)', 'exact', '(code IS NULL) OR (code NOT REGEX MATCH ^1\\..*)', []],
  ['(code ENDSWITH 99)', 'exact', '(code ENDS_WITH 99)', []],
  ['(code NOTENDSWITH 99)', 'exact', '(code IS NULL) OR (code NOT REGEX MATCH .*99\\z)', []],
  ['(code NOTCONTAINS 99)', 'exact', '(code IS NULL) OR (code NOT REGEX MATCH .*99.*)', []],
  ['(code CONTAINS "")', 'conditional', '(code IS NOT NULL)', ['scoping.empty-text']],
  ['(name ISNOTNULL AND flag ISNULL)', 'conditional', '(name IS NOT NULL AND flag IS NULL)', ['scoping.empty-text']],
  ['(code ISNOTNULL AND code EQUAL 5)', 'exact', '(code EQUALS 5)', []],
  ['(code EQUAL 5 AND code EQUAL 6) OR (code EQUAL 7)', 'exact', '(code EQUALS 7)', []],
  ['(code EQUAL 5) OR (code EQUAL 5 AND flag EQUAL True)', 'exact', '(code EQUALS 5)', []],
  [
    '(count LESSTHAN 50)',
    'conditional',
    '(count REGEX MATCH "^(?:-[1-9][0-9]*|[0-9]|[1-4][0-9])\\z")',
    ['scope.numeric-order'],
  ],
  ['(count GREATERTHAN 50)', 'conditional', '(count GREATER_THAN_OR_EQUALS 51)', ['scope.numeric-order']],
  ['(count GREATERTHAN_OR_EQUAL -5)', 'impossible', undefined, ['scope.numeric-order', 'scoping.negative-bound']],
  ['(name LESSTHAN 5)', 'impossible', undefined, ['scoping.text-order']],
  ['(name EQUAL %Connector.ID%)', 'impossible', undefined, ['scoping.parameter']],
  ['(name EQUAL "")', 'impossible', undefined, ['scoping.empty-value']],
  ['(phones ISIN 3)', 'impossible', undefined, ['scoping.multi-valued']],
  ['(sid EQUAL x)', 'impossible', undefined, ['connector.binary']],
  ['(boss EQUAL "cn=x")', 'impossible', undefined, ['scoping.reference']],
  ['(when LESSTHAN 2020-01-01)', 'impossible', undefined, ['scoping.date']],
  ['(x ISMEMBEROF "cn=g")', 'impossible', undefined, ['scoping.member-of']],
  ['(count ISBITSET 4)', 'impossible', undefined, ['scoping.bits']],
  ['(userAccountControl ISBITSET 2)', 'conditional', '(accountEnabled IS FALSE)', ['scoping.account-status']],
  [
    '(userAccountControl ISBITNOTSET 2)',
    'conditional',
    '(accountEnabled IS TRUE)',
    ['scoping.account-status', 'scope.absent-bit'],
  ],
  ['(a FROBS 1)', 'impossible', undefined, ['scope.unknown-operator']],
  ['(userType EQUAL 1)', 'impossible', undefined, ['attribute.type-assumed', 'scoping.attribute-not-supported']],
  ['(plain EQUAL 1)', 'conditional', '(plain EQUALS 1)', ['attribute.type-assumed']],
]

const CONNECTORS: readonly Case[] = [
  [
    '(code equality "1") OR (code equality "2" AND flag inequality "true")',
    'exact',
    '(code IS NULL) OR (code NOT EQUALS 1 AND code NOT EQUALS 2) OR (code NOT EQUALS 1 AND flag IS TRUE)',
    [],
  ],
  ['(name equality "Dave")', 'conditional', '(name IS NULL) OR (name NOT EQUALS Dave)', ['scoping.case']],
  ['(name not-present)', 'conditional', '(name IS NOT NULL)', ['scoping.empty-text']],
  ['(flag present)', 'exact', '(flag IS NULL)', []],
  ['(name substring-start "svc")', 'exact', '(name IS NULL) OR (name NOT REGEX MATCH ^[Ss][Vv][Cc].*)', []],
  ['', 'exact', '', []],
  ['()', 'conditional', '', ['connector.empty']],
  ['scripted', 'impossible', undefined, ['connector.scripted']],
  ['unknown', 'impossible', undefined, ['connector.unknown']],
  ['(dn equality "cn=x" @intrinsic)', 'impossible', undefined, ['connector.dn']],
  ['(name equality "AA==" @encoding=base64)', 'impossible', undefined, ['connector.binary']],
  ['(name substring-end "x")', 'impossible', undefined, ['scope.unknown-operator']],
]

const XPATHS: readonly Case[] = [
  ['/Person', 'exact', '', []],
  ["/Person[EmployeeID = '5' or City = '7']", 'exact', '(employeeId EQUALS 5) OR (city EQUALS 7)', []],
  ["/Person[not(EmployeeID = '5')]", 'exact', '(employeeId IS NULL) OR (employeeId NOT EQUALS 5)', []],
  [
    "/Person[EmployeeID != '5']",
    'conditional',
    '(employeeId NOT EQUALS 5)',
    ['xpath.absent-not-equal', 'scoping.empty-text'],
  ],
  ["/Person[Department = 'Sales']", 'conditional', '(department EQUALS Sales)', ['scoping.case']],
  ["/Person[starts-with(EmployeeID, '5_')]", 'conditional', '(employeeId REGEX MATCH ^5.)', ['scoping.single-line']],
  ["/Person[starts-with(EmployeeID, '%5')]", 'exact', '(employeeId INCLUDES 5)', []],
  ["/Person[ends-with(EmployeeID, '5')]", 'exact', '(employeeId ENDS_WITH 5)', []],
  ["/Person[starts-with(EmployeeID, '5')]", 'exact', '(employeeId REGEX MATCH ^5.*)', []],
  ["/Person[contains(EmployeeID, '5')]", 'approximate', '(employeeId INCLUDES 5)', ['scoping.word-start']],
  ['/Person[Level >= 5]', 'conditional', '(level GREATER_THAN_OR_EQUALS 5)', ['attribute.type-assumed']],
  ['/Person[Level = 5]', 'conditional', '(level EQUALS 5)', ['attribute.type-assumed']],
  ['/Person[Active = true]', 'conditional', '(accountEnabled IS TRUE)', ['attribute.type-assumed']],
  ['/Person[EmployeeStartDate < fn:current-dateTime()]', 'impossible', undefined, ['scoping.date']],
  ["/Person[EmployeeStartDate < '2020-01-01']", 'impossible', undefined, ['scoping.date']],
  ["/Person[DisplayName < 'x']", 'impossible', undefined, ['scoping.text-order']],
  ["/Person[ProxyAddressCollection = 'x']", 'impossible', undefined, ['scoping.multi-valued']],
  ["/Person[CostCenter = 'x']", 'impossible', undefined, ['attribute.no-counterpart']],
  ['/Person[Manager = /Person]', 'impossible', undefined, ['scoping.reference']],
  ["/Person[DisplayName = '%LoginID%']", 'impossible', undefined, ['scoping.caller']],
  ["/Person[ObjectID = 'x']", 'impossible', undefined, ['scoping.identity']],
  ["/Person[ObjectID = /Group[ObjectID = 'x']/ComputedMember]", 'impossible', undefined, ['scoping.member-of']],
  ["/Group[DisplayName = 'x']", 'impossible', undefined, ['scoping.object-type']],
]

const XPATH_OPTIONS: XPathScopingOptions = {
  attributeMap: {
    DisplayName: 'user.displayName',
    Department: 'user.department',
    City: 'user.city',
    EmployeeID: 'user.employeeId',
    Level: 'user.level',
    Active: 'user.accountEnabled',
    ProxyAddressCollection: 'user.proxyAddresses',
    EmployeeStartDate: 'user.employeeHireDate',
  },
}

function scopeResult(text: string, options = OPTIONS) {
  const parsed = parseScope(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return translateScopeToScoping(parsed.value, options)
}

function connectorResult(text: string, options = OPTIONS) {
  const parsed = parseConnectorFilter(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return translateConnectorFilterToScoping(parsed.value, options)
}

function xpathResult(text: string) {
  const parsed = parseXPath(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return translateXPathToScoping(parsed.value, XPATH_OPTIONS)
}

const TABLES = [
  ['scope', SCOPES, scopeResult],
  ['connector filter', CONNECTORS, connectorResult],
  ['XPath filter', XPATHS, xpathResult],
] as const

describe.each(TABLES)('%s to scoping filter', (_name, cases, run) => {
  it.each(cases)('%s: %s', (text, quality, filter, reasons) => {
    const result = run(text)

    expect([result.quality, result.text, result.reasons.map((reason) => reason.id)]).toEqual([quality, filter, reasons])
  })

  it('writes nothing the service does not support, and fills every reason', () => {
    for (const [text] of cases) {
      const { target, reasons } = run(text)
      if (target !== undefined) expect(validateScoping(target)).toEqual([])
      for (const reason of reasons) expect(`${reason.text} ${reason.instead ?? ''}`).not.toMatch(/\{\w+\}/)
    }
  })
})

describe('settings', () => {
  it('has an example of every reason for scoping filters', () => {
    const seen = new Set<string>(TABLES.flatMap(([, cases]) => cases.flatMap(([, , , reasons]) => reasons)))
    const expected = Object.keys(REASONS).filter((id) => /^(scoping|scope|connector|attribute)\./.test(id))

    expect(expected.filter((id) => !seen.has(id) && id !== 'scoping.too-many-groups')).toEqual([])
  })

  it('writes both cases of every letter where asked', () => {
    expect(connectorResult('(name equality "Dave1")', { ...OPTIONS, textCase: 'pattern' })).toMatchObject({
      quality: 'exact',
      text: '(name IS NULL) OR (name NOT REGEX MATCH ^[Dd][Aa][Vv][Ee]1\\z)',
    })
  })

  it('leaves out IS NULL for attributes that always have a value', () => {
    expect(scopeResult('(code NOTEQUAL 1)', { ...OPTIONS, alwaysPresent: () => true }).text).toBe('(code NOT EQUALS 1)')
  })

  it('refuses more groups than a person can review', () => {
    const clauses = Array.from({ length: 8 }, (_, index) => `a${index} NOTEQUAL True`).join(' AND ')

    expect(scopeResult(`(${clauses})`)).toMatchObject({
      quality: 'impossible',
      reasons: expect.arrayContaining([expect.objectContaining({ id: 'scoping.too-many-groups' })]),
    })
  })

  it('names attributes as the target does and fills parameters', () => {
    const options: ScopeTranslationOptions = {
      ...OPTIONS,
      attributeName: (attribute) => (attribute === 'code' ? 'employeeId' : undefined),
      parameters: () => '42',
    }

    expect(scopeResult('(code EQUAL %Connector.ID%)', options).text).toBe('(employeeId EQUALS 42)')
    expect(scopeResult('(name EQUAL 1)', options).reasons[0]?.id).toBe('attribute.no-counterpart')
  })

  it('follows the decisions', () => {
    const exact = { ...DEFAULT_FILTER_DECISIONS, scopeTextCase: 'exact' as const }
    const text = { ...DEFAULT_FILTER_DECISIONS, scopeOrder: 'text' as const }
    const absent = { ...DEFAULT_FILTER_DECISIONS, scopeAbsentBitNotSet: true }

    expect(scopeResult('(name EQUAL Sales)', { ...OPTIONS, decisions: exact }).reasons.map(({ id }) => id)).toEqual([
      'scope.text-case',
    ])
    expect(scopeResult('(count LESSTHAN 5)', { ...OPTIONS, decisions: text }).quality).toBe('impossible')
    expect(scopeResult('(userAccountControl ISBITNOTSET 2)', { ...OPTIONS, decisions: absent }).text).toBe(
      '(accountEnabled IS NULL) OR (accountEnabled IS TRUE)',
    )
  })
})

describe('integers below a bound', () => {
  it.each([0n, 1n, 2n, 9n, 10n, 11n, 99n, 100n, 101n, 1_050n, 50_000n])('%s', (bound) => {
    const pattern = new RegExp(patternBelow(bound).replace('\\z', '$'))

    for (let value = -20n; value < 1_200n; value++) expect(pattern.test(String(value))).toBe(value < bound)
    for (const value of [bound - 1n, bound, bound + 1n, bound * 10n])
      expect(pattern.test(String(value))).toBe(value < bound)
  })
})
