import { describe, expect, it } from 'vitest'
import { recognising } from '../json/testing.js'
import { readers } from './index.js'
import { AD, exported, RULE, read, rule, small } from './testing.js'

describe('an exported rule', () => {
  it('is read to the last parameter', () => {
    const { rules, coverage, notices } = read(exported)

    expect(notices).toEqual([])
    expect(coverage.counts).toEqual({ modelled: 61, documented: 0, ignored: 1, unknown: 0 })
    expect(rules).toMatchObject([
      {
        id: RULE,
        name: "In from AD - O'Brien",
        description: 'Two lines,\n"quoted" and \'so\'',
        direction: 'inbound',
        connectorId: AD,
        connectorObjectType: 'user',
        metaverseObjectType: 'person',
        linkType: 'join',
        precedence: 50,
        placement: { after: '', before: 'bbbbbbbb-0000-4000-8000-000000000001' },
        softDeleteExpiry: '00:00:00',
        passwordSync: true,
        disabled: false,
        standard: false,
        scope: [
          [
            { attribute: 'adminDescription', value: 'User_', operator: 'NOTSTARTSWITH' },
            { attribute: 'mail', value: '', operator: 'ISNOTNULL' },
          ],
        ],
        joins: [[{ connectorAttribute: 'objectSid', metaverseAttribute: 'objectSid', caseSensitive: true }]],
        mappings: [
          {
            target: 'displayName',
            kind: 'expression',
            sources: ['givenName', 'sn'],
            expression: { language: 'connect', text: '[givenName] & " " & [sn]' },
          },
          { target: 'cloudFiltered', kind: 'constant', constant: { value: 'True' }, sources: [], initialOnly: true },
          { target: 'mail', kind: 'direct', sources: ['mail'], mergeType: 'merge-case-insensitive' },
        ],
        at: { file: 'scripts/rules.ps1', path: '/New-ADSyncRule[1]', line: 1 },
      },
    ])
    expect(rules[0]?.mappings[1]?.at).toMatchObject({ path: '/Add-ADSyncAttributeFlowMapping[2]', line: 31 })
  })

  it('stands beside others in one file, with variables used again', () => {
    const second = exported.replaceAll(RULE, 'aaaaaaaa-0000-4000-8000-000000000002').replace('objectSid', 'mail')

    const { rules } = read(`${exported}\n${second}`)

    expect(rules.map((one) => [one.id.at(-1), one.mappings.length, one.joins[0]?.[0]?.connectorAttribute])).toEqual([
      ['1', 3, 'objectSid'],
      ['2', 3, 'mail'],
    ])
  })

  it.each([
    ["'O’Brien “x”'", 'O’Brien “x”'],
    ["'O’’Brien'", 'O’Brien'],
    ["'O''Brien'", "O'Brien"],
    ['"O’Brien “x” `"y`" ""z"" "', 'O’Brien “x” "y" "z"'],
    ['‘O’’Brien’', 'O’Brien'],
    ['“a”', 'a'],
    ["''", ''],
  ])('may have quotes of every kind in its texts: %s', (written, meant) => {
    expect(rule(small(`-Description ${written}`)).description).toBe(meant)
  })

  it('takes a password out of a constant', () => {
    const flow = `Add-ADSyncAttributeFlowMapping -SynchronizationRule $r[0] -Source @('Start-1234!') -Destination 'unicodePwd' -FlowType Constant`

    const result = read(`${small()}\n${flow}\nAdd-ADSyncRule $r`)

    expect(JSON.stringify(result)).not.toContain('Start-1234')
    expect(result.ids).toContain('M2E-READ-028')
  })
})

