import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestMembershipRule, placesOf } from '../../src/entra/index.js'
import { parseRule, printRule } from '../../src/expression/filter/index.js'
import { estate, place, service, serviceObject, set } from '../testing/estate-builder.js'
import { type MembershipRule, membershipRuleOf } from './portal-rules.js'

const boss = serviceObject('Person', 'Boss', { EmployeeID: '4711' }, { id: 'fb000000-0000-4000-8000-000000000001' })
const staff = set('Staff', "/Person[EmployeeType = 'Staff']", {
  object: { id: 'fb000000-0000-4000-8000-000000000002' },
})
const given = service({ sets: [staff], objects: [boss] })
const all = estate({ services: [given] })

function ruleOf(xpath: string): MembershipRule {
  return membershipRuleOf(all, given, xpath, place())
}

/** The rule as the service gets it: every place filled. */
function filled(rule: string): string {
  return placesOf(rule).reduce(
    (text, { text: whole, place: found }) =>
      text.replace(
        whole,
        found.kind === 'made' ? `extension_${'0'.repeat(32)}_x` : '00000000-0000-0000-0000-000000000000',
      ),
    rule,
  )
}

describe('a filter of the portal as a membership rule', () => {
  it('uses the names of the tenant', () => {
    expect(ruleOf("/Person[Department = 'Sales']")).toMatchObject({
      quality: 'exact',
      rule: 'user.department -eq "Sales"',
      extensions: [],
    })
  })

  it('asks for an extension where no rule reads the attribute, and says so', () => {
    const { quality, rule, extensions } = ruleOf("/Person[kbStatus = 'Active']")

    expect([quality, rule]).toEqual(['conditional', 'user.{made:directory-extension/mim-kbstatus} -eq "Active"'])
    expect(extensions.map((item) => item.name)).toEqual(['mim_kbStatus'])
  })

  it('writes the filter of a named set out', () => {
    const { rule, extensions } = ruleOf(`/Person[ObjectID = /Set[ObjectID = '${staff.object.id}']/ComputedMember]`)

    expect(rule).toBe('user.{made:directory-extension/mim-employeetype} -eq "Staff"')
    expect(extensions).toHaveLength(1)
  })

  it('finds the people a filter names by their key', () => {
    expect(ruleOf(`/Person[Manager = '${boss.id}']`).rule).toBe('Direct Reports for "{find:user?employeeId=4711}"')
  })

  it.each([
    ['another person', "/Person[Manager = /Person[City = 'Leipzig']]"],
    ['a group', "/Person[ObjectID = /Group[ObjectID = 'fb000000-0000-4000-8000-000000000003']/ComputedMember]"],
    ['a date', '/Person[EmployeeEndDate < fn:current-dateTime()]'],
    ['other objects', "/Group[DisplayName = 'x']"],
    ['a person nobody can find', "/Person[ObjectID = 'fb000000-0000-4000-8000-000000000009']"],
    ['nothing readable', '/Person['],
  ])('has no rule for a filter about %s', (_what, xpath) => {
    const found = ruleOf(xpath)

    expect([found.quality, found.rule]).toEqual(['impossible', undefined])
  })

  it('has no rule longer than the service takes', () => {
    const many = Array.from({ length: 300 }, (_, index) => `(starts-with(Department, 'Department ${index}'))`)

    expect(ruleOf(`/Person[${many.join(' or ')}]`)).toMatchObject({ quality: 'impossible', rule: undefined })
  })

  const attribute = fc.constantFrom('Department', 'City', 'EmployeeType', 'kbStatus', 'JobTitle')
  const value = fc.stringMatching(/^[A-Za-z0-9äß().,&-][A-Za-z0-9 äß().,&-]{0,20}$/)
  const condition: fc.Arbitrary<string> = fc.letrec<{ readonly any: string }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc
        .tuple(attribute, fc.constantFrom('=', '!='), value)
        .map(([name, operator, text]) => `(${name} ${operator} '${text}')`),
      fc.tuple(attribute, value).map(([name, text]) => `(starts-with(${name}, '${text}'))`),
      fc.tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any')).map(([a, word, b]) => `(${a} ${word} ${b})`),
      tie('any').map((inner) => `not(${inner})`),
    ),
  })).any

  it('prints rules that read back as they were written', () => {
    fc.assert(
      fc.property(condition, (text) => {
        const { rule } = ruleOf(`/Person[${text}]`)
        if (rule === undefined) return
        const sent = filled(rule)
        const parsed = parseRule(sent)
        expect(parsed.ok && printRule(parsed.value)).toBe(sent)
        expect(sent.length).toBeLessThanOrEqual(longestMembershipRule)
      }),
      { numRuns: 300 },
    )
  })
})
