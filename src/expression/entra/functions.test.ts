import { expect, it, test } from 'vitest'
import { walk } from '../ast.js'
import type { Example } from '../test-support.js'
import { resultOf } from '../test-support.js'
import { ENTRA_FUNCTIONS } from './functions.js'
import { parseEntra } from './parse.js'

const ROLES = { roles: [{ value: 'Admin', displayName: 'Administrator' }] }
const ROLE = { primary: false, type: 'WindowsAzureActiveDirectoryRole' }
const SPAN = 'CDate("8/25/2021 5:41:18 PM"), CDate("2012-03-16-07:00")'

const EXAMPLES: readonly Example[] = [
  ['Append([a], ".test")', { a: 'x' }, 'x.test'],
  ['Append([a], ".test")', {}, '.test'],
  ['ToLower("MÜNCHEN")', {}, 'münchen'],
  ['ToUpper("istanbul", "tr-TR")', {}, 'İSTANBUL'],
  ['PCase("PABLO GONSALVES (SECOND.)")', {}, 'Pablo Gonsalves (Second.)'],
  ['PCase("PINTO-DE\'SILVA", " \'-")', {}, "Pinto-De'Silva"],
  ['NormalizeDiacritics("Søren Æbelø đ Łódź")', {}, 'Soeren AEbeloe đ Lodz'],
  ['StripSpaces("a b\tc")', {}, 'ab\tc'],
  ['Trim(" Test ")', {}, 'Test'],
  ['Left("John Doe", -1)', {}, 'John Doe'],
  ['Mid("abcdef", 3, 99)', {}, 'cdef'],
  ['Mid("abc", 5, 1)', {}, { $error: 'Mid from 5 for 1 of 3 characters is not documented.' }],
  ['Word("The quick brown fox", 3, " ")', {}, 'brown'],
  ['InStr("repEated", "e", 3, vbBinaryCompare)', {}, 7],
  ['ConvertToBase64("Hello world!")', {}, 'SABlAGwAbABvACAAdwBvAHIAbABkACEA'],
  ['ConvertToUTF8Hex("é")', {}, 'C3A9'],
  ['ConvertFromBase64("SGVsbG8=", UTF8)', {}, 'Hello'],
  ['Left(RandomString(6, 6, 0, 0, 0), 1)', {}, '5'],
  ['RandomString(3, 2, 2, 0, 0)', {}, { $error: 'The length must lie between 4 and 256.' }],
  ['IsString("x")', {}, true],
  ['BitAnd(&HF, &HF7)', {}, 7],
  ['CBool([a] = [b])', { a: 'x', b: 'x' }, true],
  ['CBool("7")', {}, true],
  ['CStr([a])', { a: true }, 'True'],
  ['Not("False")', {}, true],
  ['Not([a])', { a: true }, false],
  ['Redact("secret")', {}, 'secret'],
  ['Guid()', {}, '80808080-8080-4080-8080-808080808080'],
  ['Error("stop")', {}, { $error: 'stop' }],
  ['StringFromSid([s])', { s: { $bin: 'AQEAAAAAAAUSAAAA' } }, 'S-1-5-18'],
  ['DNComponent("CN=Ann,OU=Staff", 2)', {}, 'Staff'],
  ['DNComponent(CRef([dn]), 1)', { dn: 'CN=Ann,OU=Staff' }, 'Ann'],
  ['IsNull([a])', { a: '' }, false],
  ['IsNullOrEmpty([a])', { a: '' }, true],
  ['IsPresent([a])', {}, false],
  ['CDate("2020-03-16-07:00")', {}, '3/16/2020 7:00:00 AM'],
  ['CDate("soon")', {}, { $error: 'string "soon" is not a date.' }],
  ['DateAdd("d", 7, CDate("2012-03-16-07:00"))', {}, '3/23/2012 7:00:00 AM'],
  [`DateDiff("yyyy", ${SPAN})`, {}, -9],
  [`DateDiff("m", ${SPAN})`, {}, -113],
  [`DateDiff("ww", ${SPAN})`, {}, -493],
  [`DateDiff("d", ${SPAN})`, {}, -3449],
  [`DateDiff("q", ${SPAN})`, {}, { $error: '"q" is not an interval.' }],
  ['DateFromNum(129699324000000000)', {}, '1/1/2012 11:00:00 PM'],
  ['NumFromDate("2020-12-31 23:59:59-08:00")', {}, { $int: '132539615990000000' }],
  ['Now()', {}, '1/31/2026 12:00:00 PM'],
  ['FormatDateTime("20150123105347.1Z", , "yyyyMMddHHmmss.fZ", "yyyy-MM-dd")', {}, '2015-01-23'],
  ['FormatDateTime("2020-03-16+08:00", , "yyyy-MM-ddzzz", "yyyy-MM-dd")', {}, '2020-03-15'],
  ['FormatDateTime("12/31/2020 12:00:00 AM", "M/d/yyyy hh:mm:ss tt", "yyyy-MM-dd")', {}, '2020-12-31'],
  ['FormatDateTime("x", , "yyyy", "yyyy")', {}, { $error: '"x" does not match the format "yyyy".' }],
  ['Join("-", [p], "", [missing], 7)', { p: ['a', 'b'] }, 'a-b-7'],
  ['Count([p])', { p: ['a', 'b'] }, 2],
  ['Item([p], 2)', { p: ['a', 'b'] }, 'b'],
  ['Item([p], 0)', { p: ['a', 'b'] }, { $error: 'The attribute has no value number 0.' }],
  ['RemoveDuplicates([p])', { p: ['a', 'b', 'a'] }, ['a', 'b']],
  ['Split("a, b", ",")', {}, ['a', ' b']],
  ['IIF([a] >= 5, "high", "low")', { a: '10' }, 'high'],
  [
    'IIF([a] = "x", 1, 2)',
    {},
    { $error: 'A condition met a null value; what the service does then is not documented.' },
  ],
  [
    'IIF(IsPresent([a]), 1, 2)',
    {},
    { $error: 'A condition met a null value; what the service does then is not documented.' },
  ],
  ['Switch([a], "none", "x", "found", "", "empty")', {}, 'empty'],
  ['Coalesce([a], [b], "last")', { b: '' }, ''],
  ['IgnoreFlowIfNullOrEmpty([a])', {}, { $literal: 'IgnoreFlow' }],
  ['SelectUniqueValue("taken", Append("tak", "en2"))', {}, 'taken2'],
  [
    'SelectUniqueValue("taken", "taken")',
    {},
    { $error: 'Every generated value is taken in the target; the object is held back.' },
  ],
  ['Replace("a.b.c", ".", , , "-", , )', {}, 'a-b-c'],
  ['Replace([u], "<username>", , , , , "<username>@contoso.com")', { u: 'jsmith' }, 'jsmith@contoso.com'],
  ['Replace("2024-05-06", , "(?<y>\\\\d+)-(?<m>\\\\d+)-(?<d>\\\\d+)", , "$3.$2.$1", , )', {}, '06.05.2024'],
  ['Replace("ann@x.com", , "(?<Suffix>@(.)*)", "Suffix", "", , )', {}, 'ann'],
  ['Replace([t], , "\\\\+(?<isd>\\\\d* )(?<n>\\\\d{10})", "n", , [m], )', { m: '+91 8887779999' }, '8887779999'],
  ['Replace("abc", , "[", , "", , )', {}, { $error: 'The regular expression [ cannot be run' }],
  ['AppRoleAssignmentsComplex([roles])', ROLES, [{ ...ROLE, displayName: 'Administrator', value: 'Admin' }]],
  ['AssertiveAppRoleAssignmentsComplex([roles])', ROLES, [{ ...ROLE, display: 'Administrator', value: 'Admin' }]],
  ['SingleAppRoleAssignment([roles])', ROLES, 'Admin'],
]

