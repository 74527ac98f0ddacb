import { describe, expect, it } from 'vitest'
import { objectionToXPath } from './xpath-check.js'

describe('objectionToXPath', () => {
  it.each([
    '/Person',
    '/Person[(Department = \'Sales (EU)\') and not (EmployeeType = "Contractor")]',
    "/Person[starts-with(AccountName, 'a') or (ends-with(Email, 'b') and contains(JobTitle, 'c'))]",
    '/Person[EmployeeEndDate <= op:add-dayTimeDuration-to-dateTime(fn:current-dateTime(), xs:dayTimeDuration("P14D"))]',
    "/Person[ObjectID = /Set[ObjectID = '4f']/ComputedMember]",
    '/Person[DisplayName = "it\'s [odd]("]',
  ])('has none to %s', (xpath) => {
    expect(objectionToXPath(xpath)).toBeUndefined()
  })

  it.each([
    ["/Person[frobnicate(AccountName, 'a')]", /uses frobnicate, which is no function/],
    ["/Person[Department = 'Sales'", /brackets/],
    ["/Person[Department = 'Sal", /cut off inside a text/],
  ])('names what is wrong with %s', (xpath, why) => {
    expect(objectionToXPath(xpath)).toMatch(why)
  })
})
