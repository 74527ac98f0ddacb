import { expect, it, test } from 'vitest'
import { walk } from '../ast.js'
import type { Example } from '../test-support.js'
import { CERTIFICATE, resultOf } from '../test-support.js'
import { CONNECT_FUNCTIONS } from './functions.js'
import { parseConnect } from './parse.js'

const CERT = { cert: { $bin: CERTIFICATE } }
const PROXIES = { p: ['smtp:jd@contoso.com', 'SMTP:john.doe@contoso.com', 'SIP:john.doe@contoso.com'] }
const NAME = 'CN=Ann Smith, O="Fabrikam, Inc.", C=US'

const EXAMPLES: readonly Example[] = [
  ['LCase("TeSt")', {}, 'test'],
  ['UCase("TeSt")', {}, 'TEST'],
  ['PCase("TEsT of IBM")', {}, 'Test Of IBM'],
  ['PCase("o\'neil smith-jones")', {}, "O'neil Smith-Jones"],
  ['Trim([p])', { p: [' a', 'b '] }, ['a', 'b']],
  ['Trim([missing])', {}, null],
  ['LTrim(" Test ")', {}, 'Test '],
  ['RTrim(" Test ")', {}, ' Test'],
  ['Left("John Doe", 3)', {}, 'Joh'],
  ['Left([missing], 3)', {}, ''],
  ['Right("John Doe", 3)', {}, 'Doe'],
  ['Right("John Doe", 0)', {}, ''],
  ['Mid("John Doe", 3, 5)', {}, 'hn Do'],
  ['Mid("John Doe", 6, 999)', {}, 'Doe'],
  ['Mid("John Doe", 6)', {}, 'Doe'],
  ['Mid("John Doe", 3, 0)', {}, ''],
  ['Mid("John Doe", 99, 2)', {}, 'John Doe'],
  ['Len("John Doe")', {}, 8],
  ['Len([missing])', {}, 0],
  ['PadLeft("User", 10, "0")', {}, '000000User'],
  ['PadLeft("", 10, "0")', {}, ''],
  ['PadRight("User", 10, "0")', {}, 'User000000'],
  ['Word("This,string!has&many separators", 3, ",!&#")', {}, 'has'],
  ['Replace("a\\r\\nb", "\\r\\n", ", ")', {}, 'a\\r\\nb'],
  ['Replace([t], "\\r\\n", ", ")', { t: 'a\r\nb' }, 'a, b'],
  ['ReplaceChars("Räksmörgås", "å:a,ä:a,ö:o")', {}, 'Raksmorgas'],
  ['ReplaceChars("x", "ab:c")', {}, { $error: '"ab:c" is not a replacement of one character, written a:b.' }],
  ['InStr("The quick brown fox", "quick")', {}, 5],
  ['InStr("repEated", "e", 3, vbBinaryCompare)', {}, 7],
  ['InStr("repEated", "e", 3, vbTextCompare)', {}, 4],
  ['InStrRev("abbcdbbbef", "bb")', {}, 7],
  ['InStrRev("abbcdbbbef", "bb", 4)', {}, 2],
  ['ConvertToBase64("Hello world!")', {}, 'SABlAGwAbABvACAAdwBvAHIAbABkACEA'],
  ['ConvertToBase64([b])', { b: { $bin: 'AQID' } }, 'AQID'],
  ['ConvertFromBase64("SGVsbG8=", UTF8)', {}, 'Hello'],
  ['ConvertToUTF8Hex("é")', {}, 'C3A9'],
  ['ConvertFromUTF8Hex("C3A9")', {}, 'é'],
  ['IsString([b])', { b: { $bin: 'AQID' } }, false],
  ['IsString(7)', {}, false],
  ['IsNull([missing])', {}, true],
  ['IsNullOrEmpty("")', {}, true],
  ['IsPresent([p])', PROXIES, true],
  ['IsEmpty([missing])', {}, false],
  ['IsEmpty("")', {}, true],
  ['IsDate("2024-02-30")', {}, false],
  ['IsDate("2024-02-29")', {}, true],
  ['IsGuid("{00001111-aaaa-2222-bbbb-3333cccc4444}")', {}, true],
  ['IsNumeric("12x")', {}, false],
  ['CBool([missing])', {}, false],
  ['CBool(7 = 7)', {}, true],
  ['CNum("1234")', {}, 1234],
  ['CNum("9223372036854775808")', {}, { $error: 'string "9223372036854775808" is not a number.' }],
  ['CStr(True)', {}, 'True'],
  ['CStr(98052)', {}, '98052'],
  ['CRef("CN=A")', {}, { $ref: 'CN=A' }],
  ['StringFromGuid(CGuid("{00010203-0405-0607-0809-0A0B0C0D0E0F}"))', {}, '00010203-0405-0607-0809-0a0b0c0d0e0f'],
  ['StringFromSid([s])', { s: { $bin: 'AQEAAAAAAAUSAAAA' } }, 'S-1-5-18'],
  ['CDate("2009-06-15T01:45:30-07:00")', {}, { $date: '2009-06-15T08:45:30Z' }],
  ['DateAdd("m", 1, CDate("2024-01-31"))', {}, { $date: '2024-02-29T00:00:00Z' }],
  ['DateAdd("q", -1, CDate("2024-05-31"))', {}, { $date: '2024-02-29T00:00:00Z' }],
  ['DateAdd("m", 3, "2001-01-01")', {}, { $date: '2001-04-01T00:00:00Z' }],
  ['DateAdd("x", 3, "2001-01-01")', {}, { $error: 'No date: 3 times "x" from there.' }],
  ['NumFromDate(DateFromNum([n]))', { n: { $int: '129699324000000001' } }, { $int: '129699324000000001' }],
  ['DateFromNum(0)', {}, { $error: '0 means no date.' }],
  ['FormatDateTime(CDate("12/25/2007"), "yyyy-MM-dd")', {}, '2007-12-25'],
  ['FormatDateTime(Now(), "dddd d MMMM yyyy h:mm tt")', {}, 'Saturday 31 January 2026 12:00 PM'],
  ['BitAnd(&HF, &HF7)', {}, 7],
  ['BitOr(512, 2)', {}, 514],
  ['IsBitSet(&HF, 4)', {}, true],
  ['RandomNum(1, 10)', {}, 6],
  ['Guid()', {}, '80808080-8080-4080-8080-808080808080'],
  ['DNComponent(CRef("cn=Joe\\\\, Jr,ou=Atlanta"), 1)', {}, 'Joe\\, Jr'],
  ['DNComponentRev(CRef("cn=Joe,ou=US, dc=contoso,dc=com"), 1)', {}, 'com'],
  ['DNComponentRev(CRef("cn=Joe,ou=US, dc=contoso,dc=com"), 1, DC)', {}, 'US'],
  ['EscapeDNComponent("cn=" & "Smith, John")', {}, 'cn=Smith\\, John'],
  ['Error("stop")', {}, { $error: 'stop' }],
  ['CBin(2, 1)', {}, { $error: 'CBin is not documented; its result is unknown.' }],
  ['Thumbprint([b])', { b: { $bin: 'AQID' } }, { $error: 'Thumbprint is not documented; its result is unknown.' }],
  ['Contains([p], "SMTP:")', PROXIES, 2],
  ['Contains([missing], "SMTP:")', {}, 0],
  ['Count([p])', PROXIES, 3],
  ['Item([p], 4)', PROXIES, { $error: 'The attribute has no value number 4.' }],
  ['ItemOrNull([p], 4)', PROXIES, null],
  ['Join([p], "")', { p: ['a', 'b'] }, 'ab'],
  ['RemoveDuplicates([p])', { p: ['a', 'A', 'a'] }, ['a', 'A']],
  ['Split("a,b,c", ",", 2)', {}, ['a', 'b,c']],
  ['Select($x, [p], Left($x, 1))', { p: ['ab', 'cd'] }, ['a', 'c']],
  ['Where($x, [p], InStr($x, "SMTP:") = 1)', PROXIES, ['SMTP:john.doe@contoso.com']],
  ['With($x, Count([p]), $x + $x)', PROXIES, 6],
  ['IIF(InStr([p], "SIP:") = 1, NULL, [p])', PROXIES, ['smtp:jd@contoso.com', 'SMTP:john.doe@contoso.com']],
  [
    'IIF(Left([p], 4) = "SIP:" || Left([p], 5) = "SMTP:", Mid([p], InStr([p], ":") + 1), NULL)',
    PROXIES,
    ['john.doe@contoso.com', 'john.doe@contoso.com'],
  ],
  ['[p] & "!"', { p: ['a', 'b'] }, ['a!', 'b!']],
  ['[p] & [q]', { p: ['a'], q: ['b', 'c'] }, { $error: '& meets several multi-valued attributes at once.' }],
  ['Switch([c] = "x", 1, [c] = "y", 2)', { c: 'z' }, null],
  ['Switch([c] = "x", 1, True)', {}, { $error: 'Switch takes 2 arguments and pairs after them, 3 given.' }],
  ['ImportedValue("mail")', { mail: 'pending' }, 'confirmed@contoso.com'],
  ['ValueCount("p")', PROXIES, 3],
  ['IsCert([cert])', CERT, true],
  ['CertExtensionOids([cert])', CERT, ['2.5.29.19']],
  ['CertFormat([cert])', CERT, 'X509'],
  ['CertFriendlyName([cert])', CERT, ''],
  ['CertHashString([cert])', CERT, '73E402A1A43BD3A784FCEE534EE2F4DBA533DD83'],
  ['CertThumbprint([cert])', CERT, '73E402A1A43BD3A784FCEE534EE2F4DBA533DD83'],
  ['CertIssuer([cert])', CERT, NAME],
  ['CertIssuerDN([cert])', CERT, NAME],
  ['CertSubject([cert])', CERT, NAME],
  ['CertSubjectNameDN([cert])', CERT, NAME],
  ['CertIssuerOid([cert])', CERT, ''],
  ['CertSubjectNameOid([cert])', CERT, ''],
  ['CertKeyAlgorithm([cert])', CERT, '1.2.840.10045.2.1'],
  ['CertKeyAlgorithmParams([cert])', CERT, '06082A8648CE3D030107'],
  ['CertPublicKeyOid([cert])', CERT, '1.2.840.10045.2.1'],
  ['CertPublicKeyParametersOid([cert])', CERT, '1.2.840.10045.2.1'],
  ['CertSignatureAlgorithmOid([cert])', CERT, '1.2.840.10045.4.3.2'],
  ['CertSerialNumber([cert])', CERT, '0102AB'],
  ['CertVersion([cert])', CERT, '3'],
  ['CertNotBefore([cert])', CERT, { $date: '2026-11-21T06:02:09Z' }],
  ['CertNotAfter([cert])', CERT, { $date: '2036-11-18T06:02:09Z' }],
  ['CertNameInfo([cert], "SimpleName", False)', CERT, 'Ann Smith'],
  ['CertNameInfo([cert], "EmailName", False)', CERT, 'ann@fabrikam.com'],
  ['CertNameInfo([cert], "UpnName", False)', CERT, 'ann@corp.fabrikam.com'],
  ['CertNameInfo([cert], "DnsName", False)', CERT, 'pc1.fabrikam.com'],
  ['CertNameInfo([cert], "UrlName", False)', CERT, 'https://fabrikam.com/ann'],
  ['2 * 5 + 3', {}, 13],
  ['2 + 5 * 3', {}, 21],
  ['-[n] - -2', { n: 5 }, -3],
  ['9223372036854775807 - 1', {}, { $int: '9223372036854775806' }],
  ['"a" & [missing] & "b"', {}, 'ab'],
  ['[missing] = True', {}, false],
  ['[missing] <> "x"', {}, true],
  ['"5" = 5', {}, { $error: '= compares values of one type, got string "5" and integer 5.' }],
  ['"a" & 5', {}, { $error: '& takes string for operand, got integer 5.' }],
  ['"say ""hi"" and \\"ho\\" \\\\"', {}, 'say "hi" and "ho" \\'],
  ['%Unknown%', {}, { $error: 'The parameter Unknown has no value.' }],
  ['IIF([missing], 1, 2)', {}, 2],
  ['AuthoritativeNull', {}, { $literal: 'AuthoritativeNull' }],
]

test.each(EXAMPLES)('%s', (expression, attributes, expected) => {
  expect(resultOf('connect', expression, attributes)).toEqual(expected)
})

it('has an example of every function', () => {
  const used = new Set<string>()
  for (const [expression] of EXAMPLES)
    walk(parseConnect(expression), (node) => {
      if (node.kind === 'call') used.add(node.name)
    })

  const missing = [...CONNECT_FUNCTIONS.keys()].filter((name) => !used.has(name))

  expect(missing).toEqual([])
})

test.each([
  ['6 / 2', 'Division'],
  ['DeleteValue', 'DeleteValue is no constant'],
  ['[open', 'is not closed by ]'],
  ['"open', 'is not closed by a double quote'],
  ['Left([a], 1', 'Expected'],
  ['Left([a] 1)', 'Expected )'],
  ['“x”', 'Typographic quotes'],
])('refuses %s', (expression, message) => {
  expect(() => parseConnect(expression)).toThrow(
    expression === 'Left([a], 1' ? 'The text ends where ) is expected' : message,
  )
})