test.each(EXAMPLES)('%s', (expression, attributes, expected) => {
  const result = resultOf('entra', expression, attributes)

  if (expression.includes('"["')) expect(JSON.stringify(result)).toContain('cannot be run')
  else expect(result).toEqual(expected)
})

it('has an example of every function', () => {
  const used = new Set<string>()
  for (const [expression] of EXAMPLES)
    walk(parseEntra(expression), (node) => {
      if (node.kind === 'call') used.add(node.name)
    })

  const missing = [...ENTRA_FUNCTIONS.keys()].filter((name) => !used.has(name))

  expect(missing).toEqual([])
})

test.each([
  ['IIF([a]="x" && [b]="y", 1, 2)', 'nest IIF on the true path'],
  ['"a" + "b"', 'join text with Append or Join'],
  ['Append("a", "b"', 'Expected'],
  ['bare', 'no option of Entra expressions'],
])('refuses to read %s', (expression, message) => {
  expect(() => parseEntra(expression)).toThrow(
    expression.endsWith('"b"') && !expression.includes('+') ? 'The text ends' : message,
  )
})

test.each([
  ['Append(SelectUniqueValue("a", "b"), "c")', 'cannot be nested'],
  ['Append([a] = "x", "c")', 'stands outside a condition'],
])('refuses to run %s', (expression, message) => {
  expect(JSON.stringify(resultOf('entra', expression, {}))).toContain(message)
})
