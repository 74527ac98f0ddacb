import { describe, expect, it } from 'vitest'
import { objectFromJson } from '../core/values.js'
import { DEFAULT_FILTER_DECISIONS } from '../decisions.js'
import { evaluateRule } from '../rule/evaluate.js'
import { validateRule } from '../rule/validate.js'
import { evaluateXPath } from '../xpath/evaluate.js'
import { parseXPath } from '../xpath/parse.js'
import { DEFAULT_ATTRIBUTE_MAP } from './attribute-map.js'
import { REASONS } from './reasons.js'
import type { SetDefinition } from './xpath-formula.js'
import type { XPathTranslationOptions } from './xpath-options.js'
import { translateXPathToRule } from './xpath-to-rule.js'

const MANAGER = '11111111-1111-1111-1111-111111111111'
const GROUP = '22222222-2222-2222-2222-222222222222'
const ids = new Map([
  [MANAGER, 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb'],
  [GROUP, 'bbbbbbbb-0000-1111-2222-cccccccccccc'],
])
const sets = new Map<string, SetDefinition>([
  ['00000000-0000-0000-0000-000000000001', { filter: "/Person[Department = 'Sales']" }],
  ['00000000-0000-0000-0000-000000000002', { filter: inSet(3) }],
  ['00000000-0000-0000-0000-000000000003', { filter: inSet(2) }],
  ['00000000-0000-0000-0000-000000000004', { filter: '/Person[' }],
  ['00000000-0000-0000-0000-000000000005', { filter: "/Person[City = 'X']", explicitMembers: [MANAGER] }],
  ['00000000-0000-0000-0000-000000000006', { explicitMembers: [MANAGER, GROUP] }],
  ['00000000-0000-0000-0000-000000000007', {}],
])

function inSet(number: number, link = 'ComputedMember'): string {
  return `/Person[ObjectID = /Set[ObjectID = '00000000-0000-0000-0000-00000000000${number}']/${link}]`
}

const OPTIONS: XPathTranslationOptions = {
  attributeMap: {
    ...DEFAULT_ATTRIBUTE_MAP,
    Active: 'user.accountEnabled',
    Disabled: { property: 'user.accountEnabled', negated: true },
    Vip: { property: 'user.extensionAttribute1', booleanText: { yes: 'Y', no: 'N' } },
    Level: 'user.extensionAttribute2',
    EmployeeType: 'user.extension_c272a57b722d4eb29bfe327874ae79cb_EmployeeType',
    EmployeeEndDate: 'user.extensionAttribute3',
    Odd: 'user.employeeType',
    Model: 'device.deviceModel',
  },
  objectTypes: { Person: 'user', Computer: 'device' },
  sets: (id) => sets.get(id),
  objectIds: (id) => ids.get(id),
}

/** XPath, quality, rule or undefined, ids of the reasons. */
const CASES: readonly [string, string, string | undefined, readonly string[]][] = [
  ['/Person', 'exact', 'user.objectId -ne null', []],
  ["/Person | /Person[City = 'X']", 'exact', 'user.objectId -ne null', []],
  [
    "/Person[Department = 'Sales' and Country = 'US']",
    'exact',
    '(user.department -eq "Sales") -and (user.country -eq "US")',
    [],
  ],
  [
    "/Person[Department = 'A' or Department = 'B' and City = 'X']",
    'exact',
    '(user.department -eq "A") -or ((user.department -eq "B") -and (user.city -eq "X"))',
    [],
  ],
  [
    "/Person[Department = 'A'][City = 'X' or City = 'Y']",
    'exact',
    '(user.department -eq "A") -and (user.city -in ["X","Y"])',
    [],
  ],
  ["/Person[not(City = 'X' or City = 'Y')]", 'exact', '-not (user.city -in ["X","Y"])', []],
  [
    "/Person[not(City = 'X' and Country = 'US')]",
    'exact',
    '-not (user.city -eq "X") -or -not (user.country -eq "US")',
    [],
  ],
  ["/*[ObjectType = 'Person' and City = 'X']", 'exact', 'user.city -eq "X"', []],
  [
    "/Person[JobTitle != 'Intern']",
    'conditional',
    '(user.jobTitle -ne null) -and -not (user.jobTitle -eq "Intern")',
    ['xpath.absent-not-equal'],
  ],
  ["/Person[starts-with(OfficePhone, '%')]", 'exact', 'user.telephoneNumber -ne null', []],
  ["/Person[not(starts-with(OfficePhone, '%'))]", 'exact', 'user.telephoneNumber -eq null', []],
  ["/Person[not(starts-with(ProxyAddressCollection, '%'))]", 'exact', 'user.proxyAddresses -all (_ -eq null)', []],
  ["/Person[starts-with(JobTitle, 'SDE%')]", 'exact', 'user.jobTitle -startsWith "SDE"', []],
  ["/Person[starts-with(JobTitle, '%Manager')]", 'exact', 'user.jobTitle -contains "Manager"', []],
  ["/Person[ends-with(Email, '@contoso.com')]", 'exact', 'user.mail -endsWith "@contoso.com"', []],
  ["/Person[starts-with(EmployeeID, 'A_1')]", 'conditional', 'user.employeeId -match "^A.1"', ['dynamic.single-line']],
  [
    "/Person[ends-with(EmployeeID, 'x.[0-9]')]",
    'conditional',
    'user.employeeId -match "x\\.[0-9]$"',
    ['dynamic.single-line'],
  ],
  ["/Person[ProxyAddressCollection = 'smtp:a']", 'exact', 'user.proxyAddresses -any (_ -eq "smtp:a")', []],
  ["/Person[not(ProxyAddressCollection = 'smtp:a')]", 'exact', '-not (user.proxyAddresses -any (_ -eq "smtp:a"))', []],
  ['/Person[Active = true]', 'conditional', 'user.accountEnabled -eq true', ['attribute.type-assumed']],
  ["/Person[Disabled = 'True']", 'conditional', 'user.accountEnabled -eq false', ['attribute.type-assumed']],
  [
    '/Person[Vip = false]',
    'conditional',
    'user.extensionAttribute1 -eq "N"',
    ['attribute.type-assumed', 'dynamic.boolean-as-text'],
  ],
  [
    '/Person[Level = 007]',
    'conditional',
    'user.extensionAttribute2 -eq "7"',
    ['attribute.type-assumed', 'dynamic.integer-as-text'],
  ],
  [
    '/Person[Level <= 999999999999999]',
    'conditional',
    'user.extensionAttribute2 -ne null',
    ['xpath.presence-idiom', 'attribute.type-assumed'],
  ],
  ["/Person[EmployeeStartDate <= '9999-12-31T23:59:59.997']", 'exact', 'user.employeeHireDate -ne null', []],
  [
    '/Person[EmployeeType = "Full Time"]',
    'exact',
    'user.extension_c272a57b722d4eb29bfe327874ae79cb_EmployeeType -eq "Full Time"',
    [],
  ],
  [
    `/Person[Manager = '${MANAGER}']`,
    'conditional',
    'Direct Reports for "aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb"',
    ['identifier.mapped'],
  ],
  [inSet(1), 'exact', 'user.department -eq "Sales"', []],
  [inSet(1).replace('=', '!='), 'exact', '-not (user.department -eq "Sales")', []],
  [
    inSet(5),
    'conditional',
    '(user.city -eq "X") -or (user.objectId -eq "aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb")',
    ['identifier.mapped'],
  ],
  [
    inSet(6, 'ExplicitMember'),
    'conditional',
    'user.objectId -in ["aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb","bbbbbbbb-0000-1111-2222-cccccccccccc"]',
    ['identifier.mapped', 'identifier.mapped'],
  ],
  [
    `/Person[ObjectID = /Group[ObjectID = '${GROUP}']/ComputedMember]`,
    'conditional',
    "user.memberOf -any (group.objectId -in ['bbbbbbbb-0000-1111-2222-cccccccccccc'])",
    ['dynamic.member-of-ending', 'dynamic.member-of-direct', 'identifier.mapped'],
  ],
  [
    "/Person[EmployeeStartDate <= op:add-dayTimeDuration-to-dateTime(fn:current-dateTime(), xs:dayTimeDuration('P7D'))]",
    'conditional',
    'user.employeeHireDate -le system.now -plus p7d',
    ['dynamic.relative-date', 'dynamic.hire-date-preview'],
  ],
  [
    "/Person[EmployeeStartDate > op:subtract-dayTimeDuration-from-dateTime(fn:current-dateTime(), xs:dayTimeDuration('PT36H'))]",
    'conditional',
    'user.employeeHireDate -ge system.now -minus pt36h',
    ['dynamic.relative-date', 'dynamic.strict-now', 'dynamic.minus', 'dynamic.duration', 'dynamic.hire-date-preview'],
  ],
  [
    '/Person[EmployeeStartDate >= fn:current-dateTime()]',
    'conditional',
    'user.employeeHireDate -ge system.now',
    ['dynamic.relative-date', 'dynamic.hire-date-preview'],
  ],
  [
    "/Person[EmployeeStartDate < '2020-06-10T18:13:20.000']",
    'conditional',
    'user.employeeHireDate -le 2020-06-10T18:13:19.999Z',
    ['dynamic.strict-bound', 'dynamic.hire-date-preview'],
  ],
  [
    "/Person[EmployeeStartDate = '2020-06-10']",
    'conditional',
    'user.employeeHireDate -eq 2020-06-10T00:00:00Z',
    ['dynamic.hire-date-preview', 'dynamic.date-equal'],
  ],
  ["/Person[contains(JobTitle, 'qu')]", 'approximate', 'user.jobTitle -contains "qu"', ['dynamic.word-start']],
  ["/Computer[Model = 'X1']", 'conditional', 'device.deviceModel -eq "X1"', ['attribute.type-assumed']],
  ["/Person[Model = 'X1']", 'impossible', undefined, ['dynamic.property-not-supported']],
  ["/Person[Odd = 'x']", 'impossible', undefined, ['dynamic.property-not-supported']],
  ["/Person[CostCenter = 'x']", 'impossible', undefined, ['attribute.no-counterpart']],
  ['/Person[Level > 5]', 'impossible', undefined, ['attribute.type-assumed', 'dynamic.order']],
  ["/Person[DisplayName > 'M']", 'impossible', undefined, ['dynamic.order']],
  ['/Person[EmployeeEndDate < fn:current-dateTime()]', 'impossible', undefined, ['dynamic.date']],
  ["/Person[EmployeeStartDate < 'soon']", 'impossible', undefined, ['xpath.unreadable-date']],
  [
    "/Person[EmployeeStartDate < op:add-dayTimeDuration-to-dateTime(fn:current-dateTime(), xs:dayTimeDuration('P1M'))]",
    'impossible',
    undefined,
    ['dynamic.relative-date', 'dynamic.strict-now', 'xpath.unreadable-duration'],
  ],
  [
    "/Person[starts-with(Active, 't')]",
    'impossible',
    undefined,
    ['attribute.type-assumed', 'dynamic.operator-not-supported'],
  ],
  [`/Person[Manager = '${MANAGER}' and City = 'X']`, 'impossible', undefined, ['dynamic.manager']],
  ["/Person[Manager = /Person[JobTitle = 'Director']]", 'impossible', undefined, ['dynamic.manager']],
  ["/Person[Assistant = /Person[JobTitle = 'Director']]", 'impossible', undefined, ['dynamic.dereference']],
  ['/Person[not(Manager = /*)]', 'impossible', undefined, ['dynamic.manager']],
  ['/Person[City < /Group]', 'impossible', undefined, ['xpath.operator']],
  ["/Person[descendant-in('Manager', /Person)]", 'impossible', undefined, ['dynamic.descendant-in']],
  ['/Person[Department = current()/Department]', 'impossible', undefined, ['dynamic.current']],
  ["/Person[DisplayName = '%LoginID%']", 'impossible', undefined, ['dynamic.token']],
  ["/Person[matches(City, 'x')]", 'impossible', undefined, ['xpath.unknown-function']],
  ["/Person[ObjectID = /Person[City = 'X']/Manager]", 'impossible', undefined, ['dynamic.location-step']],
  ["/Person[City = 'X']/Manager", 'impossible', undefined, ['dynamic.location-step']],
  ["/*[matches(City, 'x')]", 'impossible', undefined, ['xpath.unknown-function']],
  [inSet(9), 'impossible', undefined, ['set.unknown']],
  [inSet(2), 'impossible', undefined, ['set.cycle']],
  [inSet(4), 'impossible', undefined, ['set.unreadable']],
  [inSet(7), 'impossible', undefined, ['dynamic.nobody']],
  ["/Person[ObjectID = /Set[DisplayName = 'x']/ComputedMember]", 'impossible', undefined, ['set.by-condition']],
  ["/Person[ObjectID = 'FB89AEFA-5EA1-47F1-8890-ABE7797D6497']", 'impossible', undefined, ['identifier.unmapped']],
  [
    `/Person[City = 'X' and ObjectID = /Group[ObjectID = '${GROUP}']/ComputedMember]`,
    'impossible',
    undefined,
    ['dynamic.group-combined'],
  ],
  ["/Group[Type = 'Distribution']", 'impossible', undefined, ['dynamic.object-type']],
  ['/*', 'impossible', undefined, ['dynamic.several-types']],
  ["/*[ObjectType = 'Group' or ObjectType = 'Person']", 'impossible', undefined, ['dynamic.several-types']],
  ['/Person | /Computer', 'impossible', undefined, ['dynamic.several-types']],
  ["/Person[Department = 'a\"b']", 'impossible', undefined, ['dynamic.quote-refused']],
  [
    `/Person[${Array.from({ length: 400 }, (_, index) => `Department = 'Department ${index}'`).join(' or ')}]`,
    'impossible',
    undefined,
    ['dynamic.too-long'],
  ],
  [
    `/Person[${Array.from({ length: 51 }, () => `ObjectID = /Group[ObjectID = '${GROUP}']/ComputedMember`).join(' or ')}]`,
    'impossible',
    undefined,
    ['dynamic.group-count'],
  ],
]

function translate(text: string, options: XPathTranslationOptions = OPTIONS) {
  const parsed = parseXPath(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return { filter: parsed.value, ...translateXPathToRule(parsed.value, options) }
}

describe('XPath to dynamic membership rule', () => {
  it.each(CASES)('%s: %s', (text, quality, rule, reasons) => {
    const result = translate(text)

    expect([result.quality, result.text, result.reasons.map((reason) => reason.id)]).toEqual([quality, rule, reasons])
  })

  it('writes nothing Entra would refuse', () => {
    for (const [text] of CASES) {
      const { target } = translate(text)
      if (target !== undefined) expect(validateRule(target).filter(({ severity }) => severity === 'error')).toEqual([])
    }
  })

  it('fills every reason with its parameters', () => {
    for (const [text] of CASES) {
      for (const reason of translate(text).reasons)
        expect(`${reason.text} ${reason.instead ?? ''}`).not.toMatch(/\{\w+\}/)
    }
  })

  it('has an example of every reason for rules', () => {
    const seen = new Set(CASES.flatMap(([, , , reasons]) => reasons))
    const expected = Object.keys(REASONS).filter(
      (id) => /^(dynamic|set|xpath|identifier)\./.test(id) && id !== 'dynamic.quote' && id !== 'dynamic.refused',
    )

    expect(expected.filter((id) => !seen.has(id))).toEqual([])
  })

  it('shows an input on which an approximation differs', () => {
    const { filter, target, reasons } = translate("/Person[contains(JobTitle, 'xu')]")
    const example = reasons[0]?.example
    const title = example?.attributes.JobTitle
    const source = evaluateXPath(filter, objectFromJson({ ObjectType: 'Person', JobTitle: title }))
    const found = target && evaluateRule(target, { user: objectFromJson({ jobTitle: title }) })

    expect([source, found]).toEqual([example?.source, example?.target])
    expect(source).not.toBe(found)
  })

  it('names the decision a condition rests on, and follows another answer', () => {
    const decisions = { ...DEFAULT_FILTER_DECISIONS, xpathAbsentNotEqual: true, ruleQuote: 'backtick' as const }

    expect(translate("/Person[JobTitle != 'x']").reasons[0]?.decision).toBe('Q-30')
    expect(translate("/Person[JobTitle != 'x']", { ...OPTIONS, decisions }).text).toBe('-not (user.jobTitle -eq "x")')
    expect(translate("/Person[JobTitle = 'a\"b']", { ...OPTIONS, decisions })).toMatchObject({
      quality: 'conditional',
      text: 'user.jobTitle -eq "a`"b"',
      reasons: [{ id: 'dynamic.quote', decision: 'Q-29' }],
    })
  })

  it('quotes the limit it runs into, with source and date', () => {
    const { reasons } = translate("/Person[Odd = 'x']")

    expect(reasons[0]?.limit).toMatchObject({ id: 'rule.properties', dated: '2024-12-19' })
    expect(reasons[0]?.instead).toContain('extension attribute')
  })
})