describe('a script written by hand', () => {
  it('may use variables, tables, casts, pipelines, other quotes and dashes', () => {
    const { rules, notices, coverage } = read(`
<# Rules of Contoso #>
Import-Module ADSync
[int] $precedence = 88
$name = "In from AD"; $suffix = ' - Test'
$description = "$name\`tfor $($null)"
$table = @{
  Name = $name + $suffix   # with a remark
  Identifier = [guid]'${RULE}'
  "Direction" = 'Inbound'
  Connector = '${AD}'; LinkType = 'Provision'
  SourceObjectType = "user"; TargetObjectType = "person"
  Disabled = $true
}
$rule = New-ADSyncRule @table –Precedence $precedence
$scope = @(
  New-Object Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition 'a', 'b', EQUAL
  [Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition]::new('c', 'd', 'CONTAINS')
)
$rule | Add-ADSyncScopeConditionGroup -ScopeConditions $scope | Out-Null
Add-ADSyncAttributeFlowMapping -Synch $rule -Source:"x" -Dest ‘y’ -FlowType Direct -ExecuteOnce:$false
try { $added = Add-ADSyncRule -SynchronizationRule $rule } finally { Write-Host "done" }
`)

    expect(rules).toMatchObject([
      {
        id: RULE,
        name: 'In from AD - Test',
        precedence: 88,
        linkType: 'provision',
        disabled: true,
        scope: [
          [
            { attribute: 'a', value: 'b', operator: 'EQUAL' },
            { attribute: 'c', value: 'd', operator: 'CONTAINS' },
          ],
        ],
        mappings: [{ target: 'y', sources: ['x'], kind: 'direct', initialOnly: false }],
      },
    ])
    // The description holds code, which is never run.
    expect(notices.map((notice) => notice.message)).toEqual([
      'The statement "$description" in line 6 was not read: "$(…)" is known only when it runs.',
    ])
    expect(coverage.counts.unknown).toBe(1)
  })

  it.each([
    ["if ($x) { New-ADSyncRule -Name 'Y' }", 'the rules it makes are not assessed'],
    ['function Make { param($n) New-ADSyncRule -Name $n }', 'the rules it makes are not assessed'],
    ['Remove-ADSyncRule -Identifier 1', 'this tool does not know the command'],
    ['$p = Read-Host "Precedence"', 'this tool does not know the command'],
    ['1..5 | % { $_ }', 'this tool does not read such statements'],
    ['Add-ADSyncRule $unheardOf', 'the rule or object it works on is not known'],
  ])('with %s says that this was not read', (statement, why) => {
    const { notices, coverage } = read(`${small()}\n${statement}\nAdd-ADSyncRule $r`)

    expect(
      notices
        .filter((notice) => notice.id === 'M2E-READ-052')
        .map((notice) => notice.message)
        .join(),
    ).toContain(why)
    expect(notices.find((notice) => notice.id === 'M2E-READ-052')?.message).toContain('line 2')
    expect(coverage.counts.unknown).toBeGreaterThan(0)
  })

  it('leaves empty what only running would tell, and says so', () => {
    const { rules, ids } = read(`$p = Read-Host\n${small('-Description $p')}\nAdd-ADSyncRule $r`)

    expect(rules[0]?.description).toBe('')
    expect(ids).toContain('M2E-READ-055')
  })

  it('does not use a value that a branch may have changed', () => {
    const { ids } = read(`$d = 'a'\nif ($x) { $d = 'b' }\n${small('-Description $d')}\nAdd-ADSyncRule $r`)

    expect(ids).toContain('M2E-READ-055')
  })

  it('is told when a rule is built and not added, changed after it was added, or lacks an id', () => {
    expect(read(small()).ids).toEqual(['M2E-READ-054'])
    expect(read(`${small()}\nAdd-ADSyncRule $r\nAdd-ADSyncJoinConditionGroup $r`).ids).toContain('M2E-READ-054')
    expect(read(`${small().replace(`-Identifier '${RULE}'`, '')}\nAdd-ADSyncRule $r`).ids).toEqual(['M2E-READ-029'])
    expect(rule(small().replace(`-Identifier '${RULE}'`, '')).id).toBe(`${AD}/r`)
  })

  it('with unknown parameters is counted', () => {
    const { coverage, notices } = read(`${small("-Novelty 'x' 'loose'")}\nAdd-ADSyncRule $r`)

    expect(coverage.entries.filter((entry) => entry.status === 'unknown').map((entry) => entry.path)).toEqual([
      '/New-ADSyncRule/-Novelty',
      '/New-ADSyncRule/value',
    ])
    expect(notices).toHaveLength(2)
  })
})

describe('recognition', () => {
  it.each([exported, `# head\n\n${small()}`, `$r = New-ADSyncRule @t`, `try {\n  ${small()}\n}`])(
    'sees a script',
    (text) => {
      expect(recognising(readers, text)?.kind).toBe('connect-rule-script')
    },
  )

  it.each([
    'Write-Host "New-ADSyncRule -Name x"',
    '# New-ADSyncRule -Name x',
    'Use New-ADSyncRule to make a rule.',
    'Get-ADSyncRule -Identifier 1',
    '{"a": "New-ADSyncRule -Name"}',
    '',
  ])('does not see one in %j', (text) => {
    expect(recognising(readers, text)).toBeUndefined()
  })
})
