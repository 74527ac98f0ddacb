import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactValues } from './redact.js'

const SECRET = 'Pa55-w0rd!'

function redact(attribute: string, value: string): string {
  return redactValues(attribute, [value]).values[0] ?? ''
}

const workflow = (content: string) =>
  `<ns0:SequentialWorkflow xmlns:ns0="clr-namespace:A;Assembly=B, Version=4.4.1302.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35" xmlns:x="http://schemas.microsoft.com/winfx/2006/xaml">${content}</ns0:SequentialWorkflow>`

describe('takes out', () => {
  test.each([
    ['attributes named like a password', 'kbAdminPassword', SECRET],
    ['answers of a registration', 'GateData', SECRET],
    ['properties of an activity', 'XOML', workflow(`<ns0:Run PowerShellUserPassword="${SECRET}"/>`)],
    [
      'properties of an activity written as elements',
      'XOML',
      workflow(
        `<ns0:Run><ns0:Run.PowerShellUserPassword><x:String>${SECRET}</x:String></ns0:Run.PowerShellUserPassword></ns0:Run>`,
      ),
    ],
    ['passwords in a script', 'XOML', workflow(`<ns0:Run Script="$password = '${SECRET}'"/>`)],
    [
      'secure strings in a script',
      'XOML',
      workflow(`<ns0:Run><ns0:Run.Script>ConvertTo-SecureString "${SECRET}" -AsPlainText</ns0:Run.Script></ns0:Run>`),
    ],
    [
      'connection strings in a script',
      'XOML',
      workflow(`<ns0:Run Script="$c = 'Server=a;User Id=b;Password=${SECRET};Encrypt=1'"/>`),
    ],
    [
      'literals written to a password',
      'XOML',
      workflow(
        `<ns0:Update><ns0:Update.UpdatesTable><ns0:Hashtable><ns0:String x:Key="0:0">"${SECRET}"</ns0:String><ns0:String x:Key="0:1">[//Target/UserPassword]</ns0:String></ns0:Hashtable></ns0:Update.UpdatesTable></ns0:Update>`,
      ),
    ],
    [
      'literals of a function that makes a password',
      'XOML',
      workflow(
        `<ns0:FunctionActivity Destination="[//WorkflowData/Password]" FunctionExpression="&quot;${SECRET}&quot;"/>`,
      ),
    ],
    ['constants', 'InitialFlow', `<export-flow><src>${SECRET}</src><dest>unicodePwd</dest></export-flow>`],
    [
      'literals of an expression',
      'InitialFlow',
      `<export-flow><src/><dest>userPassword</dest><fn id="+"><arg>"${SECRET}"</arg><arg>accountName</arg></fn></export-flow>`,
    ],
    [
      'constants in the copy of an agent',
      'SyncConfig-export-attribute-flow',
      `<export-attribute-flow><export-flow cd-attribute="unicodePwd"><constant-mapping><constant-value>${SECRET}</constant-value></constant-mapping></export-flow></export-attribute-flow>`,
    ],
    [
      'parameters in the copy of an agent',
      'SyncConfig-private-configuration',
      `<MAConfig><parameter-values><parameter name="Client Secret">${SECRET}</parameter></parameter-values></MAConfig>`,
    ],
    ['what stands in a document that is cut off', 'XOML', `<a:W><a:Run PowerShellUserPassword="${SECRET}"><b`],
    ['elements of a document that is cut off', 'XOML', `<a:W><a:AdminPassword>${SECRET}</a:AdminPassword><b`],
  ])('%s', (_what, attribute, value) => {
    const { values, removed } = redactValues(attribute, [value])

    expect(removed).toBe(true)
    expect(values.join()).not.toContain(SECRET)
    expect(values.join()).toContain('•••')
  })
})

describe('leaves alone', () => {
  test.each([
    ['switches', 'ResetPasswordAllowed', 'True'],
    ['names of attributes', 'Name', 'UserPassword'],
    ['texts', 'EmailBody', 'Your password: "[//Target/Hint]"'],
    ['assemblies', 'XOML', workflow('<ns0:PWResetActivity x:Name="passwordReset1" Timeout="5"/>')],
    [
      'references to a value',
      'XOML',
      workflow('<ns0:Run PowerShellUserPassword="[//WorkflowData/Pwd]" Key="{x:Null}"/>'),
    ],
    [
      'the settings of password synchronization',
      'SyncConfig-password-sync',
      '<password-sync><password-sync-enabled>1</password-sync-enabled></password-sync>',
    ],
    ['flows of other attributes', 'PersistentFlow', '<export-flow><src>x</src><dest>pwdLastSet</dest></export-flow>'],
    ['filters', 'Filter', '<Filter Dialect="d">/Person[PasswordHint = "x"]</Filter>'],
  ])('%s', (_what, attribute, value) => {
    expect(redact(attribute, value)).toBe(value)
  })
})

test('a secret never survives, whatever stands around it', () => {
  const name = fc.constantFrom('AdminPassword', 'ClientSecret', 'apiKey', 'Pwd')
  const quote = fc.constantFrom('"', "'")
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(' ', '\n', '<b/>', '<c d="e"/>', 'text', '&amp;')),
      name,
      quote,
      (noise, key, q) => {
        const value = `<w>${noise.join('')}<a ${key}=${q}${SECRET}${q}/></w>`
        expect(redact('XOML', value)).not.toContain(SECRET)
      },
    ),
  )
})
