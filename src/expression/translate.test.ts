import { describe, expect, it, test } from 'vitest'
import { parse } from './languages.js'
import { splitDistinguishedName } from './translate/distinguished-name.js'
import type { TranslationOptions } from './translate/options.js'
import { translate } from './translate.js'

const PRESENT: TranslationOptions = {
  attributes: { get: () => ({ type: 'string', alwaysPresent: true }) },
}

function reasonsOf(language: 'mim' | 'connect', text: string, options?: TranslationOptions): readonly string[] {
  return translate(language, parse(language, text), options).reasons.map((reason) => `${reason.verdict} ${reason.id}`)
}

test.each([
  ['connect', 'LCase([mail])', 'exact', 'ToLower([mail])'],
  [
    'connect',
    'IIF(IsNullOrEmpty([displayName]),[cn],[displayName])',
    'exact',
    'Switch([displayName], [displayName], "", [cn])',
  ],
  ['connect', 'IIF([a]=1 && [b]=2,"x","y")', 'exact', 'Switch([a], "y", "1", Switch([b], "y", "2", "x"))'],
  ['connect', 'IIF(Len([x])>64,Left([x],64),[x])', 'conditional', 'Left([x], 64)'],
  ['connect', 'Switch([c]="1","a",[c]="2","b",True,"z")', 'exact', 'Switch([c], "z", "1", "a", "2", "b")'],
  ['connect', 'With($v,LCase([a]),$v)', 'exact', 'ToLower([a])'],
  [
    'connect',
    'IIF(IsNullOrEmpty([usageLocation]),IgnoreThisFlow,[usageLocation])',
    'conditional',
    'IgnoreFlowIfNullOrEmpty(Switch([usageLocation], [usageLocation], "", ""))',
  ],
  [
    'connect',
    'IIF(CDate([end]) > Now(),"active","left")',
    'approximate',
    'Switch([end], IIF(DateDiff("s", Now(), CDate([end])) > 0, "active", "left"), "", "left")',
  ],
  ['connect', 'PCase([sn])', 'approximate', 'PCase([sn])'],
  ['mim', 'ProperCase(sn)', 'conditional', 'PCase([sn])'],
  [
    'mim',
    'IIF(Eq(a,b),"x","y")',
    'conditional',
    'Switch([a], Switch([b], IIF([a] = [b], "x", "y"), "", "y"), "", Switch([b], "y", "", "x"))',
  ],
] as const)('%s %s is %s', (language, text, verdict, expected) => {
  const result = translate(language, parse(language, text))

  expect(result.text).toBe(expected)
  expect(result.verdict).toBe(verdict)
})

test.each([
  ['connect', 'BitOr([a],2)', 'impossible no-arithmetic'],
  ['connect', '2 + [n]', 'impossible no-arithmetic'],
  ['connect', '[a] & CRLF & [b]', 'impossible no-control-characters'],
  ['connect', 'CGuid([x])', 'impossible no-binary'],
  ['connect', 'Select($i,[p],LCase($i))', 'impossible no-iteration'],
  ['connect', 'RemoveDuplicates(Trim([p]))', 'impossible no-list-mapping'],
  ['connect', '[a] & %Domain.FQDN%', 'impossible parameter-unknown'],
  ['connect', 'CertSubject([c])', 'impossible no-counterpart'],
  ['connect', 'AuthoritativeNull', 'approximate precedence-lost'],
  ['mim', '"CN=" + cn + ",OU=People,DC=x"', 'impossible dn-construction'],
  ['mim', 'MyFunction(a)', 'impossible unknown-function'],
] as const)('%s %s cannot: %s', (language, text, reason) => {
  expect(reasonsOf(language, text)).toContain(reason)
  expect(translate(language, parse(language, text)).verdict).toBe('impossible')
})

