import { describe, expect, it } from 'vitest'
import { classOfFilter, filterFeatures } from './xpath.js'

describe('class of a filter', () => {
  it.each([
    ["/Person[Department = 'Sales']", 'flat'],
    ["/Person[(Department = 'Sales') and (starts-with(JobTitle, 'Head'))]", 'flat'],
    ["/*[ObjectType='Person' and EmployeeType = 'Contractor']", 'flat'],
    ["/Person[Title = 'not(a | b)']", 'flat'],
    ["/Person[not(EmployeeType = 'Contractor')]", 'negated'],
    ["/Person[Manager = /Person[Department = 'IT']]", 'dereference'],
    ["/Person[Department = 'IT']/Manager", 'dereference'],
    ["/Person[ObjectID = /Set[ObjectID = '1']/ComputedMember]", 'nested-set'],
    ["/Person[not(ObjectID = /Set[DisplayName = 'X']/ComputedMember)]", 'nested-set'],
    ["/Person[ObjectID = /Group[DisplayName = 'X']/ComputedMember]", 'group-membership'],
    [
      '/Person[EmployeeEndDate < op:add-dayTimeDuration-to-dateTime(fn:current-dateTime(), xs:dayTimeDuration("P14D"))]',
      'temporal',
    ],
    ["/Group[Type = 'Security']", 'not-people'],
  ])('%s', (xpath, expected) => {
    expect(classOfFilter(xpath)).toBe(expected)
  })

  it('tells a union', () => {
    expect(filterFeatures("/Person[a = '1'] | /Person[b = '2']").has('union')).toBe(true)
  })
})
