import { describe, expect, it } from 'vitest'
import { valueFromJson } from '../../json-values.js'
import type { UnknownId } from '../core/context.js'
import type { FilterObject } from '../core/values.js'
import { objectFromJson } from '../core/values.js'
import { DEFAULT_FILTER_DECISIONS } from '../decisions.js'
import { XPATH_COMPARISONS, XPATH_TEXT_FUNCTIONS } from './ast.js'
import type { XPathContext, XPathResolver } from './evaluate.js'
import { evaluateXPath } from './evaluate.js'
import { parseXPath } from './parse.js'
import { printXPath } from './print.js'
import { unwrapFilter } from './unwrap.js'

const SET = '58609b35-3d92-4a0a-b264-752e2a1ba110'
const ANN = 'aaaaaaaa-0000-0000-0000-000000000001'
const BOB = 'bbbbbbbb-0000-0000-0000-000000000002'

/** Every construct of the grammar, as it is printed. */
const PRINTED: readonly string[] = [
  '/Person',
  '/*',
  '/ma-data',
  '/Person | /Group[Type = "Distribution"]',
  "/*[ObjectType = 'Person' or ObjectType = 'Group']",
  "/Person[Department = 'A' or Department = 'B' and City = 'X']",
  "/Person[(Department = 'A') and ((City = 'X') or (City = 'Y'))]",
  "/Person[not(UsageKeyword = 'BasicUI')]",
  "/Person[JobTitle != 'Intern'][City = 'X']",
  '/Person[FreezeLevel < 5]',
  '/Person[FreezeLevel <= 999999999999999]',
  '/Person[FreezeLevel > -1]',
  '/Person[FreezeLevel >= 0]',
  '/Group[MembershipLocked = False]',
  '/Group[MembershipLocked = true]',
  "/Person[starts-with(DisplayName, '%')]",
  "/Person[ends-with(Email, '@contoso.com')]",
  "/Person[contains(JobTitle, 'qu')]",
  "/Person[Manager = /Person[JobTitle = 'Director']]",
  `/Person[ObjectID = /Set[ObjectID = '${SET}']/ComputedMember]`,
  `/Set[ObjectID = '${SET}']/ExplicitMember[City = 'X']`,
  '/Person[Manager = /*]',
  '/Person[EmployeeEndDate < fn:current-dateTime()]',
  '/Group[ExpirationTime < op:add-dayTimeDuration-to-dateTime(fn:current-dateTime(), xs:dayTimeDuration("P14DT0H0M"))]',
  "/Person[CreatedTime >= op:subtract-dayTimeDuration-from-dateTime(fn:current-dateTime(), xs:dayTimeDuration('P1D'))]",
  '/Person[CreatedTime >= op:subtract-dayTimeDuration-from-dateTime(fn:current-dateTime(), xs:dayTimeDuration(P1D))]',
  "/Person[descendant-in('Manager', /Person[DisplayName = 'Ann'])]",
  '/Person[Department = current()/Department]',
  "/Group[Owner = '%LoginID%' and Domain = %LoginDomain%]",
  "/Person[matches(DisplayName, 'x', (1))]",
  "/Person[DisplayName = \"it's\" and City = 'it''s']",
]

describe('grammar', () => {
  it.each(PRINTED)('%s', (text) => {
    const parsed = parseXPath(text)

    expect(parsed.ok && printXPath(parsed.value)).toBe(text)
  })

  it('has an example of every comparison and text function', () => {
    for (const operator of XPATH_COMPARISONS) expect(PRINTED.some((text) => text.includes(` ${operator} `))).toBe(true)
    for (const name of XPATH_TEXT_FUNCTIONS) expect(PRINTED.some((text) => text.includes(`${name}(`))).toBe(true)
  })

  it.each([
    ['/Person [ not ( A=\'x\' )and(B = "y") ]', '/Person[not(A = \'x\') and (B = "y")]'],
    ["/*[ObjectType='A' or\n  ObjectType='B']", "/*[ObjectType = 'A' or ObjectType = 'B']"],
    ["/Person[starts-with( A ,'x' )]", "/Person[starts-with(A, 'x')]"],
  ])('reads spaces anywhere: %s', (text, printed) => {
    const parsed = parseXPath(text)

    expect(parsed.ok && printXPath(parsed.value)).toBe(printed)
  })

  it('takes the Filter element off, escaped or not', () => {
    const plain =
      '<Filter xmlns="http://schemas.xmlsoap.org/ws/2004/09/enumeration" Dialect="x">/Person[A &lt; 5 and B = \'R&amp;D\']</Filter>'
    const escaped = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

    expect(unwrapFilter(plain).xpath).toBe("/Person[A < 5 and B = 'R&D']")
    expect(unwrapFilter(escaped).xpath).toBe("/Person[A < 5 and B = 'R&D']")
    expect(parseXPath(plain)).toMatchObject({ ok: true, notices: [{ id: 'wrapper-removed' }] })
  })

  it('keeps an unknown function and says so', () => {
    expect(parseXPath('/Person[matches(A, "b")]')).toMatchObject({
      ok: true,
      notices: [{ id: 'unknown-function', offset: 8 }],
    })
  })

  it.each([
    ['Person', 0, 1, 1],
    ['/Person[', 8, 1, 9],
    ["/Person[A = 'x]", 12, 1, 13],
    ["/Person[\nA ~ 'x']", 11, 2, 3],
    ["/Person[A = 'x'] and", 17, 1, 18],
    ['/Person[starts-with(A, 5)]', 23, 1, 24],
    ['/Person[A = 1.5]', 12, 1, 13],
    ['/Person[A = foo()]', 12, 1, 13],
    ['/Person[A = tomorrow]', 20, 1, 21],
    ['', 0, 1, 1],
  ])('places the error in %s', (text, offset, line, column) => {
    expect(parseXPath(text)).toMatchObject({ ok: false, error: { offset, line, column } })
  })

  it('refuses hostile nesting instead of running out of stack', () => {
    expect(parseXPath(`/Person[${'('.repeat(50_000)}`)).toMatchObject({ ok: false })
    expect(parseXPath(`/Person[${'not('.repeat(50_000)}`)).toMatchObject({ ok: false })
  })
})

