import { describe, expect, it } from 'vitest'
import { objectFromJson } from '../core/values.js'
import { DEFAULT_FILTER_DECISIONS } from '../decisions.js'
import { NEGATIVE_OPERATORS, RULE_OPERATORS } from './ast.js'
import type { RuleContext } from './evaluate.js'
import { evaluateRule } from './evaluate.js'
import { parseRule } from './parse.js'
import { needsEscape, printRule } from './print.js'
import { documentedProperties, OPERATORS_BY_TYPE, rulePropertyInfo } from './properties.js'
import { validateRule } from './validate.js'

const GROUP = '11111111-1111-1111-1111-111111111111'
const PLANS = [
  { servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0', capabilityStatus: 'Enabled', service: 'exchange' },
  { servicePlanId: 'p2', capabilityStatus: 'Suspended', service: 'SCO' },
]
const NOW = Date.UTC(2026, 0, 1)

/** Rule, user (or device) and answer; the rules are documented samples or the smallest that show an operator. */
const CASES: readonly [string, Record<string, unknown>, boolean | 'unknown'][] = [
  ['user.department -eq "Sales"', { department: 'SALES' }, true],
  ['user.department -eq "Sales"', {}, false],
  ['user.department -eq "null"', {}, false],
  ['user.department -eq null', {}, true],
  ['user.mail -ne null', { mail: 'x' }, true],
  ['user.accountEnabled -eq true', { accountEnabled: true }, true],
  ['user.accountEnabled -eq true', {}, false],
  ['user.accountEnabled -ne true', {}, true],
  ['user.city -ne "Lagos"', { city: 'Abuja' }, true],
  ['user.city -ne "Lagos"', {}, true],
  ['user.jobTitle -startsWith "SDE"', { jobTitle: 'sde ii' }, true],
  ['user.jobTitle -notStartsWith "SDE"', { jobTitle: 'sde ii' }, false],
  ['user.mailNickname -endsWith "-vendor"', { mailNickName: 'ann-vendor' }, true],
  ['user.mail -notEndsWith "@Contoso.com"', {}, true],
  ['user.jobTitle -contains "anage"', { jobTitle: 'Manager' }, true],
  ['user.jobTitle -notContains "Manager"', { jobTitle: 'Engineer' }, true],
  ['user.displayName -match "^Da.*"', { displayName: 'aDa' }, false],
  ['user.displayName -match ".*vid"', { displayName: 'David' }, true],
  ['user.displayName -notMatch "^Da"', { displayName: 'David' }, false],
  ['user.displayName -match "(?>x)"', { displayName: 'x' }, 'unknown'],
  ['user.department -in ["50001","50002"]', { department: '50002' }, true],
  ['user.department -notIn ["50001","50002"]', {}, true],
  ['user.department -notIn ["50001","50002"]', { department: '50001' }, false],
  ['user.employeeHireDate -ge system.now -plus p1d', { employeeHireDate: '2026-01-05T00:00:00Z' }, true],
  ['user.employeeHireDate -le system.now -minus p1d', { employeeHireDate: '2025-12-31T00:00:00Z' }, true],
  ['user.employeeHireDate -ge system.now', { employeeHireDate: { $date: '2026-01-01T00:00:00Z' } }, true],
  ['user.employeeHireDate -le 2020-06-10T18:13:20Z', {}, false],
  ['user.employeeHireDate -eq "2020-06-10T18:13:20Z"', { employeeHireDate: '2020-06-10T20:13:20+02:00' }, true],
  ['(user.department -eq "Sales") -and -not (user.jobTitle -startsWith "SDE")', { department: 'Sales' }, true],
  ['user.department -eq "A" -or user.department -eq "B" -and user.city -eq "X"', { department: 'A', city: 'Y' }, true],
  ['-not user.department -eq "A" -and user.city -eq "Y"', { department: 'A', city: 'Y' }, false],
  ['user.proxyAddresses -any (_ -startsWith "contoso")', { proxyAddresses: ['x', 'CONTOSO'] }, true],
  ['user.proxyAddresses -any (_ -startsWith "contoso")', {}, false],
  ['user.proxyAddresses -all (_ -startsWith "contoso")', { proxyAddresses: ['x', 'contoso'] }, false],
  ['user.proxyAddresses -startsWith "SMTP:"', { proxyAddresses: ['x', 'smtp:a'] }, true],
  ['user.proxyAddresses -notEndsWith "@outlook.com"', { proxyAddresses: ['a@outlook.com', 'b'] }, false],
  ['user.otherMails -endsWith"@contoso.com"', { otherMails: ['a@contoso.com'] }, true],
  [
    'user.assignedPlans -any (assignedPlan.service -eq "SCO" -and assignedPlan.capabilityStatus -eq "Enabled")',
    { assignedPlans: PLANS },
    false,
  ],
  ['user.assignedPlans -any (assignedPlan.service -eq "SCO")', { assignedPlans: PLANS }, true],
  ['user.assignedPlans -all (assignedPlan.servicePlanId -eq null)', {}, true],
  ['user.assignedPlans -all (assignedPlan.servicePlanId -eq null)', { assignedPlans: PLANS }, false],
  [`Direct Reports for "${GROUP}"`, { manager: GROUP.toUpperCase() }, true],
  [`Direct Reports for "${GROUP}"`, {}, false],
  [`user.memberof -any (group.objectId -in ['${GROUP}'])`, { memberOf: ['x', GROUP] }, true],
  [`user.memberof -any (group.objectId -in ['${GROUP}'])`, {}, 'unknown'],
  ['user.extensionAttribute15 -eq "Marketing"', { extensionAttribute15: 'marketing' }, true],
  ['user.department -frobs "x"', { department: 'x' }, 'unknown'],
  ['device.objectId -ne null', {}, 'unknown'],
]

describe('evaluation', () => {
  it.each(CASES)('%s on %j: %s', (text, attributes, expected) => {
    expect(decide(text, attributes)).toBe(expected)
  })

  it('has an example of every operator', () => {
    for (const operator of RULE_OPERATORS) expect(CASES.some(([text]) => text.includes(`-${operator} `))).toBe(true)
  })

  it('evaluates devices', () => {
    const rule = parsedRule('device.devicePhysicalIds -any _ -startsWith "[ZTDId]"')

    expect(evaluateRule(rule, { device: objectFromJson({ devicePhysicalIds: ['[ZTDId]:1'] }) })).toBe(true)
  })

  it('asks the context for group membership and the clock', () => {
    expect(decide(`user.memberOf -any (group.objectId -in ['${GROUP}'])`, {}, { memberOf: [GROUP] })).toBe(true)
    expect(decide('user.employeeHireDate -ge system.now', { employeeHireDate: '2026-01-01' }, { now: undefined })).toBe(
      'unknown',
    )
  })

  it('follows the decisions about absent values and bare collections', () => {
    const absent = { ...DEFAULT_FILTER_DECISIONS, ruleAbsentNegative: false }
    const bare = { ...DEFAULT_FILTER_DECISIONS, ruleDirectCollection: 'refuse' as const }

    expect(decide('user.city -ne "x"', {}, { decisions: absent })).toBe(false)
    expect(decide('user.proxyAddresses -contains "x"', { proxyAddresses: ['a', 'b'] }, { decisions: bare })).toBe(
      'unknown',
    )
  })
})

function parsedRule(text: string) {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

function decide(text: string, user: Record<string, unknown>, context: RuleContext = {}): unknown {
  return evaluateRule(parsedRule(text), { user: objectFromJson(user) }, { now: NOW, ...context })
}

describe('reading and writing', () => {
  it.each([
    ['user.mail –ne null', 'user.mail -ne null', ['typographic-dash']],
    [
      'user.DEPARTMENT eq "a" AND user.city startswith "b"',
      'user.department -eq "a" -and user.city -startsWith "b"',
      ['property-spelling'],
    ],
    [
      'user.employeehiredate -GE System.Now -Plus p1d',
      'user.employeeHireDate -ge system.now -plus p1d',
      ['property-spelling'],
    ],
    ['not (user.city -eq $null)', '-not (user.city -eq null)', ['dollar-null']],
    ['user.department -eq `"Sales`"', 'user.department -eq "Sales"', ['escaped-quotes']],
    ['user.department -eq \\"Sales\\"', 'user.department -eq "Sales"', ['escaped-quotes']],
    ['user.department -eq Sales', 'user.department -eq Sales', ['unquoted-text']],
    ['user.department -frobs "x"', 'user.department -frobs "x"', ['unknown-operator']],
    ["user.city -eq 'it''s'", "user.city -eq 'it''s'", []],
    ['user.city -eq "a`"b"', 'user.city -eq "a`"b"', []],
    ['user.city -eq "a\\"b"', 'user.city -eq "a`"b"', []],
    ['user.city -match "^\\d+$"', 'user.city -match "^\\d+$"', []],
    ['user.proxyAddresses -any (\\_ -startsWith "x")', 'user.proxyAddresses -any (_ -startsWith "x")', []],
    ['user.department -in [ "a" , 5, true ]', 'user.department -in ["a",5,true]', []],
    ['direct reports for "x"', 'Direct Reports for "x"', []],
    [
      'user.employeeHireDate -le 2020-06-10T18:13:20.123+02:00',
      'user.employeeHireDate -le 2020-06-10T18:13:20.123+02:00',
      [],
    ],
    [
      'user.objectId -eq aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
      'user.objectId -eq aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
      ['unquoted-text'],
    ],
    ['-not -not user.city -eq "x"', '-not -not user.city -eq "x"', []],
  ])('%s', (text, printed, notices) => {
    const parsed = parseRule(text)

    expect(parsed).toMatchObject({ ok: true })
    expect(parsed.ok && printRule(parsed.value)).toBe(printed)
    expect(parsed.ok && parsed.notices.map((notice) => notice.id)).toEqual(notices)
  })

  it.each([
    ['', 0],
    ['user.department', 15],
    ['user.department -eq', 19],
    ['user.department -eq "Sales', 20],
    ['department -eq "Sales"', 0],
    ['(user.city -eq "x"', 18],
    ['user.city -eq "x")', 17],
    ['user.city -in ["x", ["y"]]', 20],
    ['user.city -and "x"', 10],
    ['user.city ~ "x"', 10],
    ['Direct Reports of "x"', 15],
  ])('places the error in %s', (text, offset) => {
    expect(parseRule(text)).toMatchObject({ ok: false, error: { offset } })
  })

  it('refuses hostile nesting instead of running out of stack', () => {
    expect(parseRule('('.repeat(50_000))).toMatchObject({ ok: false })
    expect(parseRule('-not '.repeat(50_000))).toMatchObject({ ok: false })
  })

  it('knows which texts need an escape nobody is sure of', () => {
    expect(['plain', 'a\\d', 'a`b', "it's"].map(needsEscape)).toEqual([false, false, false, false])
    expect(['a"b', 'a\\', 'a`', 'a`"'].map(needsEscape)).toEqual([true, true, true, true])
  })
})

/** Rule and the problems Entra would have with it. */
const PROBLEMS: readonly [string, readonly string[]][] = [
  ['user.department -eq "Sales"', []],
  ['user.extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber -eq "123"', []],
  [`user.department -eq "${'x'.repeat(3100)}"`, ['rule.too-long']],
  ['user.employeeType -eq "x"', ['rule.unsupported-property']],
  ['user.extensionAttribute16 -eq "x"', ['rule.unsupported-property']],
  ['user.department -frobs "x"', ['rule.unknown-operator']],
  ['user.accountEnabled -startsWith "t"', ['rule.operator-for-property', 'rule.boolean-value']],
  ['user.accountEnabled -eq "yes"', ['rule.boolean-value']],
  ['user.department -le "x"', ['rule.operator-for-property']],
  ['user.proxyAddresses -in ["x"]', ['rule.operator-for-property']],
  ['user.department -in "x"', ['rule.list']],
  ['user.department -eq ["x"]', ['rule.list']],
  ['-not (user.department -eq null)', ['rule.not-null']],
  ['user.department -contains null', ['rule.null-operator']],
  ['user.department -eq "IT" -or device.deviceOSType -eq "Windows"', ['rule.users-and-devices']],
  [`Direct Reports for "${GROUP}" -and user.city -eq "x"`, ['rule.direct-reports-combined']],
  [`user.memberof -any (group.objectId -in ['${GROUP}'])`, ['rule.member-of-preview']],
  [`user.memberof -any (group.objectId -in ['${GROUP}']) -and user.city -eq "x"`, ['rule.member-of-combined']],
  [`-not (user.memberOf -any (group.objectId -in ['${GROUP}']))`, ['rule.member-of-combined']],
  [`user.memberOf -all (group.objectId -eq '${GROUP}')`, ['rule.member-of-preview', 'rule.member-of-form']],
  [
    `user.memberOf -any (group.objectId -in [${Array.from({ length: 51 }, () => "'x'").join(',')}])`,
    ['rule.member-of-preview', 'rule.member-of-groups'],
  ],
  ['user.department -any (_ -eq "x")', ['rule.not-a-collection', 'rule.item']],
  ['user.proxyAddresses -any (user.otherMails -any (_ -eq "x"))', ['rule.nested-collection']],
  ['_ -eq "x"', ['rule.item']],
  ['user.assignedPlans -any (assignedPlan.colour -eq "x")', ['rule.item']],
]

describe('validation', () => {
  it.each(PROBLEMS)('%s', (text, ids) => {
    const issues = validateRule(parsedRule(text), text)

    expect(issues.map((found) => found.id)).toEqual(ids)
    for (const { limit } of issues) expect(limit?.source).toMatch(/^https:\/\/learn\.microsoft\.com\//)
  })

  it('knows every documented property with operators for its type', () => {
    expect(documentedProperties('user')).toHaveLength(34)
    expect(documentedProperties('device')).toHaveLength(19)
    for (const { name, type } of [...documentedProperties('user'), ...documentedProperties('device')]) {
      expect(name).toMatch(/^[a-z]\w+$/)
      expect(OPERATORS_BY_TYPE[type]).toBeDefined()
    }
    expect(rulePropertyInfo('user', 'DEPARTMENT')?.name).toBe('department')
    expect(rulePropertyInfo('printer', 'department')).toBeUndefined()
    expect(Object.keys(NEGATIVE_OPERATORS)).toHaveLength(6)
  })
})