describe('options', () => {
  it('turn conditions into certainty when attributes are always present', () => {
    const result = translate('connect', parse('connect', '[givenName] & " " & [sn]'), PRESENT)

    expect(result).toMatchObject({ verdict: 'exact', text: 'Join("", [givenName], " ", [sn])' })
  })

  it('write parameters out', () => {
    const result = translate('connect', parse('connect', '"x@" & %Domain.FQDN%'), {
      parameters: new Map([['Domain.FQDN', 'contoso.com']]),
    })

    expect(result).toMatchObject({ verdict: 'conditional', text: 'Join("", "x@", "contoso.com")' })
  })

  it('rename attributes', () => {
    const result = translate('mim', parse('mim', 'UpperCase(AccountName)'), { rename: () => 'mailNickname' })

    expect(result.text).toBe('ToUpper([mailNickname])')
  })

  it('use the functions of Cloud Sync and refuse what it lacks', () => {
    const trimmed = translate('connect', parse('connect', 'Trim([a])'), { place: 'cloud-sync' })
    const cased = translate('mim', parse('mim', 'ProperCase(a)'), { place: 'cloud-sync' })

    expect(trimmed.text).toBe('Trim([a])')
    expect(cased.reasons.map((reason) => reason.id)).toContain('not-on-cloud-sync')
  })

  it('clear on Cloud Sync when null meant to clear', () => {
    const result = translate('connect', parse('connect', 'IIF(IsPresent([a]),[a],NULL)'), {
      place: 'cloud-sync',
      nullMeans: 'clear',
    })

    expect(result).toMatchObject({ verdict: 'exact', text: 'Switch([a], [a], "", "")' })
  })

  it('say that Cloud Sync clears what the source left alone', () => {
    const ids = reasonsOf('connect', 'IIF(IsPresent([a]),[a],IgnoreThisFlow)', { place: 'cloud-sync' })

    expect(ids).toContain('approximate null-becomes-clear')
  })

  it('use the date format of the data', () => {
    const result = translate('mim', parse('mim', 'DateTimeFormat(StartDate,"yyyyMMdd")'), {
      attributes: { get: () => ({ dateFormat: 'yyyy-MM-ddTHH:mm:ss' }) },
    })

    expect(result.text).toBe('FormatDateTime([StartDate], , "yyyy-MM-ddTHH:mm:ss", "yyyyMMdd")')
  })
})

describe('distinguished names', () => {
  it('split into the name and its container', () => {
    const text =
      'IIF(Eq(employeeStatus,"Terminated"),"CN=" + accountName + ",OU=Terminated,DC=x",EscapeDNComponent("CN=" + accountName) + ",OU=People,DC=x")'

    const halves = splitDistinguishedName('mim', parse('mim', text))

    expect(halves?.name.text).toBe('[accountName]')
    expect(halves?.parent.text).toBe('Switch([employeeStatus], "OU=People,DC=x", "Terminated", "OU=Terminated,DC=x")')
  })

  it.each([
    ['mim', '"CN=" + cn + ",OU=" + department + ",DC=x"', '[cn]', 'Join("", "OU=", [department], ",DC=x")'],
    [
      'mim',
      '"CN=" + cn + "," + Concatenate("OU=", department, ",DC=x")',
      '[cn]',
      'Join("", "OU=", [department], ",DC=x")',
    ],
    ['connect', '"CN=" & [cn] & ",OU=" & [department] & ",DC=x"', '[cn]', 'Join("", "OU=", [department], ",DC=x")'],
    [
      'mim',
      '"CN=" + cn + " (" + id + "),OU=" + l + ",DC=x"',
      'Join("", [cn], " (", [id], ")")',
      'Join("", "OU=", [l], ",DC=x")',
    ],
    [
      'mim',
      '"CN=" + cn + IIF(Eq(a,"b"),",OU=A",",OU=B") + ",DC=x"',
      '[cn]',
      'Switch([a], "OU=B,DC=x", "b", "OU=A,DC=x")',
    ],
  ] as const)('split %s %s', (language, text, name, parent) => {
    const halves = splitDistinguishedName(language, parse(language, text))

    expect([halves?.name.text, halves?.parent.text]).toEqual([name, parent])
  })

  it('say that a computed container is sent as it is', () => {
    const halves = splitDistinguishedName('mim', parse('mim', '"CN=" + cn + ",OU=" + department + ",DC=x"'))

    expect(halves?.parent.verdict).toBe('conditional')
    expect(halves?.parent.reasons.map((reason) => reason.id)).toContain('container-not-escaped')
  })

  it('leave other text alone', () => {
    expect(splitDistinguishedName('connect', parse('connect', '"CN={" & [a] & "}"'))).toBeUndefined()
  })
})

describe('limits', () => {
  it('quote the length limit with its source', () => {
    const result = translate('mim', parse('mim', `UpperCase("${'x'.repeat(10_001)}")`))

    expect(result.verdict).toBe('impossible')
    expect(result.reasons[0]).toMatchObject({
      id: 'too-long',
      params: { limit: 'An expression holds at most 10,000 characters.' },
    })
  })

  it('stop branches that multiply', () => {
    const condition = Array.from(
      { length: 40 },
      (_, index) => `(InStr([a${index}],"x") > 0 || InStr([b${index}],"y") > 0)`,
    ).join(' && ')

    expect(translate('connect', parse('connect', `IIF(${condition},1,2)`)).verdict).toBe('impossible')
  })
})
