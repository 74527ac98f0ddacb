import { describe, expect, it } from 'vitest'
import { asksFor } from '../testing/design-reading.js'
import {
  estate,
  expectClean,
  expectDetection,
  place,
  service,
  serviceObject,
  shipped,
} from '../testing/estate-builder.js'
import { type CheckedObject, problemsOf } from './checks.js'
import { analyzer } from './index.js'

const person = (name: string, attributes: Readonly<Record<string, string>>) => serviceObject('Person', name, attributes)

function checked(values: Readonly<Record<string, string>>, name = 'Ada'): CheckedObject {
  const lists = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value]]))
  return { name, isPerson: true, domain: 'CONTOSO', values: lists, at: place(name) }
}

describe('data-cleanup', () => {
  it('finds one address with two owners and lists both', () => {
    const given = estate({
      services: [
        service({
          objects: [
            person('Ada', { Email: 'a.lee@contoso.com' }),
            serviceObject('Group', 'Sales', { Email: 'A.Lee@contoso.com' }),
          ],
        }),
      ],
    })

    const found = expectDetection(analyzer, given, { level: 'likely', confidence: 60 })
    const design = analyzer.map(found, given)

    expect(found.evidence[0]?.params).toMatchObject({ value: 'a.lee@contoso.com', owners: 'Ada, Sales' })
    expect(design).toMatchObject({ verdict: 'assisted', effort: { size: 'S' } })
    expect(design.blockers.map((item) => item.id)).toEqual(['M2E-DATA-201'])
  })

  it('finds malformed, missing and not routable values', () => {
    const given = estate({
      services: [
        service({
          objects: [
            person('Ada', { Email: 'ada lee@contoso.com', EmployeeID: '1' }),
            person('Bob', { Email: 'bob@corp.local' }),
          ],
        }),
      ],
    })

    expectDetection(analyzer, given, { confidence: 100, evidence: ['M2E-DATA-002', 'M2E-DATA-003', 'M2E-DATA-004'] })
  })

  it('finds nothing without objects, and nothing in clean ones', () => {
    expectClean(analyzer, estate())
    expectClean(
      analyzer,
      estate({ services: [service({ objects: [person('Ada', { Email: 'ada@contoso.com', EmployeeID: '1' })] })] }),
    )
  })

  it('does not check accounts of the product or of Windows', () => {
    const own = shipped('Person', 'Built-in Synchronization Account', {
      AccountName: 'a very long account name of ours',
    })

    expectClean(analyzer, estate({ services: [service({ objects: [own] })] }))
    expect(problemsOf([checked({ sAMAccountName: 'krbtgt_with_a_very_long_name' }, 'krbtgt_1234')])).toEqual([])
  })

  it('asks for a fix of each kind of problem', () => {
    const given = estate({
      services: [service({ objects: ['Ada', 'Bob'].map((name) => person(name, { Email: 'a.lee@contoso.com' })) })],
    })

    expect(asksFor(analyzer.map(expectDetection(analyzer, given), given))).toMatchInlineSnapshot(`
      [
        "hand-step/fix-address-more-than-one-owner",
      ]
    `)
  })
})

describe('a single value', () => {
  it.each([
    [{ userPrincipalName: `${'a'.repeat(65)}@contoso.com` }, 'too long: 113 characters, 64 before and 48 after the @'],
    [{ userPrincipalName: 'ada' }, 'not name@suffix, or characters that are not allowed'],
    [{ sAMAccountName: 'abcdefghijklmnopqrstu' }, 'longer than 20 characters'],
    [{ sAMAccountName: 'a/b' }, 'characters that are not allowed'],
    [{ mailNickname: '.ada' }, 'a period as first character'],
    [{ mailNickname: 'ada lee' }, 'characters that are not allowed'],
    [{ proxyAddresses: `smtp:${'a'.repeat(260)}@contoso.com` }, 'longer than 256 characters'],
    [{ mail: 'ada@corp' }, 'a suffix that is not routable'],
  ])('%j is wrong', (values, words) => {
    expect(problemsOf([checked(values)]).map((problem) => problem.words)).toEqual([words])
  })

  it.each([
    { mail: "o'hara@contoso.com" },
    { userPrincipalName: 'first.last+tag@sub.contoso.com' },
    { proxyAddresses: 'SMTP:ada@contoso.com', mail: 'ada@contoso.com' },
    { sAMAccountName: 'ada.lee' },
  ])('%j is right', (values) => {
    expect(problemsOf([checked(values)])).toEqual([])
  })
})