const NOW = Date.UTC(2026, 0, 1)

function person(attributes: Readonly<Record<string, unknown>>, id = ANN): FilterObject {
  return objectFromJson({ ObjectType: 'Person', ObjectID: id, ...attributes })
}

function decide(text: string, object: FilterObject, context: XPathContext = {}): unknown {
  const parsed = parseXPath(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return evaluateXPath(parsed.value, object, { now: NOW, ...context })
}

describe('evaluation', () => {
  it.each([
    ['/Person', {}, true],
    ['/Group', {}, false],
    ['/*', {}, true],
    ['/Group | /Person', {}, true],
    ["/Person[Department = 'sales']", { Department: 'Sales' }, true],
    ["/Person[Department = 'sales']", {}, false],
    ["/Person[not(Department = 'sales')]", {}, true],
    ["/Person[Department != 'sales']", {}, false],
    ["/Person[Department != 'sales']", { Department: 'IT' }, true],
    ["/Person[A = 'x' or A = 'y' and B = 'z']", { A: 'x' }, true],
    ["/Person[A = 'x'][B = 'z']", { A: 'x' }, false],
    ["/Person[Mails = 'b']", { Mails: ['a', 'B'] }, true],
    ["/Person[not(Mails = 'c')]", { Mails: ['a', 'b'] }, true],
    ['/Person[Level < 10]', { Level: 9 }, true],
    ['/Person[Level < 10]', { Level: '9' }, true],
    ['/Person[Level > 10]', { Level: { $int: '9223372036854775807' } }, true],
    ['/Person[Level <= 999999999999999]', {}, false],
    ['/Person[Locked = False]', { Locked: false }, true],
    ['/Person[Locked = true()]', { Locked: 'TRUE' }, true],
    ["/Person[Locked = 'true']", { Locked: true }, true],
    ['/Person[Locked = false]', {}, false],
    ["/Person[starts-with(Title, 'man')]", { Title: 'Manager' }, true],
    ["/Person[starts-with(Title, '%man')]", { Title: 'Senior Manager' }, true],
    ["/Person[starts-with(Id, 'A_1')]", { Id: 'ax17' }, true],
    ["/Person[starts-with(Id, 'A_1')]", { Id: 'A17' }, false],
    ["/Person[starts-with(Id, '[a-c]x')]", { Id: 'BX' }, true],
    ["/Person[starts-with(Id, '[^a-c]x')]", { Id: 'BX' }, false],
    ["/Person[starts-with(Id, '%')]", { Id: '' }, true],
    ["/Person[not(starts-with(Id, '%'))]", {}, true],
    ["/Person[ends-with(Email, '@CONTOSO.com')]", { Email: 'a@contoso.com' }, true],
    ["/Person[contains(Text, 'qu')]", { Text: 'The quick brown fox' }, true],
    ["/Person[contains(Text, 'u')]", { Text: 'The quick brown fox' }, false],
    ['/Person[Start <= fn:current-dateTime()]', { Start: '2025-12-31T23:59:59' }, true],
    [
      "/Person[Start <= op:add-dayTimeDuration-to-dateTime(fn:current-dateTime(), xs:dayTimeDuration('P7D'))]",
      { Start: { $date: '2026-01-08T00:00:00Z' } },
      true,
    ],
    [
      "/Person[Start > op:subtract-dayTimeDuration-from-dateTime(fn:current-dateTime(), xs:dayTimeDuration('P7D'))]",
      { Start: '2025-12-20' },
      false,
    ],
    ["/Person[Start < '2020-06-10T18:13:20.000']", { Start: { $date: '2020-06-10T18:13:19.999Z' } }, true],
    [`/Person[ObjectID = '${ANN.toUpperCase()}']`, {}, true],
    [`/Person[ObjectID = 'urn:uuid:${ANN}']`, {}, true],
    ['/Person[Manager = /*]', { Manager: { $ref: BOB } }, true],
    ['/Person[Manager = /*]', {}, false],
    [`/Person[Manager = /Person[ObjectID = '${BOB}']]`, { Manager: BOB }, true],
  ])('%s on %j: %s', (text, attributes, expected) => {
    expect(decide(text, person(attributes))).toBe(expected)
  })

  const unknowns: readonly [string, Record<string, unknown>, UnknownId][] = [
    ["/Person[matches(A, 'x')]", { A: 'x' }, 'function'],
    [`/Person[ObjectID = /Set[ObjectID = '${SET}']/ComputedMember]`, {}, 'member-list'],
    ["/Person[Manager = /Person[City = 'X']]", { Manager: BOB }, 'object'],
    ["/Person[Owner = '%LoginID%']", { Owner: 'x' }, 'token'],
    ['/Person[Department = current()/Department]', { Department: 'x' }, 'caller'],
    ["/Person[Mails != 'a']", { Mails: ['a', 'b'] }, 'multi-valued'],
    ["/Person[Name < 'b']", { Name: 'a' }, 'order-of-values'],
    ["/Person[Photo = 'x']", { Photo: { $bin: 'AAAA' } }, 'binary-comparison'],
    ['/Person[A = /Person/Manager]', { A: BOB }, 'objects-of-type'],
  ]

  it.each(unknowns)('%s on %j is unknown for lack of: %s', (text, attributes, id) => {
    const causes: string[] = []

    const truth = decide(text, person(attributes), { onUnknown: (cause) => causes.push(cause.id) })

    expect(truth).toBe('unknown')
    expect(causes).toContain(id)
  })

  it('decides by what is known when that is enough', () => {
    expect(decide("/Person[A = 'x' or matches(B, 'y')]", person({ A: 'x' }))).toBe(true)
    expect(decide("/Person[A = 'z' and matches(B, 'y')]", person({ A: 'x' }))).toBe(false)
  })

  it('takes the absence of an attribute that is not in the data as no answer', () => {
    expect(decide("/Person[A = 'x']", person({}), { isKnown: (name) => name !== 'A' })).toBe('unknown')
  })

  it('needs a clock for dates', () => {
    expect(decide('/Person[A < fn:current-dateTime()]', person({ A: '2020-01-01' }), { now: undefined })).toBe(
      'unknown',
    )
  })

  it('follows the decision about != and an absent value', () => {
    const decisions = { ...DEFAULT_FILTER_DECISIONS, xpathAbsentNotEqual: true }

    expect(decide("/Person[A != 'x']", person({}), { decisions })).toBe(true)
  })
})

describe('references', () => {
  const bob = person({ JobTitle: 'Director', City: 'X', Manager: BOB }, BOB)
  const team = objectFromJson({ ObjectType: 'Set', ObjectID: SET, DisplayName: 'Team', ComputedMember: [ANN] })
  const objects = new Map([
    [BOB, bob],
    [SET, team],
  ])
  const resolver: XPathResolver = {
    resolve: (id) => objects.get(id),
    members: (id, kind) => (id === SET ? new Set(kind === 'computed' ? [ANN] : []) : undefined),
    objectsOfType: (type) =>
      [...objects.values()].filter((object) => type === '*' || object.get('ObjectType') === type),
  }
  const ann = person({ Manager: BOB, Department: 'Sales' })

  it.each([
    ["/Person[Manager = /Person[JobTitle = 'director']]", true],
    ["/Person[Manager = /Person[JobTitle = 'Boss']]", false],
    ['/Person[not(Manager = /Group)]', true],
    [`/Person[ObjectID = /Set[ObjectID = '${SET.toUpperCase()}']/ComputedMember]`, true],
    [`/Person[ObjectID = /Set[ObjectID = '${SET}']/ExplicitMember]`, false],
    [`/Person[ObjectID != /Set[ObjectID = '${SET}']/ComputedMember]`, false],
    ["/Person[ObjectID = /Set[DisplayName = 'team']/ComputedMember]", true],
    [`/Set[ObjectID = '${SET}']/ComputedMember`, true],
    [`/Set[ObjectID = '${SET}']/ComputedMember[Department = 'Sales']`, true],
    [`/Set[ObjectID = '${SET}']/ComputedMember[Department = 'IT']`, false],
    ["/Person[City = 'X']/Manager", false],
    [`/Person[descendant-in('Manager', /Person[ObjectID = '${BOB}'])]`, true],
    ["/Person[descendant-in('Manager', /Person[City = 'Y'])]", false],
  ])('%s: %s', (text, expected) => {
    expect(decide(text, ann, { resolver })).toBe(expected)
  })

  it('fills in who asks and the tokens of the portal', () => {
    const caller = objectFromJson({ Department: 'sales' })
    const tokens = new Map([['LoginID', ANN]])

    expect(decide('/Person[Department = current()/Department]', ann, { caller })).toBe(true)
    expect(decide("/Person[ObjectID = '%LoginID%']", ann, { tokens })).toBe(true)
  })
})

it('reads typed values from any source of values', () => {
  const values = new Map([
    ['A', valueFromJson(5)],
    ['ObjectType', 'Person'],
  ])

  expect(decide('/Person[A = 5]', values)).toBe(true)
})
